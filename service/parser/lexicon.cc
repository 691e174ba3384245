#include "service/parser/lexicon.h"

#include <algorithm>
#include <bit>
#include <map>
#include <unordered_set>
#include <utility>

#include "service/parser/text.h"

namespace qiusuo::parser {
namespace {

// So many characters of a word its group tells.
constexpr size_t kTold = 2;

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
  std::map<std::pair<char32_t, char32_t>, std::vector<uint32_t>> groups;
  for (size_t i = 0; i < entries.size(); ++i) {
    const std::u32string& word = entries[i].word;
    const char32_t at_edge = at_end ? word.back() : word.front();
    const char32_t beside =
        word.size() == 1 ? U'\0' : word[at_end ? word.size() - 2 : 1];
    marks_[at_edge % kPlane / 64] |= uint64_t{1} << (at_edge % 64);
    groups[{at_edge, beside}].push_back(static_cast<uint32_t>(i));
  }
  // So empty that a look-up nearly always ends at its first place.
  hash_bits_ = static_cast<uint32_t>(std::bit_width(groups.size())) + 1;
  groups_.resize(size_t{1} << hash_bits_);
  filter_.resize((groups_.size() << kMoreFilterBits) / 64 + 1);
  for (auto& [characters, group] : groups) {
    std::stable_sort(group.begin(), group.end(), [&](uint32_t a, uint32_t b) {
      return entries[a].word.size() > entries[b].word.size();
    });
    const uint32_t hash = Hash(characters.first, characters.second);
    const size_t bit = FilterBit(hash);
    filter_[bit / 64] |= uint64_t{1} << (bit % 64);
    size_t place = PlaceOf(hash);
    while (groups_[place].end > 0) place = Next(place);
    const auto begin = static_cast<uint32_t>(entries_.size());
    entries_.insert(entries_.end(), group.begin(), group.end());
    groups_[place] = {characters.first, characters.second, begin,
                      static_cast<uint32_t>(entries_.size())};
  }
}

const Lexicon::Entry* Lexicon::FindAt(std::u32string_view text,
                                      size_t i) const {
  const char32_t next = i + 1 < text.size() ? text[i + 1] : U'\0';
  for (const uint32_t k : by_first_.With(text[i], next)) {
    const Entry& entry = entries_[k];
    if (entry.word.size() <= kTold || text.substr(i).starts_with(entry.word)) {
      return &entry;
    }
  }
  const auto single = by_first_.With(text[i], U'\0');
  return single.empty() ? nullptr : &entries_[single[0]];
}

const Lexicon::Entry* Lexicon::LongestBefore(std::u32string_view text,
                                             size_t floor, size_t end) const {
  if (end <= floor || end > text.size() || !by_last_.Has(text[end - 1])) {
    return nullptr;
  }
  const std::u32string_view words = text.substr(floor, end - floor);
  const char32_t before = words.size() > 1 ? words[words.size() - 2] : U'\0';
  for (const uint32_t k : by_last_.With(words.back(), before)) {
    const Entry& entry = entries_[k];
    if (entry.word.size() <= kTold || words.ends_with(entry.word)) {
      return &entry;
    }
  }
  const auto single = by_last_.With(words.back(), U'\0');
  return single.empty() ? nullptr : &entries_[single[0]];
}

}  // namespace qiusuo::parser
