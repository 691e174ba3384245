#include "service/parser/metrics.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "service/parser/catalog.h"
#include "service/parser/figures.h"
#include "service/parser/left_words.h"
#include "service/parser/limits.h"
#include "service/parser/lines.h"
#include "service/parser/mood.h"
#include "service/parser/name_words.h"
#include "service/parser/periods.h"
#include "service/parser/quantities.h"
#include "service/parser/sentence_metrics.h"
#include "service/parser/sentences.h"
#include "service/parser/table_rows.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::Metric;

// The elements of a sorted list whose span begins in `span`.
template <typename T>
std::span<const T> Within(const std::vector<T>& found, CharSpan span) {
  const auto before = [](const T& t, size_t i) { return t.span.begin < i; };
  const auto first =
      std::lower_bound(found.begin(), found.end(), span.begin, before);
  const auto last = std::lower_bound(first, found.end(), span.end, before);
  return {first, last};
}

class MetricFinder {
 public:
  MetricFinder(const Text& text, const qiusuo::v1::Document& document)
      : text_(text), document_(document) {}

  FoundMetrics Find() {
    const std::vector<Line> lines = FindLines(text_);
    std::optional<CharSpan> unread;
    size_t figures_left = kMaxFigures;
    size_t next_line = 0;
    for (const qiusuo::v1::Zone& zone : document_.zones()) {
      if (zone.kind() != qiusuo::v1::ZONE_KIND_BODY &&
          zone.kind() != qiusuo::v1::ZONE_KIND_ATTACHMENT) {
        continue;
      }
      const CharSpan span = text_.FromSpan(zone.span());
      quantities_ = FindQuantities(text_, span, figures_left);
      periods_ = FindPeriods(text_, span, document_.issue_date());
      next_line = ReadZone(lines, next_line, span);
      figures_left -= quantities_.size();
      if (figures_left == 0) {
        unread = {quantities_.back().span.end, text_.size()};
        break;
      }
    }
    SetSections();
    return {std::move(metrics_), unread};
  }

 private:
  // Reads the lines in `zone`; none before `next` is. Answers the last of them, which the
  // next zone may share.
  size_t ReadZone(const std::vector<Line>& lines, size_t next, CharSpan zone) {
    while (next < lines.size() && lines[next].span.end <= zone.begin) ++next;
    for (; next < lines.size() && lines[next].span.begin < zone.end; ++next) {
      const CharSpan part = {std::max(lines[next].ink.begin, zone.begin),
                             std::min(lines[next].ink.end, zone.end)};
      if (part.begin < part.end) ReadLine(part);
      if (lines[next].span.end > zone.end) break;
    }
    return next;
  }

  void ReadLine(CharSpan line) {
    const auto quantities = Within(quantities_, line);
    const auto periods = Within(periods_, line);
    if (const auto row = ReadTableRow(text_, line, quantities, periods)) {
      AddRow(*row, periods);
      return;
    }
    ReadTableHeader(line);
    if (quantities.empty()) return;
    const Mood mood = MoodOf(text_, line);
    SentenceMemory memory;
    memory.paragraph_plans = mood == Mood::kPlans;
    std::optional<qiusuo::v1::Period>
        year;  // the last one an earlier sentence states
    for (const CharSpan sentence : FindSentences(text_, line)) {
      if (!BelongsToSentenceBefore(sentence)) {
        SentenceMemory::Name name = std::move(memory.paragraph_name);
        const bool plans = memory.paragraph_plans;
        memory = SentenceMemory();
        memory.paragraph_name = std::move(name);
        memory.paragraph_plans = plans;
      }
      const auto in_sentence = Within(periods_, sentence);
      if (year && BeginsWith(sentence, U"全年")) memory.period = year;
      year = LastYear(in_sentence, std::move(year));
      const std::vector<Figure> figures = FindFigures(
          text_, sentence, Within(quantities_, sentence), in_sentence);
      for (Metric& metric :
           ReadSentenceMetrics(text_, sentence, figures, in_sentence, memory)) {
        metrics_.push_back(std::move(metric));
        is_open_.push_back(mood == Mood::kOpen);
      }
    }
  }

  // A line between the rows of a table: a header (2026年预算数), or the prose that
  // ends the table.
  void ReadTableHeader(CharSpan line) {
    constexpr size_t kMaxHeader = 40;
    const std::u32string_view words = text_.Folded(line);
    if (line.size() > kMaxHeader ||
        words.find_first_of(U",。;") != words.npos) {
      table_begin_ = metrics_.size();
      table_plans_ = false;
      table_period_.reset();
      table_subject_.clear();
      return;
    }
    const CharSpan place = FindPlace(text_, line);
    if (!place.empty()) table_subject_ = std::string(text_.Utf8(place));
    for (const FoundPeriod& period : Within(periods_, line)) {
      if (period.states) table_period_ = period.period;
    }
    if (words.find(U"决算数") != words.npos ||
        words.find(U"执行数") != words.npos ||
        words.find(U"完成数") != words.npos) {
      table_plans_ = false;
    } else if (words.find(U"预算数") != words.npos ||
               words.find(U"计划数") != words.npos) {
      // The header stands on every page: rows before it are of the same table.
      table_plans_ = true;
      for (; table_begin_ < metrics_.size(); ++table_begin_) {
        metrics_[table_begin_].set_planned(true);
      }
    }
  }

  // 其中, a part of what the sentence before stated.
  bool BelongsToSentenceBefore(CharSpan sentence) const {
    return BeginsWith(sentence, U"其中");
  }

  bool BeginsWith(CharSpan sentence, std::u32string_view word) const {
    const std::u32string_view words = text_.Folded(sentence);
    const size_t ink = words.find_first_not_of(U' ');
    return ink != words.npos && words.substr(ink).starts_with(word);
  }

  // The last whole year among the periods, as one that a later 全年 inherits; `before` if
  // there is none.
  static std::optional<qiusuo::v1::Period> LastYear(
      std::span<const FoundPeriod> periods,
      std::optional<qiusuo::v1::Period> before) {
    constexpr size_t kYearLabelSize = 4;  // 2025, 202X
    for (const FoundPeriod& found : periods) {
      if (!found.states || found.compared ||
          found.period.label().size() != kYearLabelSize) {
        continue;
      }
      before = found.period;
      before->set_stated(qiusuo::v1::PERIOD_SOURCE_INHERITED);
    }
    return before;
  }

  void AddRow(const TableRow& row, std::span<const FoundPeriod> periods) {
    for (const FoundQuantity& number : row.numbers) {
      Metric metric = MakeMetric(text_, number);
      metric.set_indicator(std::string(text_.Utf8(row.label)));
      metric.set_indicator_full(metric.indicator());
      metric.set_indicator_id(std::string(IndicatorId(metric.indicator())));
      *metric.mutable_indicator_span() = text_.ToSpan(row.label);
      metric.set_planned(table_plans_);
      metric.set_subject(row.body.empty() ? table_subject_
                                          : std::string(text_.Utf8(row.body)));
      if (table_period_) {
        *metric.mutable_period() = *table_period_;
        metric.mutable_period()->set_stated(
            qiusuo::v1::PERIOD_SOURCE_INHERITED);
      }
      for (const FoundPeriod& period : periods) {
        if (period.states && period.span.end <= number.span.begin) {
          *metric.mutable_period() = period.period;
        }
      }
      metrics_.push_back(std::move(metric));
      is_open_.push_back(false);
    }
  }

  // Gives each metric its innermost section and drops those in section markers.
  void SetSections() {
    std::vector<const qiusuo::v1::Section*> open;
    std::vector<Metric> kept;
    int next = 0;
    for (size_t i = 0; i < metrics_.size(); ++i) {
      Metric& metric = metrics_[i];
      const int64_t begin = metric.span().start_byte();
      while (next < document_.sections_size() &&
             document_.sections(next).span().start_byte() <= begin) {
        open.push_back(&document_.sections(next++));
        while (open.size() > 1 && open[open.size() - 2]->span().end_byte() <=
                                      open.back()->span().start_byte()) {
          open.erase(open.end() - 2);
        }
      }
      while (!open.empty() && open.back()->span().end_byte() <= begin) {
        open.pop_back();
      }
      if (!open.empty()) {
        const qiusuo::v1::Section& section = *open.back();
        const int64_t marker_end =
            section.title_span().start_byte() +
            static_cast<int64_t>(section.marker().size());
        if (begin < marker_end) continue;
        metric.set_section_path(section.path());
        if (is_open_[i] && std::any_of(open.begin(), open.end(),
                                       [](const qiusuo::v1::Section* s) {
                                         return AnnouncesPlans(s->title());
                                       })) {
          metric.set_planned(true);
        }
      }
      kept.push_back(std::move(metric));
    }
    metrics_ = std::move(kept);
  }

  const Text& text_;
  const qiusuo::v1::Document& document_;
  std::vector<FoundQuantity> quantities_;
  std::vector<FoundPeriod> periods_;
  std::vector<Metric> metrics_;
  std::vector<bool> is_open_;  // of each metric: only headings tell a plan
  size_t table_begin_ = 0;     // first metric of the table that is being read
  bool table_plans_ = false;
  std::optional<qiusuo::v1::Period> table_period_;
  std::string table_subject_;
};

}  // namespace

FoundMetrics FindMetrics(const Text& text,
                         const qiusuo::v1::Document& document) {
  return MetricFinder(text, document).Find();
}

}  // namespace qiusuo::parser
