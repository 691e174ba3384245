#include "service/server/reparse_source.h"

#include <chrono>
#include <utility>

#include "base/status_macros.h"
#include "proto/error_details.h"

namespace qiusuo::server {
namespace {

namespace v1 = qiusuo::v1;
using std::chrono::steady_clock;

constexpr std::chrono::milliseconds kPace(300);
constexpr int kMaxResults = 200;
constexpr storage::PageLimits kPageLimits{.max_items = 200,
                                          .max_bytes = size_t{1} << 20};
// So often somebody else may write a document between our reading and writing it.
constexpr int kMaxAttempts = 3;

// Trouble of the store as a whole: the next document would meet it too.
bool StopsTheWork(const absl::Status& status) {
  return absl::IsUnavailable(status) || ErrorReason(status) == "DISK_FULL";
}

}  // namespace

ReparseSource::ReparseSource(storage::DocumentStore& store,
                             const parser::ParseOptions& parse_options,
                             ReparseQuery query, int64_t total_count)
    : store_(store),
      parse_options_(parse_options),
      parser_version_(parser::ParserVersion(parse_options.catalog.get())),
      query_(std::move(query)),
      total_count_(total_count) {
  if (query_.after.has_value()) {
    page_.resume = storage::DocumentStore::ResumeAfter(*query_.after);
  }
}

absl::StatusOr<std::unique_ptr<google::protobuf::Message>> ReparseSource::Next(
    const CancelCheck& cancelled) {
  auto response = std::make_unique<v1::ReparseDocumentsResponse>();
  response->set_total_count(total_count_);
  const steady_clock::time_point end = steady_clock::now() + kPace;
  while (!at_end_ && steady_clock::now() < end &&
         response->results_size() < kMaxResults && !cancelled()) {
    ASSIGN_OR_RETURN(const std::optional<v1::Document> document,
                     NextDocument());
    if (!document.has_value()) {
      at_end_ = true;
      break;
    }
    response->set_last_document(document->name());
    if (IsCurrent(*document)) {
      response->set_current_count(response->current_count() + 1);
      continue;
    }
    const std::optional<DocumentName> name =
        ParseDocumentName(document->name());
    if (name.has_value()) RETURN_IF_ERROR(Reparse(*name, *response));
  }
  const bool is_empty = response->last_document().empty();
  if (at_end_ && is_empty && !is_first_response_) return nullptr;
  is_first_response_ = false;
  return response;
}

absl::StatusOr<std::optional<v1::Document>> ReparseSource::NextDocument() {
  while (next_item_ == page_.items.size()) {
    if (is_last_page_) return std::nullopt;
    ASSIGN_OR_RETURN(
        page_, store_.List({query_.collection}, kPageLimits, page_.resume));
    next_item_ = 0;
    is_last_page_ = page_.resume.empty();
  }
  return std::move(page_.items[next_item_++]);
}

bool ReparseSource::IsCurrent(const v1::Document& document) const {
  return !query_.force && document.parser_version() == parser_version_;
}

absl::Status ReparseSource::Reparse(const DocumentName& name,
                                    v1::ReparseDocumentsResponse& response) {
  v1::ReparseResult result;
  result.set_name(name.ToString());
  absl::Status status;
  for (int attempt = 1; attempt <= kMaxAttempts; ++attempt) {
    absl::StatusOr<storage::StoredDocument> stored = store_.GetWhole(name);
    if (absl::IsNotFound(stored.status())) return absl::OkStatus();
    if (stored.ok() && IsCurrent(stored->document)) {
      response.set_current_count(response.current_count() + 1);
      return absl::OkStatus();
    }
    status = stored.ok() ? Reread(*std::move(stored), result) : stored.status();
    // ABORTED: it is another document now. Look at that one.
    if (!absl::IsAborted(status)) break;
  }
  if (StopsTheWork(status)) return status;
  if (!status.ok()) {
    result.set_outcome(v1::REPARSE_OUTCOME_FAILED);
    *result.mutable_error() = ToRpcStatus(status);
    result.set_section_count(result.old_section_count());
    result.set_metric_count(result.old_metric_count());
  }
  *response.add_results() = std::move(result);
  return absl::OkStatus();
}

absl::Status ReparseSource::Reread(storage::StoredDocument stored,
                                   v1::ReparseResult& result) {
  result.set_old_section_count(stored.document.section_count());
  result.set_old_metric_count(stored.document.metric_count());
  ASSIGN_OR_RETURN(
      ArenaDocument document,
      parser::ParseReport({.data = stored.original,
                           .media_type = stored.stated_media_type,
                           .charset = stored.stated_charset,
                           .uri = stored.document.source().uri(),
                           .sha256 = stored.document.source().sha256()},
                          parse_options_));
  result.set_section_count(document->sections_size());
  result.set_metric_count(document->metrics_size());
  const bool is_same = storage::ReadsTheSame(stored.document, *document);
  result.set_outcome(is_same ? v1::REPARSE_OUTCOME_SAME
                             : v1::REPARSE_OUTCOME_CHANGED);
  if (query_.validate_only) return absl::OkStatus();
  return is_same
             ? store_.Confirm(stored.document, parser_version_)
             : store_.Replace(std::move(stored), std::move(document)).status();
}

}  // namespace qiusuo::server
