#include "service/parser/lexicon.h"

#include <algorithm>
#include <map>
#include <unordered_set>

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

void Lexicon::Index::Build(const std::vector<Entry>& entries, Edge edge) {
  const bool at_end = edge == Edge::kLast;
  // Groups in the order of their places, the longest words of each first.
  std::map<size_t, std::vector<Word>> groups;
  for (size_t i = 0; i < entries.size(); ++i) {
    const std::u32string& word = entries[i].word;
    const size_t size = word.size();
    Word added = {.entry = static_cast<uint32_t>(i),
                  .size = static_cast<uint32_t>(size),
                  .edge = at_end ? word.back() : word.front()};
    if (size > 1) added.beside = at_end ? word[size - 2] : word[1];
    groups[(at_end ? word.back() : word.front()) % kPlane].push_back(added);
  }
  for (auto& [place, words] : groups) {
    std::stable_sort(
        words.begin(), words.end(),
        [](const Word& a, const Word& b) { return a.size > b.size; });
    marks_[place / 64] |= uint64_t{1} << (place % 64);
    group_begins_.push_back(static_cast<uint32_t>(words_.size()));
    words_.insert(words_.end(), words.begin(), words.end());
  }
  group_begins_.push_back(static_cast<uint32_t>(words_.size()));
  for (size_t i = 1; i < marks_.size(); ++i) {
    groups_before_[i] = static_cast<uint16_t>(groups_before_[i - 1] +
                                              std::popcount(marks_[i - 1]));
  }
}

const Lexicon::Entry* Lexicon::FindAt(std::u32string_view text,
                                      size_t i) const {
  const char32_t next = i + 1 < text.size() ? text[i + 1] : U'\0';
  for (const Index::Word& word : by_first_.With(text[i])) {
    if (!word.MayBe(text[i], next)) continue;
    const Entry& entry = entries_[word.entry];
    if (word.IsTold() || text.substr(i).starts_with(entry.word)) {
      return &entry;
    }
  }
  return nullptr;
}

const Lexicon::Entry* Lexicon::LongestBefore(std::u32string_view text,
                                             size_t floor, size_t end) const {
  if (end <= floor || end > text.size()) return nullptr;
  const char32_t before = end > floor + 1 ? text[end - 2] : U'\0';
  for (const Index::Word& word : by_last_.With(text[end - 1])) {
    if (!word.MayBe(text[end - 1], before)) continue;
    const Entry& entry = entries_[word.entry];
    if (word.IsTold() ||
        text.substr(floor, end - floor).ends_with(entry.word)) {
      return &entry;
    }
  }
  return nullptr;
}

}  // namespace qiusuo::parser
