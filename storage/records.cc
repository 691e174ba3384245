#include "storage/records.h"

#include "absl/strings/str_cat.h"
#include "base/strings.h"
#include "proto/error_details.h"

namespace qiusuo::storage {

absl::Status CorruptRecord(std::string_view owner, std::string_view what) {
  return MakeError(absl::StatusCode::kDataLoss, "CORRUPT_RECORD",
                   absl::StrCat(ToAbsl(owner), ": ", ToAbsl(what)),
                   {{"owner", std::string(owner)}});
}

}  // namespace qiusuo::storage
