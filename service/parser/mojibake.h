// File: service/parser/mojibake.h
//
// UTF-8 that someone took for GBK and saved as what it seemed to be, turned back:
//
//   鍚勪綅浠ｈ〃锛氱幇鍦紝…    各位代表：现在，…
//
// GBK's characters have two bytes each, so what became of UTF-8 can be had back from them.
// Lost is the last byte of a character where it paired with none: before a Latin character, a
// line end, and where lines were joined.

#ifndef QIUSUO_SERVICE_PARSER_MOJIBAKE_H_
#define QIUSUO_SERVICE_PARSER_MOJIBAKE_H_

#include <string>

namespace qiusuo::parser {

// MendMojibake answers `utf8`, which must be valid, with such stretches turned back. They
// are known by what becomes of ， 。 and “, of which each must hold eight or more: 锛 銆 鈥,
// which hardly any text has. A stretch that does not read as UTF-8 nearly everywhere stays
// as it is (garbled.h). A character that lost its last byte becomes U+FFFD; only the 。 at
// the end of a paragraph and the 、 behind its number are put back, for little else can
// stand there. Linear time; text without such stretches is answered untouched.
std::string MendMojibake(std::string utf8);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_MOJIBAKE_H_
