#include "service/server/import_stream.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/log.h"
#include "proto/error_details.h"
#include "service/server/grpc_status.h"

namespace qiusuo::server {
namespace {

// Bytes of the reports of one stream that are held at a time: little beside what the pool itself
// may hold.
constexpr size_t kMaxBytes = size_t{32} << 20;

}  // namespace

ImportStream::ImportStream(grpc::CallbackServerContext& context,
                           WorkerPool& pool, Import import)
    : context_(context),
      pool_(pool),
      import_(std::move(import)),
      max_items_(pool.max_under_way()) {
  Advance(std::unique_lock(mutex_));
}

void ImportStream::OnReadDone(bool ok) {
  const size_t bytes = read_buffer_.Length();
  auto request = std::make_shared<qiusuo::v1::ImportDocumentsRequest>();
  const bool is_message = ok && CallDispatcher::ReadMessage(
                                    std::exchange(read_buffer_, {}), *request);
  std::unique_lock<std::mutex> lock(mutex_);
  reading_ = false;
  if (!ok) {
    read_all_ = true;
  } else if (!is_message) {
    // What comes after bytes that are no message cannot be trusted to be one.
    read_all_ = true;
    status_ = CallDispatcher::MalformedRequest(*request->GetDescriptor());
  } else {
    Accept(std::move(request), bytes);
  }
  Advance(std::move(lock));
}

void ImportStream::Accept(
    std::shared_ptr<qiusuo::v1::ImportDocumentsRequest> request, size_t bytes) {
  Item& item = items_.emplace_back();
  item.index = next_index_++;
  item.bytes = bytes;
  item.name_key = NameKey(request->import());
  item.request = std::move(request);
  items_bytes_ += bytes;
}

void ImportStream::OnWriteDone(bool ok) {
  std::unique_lock<std::mutex> lock(mutex_);
  writing_ = false;
  if (!ok) read_all_ = true;  // nobody reads results any more
  Advance(std::move(lock));
}

void ImportStream::OnCancel() { Advance(std::unique_lock(mutex_)); }

void ImportStream::OnDone() {
  // What others wrote last they wrote before gRPC came here; the lock shows it to
  // ThreadSanitizer as well.
  { const std::lock_guard<std::mutex> lock(mutex_); }
  delete this;
}

// What items of one document have in common. Empty: named by its bytes, so that two of one name
// are the same.
std::string ImportStream::NameKey(
    const qiusuo::v1::ImportDocumentRequest& request) {
  const std::string& uri = request.content().uri();
  if (request.document_id().empty() && uri.empty()) return "";
  return request.document_id().empty()
             ? absl::StrCat(request.parent(), " uri ", uri)
             : absl::StrCat(request.parent(), " id ", request.document_id());
}

bool ImportStream::WaitsForItsName(const Item& item) const {
  return !item.name_key.empty() &&
         std::any_of(items_.begin(), items_.end(), [&item](const Item& other) {
           return other.submitted && !other.done &&
                  other.name_key == item.name_key;
         });
}

// Hands items to the pool in their order. An item that finds no place waits for one before it to
// be done; with none under way it is refused. One whose name is under way waits for it, and all
// behind it do. True if one was refused.
bool ImportStream::SubmitWaiting() {
  for (Item& item : items_) {
    if (item.submitted) continue;
    if (WaitsForItsName(item)) return false;
    item.submitted = true;
    ++under_way_;
    if (pool_.TrySubmit([this, &item] { RunItem(item); }, item.bytes)) continue;
    --under_way_;
    if (under_way_ > 0) {
      item.submitted = false;
      return false;
    }
    SetResult(item, CallDispatcher::Overloaded());
    return true;
  }
  return false;
}

void ImportStream::RunItem(Item& item) {
  // Only this thread touches the request; the deque keeps the item where it is.
  const std::shared_ptr<qiusuo::v1::ImportDocumentsRequest> request =
      item.request;
  absl::StatusOr<qiusuo::v1::ImportDocumentResponse> result =
      import_(request->import(), [this] { return context_.IsCancelled(); });
  std::unique_lock<std::mutex> lock(mutex_);
  --under_way_;
  SetResult(item, std::move(result));
  Advance(std::move(lock));
}

void ImportStream::SetResult(
    Item& item, absl::StatusOr<qiusuo::v1::ImportDocumentResponse> result) {
  qiusuo::v1::ImportDocumentsResponse response;
  response.set_index(item.index);
  if (result.ok()) {
    *response.mutable_imported() = *std::move(result);
  } else {
    *response.mutable_error() = ToRpcStatus(result.status());
    const std::string reason = ErrorReason(result.status());
    // The answer to a question, and no refusal.
    if (reason != "CONTENT_NEEDED") {
      LogInfo("import refused",
              {{"code", absl::StatusCodeToString(result.status().code())},
               {"reason", reason},
               {"message", std::string(result.status().message())}});
    }
  }
  if (const absl::Status status =
          CallDispatcher::WriteMessage(response, item.response);
      !status.ok()) {
    status_ = status;
    read_all_ = true;
  }
  item.request.reset();
  item.done = true;
}

void ImportStream::Advance(std::unique_lock<std::mutex> lock) {
  if (finished_) return;
  const bool is_gone = context_.IsCancelled();
  while (!is_gone && SubmitWaiting()) {
  }
  bool starts_write = false;
  if (!is_gone && !writing_ && !items_.empty() && items_.front().done) {
    write_buffer_ = items_.front().response;
    items_bytes_ -= items_.front().bytes;
    items_.pop_front();
    writing_ = starts_write = true;
  }
  bool starts_read = false;
  if (!is_gone && !reading_ && !read_all_ && items_.size() < max_items_ &&
      items_bytes_ < kMaxBytes) {
    reading_ = starts_read = true;
  }
  const bool finishes = under_way_ == 0 && !reading_ && !writing_ &&
                        (is_gone || (read_all_ && items_.empty()));
  finished_ = finishes;
  const absl::Status status =
      is_gone ? absl::CancelledError("the caller no longer waits") : status_;
  lock.unlock();
  // Outside of the lock: gRPC may call back at once. After Finish this may be gone.
  if (starts_write) StartWrite(&write_buffer_);
  if (starts_read) StartRead(&read_buffer_);
  if (finishes) Finish(ToGrpcStatus(status));
}

}  // namespace qiusuo::server
