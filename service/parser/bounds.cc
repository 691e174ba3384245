#include "service/parser/bounds.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "service/parser/character_set.h"
#include "service/parser/han_digits.h"
#include "service/parser/lexicon.h"
#include "service/parser/tables.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::Relation;

const Lexicon& Bounds() {
  static const Lexicon bounds(tables::kBounds);
  return bounds;
}

// The relations of the table's rows, in their order.
std::vector<Relation> ReadRelations() {
  std::vector<Relation> relations;
  for (const Lexicon::Entry& row : Bounds().entries()) {
    Relation relation = qiusuo::v1::RELATION_EXACT;
    qiusuo::v1::Relation_Parse("RELATION_" + std::string(row.fields[2]),
                               &relation);
    relations.push_back(relation);
  }
  return relations;
}

Relation RelationOf(const Lexicon::Entry& bound) {
  static const std::vector<Relation> relations = ReadRelations();
  return relations[static_cast<size_t>(&bound - Bounds().entries().data())];
}

// 多 behind a unit (两倍多) bounds measures, not the noun that follows (5人多次).
bool MayTakeMore(const FoundQuantity& q) {
  return q.unit.dimension == Dimension::kTime ||
         q.unit.dimension == Dimension::kRatio ||
         q.unit.dimension == Dimension::kMeasure || q.multiplied ||
         q.unit_text == "番";
}

// 比三十大: more than the number.
Relation ComparedWith(char32_t adjective) {
  switch (adjective) {
    case U'大':
    case U'高':
    case U'多':
      return qiusuo::v1::RELATION_OVER;
    case U'小':
    case U'低':
    case U'少':
      return qiusuo::v1::RELATION_UNDER;
    default:
      return qiusuo::v1::RELATION_EXACT;
  }
}

// The longest word of the table that ends before `end`, blanks inside it allowed:
// 小于 或 等于100.
struct BoundBefore {
  const Lexicon::Entry* entry = nullptr;
  size_t begin = 0;
};

BoundBefore FindBoundBefore(const Text& text, size_t floor, size_t end) {
  constexpr size_t kReach = 9;
  const Lexicon::Entry* bound =
      Bounds().LongestBefore(text.folded(), floor, end);
  BoundBefore found = {bound, bound ? end - bound->word.size() : end};
  const size_t from = end - std::min(end - floor, kReach);
  const std::u32string_view words = text.Folded({from, end});
  if (words.find(U' ') == std::u32string_view::npos) return found;
  std::array<char32_t, kReach> joined;
  std::array<size_t, kReach> places;
  size_t size = 0;
  for (size_t i = from; i < end; ++i) {
    if (text[i] == U' ') continue;
    joined[size] = text[i];
    places[size++] = i;
  }
  bound = Bounds().LongestBefore({joined.data(), size}, 0, size);
  if (bound != nullptr && places[size - bound->word.size()] < found.begin) {
    found = {bound, places[size - bound->word.size()]};
  }
  return found;
}

// Bounds that words part from their number.
enum class Reach {
  kAny,      // 大约损失三千万元
  kShares,   // 约占全国的30%
  kFactors,  // 超过全球一半, 超年初计划的两倍; 超过全国20% states a difference
};

struct DistantBound {
  std::u32string_view word;
  Reach reach;
  Relation relation;
};

constexpr DistantBound kDistantBounds[] = {
    {U"大约", Reach::kAny, qiusuo::v1::RELATION_ABOUT},
    {U"约占", Reach::kShares, qiusuo::v1::RELATION_ABOUT},
    {U"约为", Reach::kShares, qiusuo::v1::RELATION_ABOUT},
    {U"不超过", Reach::kShares, qiusuo::v1::RELATION_AT_MOST},
    {U"不得超过", Reach::kShares, qiusuo::v1::RELATION_AT_MOST},
    {U"不低于", Reach::kShares, qiusuo::v1::RELATION_AT_LEAST},
    {U"不得低于", Reach::kShares, qiusuo::v1::RELATION_AT_LEAST},
    {U"超过", Reach::kFactors, qiusuo::v1::RELATION_OVER},
    {U"超年", Reach::kFactors, qiusuo::v1::RELATION_OVER},
    {U"超原", Reach::kFactors, qiusuo::v1::RELATION_OVER},
    {U"超计划", Reach::kFactors, qiusuo::v1::RELATION_OVER},
    {U"不足", Reach::kFactors, qiusuo::v1::RELATION_UNDER},
    {U"不到", Reach::kFactors, qiusuo::v1::RELATION_UNDER},
    {U"接近", Reach::kFactors, qiusuo::v1::RELATION_NEARLY}};

bool Reaches(Reach reach, const FoundQuantity& q) {
  if (reach == Reach::kAny) return true;
  const bool percent = q.unit_text == "%" && q.cardinal.bare;  // 百分之三
  const bool factor = q.unit.dimension == Dimension::kRatio ||
                      q.writing == NumeralWriting::kFraction ||
                      (q.writing == NumeralWriting::kShare && !percent);
  return factor || (reach == Reach::kShares && q.unit_text == "%");
}

// The relation that a bound before the words in front of `q` gives it.
Relation ReadDistantBound(const Text& text, size_t floor,
                          const FoundQuantity& q) {
  constexpr size_t kReach = 12;
  const size_t end = q.span.begin;
  const size_t least = end - std::min(end - floor, kReach);
  static constexpr CharacterSet kBegins{U"大约不超接"};
  static constexpr CharacterSet kNumerals{kHanNumerals};
  for (size_t i = end; i > least; --i) {
    const char32_t c = text[i - 1];
    if (c < 0x4E00 || kNumerals.Has(c)) break;
    if (!kBegins.Has(c)) continue;
    const std::u32string_view words = text.Folded({i - 1, end});
    for (const DistantBound& bound : kDistantBounds) {
      const bool negated =
          i - 1 > floor && (text[i - 2] == U'不' || text[i - 2] == U'得' ||
                            text[i - 2] == U'未');
      if (words.starts_with(bound.word) && !negated &&
          Reaches(bound.reach, q)) {
        return bound.relation;
      }
    }
  }
  return q.relation;
}

}  // namespace

void ReadBoundBehind(const Text& text, FoundQuantity& q) {
  size_t begin = q.span.end;
  if (q.cardinal.arabic && text[begin] == U' ') ++begin;
  const Lexicon::Entry* bound = Bounds().LongestAt(text.folded(), begin);
  if (bound == nullptr) return;
  const std::string_view side = bound->fields[1];
  const bool applies =
      side == "after" ||
      (side == "after_time" && (q.unit.dimension == Dimension::kTime)) ||
      (side == "after_measure" && MayTakeMore(q));
  if (!applies) return;
  q.span.end = begin + bound->word.size();
  if (q.relation != qiusuo::v1::RELATION_BETWEEN) {
    q.relation = RelationOf(*bound);
  }
}

void ReadBoundBefore(const Text& text, size_t floor, FoundQuantity& q) {
  size_t end = q.span.begin;
  if (end > floor && text[end - 1] == U' ') --end;
  if (end > floor && text[end - 1] == U'比' && q.unit_text.empty()) {
    const Relation compared = ComparedWith(text[q.span.end]);
    if (compared != qiusuo::v1::RELATION_EXACT) q.relation = compared;
    return;
  }
  const auto [bound, begin] = FindBoundBefore(text, floor, end);
  if (bound == nullptr) {
    if (q.relation == qiusuo::v1::RELATION_EXACT) {
      q.relation = ReadDistantBound(text, floor, q);
    }
    return;
  }
  const std::string_view side = bound->fields[1];
  const bool applies =
      side == "before" || (side == "before_scale" && q.cardinal.bare);
  if (!applies) return;
  q.bounded_span.begin = begin;
  if (q.relation != qiusuo::v1::RELATION_BETWEEN) {
    q.relation = RelationOf(*bound);
  }
}

}  // namespace qiusuo::parser
