// File: bench/peers/groonga.h
//
// Groonga with texts under an index of bigrams with positions, asked in this process.

#ifndef QIUSUO_BENCH_PEERS_GROONGA_H_
#define QIUSUO_BENCH_PEERS_GROONGA_H_

#include <cstdint>
#include <string>
#include <vector>

#include "bench/peers/peer.h"

namespace qiusuo::bench {

// FillGroonga makes the database, with the texts in it.
void FillGroonga(const std::string& file,
                 const std::vector<std::string>& texts);

// GroongaFound answers how many texts have the words.
int64_t GroongaFound(const std::string& file, const std::string& words);

// GroongaQuestion asks for the ten best texts with the words, without a snippet, which takes
// Groonga longer than the search.
PrepareQuestion GroongaQuestion(const std::string& file,
                                const std::string& words);

}  // namespace qiusuo::bench

#endif  // QIUSUO_BENCH_PEERS_GROONGA_H_
