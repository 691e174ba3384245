#!/usr/bin/env bash
# quickstart.sh [PATH]: from a clean Debian 12 to answers about reports: installs what is missing,
# builds, starts qiusuod in a temporary folder, imports the samples (or the file or folder PATH),
# asks a few questions, and stops. Safe to call again; leaves nothing running.
set -euo pipefail

if [[ $# -gt 1 || ${1:-} == -* ]]; then
  echo "usage: quickstart.sh [PATH]" >&2
  exit 2
fi
reports=
if [[ $# == 1 ]]; then
  reports=$(realpath -e -- "$1")
fi
cd "$(dirname "${BASH_SOURCE[0]}")/.."

folder=$(mktemp -d "${TMPDIR:-/tmp}/qiusuo-quickstart.XXXXXX")
log=$folder/step.log
step_pid=
server_pid=

# The server and the step under way end with this script, also when it is interrupted.
finish() {
  local pid
  for pid in $step_pid $server_pid; do
    kill "$pid" 2>/dev/null || continue
    wait "$pid" 2>/dev/null || true
  done
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT TERM

# clear_line: wipes the progress line off a terminal.
clear_line() {
  if [[ -t 2 ]]; then printf '\r\033[K' >&2; fi
}

# run_step LABEL COMMAND...: runs the command, its output in the log, and shows the time it takes.
run_step() {
  local label=$1 started=$SECONDS code=0 counter
  shift
  [[ -t 2 ]] || printf '  ...   %s\n' "$label" >&2
  "$@" >"$log" 2>&1 &
  step_pid=$!
  while kill -0 "$step_pid" 2>/dev/null; do
    if [[ -t 2 ]]; then
      counter=$(grep -o '^\[[0-9]*/[0-9]*\]' "$log" | tail -n 1 || true)
      printf '\r\033[K%5d s  %s %s' $((SECONDS - started)) "$label" "$counter" >&2
    fi
    sleep 0.2
  done
  wait "$step_pid" || code=$?
  step_pid=
  clear_line
  if [[ $code != 0 ]]; then
    tail -n 40 "$log" >&2
    printf 'quickstart: could not %s\n' "$label" >&2
    exit 1
  fi
  printf '%5d s  %s\n' $((SECONDS - started)) "$label" >&2
}

configure() { cmake --preset release -D QIUSUO_BUILD_TESTS=OFF; }
build() {
  cmake --build --preset release --parallel "$(nproc)" --target qiusuod qiusuo
}

# start_server: runs until this script ends; returns when it listens.
start_server() {
  build/release/bin/qiusuod --data-dir "$folder/store" --listen 127.0.0.1:0 \
    >"$folder/address" 2>"$folder/qiusuod.log" &
  server_pid=$!
  local tries
  for ((tries = 0; tries < 300; ++tries)); do
    if grep -qs '^listening on ' "$folder/address"; then
      QIUSUO_SERVER=$(sed -n 's/^listening on //p' "$folder/address")
      export QIUSUO_SERVER
      return
    fi
    kill -0 "$server_pid" 2>/dev/null || break
    sleep 0.1
  done
  cat "$folder/qiusuod.log" >&2
  echo "quickstart: qiusuod did not start" >&2
  exit 1
}

qiusuo() { build/release/bin/qiusuo "$@"; }

# show ARGUMENT...: prints the command and runs it.
show() {
  printf '\n$ qiusuo %s\n' "$*"
  qiusuo "$@"
}

# import_reports: a file that is no report is told of and left out; then the exit code is 1.
import_reports() {
  printf '\n$ qiusuo import %s\n' "$reports"
  qiusuo import "${sources[@]}" || [[ $? == 1 ]]
}

# first_document WORD: the name of the first document that came from a place with WORD in it.
first_document() {
  qiusuo list --output jsonl |
    awk -v word="$1" -F '"name":"' '!found && (word == "" || index($0, word)) {
      found = 1; split($2, parts, "\""); print parts[1]
    }'
}

run_step "install what is missing" scripts/setup.sh build
run_step "configure" configure
run_step "build qiusuod and qiusuo" build
start_server
printf '         qiusuod listens on %s\n' "$QIUSUO_SERVER" >&2

if [[ -n $reports ]]; then
  sources=("$reports")
  example=
  question=(--indicator 地区生产总值 --indicator 一般公共预算收入 --indicator 结案率
    --kind level --planned no --order period --descending --limit 20)
else
  reports='scripts/samples/*.txt'
  sources=(scripts/samples/*.txt)
  example=court_essay
  question=(--indicator 结案率 --unit % --planned no --order value --descending)
fi

import_reports
document=$(first_document "$example")
document=${document##*/}
if [[ -z $document ]]; then
  echo "quickstart: nothing in $reports could be imported" >&2
  exit 1
fi
show tree "$document"
show metrics "$document"
show query "${question[@]}"
printf '\nThe same bytes again change nothing:\n'
import_reports

cat <<X

Done in $SECONDS s. To keep a store and ask it yourself:

  build/release/bin/qiusuod --data-dir ~/qiusuo-data &
  build/release/bin/qiusuo import PATH...
  build/release/bin/qiusuo query --help

docs/architecture.md tells how it works, proto/qiusuo/v1 what a service may ask,
client/quickstart how a C++ program does, deploy/README.md how to run it in a container.
X
