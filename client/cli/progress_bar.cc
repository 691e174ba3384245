#include "client/cli/progress_bar.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

namespace qiusuo::cli {
namespace {

constexpr size_t kBarColumns = 30;
constexpr absl::Duration kRedrawPause = absl::Milliseconds(100);
// Carriage return, then erase to the end of the line.
constexpr char kToLineStart[] = "\r\x1b[K";

}  // namespace

ProgressBar::ProgressBar(std::ostream& out, bool is_terminal, size_t total)
    : out_(out), is_terminal_(is_terminal), total_(total) {}

void ProgressBar::Update(size_t done) {
  if (!is_terminal_ || total_ == 0) return;
  const absl::Time now = absl::Now();
  if (now - last_drawn_ < kRedrawPause) return;
  last_drawn_ = now;
  is_drawn_ = true;
  const size_t filled = kBarColumns * done / total_;
  out_ << kToLineStart
       << absl::StrCat("[", std::string(filled, '#'),
                       std::string(kBarColumns - filled, ' '), "] ", done, "/",
                       total_)
       << std::flush;
}

void ProgressBar::Clear() {
  if (!is_drawn_) return;
  out_ << kToLineStart << std::flush;
  is_drawn_ = false;
  last_drawn_ = absl::InfinitePast();
}

}  // namespace qiusuo::cli
