#!/usr/bin/env bash
# package.sh PROGRAM FOLDER: puts a release together in FOLDER/yiwang-<version>: the program, what it is made of besides, and a way to start it.
# The folder works wherever it is moved to. `make package` builds the program first.
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -eq 2 ] || { echo "usage: $0 PROGRAM FOLDER" >&2; exit 64; }
program=$1
version=$("$program" version)
target=$2/yiwang-$version

rm -rf "$target"
mkdir -p "$target/bin"
install -m 755 "$program" "$target/bin/yiwang"
strip "$target/bin/yiwang" 2>/dev/null || true
cp -R catalogue web data "$target/"
mkdir -p "$target/docs"
cp -R docs/operating docs/exchange.md "$target/docs/"
cp -R examples "$target/"
for file in README.md README.zh.md LICENSE; do
    if [ -e "$file" ]; then cp "$file" "$target/"; fi
done

cat > "$target/run" <<'RUN'
#!/bin/sh
# Starts the demo city: ./run, then open the address it prints. Data and keys go into ./var; other flags are passed on.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
mkdir -p "$here/var"
exec "$here/bin/yiwang" serve --demo --home "$here" --database "sqlite:$here/var/yiwang.sqlite" --keys "$here/var/keys.json" "$@"
RUN
chmod 755 "$target/run"

# What the program still needs of the machine, so that nobody has to find out by trying.
{
    echo "The program needs these libraries of the system (Debian and Ubuntu: apt install libsqlite3-0 libpq5 libssl3 libqrencode4 zlib1g):"
    readelf -d "$target/bin/yiwang" | sed -n 's/.*NEEDED.*\[\(.*\)\]/  \1/p' | grep -v ld-linux | sort
} > "$target/REQUIREMENTS"

tar -C "$2" -czf "$2/yiwang-$version.tar.gz" "yiwang-$version"
echo "$target"
scripts/smoke.sh "$target"
