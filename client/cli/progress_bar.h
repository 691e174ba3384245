// File: client/cli/progress_bar.h
//
// `[############        ] 1203/1700`, redrawn in place on a terminal.

#ifndef QIUSUO_CLIENT_CLI_PROGRESS_BAR_H_
#define QIUSUO_CLIENT_CLI_PROGRESS_BAR_H_

#include <cstddef>
#include <ostream>

#include "absl/time/time.h"

namespace qiusuo::cli {

// A ProgressBar is drawn at most ten times a second. Thread safety: none.
class ProgressBar {
 public:
  // Draws to `out`, or nothing at all if it is no terminal.
  ProgressBar(std::ostream& out, bool is_terminal, size_t total);

  // Update draws the bar with `done` of the total.
  void Update(size_t done);

  // Clear wipes the bar off its line, so that a message can be written there.
  void Clear();

 private:
  std::ostream& out_;
  bool is_terminal_;
  size_t total_;
  bool is_drawn_ = false;
  absl::Time last_drawn_ = absl::InfinitePast();
};

}  // namespace qiusuo::cli

#endif  // QIUSUO_CLIENT_CLI_PROGRESS_BAR_H_
