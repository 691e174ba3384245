#include "service/server/response_stream.h"

#include <utility>

#include "base/status_macros.h"

namespace qiusuo::server {

ResponseStream::ResponseStream(CallDispatcher::Call call, WorkerPool& pool,
                               Open open)
    : call_(call), pool_(pool), open_(std::move(open)) {
  Submit();
}

ResponseStream::ResponseStream(CallDispatcher::Call call, WorkerPool& pool,
                               const absl::Status& error)
    : call_(call), pool_(pool) {
  End(error);
}

void ResponseStream::OnWriteDone(bool ok) {
  if (!ok) return End(absl::CancelledError("the caller no longer reads"));
  Submit();
}

void ResponseStream::OnDone() { delete this; }

void ResponseStream::Submit() {
  if (!pool_.TrySubmit([this] { Produce(); }, 0)) {
    End(CallDispatcher::Overloaded());
  }
}

void ResponseStream::Produce() {
  std::unique_lock<std::mutex> turn(turn_);
  bool is_end = false;
  const absl::Status status =
      CallDispatcher::Guarded(call_, [&]() -> absl::Status {
        if (source_ == nullptr) {
          ASSIGN_OR_RETURN(source_, open_());
        }
        ASSIGN_OR_RETURN(
            const std::unique_ptr<google::protobuf::Message> response,
            source_->Next([this] { return call_.context->IsCancelled(); }));
        is_end = response == nullptr;
        if (is_end) return absl::OkStatus();
        write_buffer_.Clear();
        return CallDispatcher::WriteMessage(*response, write_buffer_);
      });
  turn.unlock();  // gRPC may go on at once
  if (is_end || !status.ok()) return End(status);
  StartWrite(&write_buffer_);
}

void ResponseStream::End(const absl::Status& status) {
  {
    const std::lock_guard<std::mutex> turn(turn_);
    source_
        .reset();  // it may hold a snapshot, which must not outlive the store
  }
  Finish(CallDispatcher::Finished(call_, status));
}

}  // namespace qiusuo::server
