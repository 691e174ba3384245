// number_scores VALUES.tsv PAIRS.tsv [--errors]
//
// Scores the parser's number level (service/parser/quantities.h) against other
// suites' numbers and prints right/total per suite and kind and over all relevant
// rows; with --errors every miss too.
//
// A row of VALUES is right if a number in its place has its value, both ends of a
// range and, where the row has one, its bound. A row of PAIRS is right if both
// writings hold numbers of the same values, in any order (08-2024, 二零二四年八月).

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "service/parser/limits.h"
#include "service/parser/quantities.h"

namespace {

using qiusuo::Decimal;
using qiusuo::parser::Dimension;
using qiusuo::parser::FindQuantities;
using qiusuo::parser::FoundQuantity;
using qiusuo::parser::kMaxFigures;
using qiusuo::parser::Text;
using qiusuo::parser::Unit;
using qiusuo::parser::UnitNamed;

enum Column {
  kSuite,
  kId,
  kKind,
  kInput,
  kStart,
  kEnd,
  kValue,
  kValue2,
  kUnit,
  kBound,
  kRelevant,
  kColumns
};

std::vector<std::string> SplitTabs(const std::string& line) {
  std::vector<std::string> fields;
  size_t begin = 0;
  while (true) {
    const size_t tab = line.find('\t', begin);
    fields.push_back(line.substr(begin, tab - begin));
    if (tab == std::string::npos) break;
    begin = tab + 1;
  }
  fields.resize(std::max<size_t>(fields.size(), kColumns));
  return fields;
}

double ToDouble(const Decimal& d) { return std::stod(d.ToString()); }

// What the suites call units that our table names otherwise.
std::string OurName(const std::string& unit) {
  static const std::unordered_map<std::string, std::string> names = {
      {"Kilogram", "千克"},   {"Kilometre", "公里"},  {"Kilometer", "公里"},
      {"Centimetre", "厘米"}, {"Centimeter", "厘米"}, {"Millilitre", "毫升"},
      {"hour", "小时"},       {"second", "秒"},       {"Cent", "分钱"},
      {"Gram", "克"},         {"minute", "分钟"},     {"分", "分钟"}};
  const auto name = names.find(unit);
  return name == names.end() ? unit : name->second;
}

// The amount of a unit, of the suites or ours, in the base of its dimension.
double Factor(const std::string& unit) {
  const Text name(OurName(unit));
  const std::optional<Unit> known = UnitNamed(name.folded());
  if (!known) return 1;
  const std::string factor(known->factor);
  const size_t slash = factor.find('/');
  return std::stod(factor) /
         (slash == std::string::npos ? 1 : std::stod(factor.substr(slash + 1)));
}

bool Near(double a, double b, double error = 1e-5) {
  return a == b ||
         std::abs(a - b) <= error * std::max(std::abs(a), std::abs(b));
}

// The suites convert with three digits: 3.33 metres for a 丈.
constexpr double kConversionError = 2e-3;

// Whether the two are one amount, in the same unit or another of its kind.
bool SameAmount(const Decimal& found, const std::string& unit,
                const std::string& want, const std::string& want_unit) {
  if (want.empty()) return true;
  const double have = ToDouble(found);
  const double value = std::stod(want);
  return Near(have, value) ||
         (unit != want_unit &&
          Near(have * Factor(unit), value * Factor(want_unit),
               kConversionError)) ||
         (unit == "%" && want_unit != "%" && Near(have / 100, value));
}

bool SameBound(const FoundQuantity& q, const std::string& bound) {
  using namespace qiusuo::v1;  // NOLINT: enumerators only
  const Relation r = q.relation;
  if (bound == ">" || bound == ">=") {
    return r == RELATION_OVER || r == RELATION_AT_LEAST;
  }
  if (bound == "<" || bound == "<=") {
    return r == RELATION_UNDER || r == RELATION_AT_MOST || r == RELATION_NEARLY;
  }
  if (bound == "~") return r == RELATION_ABOUT;
  return true;
}

bool IsOfKind(const FoundQuantity& q, const std::string& kind) {
  if (kind == "percentage") return q.unit_text == "%";
  if (kind == "currency" || kind == "money") {
    return q.unit.dimension == Dimension::kMoney;
  }
  if (kind == "number") return q.unit.dimension != Dimension::kMoney;
  if (kind == "dimension") return q.unit.dimension == Dimension::kMeasure;
  return true;
}

bool IsRight(const std::vector<std::string>& row) {
  const Text text(row[kInput]);
  const std::vector<FoundQuantity> found =
      FindQuantities(text, {0, text.size()}, kMaxFigures);
  const std::string none = "none:";
  if (row[kKind].starts_with(none)) {
    const std::string kind = row[kKind].substr(none.size());
    return std::none_of(found.begin(), found.end(), [&](const auto& q) {
      return IsOfKind(q, kind) &&
             (row[kSuite] != "cn2an" || q.span.size() == text.size());
    });
  }
  const size_t start = row[kStart].empty() ? 0 : std::stoul(row[kStart]);
  const size_t end = row[kEnd].empty() ? text.size() : std::stoul(row[kEnd]);
  return std::any_of(found.begin(), found.end(), [&](const auto& q) {
    const Decimal& upper = q.value_to ? *q.value_to : q.approximate_to;
    return q.span.begin < end && q.span.end > start &&
           SameAmount(q.value, q.unit_text, row[kValue], row[kUnit]) &&
           (row[kValue2] == row[kValue] ||
            SameAmount(upper, q.unit_text, row[kValue2], row[kUnit])) &&
           SameBound(q, row[kBound]);
  });
}

std::string Show(const std::string& input) {
  const Text text(input);
  std::string answer;
  for (const FoundQuantity& q :
       FindQuantities(text, {0, text.size()}, kMaxFigures)) {
    answer += " " + (q.masked ? "masked" : q.value.ToString());
    if (q.value_to) answer += ".." + q.value_to->ToString();
    if (!q.unit_text.empty()) answer += "[" + q.unit_text + "]";
  }
  return answer;
}

std::vector<std::pair<double, double>> Values(const std::string& input) {
  const Text text(input);
  std::vector<std::pair<double, double>>
      values;  // as written, in the base unit
  for (const FoundQuantity& q :
       FindQuantities(text, {0, text.size()}, kMaxFigures)) {
    if (q.masked) continue;
    const double factor = Factor(q.unit_text);
    values.emplace_back(ToDouble(q.value), ToDouble(q.value) * factor);
    if (q.value_to) {
      values.emplace_back(ToDouble(*q.value_to),
                          ToDouble(*q.value_to) * factor);
    }
  }
  std::sort(values.begin(), values.end());
  return values;
}

bool IsSame(const std::string& a, const std::string& b) {
  const auto left = Values(a);
  const auto right = Values(b);
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](const auto& x, const auto& y) {
                      return Near(x.first, y.first) || Near(x.second, y.second);
                    });
}

struct Score {
  int right = 0;
  int total = 0;
};

void Print(const std::string& name, const Score& score) {
  std::cout << name << " " << score.right << "/" << score.total << "\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: number_scores VALUES.tsv PAIRS.tsv [--errors]\n";
    return 2;
  }
  const bool errors = argc > 3 && std::string_view(argv[3]) == "--errors";
  std::ifstream values(argv[1]);
  std::ifstream pairs(argv[2]);
  if (!values || !pairs) {
    std::cerr << "cannot read " << (values ? argv[2] : argv[1]) << "\n";
    return 1;
  }
  std::map<std::string, Score> scores;
  Score all;
  Score all_pairs;
  std::string line;
  std::getline(values, line);
  while (std::getline(values, line)) {
    const std::vector<std::string> row = SplitTabs(line);
    if (row[kRelevant] != "1") continue;
    const bool right = IsRight(row);
    Score& score = scores[row[kSuite] + " " + row[kKind]];
    for (Score* s : {&score, &all}) {
      ++s->total;
      s->right += right;
    }
    if (errors && !right) {
      std::cout << "miss " << row[kSuite] << " " << row[kId] << " "
                << row[kInput] << ": want " << row[kValue] << " "
                << row[kValue2] << " " << row[kUnit] << " " << row[kBound]
                << ", have" << Show(row[kInput]) << "\n";
    }
  }
  std::getline(pairs, line);
  while (std::getline(pairs, line)) {
    const std::vector<std::string> row = SplitTabs(line);
    const bool right = IsSame(row[1], row[2]);
    Score& score = scores["pairs " + row[0]];
    for (Score* s : {&score, &all_pairs}) {
      ++s->total;
      s->right += right;
    }
    if (errors && !right) {
      std::cout << "miss " << row[0] << " " << row[1] << " =" << Show(row[1])
                << "; " << row[2] << " =" << Show(row[2]) << "\n";
    }
  }
  for (const auto& [name, score] : scores) Print(name, score);
  Print("all relevant values", all);
  Print("all pairs", all_pairs);
  return 0;
}
