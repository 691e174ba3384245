#!/usr/bin/env bash
# lint.sh [--all]: every check that needs no running program: format, tidy, docs, shell, protos and
# clang-tidy. clang-tidy needs a build (build/dev, or QIUSUO_BUILD_DIR) and sees the layers without
# gRPC; with --all every file (some 15 seconds for each that includes gRPC).
#
#   lint.sh format|tidy|docs|shell|proto|breaking|clang-tidy [--all]    one, as ctest does
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

buf=build/tools/node_modules/.bin/buf
skipped=77  # ctest's SKIP_RETURN_CODE

lint_format() { scripts/format.sh --check; }

lint_tidy() { python3 tests/lint/tidy_test.py && python3 tests/lint/tidy.py; }

lint_docs() { python3 tests/lint/docs_test.py && python3 tests/lint/docs.py; }

lint_shell() {
  find scripts deploy tests .ci -name '*.sh' -print0 -o -path .ci/run -print0 |
    xargs -0 shellcheck --external-sources
}

lint_proto() { "$buf" lint proto; }

# The protos against those of the branch main: what is released stays readable.
lint_breaking() {
  if ! git cat-file -e main:proto/buf.yaml 2>/dev/null; then
    echo "skipped: no branch main to compare with"
    return "$skipped"
  fi
  "$buf" breaking proto --against '.git#branch=main,subdir=proto'
}

lint_clang-tidy() {
  local build=${QIUSUO_BUILD_DIR:-build/dev}
  if [[ ! -d $build/proto/gen ]]; then
    echo "build first: cmake --workflow --preset dev" >&2
    return 1
  fi
  local folders=(base proto service/parser storage)
  if [[ ${1:-} == --all ]]; then
    folders=(base proto service storage client)
  fi
  find "${folders[@]}" -name '*.cc' -print0 |
    xargs -0 -n 1 -P "$(nproc)" clang-tidy-14 -p "$build" --quiet \
      --extra-arg=-Wno-unknown-warning-option 2> >(
      grep -v 'warnings\? generated' >&2
    )
}

case ${1:-} in
  '' | --all)
    failed=()
    for check in format tidy docs shell proto breaking clang-tidy; do
      code=0
      "lint_$check" "$@" || code=$?
      if [[ $code != 0 && $code != "$skipped" ]]; then
        failed+=("$check")
      fi
    done
    echo "lint: ${#failed[@]} checks failed${failed[*]:+: ${failed[*]}}"
    [[ ${#failed[@]} == 0 ]]
    ;;
  format | tidy | docs | shell | proto | breaking | clang-tidy)
    "lint_$1" "${@:2}"
    ;;
  *)
    echo "usage: lint.sh [format|tidy|docs|shell|proto|breaking|clang-tidy] [--all]" >&2
    exit 2
    ;;
esac
