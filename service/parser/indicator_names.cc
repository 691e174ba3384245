#include "service/parser/indicator_names.h"

#include <initializer_list>

#include "service/parser/character_set.h"
#include "service/parser/name_words.h"
#include "service/parser/text.h"

namespace qiusuo::parser {
namespace {

// What a name must keep; 数 alone is none.
constexpr size_t kShortest = 2;

constexpr std::initializer_list<std::u32string_view> kBefore = {
    U"全年", U"累计", U"共计", U"总共", U"共",   U"年末",
    U"期末", U"当年", U"预计", U"实现", U"完成", U"达到"};

constexpr std::initializer_list<std::u32string_view> kBehind = {
    U"调整预算数", U"预算数", U"决算数", U"执行数", U"完成数",
    U"增速",       U"增幅",   U"涨幅",   U"降幅",   U"同比",
    U"增长",       U"数量",   U"总数",   U"金额",   U"数"};

void Erase(std::u32string& name, std::u32string_view word) {
  for (size_t at = name.find(word); at != name.npos; at = name.find(word, at)) {
    name.erase(at, word.size());
  }
}

// (GDP), (PM2.5)
void EraseLatinRemarks(std::u32string& name) {
  for (size_t open = name.find(U'('); open != name.npos;
       open = name.find(U'(', open + 1)) {
    size_t end = open + 1;
    while (end < name.size() && name[end] < 128 && name[end] != U')') ++end;
    if (end < name.size() && name[end] == U')') {
      name.erase(open, end + 1 - open);
    }
  }
}

// 总产量, 总额: 总 where the word behind it says what is counted.
void EraseTotal(std::u32string& name) {
  constexpr std::u32string_view kCounted = U"额量值数产面里";
  for (size_t at = name.find(U'总'); at != name.npos;
       at = name.find(U'总', at + 1)) {
    if (at + 1 < name.size() && kCounted.find(name[at + 1]) != kCounted.npos) {
      name.erase(at, 1);
    }
  }
}

// The size of a word or place in front of the name that says nothing of what is
// measured; 0 if none stands there.
size_t IdleBefore(const std::u32string& name) {
  static constexpr CharacterSet kBegins{U"全累共总年期当预实完达"};
  for (const std::u32string_view word : kBefore) {
    if (!kBegins.Has(name.front())) break;
    if (name.starts_with(word)) return word.size();
  }
  const Lexicon::Entry* place = Bodies().LongestAt(name, 0);
  return IsPlace(place) ? place->word.size() : 0;
}

size_t IdleBehind(const std::u32string& name) {
  static constexpr CharacterSet kEnds{U"数速幅比长量额"};
  if (!kEnds.Has(name.back())) return 0;
  for (const std::u32string_view word : kBehind) {
    if (name.ends_with(word)) return word.size();
  }
  return 0;
}

}  // namespace

std::u32string IndicatorKey(std::string_view written) {
  static constexpr CharacterSet kIdle{U" “”\"'《》的"};
  std::u32string key = FoldUtf8(written);
  std::erase_if(key, [](char32_t c) { return kIdle.Has(c); });
  // Few names have any of what the next steps look for.
  static constexpr CharacterSet kSeldom{U"(各总"};
  const bool is_plain = kSeldom.FindIn(key) == key.npos;
  if (!is_plain) EraseLatinRemarks(key);
  if (key.empty()) return key;
  if (!is_plain) {
    for (const std::u32string_view word : {U"各类", U"各种", U"各项"}) {
      if (key.size() >= word.size() + kShortest) Erase(key, word);
    }
  }
  for (size_t size = IdleBefore(key);
       size > 0 && key.size() >= size + kShortest; size = IdleBefore(key)) {
    key.erase(0, size);
  }
  if (!is_plain) EraseTotal(key);
  for (size_t size = IdleBehind(key);
       size > 0 && key.size() >= size + kShortest; size = IdleBehind(key)) {
    key.resize(key.size() - size);
  }
  return key;
}

}  // namespace qiusuo::parser
