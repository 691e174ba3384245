// File: service/parser/charset.h
//
// What charset bytes are in, and the way from there to UTF-8.
//
//   Charset c = GuessCharset("\xbd\xe1\xb0\xb8\xc2\xca", "");   // GB18030:
//   结案率 ToUtf8("\xbd\xe1\xb0\xb8\xc2\xca", c) == "结案率"

#ifndef QIUSUO_SERVICE_PARSER_CHARSET_H_
#define QIUSUO_SERVICE_PARSER_CHARSET_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace qiusuo::parser {

enum class Charset { kUnknown, kUtf8, kUtf16Le, kUtf16Be, kGb18030, kBig5 };

// Name as registered with IANA: `GB18030`. Empty for kUnknown.
std::string_view CharsetName(Charset charset);

// ValidUtf8Prefix answers the longest beginning of `bytes` that is well-formed UTF-8.
std::string_view ValidUtf8Prefix(std::string_view bytes);

// JudgeUtf8 answers what a strict reading of all of `bytes` as UTF-8 finds: all of it well-formed;
// some ill-formed stretches (Unicode 15, D93b) among at least four times as many characters of
// three bytes or more, such as Han; or more damage than text in UTF-8 has.
enum class Utf8Judgement { kWhole, kDamaged, kOther };
Utf8Judgement JudgeUtf8(std::string_view bytes);

// GuessCharset answers what `bytes` are in, judged by all of them. `label`, the
// caller's claim, is believed only where the bytes alone do not tell; labels
// gb2312 and gbk mean GB18030. kUnknown if nothing here reads them.
Charset GuessCharset(std::string_view bytes, std::string_view label);

// ToUtf8 answers the text of `bytes` as valid UTF-8. What does not decode
// becomes U+FFFD, one for each stretch. A byte order mark is dropped, except
// from UTF-8. `charset` must not be kUnknown.
std::string ToUtf8(std::string_view bytes, Charset charset);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_CHARSET_H_
