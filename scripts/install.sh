#!/usr/bin/env bash
# Installs what is missing on Debian or Ubuntu. `install.sh run` is what the server needs, `install.sh test` adds what the tests need,
# `install.sh bench` what the benchmark needs. Asks for nothing and changes nothing where all is there.
set -euo pipefail

run="libsqlite3-dev libpq-dev libssl-dev libqrencode-dev zlib1g-dev pkg-config graphviz"
test="$run postgresql chromium fonts-noto-cjk python3-venv poppler-utils"
bench="$run postgresql nginx-light wrk python3-venv"

case "${1:-run}" in
    run) wanted=$run ;;
    test) wanted=$test ;;
    bench) wanted=$bench ;;
    *) echo "usage: $0 run|test|bench" >&2; exit 2 ;;
esac

missing=()
for package in $wanted; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
    echo "Installing: ${missing[*]}"
    as_root=""
    if [ "$(id -u)" -ne 0 ]; then as_root="sudo"; fi
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    # postgresql would start a server of its own on install; the tests start their own, on a private socket.
    $as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

if ! command -v swift >/dev/null; then
    echo "Swift 6.2 or later is needed: https://www.swift.org/install/linux/" >&2
    exit 1
fi
