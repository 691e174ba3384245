#include "client/importer.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "absl/time/clock.h"
#include "proto/error_details.h"

namespace qiusuo::client {
namespace {

constexpr absl::Duration kFirstPause = absl::Milliseconds(100);
constexpr absl::Duration kLongestPause = absl::Seconds(1);
// For less the question would be as long as the answer.
constexpr size_t kLeastBytesToAskFor = 4096;

// Whether the same reports, sent again, may fare better: the connection broke, or a server that
// stops broke it off.
bool IsLostConnection(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsCancelled(status);
}

// Whether an answer says nothing of the report: the server has too much to do, or somebody else
// is importing the same document.
bool IsPassing(const absl::Status& status) {
  const std::string reason = ErrorReason(status);
  return reason == "OVERLOADED" || reason == "CONFLICT";
}

std::shared_ptr<const v1::ImportDocumentsRequest> MakeQuestion(
    const v1::ImportDocumentRequest& import, std::string_view sha256) {
  auto question = std::make_shared<v1::ImportDocumentsRequest>();
  v1::ImportDocumentRequest& asked = *question->mutable_import();
  asked.set_parent(import.parent());
  asked.set_document_id(import.document_id());
  asked.mutable_content()->set_uri(import.content().uri());
  asked.mutable_content()->set_sha256(std::string(sha256));
  *asked.mutable_labels() = import.labels();
  asked.set_validate_only(import.validate_only());
  return question;
}

}  // namespace

Importer::Importer(const Client& client, OnResult on_result)
    : Importer(client, std::move(on_result), Options()) {}

Importer::Importer(const Client& client, OnResult on_result,
                   const Options& options)
    : on_result_(std::move(on_result)),
      options_(options),
      connection_(client.connection_),
      thread_([this] { Run(); }) {}

Importer::~Importer() {
  if (!thread_.joinable()) return;
  Cancel();
  thread_.join();
}

absl::Status Importer::Add(std::string content, const ImportOptions& options,
                           std::string_view sha256) {
  Report report;
  report.bytes = content.size();
  auto request = std::make_shared<v1::ImportDocumentsRequest>();
  *request->mutable_import() = MakeImportRequest(std::move(content), options);
  if (!sha256.empty() && report.bytes >= kLeastBytesToAskFor) {
    report.question = MakeQuestion(request->import(), sha256);
  }
  report.request = std::move(request);

  std::unique_lock<std::mutex> lock(mutex_);
  changed_.wait(lock, [&] {
    return ended_ || reports_.empty() ||
           (reports_.size() < static_cast<size_t>(options_.window) &&
            reports_bytes_ + report.bytes <= options_.window_bytes);
  });
  if (ended_) {
    return status_.ok() ? absl::FailedPreconditionError("it is finished")
                        : status_;
  }
  unwritten_.push_back(first_number_ + static_cast<int64_t>(reports_.size()));
  reports_bytes_ += report.bytes;
  reports_.push_back(std::move(report));
  changed_.notify_all();
  return absl::OkStatus();
}

absl::Status Importer::Finish() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    all_added_ = true;
    changed_.notify_all();
  }
  if (thread_.joinable()) thread_.join();
  return status_;
}

void Importer::Cancel() {
  const std::lock_guard<std::mutex> lock(mutex_);
  cancelled_ = true;
  if (call_ != nullptr) call_->Cancel();
  changed_.notify_all();
}

void Importer::Run() {
  absl::Status status;
  do {
    status = Converse();
  } while (!status.ok() && WaitToTryAgain(status));
  const std::lock_guard<std::mutex> lock(mutex_);
  ended_ = true;
  status_ = std::move(status);
  changed_.notify_all();
}

// One stream, from its beginning to its end. OK: all reports have their answers, and no more come.
absl::Status Importer::Converse() {
  const std::unique_ptr<ImportCall> call =
      connection_->ImportDocuments(absl::Now() + options_.timeout);
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    call_ = call.get();
    broken_ = false;
    why_broken_ = absl::OkStatus();
    written_.clear();
    unwritten_.clear();
    for (size_t i = 0; i < reports_.size(); ++i) {
      if (!reports_[i].imported.has_value()) {
        unwritten_.push_back(first_number_ + static_cast<int64_t>(i));
      }
    }
    if (cancelled_) call->Cancel();
  }
  std::thread reader([this, &call] { ReadResults(*call); });
  WriteReports(*call);
  call->WritesDone();
  reader.join();
  absl::Status status = call->Finish();
  const std::lock_guard<std::mutex> lock(mutex_);
  call_ = nullptr;
  if (cancelled_) return absl::CancelledError("the import was cancelled");
  if (!why_broken_.ok()) return why_broken_;
  if (status.ok() && !(all_added_ && reports_.empty())) {
    return absl::UnavailableError("the server ended the stream");
  }
  return status;
}

void Importer::WriteReports(ImportCall& call) {
  std::unique_lock<std::mutex> lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] {
      return broken_ || cancelled_ || !unwritten_.empty() ||
             (all_added_ && reports_.empty());
    });
    if (broken_ || cancelled_ || unwritten_.empty()) return;
    const int64_t number = unwritten_.front();
    unwritten_.pop_front();
    const Report& report = ReportAt(number);
    const bool asks = asks_first_ && report.question != nullptr;
    const auto message = asks ? report.question : report.request;
    written_.push_back({number, asks});
    lock.unlock();
    const bool is_written = call.Write(*message);
    lock.lock();
    if (!is_written) return;
  }
}

void Importer::ReadResults(ImportCall& call) {
  while (std::optional<v1::ImportDocumentsResponse> response = call.Read()) {
    if (!TakeAnswer(*std::move(response))) call.Cancel();
    GiveResults();
  }
  const std::lock_guard<std::mutex> lock(mutex_);
  broken_ = true;
  changed_.notify_all();
}

// Puts the answer where it belongs; false if the stream is of no use any more.
bool Importer::TakeAnswer(v1::ImportDocumentsResponse response) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (!why_broken_.ok()) return false;
  if (written_.empty()) {
    why_broken_ = absl::InternalError("an answer without a question");
    return false;
  }
  const Written written = written_.front();
  written_.pop_front();
  Report& report = ReportAt(written.number);
  if (response.has_imported()) {
    asks_first_ = response.imported().outcome() == v1::IMPORT_OUTCOME_UNCHANGED;
    report.imported = std::move(*response.mutable_imported());
    return true;
  }
  const absl::Status error = FromRpcStatus(response.error());
  if (written.is_question && ErrorReason(error) == "CONTENT_NEEDED") {
    asks_first_ = false;
    report.question = nullptr;
    unwritten_.push_front(written.number);
    changed_.notify_all();
  } else if (IsPassing(error)) {
    why_broken_ = error;
    return false;
  } else {
    report.imported = error;
  }
  return true;
}

// Gives the results that no earlier report keeps back.
void Importer::GiveResults() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (!reports_.empty() && reports_.front().imported.has_value()) {
    Result result{.number = first_number_,
                  .imported = *std::move(reports_.front().imported)};
    lock.unlock();
    on_result_(std::move(result));
    lock.lock();
    reports_bytes_ -= reports_.front().bytes;
    reports_.pop_front();
    ++first_number_;
    was_answered_ = true;
    lost_since_ = absl::InfiniteFuture();
    pause_ = absl::ZeroDuration();
    changed_.notify_all();
  }
}

// Waits until it is time to try again; false if `status` is final.
bool Importer::WaitToTryAgain(const absl::Status& status) {
  std::unique_lock<std::mutex> lock(mutex_);
  const absl::Time now = absl::Now();
  const bool may_pass =
      IsPassing(status) || (IsLostConnection(status) && was_answered_);
  if (cancelled_ || !may_pass) return false;
  if (lost_since_ == absl::InfiniteFuture()) {
    lost_since_ = now;
    if (options_.on_lost) options_.on_lost(status);
  }
  if (now - lost_since_ >= options_.patience) return false;
  pause_ = std::clamp(2 * pause_, kFirstPause, kLongestPause);
  changed_.wait_for(lock, absl::ToChronoMilliseconds(pause_),
                    [this] { return cancelled_; });
  if (cancelled_ || !IsLostConnection(status)) return true;
  const absl::Time until =
      std::min(lost_since_ + options_.patience, absl::Now() + kLongestPause);
  lock.unlock();
  // gRPC connects while somebody waits for it, and else looks every five seconds only. Whether it
  // came about the next stream will show.
  connection_->WaitReady(until).IgnoreError();
  return true;
}

}  // namespace qiusuo::client
