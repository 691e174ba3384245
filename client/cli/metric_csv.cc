#include "client/cli/metric_csv.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <unordered_map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/strings.h"
#include "client/cli/document_text.h"
#include "client/cli/metric_text.h"

namespace qiusuo::cli {
namespace {

constexpr char kLineEnd[] = "\r\n";

std::string_view RelationWord(const v1::Quantity& quantity) {
  if (quantity.masked()) return "脱敏";
  switch (quantity.relation()) {
    case v1::RELATION_EXACT:
      return "等于";
    case v1::RELATION_ABOUT:
      return "约";
    case v1::RELATION_OVER:
      return "超过";
    case v1::RELATION_AT_LEAST:
      return "不低于";
    case v1::RELATION_NEARLY:
      return "近";
    case v1::RELATION_UNDER:
      return "不足";
    case v1::RELATION_AT_MOST:
      return "不超过";
    case v1::RELATION_BETWEEN:
      return "至";
    default:
      return "";
  }
}

std::string_view KindWord(v1::MetricKind kind) {
  switch (kind) {
    case v1::METRIC_KIND_LEVEL:
      return "水平值";
    case v1::METRIC_KIND_CHANGE:
      return "变动";
    case v1::METRIC_KIND_MULTIPLE:
      return "倍数";
    case v1::METRIC_KIND_RANK:
      return "位次";
    default:
      return "";
  }
}

std::string_view DirectionWord(v1::Direction direction) {
  switch (direction) {
    case v1::DIRECTION_UP:
      return "增长";
    case v1::DIRECTION_DOWN:
      return "下降";
    default:
      return "";
  }
}

std::string_view BasisWord(v1::Basis basis) {
  switch (basis) {
    case v1::BASIS_YEAR_ON_YEAR:
      return "同比";
    case v1::BASIS_PERIOD_ON_PERIOD:
      return "环比";
    case v1::BASIS_BASE_PERIOD:
      return "比基期";
    case v1::BASIS_ANNUAL_AVERAGE:
      return "年均";
    default:
      return "";
  }
}

std::string Line(std::initializer_list<std::string_view> cells) {
  std::string line;
  for (const std::string_view cell : cells) {
    absl::StrAppend(&line, CsvCell(cell), ",");
  }
  line.pop_back();
  return line + kLineEnd;
}

// `二、主要做法 / （一）抓实融合` for each section, by path. A parent stands before its children.
std::unordered_map<std::string, std::string> HeadingsByPath(
    const v1::Document& document) {
  std::unordered_map<std::string, std::string> headings;
  for (const v1::Section& section : document.sections()) {
    const size_t dot = section.path().rfind('.');
    std::string heading = HeadingText(section);
    if (dot != std::string::npos) {
      const auto parent = headings.find(section.path().substr(0, dot));
      if (parent != headings.end()) {
        heading = absl::StrCat(parent->second, " / ", heading);
      }
    }
    headings.emplace(section.path(), std::move(heading));
  }
  return headings;
}

// Bytes of a sentence that are shown on either side of a figure.
constexpr size_t kMaxSentenceBytes = 600;

constexpr std::array<std::string_view, 5> kSentenceEnds = {"。", "；", "！",
                                                           "？", "\n"};

// The end mark that `text` begins or ends with; empty if there is none.
template <typename Matches>
std::string_view EndMark(Matches matches) {
  for (const std::string_view mark : kSentenceEnds) {
    if (matches(mark)) return mark;
  }
  return {};
}

bool IsInsideCharacter(std::string_view text, size_t at) {
  return at < text.size() &&
         (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

// The sentence that the span stands in, with its end mark.
std::string_view SentenceAround(std::string_view text,
                                const v1::TextSpan& span) {
  const auto size = static_cast<int64_t>(text.size());
  auto begin =
      static_cast<size_t>(std::clamp<int64_t>(span.start_byte(), 0, size));
  auto end = static_cast<size_t>(
      std::clamp<int64_t>(span.end_byte(), static_cast<int64_t>(begin), size));
  const size_t first =
      begin > kMaxSentenceBytes ? begin - kMaxSentenceBytes : 0;
  const size_t last = std::min(text.size(), end + kMaxSentenceBytes);
  while (begin > first && EndMark([&](std::string_view mark) {
                            return text.substr(0, begin).ends_with(mark);
                          }).empty()) {
    --begin;
  }
  while (IsInsideCharacter(text, begin)) ++begin;
  while (end < last) {
    const std::string_view mark = EndMark([&](std::string_view candidate) {
      return text.substr(end).starts_with(candidate);
    });
    if (!mark.empty()) {
      if (mark != "\n") end += mark.size();
      break;
    }
    ++end;
  }
  while (IsInsideCharacter(text, end)) --end;
  std::string_view sentence = text.substr(begin, end - begin);
  while (sentence.ends_with('\r') || sentence.ends_with(' ')) {
    sentence.remove_suffix(1);
  }
  return sentence;
}

bool IsNumber(std::string_view text) {
  return !text.empty() &&
         text.find_first_not_of("-.0123456789") == std::string_view::npos;
}

// Spreadsheets take what begins so for a formula, those of East Asia the wide signs too.
bool LooksLikeFormula(std::string_view text) {
  while (text.starts_with('\'')) text.remove_prefix(1);
  constexpr std::array<std::string_view, 10> kBeginnings = {
      "=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"};
  return std::any_of(
      kBeginnings.begin(), kBeginnings.end(),
      [&](std::string_view beginning) { return text.starts_with(beginning); });
}

}  // namespace

std::string CsvCell(std::string_view text) {
  std::string cell;
  if (LooksLikeFormula(text) && !IsNumber(text)) cell = "'";
  cell += text;
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string MetricCsvHead() {
  return Line({"文件标题", "发文机关", "发文日期", "章节",     "主体",
               "指标",     "指标编号", "数值",     "数值上限", "单位",
               "界限",     "类型",     "方向",     "比较基准", "目标或预期",
               "时期",     "时期首日", "时期末日", "原文",     "所在句",
               "名称"});
}

std::string MetricCsvRows(const v1::Document& document) {
  const std::unordered_map<std::string, std::string> headings =
      HeadingsByPath(document);
  const std::string issue_date = DateText(document.issue_date());
  std::string rows;
  for (const v1::Metric& metric : document.metrics()) {
    const auto heading = headings.find(metric.section_path());
    rows += Line({document.title(),
                  document.issuer(),
                  issue_date,
                  heading == headings.end() ? "" : heading->second,
                  metric.subject(),
                  metric.indicator_full(),
                  metric.indicator_id(),
                  metric.quantity().value(),
                  metric.quantity().value_to(),
                  metric.quantity().unit(),
                  RelationWord(metric.quantity()),
                  KindWord(metric.kind()),
                  DirectionWord(metric.direction()),
                  BasisWord(metric.basis()),
                  metric.planned() ? "是" : "否",
                  metric.period().label(),
                  DateText(metric.period().first_date()),
                  DateText(metric.period().last_date()),
                  metric.quantity().text(),
                  SentenceAround(document.text(), metric.span()),
                  metric.name()});
  }
  return rows;
}

}  // namespace qiusuo::cli
