#include "storage/text_query.h"

#include <algorithm>
#include <string_view>

namespace qiusuo::storage {

bool IsFound(const TextQuery& query, const PhraseCounts& counts) {
  const auto any_of =
      counts.begin() + static_cast<std::ptrdiff_t>(query.all_of.size());
  const auto is_there = [](uint32_t count) { return count > 0; };
  return std::all_of(counts.begin(), any_of, is_there) &&
         (any_of == counts.end() ||
          std::any_of(any_of, counts.end(), is_there));
}

std::vector<SectionBytes> SectionsTitled(const Phrase& title,
                                         const SearchedText& text) {
  std::vector<SectionBytes> titled;
  const std::vector<PhrasePlace> places = title.Find(text.text);
  if (places.empty()) return titled;
  for (const SectionBytes& section : text.sections) {
    const bool has_it = std::any_of(
        places.begin(), places.end(), [&](const PhrasePlace& place) {
          return place.begin >= section.title_begin &&
                 place.last_token < section.title_end;
        });
    if (has_it) titled.push_back(section);
  }
  return titled;
}

std::vector<PhrasePlace> FindIn(
    const Phrase& phrase, const SearchedText& text,
    const std::optional<std::vector<SectionBytes>>& sections) {
  std::vector<PhrasePlace> places = phrase.Find(text.text);
  if (!sections.has_value()) return places;
  std::erase_if(places, [&](const PhrasePlace& place) {
    return std::none_of(
        sections->begin(), sections->end(), [&](const SectionBytes& section) {
          return place.begin >= section.begin && place.last_token < section.end;
        });
  });
  return places;
}

std::optional<PhraseCounts> CountIn(const TextQuery& query,
                                    const SearchedText& text) {
  std::optional<std::vector<SectionBytes>> sections;
  if (query.section_title.has_value()) {
    sections = SectionsTitled(*query.section_title, text);
    if (sections->empty()) return std::nullopt;
  }
  PhraseCounts counts;
  for (size_t i = 0; i < query.ranked_count(); ++i) {
    counts.push_back(
        static_cast<uint32_t>(FindIn(query.ranked(i), text, sections).size()));
    if (i < query.all_of.size() && counts.back() == 0) return std::nullopt;
  }
  if (!IsFound(query, counts)) return std::nullopt;
  for (const Phrase& phrase : query.none_of) {
    if (!FindIn(phrase, text, sections).empty()) return std::nullopt;
  }
  return counts;
}

}  // namespace qiusuo::storage
