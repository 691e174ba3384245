#!/usr/bin/env bash
# bench.sh [--quick] [--only NAME] [--corpus DIR]: every bench, each beside its
# control, in one run of a release build; prints a table and writes bench-results.json.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
scripts/setup.sh
cmake --preset release >/dev/null
cmake --build --preset release --target qiusuo_bench
exec build/release/bin/qiusuo_bench --results bench-results.json "$@"
