#include "client/cli/source_files.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "base/strings.h"
#include "proto/error_details.h"

namespace qiusuo::cli {
namespace {

namespace fs = std::filesystem;

constexpr size_t kReadBytes = size_t{64} << 10;

absl::Status SystemError(int error_number) {
  return MakeError(absl::ErrnoToStatusCode(error_number), "LOCAL_FILE",
                   std::generic_category().message(error_number));
}

bool IsHidden(const fs::path& path) {
  return path.filename().native().starts_with('.');
}

// 0 for what has no size, such as a pipe.
int64_t SizeOf(const fs::path& path) {
  std::error_code error;
  const uintmax_t size = fs::file_size(path, error);
  return error ? 0 : static_cast<int64_t>(size);
}

// Adds the files below `folder`, and the folders that cannot be opened.
void AddFolder(const fs::path& folder, std::vector<SourceFile>& files) {
  std::vector<fs::path> folders = {folder};
  const size_t first = files.size();
  while (!folders.empty()) {
    const fs::path current = std::move(folders.back());
    folders.pop_back();
    std::error_code error;
    for (fs::directory_iterator entry(current, error), end;
         !error && entry != end; entry.increment(error)) {
      if (IsHidden(entry->path())) continue;
      std::error_code unreadable;  // a link that leads nowhere is no file
      if (entry->is_directory(unreadable) && !entry->is_symlink(unreadable)) {
        folders.push_back(entry->path());
      } else if (entry->is_regular_file(unreadable)) {
        files.push_back({.path = entry->path().native(),
                         .in_folder = true,
                         .size_bytes = SizeOf(entry->path()),
                         .status = absl::OkStatus()});
      }
    }
    if (error) {
      files.push_back({.path = current.native(),
                       .in_folder = true,
                       .status = SystemError(error.value())});
    }
  }
  std::sort(
      files.begin() + static_cast<std::ptrdiff_t>(first), files.end(),
      [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
}

bool StandsInUri(unsigned char c) {
  return absl::ascii_isgraph(c) && c != '%' && c != '#' && c != '?';
}

}  // namespace

std::vector<SourceFile> ListFiles(const std::vector<std::string>& paths) {
  std::vector<SourceFile> files;
  for (const std::string& path : paths) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (fs::is_directory(status)) {
      AddFolder(path, files);
    } else {
      files.push_back(
          {.path = path,
           .in_folder = false,
           .size_bytes = SizeOf(path),
           .status = error ? SystemError(error.value()) : absl::OkStatus()});
    }
  }
  return files;
}

absl::StatusOr<std::string> ReadStream(std::istream& stream, size_t max_bytes) {
  std::string bytes;
  while (stream) {
    const size_t size = bytes.size();
    if (size > max_bytes) {
      return MakeError(absl::StatusCode::kResourceExhausted,
                       "CONTENT_TOO_LARGE",
                       absl::StrCat("has more than the ", max_bytes,
                                    " bytes that are taken"));
    }
    bytes.resize(size + kReadBytes);
    stream.read(bytes.data() + size, kReadBytes);
    bytes.resize(size + static_cast<size_t>(stream.gcount()));
  }
  if (stream.bad()) return SystemError(EIO);
  return bytes;
}

absl::StatusOr<std::string> ReadFile(const std::string& path,
                                     size_t max_bytes) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file.is_open()) return SystemError(errno);
  return ReadStream(file, max_bytes);
}

std::string FileUri(const std::string& path) {
  std::error_code error;
  const fs::path absolute = fs::absolute(path, error).lexically_normal();
  std::string uri = "file://";
  std::string_view rest = error ? path : absolute.native();
  while (!rest.empty()) {
    int32_t length = 0;
    UChar32 character = 0;
    U8_NEXT(rest.data(), length, static_cast<int32_t>(rest.size()), character);
    if (character >= 0xA0 ||
        (character >= 0 && character < 0x80 && StandsInUri(rest[0]))) {
      uri += rest.substr(0, length);
    } else {
      for (const unsigned char byte : rest.substr(0, length)) {
        absl::StrAppendFormat(&uri, "%%%02X", byte);
      }
    }
    rest.remove_prefix(length);
  }
  return uri;
}

}  // namespace qiusuo::cli
