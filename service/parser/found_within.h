// File: service/parser/found_within.h
//
// Those of a zone's findings (quantities, periods) that begin in a line or sentence, or lie at
// a place.

#ifndef QIUSUO_SERVICE_PARSER_FOUND_WITHIN_H_
#define QIUSUO_SERVICE_PARSER_FOUND_WITHIN_H_

#include <algorithm>
#include <span>

#include "service/parser/text.h"

namespace qiusuo::parser {

// FoundWithin answers the elements of a list in reading order whose span begins in
// `span`.
template <typename T>
std::span<const T> FoundWithin(std::span<const T> found, CharSpan span) {
  const auto first = std::partition_point(
      found.begin(), found.end(),
      [&](const T& t) { return t.span.begin < span.begin; });
  const auto last = std::find_if(
      first, found.end(), [&](const T& t) { return t.span.begin >= span.end; });
  return {first, last};
}

// What FoundWithin answers, for spans asked for in rising order: the lines of a zone.
template <typename T>
class RisingFound {
 public:
  explicit RisingFound(std::span<const T> found) : rest_(found) {}

  std::span<const T> Within(CharSpan span) {
    size_t first = 0;
    while (first < rest_.size() && rest_[first].span.begin < span.begin)
      ++first;
    size_t end = first;
    while (end < rest_.size() && rest_[end].span.begin < span.end) ++end;
    const std::span<const T> within = rest_.subspan(first, end - first);
    rest_ = rest_.subspan(first);
    return within;
  }

 private:
  std::span<const T> rest_;
};

// FoundBeginningAt answers the element of a list in reading order whose span begins at i;
// nullptr if none does.
template <typename T>
const T* FoundBeginningAt(std::span<const T> found, size_t i) {
  const auto at = std::partition_point(
      found.begin(), found.end(), [i](const T& t) { return t.span.begin < i; });
  return at != found.end() && at->span.begin == i ? &*at : nullptr;
}

// FoundEndingAt answers the one whose span ends at i; nullptr if none does.
template <typename T>
const T* FoundEndingAt(std::span<const T> found, size_t i) {
  const auto at = std::partition_point(
      found.begin(), found.end(), [i](const T& t) { return t.span.end < i; });
  return at != found.end() && at->span.end == i ? &*at : nullptr;
}

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_FOUND_WITHIN_H_
