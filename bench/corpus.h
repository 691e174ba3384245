// File: bench/corpus.h
//
// What the benches of the parser read.

#ifndef QIUSUO_BENCH_CORPUS_H_
#define QIUSUO_BENCH_CORPUS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "bench/result.h"

namespace qiusuo::bench {

// ReadFolder answers the files below the folder whose names end so, in the order of their
// names.
std::vector<std::string> ReadFolder(const std::string& folder,
                                    std::string_view ending);

// ReadTexts answers the readable reports of the corpus as UTF-8; the project's samples again and
// again until they make `sample_bytes` where there is none. Ends the program if it finds none.
std::vector<std::string> ReadTexts(const Settings& settings);

// ReadWithIcu reads the text as ICU does, which is what the parser is held against; answers
// its length in UTF-16.
size_t ReadWithIcu(const std::string& utf8);

}  // namespace qiusuo::bench

#endif  // QIUSUO_BENCH_CORPUS_H_
