// File: client/client.h
//
// The client library of Qiusuo. Start here; client/quickstart/quickstart.cc is
// a whole program.
//
//   qiusuo::client::Client client({.endpoint = "reports.internal:7070"});
//   absl::StatusOr<qiusuo::v1::ImportDocumentResponse> imported = client.Import(
//       report_text, {.collection = "courts", .document_id = "work-report-2023"});
//   if (!imported.ok()) return imported.status();
//   qiusuo::v1::QueryMetricsRequest query;
//   query.set_parent("collections/courts");
//   query.mutable_filter()->add_indicators("结案率");
//   for (const auto& found : client.QueryMetrics(query)) {
//     if (!found.ok()) return found.status();
//     std::cout << found->document_title() << found->metric().quantity().text();
//   }
//
// The messages are those of proto/qiusuo/v1; proto/names.h makes and takes
// apart names; proto/error_details.h reads an error's reason and field.

#ifndef QIUSUO_CLIENT_CLIENT_H_
#define QIUSUO_CLIENT_CLIENT_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "client/connection.h"
#include "client/page_range.h"
#include "qiusuo/v1/admin_service.pb.h"
#include "qiusuo/v1/document.pb.h"
#include "qiusuo/v1/document_service.pb.h"
#include "qiusuo/v1/metric_service.pb.h"
#include "qiusuo/v1/section.pb.h"

namespace qiusuo::client {

// What a caller knows of a report's bytes. Everything may be empty: the server
// looks at the bytes, and believes them more than this.
struct ParseOptions {
  std::string media_type = {};  // `text/plain`
  std::string charset = {};     // `gb2312`
  std::string uri = {};         // `https://…`, at most 2048 bytes
};

// Where an imported report goes, and what a caller knows of its bytes.
struct ImportOptions {
  std::string collection =
      "default";                 // comes into being with its first document
  std::string document_id = {};  // empty: made from uri or bytes
  std::map<std::string, std::string> labels =
      {};                       // replace those stored before
  std::string media_type = {};  // as in ParseOptions
  std::string charset = {};
  std::string uri = {};
  bool validate_only = false;  // stores nothing and answers what would be done
};

// The bytes that a document was read from.
struct Original {
  v1::Document document;  // BASIC view; `source` tells the media type
  std::string bytes;
};

// A document of an export.
struct ExportedDocument {
  v1::Document document;
  std::string original;       // empty unless asked for
  int64_t store_version = 0;  // of the store that it shows
};

// MakeImportRequest answers the request that Client::Import sends.
v1::ImportDocumentRequest MakeImportRequest(std::string content,
                                            const ImportOptions& options);

// A Client calls a server.
//
// Cost: a copy is cheap and shares the connection; making one from options
// makes a connection, so make one and keep it.
//
// Thread safety: all members may be called from several threads at once, on one
// client or on copies of it.
//
// Errors: every call blocks until it is answered or its time is over
// (ClientOptions) and answers absl::StatusOr. The codes that each rpc may end
// with stand in its proto file; besides them UNAVAILABLE (no server, connection
// lost) and DEADLINE_EXCEEDED. ErrorReason(status) and GetBadRequest(status)
// say why and where. Nothing is retried, but for what ExportDocuments and
// ReparseDocuments say: a call that failed with UNAVAILABLE may be made again,
// Import too, for the same bytes under the same name change nothing.
class Client {
 public:
  explicit Client(const ClientOptions& options = {});

  // A client over a connection that there is already, or over a mock; only the
  // timeouts of `options` count then. `connection` must not be null.
  explicit Client(std::shared_ptr<Connection> connection,
                  const ClientOptions& options = {});

  // Parse answers what the server reads out of `content`, in FULL view; nothing
  // is stored.
  absl::StatusOr<v1::Document> Parse(std::string content,
                                     const ParseOptions& options = {}) const;

  // Import stores what the server reads out of `content`, all of it or nothing,
  // and answers the document in BASIC view and whether it was created, updated
  // or unchanged.
  absl::StatusOr<v1::ImportDocumentResponse> Import(
      std::string content, const ImportOptions& options = {}) const;

  // GetDocument answers a document:
  // `collections/{collection}/documents/{document}`.
  absl::StatusOr<v1::Document> GetDocument(
      std::string_view name,
      v1::DocumentView view = v1::DOCUMENT_VIEW_BASIC) const;

  // GetDocuments answers those of the documents that are there, in BASIC view and in the order of
  // the names, of which there may be any number; what is not there is left out.
  PageRange<v1::Document> GetDocuments(std::vector<std::string> names) const;

  // ListDocuments answers the documents that the request asks for, by name, in BASIC view.
  PageRange<v1::Document> ListDocuments(
      const v1::ListDocumentsRequest& request) const;

  // ListDocuments answers the documents of `collections/{collection}`, or of
  // all collections (`collections/-`), by name, in BASIC view. `page_size` is
  // how many are fetched at a time, 0 for the server's choice.
  PageRange<v1::Document> ListDocuments(std::string_view parent,
                                        int32_t page_size = 0) const;

  // ListSections answers the sections of a document in reading order.
  PageRange<v1::Section> ListSections(std::string_view document_name,
                                      int32_t page_size = 0) const;

  // GetSection answers a section of a document, `2.1`, and its words.
  absl::StatusOr<v1::GetSectionResponse> GetSection(
      std::string_view document_name, std::string_view path) const;

  // SetLabels gives a document these and no other labels, with an `etag` only while the
  // document's etag is that one (else ABORTED), and answers it.
  absl::StatusOr<v1::Document> SetLabels(
      std::string_view name, const std::map<std::string, std::string>& labels,
      std::string_view etag = "") const;

  // UndeleteDocument brings a deleted document back.
  absl::StatusOr<v1::Document> UndeleteDocument(
      std::string_view name, std::string_view etag = "") const;

  // DeleteDocument marks a document as deleted and answers it as it was. With
  // an `etag` it does so only while the document's etag is that one (else
  // ABORTED).
  absl::StatusOr<v1::Document> DeleteDocument(std::string_view name,
                                              std::string_view etag = "") const;

  // ReadOriginal answers the bytes that a document was read from, as they were imported.
  absl::StatusOr<Original> ReadOriginal(std::string_view name) const;

  // ExportDocuments answers the documents of a collection, or of all, by name, one held at a
  // time. When the stream breaks behind a document (a server that starts anew, or ends old
  // connections), a further one goes on there; documents of one store_version are of one
  // moment.
  PageRange<ExportedDocument> ExportDocuments(
      const v1::ExportDocumentsRequest& request) const;

  // ReparseDocuments has the server read originals once more, and answers what was done, as it
  // is done. Goes on as ExportDocuments does. Stop reading, and the server stops.
  PageRange<v1::ReparseDocumentsResponse> ReparseDocuments(
      const v1::ReparseDocumentsRequest& request) const;

  // SearchText answers the documents that have the words, the best first. `request.page_size` is
  // how many are fetched at a time; stop reading when there are enough.
  PageRange<v1::TextHit> SearchText(const v1::SearchTextRequest& request) const;

  // QueryMetrics answers the metrics that pass the filter, in the order asked
  // for. `request.page_size` is how many are fetched at a time; its page_token
  // is where to begin.
  PageRange<v1::MetricResult> QueryMetrics(
      const v1::QueryMetricsRequest& request) const;

  // AggregateMetrics answers counts, sums, means and the like of the metrics that pass the
  // filter, by group. Pages as in QueryMetrics; each is computed anew.
  PageRange<v1::MetricGroup> AggregateMetrics(
      const v1::AggregateMetricsRequest& request) const;

  // ListIndicators answers the names of indicators that begin with `prefix`, with how many
  // metrics have them, in `collections/{collection}` or in all (`collections/-`).
  PageRange<v1::Indicator> ListIndicators(std::string_view parent,
                                          std::string_view prefix = "",
                                          int32_t page_size = 0) const;

  // GetMetric answers a metric:
  // `collections/{collection}/documents/{document}/metrics/{metric}`.
  absl::StatusOr<v1::MetricResult> GetMetric(std::string_view name) const;

  // ExplainMetrics answers the metrics of a document with the words that gave each
  // field: those of `request.metrics`, or the first thousand.
  absl::StatusOr<v1::ExplainMetricsResponse> ExplainMetrics(
      const v1::ExplainMetricsRequest& request) const;

  // GetServerStatus answers what the server is and how it fares.
  absl::StatusOr<v1::GetServerStatusResponse> GetServerStatus() const;

  // WaitReady waits until the server answers, for at most `timeout`: then
  // DEADLINE_EXCEEDED.
  absl::Status WaitReady(absl::Duration timeout) const;

 private:
  friend class Importer;  // client/importer.h: many imports over one stream

  std::shared_ptr<Connection> connection_;
  absl::Duration timeout_;
  absl::Duration import_timeout_;
};

// ClientVersion answers the version of the library: `0.1.0`.
std::string_view ClientVersion();

}  // namespace qiusuo::client

#endif  // QIUSUO_CLIENT_CLIENT_H_
