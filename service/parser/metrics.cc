#include "service/parser/metrics.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "service/parser/figures.h"
#include "service/parser/found_within.h"
#include "service/parser/left_words.h"
#include "service/parser/limits.h"
#include "service/parser/lines.h"
#include "service/parser/mood.h"
#include "service/parser/periods.h"
#include "service/parser/quantities.h"
#include "service/parser/sentence_metrics.h"
#include "service/parser/sentences.h"
#include "service/parser/table_metrics.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::Metric;

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
    std::vector<CharSpan> parts;
    while (next < lines.size() && lines[next].span.end <= zone.begin) ++next;
    for (; next < lines.size() && lines[next].span.begin < zone.end; ++next) {
      const CharSpan part = {std::max(lines[next].ink.begin, zone.begin),
                             std::min(lines[next].ink.end, zone.end)};
      if (part.begin < part.end) parts.push_back(part);
      if (lines[next].span.end > zone.end) break;
    }
    std::vector<TableLine> rows =
        ReadTables(text_, parts, quantities_, periods_);
    auto row = rows.begin();
    for (const CharSpan part : parts) {
      if (row == rows.end() || row->line != part) {
        ReadLine(part);
        continue;
      }
      for (Metric& metric : row->metrics) {
        metrics_.push_back(std::move(metric));
        is_open_.push_back(false);
      }
      ++row;
    }
    return next;
  }

  void ReadLine(CharSpan line) {
    const auto quantities = FoundWithin<FoundQuantity>(quantities_, line);
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
      const auto in_sentence = FoundWithin<FoundPeriod>(periods_, sentence);
      if (year && BeginsWith(sentence, U"全年")) memory.period = year;
      year = LastYear(in_sentence, std::move(year));
      const std::vector<Figure> figures = FindFigures(
          text_, sentence, FoundWithin<FoundQuantity>(quantities_, sentence),
          in_sentence);
      for (Metric& metric :
           ReadSentenceMetrics(text_, sentence, figures, in_sentence, memory)) {
        metrics_.push_back(std::move(metric));
        is_open_.push_back(mood == Mood::kOpen);
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
};

}  // namespace

FoundMetrics FindMetrics(const Text& text,
                         const qiusuo::v1::Document& document) {
  return MetricFinder(text, document).Find();
}

}  // namespace qiusuo::parser
