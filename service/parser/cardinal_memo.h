// File: service/parser/cardinal_memo.h
//
// The cardinal at a place, read once for the many readings that ask for it there: a year, a
// quarter, a month, a length of time.

#ifndef QIUSUO_SERVICE_PARSER_CARDINAL_MEMO_H_
#define QIUSUO_SERVICE_PARSER_CARDINAL_MEMO_H_

#include <cstddef>
#include <limits>
#include <optional>

#include "service/parser/cardinals.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// A CardinalMemo remembers the last answer alone, for readings of one place follow one
// another. Not for several threads.
class CardinalMemo {
 public:
  // `text` must outlive it.
  explicit CardinalMemo(const Text& text) : text_(text) {}

  // ReadCardinal(text, i); the reference holds until the next call.
  const std::optional<Cardinal>& At(size_t i) {
    if (i != place_) {
      place_ = i;
      cardinal_ = ReadCardinal(text_, i);
    }
    return cardinal_;
  }

 private:
  const Text& text_;
  size_t place_ = std::numeric_limits<size_t>::max();
  std::optional<Cardinal> cardinal_;
};

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_CARDINAL_MEMO_H_
