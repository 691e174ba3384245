#include "service/parser/lexicon.h"

#include <algorithm>
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
  for (size_t i = 0; i < entries_.size(); ++i) {
    const char32_t first = entries_[i].word.front();
    const char32_t last = entries_[i].word.back();
    if (first < kPlane) first_marks_[first] = true;
    if (last < kPlane) last_marks_[last] = true;
    by_first_[first].push_back(i);
    by_last_[last].push_back(i);
  }
  const auto longer = [this](size_t a, size_t b) {
    return entries_[a].word.size() > entries_[b].word.size();
  };
  for (auto* index : {&by_first_, &by_last_}) {
    for (auto& [c, list] : *index) {
      std::stable_sort(list.begin(), list.end(), longer);
    }
  }
}

const Lexicon::Entry* Lexicon::LongestAt(std::u32string_view text,
                                         size_t i) const {
  if (i >= text.size() || !MayHold(first_marks_, text[i])) return nullptr;
  const auto list = by_first_.find(text[i]);
  if (list == by_first_.end()) return nullptr;
  for (const size_t entry : list->second) {
    const std::u32string& word = entries_[entry].word;
    if (text.compare(i, word.size(), word) == 0) return &entries_[entry];
  }
  return nullptr;
}

const Lexicon::Entry* Lexicon::LongestBefore(std::u32string_view text,
                                             size_t floor, size_t end) const {
  if (end <= floor || end > text.size() ||
      !MayHold(last_marks_, text[end - 1])) {
    return nullptr;
  }
  const auto list = by_last_.find(text[end - 1]);
  if (list == by_last_.end()) return nullptr;
  for (const size_t entry : list->second) {
    const std::u32string& word = entries_[entry].word;
    if (word.size() <= end - floor &&
        text.compare(end - word.size(), word.size(), word) == 0) {
      return &entries_[entry];
    }
  }
  return nullptr;
}

}  // namespace qiusuo::parser
