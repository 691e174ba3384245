#include "service/parser/parse_report.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/sha256.h"
#include "base/status_macros.h"
#include "base/strings.h"
#include "proto/error_details.h"
#include "service/parser/attachment_checks.h"
#include "service/parser/content.h"
#include "service/parser/contents_checks.h"
#include "service/parser/diagnostics.h"
#include "service/parser/document_record.h"
#include "service/parser/duplicates.h"
#include "service/parser/garbled.h"
#include "service/parser/head_cuts.h"
#include "service/parser/limits.h"
#include "service/parser/lines.h"
#include "service/parser/markup.h"
#include "service/parser/metric_checks.h"
#include "service/parser/metrics.h"
#include "service/parser/numberings.h"
#include "service/parser/outline_checks.h"
#include "service/parser/sections.h"
#include "service/parser/text.h"
#include "service/parser/text_checks.h"
#include "service/parser/zones.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::Document;

absl::Status CheckSize(const Report& report, const ParseOptions& options) {
  if (report.data.size() <= options.max_content_bytes) return absl::OkStatus();
  const std::string limit = absl::StrCat(options.max_content_bytes);
  const std::string size = absl::StrCat(report.data.size());
  return MakeError(absl::StatusCode::kResourceExhausted, "CONTENT_TOO_LARGE",
                   absl::StrCat("content: has ", size, " bytes, at most ",
                                limit, " are read"),
                   {{"max_content_bytes", limit}, {"size_bytes", size}});
}

void SetSource(const Report& report, Content& content, Document& document) {
  qiusuo::v1::Source& source = *document.mutable_source();
  source.set_uri(std::string(report.uri));
  source.set_media_type(std::move(content.media_type));
  source.set_charset(std::move(content.charset));
  source.set_size_bytes(static_cast<int64_t>(report.data.size()));
  source.set_sha256(report.sha256.empty() ? Sha256Hex(report.data)
                                          : std::string(report.sha256));
}

// Lets a site's record speak where the text itself is silent: it may be older or newer
// than the text.
void AddRecord(DocumentRecord record, Layout& layout) {
  if (layout.title.empty()) layout.title = std::move(record.title);
  // A decree that only promulgates has no other title than its number.
  if (layout.title.empty() &&
      layout.document_number.find("令") != layout.document_number.npos) {
    layout.title = layout.document_number;
  }
  if (layout.document_number.empty()) {
    layout.document_number = std::move(record.document_number);
  }
  if (layout.issuer.empty()) layout.issuer = std::move(record.issuer);
  if (!layout.issue_date) layout.issue_date = record.issue_date;
}

void SetLayout(const Text& text, const Layout& layout, Document& document) {
  document.set_title(layout.title);
  document.set_issuer(layout.issuer);
  document.set_document_number(layout.document_number);
  document.set_source_site(layout.source_site);
  if (layout.issue_date) *document.mutable_issue_date() = *layout.issue_date;
  for (const ZoneSpan& zone : layout.zones) {
    qiusuo::v1::Zone& added = *document.add_zones();
    added.set_kind(zone.kind);
    *added.mutable_span() = text.ToSpan(zone.span);
  }
}

std::vector<size_t> EndsOf(const std::vector<CharSpan>& stretches) {
  std::vector<size_t> ends;
  for (const CharSpan& stretch : stretches) {
    ends.push_back(stretch.begin);
    ends.push_back(stretch.end);
  }
  return ends;
}

std::vector<size_t> PartBegins(const std::vector<Line>& lines,
                               const Layout& layout) {
  std::vector<size_t> begins;
  for (const Part& part : layout.parts)
    begins.push_back(lines[part.line].span.begin);
  return begins;
}

std::vector<int64_t> PartBytes(const Text& text, const std::vector<Line>& lines,
                               const Layout& layout) {
  std::vector<int64_t> bytes;
  for (const size_t begin : PartBegins(lines, layout))
    bytes.push_back(text.ByteOffset(begin));
  return bytes;
}

void AddDiagnostics(std::vector<qiusuo::v1::Diagnostic> diagnostics,
                    Document& document) {
  for (qiusuo::v1::Diagnostic& diagnostic : diagnostics) {
    *document.add_diagnostics() = std::move(diagnostic);
  }
}

// Steps in which a document's memory grows: its messages take about as much as its text.
size_t StepBytes(size_t text_bytes) {
  constexpr size_t kLeast = size_t{4} << 10;
  constexpr size_t kMost = size_t{1} << 20;
  return std::clamp(text_bytes, kLeast, kMost);
}

// Adds metrics of the document's own arena.
void AddMetrics(const FoundMetrics& found, Document& document) {
  document.mutable_metrics()->Reserve(static_cast<int>(found.metrics.size()));
  for (qiusuo::v1::Metric* metric : found.metrics) {
    document.mutable_metrics()->UnsafeArenaAddAllocated(metric);
  }
}

// Says where a limit left part of the report unread.
void CheckLimits(const Text& text, const FoundMetrics& found,
                 Document& document) {
  const auto add = [&](const DiagnosticKind& kind, size_t limit,
                       std::string_view what, CharSpan unread) {
    qiusuo::v1::Diagnostic& diagnostic = *document.add_diagnostics();
    diagnostic = MakeDiagnostic(
        kind, absl::StrCat("只读了前", limit, ToAbsl(what), "，其后的没有读"));
    *diagnostic.add_spans() = text.ToSpan(unread);
  };
  if (found.unread) {
    add(kTooManyFigures, kMaxFigures, "个数字或时间", *found.unread);
  }
  if (static_cast<size_t>(document.sections_size()) == kMaxSections) {
    const CharSpan last =
        text.FromSpan(document.sections().rbegin()->title_span());
    add(kTooManySections, kMaxSections, "个标题", {last.end, text.size()});
  }
}

void SortDiagnostics(Document& document) {
  std::stable_sort(
      document.mutable_diagnostics()->begin(),
      document.mutable_diagnostics()->end(), [](const auto& a, const auto& b) {
        const auto place = [](const qiusuo::v1::Diagnostic& diagnostic) {
          return diagnostic.spans_size() == 0
                     ? 0
                     : diagnostic.spans(0).start_byte();
        };
        return place(a) < place(b);
      });
}

void SetCounts(Document& document) {
  document.set_section_count(document.sections_size());
  document.set_metric_count(document.metrics_size());
  document.set_diagnostic_count(document.diagnostics_size());
}

}  // namespace

std::string ParserVersion(const Catalog* catalog) {
  std::string version(kParserVersion);
  if (catalog != nullptr && !catalog->version().empty()) {
    version += "+" + catalog->version();
  }
  return version;
}

absl::StatusOr<ArenaDocument> ParseReport(const Report& report,
                                          const ParseOptions& options) {
  const auto end_stage = [&options](std::string_view stage) {
    if (options.after_stage) options.after_stage(stage);
  };
  RETURN_IF_ERROR(CheckSize(report, options));
  ASSIGN_OR_RETURN(Content content, ReadContent(report, options));
  end_stage("decode");
  ArenaDocument parsed(StepBytes(content.utf8.size()));
  Document& document = *parsed;
  const Text text(std::move(content.utf8), options.catalog != nullptr
                                               ? *options.catalog
                                               : Catalog::BuiltIn());
  end_stage("fold");
  SetSource(report, content, document);
  document.set_text(text.utf8());
  document.set_parser_version(ParserVersion(options.catalog.get()));
  end_stage("source");
  const std::vector<Line> plain_lines = FindLines(text);
  DocumentRecord record = ReadDocumentRecord(text, plain_lines);
  MarkedUpLines marked =
      ApplyMarkup(text, content.lines, record.lines, plain_lines);
  const std::vector<size_t> cuts = FindHeadCuts(text, marked.lines);
  std::vector<Line> lines = SplitLines(text, std::move(marked.lines), cuts);
  const std::vector<CharSpan> garbled = FindGarbled(text);
  lines = SplitLines(text, std::move(lines), EndsOf(garbled));
  const std::vector<CharSpan> duplicates = FindDuplicates(text, lines);
  lines = SplitLines(text, std::move(lines), EndsOf(duplicates));
  end_stage("lines");
  Layout layout = ReadLayout(text, lines, duplicates, garbled);
  layout.zones = LayZones(layout.zones, marked.zones);
  AddRecord(std::move(record), layout);
  SetLayout(text, layout, document);
  end_stage("zones");
  AddSections(text, lines, layout.is_body, layout.parts,
              *document.mutable_sections());
  for (qiusuo::v1::Numbering& numbering :
       FindNumberings(document.sections(), PartBytes(text, lines, layout))) {
    *document.add_numberings() = std::move(numbering);
  }
  end_stage("outline");
  const FoundMetrics found =
      FindMetrics(text, plain_lines, document, parsed.arena());
  AddMetrics(found, document);
  end_stage("metrics");
  CheckLimits(text, found, document);
  AddDiagnostics(CheckText(text, document), document);
  if (std::optional<qiusuo::v1::Diagnostic> missing =
          CheckAttachments(text, lines, layout.is_body)) {
    *document.add_diagnostics() = *std::move(missing);
  }
  AddDiagnostics(CheckOutline(text, document, PartBegins(lines, layout)),
                 document);
  AddDiagnostics(CheckContents(text, document), document);
  AddDiagnostics(CheckMetrics(text, document), document);
  SortDiagnostics(document);
  SetCounts(document);
  end_stage("checks");
  return parsed;
}

absl::StatusOr<Document> ParseDocument(const Report& report,
                                       const ParseOptions& options) {
  ASSIGN_OR_RETURN(const ArenaDocument parsed, ParseReport(report, options));
  return parsed.Copy();
}

}  // namespace qiusuo::parser
