// File: client/cli/listing.h
//
// Messages in the format that the user chose: rows of a table, one JSON array, or
// one JSON object per line. JSON is proto3 JSON with its own field names.

#ifndef QIUSUO_CLIENT_CLI_LISTING_H_
#define QIUSUO_CLIENT_CLI_LISTING_H_

#include <google/protobuf/message.h>

#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#include "client/cli/command_line.h"
#include "client/cli/table.h"

namespace qiusuo::cli {

// The most that a server sends at a time (proto/qiusuo/v1).
inline constexpr int32_t kLargestPage = 1000;

// PageSizeFor answers how many to fetch at a time where `limit` are wanted, 0 for all.
int32_t PageSizeFor(int64_t limit);

// WriteMessage writes one message as JSON: on one line for kJsonLines, else over
// several.
void WriteMessage(std::ostream& out, OutputFormat format,
                  const google::protobuf::Message& message);

// A Listing writes messages one after the other.
class Listing {
 public:
  // `out` must outlive the listing.
  Listing(std::ostream& out, OutputFormat format, std::vector<Column> columns);

  // Add writes `message`, which in a table is the row `cells`.
  void Add(const google::protobuf::Message& message, const Row& cells);

  // Finish ends the table or array. Call it once.
  void Finish();

  int64_t count() const { return count_; }

 private:
  std::ostream& out_;
  OutputFormat format_;
  Table table_;
  int64_t count_ = 0;
};

}  // namespace qiusuo::cli

#endif  // QIUSUO_CLIENT_CLI_LISTING_H_
