// File: service/parser/body_names.h
//
// Names of places and of bodies known by their place, as they open a clause.
//
//   全市法院   X县   广东深圳(深圳)   漯河临颍县新城街道   陕西、山西等地   本届博览会
//
// The words are in tables/bodies.tsv.

#ifndef QIUSUO_SERVICE_PARSER_BODY_NAMES_H_
#define QIUSUO_SERVICE_PARSER_BODY_NAMES_H_

#include <optional>

#include "service/parser/text.h"

namespace qiusuo::parser {

struct BodyName {
  // Without the province that only says where a city lies.
  CharSpan span;
  // A word such as 街 or 区 could also end another word: the name counts only in front
  // of a verb.
  bool needs_verb = false;
  bool is_proper = false;  // 深圳, X县; not 全市
};

// ReadBodyName reads the name, or the list of names, that `words` begin with and that
// something follows. nullopt if there is none.
std::optional<BodyName> ReadBodyName(const Text& text, CharSpan words);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_BODY_NAMES_H_
