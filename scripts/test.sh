#!/usr/bin/env bash
# test.sh [--preset dev|release|asan|tsan]: installs what is missing, builds, and runs every test of
# the preset (default: dev). Ends with ctest's summary and its exit code.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

preset=dev
case "$#:${1:-}" in
  0:) ;;
  2:--preset) preset=$2 ;;
  1:--preset=*) preset=${1#*=} ;;
  *)
    echo "usage: test.sh [--preset dev|release|asan|tsan]" >&2
    exit 2
    ;;
esac

step() { printf 'test: %4d s  %s\n' "$SECONDS" "$*" >&2; }

step "install what is missing"
scripts/setup.sh
step "configure build/$preset"
cmake --preset "$preset" >/dev/null
step "build"
cmake --build --preset "$preset" --parallel "$(nproc)"
step "run the tests"
ctest --preset "$preset"
