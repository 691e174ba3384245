#include "storage/head_scan.h"

#include <utility>

#include "base/status_macros.h"
#include "qiusuo/storage/v1/record.pb.h"
#include "storage/keys.h"
#include "storage/records.h"

namespace qiusuo::storage {
namespace {

using qiusuo::storage::v1::HeadRecord;

constexpr size_t kMaxHeadRows = 64;
constexpr size_t kMaxHeadBytes = size_t{1} << 20;

}  // namespace

absl::StatusOr<std::optional<DocumentStep>> HeadScan::Next() {
  for (;;) {
    if (next_ == rows_.size()) {
      ASSIGN_OR_RETURN(rows_, cursor_->Next(batch_rows_, kMaxHeadBytes));
      batch_rows_ = kMaxHeadRows;
      next_ = 0;
      if (rows_.empty()) return std::optional<DocumentStep>();
    }
    const Row& row = rows_[next_++];
    ASSIGN_OR_RETURN(const HeadRecord head,
                     ParseRecord<HeadRecord>(row.value, row.key));
    const qiusuo::v1::Document& document = head.document();
    if (document.has_delete_time() || document.metric_count() == 0) continue;
    std::optional<DocumentName> name = ParseHeadKey(row.key);
    if (!name.has_value()) return CorruptRecord("the store", "a head's key");
    return std::optional<DocumentStep>(
        {*std::move(name), document.revision(), ""});
  }
}

KeyRange HeadKeyRange(const DocumentName& name) {
  std::string key = HeadKey(name);
  return {key, key + '\0'};
}

}  // namespace qiusuo::storage
