// File: storage/text_indexer.h
//
// Brings the text index up to date, on a thread of its own, whenever many texts wait: their
// postings are sorted and written past the log (Engine::Load), behind those that are there.
//
//   TextIndexer indexer(engine);
//   indexer.Add(version, name, ToSearchedText(document));
//   ASSIGN_OR_RETURN(TextTailPtr tail, indexer.View(snapshot));

#ifndef QIUSUO_STORAGE_TEXT_INDEXER_H_
#define QIUSUO_STORAGE_TEXT_INDEXER_H_

#include <mutex>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/engine.h"
#include "storage/index_thread.h"
#include "storage/text_tail.h"

namespace qiusuo::storage {

// Bytes of texts that are worth writing at once, and what may wait at most before commits do.
inline constexpr size_t kTextBatchBytes = size_t{24} << 20;
inline constexpr size_t kMaxTextTailBytes = 4 * kTextBatchBytes;

// Commits that are far from the index.
inline constexpr Version kFarCommits = 20000;

// Safe from any thread. The engine must outlive it.
class TextIndexer {
 public:
  explicit TextIndexer(Engine& engine);
  TextIndexer(const TextIndexer&) = delete;
  TextIndexer& operator=(const TextIndexer&) = delete;

  // Add tells of the text of a revision that the commit `version` brought. It waits while far too
  // much is to be indexed.
  void Add(Version version, const DocumentName& name, SearchedTextPtr text);

  // View answers what the index does not show yet of the snapshot. Errors as
  // ReadTextIndexRecord.
  absl::StatusOr<TextTailPtr> View(const Snapshot& snapshot) {
    return tail_.View(snapshot);
  }

  // CatchUpIfFar does CatchUp where so much waits that a search would read it for too long: in a
  // store that had no text index. Errors as CatchUp.
  absl::Status CatchUpIfFar();

  // CatchUp brings the index up to the last commit, some texts at a time. Errors as Engine::Load
  // and ReadTextIndexRecord.
  absl::Status CatchUp();

 private:
  // Indexes the front of the tail; false if there is none.
  absl::StatusOr<bool> CatchUpSome();

  Engine& engine_;
  TextTail tail_;
  std::mutex catch_up_mutex_;  // one at a time catches up
  IndexThread thread_;
};

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_TEXT_INDEXER_H_
