#!/usr/bin/env bash
# setup.sh [build|all|peers]: installs what the project needs, from Debian 12 and npm.
#
#   build   to build and to run qiusuod and qiusuo
#   all     that, and everything the tests, linters and sanitizers use (default)
#   peers   all but the linter of the protos, and the databases that the bench compares with
#
# Safe to call twice: what is there already is left alone, and when nothing is
# missing neither root nor the network is needed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

to_build=(
  ca-certificates git g++ cmake ninja-build ccache mold pkg-config
  libgrpc++-dev protobuf-compiler protobuf-compiler-grpc libprotobuf-dev grpc-proto
  libabsl-dev librocksdb-dev libzstd-dev libicu-dev libuchardet-dev libssl-dev
  libspdlog-dev libcli11-dev
  libgumbo-dev libmd4c-dev libzip-dev libpugixml-dev poppler-utils poppler-data
)
to_test=(
  libgtest-dev libgmock-dev libbenchmark-dev binutils python3 python3-yaml
  clang-14 libclang-rt-14-dev clang-format-14 clang-tidy-14 shellcheck
)
to_compare=(postgresql libpq-dev libsqlite3-dev libgroonga-dev)

say() { printf 'setup: %s\n' "$*" >&2; }

as_root() {
  if [[ $(id -u) == 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    say "must run as root (or have sudo) to install: ${missing[*]}"
    exit 1
  fi
}

# install_packages PACKAGE...: those that dpkg does not have yet.
install_packages() {
  missing=()
  local package
  for package in "$@"; do
    if [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) != installed ]]; then
      missing+=("$package")
    fi
  done
  if [[ ${#missing[@]} == 0 ]]; then
    return
  fi
  say "installing ${missing[*]}"
  as_root apt-get update -q >/dev/null
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -yq --no-install-recommends "${missing[@]}" >/dev/null
}

# install_buf: the linter of the protos, in the version that tests/lint/package.json pins.
install_buf() {
  local tools=build/tools
  if cmp -s tests/lint/package.json "$tools/package.json" &&
    [[ -x $tools/node_modules/.bin/buf ]]; then
    return
  fi
  if ! command -v npm >/dev/null; then
    install_packages npm
  fi
  say "installing buf into $tools"
  rm -rf "$tools"
  mkdir -p "$tools"
  cp tests/lint/package.json "$tools/"
  if ! npm install --prefix "$tools" --ignore-scripts --no-package-lock --no-audit --no-fund \
    --loglevel=error >&2; then
    rm -rf "$tools"
    exit 1
  fi
}

case ${1:-all} in
  build)
    install_packages "${to_build[@]}"
    ;;
  all)
    install_packages "${to_build[@]}" "${to_test[@]}"
    install_buf
    ;;
  peers)
    install_packages "${to_build[@]}" "${to_test[@]}" "${to_compare[@]}"
    ;;
  *)
    say "usage: setup.sh [build|all|peers]"
    exit 2
    ;;
esac
