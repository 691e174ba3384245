// File: service/parser/limits.h
//
// How much of one report the parser takes in, so that no input makes a document
// without bound. What lies beyond a limit stays in the text and a diagnostic says so;
// the longest reports known to us hold a tenth of it.

#ifndef QIUSUO_SERVICE_PARSER_LIMITS_H_
#define QIUSUO_SERVICE_PARSER_LIMITS_H_

#include <cstddef>

namespace qiusuo::parser {

// Bytes of a report, unless ParseOptions says otherwise. Beyond: an error.
inline constexpr size_t kMaxContentBytes = size_t{16} << 20;

// Figures that are read, metrics or not. Beyond: `TOO_MANY_FIGURES`.
inline constexpr size_t kMaxFigures = 50'000;

// Words of time that are read. Beyond: no figures are read either, `TOO_MANY_FIGURES`.
inline constexpr size_t kMaxPeriods = 50'000;

// Sections of the outline. Beyond: `TOO_MANY_SECTIONS`.
inline constexpr size_t kMaxSections = 50'000;

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_LIMITS_H_
