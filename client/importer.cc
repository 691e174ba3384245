#include "client/importer.h"

#include <optional>
#include <utility>

#include "absl/time/clock.h"
#include "proto/error_details.h"

namespace qiusuo::client {

Importer::Importer(const Client& client, OnResult on_result)
    : Importer(client, std::move(on_result), Options()) {}

Importer::Importer(const Client& client, OnResult on_result,
                   const Options& options)
    : on_result_(std::move(on_result)),
      window_(options.window),
      connection_(client.connection_),
      call_(connection_->ImportDocuments(absl::Now() + options.timeout)),
      reader_([this] { ReadResults(); }) {}

Importer::~Importer() {
  if (finished_) return;
  call_->Cancel();
  End().IgnoreError();  // CANCELLED, as asked
}

absl::Status Importer::Add(std::string content, const ImportOptions& options) {
  {
    std::unique_lock<std::mutex> lock(mutex_);
    answered_.wait(lock, [this] { return ended_ || under_way_ < window_; });
    if (!ended_) ++under_way_;
  }
  v1::ImportDocumentsRequest request;
  *request.mutable_import() = MakeImportRequest(std::move(content), options);
  if (!finished_ && call_->Write(request)) return absl::OkStatus();
  const absl::Status status = End();
  return status.ok() ? absl::UnavailableError("the stream has ended") : status;
}

absl::Status Importer::Finish() {
  if (!finished_) call_->WritesDone();
  return End();
}

void Importer::Cancel() { call_->Cancel(); }

absl::Status Importer::End() {
  if (finished_) return status_;
  reader_.join();
  finished_ = true;
  status_ = call_->Finish();
  return status_;
}

void Importer::ReadResults() {
  while (std::optional<v1::ImportDocumentsResponse> response = call_->Read()) {
    on_result_({.number = response->index(),
                .imported = response->has_imported()
                                ? absl::StatusOr<v1::ImportDocumentResponse>(
                                      std::move(*response->mutable_imported()))
                                : FromRpcStatus(response->error())});
    const std::lock_guard<std::mutex> lock(mutex_);
    --under_way_;
    answered_.notify_one();
  }
  const std::lock_guard<std::mutex> lock(mutex_);
  ended_ = true;
  answered_.notify_one();
}

}  // namespace qiusuo::client
