#include "client/cli/listing.h"

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <utility>

namespace qiusuo::cli {
namespace {

std::string ToJson(const google::protobuf::Message& message, bool indented) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = indented;
  std::string json;
  // Fails only for an Any of a type that is not linked; our messages hold none.
  static_cast<void>(
      google::protobuf::util::MessageToJsonString(message, &json, options));
  while (!json.empty() && json.back() == '\n') json.pop_back();
  return json;
}

}  // namespace

int32_t PageSizeFor(int64_t limit) {
  return limit == 0
             ? kLargestPage
             : static_cast<int32_t>(std::min(limit, int64_t{kLargestPage}));
}

void WriteMessage(std::ostream& out, OutputFormat format,
                  const google::protobuf::Message& message) {
  out << ToJson(message, format != OutputFormat::kJsonLines) << '\n';
}

Listing::Listing(std::ostream& out, OutputFormat format,
                 std::vector<Column> columns)
    : out_(out), format_(format), table_(out, std::move(columns)) {}

void Listing::Add(const google::protobuf::Message& message, const Row& cells) {
  switch (format_) {
    case OutputFormat::kTable:
      table_.AddRow(cells);
      break;
    case OutputFormat::kJson:
      out_ << (count_ == 0 ? "[\n" : ",\n") << ToJson(message, true);
      break;
    case OutputFormat::kJsonLines:
      WriteMessage(out_, format_, message);
      break;
  }
  ++count_;
}

void Listing::Finish() {
  if (format_ == OutputFormat::kTable) table_.Finish();
  if (format_ == OutputFormat::kJson) out_ << (count_ == 0 ? "[]\n" : "\n]\n");
}

}  // namespace qiusuo::cli
