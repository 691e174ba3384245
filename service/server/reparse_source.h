// File: service/server/reparse_source.h
//
// ReparseDocuments: reads originals once more, document by document, and tells of some
// tenths of a second's work at a time. Between them the threads of the pool serve others.

#ifndef QIUSUO_SERVICE_SERVER_REPARSE_SOURCE_H_
#define QIUSUO_SERVICE_SERVER_REPARSE_SOURCE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "proto/names.h"
#include "qiusuo/v1/admin_service.pb.h"
#include "service/parser/parse_report.h"
#include "service/server/call_dispatcher.h"
#include "service/server/validate.h"
#include "storage/document_store.h"

namespace qiusuo::server {

class ReparseSource final : public ResponseSource {
 public:
  // The store and the options must outlive it. `total_count` is what the responses say.
  ReparseSource(storage::DocumentStore& store,
                const parser::ParseOptions& parse_options, ReparseQuery query,
                int64_t total_count);

  // Errors: those of the store that would meet every document, such as DISK_FULL.
  absl::StatusOr<std::unique_ptr<google::protobuf::Message>> Next(
      const CancelCheck& cancelled) override;

 private:
  // Answers the next document to look at; nullopt at the end.
  absl::StatusOr<std::optional<qiusuo::v1::Document>> NextDocument();

  bool IsCurrent(const qiusuo::v1::Document& document) const;

  // Adds what became of a document; of one that was deleted meanwhile, nothing.
  absl::Status Reparse(const DocumentName& name,
                       qiusuo::v1::ReparseDocumentsResponse& response);

  // Reads the stored document once more and stores what is new. Errors: as Replace, and the
  // parser's.
  absl::Status Reread(storage::StoredDocument stored,
                      qiusuo::v1::ReparseResult& result);

  storage::DocumentStore& store_;
  const parser::ParseOptions& parse_options_;
  const std::string parser_version_;
  const ReparseQuery query_;
  const int64_t total_count_;

  storage::Page<qiusuo::v1::Document> page_;
  size_t next_item_ = 0;
  bool is_last_page_ = false;
  bool is_first_response_ = true;
  bool at_end_ = false;
};

}  // namespace qiusuo::server

#endif  // QIUSUO_SERVICE_SERVER_REPARSE_SOURCE_H_
