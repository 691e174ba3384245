// File: service/parser/signature.h
//
// The foot of a report: who issued it and when (GB/T 9704-2012, 7.3.5), and the notes below.
//
//   国务院办公厅
//   2018年12月29日
//   （此件公开发布）

#ifndef QIUSUO_SERVICE_PARSER_SIGNATURE_H_
#define QIUSUO_SERVICE_PARSER_SIGNATURE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "qiusuo/v1/text.pb.h"
#include "service/parser/lines.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// A signature covers the lines [first_line, end_line).
struct Signature {
  size_t first_line = 0;
  size_t note_line =
      0;  // the first note (附注) below; end_line if there is none
  size_t end_line = 0;
  std::string issuer;  // several parted by 、; empty if the date stands alone
  qiusuo::v1::Date date;
};

// FindSignatures answers the signatures in the lines [first_line, end_line), in order: a
// full date alone on its line below the name of an organ, and one alone on the
// last line.
std::vector<Signature> FindSignatures(const Text& text,
                                      const std::vector<Line>& lines,
                                      size_t first_line, size_t end_line);

// The same below a title, as bulletins and speeches have it.
struct HeadSignature {
  size_t end_line = 0;
  std::string issuer;
  std::optional<qiusuo::v1::Date> date = std::nullopt;
};

// ReadHeadSignature reads the organs, a line each, that begin in line `first`, and the day
// below them. What follows tells them from a title that goes on: no further line that may be one,
// unless they are `sure` by what stands above.
std::optional<HeadSignature> ReadHeadSignature(const Text& text,
                                               const std::vector<Line>& lines,
                                               size_t first, bool is_sure);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_SIGNATURE_H_
