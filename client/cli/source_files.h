// File: client/cli/source_files.h
//
// The files that a user names, and their bytes.

#ifndef QIUSUO_CLIENT_CLI_SOURCE_FILES_H_
#define QIUSUO_CLIENT_CLI_SOURCE_FILES_H_

#include <cstddef>
#include <cstdint>
#include <istream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace qiusuo::cli {

// More than any server takes.
inline constexpr size_t kMaxFileBytes = size_t{512} << 20;

struct SourceFile {
  std::string path;
  bool in_folder = false;  // found in a folder, not named itself
  int64_t size_bytes = 0;  // when it was found
  absl::Status status;     // why there is nothing to read
};

// ListFiles answers the files that `paths` name: a file as it is, a folder as all
// regular files below it, sorted by path. Names that begin with a dot are left out
// below a folder, links to files are files, and links to folders are not followed. A path that
// is not there or cannot be opened is listed with its error.
std::vector<SourceFile> ListFiles(const std::vector<std::string>& paths);

// ReadFile answers a file's bytes. NOT_FOUND, PERMISSION_DENIED and the like as the
// system says, RESOURCE_EXHAUSTED (CONTENT_TOO_LARGE) above `max_bytes`, of which no more are
// read.
absl::StatusOr<std::string> ReadFile(const std::string& path,
                                     size_t max_bytes = kMaxFileBytes);

// ReadStream answers what is left of a stream, with the same limit.
absl::StatusOr<std::string> ReadStream(std::istream& stream,
                                       size_t max_bytes = kMaxFileBytes);

// FileUri answers `file://` and the absolute path. Bytes that a URI cannot hold are
// percent-encoded; Han characters stay readable.
std::string FileUri(const std::string& path);

}  // namespace qiusuo::cli

#endif  // QIUSUO_CLIENT_CLI_SOURCE_FILES_H_
