// File: client/cli/progress_bar.h
//
// How far a long command is. On a terminal a line that is redrawn in place:
//
//   [########        ] 851/1700 files, 30.5/61.0 MB, 4.3 MB/s, 2 failed, 0:07 left
//
// Elsewhere, such as in the log of a job, a line without the bar every ten seconds.

#ifndef QIUSUO_CLIENT_CLI_PROGRESS_BAR_H_
#define QIUSUO_CLIENT_CLI_PROGRESS_BAR_H_

#include <cstdint>
#include <ostream>
#include <string>

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace qiusuo::cli {

struct Progress {
  int64_t files = 0;
  int64_t bytes = 0;
  int64_t failures = 0;
};

// ProgressText answers the line without the bar: what is `done` of `total` after `elapsed`. What
// is left is reckoned from the bytes.
std::string ProgressText(const Progress& done, const Progress& total,
                         absl::Duration elapsed);

// Thread safety: none.
class ProgressBar {
 public:
  enum class Style { kTerminal, kLines, kNone };

  ProgressBar(std::ostream& out, Style style, const Progress& total,
              absl::Time start = absl::Now());

  // Update shows what is done, unless the last showing was a moment ago.
  void Update(const Progress& done, absl::Time now = absl::Now());

  // Clear wipes the bar off its line, so that a message can be written there.
  void Clear();

 private:
  std::ostream& out_;
  const Style style_;
  const Progress total_;
  const absl::Time start_;
  bool is_drawn_ = false;
  absl::Time last_shown_;
};

}  // namespace qiusuo::cli

#endif  // QIUSUO_CLIENT_CLI_PROGRESS_BAR_H_
