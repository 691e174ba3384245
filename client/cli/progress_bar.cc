#include "client/cli/progress_bar.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace qiusuo::cli {
namespace {

constexpr int64_t kBarColumns = 16;
// A line that is longer than the terminal is wide could not be wiped off.
constexpr size_t kMaxColumns = 79;
constexpr absl::Duration kRedrawPause = absl::Milliseconds(100);
constexpr absl::Duration kLinePause = absl::Seconds(10);
// Before, a rate says little.
constexpr absl::Duration kRateAfter = absl::Seconds(1);
// Carriage return, then erase to the end of the line.
constexpr char kToLineStart[] = "\r\x1b[K";

double Megabytes(int64_t bytes) { return static_cast<double>(bytes) / 1e6; }

// `0:07`, `12:00`, `3:05:00`.
std::string ClockText(absl::Duration duration) {
  const int64_t seconds = absl::ToInt64Seconds(duration);
  const int64_t minutes = seconds / 60;
  return minutes < 60 ? absl::StrFormat("%d:%02d", minutes, seconds % 60)
                      : absl::StrFormat("%d:%02d:%02d", minutes / 60,
                                        minutes % 60, seconds % 60);
}

}  // namespace

std::string ProgressText(const Progress& done, const Progress& total,
                         absl::Duration elapsed) {
  std::string text =
      absl::StrFormat("%d/%d files, %.1f/%.1f MB", done.files, total.files,
                      Megabytes(done.bytes), Megabytes(total.bytes));
  const bool has_rate = elapsed >= kRateAfter && done.bytes > 0;
  const double rate =
      static_cast<double>(done.bytes) / absl::ToDoubleSeconds(elapsed);
  if (has_rate) absl::StrAppendFormat(&text, ", %.1f MB/s", rate / 1e6);
  if (done.failures > 0) absl::StrAppend(&text, ", ", done.failures, " failed");
  if (has_rate) {
    const int64_t left = std::max<int64_t>(total.bytes - done.bytes, 0);
    absl::StrAppend(&text, ", ",
                    ClockText(absl::Seconds(static_cast<double>(left) / rate)),
                    " left");
  }
  return text;
}

ProgressBar::ProgressBar(std::ostream& out, Style style, const Progress& total,
                         absl::Time start)
    : out_(out),
      style_(style),
      total_(total),
      start_(start),
      last_shown_(style == Style::kTerminal ? absl::InfinitePast() : start) {}

void ProgressBar::Update(const Progress& done, absl::Time now) {
  const absl::Duration pause =
      style_ == Style::kTerminal ? kRedrawPause : kLinePause;
  if (style_ == Style::kNone || total_.files == 0 || now - last_shown_ < pause)
    return;
  last_shown_ = now;
  const std::string text = ProgressText(done, total_, now - start_);
  if (style_ == Style::kLines) {
    out_ << "qiusuo: " << text << std::endl;
    return;
  }
  is_drawn_ = true;
  const int64_t filled =
      std::min(kBarColumns * done.files / total_.files, kBarColumns);
  const std::string line = absl::StrCat(
      "[", std::string(static_cast<size_t>(filled), '#'),
      std::string(static_cast<size_t>(kBarColumns - filled), ' '), "] ", text);
  out_ << kToLineStart << line.substr(0, kMaxColumns) << std::flush;
}

void ProgressBar::Clear() {
  if (!is_drawn_) return;
  out_ << kToLineStart << std::flush;
  is_drawn_ = false;
  last_shown_ = absl::InfinitePast();
}

}  // namespace qiusuo::cli
