#include <string>

#include "absl/strings/str_cat.h"
#include "client/cli/commands.h"
#include "client/cli/document_text.h"
#include "client/cli/listing.h"
#include "client/cli/metric_text.h"
#include "client/cli/source_files.h"
#include "proto/names.h"

namespace qiusuo::cli {
namespace {

constexpr size_t kTitleColumns = 48;
constexpr size_t kIssuerColumns = 24;

ExitCode WriteDocumentAs(Session& session, const v1::Document& document) {
  if (session.output == OutputFormat::kTable) {
    WriteDocument(session.out, document);
  } else {
    WriteMessage(session.out, session.output, document);
  }
  return ExitCode::kOk;
}

}  // namespace

ExitCode RunCommand(const ParseFlags& flags, Session& session) {
  const bool from_stdin = flags.path == "-";
  absl::StatusOr<std::string> bytes =
      from_stdin ? ReadStream(session.in) : ReadFile(flags.path);
  if (!bytes.ok()) return ReportError(session, flags.path, bytes.status());
  const absl::StatusOr<v1::Document> document = session.client.Parse(
      *std::move(bytes), {.uri = from_stdin ? "" : FileUri(flags.path)});
  if (!document.ok()) {
    return ReportError(session, flags.path, document.status());
  }
  return WriteDocumentAs(session, *document);
}

ExitCode RunCommand(const GetFlags& flags, Session& session) {
  const std::string name = FullDocumentName(flags.name, flags.collection);
  const absl::StatusOr<v1::Document> document =
      session.client.GetDocument(name, flags.view);
  if (!document.ok()) return ReportError(session, name, document.status());
  return WriteDocumentAs(session, *document);
}

ExitCode RunCommand(const ListFlags& flags, Session& session) {
  const std::string parent = CollectionName(flags.collection);
  Listing listing(session.out, session.output,
                  {{"DOCUMENT"},
                   {"TITLE", Align::kLeft, kTitleColumns},
                   {"ISSUER", Align::kLeft, kIssuerColumns},
                   {"DATE"},
                   {"SECTIONS", Align::kRight},
                   {"METRICS", Align::kRight},
                   {"DIAGNOSTICS", Align::kRight}});
  ExitCode exit_code = ExitCode::kOk;
  v1::ListDocumentsRequest request;
  request.set_parent(parent);
  request.set_page_size(PageSizeFor(flags.limit));
  *request.mutable_filter() = flags.filter;
  request.set_show_deleted(flags.deleted);
  client::PageRange<v1::Document> documents =
      session.client.ListDocuments(request);
  for (const absl::StatusOr<v1::Document>& document : documents) {
    if (!document.ok()) {
      exit_code = ReportError(session, parent, document.status());
      break;
    }
    listing.Add(*document,
                {ShortDocumentName(document->name(), flags.collection),
                 document->title(), document->issuer(),
                 DateText(document->issue_date()),
                 absl::StrCat(document->section_count()),
                 absl::StrCat(document->metric_count()),
                 absl::StrCat(document->diagnostic_count())});
    if (listing.count() == flags.limit) break;
  }
  listing.Finish();
  if (exit_code == ExitCode::kOk && listing.count() == 0) {
    ReportNone(session, "documents");
  }
  return exit_code;
}

ExitCode RunCommand(const TreeFlags& flags, Session& session) {
  const std::string name = FullDocumentName(flags.name, flags.collection);
  Listing listing(session.out, session.output, OutlineColumns());
  ExitCode exit_code = ExitCode::kOk;
  client::PageRange<v1::Section> sections =
      session.client.ListSections(name, kLargestPage);
  for (const absl::StatusOr<v1::Section>& section : sections) {
    if (!section.ok()) {
      exit_code = ReportError(session, name, section.status());
      break;
    }
    listing.Add(*section, OutlineRow(*section));
  }
  listing.Finish();
  if (exit_code == ExitCode::kOk && listing.count() == 0) {
    ReportNone(session, "sections");
  }
  return exit_code;
}

}  // namespace qiusuo::cli
