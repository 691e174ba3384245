// File: service/parser/extract/docx_numbering.h
//
// The numbers that Word prints in front of paragraphs and keeps apart from their
// text (ECMA-376, 17.9).
//
//   level 0, chineseCounting, "%1、"      一、 二、 三、
//   level 1, chineseCounting, "（%2）"     （一） （二）

#ifndef QIUSUO_SERVICE_PARSER_EXTRACT_DOCX_NUMBERING_H_
#define QIUSUO_SERVICE_PARSER_EXTRACT_DOCX_NUMBERING_H_

#include <array>
#include <cstdint>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <unordered_map>

namespace qiusuo::parser {

// FormatNumber answers `number` as ST_NumberFormat `format` writes it: 3 as 三
// (chineseCounting), ③ (decimalEnclosedCircle), C (upperLetter). Formats that nobody knows
// are decimal; empty for bullets and for numbers that the format cannot write.
std::string FormatNumber(int64_t number, std::string_view format);

// Counts the paragraphs of each list. Not safe from several threads.
class DocxNumbering {
 public:
  static constexpr int kLevels = 9;

  // `numbering` is the root of word/numbering.xml; null without one.
  explicit DocxNumbering(const pugi::xml_node& numbering);

  // Next answers the number of the next paragraph of list `num_id` on `level`, from 0, with
  // what parts it from the text; empty if it has none.
  std::string Next(const std::string& num_id, int level);

 private:
  struct Level {
    int64_t start = 1;
    std::string format = "decimal";
    std::string text;    // %1 stands for the number of the first level
    bool legal = false;  // all numbers decimal
    bool restarts = true;
  };
  struct List {
    std::array<Level, kLevels> levels;
    std::array<std::optional<int64_t>, kLevels> counts;
  };
  struct Instance {
    std::string abstract_id;
    std::array<std::optional<int64_t>, kLevels> starts;  // its own
  };

  static Level ReadLevel(const pugi::xml_node& node);
  static std::string Text(const List& list, int level);

  std::unordered_map<std::string, List> lists_;          // by abstractNumId
  std::unordered_map<std::string, Instance> instances_;  // by numId
};

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_EXTRACT_DOCX_NUMBERING_H_
