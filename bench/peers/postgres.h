// File: bench/peers/postgres.h
//
// PostgreSQL with the random metrics (random_metrics.h) in a table, and the B-trees that its users
// would make for the questions of the bench; asked by libpq through prepared statements.

#ifndef QIUSUO_BENCH_PEERS_POSTGRES_H_
#define QIUSUO_BENCH_PEERS_POSTGRES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "bench/peers/peer.h"

namespace qiusuo::bench {

// FillPostgres makes the table `metrics` in the database, which must not have it yet, fills it
// and its indexes, and has them analysed. `database` as libpq takes it: `host=/tmp/x
// dbname=bench`.
void FillPostgres(const std::string& database, int64_t metrics);

// PostgresQuestion prepares a statement with these values for $1, $2 ….
PrepareQuestion PostgresQuestion(const std::string& database,
                                 const std::string& statement,
                                 const std::vector<std::string>& values);

// PostgresPages fetches all rows of a query through a cursor, so many at a time.
PrepareQuestion PostgresPages(const std::string& database,
                              const std::string& query,
                              const std::vector<std::string>& values,
                              int page_size);

}  // namespace qiusuo::bench

#endif  // QIUSUO_BENCH_PEERS_POSTGRES_H_
