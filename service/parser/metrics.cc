#include "service/parser/metrics.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "absl/functional/function_ref.h"
#include "service/parser/clause_head.h"
#include "service/parser/figures.h"
#include "service/parser/found_within.h"
#include "service/parser/han_digits.h"
#include "service/parser/left_words.h"
#include "service/parser/limits.h"
#include "service/parser/lines.h"
#include "service/parser/mood.h"
#include "service/parser/name_words.h"
#include "service/parser/periods.h"
#include "service/parser/quantities.h"
#include "service/parser/sentence_metrics.h"
#include "service/parser/sentences.h"
#include "service/parser/table_metrics.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::Metric;

// Characters of a page's number, between the lines of a sentence.
constexpr size_t kMaxPageMark = 8;

// A section that the place at hand lies in.
struct OpenSection {
  const qiusuo::v1::Section* section;
  std::optional<Mood> mood;  // of its heading, once somebody asked
};

class MetricFinder {
 public:
  MetricFinder(const Text& text, const qiusuo::v1::Document& document,
               google::protobuf::Arena& arena, bool explain)
      : text_(text), document_(document), arena_(arena), explain_(explain) {}

  FoundMetrics Find(const std::vector<Line>& lines) {
    std::optional<CharSpan> unread;
    size_t figures_left = kMaxFigures;
    size_t periods_left = kMaxPeriods;
    size_t next_line = 0;
    for (const qiusuo::v1::Zone& zone : document_.zones()) {
      if (zone.kind() != qiusuo::v1::ZONE_KIND_BODY &&
          zone.kind() != qiusuo::v1::ZONE_KIND_ATTACHMENT) {
        continue;
      }
      const CharSpan span = text_.FromSpan(zone.span());
      quantities_ = FindQuantities(text_, span, figures_left);
      periods_ = FindPeriods(text_, span, document_.issue_date(), arena_,
                             periods_left);
      figures_left -= quantities_.size();
      periods_left -= periods_.size();
      if (figures_left == 0 || periods_left == 0) {
        unread = {ReadEnd(figures_left == 0, periods_left == 0), text_.size()};
        std::erase_if(quantities_, [&](const FoundQuantity& quantity) {
          return quantity.span.end > unread->begin;
        });
      }
      next_line = ReadZone(lines, next_line, span);
      if (unread) break;
    }
    SetSections();
    return {std::move(metrics_), std::move(reasons_), unread};
  }

 private:
  // The place up to which both figures and words of time were read, where one or both came
  // to their limits.
  size_t ReadEnd(bool all_figures, bool all_periods) const {
    size_t end = text_.size();
    if (all_figures) end = quantities_.back().span.end;
    if (all_periods) end = std::min(end, periods_.back().span.end);
    return end;
  }

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
        ReadTables(text_, parts, quantities_, periods_, arena_);
    ParagraphMoods moods(text_, parts);
    RisingFound<FoundQuantity> quantities(quantities_);
    RisingFound<FoundPeriod> periods(periods_);
    auto row = rows.begin();
    for (size_t k = 0; k < parts.size(); ++k) {
      if (row == rows.end() || row->line != parts[k]) {
        ReadLine(parts[k], quantities.Within(parts[k]),
                 periods.Within(parts[k]),
                 [&](size_t place) { return moods.At(k, place); });
        continue;
      }
      carried_.reset();
      for (Metric* metric : row->metrics) {
        if (explain_) reasons_.push_back({RowReason(*metric)});
        metrics_.push_back(metric);
        moods_of_metrics_.push_back(Mood::kDone);
      }
      ++row;
    }
    return next;
  }

  Reason RowReason(const Metric& metric) const {
    return {"indicator", text_.FromSpan(metric.indicator_span()),
            "label of a table's row; the rest by its header and notes"};
  }

  // `mood_at` answers the mood at a place of the line; it is asked in rising order.
  void ReadLine(CharSpan line, std::span<const FoundQuantity> quantities,
                std::span<const FoundPeriod> periods,
                absl::FunctionRef<Mood(size_t)> mood_at) {
    const bool unfinished = IsUnfinished(line);
    const bool is_item = IsListItem(line);
    if (!is_item) intro_.reset();
    if (carried_ && IsPageMark(line)) return;
    if (quantities.empty()) {
      if (text_[line.end - 1] == U':') intro_ = ReadIntro(line, periods);
      if (unfinished && !carried_) {
        carried_ = ReadHead(line, periods);
      } else if (!unfinished && line.size() > kMaxPageMark) {
        carried_.reset();
      }
      return;
    }
    SentenceMemory memory;
    bool continues = carried_ && !BeginsItem(line);
    if (continues) memory = *std::move(carried_);
    carried_.reset();
    if (intro_ && !continues) {
      memory = *intro_;
      continues = true;
    }
    const qiusuo::v1::Period* year = nullptr;  // the last one stated before
    for (CharSpan rest = line; !rest.empty();) {
      const CharSpan sentence = FirstSentence(text_, rest);
      rest.begin = sentence.end;
      if (!continues && !BelongsToSentenceBefore(sentence)) {
        const SentenceMemory::Name name = memory.paragraph_name;
        const bool plans = memory.paragraph_plans;
        memory = SentenceMemory();
        memory.paragraph_name = name;
        memory.paragraph_plans = plans;
      }
      continues = false;
      const auto in_sentence = FoundWithin<FoundPeriod>(periods, sentence);
      if (year != nullptr && BeginsWith(sentence, U"全年")) {
        memory.period = &Inherited(*year);
      }
      year = LastYear(in_sentence, year);
      const std::vector<Figure> figures = FindFigures(
          text_, sentence, FoundWithin<FoundQuantity>(quantities, sentence),
          in_sentence);
      const Mood mood = figures.empty() ? Mood::kOpen : mood_at(sentence.begin);
      memory.mood_is_sure = mood == Mood::kSurePlans;
      memory.mood_plans = mood == Mood::kPlans || memory.mood_is_sure;
      Heir heir = Heir::kNone;
      if (rest.empty() && unfinished) heir = Heir::kLine;
      if (BelongsToSentenceBefore(rest)) heir = Heir::kSentence;
      for (SentenceMetric& read :
           ReadSentenceMetrics(text_, sentence, figures, in_sentence, heir,
                               explain_, memory, arena_)) {
        metrics_.push_back(read.metric);
        if (explain_) reasons_.push_back(std::move(read.reasons));
        moods_of_metrics_.push_back(read.may_plan ? mood : Mood::kDone);
      }
    }
    if (unfinished) carried_ = std::move(memory);
  }

  // 2025年, / 全市收入…: the sentence that begins in the line and has no figures there.
  SentenceMemory ReadHead(CharSpan line,
                          std::span<const FoundPeriod> periods) const {
    const size_t stop = text_.Folded(line).rfind(U'。');
    if (stop != std::u32string_view::npos) line.begin += stop + 1;
    SentenceMemory memory =
        ReadIntro(line, FoundWithin<FoundPeriod>(periods, line));
    memory.paragraph_plans = false;
    return memory;
  }

  // — 12 —, a page's number in the midst of a sentence.
  bool IsPageMark(CharSpan line) const {
    if (line.size() > kMaxPageMark) return false;
    for (size_t i = line.begin; i < line.end; ++i) {
      if (!IsDigit(text_[i]) && !IsFiller(text_[i])) return false;
    }
    return true;
  }

  // 今年我市主要预期目标为: what it says holds for the items below.
  SentenceMemory ReadIntro(CharSpan line,
                           std::span<const FoundPeriod> periods) const {
    constexpr size_t kMaxHead = 40;
    SentenceMemory memory;
    for (const FoundPeriod& found : periods) {
      if (found.states) memory.period = found.period;
    }
    size_t begin = line.begin;
    for (size_t i = begin; i < line.end; ++i) {
      if (!IsClauseEnd(text_[i])) continue;
      const ClauseHead head = ReadClauseHead(
          text_, {begin, std::min(i, begin + kMaxHead)}, periods, false);
      begin = i + 1;
      if (head.subject.empty() || head.is_object) continue;
      memory.subject = text_.Utf8(head.subject);
      memory.subject_words = head.subject;
      memory.first_subject = memory.subject;
    }
    const std::u32string_view words = text_.Folded(line);
    memory.paragraph_plans = words.find(U"目标") != words.npos ||
                             words.find(U"预期") != words.npos ||
                             words.find(U"力争") != words.npos;
    return memory;
  }

  // ——产值增长5%; one of several short lines.
  bool IsListItem(CharSpan line) const {
    constexpr size_t kLongItem = 120;
    return line.size() <= kLongItem &&
           (text_[line.begin] == U'—' || text_[line.end - 1] == U';' ||
            BeginsItem(line));
  }

  // A line of a page whose sentence goes on in the next: text from PDF files.
  bool IsUnfinished(CharSpan line) const {
    constexpr size_t kLeastLine = 20;
    const char32_t last = text_[line.end - 1];
    if (last == U',' || last == U'、') return true;
    return line.size() >= kLeastLine && !IsClauseEnd(last) && last != U')' &&
           text_.Folded(line).find(U',') != std::u32string_view::npos;
  }

  // 一、, (二), 3.: a new item, whatever the line before it was.
  bool BeginsItem(CharSpan line) const {
    constexpr size_t kMaxMark = 4;
    if (text_[line.begin] == U'(' || text_[line.begin] == U'第') return true;
    for (size_t i = line.begin; i < line.begin + kMaxMark; ++i) {
      if (text_[i] == U'、' ||
          (text_[i] == U'.' && i > line.begin && !IsDigit(text_[i + 1]))) {
        return true;
      }
      if (HanDigit(text_[i]) < 0 && !IsDigit(text_[i]) && text_[i] != U'十') {
        return false;
      }
    }
    return false;
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

  // The last whole year among the periods; `before` if there is none.
  static const qiusuo::v1::Period* LastYear(
      std::span<const FoundPeriod> periods, const qiusuo::v1::Period* before) {
    constexpr size_t kYearLabelSize = 4;  // 2025, 202X
    for (const FoundPeriod& found : periods) {
      if (found.states && !found.compared &&
          found.period->label().size() == kYearLabelSize) {
        before = found.period;
      }
    }
    return before;
  }

  const qiusuo::v1::Period& Inherited(const qiusuo::v1::Period& year) const {
    auto& period =
        *google::protobuf::Arena::CreateMessage<qiusuo::v1::Period>(&arena_);
    period = year;
    period.set_stated(qiusuo::v1::PERIOD_SOURCE_INHERITED);
    return period;
  }

  // Gives each metric its innermost section and drops those in section markers.
  void SetSections() {
    std::vector<OpenSection> open;
    std::vector<Metric*> kept;
    std::vector<std::vector<Reason>> kept_reasons;
    int next = 0;
    for (size_t i = 0; i < metrics_.size(); ++i) {
      Metric& metric = *metrics_[i];
      const int64_t begin = metric.span().start_byte();
      while (next < document_.sections_size() &&
             document_.sections(next).span().start_byte() <= begin) {
        const qiusuo::v1::Section& section = document_.sections(next++);
        open.push_back({&section, std::nullopt});
        while (open.size() > 1 &&
               open[open.size() - 2].section->span().end_byte() <=
                   section.span().start_byte()) {
          open.erase(open.end() - 2);
        }
      }
      while (!open.empty() && open.back().section->span().end_byte() <= begin) {
        open.pop_back();
      }
      if (!open.empty()) {
        const qiusuo::v1::Section& section = *open.back().section;
        const int64_t marker_end =
            section.title_span().start_byte() +
            static_cast<int64_t>(section.marker().size());
        if (begin < marker_end) continue;
        metric.set_section_path(section.path());
      }
      if (PlansByHeading(open, moods_of_metrics_[i])) {
        metric.set_planned(true);
        if (explain_) {
          reasons_[i].push_back(
              {"planned", {}, "a heading above, or the paragraphs around"});
        }
      }
      if (explain_) kept_reasons.push_back(std::move(reasons_[i]));
      kept.push_back(&metric);
    }
    metrics_ = std::move(kept);
    reasons_ = std::move(kept_reasons);
  }

  // Whether a metric of an undecided paragraph is a plan by the innermost heading that
  // speaks of plans or of results, or else by the paragraphs around.
  static bool PlansByHeading(std::span<OpenSection> open, Mood mood) {
    if (mood != Mood::kOpen && mood != Mood::kLikelyPlans) return false;
    for (size_t i = open.size(); i > 0; --i) {
      OpenSection& heading = open[i - 1];
      if (!heading.mood) heading.mood = MoodOfHeading(heading.section->title());
      if (heading.mood != Mood::kOpen) return heading.mood == Mood::kPlans;
    }
    return mood == Mood::kLikelyPlans;
  }

  const Text& text_;
  const qiusuo::v1::Document& document_;
  google::protobuf::Arena& arena_;
  const bool explain_;
  std::vector<FoundQuantity> quantities_;
  std::vector<FoundPeriod> periods_;
  std::vector<Metric*> metrics_;
  std::vector<Mood> moods_of_metrics_;
  // What a sentence that goes on in the next line has said.
  std::optional<SentenceMemory> carried_;
  // What the line that ends with a colon says of the items below.
  std::optional<SentenceMemory> intro_;
  std::vector<std::vector<Reason>> reasons_;  // of each metric, if asked for
};

}  // namespace

FoundMetrics FindMetrics(const Text& text, const std::vector<Line>& lines,
                         const qiusuo::v1::Document& document,
                         google::protobuf::Arena& arena, bool explain) {
  return MetricFinder(text, document, arena, explain).Find(lines);
}

}  // namespace qiusuo::parser
