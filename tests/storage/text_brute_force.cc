#include "tests/storage/text_brute_force.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>

namespace qiusuo::storage {
namespace {

// A character, a word, or "" for whatever separates; and where it begins.
struct Piece {
  std::string text;
  size_t begin = 0;
};

size_t SizeAt(std::string_view text, size_t i) {
  const auto byte = static_cast<uint8_t>(text[i]);
  return byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

// Half width and lower case, for the few forms that the tests use.
std::string Fold(std::string_view character) {
  static const std::map<std::string, std::string, std::less<>> forms = {
      {"Ｇ", "g"}, {"Ｄ", "d"}, {"Ｐ", "p"}, {"ｇ", "g"},
      {"９", "9"}, {"８", "8"}, {"５", "5"}};
  const auto form = forms.find(character);
  if (form != forms.end()) return form->second;
  std::string folded(character);
  if (folded.size() == 1 && folded[0] >= 'A' && folded[0] <= 'Z') {
    folded[0] = static_cast<char>(folded[0] + 32);
  }
  return folded;
}

bool IsLetterOrDigit(const std::string& c) {
  return c.size() == 1 &&
         ((c[0] >= '0' && c[0] <= '9') || (c[0] >= 'a' && c[0] <= 'z'));
}

bool IsHan(std::string_view c) { return c >= "一" && c <= "鿿"; }

std::vector<Piece> PiecesOf(std::string_view text) {
  std::vector<Piece> pieces;
  bool in_word = false;
  for (size_t i = 0; i < text.size();) {
    const size_t size = SizeAt(text, i);
    const std::string_view character = text.substr(i, size);
    const std::string folded = Fold(character);
    if (IsLetterOrDigit(folded)) {
      if (in_word) {
        pieces.back().text += folded;
      } else {
        pieces.push_back({folded, i});
      }
      in_word = true;
    } else {
      in_word = false;
      if (IsHan(character)) {
        pieces.push_back({std::string(character), i});
      } else if (pieces.empty() || !pieces.back().text.empty()) {
        pieces.push_back({"", i});
      }
    }
    i += size;
  }
  return pieces;
}

// Where the phrase stands: first and last byte that decide in which section it is.
std::vector<std::pair<size_t, size_t>> Places(std::string_view text,
                                              std::string_view phrase) {
  std::vector<Piece> wanted = PiecesOf(phrase);
  while (!wanted.empty() && wanted.front().text.empty()) {
    wanted.erase(wanted.begin());
  }
  while (!wanted.empty() && wanted.back().text.empty()) wanted.pop_back();
  const std::vector<Piece> pieces = PiecesOf(text);
  std::vector<std::pair<size_t, size_t>> places;
  for (size_t i = 0; i + wanted.size() <= pieces.size(); ++i) {
    bool is_here = true;
    for (size_t j = 0; j < wanted.size(); ++j) {
      is_here = is_here && pieces[i + j].text == wanted[j].text;
    }
    if (is_here) {
      places.emplace_back(pieces[i].begin, pieces[i + wanted.size() - 1].begin);
    }
  }
  return places;
}

bool Has(const qiusuo::v1::Document& document, const std::string& phrase,
         const std::string& section_title) {
  const auto is_within = [](const std::pair<size_t, size_t>& place,
                            const qiusuo::v1::TextSpan& span) {
    return static_cast<int64_t>(place.first) >= span.start_byte() &&
           static_cast<int64_t>(place.second) < span.end_byte();
  };
  for (const auto& place : Places(document.text(), phrase)) {
    if (section_title.empty()) return true;
    for (const auto& section : document.sections()) {
      if (!is_within(place, section.span())) continue;
      for (const auto& title : Places(document.text(), section_title)) {
        if (is_within(title, section.title_span())) return true;
      }
    }
  }
  return false;
}

int Days(const qiusuo::v1::Date& date, bool last) {
  const int month = date.month() != 0 ? date.month() : (last ? 12 : 1);
  const int day = date.day() != 0 ? date.day() : (last ? 31 : 1);
  return date.year() * 10000 + month * 100 + day;
}

bool IsFrom(const qiusuo::v1::Document& document, const PlainQuery& query) {
  if (document.issuer().find(query.issuer) == std::string::npos) return false;
  const auto& range = query.dates;
  if (!range.has_first_date() && !range.has_last_date()) return true;
  if (!document.has_issue_date()) return false;
  return (!range.has_first_date() || Days(document.issue_date(), false) >=
                                         Days(range.first_date(), false)) &&
         (!range.has_last_date() ||
          Days(document.issue_date(), true) <= Days(range.last_date(), true));
}

std::vector<Phrase> ToPhrases(const std::vector<std::string>& texts) {
  std::vector<Phrase> phrases;
  for (const std::string& text : texts) {
    phrases.push_back(Phrase::Parse(text).value());
  }
  return phrases;
}

}  // namespace

TextQuery ToTextQuery(const PlainQuery& query) {
  TextQuery text_query{.collection = query.collection,
                       .all_of = ToPhrases(query.all_of),
                       .any_of = ToPhrases(query.any_of),
                       .none_of = ToPhrases(query.none_of),
                       .section_title = std::nullopt,
                       .issuer_contains = query.issuer,
                       .issue_date_range = query.dates};
  if (!query.section_title.empty()) {
    text_query.section_title = Phrase::Parse(query.section_title);
  }
  return text_query;
}

std::vector<std::string> BruteForce(const StoredTexts& documents,
                                    const PlainQuery& query) {
  std::vector<std::string> names;
  for (const auto& [name, document] : documents) {
    if (query.collection != "-" && query.collection != name.collection) {
      continue;
    }
    const auto has = [&, &text = document](const std::string& phrase) {
      return Has(text, phrase, query.section_title);
    };
    const bool is_found =
        IsFrom(document, query) &&
        std::all_of(query.all_of.begin(), query.all_of.end(), has) &&
        (query.any_of.empty() ||
         std::any_of(query.any_of.begin(), query.any_of.end(), has)) &&
        std::none_of(query.none_of.begin(), query.none_of.end(), has);
    if (is_found) names.push_back(name.ToString());
  }
  std::sort(names.begin(), names.end());
  return names;
}

size_t CountPlainly(std::string_view text, std::string_view phrase) {
  return Places(text, phrase).size();
}

}  // namespace qiusuo::storage
