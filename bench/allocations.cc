#include "bench/allocations.h"

#include <malloc.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <new>

namespace qiusuo::bench {
namespace {

thread_local bool is_counting = true;
thread_local size_t allocations = 0;
// Below 0 where this thread frees what another one took.
thread_local int64_t held_bytes = 0;
thread_local int64_t peak_bytes = 0;

// nullptr where there is no room.
void* Allocate(size_t size) noexcept {
  void* const block = std::malloc(size);
  if (block == nullptr || !is_counting) return block;
  ++allocations;
  held_bytes += static_cast<int64_t>(malloc_usable_size(block));
  peak_bytes = std::max(peak_bytes, held_bytes);
  return block;
}

void Free(void* block) {
  if (is_counting && block != nullptr) {
    held_bytes -= static_cast<int64_t>(malloc_usable_size(block));
  }
  std::free(block);
}

}  // namespace

HeapUse CurrentHeapUse() {
  return {allocations, static_cast<size_t>(peak_bytes)};
}

void CountHeapUse(bool counts) { is_counting = counts; }

void ResetPeak() { held_bytes = peak_bytes = 0; }

}  // namespace qiusuo::bench

void* operator new(size_t size) {
  void* const block = qiusuo::bench::Allocate(size);
  if (block == nullptr) throw std::bad_alloc();
  return block;
}
void* operator new[](size_t size) { return operator new(size); }
void* operator new(size_t size, const std::nothrow_t&) noexcept {
  return qiusuo::bench::Allocate(size);
}
void* operator new[](size_t size, const std::nothrow_t&) noexcept {
  return qiusuo::bench::Allocate(size);
}
void operator delete(void* block) noexcept { qiusuo::bench::Free(block); }
void operator delete[](void* block) noexcept { qiusuo::bench::Free(block); }
void operator delete(void* block, size_t) noexcept {
  qiusuo::bench::Free(block);
}
void operator delete[](void* block, size_t) noexcept {
  qiusuo::bench::Free(block);
}
