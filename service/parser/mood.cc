#include "service/parser/mood.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "service/parser/character_set.h"
#include "service/parser/few_words.h"
#include "service/parser/han_digits.h"
#include "service/parser/lexicon.h"
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

// What a word of the table or a stated growth begins with, and what ends a piece.
CharacterSet FirstCharacters() {
  CharacterSet begins{U"增下提减。"};
  for (const Lexicon::Entry& word : Moods().entries()) {
    begins.Add(word.word.front());
  }
  return begins;
}

// 增长8.2% is a result; 增长8%左右 is an aim.
bool StatesGrowth(const Text& text, size_t i) {
  if (!IsDigit(text[i + 2])) return false;
  const std::u32string_view word = text.Folded({i, i + 2});
  if (word != U"增长" && word != U"下降" && word != U"提高" &&
      word != U"减少") {
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

void WeighMood(const Text& text, CharSpan paragraph,
               std::vector<MoodPiece>& pieces) {
  const Lexicon& moods = Moods();
  static const std::vector<Weights> weights = ReadWeights();
  static const CharacterSet begins = FirstCharacters();
  constexpr size_t kLeastPiece = 100;
  size_t begin = paragraph.begin;
  int weight = 0;
  size_t i = paragraph.begin;
  while (true) {
    i = begins.FirstIn(text.folded(), i, paragraph.end);
    if (i >= paragraph.end) break;
    if (text[i] == U'。' && i >= begin + kLeastPiece) {
      pieces.push_back({i + 1, weight});
      begin = i + 1;
      weight = 0;
    }
    if (i + 2 < paragraph.end && StatesGrowth(text, i)) weight -= kStatedGrowth;
    const Lexicon::Entry* word = moods.LongestAt(text.folded(), i);
    if (word == nullptr) {
      ++i;
      continue;
    }
    const CharSpan place = {i, i + word->word.size()};
    weight +=
        WeightAt(text, paragraph, place,
                 weights[static_cast<size_t>(word - moods.entries().data())]);
    i = place.end;
  }
  pieces.push_back({paragraph.end, weight});
}

Mood MoodOf(std::span<const MoodPiece> pieces, size_t k) {
  constexpr size_t kReach = 3;
  int around = 0;
  const size_t first = k - std::min(k, kReach);
  const size_t end = std::min(pieces.size(), k + kReach + 1);
  for (size_t i = first; i < end; ++i) {
    if (i == k) continue;
    around += std::clamp(pieces[i].weight, -kMostAround, kMostAround);
  }
  const int weight = pieces[k].weight + around / kAround;
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

// 争取上级资金, 争取债券: what is striven for was got.
bool ObtainsFunds(std::u32string_view words) {
  static constexpr FewWords kFunds{U"资金", U"债",   U"补助",    U"贷款",
                                   U"上级", U"中央", U"转移支付"};
  return kFunds.StandIn(words);
}

CharSpan FindPlanWord(const Text& text, CharSpan words) {
  static constexpr FewWords kWords{U"力争",   U"确保",   U"争取",
                                   U"力求",   U"预期",   U"必须",
                                   U"目标是", U"目标为", U"原则上"};
  const std::u32string_view folded = text.Folded(words);
  constexpr size_t kNowhere = std::u32string_view::npos;
  std::array<size_t, kWords.words().size()> places;
  places.fill(kNowhere);
  kWords.FindEach(folded, [&](size_t k, size_t i) {
    places[k] = std::min(places[k], i);
    return false;
  });
  for (size_t k = 0; k < places.size(); ++k) {
    const std::u32string_view word = kWords.words()[k];
    const size_t at = places[k];
    if (at == kNowhere) continue;
    if (word == U"争取" && ObtainsFunds(folded.substr(at))) continue;
    return {words.begin + at, words.begin + at + word.size()};
  }
  return {words.begin, words.begin};
}

}  // namespace qiusuo::parser
