// File: client/importer.h
//
// Imports many reports over one stream, several under way at a time.
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
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "client/client.h"

namespace qiusuo::client {

// Add and Finish belong to one thread; Cancel may be called from any.
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
    // Reports that may be under way: added and without an answer.
    int window = 8;
    // Longest time for the whole stream.
    absl::Duration timeout = absl::InfiniteDuration();
  };

  Importer(const Client& client, OnResult on_result, const Options& options);
  Importer(const Client& client, OnResult on_result);  // the default options

  // Cancels what has no answer yet.
  ~Importer();

  Importer(const Importer&) = delete;
  Importer& operator=(const Importer&) = delete;

  // Add sends a report; waits while `window` reports are under way. An error is the
  // stream's: it is broken, and this report and those without an answer may have been imported
  // or not. Adding them to another importer does nothing twice.
  absl::Status Add(std::string content, const ImportOptions& options = {});

  // Finish waits for all answers and answers how the stream ended. OK also if reports were
  // refused: that is their results' to say.
  absl::Status Finish();

  // Cancel breaks the stream; Add and Finish answer CANCELLED.
  void Cancel();

 private:
  void ReadResults();
  absl::Status End();

  const OnResult on_result_;
  const int window_;
  const std::shared_ptr<Connection> connection_;  // outlives the call
  const std::unique_ptr<ImportCall> call_;

  std::mutex mutex_;
  std::condition_variable answered_;
  int64_t under_way_ = 0;  // guarded by mutex_
  bool ended_ = false;     // guarded by mutex_: no more answers come
  bool finished_ = false;
  absl::Status status_;
  std::thread reader_;
};

}  // namespace qiusuo::client

#endif  // QIUSUO_CLIENT_IMPORTER_H_
