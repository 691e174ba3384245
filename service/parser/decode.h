// File: service/parser/decode.h
//
// Bytes to UTF-8 text: finds out what the bytes are, by all of them.
//
//   ASSIGN_OR_RETURN(DecodedText decoded, Decode(bytes, "gb2312"));
//   decoded.charset == "GB18030"
//
// The bytes decide, not the caller's label: pages that declare gb2312 and send
// UTF-8 are common. Order: byte order mark, UTF-8, UTF-16
// by plausibility, GB18030 (which includes GBK and GB 2312), Big5. No prefix is
// taken for the whole, and a bad byte or a rare character changes no verdict.

#ifndef QIUSUO_SERVICE_PARSER_DECODE_H_
#define QIUSUO_SERVICE_PARSER_DECODE_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace qiusuo::parser {

struct DecodedText {
  std::string utf8;     // valid UTF-8; damaged bytes are U+FFFD
  std::string charset;  // `UTF-8`, `GB18030`, `UTF-16LE`, `UTF-16BE`, `Big5`
};

// Decode answers the text of `bytes`; `label` is the caller's word for their charset. Valid
// UTF-8 is answered byte for byte, a byte order mark included; other charsets lose theirs. Where
// UTF-8 had been taken for GBK before it came, it is turned back (mojibake.h).
//
// Errors are INVALID_ARGUMENT: EMPTY_CONTENT for nothing but blanks, BINARY_CONTENT for
// what is no text, UNKNOWN_CHARSET for text that no charset here reads.
absl::StatusOr<DecodedText> Decode(std::string_view bytes,
                                   std::string_view label);

// CheckNotBlank answers OK, or INVALID_ARGUMENT EMPTY_CONTENT for nothing but blanks.
absl::Status CheckNotBlank(std::string_view utf8);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_DECODE_H_
