#include "service/parser/metrics.h"

#include <algorithm>
#include <span>
#include <string>
#include <utility>

#include "service/parser/catalog.h"
#include "service/parser/figures.h"
#include "service/parser/lines.h"
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

  std::vector<Metric> Find() {
    const std::vector<Line> lines = FindLines(text_);
    for (const qiusuo::v1::Zone& zone : document_.zones()) {
      if (zone.kind() != qiusuo::v1::ZONE_KIND_BODY &&
          zone.kind() != qiusuo::v1::ZONE_KIND_ATTACHMENT) {
        continue;
      }
      const CharSpan span = text_.FromSpan(zone.span());
      quantities_ = FindQuantities(text_, span);
      periods_ = FindPeriods(text_, span, document_.issue_date());
      for (const Line& line : lines) {
        const CharSpan part = {std::max(line.ink.begin, span.begin),
                               std::min(line.ink.end, span.end)};
        if (part.begin < part.end) ReadLine(part);
      }
    }
    SetSections();
    return std::move(metrics_);
  }

 private:
  void ReadLine(CharSpan line) {
    const auto quantities = Within(quantities_, line);
    if (quantities.empty()) return;
    const auto periods = Within(periods_, line);
    if (const auto row = ReadTableRow(text_, line, quantities, periods)) {
      AddRow(*row, periods);
      return;
    }
    SentenceMemory memory;
    for (const CharSpan sentence : FindSentences(text_, line)) {
      if (!BelongsToSentenceBefore(sentence)) {
        SentenceMemory::Name name = std::move(memory.paragraph_name);
        memory = SentenceMemory();
        memory.paragraph_name = std::move(name);
      }
      const auto in_sentence = Within(periods_, sentence);
      const std::vector<Figure> figures = FindFigures(
          text_, sentence, Within(quantities_, sentence), in_sentence);
      for (Metric& metric :
           ReadSentenceMetrics(text_, sentence, figures, in_sentence, memory)) {
        metrics_.push_back(std::move(metric));
      }
    }
  }

  // 其中, a part of what the sentence before stated.
  bool BelongsToSentenceBefore(CharSpan sentence) const {
    while (sentence.begin < sentence.end && text_[sentence.begin] == U' ') {
      ++sentence.begin;
    }
    return text_[sentence.begin] == U'其' && text_[sentence.begin + 1] == U'中';
  }

  void AddRow(const TableRow& row, std::span<const FoundPeriod> periods) {
    for (const FoundQuantity& number : row.numbers) {
      Metric metric = MakeMetric(text_, number);
      metric.set_indicator(std::string(text_.Utf8(row.label)));
      metric.set_indicator_full(metric.indicator());
      metric.set_indicator_id(std::string(IndicatorId(metric.indicator())));
      *metric.mutable_indicator_span() = text_.ToSpan(row.label);
      for (const FoundPeriod& period : periods) {
        if (period.states && period.span.end <= number.span.begin) {
          *metric.mutable_period() = period.period;
        }
      }
      metrics_.push_back(std::move(metric));
    }
  }

  // Gives each metric its innermost section and drops those in section markers.
  void SetSections() {
    std::vector<const qiusuo::v1::Section*> open;
    std::vector<Metric> kept;
    int next = 0;
    for (Metric& metric : metrics_) {
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
};

}  // namespace

std::vector<Metric> FindMetrics(const Text& text,
                                const qiusuo::v1::Document& document) {
  return MetricFinder(text, document).Find();
}

}  // namespace qiusuo::parser
