// File: base/strings.h
//
// Debian builds Abseil with a string_view of its own, apart from the standard
// one. Our interfaces use std::string_view; this is the one bridge.

#ifndef QIUSUO_BASE_STRINGS_H_
#define QIUSUO_BASE_STRINGS_H_

#include <string_view>

#include "absl/strings/string_view.h"

namespace qiusuo {

// ToAbsl gives the same bytes to a function of Abseil: StrCat(ToAbsl(name),
// "/x").
inline absl::string_view ToAbsl(std::string_view s) {
  return absl::string_view(s.data(), s.size());
}

// ToStd gives the same bytes back.
inline std::string_view ToStd(absl::string_view s) {
  return std::string_view(s.data(), s.size());
}

}  // namespace qiusuo

#endif  // QIUSUO_BASE_STRINGS_H_
