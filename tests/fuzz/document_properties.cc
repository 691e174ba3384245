#include "tests/fuzz/document_properties.h"

#include <cstdint>
#include <map>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "base/decimal.h"
#include "base/strings.h"

namespace qiusuo::testing {
namespace {

using ::qiusuo::v1::TextSpan;

class PropertyCheck {
 public:
  explicit PropertyCheck(const qiusuo::v1::Document& document)
      : document_(document), text_(document.text()) {}

  std::vector<std::string> Run() {
    CheckZones();
    CheckSections();
    CheckMetrics();
    CheckDiagnostics();
    CheckCounts();
    return std::move(broken_);
  }

 private:
  void Expect(bool holds, std::string_view what) {
    if (!holds) broken_.emplace_back(what);
  }

  bool IsBoundary(int64_t byte) const {
    if (byte < 0 || byte > static_cast<int64_t>(text_.size())) return false;
    return byte == static_cast<int64_t>(text_.size()) ||
           (static_cast<unsigned char>(text_[byte]) & 0xC0) != 0x80;
  }

  bool IsSpan(const TextSpan& span) const {
    return span.start_byte() <= span.end_byte() &&
           IsBoundary(span.start_byte()) && IsBoundary(span.end_byte());
  }

  std::string Words(const TextSpan& span) const {
    return text_.substr(span.start_byte(), span.end_byte() - span.start_byte());
  }

  static bool Holds(const TextSpan& outer, const TextSpan& inner) {
    return outer.start_byte() <= inner.start_byte() &&
           inner.end_byte() <= outer.end_byte();
  }

  void CheckZones() {
    int64_t end = 0;
    for (const qiusuo::v1::Zone& zone : document_.zones()) {
      Expect(IsSpan(zone.span()), "a zone's span is a span");
      Expect(zone.span().start_byte() == end, "zones follow on one another");
      Expect(zone.span().end_byte() > end, "a zone is not empty");
      Expect(zone.kind() != qiusuo::v1::ZONE_KIND_UNSPECIFIED,
             "zones have kinds");
      end = zone.span().end_byte();
    }
    Expect(end == static_cast<int64_t>(text_.size()), "zones cover the text");
  }

  void CheckSections() {
    int64_t last_start = 0;
    for (const qiusuo::v1::Section& section : document_.sections()) {
      const std::string& path = section.path();
      Expect(IsSpan(section.span()), absl::StrCat(path, ": span is a span"));
      Expect(IsSpan(section.title_span()) &&
                 Holds(section.span(), section.title_span()),
             absl::StrCat(path, ": title lies in the section"));
      Expect(section.span().start_byte() >= last_start,
             absl::StrCat(path, ": sections stand in reading order"));
      last_start = section.span().start_byte();
      const size_t dot = path.rfind('.');
      if (dot != std::string::npos) {
        const auto parent = spans_.find(path.substr(0, dot));
        Expect(parent != spans_.end(), absl::StrCat(path, ": has a parent"));
        Expect(parent == spans_.end() || Holds(parent->second, section.span()),
               absl::StrCat(path, ": lies in its parent"));
      }
      int level = 1;
      for (const char c : path) level += c == '.';
      Expect(section.level() == level, absl::StrCat(path, ": level is depth"));
      Expect(spans_.emplace(path, section.span()).second,
             absl::StrCat(path, ": path is unique"));
      Expect(section.kind() != qiusuo::v1::SECTION_KIND_UNSPECIFIED &&
                 section.scheme() != qiusuo::v1::SECTION_SCHEME_UNSPECIFIED,
             absl::StrCat(path, ": kind and scheme are known"));
    }
  }

  void CheckMetrics() {
    int64_t end = 0;
    for (const qiusuo::v1::Metric& metric : document_.metrics()) {
      const qiusuo::v1::Quantity& quantity = metric.quantity();
      const std::string at =
          absl::StrCat("metric at ", metric.span().start_byte());
      Expect(IsSpan(metric.span()), absl::StrCat(at, ": span is a span"));
      if (!IsSpan(metric.span())) continue;
      Expect(metric.span().start_byte() >= end,
             absl::StrCat(at, ": metrics stand apart in text order"));
      end = metric.span().end_byte();
      Expect(Words(metric.span()) == quantity.text(),
             absl::StrCat(at, ": quantity.text is the text at span"));
      Expect(!metric.has_indicator_span() ||
                 (IsSpan(metric.indicator_span()) &&
                  Words(metric.indicator_span()) == metric.indicator()),
             absl::StrCat(at, ": indicator is the text at its span"));
      Expect(!metric.indicator().empty(),
             absl::StrCat(at, ": measures something"));
      Expect(metric.section_path().empty() ||
                 spans_.contains(metric.section_path()),
             absl::StrCat(at, ": its section exists"));
      Expect(quantity.masked() ? quantity.value().empty()
                               : IsCanonical(quantity.value()),
             absl::StrCat(at, ": value is a canonical decimal"));
      Expect(quantity.value_to().empty() || IsCanonical(quantity.value_to()),
             absl::StrCat(at, ": value_to is a canonical decimal"));
      Expect(quantity.relation() != qiusuo::v1::RELATION_UNSPECIFIED &&
                 metric.kind() != qiusuo::v1::METRIC_KIND_UNSPECIFIED,
             absl::StrCat(at, ": relation and kind are known"));
      Expect(metric.kind() == qiusuo::v1::METRIC_KIND_CHANGE ||
                 metric.direction() == qiusuo::v1::DIRECTION_UNSPECIFIED,
             absl::StrCat(at, ": only a change has a direction"));
    }
  }

  static bool IsCanonical(const std::string& text) {
    const std::optional<Decimal> value = Decimal::Parse(text);
    return value.has_value() && value->ToString() == text;
  }

  void CheckDiagnostics() {
    for (const qiusuo::v1::Diagnostic& diagnostic : document_.diagnostics()) {
      Expect(!diagnostic.code().empty() && !diagnostic.message().empty() &&
                 diagnostic.severity() != qiusuo::v1::SEVERITY_UNSPECIFIED,
             "a diagnostic has code, message and severity");
      for (const TextSpan& span : diagnostic.spans()) {
        Expect(IsSpan(span),
               absl::StrCat(diagnostic.code(), ": span is a span"));
      }
      Expect(diagnostic.path().empty() || spans_.contains(diagnostic.path()),
             absl::StrCat(diagnostic.code(), ": its section exists"));
    }
  }

  void CheckCounts() {
    Expect(document_.section_count() == document_.sections_size() &&
               document_.metric_count() == document_.metrics_size() &&
               document_.diagnostic_count() == document_.diagnostics_size(),
           "counts count");
  }

  const qiusuo::v1::Document& document_;
  const std::string& text_;
  std::map<std::string, TextSpan> spans_;  // of sections, by path
  std::vector<std::string> broken_;
};

}  // namespace

std::vector<std::string> BrokenProperties(
    const qiusuo::v1::Document& document) {
  return PropertyCheck(document).Run();
}

}  // namespace qiusuo::testing
