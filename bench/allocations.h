// File: bench/allocations.h
//
// What the calling thread takes from the heap. The bench program replaces operator new
// to count it.
//
//   const size_t before = CurrentHeapUse().allocations;
//   parser::FindLines(text);
//   CurrentHeapUse().allocations - before == 12

#ifndef QIUSUO_BENCH_ALLOCATIONS_H_
#define QIUSUO_BENCH_ALLOCATIONS_H_

#include <cstddef>

namespace qiusuo::bench {

struct HeapUse {
  size_t allocations = 0;
  size_t peak_bytes =
      0;  // most bytes held at one time since the last ResetPeak
};

// Of this thread, since it began, while it counted.
HeapUse CurrentHeapUse();

// Counting costs time: those who measure time do without. On at first.
void CountHeapUse(bool counts);

// Makes the bytes held now the peak, and the zero from which it is counted.
void ResetPeak();

}  // namespace qiusuo::bench

#endif  // QIUSUO_BENCH_ALLOCATIONS_H_
