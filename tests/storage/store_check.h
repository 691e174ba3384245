// File: tests/storage/store_check.h
//
// The oracle of the crash tests: whether everything in a store agrees.

#ifndef QIUSUO_TESTS_STORAGE_STORE_CHECK_H_
#define QIUSUO_TESTS_STORAGE_STORE_CHECK_H_

#include "storage/document_store.h"

namespace qiusuo::storage {

// ExpectConsistent fails the running test unless every head has its whole revision with
// the text that was sent (all documents must be UTF-8 text),
// the index rows are exactly those of the living documents' metrics, but for documents that the
// tail holds, and then, brought up to date, for all; blocks of metrics are there of no revision
// that is gone, the counters
// count them, and the change log has every version after the first and its
// last word on each document is the document's state.
void ExpectConsistent(DocumentStore& store);

}  // namespace qiusuo::storage

#endif  // QIUSUO_TESTS_STORAGE_STORE_CHECK_H_
