// parse_stdin [URI]: a report on standard input to a Document in proto3 JSON on
// standard output, by the parser alone. What the gold tests run; `qiusuo parse`
// does the same through a server.

#include <google/protobuf/util/json_util.h>

#include <iostream>
#include <iterator>
#include <string>

#include "service/parser/parse_report.h"

int main(int argc, char** argv) {
  const std::string data{std::istreambuf_iterator<char>(std::cin), {}};
  const absl::StatusOr<qiusuo::v1::Document> document =
      qiusuo::parser::ParseDocument(
          {.data = data, .uri = argc > 1 ? argv[1] : ""}, {});
  if (!document.ok()) {
    std::cerr << document.status() << "\n";
    return 1;
  }
  std::string json;
  if (!google::protobuf::util::MessageToJsonString(*document, &json).ok()) {
    return 1;
  }
  std::cout << json << "\n";
  return 0;
}
