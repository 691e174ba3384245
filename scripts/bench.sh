#!/usr/bin/env bash
# bench.sh [--peers] [--quick] [--only NAME] [--corpus DIR]: every bench, each beside its
# control, in one run of a release build; prints a table and writes bench-results.json.
# With --peers also beside PostgreSQL, SQLite and Groonga: see bench/peers.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

peers=OFF
if [[ ${1:-} == --peers ]]; then
  peers=ON
  shift
fi
if [[ $peers == ON ]]; then scripts/setup.sh peers; else scripts/setup.sh; fi
cmake --preset release -DQIUSUO_BENCH_PEERS=$peers >/dev/null
cmake --build --preset release --target qiusuo_bench
bench=(build/release/bin/qiusuo_bench --results bench-results.json)
if [[ $peers == OFF ]]; then
  exec "${bench[@]}" "$@"
fi

# as_postgres COMMAND...: PostgreSQL does not run as root.
as_postgres() {
  if [[ $(id -u) == 0 ]]; then
    runuser -u postgres -- "$@"
  else
    "$@"
  fi
}
bin=$(pg_config --bindir)
folder=$(mktemp -d)
if [[ $(id -u) == 0 ]]; then chown postgres "$folder"; fi
stop_postgres() {
  as_postgres "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null || true
  rm -rf "$folder"
}
trap stop_postgres EXIT
cd "$folder"
as_postgres "$bin/initdb" -D data --auth=trust --username=bench --encoding=UTF8 --locale=C \
  >/dev/null
# A machine of 4 GiB for the server, as ours is measured; no durability is in the comparison.
cat >postgresql.conf <<END
listen_addresses = ''
unix_socket_directories = '$folder'
shared_buffers = 1GB
work_mem = 256MB
maintenance_work_mem = 512MB
effective_cache_size = 3GB
fsync = off
max_wal_size = 4GB
END
as_postgres "$bin/pg_ctl" -D data -l log -w -o "-c config_file=$folder/postgresql.conf" start \
  >/dev/null
as_postgres "$bin/createdb" -h "$folder" -U bench bench
chmod 755 "$folder"
cd - >/dev/null
"${bench[@]}" --postgres "host=$folder user=bench dbname=bench" "$@"
