#include "service/parser/table_metrics.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "service/parser/body_names.h"
#include "service/parser/catalog.h"
#include "service/parser/character_set.h"
#include "service/parser/found_within.h"
#include "service/parser/name_words.h"
#include "service/parser/noted_units.h"
#include "service/parser/sentence_metrics.h"
#include "service/parser/table_cells.h"
#include "service/parser/table_header.h"
#include "service/parser/table_rows.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::Metric;
using qiusuo::v1::Period;

// A page's number (第 40 页,共 116 页; - 14 -) or a ruled line (|---|---|).
bool SaysNothing(std::u32string_view line) {
  static constexpr CharacterSet kMarks{U" 第页共/,、.-—─=+|:0123456789"};
  return std::all_of(line.begin(), line.end(),
                     [](char32_t c) { return kMarks.Has(c); });
}

// 2024年一般公共预算收支决算表
bool IsTableTitle(std::u32string_view line) {
  constexpr size_t kMaxTitle = 60;
  return line.size() <= kMaxTitle && line.ends_with(U'表');
}

// Whether a table's title calls its figures planned: 2026年收支预算(草案)表. nullopt if
// it says nothing: 一般公共预算收入表 is of a budget, planned or done.
std::optional<bool> TitlePlans(std::u32string_view title) {
  for (const std::u32string_view plan :
       {U"预算表", U"草案表", U"(草案)表", U"计划表", U"安排表"}) {
    if (title.ends_with(plan)) return true;
  }
  for (const std::u32string_view done : {U"决算", U"执行", U"完成"}) {
    if (title.find(done) != title.npos) return false;
  }
  return std::nullopt;
}

bool IsProse(std::u32string_view line) {
  constexpr size_t kMaxCell = 40;
  static constexpr CharacterSet kStops{U",。;"};
  if (kStops.FindIn(line) != line.npos) return true;
  size_t cell = 0;
  for (const char32_t c : line) {
    cell = c == U' ' ? 0 : cell + 1;
    if (cell > kMaxCell) return true;
  }
  return false;
}

// The words of a label without blanks and without the level of the budget's
// classification: 教育支出(类).
std::string LabelName(const Text& text, CharSpan span) {
  for (const std::u32string_view level : {U"(类)", U"(款)", U"(项)"}) {
    if (text.Folded(span).ends_with(level)) span.end -= level.size();
  }
  if (text.Folded(span).find(U' ') == std::u32string_view::npos) {
    return std::string(text.Utf8(span));
  }
  std::string words;
  for (size_t i = span.begin; i < span.end; ++i) {
    if (text[i] != U' ') words += text.Utf8({i, i + 1});
  }
  return words;
}

// Whether a label is the name of a place, or of a body known by its district, and nothing
// else: 江苏, X县, X市本级, 平罗县财政局.
bool IsAllPlace(const Text& text, CharSpan label) {
  const Lexicon::Entry* place = Bodies().LongestAt(text.folded(), label.begin);
  if (IsPlace(place) && place->word.size() == label.size()) return true;
  const std::optional<BodyName> name = ReadBodyName(text, label);
  if (!name || !name->is_proper) return false;
  if (name->span == label) return true;
  const Lexicon::Entry* last =
      Bodies().LongestBefore(text.folded(), name->span.end, label.end);
  return last != nullptr &&
         (last->fields[1] == "suffix" || last->fields[1] == "body");
}

// What the label of a row says of all its figures.
struct RowLabel {
  std::string name;
  std::string_view indicator_id;  // empty if the catalogue has none
  std::string subject;
};

class TableReader {
 public:
  TableReader(const Text& text, std::span<const FoundQuantity> quantities,
              std::span<const FoundPeriod> periods,
              google::protobuf::Arena& arena)
      : text_(text),
        quantities_(quantities),
        periods_(periods),
        arena_(arena) {}

  std::vector<TableLine> Read(std::span<const CharSpan> lines) {
    RisingFound<FoundQuantity> found(quantities_);
    RisingFound<FoundPeriod> found_periods(periods_);
    for (const CharSpan line : lines) {
      const auto quantities = found.Within(line);
      const auto periods = found_periods.Within(line);
      const bool has_codes = header_ && header_->has_codes();
      const auto row =
          ReadTableRow(text_, line, quantities, periods, has_codes);
      if (row) {
        ReadHeader();
        AddRow(line, *row, periods);
      } else {
        ReadOtherLine(line, periods);
      }
    }
    return std::move(rows_);
  }

 private:
  // A line between rows: of the head, the unit note, the table's title, a page's end,
  // or the prose that ends the table.
  void ReadOtherLine(CharSpan line, std::span<const FoundPeriod> periods) {
    const std::u32string_view words = text_.Folded(line);
    if (SaysNothing(words)) return;
    const bool is_prose = IsProse(words);
    const bool is_title = IsTableTitle(words);
    if (is_prose) {
      EndTable();
      return;
    }
    if (is_title) BeginTable(words);
    const std::optional<UnitNote> note = FindUnitNote(text_, line);
    // 本地区 本级 over two columns are of these alone.
    const bool one_cell = SplitCells(text_, line).size() <= 2;
    const CharSpan place = FindPlace(text_, line);
    // 各县 are those of the rows, one by one.
    const bool of_all = !place.empty() && text_[place.begin] != U'各';
    if (of_all && (is_title || one_cell)) {
      subject_ = std::string(text_.Utf8(place));
    }
    for (const FoundPeriod& period : periods) {
      if (period.states) period_ = *period.period;
    }
    if (note) {
      unit_ = note->unit;
      rows_.push_back({.line = line, .metrics = {}});
    }
    if (note || is_title) {
      above_.clear();
      return;
    }
    constexpr size_t kMostLines = 20;  // of a head
    if (above_.size() == kMostLines) above_.erase(above_.begin());
    above_.push_back(line);
  }

  void EndTable() {
    above_.clear();
    header_.reset();
    last_header_.reset();
    unit_.reset();
    table_begin_ = rows_.size();
    plans_ = false;
    period_.reset();
    subject_.clear();
  }

  // The last line of a title, which may begin in the lines above (2024年某市转移支付 /
  // 分地区决算表); what these say holds on where no row is between.
  void BeginTable(std::u32string_view title) {
    std::optional<Period> period = std::move(period_);
    std::string subject = std::move(subject_);
    const bool goes_on = table_begin_ == rows_.size();
    EndTable();
    if (goes_on) {
      period_ = std::move(period);
      subject_ = std::move(subject);
    }
    plans_ = TitlePlans(title).value_or(false);
  }

  // Reads the lines above this row, if they are a head.
  void ReadHeader() {
    if (above_.empty()) return;
    std::optional<TableHeader> header =
        TableHeader::Read(text_, above_, periods_);
    above_.clear();
    if (!header) return;
    if (header->planned()) plans_ = *header->planned();
    if (!header_ && plans_) {
      // The head stands on every page: rows before it are of the same table.
      for (; table_begin_ < rows_.size(); ++table_begin_) {
        for (Metric* metric : rows_[table_begin_].metrics) {
          metric->set_planned(true);
        }
      }
    }
    if (header_) last_header_ = std::move(header_);
    header_ = std::move(header);
  }

  std::vector<const TableColumn*> ColumnsOf(const TableRow& row, size_t g) {
    std::vector<CellPlace> places;
    for (const FigureCell& cell : row.groups[g].cells) {
      places.push_back(cell.place);
    }
    // On later pages a head may leave out what the first one says.
    for (std::optional<TableHeader>* header : {&header_, &last_header_}) {
      if (!*header) continue;
      const size_t group =
          row.groups.size() > 1 ? g : (*header)->GroupAt(row.groups[g].column);
      std::vector<const TableColumn*> columns =
          (*header)->ColumnsFor(group, places);
      if (!columns.empty()) return columns;
    }
    return {};
  }

  void AddRow(CharSpan line, const TableRow& row,
              std::span<const FoundPeriod> periods) {
    TableLine added{.line = line, .metrics = {}};
    for (size_t g = 0; g < row.groups.size(); ++g) {
      const RowGroup& group = row.groups[g];
      const std::vector<const TableColumn*> columns = ColumnsOf(row, g);
      const RowLabel label = ReadLabel(row, group);
      for (size_t c = 0; c < group.cells.size(); ++c) {
        if (!group.cells[c].figure) continue;
        const TableColumn* column = columns.empty() ? nullptr : columns[c];
        Metric& metric = MakeMetric(text_, *group.cells[c].figure, arena_);
        SetName(group, label, columns.size() > 1 ? column : nullptr, metric);
        SetContext(label, column, metric);
        SetPeriod(group, periods, column, metric);
        SetKind(column, metric);
        SetUnit(group, column, metric);
        added.metrics.push_back(&metric);
      }
    }
    rows_.push_back(std::move(added));
  }

  RowLabel ReadLabel(const TableRow& row, const RowGroup& group) const {
    RowLabel label;
    label.name = LabelName(text_, group.label);
    label.indicator_id = text_.catalog().IndicatorId(label.name);
    if (!row.body.empty()) {
      label.subject = std::string(text_.Utf8(row.body));
    } else if ((header_ && header_->rows_are_places()) ||
               IsAllPlace(text_, group.label)) {
      label.subject = PlaceOfRow(group.label);
    } else {
      label.subject = subject_;
    }
    return label;
  }

  // `column` completes the name; nullptr where the table has but one.
  void SetName(const RowGroup& group, const RowLabel& label,
               const TableColumn* column, Metric& metric) const {
    metric.set_indicator(std::string(text_.Utf8(group.label)));
    *metric.mutable_indicator_span() = text_.ToSpan(group.label);
    std::string_view id = label.indicator_id;
    if (column == nullptr || column->name.empty()) {
      metric.set_indicator_full(label.name);
    } else {
      metric.set_indicator_full(label.name + column->name);
      // 2024年决算数 is still of what the row names; 一般债务 and 占预算的% are not.
      const std::string_view own =
          text_.catalog().IndicatorId(metric.indicator_full());
      const bool of_row =
          column->kind == ColumnKind::kValue && column->planned.has_value();
      if (!own.empty() || !of_row) id = own;
    }
    if (!id.empty()) metric.set_indicator_id(std::string(id));
  }

  void SetContext(const RowLabel& label, const TableColumn* column,
                  Metric& metric) const {
    metric.set_planned(column != nullptr && column->planned ? *column->planned
                                                            : plans_);
    metric.set_subject(label.subject);
  }

  // 全省合计 is of 全省, 合计 of the table's place.
  std::string PlaceOfRow(CharSpan label) const {
    for (const std::u32string_view sum : {U"合计", U"小计", U"总计"}) {
      if (text_.Folded(label).ends_with(sum)) label.end -= sum.size();
    }
    return label.empty() ? subject_ : LabelName(text_, label);
  }

  // The label's own time (四、2024年发行额), else the column's, else the table's.
  void SetPeriod(const RowGroup& group, std::span<const FoundPeriod> periods,
                 const TableColumn* column, Metric& metric) const {
    for (const FoundPeriod& period : periods) {
      const bool of_label = period.span.begin < group.label.begin;
      if (period.states && of_label) *metric.mutable_period() = *period.period;
    }
    if (metric.has_period()) return;
    const bool several = header_ && !header_->period() && column == nullptr;
    const std::optional<Period>& period =
        column != nullptr && column->period ? column->period : period_;
    if (!period || several) return;
    *metric.mutable_period() = *period;
    metric.mutable_period()->set_stated(qiusuo::v1::PERIOD_SOURCE_INHERITED);
  }

  static void SetKind(const TableColumn* column, Metric& metric) {
    if (column == nullptr || column->kind != ColumnKind::kChange) return;
    metric.set_kind(qiusuo::v1::METRIC_KIND_CHANGE);
    metric.set_basis(column->basis);
    qiusuo::v1::Quantity& quantity = *metric.mutable_quantity();
    const bool falls = quantity.value().starts_with('-');
    metric.set_direction(falls ? qiusuo::v1::DIRECTION_DOWN
                               : qiusuo::v1::DIRECTION_UP);
    if (falls) quantity.set_value(quantity.value().substr(1));
  }

  // The column's unit, else the row's, else the note's, which may be of other columns
  // where the head does not say which this is.
  void SetUnit(const RowGroup& group, const TableColumn* column,
               Metric& metric) const {
    qiusuo::v1::Quantity& quantity = *metric.mutable_quantity();
    if (!quantity.unit().empty()) return;
    if (column != nullptr && column->unit) {
      *quantity.mutable_noted_unit() = *column->unit;
    } else if (group.unit) {
      *quantity.mutable_noted_unit() = *group.unit;
    } else if (unit_ && (!header_ || column != nullptr)) {
      *quantity.mutable_noted_unit() = *unit_;
    }
  }

  const Text& text_;
  const std::span<const FoundQuantity> quantities_;
  const std::span<const FoundPeriod> periods_;
  google::protobuf::Arena& arena_;
  std::vector<TableLine> rows_;
  std::vector<CharSpan> above_;  // lines since the last row: perhaps a head
  std::optional<TableHeader> header_;
  std::optional<TableHeader> last_header_;  // of the page before
  std::optional<qiusuo::v1::NotedUnit> unit_;
  size_t table_begin_ = 0;  // first row of the table that is being read
  bool plans_ = false;
  std::optional<Period> period_;
  std::string subject_;
};

}  // namespace

std::vector<TableLine> ReadTables(const Text& text,
                                  std::span<const CharSpan> lines,
                                  std::span<const FoundQuantity> quantities,
                                  std::span<const FoundPeriod> periods,
                                  google::protobuf::Arena& arena) {
  return TableReader(text, quantities, periods, arena).Read(lines);
}

}  // namespace qiusuo::parser
