#!/bin/sh
# Fetches the Nu HTML checker at the version and hash in package-lock.json. Without Java or npm it says so, and the
# tests that need the checker are skipped (or fail, where CI is set).
set -eu

cd "$(dirname "$0")"
sh ../../requirements/debian.sh default-jre-headless java
sh ../../requirements/debian.sh npm npm
if ! command -v npm >/dev/null 2>&1 || ! command -v java >/dev/null 2>&1; then
    echo "Without Java and npm, pages are not checked by the Nu HTML checker." >&2
    exit 0
fi
if [ node_modules/.package-lock.json -nt package-lock.json ]; then exit 0; fi
npm ci --silent --no-audit --no-fund --ignore-scripts
