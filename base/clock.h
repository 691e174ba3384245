// File: base/clock.h
//
// Where a layer gets the time from, so that a test can set it.

#ifndef QIUSUO_BASE_CLOCK_H_
#define QIUSUO_BASE_CLOCK_H_

#include <functional>

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace qiusuo {

// A Clock answers the current time. It must be callable from any thread.
using Clock = std::function<absl::Time()>;

// SystemClock is the machine's own.
inline absl::Time SystemClock() { return absl::Now(); }

}  // namespace qiusuo

#endif  // QIUSUO_BASE_CLOCK_H_
