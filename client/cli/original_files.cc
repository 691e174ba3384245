#include "client/cli/original_files.h"

#include <array>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "base/strings.h"
#include "client/cli/output_file.h"
#include "proto/error_details.h"
#include "proto/names.h"

namespace qiusuo::cli {
namespace {

std::string_view EndingOf(std::string_view media_type) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6>
      kEndings = {{{"text/plain", ".txt"},
                   {"text/html", ".html"},
                   {"text/markdown", ".md"},
                   {"application/pdf", ".pdf"},
                   {"application/ofd", ".ofd"},
                   {"application/"
                    "vnd.openxmlformats-officedocument.wordprocessingml."
                    "document",
                    ".docx"}}};
  for (const auto& [type, ending] : kEndings) {
    if (type == media_type) return ending;
  }
  return ".bin";
}

}  // namespace

absl::StatusOr<std::string> OriginalPath(const v1::Document& document) {
  const std::optional<DocumentName> name = ParseDocumentName(document.name());
  if (!name.has_value()) {
    return absl::InternalError("the server sent a document without a name");
  }
  return absl::StrCat(name->collection, "/", name->document,
                      ToAbsl(EndingOf(document.source().media_type())));
}

absl::Status WriteOriginal(const std::string& folder,
                           const v1::Document& document,
                           const std::string& bytes) {
  ASSIGN_OR_RETURN(const std::string path, OriginalPath(document));
  const std::filesystem::path file = std::filesystem::path(folder) / path;
  std::error_code error;
  std::filesystem::create_directories(file.parent_path(), error);
  if (error) {
    return MakeError(
        absl::ErrnoToStatusCode(error.value()), "LOCAL_FILE",
        absl::StrCat(file.parent_path().native(), ": ", error.message()));
  }
  return WriteFile(file.native(), std::cout, bytes);
}

}  // namespace qiusuo::cli
