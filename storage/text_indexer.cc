#include "storage/text_indexer.h"

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/log.h"
#include "base/status_macros.h"
#include "storage/text_index_rows.h"

namespace qiusuo::storage {
namespace {

using std::chrono::seconds;

// Texts that wait go into the index after so long if they have so many bytes; fewer cost a
// search little, and tables of few rows would have to be merged again and again.
constexpr seconds kIdle(10);
constexpr size_t kIdleBytes = size_t{256} << 10;
// Between tries while the engine refuses, and how long a commit waits for the thread at most.
constexpr seconds kRetry(1);
constexpr seconds kMaxWait(5);

}  // namespace

TextIndexer::TextIndexer(Engine& engine)
    : engine_(engine), thread_([this] { Run(); }) {}

TextIndexer::~TextIndexer() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void TextIndexer::Add(Version version, const DocumentName& name,
                      SearchedTextPtr text) {
  tail_.Add(version, name, std::move(text));
  if (tail_.bytes() < kTextBatchBytes) return;
  std::unique_lock<std::mutex> lock(mutex_);
  wake_.notify_one();
  done_.wait_for(lock, kMaxWait, [this] {
    return in_trouble_ || tail_.bytes() < kMaxTextTailBytes;
  });
}

absl::Status TextIndexer::CatchUpIfFar() {
  ASSIGN_OR_RETURN(const std::unique_ptr<Snapshot> snapshot, engine_.Read());
  ASSIGN_OR_RETURN(const auto record, ReadTextIndexRecord(*snapshot));
  if (snapshot->version() - record.version() < kFarCommits) {
    return absl::OkStatus();
  }
  return CatchUp();
}

absl::Status TextIndexer::CatchUp() {
  const std::lock_guard<std::mutex> only_one(catch_up_mutex_);
  for (;;) {
    ASSIGN_OR_RETURN(const bool has_done_some, CatchUpSome());
    if (!has_done_some) return absl::OkStatus();
  }
}

absl::StatusOr<bool> TextIndexer::CatchUpSome() {
  ASSIGN_OR_RETURN(const std::unique_ptr<Snapshot> snapshot, engine_.Read());
  ASSIGN_OR_RETURN(const TextTailPtr tail,
                   tail_.Front(*snapshot, kTextBatchBytes));
  if (tail->from() == tail->to()) {
    tail_.Forget(tail->to());
    return false;
  }
  ASSIGN_OR_RETURN(const std::vector<OwnedRow> made,
                   MakeTextIndexRows(*snapshot, *tail));
  std::vector<LoadRow> rows;
  rows.reserve(made.size());
  for (const OwnedRow& row : made) {
    rows.push_back({row.key, row.value, row.appends});
  }
  RETURN_IF_ERROR(engine_.Load(rows));
  tail_.Forget(tail->to());
  return true;
}

void TextIndexer::Run() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (!stopping_) {
    const bool is_full =
        wake_.wait_for(lock, in_trouble_ ? kRetry : kIdle, [this] {
          return stopping_ ||
                 (!in_trouble_ && tail_.bytes() >= kTextBatchBytes);
        });
    if (stopping_) return;
    if (!is_full && !in_trouble_ && tail_.bytes() < kIdleBytes) continue;
    lock.unlock();
    absl::Status status;
    {
      const std::lock_guard<std::mutex> only_one(catch_up_mutex_);
      status = CatchUpSome().status();
    }
    if (!status.ok()) LogWarning("index", {{"error", status.ToString()}});
    lock.lock();
    in_trouble_ = !status.ok();
    done_.notify_all();
  }
}

}  // namespace qiusuo::storage
