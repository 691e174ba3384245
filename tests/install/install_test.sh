#!/usr/bin/env bash
# install_test.sh CMAKE BUILD_DIR SOURCE_DIR QIUSUOD: installs the client library into an
# empty folder, builds the project in consumer/ against it alone, and runs it against
# a server.
set -euo pipefail
cmake=$1 build_dir=$2 source_dir=$3 qiusuod=$4
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

"$cmake" --install "$build_dir" --prefix "$dir/prefix" --component client >/dev/null
cp -r "$source_dir/consumer" "$dir/consumer"
"$cmake" -S "$dir/consumer" -B "$dir/build" -G Ninja -DCMAKE_PREFIX_PATH="$dir/prefix" \
  "${@:5}" >"$dir/log" 2>&1 || { cat "$dir/log"; exit 1; }
"$cmake" --build "$dir/build" >"$dir/log" 2>&1 || { cat "$dir/log"; exit 1; }

# Whoever links the client needs neither the server's libraries nor our log's.
if ldd "$dir/build/consumer" | grep -E 'rocksdb|spdlog|icu'; then
  echo "the client library drags in too much" >&2
  exit 1
fi

printf '%s\n' 'engine rocksdb' IMPORT_OUTCOME_CREATED IMPORT_OUTCOME_UNCHANGED \
  DOCUMENT_NOT_FOUND >"$dir/expected"
"$source_dir/with_qiusuod.sh" "$qiusuod" "$dir/build/consumer" >"$dir/actual"
diff "$dir/expected" "$dir/actual"
