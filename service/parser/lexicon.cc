#include "service/parser/lexicon.h"

#include <algorithm>
#include <bit>
#include <map>
#include <unordered_set>
#include <utility>

#include "service/parser/text.h"

namespace qiusuo::parser {
namespace {

std::vector<std::string_view> SplitTabs(std::string_view line) {
  std::vector<std::string_view> fields;
  while (true) {
    const size_t tab = line.find('\t');
    fields.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return fields;
    line.remove_prefix(tab + 1);
  }
}

}  // namespace

Lexicon::Lexicon(std::string_view tsv) {
  std::unordered_set<std::string_view> seen;
  while (!tsv.empty()) {
    const size_t end = tsv.find('\n');
    const std::string_view line = tsv.substr(0, end);
    tsv.remove_prefix(end == std::string_view::npos ? tsv.size() : end + 1);
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string_view> fields = SplitTabs(line);
    if (!seen.insert(fields[0]).second) continue;
    const Text word{std::string(fields[0])};
    entries_.push_back({std::u32string(word.folded()), std::move(fields)});
  }
  by_first_.Build(entries_, Index::Edge::kFirst);
  by_last_.Build(entries_, Index::Edge::kLast);
}

CharacterSet Lexicon::Characters() const {
  CharacterSet characters{};
  for (const Entry& entry : entries_) {
    for (const char32_t c : entry.word) characters.Add(c);
  }
  return characters;
}

void Lexicon::Index::Build(const std::vector<Entry>& entries, Edge edge) {
  const bool at_end = edge == Edge::kLast;
  std::map<std::pair<char32_t, char32_t>, std::vector<Word>> groups;
  for (size_t i = 0; i < entries.size(); ++i) {
    const std::u32string& word = entries[i].word;
    const size_t size = word.size();
    const char32_t at_edge = at_end ? word.back() : word.front();
    const char32_t beside = size == 1 ? U'\0' : word[at_end ? size - 2 : 1];
    marks_[at_edge % kPlane / 64] |= uint64_t{1} << (at_edge % 64);
    groups[{at_edge, beside}].push_back(
        {static_cast<uint32_t>(i), static_cast<uint32_t>(size)});
  }
  // So empty that a look-up nearly always ends at its first place.
  const auto bits =
      static_cast<uint32_t>(std::bit_width(groups.size() * 2)) + 1;
  hash_shift_ = 32 - bits;
  groups_.resize(size_t{1} << bits);
  for (auto& [characters, words] : groups) {
    std::stable_sort(
        words.begin(), words.end(),
        [](const Word& a, const Word& b) { return a.size > b.size; });
    size_t place = PlaceOf(characters.first, characters.second);
    while (groups_[place].end > 0) place = Next(place);
    const auto begin = static_cast<uint32_t>(words_.size());
    words_.insert(words_.end(), words.begin(), words.end());
    groups_[place] = {characters.first, characters.second, begin,
                      static_cast<uint32_t>(words_.size())};
  }
}

const Lexicon::Entry* Lexicon::FindAt(std::u32string_view text,
                                      size_t i) const {
  const char32_t next = i + 1 < text.size() ? text[i + 1] : U'\0';
  for (const Index::Word& word : by_first_.With(text[i], next)) {
    const Entry& entry = entries_[word.entry];
    if (word.size <= 2 || text.substr(i).starts_with(entry.word)) {
      return &entry;
    }
  }
  const auto single = by_first_.With(text[i], U'\0');
  return single.empty() ? nullptr : &entries_[single[0].entry];
}

const Lexicon::Entry* Lexicon::LongestBefore(std::u32string_view text,
                                             size_t floor, size_t end) const {
  if (end <= floor || end > text.size()) return nullptr;
  const char32_t last = text[end - 1];
  if (!by_last_.Has(last)) return nullptr;
  const char32_t before = end > floor + 1 ? text[end - 2] : U'\0';
  for (const Index::Word& word : by_last_.With(last, before)) {
    const Entry& entry = entries_[word.entry];
    if (word.size <= 2 ||
        text.substr(floor, end - floor).ends_with(entry.word)) {
      return &entry;
    }
  }
  const auto single = by_last_.With(last, U'\0');
  return single.empty() ? nullptr : &entries_[single[0].entry];
}

}  // namespace qiusuo::parser
