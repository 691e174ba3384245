// File: service/server/import_stream.h
//
// One call of ImportDocuments: reads reports off the stream while few are under way, has
// them imported by the pool, and writes the results in the order of the reports. Reports of one
// name are imported one after the other, so that the last one wins and none is a conflict.
//
//   return new ImportStream(*context, pool, import);  // gRPC owns it from now on

#ifndef QIUSUO_SERVICE_SERVER_IMPORT_STREAM_H_
#define QIUSUO_SERVICE_SERVER_IMPORT_STREAM_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "absl/status/statusor.h"
#include "qiusuo/v1/document_service.pb.h"
#include "service/server/call_dispatcher.h"
#include "service/server/worker_pool.h"

namespace qiusuo::server {

class ImportStream final
    : public grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  // Imports one report; called on a thread of the pool, several at a time.
  using Import =
      std::function<absl::StatusOr<qiusuo::v1::ImportDocumentResponse>(
          const qiusuo::v1::ImportDocumentRequest&, const CancelCheck&)>;

  // The pool must outlive the call. Deletes itself when the call is over and nothing that
  // it began is under way.
  ImportStream(grpc::CallbackServerContext& context, WorkerPool& pool,
               Import import);

  void OnReadDone(bool ok) override;
  void OnWriteDone(bool ok) override;
  void OnCancel() override;
  void OnDone() override;

 private:
  // A report whose result was not yet written.
  struct Item {
    int64_t index = 0;
    size_t bytes = 0;
    std::string name_key;
    std::shared_ptr<qiusuo::v1::ImportDocumentsRequest>
        request;  // till it runs
    bool submitted = false;
    bool done = false;
    grpc::ByteBuffer response;
  };

  void Accept(std::shared_ptr<qiusuo::v1::ImportDocumentsRequest> request,
              size_t bytes);
  void RunItem(Item& item);
  void SetResult(Item& item,
                 absl::StatusOr<qiusuo::v1::ImportDocumentResponse> result);
  // Does whatever is due: submits, writes, reads, finishes. Takes the lock of mutex_, so
  // that nobody finishes between a change and what follows from it.
  void Advance(std::unique_lock<std::mutex> lock);
  bool SubmitWaiting();
  static std::string NameKey(const qiusuo::v1::ImportDocumentRequest& request);
  bool WaitsForItsName(const Item& item) const;

  grpc::CallbackServerContext& context_;
  WorkerPool& pool_;
  const Import import_;
  const size_t max_items_;  // of one stream that are held at a time

  std::mutex mutex_;        // guards all below
  std::deque<Item> items_;  // an item keeps its place in memory
  size_t items_bytes_ = 0;
  int64_t next_index_ = 0;
  int under_way_ = 0;  // items in the pool
  bool reading_ = false;
  bool writing_ = false;
  bool read_all_ = false;
  bool finished_ = false;
  absl::Status status_;  // that the stream ends with
  grpc::ByteBuffer read_buffer_;
  grpc::ByteBuffer write_buffer_;
};

}  // namespace qiusuo::server

#endif  // QIUSUO_SERVICE_SERVER_IMPORT_STREAM_H_
