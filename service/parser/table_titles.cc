#include "service/parser/table_titles.h"

#include <string_view>

#include "service/parser/calendar.h"
#include "service/parser/han_digits.h"
#include "service/parser/lexicon.h"
#include "service/parser/noted_units.h"
#include "service/parser/tables.h"

namespace qiusuo::parser {
namespace {

const Lexicon& TableWords() {
  static const Lexicon words(tables::kTableWords);
  return words;
}

bool IsPercent(char32_t c) { return c == U'%' || c == U'‰'; }

bool Holds(std::u32string_view words, std::u32string_view word) {
  return words.find(word) != words.npos;
}

// The role of the table word that `words` are; a remark in brackets is no part of it.
std::string_view RoleOfWhole(std::u32string_view words) {
  const Lexicon::Entry* word = TableWords().LongestAt(words, 0);
  if (word == nullptr) return "";
  const size_t size = word->word.size();
  const bool whole = size == words.size() || words[size] == U'(';
  return whole ? word->fields[1] : std::string_view();
}

// Whether some word of this role stands in `words`.
bool HoldsRole(std::u32string_view words, std::string_view role) {
  for (size_t i = 0; i < words.size(); ++i) {
    const Lexicon::Entry* word = TableWords().LongestAt(words, i);
    if (word != nullptr && word->fields[1] == role) return true;
  }
  return false;
}

// A=B+C, 1, 栏次 7=5-6: what counts the columns and says nothing of them.
bool IsFormula(std::u32string_view words) {
  for (const char32_t c : words) {
    const bool plain = c < 128 && c != U'%';
    if (!plain && HanScale(c) != 1) return false;
  }
  return true;
}

// 2019决算数: the year of a title that leaves out 年. 0 if it begins with none.
int BareYear(std::u32string_view words) {
  constexpr size_t kYearSize = 4;
  if (words.size() <= kYearSize || words[kYearSize] < 128) return 0;
  int year = 0;
  for (size_t i = 0; i < kYearSize; ++i) {
    if (!IsDigit(words[i])) return 0;
    year = year * 10 + static_cast<int>(words[i] - U'0');
  }
  return year >= 1949 && year < 2100 ? year : 0;
}

qiusuo::v1::Period PeriodOfYear(int year, std::string_view written) {
  CalendarTime time;
  time.year = year;
  qiusuo::v1::Period period;
  period.set_text(std::string(written));
  period.set_label(CalendarLabel(time));
  if (const auto day = FirstDay(time)) *period.mutable_first_date() = *day;
  if (const auto day = LastDay(time)) *period.mutable_last_date() = *day;
  period.set_stated(qiusuo::v1::PERIOD_SOURCE_WORDS);
  return period;
}

// Whether a title ends in a word for figures (2024年预算数, 可比增长%). Shorter words
// end other names as well (安排预算); they must be all that the title says.
bool EndsInFigures(const ColumnTitle& title) {
  constexpr std::u32string_view kMarks = U"()%‰+-±";
  constexpr std::u32string_view kSafe = U"数值额量";
  std::u32string_view words = title.words;
  while (!words.empty() && kMarks.find(words.back()) != kMarks.npos) {
    words.remove_suffix(1);
  }
  const Lexicon::Entry* word =
      TableWords().LongestBefore(words, 0, words.size());
  if (word == nullptr || word->fields[1] == "rate") return false;
  return word->fields[1] == "change" || title.name == word->fields[0] ||
         kSafe.find(words.back()) != kSafe.npos;
}

ColumnTitle::Role RoleOf(const ColumnTitle& title) {
  using Role = ColumnTitle::Role;
  const std::string_view role = RoleOfWhole(title.words);
  if (role == "label") return Role::kLabel;
  if (role == "place") return Role::kPlace;
  if (role == "code") return Role::kCode;
  if (IsFormula(title.words)) return Role::kNothing;
  const bool is_figure = !role.empty() || title.name.empty() ||
                         IsPercent(title.words.back()) || EndsInFigures(title);
  return is_figure ? Role::kFigure : Role::kOther;
}

bool NamesShare(std::u32string_view words) {
  return Holds(words, U"比重") || Holds(words, U"比例") ||
         Holds(words, U"占比") || Holds(words, U"的%");
}

ColumnKind KindOf(std::u32string_view words, bool in_percent) {
  const bool is_share =
      NamesShare(words) ||
      (in_percent && HoldsRole(words, "rate") && !HoldsRole(words, "change"));
  if (is_share) return ColumnKind::kShare;
  if (HoldsRole(words, "change")) return ColumnKind::kChange;
  return in_percent ? ColumnKind::kShare : ColumnKind::kValue;
}

qiusuo::v1::Basis BasisOf(std::u32string_view words) {
  if (Holds(words, U"环比")) return qiusuo::v1::BASIS_PERIOD_ON_PERIOD;
  if (Holds(words, U"年均")) return qiusuo::v1::BASIS_ANNUAL_AVERAGE;
  for (const std::u32string_view word : {U"同比", U"上年", U"去年"}) {
    if (Holds(words, word)) return qiusuo::v1::BASIS_YEAR_ON_YEAR;
  }
  return qiusuo::v1::BASIS_UNSPECIFIED;
}

}  // namespace

ColumnTitle ReadTitle(const Text& text, const HeaderCell& cell,
                      std::span<const FoundPeriod> periods) {
  ColumnTitle title;
  title.place = {cell.column, cell.column_end()};
  title.words = cell.words;
  size_t name_begin = cell.span.begin;
  if (const int year = BareYear(cell.words)) {
    name_begin += 4;
    title.period = PeriodOfYear(year, text.Utf8({cell.span.begin, name_begin}));
  }
  for (size_t i = cell.span.begin; i < cell.span.end; ++i) {
    if (text[i] == U'(' || IsPercent(text[i])) {  // 金额(万元), 增长(%), 增长%
      const size_t at = text[i] == U'(' ? i + 1 : i;
      if (const auto noted = ReadNotedUnit(text, at)) {
        const bool closed = at == i || text[noted->end] == U')';
        if (closed && noted->end <= cell.span.end) {
          title.unit = noted->unit;
          i = noted->end - (at == i ? 1 : 0);
          continue;
        }
      }
    }
    if (text[i] == U' ') continue;
    const std::string_view written = text.Utf8({i, i + 1});
    title.written += written;
    bool is_time = i < name_begin;
    for (const FoundPeriod& period : periods) {
      if (!period.span.Contains(i)) continue;
      is_time = true;
      if (period.states && !title.period) title.period = *period.period;
    }
    if (!is_time) title.name += written;
  }
  title.role = RoleOf(title);
  const Lexicon::Entry* last =
      TableWords().LongestBefore(title.words, 0, title.words.size());
  title.says_whether_planned =
      last != nullptr &&
      (last->fields[1] == "plan" || last->fields[1] == "done") &&
      !HoldsRole(title.words, "rate") && !HoldsRole(title.words, "change");
  return title;
}

TableColumn ReadColumn(std::span<const ColumnTitle* const> titles) {
  TableColumn column;
  std::u32string words;
  std::string written;
  std::string name;
  for (const ColumnTitle* title : titles) {
    words += title->words;
    written += title->written;
    // 2024年决算数, and 金额 under it.
    if (RoleOfWhole(title->words) != "value") name += title->name;
    if (title->period) column.period = title->period;
    if (title->unit) column.unit = title->unit;
  }
  const bool in_percent =
      column.unit && (column.unit->unit() == "%" || column.unit->unit() == "‰");
  column.kind = KindOf(words, in_percent);
  if (column.kind == ColumnKind::kValue) {
    column.planned = PlannedBy(words);
    column.name = name;
    return column;
  }
  column.planned = false;
  if (column.kind == ColumnKind::kChange) {
    column.basis = BasisOf(words);
    column.period.reset();  // 比2023年决算数增长% is of no time of its own
    return column;
  }
  column.name = written;
  column.period.reset();
  if (column.name.ends_with("的")) column.name += "比重";
  if (HoldsRole(words, "rate") && !NamesShare(words)) {
    column.name += "的比重";  // 占预算%
  }
  return column;
}

std::optional<bool> PlannedBy(std::u32string_view words) {
  for (size_t end = words.size(); end > 0; --end) {
    const Lexicon::Entry* word = TableWords().LongestBefore(words, 0, end);
    if (word == nullptr) continue;
    if (word->fields[1] == "plan") return true;
    if (word->fields[1] == "done") return false;
  }
  return std::nullopt;
}

bool IsCodeName(std::u32string_view words) {
  for (size_t i = 0; i < words.size(); ++i) {
    const Lexicon::Entry* word = TableWords().LongestAt(words, i);
    if (word != nullptr && word->fields[1] == "code" &&
        i + word->word.size() == words.size()) {
      return true;
    }
  }
  return false;
}

}  // namespace qiusuo::parser
