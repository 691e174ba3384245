#!/usr/bin/env bash
# with_qiusuod.sh QIUSUOD COMMAND [ARG ...]: runs COMMAND ARG ... HOST:PORT with the
# address of a fresh server, stops the server, and ends as COMMAND did.
set -euo pipefail
qiusuod=$1
shift
dir=$(mktemp -d)
"$qiusuod" --data-dir "$dir/data" --listen 127.0.0.1:0 >"$dir/out" 2>"$dir/log" &
server=$!
trap 'kill $server 2>/dev/null || true; wait $server || true; rm -rf "$dir"' EXIT
for _ in $(seq 600); do
  address=$(sed -n 's/^listening on //p' "$dir/out")
  [[ -n $address ]] && break
  if ! kill -0 $server 2>/dev/null; then
    cat "$dir/log" >&2
    exit 1
  fi
  sleep 0.1
done
"$@" "$address"
