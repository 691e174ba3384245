// File: service/parser/extract/characters.h
//
// What the bytes of mark-up and UTF-8 text are, one by one.

#ifndef QIUSUO_SERVICE_PARSER_EXTRACT_CHARACTERS_H_
#define QIUSUO_SERVICE_PARSER_EXTRACT_CHARACTERS_H_

namespace qiusuo::parser {

// IsBlank tells the white space of HTML.
constexpr bool IsBlank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

// IsLead tells the first byte of a character.
constexpr bool IsLead(char c) {
  return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
}

// IsWide tells by its first byte a character of East Asian width: between two of them a
// line end is no blank.
constexpr bool IsWide(char lead) {
  return static_cast<unsigned char>(lead) >= 0xe2;
}

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_EXTRACT_CHARACTERS_H_
