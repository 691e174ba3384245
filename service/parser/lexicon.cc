#include "service/parser/lexicon.h"

#include <algorithm>
#include <bit>
#include <map>
#include <unordered_set>
#include <utility>

#include "service/parser/text.h"

namespace qiusuo::parser {
namespace {

// Views of one text for equal fields, so that those which are asked again and again are close
// to the processor.
class FieldPool {
 public:
  std::string_view Intern(std::string_view field) {
    return *fields_.insert(field).first;
  }

 private:
  std::unordered_set<std::string_view> fields_;
};

}  // namespace

Lexicon::Lexicon(std::string_view tsv) {
  std::unordered_set<std::string_view> seen;
  FieldPool pool;
  while (!tsv.empty()) {
    const size_t end = tsv.find('\n');
    std::string_view line = tsv.substr(0, end);
    tsv.remove_prefix(end == std::string_view::npos ? tsv.size() : end + 1);
    if (line.empty() || line[0] == '#') continue;
    Entry entry;
    for (std::string_view& field : entry.fields) {
      const size_t tab = line.find('\t');
      field = pool.Intern(line.substr(0, tab));
      if (tab == std::string_view::npos) break;
      line.remove_prefix(tab + 1);
    }
    if (!seen.insert(entry.fields[0]).second) continue;
    entry.word = Text(std::string(entry.fields[0])).folded();
    entries_.push_back(std::move(entry));
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
  std::map<char32_t, std::vector<const Entry*>> groups;
  for (const Entry& entry : entries) {
    const char32_t at_edge = at_end ? entry.word.back() : entry.word.front();
    marks_[at_edge % kPlane / 64] |= uint64_t{1} << (at_edge % 64);
    groups[at_edge].push_back(&entry);
  }
  // So empty that a look-up nearly always ends at its first place.
  hash_bits_ = static_cast<uint32_t>(std::bit_width(groups.size())) + 1;
  groups_.resize(size_t{1} << hash_bits_);
  for (auto& [at_edge, words] : groups) {
    std::stable_sort(words.begin(), words.end(),
                     [](const Entry* a, const Entry* b) {
                       return a->word.size() > b->word.size();
                     });
    Group group{.edge = at_edge, .begin = static_cast<uint32_t>(words_.size())};
    for (const Entry* entry : words) {
      const std::u32string& word = entry->word;
      if (word.size() == 1) {
        group.single = entry;
        break;
      }
      words_.push_back(entry);
      besides_.push_back(word[at_end ? word.size() - 2 : 1]);
      group.besides |= Group::Bit(besides_.back());
    }
    group.end = static_cast<uint32_t>(words_.size());
    size_t place = PlaceOf(at_edge);
    while (groups_[place].edge != 0) place = (place + 1) & (groups_.size() - 1);
    groups_[place] = group;
  }
}

}  // namespace qiusuo::parser
