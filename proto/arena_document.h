// File: proto/arena_document.h
//
// A document with the memory it lives in. A report has thousands of small messages: in an
// arena they are made and given up in a few steps.
//
//   ASSIGN_OR_RETURN(ArenaDocument document, parser::ParseReport(report, options));
//   document->metrics_size();

#ifndef QIUSUO_PROTO_ARENA_DOCUMENT_H_
#define QIUSUO_PROTO_ARENA_DOCUMENT_H_

#include <cstddef>
#include <memory>

#include "google/protobuf/arena.h"
#include "qiusuo/v1/document.pb.h"

namespace qiusuo {

// Never empty but after a move. Not for several threads while one of them changes it.
class ArenaDocument {
 public:
  // An empty document whose memory grows in steps of about `step_bytes`.
  explicit ArenaDocument(size_t step_bytes)
      : arena_(std::make_unique<google::protobuf::Arena>(Options(step_bytes))),
        document_(google::protobuf::Arena::CreateMessage<qiusuo::v1::Document>(
            arena_.get())) {}

  // A copy of `document`.
  explicit ArenaDocument(const qiusuo::v1::Document& document)
      : ArenaDocument(document.ByteSizeLong() + 1024) {
    *document_ = document;
  }

  // An empty document, for tests and small ones.
  ArenaDocument() : ArenaDocument(1024) {}

  // The document; messages that go into it without a copy are made in its arena().
  qiusuo::v1::Document& operator*() const { return *document_; }
  qiusuo::v1::Document* operator->() const { return document_; }
  google::protobuf::Arena& arena() const { return *arena_; }

  // The document in memory of its own: as slow as it is large.
  qiusuo::v1::Document Copy() const { return *document_; }

 private:
  static google::protobuf::ArenaOptions Options(size_t step_bytes) {
    google::protobuf::ArenaOptions options;
    options.start_block_size = step_bytes;
    options.max_block_size = step_bytes;
    return options;
  }

  std::unique_ptr<google::protobuf::Arena> arena_;
  qiusuo::v1::Document* document_;
};

}  // namespace qiusuo

#endif  // QIUSUO_PROTO_ARENA_DOCUMENT_H_
