#include "service/parser/table_metrics.h"

#include <optional>
#include <string>
#include <utility>

#include "service/parser/catalog.h"
#include "service/parser/found_within.h"
#include "service/parser/name_words.h"
#include "service/parser/sentence_metrics.h"
#include "service/parser/table_rows.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::Metric;

class TableReader {
 public:
  TableReader(const Text& text, std::span<const FoundQuantity> quantities,
              std::span<const FoundPeriod> periods)
      : text_(text), quantities_(quantities), periods_(periods) {}

  std::vector<TableLine> Read(std::span<const CharSpan> lines) {
    for (const CharSpan line : lines) {
      const auto periods = FoundWithin(periods_, line);
      const auto row =
          ReadTableRow(text_, line, FoundWithin(quantities_, line), periods);
      if (row) {
        rows_.push_back({line, ReadRow(*row, periods)});
      } else {
        ReadHeader(line);
      }
    }
    return std::move(rows_);
  }

 private:
  // A line between the rows of a table: a header (2026年预算数), or the prose that
  // ends the table.
  void ReadHeader(CharSpan line) {
    constexpr size_t kMaxHeader = 40;
    const std::u32string_view words = text_.Folded(line);
    if (line.size() > kMaxHeader ||
        words.find_first_of(U",。;") != words.npos) {
      table_begin_ = rows_.size();
      plans_ = false;
      period_.reset();
      subject_.clear();
      return;
    }
    const CharSpan place = FindPlace(text_, line);
    if (!place.empty()) subject_ = std::string(text_.Utf8(place));
    for (const FoundPeriod& period : FoundWithin(periods_, line)) {
      if (period.states) period_ = period.period;
    }
    if (words.find(U"决算数") != words.npos ||
        words.find(U"执行数") != words.npos ||
        words.find(U"完成数") != words.npos) {
      plans_ = false;
    } else if (words.find(U"预算数") != words.npos ||
               words.find(U"计划数") != words.npos) {
      // The header stands on every page: rows before it are of the same table.
      plans_ = true;
      for (; table_begin_ < rows_.size(); ++table_begin_) {
        for (Metric& metric : rows_[table_begin_].metrics) {
          metric.set_planned(true);
        }
      }
    }
  }

  std::vector<Metric> ReadRow(const TableRow& row,
                              std::span<const FoundPeriod> periods) const {
    std::vector<Metric> metrics;
    for (const FoundQuantity& number : row.numbers) {
      Metric metric = MakeMetric(text_, number);
      metric.set_indicator(std::string(text_.Utf8(row.label)));
      metric.set_indicator_full(metric.indicator());
      metric.set_indicator_id(std::string(IndicatorId(metric.indicator())));
      *metric.mutable_indicator_span() = text_.ToSpan(row.label);
      metric.set_planned(plans_);
      metric.set_subject(row.body.empty() ? subject_
                                          : std::string(text_.Utf8(row.body)));
      if (period_) {
        *metric.mutable_period() = *period_;
        metric.mutable_period()->set_stated(
            qiusuo::v1::PERIOD_SOURCE_INHERITED);
      }
      for (const FoundPeriod& period : periods) {
        if (period.states && period.span.end <= number.span.begin) {
          *metric.mutable_period() = period.period;
        }
      }
      metrics.push_back(std::move(metric));
    }
    return metrics;
  }

  const Text& text_;
  const std::span<const FoundQuantity> quantities_;
  const std::span<const FoundPeriod> periods_;
  std::vector<TableLine> rows_;
  size_t table_begin_ = 0;  // first row of the table that is being read
  bool plans_ = false;
  std::optional<qiusuo::v1::Period> period_;
  std::string subject_;
};

}  // namespace

std::vector<TableLine> ReadTables(const Text& text,
                                  std::span<const CharSpan> lines,
                                  std::span<const FoundQuantity> quantities,
                                  std::span<const FoundPeriod> periods) {
  return TableReader(text, quantities, periods).Read(lines);
}

}  // namespace qiusuo::parser
