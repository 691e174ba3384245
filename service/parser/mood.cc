#include "service/parser/mood.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "service/parser/character_set.h"
#include "service/parser/few_words.h"
#include "service/parser/han_digits.h"
#include "service/parser/lexicon.h"
#include "service/parser/name_words.h"
#include "service/parser/sentences.h"
#include "service/parser/tables.h"

namespace qiusuo::parser {
namespace {

// In tenths, as the table's weights.
constexpr int kStatedGrowth = 7;
constexpr int kPlans = 18;
constexpr int kSurePlans = 32;
constexpr int kLikelyPlans = 12;
constexpr int kDone = -10;
// What stands around counts for so much less than a piece's own words, and no piece for
// more than this.
constexpr int kAround = 2;
constexpr int kMostAround = 20;

const Lexicon& Moods() {
  static const Lexicon moods(tables::kMoods);
  return moods;
}

// The weights of a word within a clause, at its beginning and at its end.
struct Weights {
  int within = 0;
  int begins = 0;
  int ends = 0;
};

// Those of each word of the table.
std::vector<Weights> ReadWeights() {
  std::vector<Weights> weights;
  for (const Lexicon::Entry& word : Moods().entries()) {
    const auto number = [&](size_t column) {
      return std::stoi(std::string(word.fields[column]));
    };
    weights.push_back({number(1), number(2), number(3)});
  }
  return weights;
}

int WeightAt(const Text& text, CharSpan paragraph, CharSpan place,
             const Weights& weights) {
  if (place.end >= paragraph.end || IsClauseEnd(text[place.end])) {
    return weights.ends;
  }
  return place.begin == paragraph.begin || IsClauseEnd(text[place.begin - 1])
             ? weights.begins
             : weights.within;
}

constexpr std::u32string_view kGrowth[] = {U"增长", U"下降", U"提高", U"减少"};

// What a word of the table or a stated growth begins with, and what ends a piece: a quick test
// that hardly any other characters pass.
class Begins {
 public:
  Begins() {
    for (const Lexicon::Entry& word : Moods().entries()) Add(word.word);
    for (const std::u32string_view word : kGrowth) Add(word);
    Add(U"。");
  }

  // The first such place in [i, end); `end` if there is none.
  size_t FirstIn(const Text& text, size_t i, size_t end) const {
    char32_t c = text[i];
    for (; i < end; ++i) {
      const char32_t next = text[i + 1];
      if ((nexts_[c % kRows] >> Column(next) & 1) != 0) return i;
      c = next;
    }
    return end;
  }

 private:
  static constexpr size_t kRows = 4096;

  static uint32_t Column(char32_t c) { return (c * 0x9e3779b1U) >> 26; }

  void Add(std::u32string_view word) {
    nexts_[word[0] % kRows] |=
        word.size() == 1 ? ~uint64_t{0} : uint64_t{1} << Column(word[1]);
  }

  std::array<uint64_t, kRows> nexts_ = {};
};

// 增长8.2% is a result; 增长8%左右 is an aim.
bool StatesGrowth(const Text& text, size_t i) {
  if (!IsDigit(text[i + 2])) return false;
  const std::u32string_view word = text.Folded({i, i + 2});
  if (std::find(std::begin(kGrowth), std::end(kGrowth), word) ==
      std::end(kGrowth)) {
    return false;
  }
  constexpr size_t kMaxFigure = 16;
  for (size_t k = i + 2; k < i + kMaxFigure; ++k) {
    if (text[k] == 0 || IsClauseEnd(text[k]) || text[k] == U'、') break;
    if (text[k] == U'左' || text[k] == U'以') return false;
  }
  return true;
}

}  // namespace

Mood ParagraphMoods::At(size_t k, size_t place) {
  // Each paragraph has a piece, so that those around tell of so many pieces at least.
  if (k > end_ + kReach) {
    pieces_.clear();
    next_ = 0;
    end_ = k - kReach;
  }
  for (; end_ < std::min(paragraphs_.size(), k + kReach + 1); ++end_) {
    Weigh(paragraphs_[end_]);
  }
  while (pieces_[next_].end <= place) ++next_;
  return MoodOf(next_);
}

void ParagraphMoods::Weigh(CharSpan paragraph) {
  const Lexicon& moods = Moods();
  static const std::vector<Weights> weights = ReadWeights();
  static const Begins begins;
  constexpr size_t kLeastPiece = 100;
  size_t begin = paragraph.begin;
  int weight = 0;
  const auto next = [&](size_t i) {
    return begins.FirstIn(text_, i, paragraph.end);
  };
  for (size_t i = next(begin); i < paragraph.end; i = next(i)) {
    if (text_[i] == U'。' && i >= begin + kLeastPiece) {
      pieces_.push_back({i + 1, weight});
      begin = i + 1;
      weight = 0;
    }
    if (i + 2 < paragraph.end && StatesGrowth(text_, i)) {
      weight -= kStatedGrowth;
    }
    const Lexicon::Entry* word = moods.LongestAt(text_.folded(), i);
    if (word == nullptr) {
      ++i;
      continue;
    }
    const CharSpan place = {i, i + word->word.size()};
    weight +=
        WeightAt(text_, paragraph, place,
                 weights[static_cast<size_t>(word - moods.entries().data())]);
    i = place.end;
  }
  pieces_.push_back({paragraph.end, weight});
}

Mood ParagraphMoods::MoodOf(size_t piece) const {
  int around = 0;
  const size_t first = piece - std::min(piece, kReach);
  const size_t end = std::min(pieces_.size(), piece + kReach + 1);
  for (size_t i = first; i < end; ++i) {
    if (i == piece) continue;
    around += std::clamp(pieces_[i].weight, -kMostAround, kMostAround);
  }
  const int weight = pieces_[piece].weight + around / kAround;
  if (weight >= kSurePlans) return Mood::kSurePlans;
  if (weight >= kPlans) return Mood::kPlans;
  if (weight >= kLikelyPlans) return Mood::kLikelyPlans;
  return weight <= kDone ? Mood::kDone : Mood::kOpen;
}

Mood MoodOfHeading(std::string_view title) {
  static constexpr FewWords kPlans{
      U"工作安排", U"工作打算", U"主要任务", U"工作重点", U"工作部署",
      U"目标任务", U"主要目标", U"预期目标", U"下一步",   U"下步",
      U"今后",     U"未来五年", U"预算安排", U"预算草案", U"收支预算",
      U"工作思路", U"工作计划", U"奋斗目标", U"工作建议", U"重点工作"};
  static constexpr FewWords kDone{U"完成", U"执行", U"回顾", U"总结",
                                  U"成效", U"成绩", U"情况", U"一年来"};
  const std::u32string words = FoldUtf8(title);
  if (kDone.StandIn(words)) return Mood::kDone;
  return kPlans.StandIn(words) ? Mood::kPlans : Mood::kOpen;
}

namespace {

// 争取(在年内), 争取(建成): an aim; 争取(资金), 争取(上级支持): it was got.
bool Strives(const Text& text, size_t i) {
  constexpr std::u32string_view kAims = U"在到用于通使把让实达再今明早尽于年";
  return IsOneOf(text[i], kAims) || !LeadingVerb(text, {i, i + 4}).empty();
}

// 将(安排资金), 将(在五年内建成): what is to come; 将(资金)投入, 将(收回的资金)投入 is said
// of things done.
bool IsToCome(const Text& text, size_t i) {
  constexpr std::u32string_view kBehind = U"达有是在于再继努";
  constexpr size_t kMaxObject = 6;
  if (IsOneOf(text[i], kBehind)) return true;
  const CharSpan verb = LeadingVerb(text, {i, i + 4});
  if (verb.size() < 2 || IsNounToo(text, verb)) return false;
  // 将(审批时限)从20日压缩到7日
  constexpr std::u32string_view kObjects = U"的从由率权";
  const std::u32string_view object = text.folded().substr(verb.end, kMaxObject);
  return object.find_first_of(kObjects) == object.npos &&
         !object.starts_with(U"时") && !object.starts_with(U"事项");
}

// 提出,(今明两年增长5%), 要求:(达到400斤), 提出到2030年: a stated requirement.
bool Requires(const Text& text, std::u32string_view word, size_t i) {
  return (text[i] == U',' && word == U"提出") || text[i] == U':' ||
         (text[i] == U'到' && IsDigit(text[i + 1]));
}

// Whether the word, which stands at i, tells of an aim there.
bool IsAim(const Text& text, std::u32string_view word, size_t i) {
  const char32_t before = i > 0 ? text[i - 1] : U' ';
  const size_t end = i + word.size();
  if (word == U"争取") return Strives(text, end);
  if (word == U"将") return before != U'即' && IsToCome(text, end);
  if (word == U"预期") {
    return !IsOneOf(before, U"过于合到了出均") && text[end] != U'寿';
  }
  if (word == U"拟") return !IsOneOf(before, U"模虚") && text[end] != U'定';
  if (word == U"提出" || word == U"要求" || word == U"规定") {
    return Requires(text, word, end);
  }
  return true;
}

}  // namespace

CharSpan FindPlanWord(const Text& text, CharSpan words) {
  static constexpr FewWords kWords{
      U"力争",   U"确保",   U"争取",   U"力求",   U"预期", U"必须",
      U"目标是", U"目标为", U"原则上", U"预算为", U"拟",   U"将",
      U"提出",   U"要求",   U"规定",   U"≥",      U"≤",    U"计划为"};
  CharSpan aim = {words.begin, words.begin};
  kWords.FindEach(text.Folded(words), [&](size_t k, size_t i) {
    const std::u32string_view word = kWords.words()[k];
    const size_t place = words.begin + i;
    if (!IsAim(text, word, place)) return false;
    aim = {place, place + word.size()};
    return true;
  });
  return aim;
}

bool TellsResult(const Text& text, CharSpan words) {
  static constexpr FewWords kResults{
      U"实际达", U"实际完成", U"实际为", U"实际执行", U"已经",   U"已完成",
      U"已达",   U"目前已",   U"现已",   U"则可以",   U"就可以", U"预测",
      U"已建成", U"已到位",   U"已投入", U"决算"};
  return kResults.StandIn(text.Folded(words));
}

bool IsDone(const Text& text, CharSpan left, CharSpan period) {
  const std::u32string_view words = text.Folded(left);
  const size_t done = words.rfind(U'了');
  if (done != words.npos && done > 0 &&
      !IsOneOf(words[done - 1], U"为除到罢受临") &&
      (done + 1 == words.size() || !IsOneOf(words[done + 1], U"解然"))) {
    return true;
  }
  static constexpr FewWords kPast{U"已设", U"已占", U"已有", U"已形成",
                                  U"已累", U"先后", U"曾"};
  if (kPast.StandIn(words)) return true;
  if (period.empty()) return false;
  const std::u32string_view time = text.Folded(period);
  // 由去年的(3万元): what a plan starts from.
  return time.ends_with(U"以来") ||
         (time.starts_with(U"去年") && !time.ends_with(U"同期") &&
          (period.begin == 0 || !IsOneOf(text[period.begin - 1], U"由从")));
}

bool IsAim(const Text& text, CharSpan right) {
  constexpr size_t kMaxAttribute = 6;
  if (right.empty() || text[right.begin] != U'的') return false;
  const std::u32string_view words = text.Folded(right);
  const size_t aim = words.find(U"目标");
  const size_t end = words.find_first_of(U",。;、");
  return aim <= kMaxAttribute && aim < end;
}

bool IsBudget(const Text& text, CharSpan name) {
  const std::u32string_view words = text.Folded(name);
  return (words.ends_with(U"预算") || words.ends_with(U"预算数")) &&
         words.find(U"完成") == words.npos && words.front() != U'为' &&
         words.front() != U'占' && words.front() != U'比';
}

bool IsShareOfPlan(const Text& text, CharSpan left, std::string_view unit) {
  const std::u32string_view words = text.Folded(left);
  return unit == "%" && words.find(U"完成") != words.npos &&
         (words.ends_with(U"计划的") || words.ends_with(U"目标的") ||
          words.ends_with(U"任务的") || words.ends_with(U"预算的"));
}

bool AimsAtYear(const Text& text, CharSpan year, size_t end) {
  constexpr size_t kMaxAim = 80;
  const size_t begin = year.end;
  if (year.begin == 0 || end < begin || end - begin > kMaxAim ||
      text[year.begin - 1] != U'到') {
    return false;
  }
  const std::u32string_view words = text.Folded({begin, end});
  return words.find(U'要') != words.npos ||
         (words.find(U"达到") != words.npos &&
          words.find(U'已') == words.npos && words.find(U'了') == words.npos);
}

}  // namespace qiusuo::parser
