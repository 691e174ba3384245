// File: service/parser/extract/arena.h
//
// Memory that a parse takes in many small pieces and gives back all at once.

#ifndef QIUSUO_SERVICE_PARSER_EXTRACT_ARENA_H_
#define QIUSUO_SERVICE_PARSER_EXTRACT_ARENA_H_

#include <algorithm>
#include <cstddef>
#include <memory>
#include <vector>

namespace qiusuo::parser {

// Not safe from several threads.
class Arena {
 public:
  // Memory for anything, until the arena goes.
  void* Take(size_t bytes) {
    bytes = (bytes + kAlignment - 1) / kAlignment * kAlignment;
    if (bytes > left_) AddBlock(bytes);
    last_ = next_;
    next_ += bytes;
    left_ -= bytes;
    return last_;
  }

  // Takes back what was taken last; other pieces stay.
  void GiveBack(const void* piece) {
    if (piece == nullptr || piece != last_) return;
    left_ += static_cast<size_t>(next_ - last_);
    next_ = last_;
    last_ = nullptr;
  }

 private:
  static constexpr size_t kAlignment = alignof(std::max_align_t);
  static constexpr size_t kBlock = size_t{1} << 16;

  void AddBlock(size_t bytes) {
    const size_t size = std::max(bytes, kBlock);
    // Not zeroed; operator new aligns for anything.
    blocks_.push_back(std::unique_ptr<char[]>(new char[size]));
    next_ = blocks_.back().get();
    left_ = size;
  }

  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  char* last_ = nullptr;  // what was taken last; nullptr if it was given back
  size_t left_ = 0;
};

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_EXTRACT_ARENA_H_
