// File: bench/peers/sqlite.h
//
// SQLite with texts in an FTS5 table of trigrams, asked in this process. Words of less than three
// characters cannot be found in it.

#ifndef QIUSUO_BENCH_PEERS_SQLITE_H_
#define QIUSUO_BENCH_PEERS_SQLITE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "bench/peers/peer.h"

namespace qiusuo::bench {

// FillSqlite makes the file, with the texts in it.
void FillSqlite(const std::string& file, const std::vector<std::string>& texts);

// SqliteFound answers how many texts have the words.
int64_t SqliteFound(const std::string& file, const std::string& words);

// SqliteQuestion asks for the ten best texts with the words, each with a snippet.
PrepareQuestion SqliteQuestion(const std::string& file,
                               const std::string& words);

}  // namespace qiusuo::bench

#endif  // QIUSUO_BENCH_PEERS_SQLITE_H_
