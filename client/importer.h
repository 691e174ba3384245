// File: client/importer.h
//
// Imports many reports over one stream, several under way at a time; a connection that is lost
// is made again, and nothing is done twice.
//
//   qiusuo::client::Importer importer(client, [](Importer::Result result) {
//     if (!result.imported.ok()) Log(result.number, result.imported.status());
//   });
//   for (const auto& file : files) {
//     RETURN_IF_ERROR(importer.Add(Read(file), {.uri = file}));
//   }
//   RETURN_IF_ERROR(importer.Finish());

#ifndef QIUSUO_CLIENT_IMPORTER_H_
#define QIUSUO_CLIENT_IMPORTER_H_

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "client/client.h"

namespace qiusuo::client {

// Add and Finish belong to one thread; Cancel may be called from any.
//
// When the connection is lost, or the server says that it cannot take more now, the importer
// waits a little, longer each time, connects again and sends what has no answer yet. A server that
// never answered is not waited for.
class Importer {
 public:
  // What became of a report.
  struct Result {
    int64_t number = 0;  // of the Add that it answers, from 0
    absl::StatusOr<v1::ImportDocumentResponse> imported;
  };

  // Called once for each report that has an answer, in the order they were added, on a
  // thread of the importer. Must not call the importer, but for Cancel.
  using OnResult = std::function<void(Result)>;

  struct Options {
    // Reports that may be under way, added and without an answer, and the bytes of their
    // content; a single one may be larger. All are kept until they are answered.
    int window = 32;
    size_t window_bytes = size_t{32} << 20;
    // Longest time for one stream.
    absl::Duration timeout = absl::InfiniteDuration();
    // How long a lost server is looked for, from the first failure to the next result.
    absl::Duration patience = absl::Seconds(60);
    // Called with the reason when the server is lost and will be looked for, once until the
    // next result; on a thread of the importer, which it must not call. May be empty.
    std::function<void(const absl::Status&)> on_lost = nullptr;
  };

  Importer(const Client& client, OnResult on_result, const Options& options);
  Importer(const Client& client, OnResult on_result);  // the default options

  // Cancels what has no answer yet.
  ~Importer();

  Importer(const Importer&) = delete;
  Importer& operator=(const Importer&) = delete;

  // Add takes over a report to send; waits while the window is full. `sha256` is that of the
  // content, as 64 hexadecimal digits: with it the importer asks the server first whether
  // it has the bytes, as long as it has those of the reports before; empty: it never asks. Two
  // reports of one name with different bytes should not be under way at a time then.
  //
  // An error is the import's: it has ended, and this report and those without an answer may have
  // been imported or not. Adding them to another importer does nothing twice.
  absl::Status Add(std::string content, const ImportOptions& options = {},
                   std::string_view sha256 = "");

  // Finish waits for all answers and answers how the import ended. OK also if reports were
  // refused: that is their results' to say.
  absl::Status Finish();

  // Cancel ends the import; Add and Finish answer CANCELLED.
  void Cancel();

 private:
  // A report that has no answer yet, or whose answer waits for one before it.
  struct Report {
    std::shared_ptr<const v1::ImportDocumentsRequest> request;
    std::shared_ptr<const v1::ImportDocumentsRequest> question;  // may be null
    std::optional<absl::StatusOr<v1::ImportDocumentResponse>> imported;
    size_t bytes = 0;
  };

  // What was written and has no answer yet.
  struct Written {
    int64_t number = 0;
    bool is_question = false;
  };

  void Run();
  absl::Status Converse();
  void WriteReports(ImportCall& call);
  void ReadResults(ImportCall& call);
  bool TakeAnswer(v1::ImportDocumentsResponse response);
  void GiveResults();
  bool WaitToTryAgain(const absl::Status& status);
  Report& ReportAt(int64_t number) { return reports_[number - first_number_]; }

  const OnResult on_result_;
  const Options options_;
  const std::shared_ptr<Connection> connection_;  // outlives the calls

  std::mutex mutex_;  // guards all below, but for what one thread alone uses
  std::condition_variable changed_;
  std::deque<Report> reports_;  // in order, the first of them without an answer
  int64_t first_number_ = 0;    // of reports_.front()
  size_t reports_bytes_ = 0;
  bool all_added_ = false;
  bool cancelled_ = false;
  bool ended_ = false;
  absl::Status status_;  // how it ended

  // Of the stream that there is now.
  ImportCall* call_ = nullptr;
  bool broken_ = false;
  absl::Status why_broken_;  // where an answer said so
  std::deque<int64_t> unwritten_;
  std::deque<Written> written_;

  bool asks_first_ = true;
  bool was_answered_ = false;
  absl::Time lost_since_ = absl::InfiniteFuture();
  absl::Duration pause_ = absl::ZeroDuration();

  std::thread thread_;  // runs Run
};

}  // namespace qiusuo::client

#endif  // QIUSUO_CLIENT_IMPORTER_H_
