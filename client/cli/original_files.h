// File: client/cli/original_files.h
//
// Originals as files below a folder: `FOLDER/{collection}/{document}.pdf`. The names are made
// of ids alone, never of where the caller got a report: none lies outside of the folder.

#ifndef QIUSUO_CLIENT_CLI_ORIGINAL_FILES_H_
#define QIUSUO_CLIENT_CLI_ORIGINAL_FILES_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "qiusuo/v1/document.pb.h"

namespace qiusuo::cli {

// OriginalPath answers the path below the folder. The ending tells the media type, and each
// document has one, so that two documents never share a file. INTERNAL for a name that is none:
// a server that is not to be trusted.
absl::StatusOr<std::string> OriginalPath(const v1::Document& document);

// WriteOriginal writes the file and makes its folder. Errors: as OriginalPath, LOCAL_FILE.
absl::Status WriteOriginal(const std::string& folder,
                           const v1::Document& document,
                           const std::string& bytes);

}  // namespace qiusuo::cli

#endif  // QIUSUO_CLIENT_CLI_ORIGINAL_FILES_H_
