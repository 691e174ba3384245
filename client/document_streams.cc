// The calls of a Client that are answered by a stream.

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "client/client.h"
#include "client/resumed_stream.h"

namespace qiusuo::client {
namespace {

absl::Status WrongSize(const v1::Document& document, size_t bytes) {
  return absl::InternalError(
      absl::StrCat(document.name(), ": its original came with ", bytes,
                   " bytes instead of ", document.source().size_bytes()));
}

bool IsWhole(const v1::Document& document, const std::string& original) {
  return static_cast<int64_t>(original.size()) ==
         document.source().size_bytes();
}

absl::StatusOr<std::optional<ExportedDocument>> ReadExported(
    ExportReader& reader, bool with_original) {
  std::optional<v1::ExportDocumentsResponse> response = reader.Read();
  if (!response.has_value()) {
    const absl::Status status = reader.Finish();
    if (!status.ok()) return status;
    return std::nullopt;
  }
  ExportedDocument exported{
      .document = std::move(*response->mutable_document()),
      .original = {},
      .store_version = response->store_version()};
  if (!with_original) return exported;
  const auto size =
      static_cast<size_t>(exported.document.source().size_bytes());
  while (exported.original.size() < size) {
    response = reader.Read();
    if (!response.has_value()) {
      const absl::Status status = reader.Finish();
      return status.ok()
                 ? WrongSize(exported.document, exported.original.size())
                 : status;
    }
    if (response->original().empty()) break;
    exported.original += response->original();
  }
  if (!IsWhole(exported.document, exported.original)) {
    return WrongSize(exported.document, exported.original.size());
  }
  return exported;
}

absl::StatusOr<std::optional<v1::ReparseDocumentsResponse>> ReadProgress(
    ReparseReader& reader) {
  std::optional<v1::ReparseDocumentsResponse> response = reader.Read();
  if (response.has_value()) return response;
  const absl::Status status = reader.Finish();
  if (!status.ok()) return status;
  return std::nullopt;
}

}  // namespace

absl::StatusOr<Original> Client::ReadOriginal(std::string_view name) const {
  v1::ReadOriginalRequest request;
  request.set_name(std::string(name));
  const std::unique_ptr<OriginalReader> reader =
      connection_->ReadOriginal(request, absl::Now() + import_timeout_);
  Original original;
  while (std::optional<v1::ReadOriginalResponse> response = reader->Read()) {
    if (response->has_document()) {
      original.document = std::move(*response->mutable_document());
    }
    original.bytes += response->data();
  }
  const absl::Status status = reader->Finish();
  if (!status.ok()) return status;
  if (!IsWhole(original.document, original.bytes)) {
    return WrongSize(original.document, original.bytes.size());
  }
  return original;
}

PageRange<ExportedDocument> Client::ExportDocuments(
    const v1::ExportDocumentsRequest& request) const {
  using Stream = ResumedStream<ExportedDocument, v1::ExportDocumentsResponse>;
  return Stream::Range(
      {.open =
           [connection = connection_, request](const std::string& after) {
             v1::ExportDocumentsRequest next = request;
             next.set_after(after);
             return connection->ExportDocuments(next, absl::InfiniteFuture());
           },
       .read =
           [with_original = request.with_originals()](ExportReader& reader) {
             return ReadExported(reader, with_original);
           },
       .name =
           [](const ExportedDocument& exported) {
             return exported.document.name();
           },
       .wait_ready =
           [connection = connection_, timeout = timeout_] {
             return connection->WaitReady(absl::Now() + timeout);
           }},
      request.after());
}

PageRange<v1::ReparseDocumentsResponse> Client::ReparseDocuments(
    const v1::ReparseDocumentsRequest& request) const {
  using Stream =
      ResumedStream<v1::ReparseDocumentsResponse, v1::ReparseDocumentsResponse>;
  return Stream::Range(
      {.open =
           [connection = connection_, request](const std::string& after) {
             v1::ReparseDocumentsRequest next = request;
             next.set_after(after);
             return connection->ReparseDocuments(next, absl::InfiniteFuture());
           },
       .read = ReadProgress,
       .name =
           [](const v1::ReparseDocumentsResponse& response) {
             return response.last_document();
           },
       .wait_ready =
           [connection = connection_, timeout = timeout_] {
             return connection->WaitReady(absl::Now() + timeout);
           }},
      request.after());
}

}  // namespace qiusuo::client
