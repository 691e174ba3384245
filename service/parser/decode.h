// File: service/parser/decode.h
//
// Bytes to UTF-8 text: finds out what the bytes are, by all of them.
//
//   ASSIGN_OR_RETURN(DecodedReport decoded, Decode({.data = bytes}));
//   decoded.charset == "GB18030"
//
// The bytes decide, not the caller's label: pages that declare gb2312 and send
// UTF-8 are common. Order: byte order mark, known binary formats, UTF-8, UTF-16
// by plausibility, GB18030 (which includes GBK and GB 2312), Big5. No prefix is
// taken for the whole, and a bad byte or a rare character changes no verdict.

#ifndef QIUSUO_SERVICE_PARSER_DECODE_H_
#define QIUSUO_SERVICE_PARSER_DECODE_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "service/parser/parse_report.h"

namespace qiusuo::parser {

struct DecodedReport {
  std::string utf8;     // valid UTF-8; damaged bytes are U+FFFD
  std::string charset;  // `UTF-8`, `GB18030`, `UTF-16LE`, `UTF-16BE`, `Big5`
  std::string media_type;
};

// Decode answers the report's text. Valid UTF-8 is answered byte for byte, a
// byte order mark included; other charsets lose theirs.
//
// Errors are INVALID_ARGUMENT: EMPTY_CONTENT for nothing but blanks,
// BINARY_CONTENT for what is no text, UNKNOWN_CHARSET for text that no charset
// here reads.
absl::StatusOr<DecodedReport> Decode(const Report& report);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_DECODE_H_
