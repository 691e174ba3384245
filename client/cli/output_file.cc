#include "client/cli/output_file.h"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "proto/error_details.h"

namespace qiusuo::cli {
namespace {

absl::Status CannotWrite(const std::string& path, int error_number) {
  // A stream that fails for no reason of the system's.
  const int reason = error_number == 0 ? EIO : error_number;
  return MakeError(absl::ErrnoToStatusCode(reason), "LOCAL_FILE",
                   absl::StrCat(path == "-" ? "standard output" : path, ": ",
                                std::generic_category().message(reason)));
}

// Renaming a file over a device would take the device away from everybody.
bool IsNoneOrRegular(const std::string& path) {
  std::error_code error;
  const std::filesystem::file_status status =
      std::filesystem::status(path, error);
  return !std::filesystem::exists(status) ||
         std::filesystem::is_regular_file(status);
}

}  // namespace

OutputFile::OutputFile(std::string path, std::ostream& standard_output)
    : path_(std::move(path)),
      is_replaced_(!is_standard_output() && IsNoneOrRegular(path_)),
      open_path_(is_replaced_ ? path_ + ".part" : path_),
      stream_(is_standard_output() ? &standard_output : &file_) {}

absl::StatusOr<std::unique_ptr<OutputFile>> OutputFile::Create(
    const std::string& path, std::ostream& standard_output) {
  std::unique_ptr<OutputFile> output(new OutputFile(path, standard_output));
  if (output->is_standard_output()) return output;
  errno = 0;
  output->file_.open(output->open_path_, std::ios::binary | std::ios::trunc);
  if (!output->file_.is_open()) {
    output->is_finished_ = true;  // there is nothing to remove
    return CannotWrite(path, errno);
  }
  return output;
}

OutputFile::~OutputFile() {
  if (!is_replaced_ || is_finished_) return;
  file_.close();
  static_cast<void>(std::remove(open_path_.c_str()));
}

absl::Status OutputFile::Check() const {
  return stream_->good() ? absl::OkStatus() : CannotWrite(path_, errno);
}

absl::Status OutputFile::Finish() {
  errno = 0;
  stream_->flush();
  if (!is_standard_output()) file_.close();
  RETURN_IF_ERROR(Check());
  if (!is_replaced_) return absl::OkStatus();
  if (std::rename(open_path_.c_str(), path_.c_str()) != 0) {
    return CannotWrite(path_, errno);
  }
  is_finished_ = true;
  return absl::OkStatus();
}

absl::Status WriteFile(const std::string& path, std::ostream& standard_output,
                       const std::string& bytes) {
  ASSIGN_OR_RETURN(const std::unique_ptr<OutputFile> file,
                   OutputFile::Create(path, standard_output));
  file->stream() << bytes;
  return file->Finish();
}

}  // namespace qiusuo::cli
