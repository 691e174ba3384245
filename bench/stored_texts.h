// File: bench/stored_texts.h
//
// Reports in a store, for benches of questions.

#ifndef QIUSUO_BENCH_STORED_TEXTS_H_
#define QIUSUO_BENCH_STORED_TEXTS_H_

#include <string>
#include <vector>

#include "storage/document_store.h"

namespace qiusuo::bench {

// StoreTexts parses and stores each text as a document of its own in the collection `default`.
// Ends the bench on an error.
void StoreTexts(storage::DocumentStore& store,
                const std::vector<std::string>& texts);

}  // namespace qiusuo::bench

#endif  // QIUSUO_BENCH_STORED_TEXTS_H_
