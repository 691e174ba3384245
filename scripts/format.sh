#!/usr/bin/env bash
# format.sh [--check]: sets every C++ file as clang-format 14 would. With --check it changes
# nothing and fails where a file differs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

arguments=(-i)
if [[ ${1:-} == --check ]]; then
  arguments=(--dry-run -Werror)
fi
find base bench client proto service storage tests -name '*.h' -print0 -o -name '*.cc' -print0 |
  xargs -0 clang-format-14 "${arguments[@]}"
