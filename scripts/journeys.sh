#!/usr/bin/env bash
# The journeys in a real browser: Debian's Chromium, driven by Playwright in a virtual environment that is made here.
set -euo pipefail
cd "$(dirname "$0")/.."

venv=${JOURNEYS_VENV:-.venv}
wanted="playwright==1.65.2 axe-playwright-python==0.1.8 pytest==9.2.0 openapi-spec-validator==0.9.0 jsonschema==4.26.0 rdflib==7.6.0 sd-jwt==0.10.4 jwcrypto==1.6.1"
if [ "$(cat "$venv/wanted" 2>/dev/null)" != "$wanted" ]; then
    echo "Making the virtual environment for the browser tests"
    rm -rf "$venv"
    python3 -m venv "$venv"
    # shellcheck disable=SC2086
    "$venv/bin/pip" install --quiet --disable-pip-version-check $wanted
    echo "$wanted" > "$venv/wanted"
fi
exec "$venv/bin/python" -m pytest -q Tests/Browser "$@"
