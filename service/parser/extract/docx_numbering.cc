#include "service/parser/extract/docx_numbering.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/parser/extract/package.h"

namespace qiusuo::parser {
namespace {

constexpr int64_t kMaxHan = 9999;

int64_t Number(std::string_view text, int64_t otherwise) {
  int64_t value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

using Digits = std::array<std::string_view, 10>;
constexpr Digits kHanDigits = {"〇", "一", "二", "三", "四",
                               "五", "六", "七", "八", "九"};
constexpr Digits kLegalDigits = {"零", "壹", "贰", "叁", "肆",
                                 "伍", "陆", "柒", "捌", "玖"};

// 二十一, 一百零三; with `units` 十 百 千 or 拾 佰 仟.
std::string CountInHan(int64_t number, const Digits& digits,
                       const std::array<std::string_view, 4>& units) {
  if (number < 1 || number > kMaxHan) return "";
  std::string text;
  bool zero = false;
  const bool from_ten = number >= 10 && number < 20;  // 十一, not 一十一
  for (int power = 3, scale = 1000; power >= 0; --power, scale /= 10) {
    const auto digit = static_cast<size_t>(number / scale % 10);
    if (digit == 0) {
      zero = !text.empty();
      continue;
    }
    if (zero) text += "零";
    zero = false;
    if (!(from_ten && power == 1)) text += digits[digit];
    text += units[static_cast<size_t>(power)];
  }
  return text;
}

std::string SpellInHan(int64_t number) {
  std::string text;
  for (const char c : absl::StrCat(number)) {
    text += kHanDigits[static_cast<size_t>(c - '0')];
  }
  return text;
}

std::string Roman(int64_t number) {
  constexpr int64_t kMaxRoman = 3999;
  struct Numeral {
    int64_t value;
    std::string_view text;
  };
  constexpr std::array<Numeral, 13> kNumerals = {{{1000, "M"},
                                                  {900, "CM"},
                                                  {500, "D"},
                                                  {400, "CD"},
                                                  {100, "C"},
                                                  {90, "XC"},
                                                  {50, "L"},
                                                  {40, "XL"},
                                                  {10, "X"},
                                                  {9, "IX"},
                                                  {5, "V"},
                                                  {4, "IV"},
                                                  {1, "I"}}};
  if (number < 1 || number > kMaxRoman) return "";
  std::string text;
  for (const Numeral& numeral : kNumerals) {
    for (; number >= numeral.value; number -= numeral.value) {
      text += numeral.text;
    }
  }
  return text;
}

// A, B, … Z, AA, BB, …
std::string Letter(int64_t number) {
  constexpr int64_t kLetters = 26;
  constexpr int64_t kMaxRepeats = 10;
  if (number < 1 || number > kLetters * kMaxRepeats) return "";
  return std::string(static_cast<size_t>((number - 1) / kLetters + 1),
                     static_cast<char>('A' + (number - 1) % kLetters));
}

std::string Lower(std::string text) {
  for (char& c : text) c = static_cast<char>(c | 0x20);
  return text;
}

// One of a row of characters of three bytes each.
std::string Pick(int64_t number, std::string_view row) {
  constexpr size_t kBytes = 3;
  const auto at = static_cast<size_t>(number - 1) * kBytes;
  return number < 1 || at >= row.size() ? ""
                                        : std::string(row.substr(at, kBytes));
}

}  // namespace

std::string FormatNumber(int64_t number, std::string_view format) {
  constexpr std::array<std::string_view, 4> kUnits = {"", "十", "百", "千"};
  constexpr std::array<std::string_view, 4> kLegalUnits = {"", "拾", "佰",
                                                           "仟"};
  if (format == "bullet" || format == "none") return "";
  if (format == "chineseCounting" || format == "chineseCountingThousand" ||
      format == "japaneseCounting" || format == "taiwaneseCounting" ||
      format == "taiwaneseCountingThousand") {
    return CountInHan(number, kHanDigits, kUnits);
  }
  if (format == "chineseLegalSimplified" ||
      format == "ideographLegalTraditional") {
    return CountInHan(number, kLegalDigits, kLegalUnits);
  }
  if (format == "ideographDigital" || format == "taiwaneseDigital") {
    return SpellInHan(number);
  }
  if (format == "ideographTraditional") {
    return Pick(number, "甲乙丙丁戊己庚辛壬癸");
  }
  if (format == "ideographZodiac") {
    return Pick(number, "子丑寅卯辰巳午未申酉戌亥");
  }
  if (format.starts_with("decimalEnclosedCircle")) {
    return Pick(number, "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳");
  }
  if (format == "ideographEnclosedCircle") {
    return Pick(number, "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉");
  }
  if (format == "upperRoman") return Roman(number);
  if (format == "lowerRoman") return Lower(Roman(number));
  if (format == "upperLetter") return Letter(number);
  if (format == "lowerLetter") return Lower(Letter(number));
  if (format == "decimalZero" && number >= 0 && number < 10) {
    return absl::StrCat("0", number);
  }
  return absl::StrCat(number);
}

DocxNumbering::Level DocxNumbering::ReadLevel(const pugi::xml_node& node) {
  Level level;
  level.start = Number(LocalAttribute(Child(node, "start"), "val"), 1);
  const std::string_view format = LocalAttribute(Child(node, "numFmt"), "val");
  if (!format.empty()) level.format = format;
  level.text = LocalAttribute(Child(node, "lvlText"), "val");
  const pugi::xml_node legal = Child(node, "isLgl");
  level.legal = legal && LocalAttribute(legal, "val") != "0";
  level.restarts = LocalAttribute(Child(node, "lvlRestart"), "val") != "0";
  const std::string_view suffix = LocalAttribute(Child(node, "suff"), "val");
  // A tab parts most numbers from their text; a Chinese mark needs no blank, a bare
  // number does: 1.1 总则.
  const bool is_bare =
      level.text.size() >= 2 && level.text[level.text.size() - 2] == '%';
  if (suffix == "space" ? !level.text.empty()
                        : suffix != "nothing" && is_bare) {
    level.text += ' ';
  }
  return level;
}

DocxNumbering::DocxNumbering(const pugi::xml_node& numbering) {
  for (const pugi::xml_node node : numbering.children()) {
    if (LocalName(node) == "abstractNum") {
      List& list = lists_[std::string(LocalAttribute(node, "abstractNumId"))];
      for (const pugi::xml_node child : node.children()) {
        const int64_t level = Number(LocalAttribute(child, "ilvl"), -1);
        if (LocalName(child) == "lvl" && level >= 0 && level < kLevels) {
          list.levels[static_cast<size_t>(level)] = ReadLevel(child);
        }
      }
    } else if (LocalName(node) == "num") {
      Instance& instance =
          instances_[std::string(LocalAttribute(node, "numId"))];
      instance.abstract_id =
          LocalAttribute(Child(node, "abstractNumId"), "val");
      for (const pugi::xml_node child : node.children()) {
        const int64_t level = Number(LocalAttribute(child, "ilvl"), -1);
        const pugi::xml_node start = Child(child, "startOverride");
        if (start && level >= 0 && level < kLevels) {
          instance.starts[static_cast<size_t>(level)] =
              Number(LocalAttribute(start, "val"), 1);
        }
      }
    }
  }
}

std::string DocxNumbering::Text(const List& list, int level) {
  const Level& own = list.levels[static_cast<size_t>(level)];
  if (own.format == "bullet" || own.format == "none") return "";
  std::string text;
  for (size_t i = 0; i < own.text.size(); ++i) {
    const char next = i + 1 < own.text.size() ? own.text[i + 1] : '\0';
    if (own.text[i] != '%' || next < '1' || next > '9') {
      text += own.text[i];
      continue;
    }
    const auto of = static_cast<size_t>(next - '1');
    text += FormatNumber(list.counts[of].value_or(list.levels[of].start),
                         own.legal ? "decimal" : list.levels[of].format);
    ++i;
  }
  return text;
}

std::string DocxNumbering::Next(const std::string& num_id, int level) {
  const auto instance = instances_.find(num_id);
  if (instance == instances_.end() || level < 0 || level >= kLevels) return "";
  const auto found = lists_.find(instance->second.abstract_id);
  if (found == lists_.end()) return "";
  List& list = found->second;
  const auto at = static_cast<size_t>(level);
  std::optional<int64_t>& count = list.counts[at];
  std::optional<int64_t>& start = instance->second.starts[at];
  if (start) {
    count = *start;  // once, where this instance of the list begins
    start.reset();
  } else {
    count = count ? *count + 1 : list.levels[at].start;
  }
  for (size_t below = at + 1; below < list.counts.size(); ++below) {
    if (list.levels[below].restarts) list.counts[below].reset();
  }
  return Text(list, level);
}

}  // namespace qiusuo::parser
