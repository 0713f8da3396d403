#!/usr/bin/env bash
# smoke.sh FOLDER: whether a release works on its own. The folder is moved elsewhere and started there; every asset is fetched; a second start
# is quick; and the program alone, without its folder, says what it misses.
set -euo pipefail
[ $# -eq 1 ] || { echo "usage: $0 FOLDER" >&2; exit 64; }
release=$(cd "$1" && pwd)
place=$(mktemp -d)
pid=""
stop() {
    if [ -n "$pid" ]; then kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; pid=""; fi
}
trap 'stop; rm -rf "$place"' EXIT

fail() { echo "smoke: $*" >&2; [ -s "$place/log" ] && tail -n 20 "$place/log" >&2; exit 1; }

start() {
    (cd / && exec env -i PATH="$PATH" LANG=C "$place/moved/run" --port 0 "$@") >"$place/out" 2>"$place/log" &
    pid=$!
    for _ in $(seq 1 1200); do
        address=$(grep -ohE 'http://[0-9.]+:[0-9]+' "$place/out" "$place/log" 2>/dev/null | head -n 1 || true)
        if [ -n "$address" ] && curl -fsS -o /dev/null "$address/readyz" 2>/dev/null; then return; fi
        kill -0 "$pid" 2>/dev/null || fail "the program ended before it was ready"
        sleep 0.1
    done
    fail "the program was not ready in two minutes"
}

cp -R "$release" "$place/moved"
start
for page in / /sign-in /api /openapi.json /healthz /metrics; do
    curl -fsS -o /dev/null "$address$page" || fail "$page does not answer"
done
count=0
while read -r file; do
    curl -fsS "$address/$file" | cmp -s - "$place/moved/web/$file" || fail "/$file is not the file in web/"
    count=$((count + 1))
done < <(cd "$place/moved/web" && find . -type f ! -path '*/.*' | sed 's|^\./||')
[ "$count" -gt 0 ] || fail "there are no assets"
# What the pages name is there too, under its version.
for link in $(curl -fsS "$address/" | grep -oE '(href|src)="/(css|js|icons)/[^"]+"' | sed -E 's/^[a-z]+="//; s/"$//'); do
    curl -fsS -o /dev/null "$address$link" || fail "$link does not answer"
done
stop
echo "smoke: the moved folder serves its pages and all $count assets"

before=$(date +%s%N)
start
took=$((($(date +%s%N) - before) / 1000000))
stop
[ "$took" -lt 3000 ] || fail "the second start took $took ms"
echo "smoke: the second start took $took ms"

mkdir "$place/alone"
cp "$place/moved/bin/yiwang" "$place/alone/"
if (cd "$place/alone" && ./yiwang serve --demo --port 0) >"$place/out" 2>"$place/log"; then fail "the program ran without its folder"; fi
grep -q catalogue "$place/log" && grep -q web "$place/log" || fail "the program alone does not say what it misses"
echo "smoke: the program alone says what it misses"
