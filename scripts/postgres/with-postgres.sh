#!/bin/sh
# with-postgres.sh [--fsync] COMMAND [ARGUMENT …]
#
# Runs COMMAND with a PostgreSQL server of its own: a new cluster in a temporary folder, reachable only through a socket in
# that folder, stopped and removed in the end. COMMAND finds the server in YIWANG_TEST_POSTGRES. With --fsync the server
# flushes to disk as in earnest, for measurements; without it tests run faster.
set -eu

fsync=off
if [ "${1:-}" = --fsync ]; then
    fsync=on
    shift
fi
[ $# -gt 0 ] || { echo "usage: $0 [--fsync] COMMAND [ARGUMENT …]" >&2; exit 64; }

bin=${POSTGRES_BIN:-}
if [ -z "$bin" ]; then
    # The newest version that the distribution has installed, or what is on the path.
    bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
    [ -n "$bin" ] || bin=$(dirname "$(command -v initdb || echo /nowhere/initdb)")
fi
[ -x "$bin/initdb" ] || { echo "$0: PostgreSQL is not installed (apt install postgresql)" >&2; exit 69; }

# A socket's path has at most 107 bytes, so the folder lies in /tmp whatever TMPDIR says.
folder=$(mktemp -d /tmp/yiwang-postgres.XXXXXX)

# PostgreSQL refuses to run as root.
if [ "$(id -u)" = 0 ]; then
    user=postgres
    id "$user" >/dev/null 2>&1 || useradd --system --no-create-home --shell /usr/sbin/nologin "$user"
    chown "$user" "$folder"
    chmod 755 "$folder"
    as_user() { (cd / && runuser -u "$user" -- "$@"); }
else
    as_user() { "$@"; }
fi

stop() {
    trap - EXIT INT TERM HUP
    as_user "$bin/pg_ctl" --pgdata "$folder/data" --mode immediate stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

if ! as_user "$bin/initdb" --pgdata "$folder/data" --username postgres --auth trust --encoding UTF8 --locale C.UTF-8 --no-sync \
    >"$folder/initdb.log" 2>&1; then
    cat "$folder/initdb.log" >&2
    exit 70
fi
as_user sh -c "cat >> '$folder/data/postgresql.conf'" <<CONF
listen_addresses = ''
unix_socket_directories = '$folder'
fsync = $fsync
max_connections = 1000
shared_buffers = 128MB
max_wal_size = 2GB
log_min_messages = fatal
CONF
if ! as_user "$bin/pg_ctl" --pgdata "$folder/data" --log "$folder/server.log" --wait start >/dev/null; then
    cat "$folder/server.log" >&2
    exit 70
fi

YIWANG_TEST_POSTGRES="postgres://postgres@/postgres?host=$folder"
REQUIRE_POSTGRES=1
export YIWANG_TEST_POSTGRES REQUIRE_POSTGRES
# Not exec: the trap must outlive the command.
"$@"
