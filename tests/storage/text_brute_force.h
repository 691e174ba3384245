// File: tests/storage/text_brute_force.h
//
// What a text search must find, by looking at all texts with none of its code.
//
//   BruteForce(texts, {.all_of = {"结案率"}, .none_of = {"行政"}})

#ifndef QIUSUO_TESTS_STORAGE_TEXT_BRUTE_FORCE_H_
#define QIUSUO_TESTS_STORAGE_TEXT_BRUTE_FORCE_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "proto/names.h"
#include "qiusuo/v1/document.pb.h"
#include "storage/text_query.h"

namespace qiusuo::storage {

// A query as a caller writes it.
struct PlainQuery {
  std::string collection = "-";
  std::vector<std::string> all_of = {};
  std::vector<std::string> any_of = {};
  std::vector<std::string> none_of = {};
  std::string section_title = {};
  std::string issuer = {};
  qiusuo::v1::DateRange dates = {};
};

using StoredTexts = std::map<DocumentName, qiusuo::v1::Document>;

// The same for the store.
TextQuery ToTextQuery(const PlainQuery& query);

// Names of the documents that are to be found, sorted.
std::vector<std::string> BruteForce(const StoredTexts& documents,
                                    const PlainQuery& query);

// How often the text has the phrase.
size_t CountPlainly(std::string_view text, std::string_view phrase);

}  // namespace qiusuo::storage

#endif  // QIUSUO_TESTS_STORAGE_TEXT_BRUTE_FORCE_H_
