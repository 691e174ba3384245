#include "service/parser/extract/package.h"

#include <zip.h>

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "base/strings.h"
#include "proto/error_details.h"

namespace qiusuo::parser {
namespace {

constexpr int64_t kMaxMembers = 10'000;
constexpr size_t kMaxMemberBytes = size_t{64} << 20;
constexpr size_t kMaxReadBytes = size_t{128} << 20;
// Text deflates to a twentieth at best; what shrinks more is made to grow.
constexpr size_t kMaxRatio = 200;
constexpr size_t kHarmlessBytes = size_t{1} << 20;
constexpr int64_t kMaxTags = 3'000'000;

absl::Status Damaged(std::string_view what) {
  return MakeError(absl::StatusCode::kInvalidArgument, "BINARY_CONTENT",
                   absl::StrCat("content: is a damaged ZIP package: ",
                                ToAbsl(what), "; save it anew"));
}

absl::Status TooComplex(std::string_view what, int64_t limit) {
  return MakeError(absl::StatusCode::kInvalidArgument, "CONTENT_TOO_COMPLEX",
                   absl::StrCat("content: the package has more than ", limit,
                                " ", ToAbsl(what), "; send its text"),
                   {{"limit", absl::StrCat(limit)}});
}

absl::Status TooLarge(std::string_view name, size_t limit) {
  const std::string bytes = absl::StrCat(limit);
  return MakeError(
      absl::StatusCode::kResourceExhausted, "CONTENT_TOO_LARGE",
      absl::StrCat("content: ", ToAbsl(name), " inflates to more than ", bytes,
                   " bytes, which are not read; send its text"),
      {{"max_content_bytes", bytes}});
}

}  // namespace

std::string_view LocalName(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  return name.substr(name.find(':') + 1);  // npos + 1 is 0
}

pugi::xml_node Child(const pugi::xml_node& node, std::string_view local_name) {
  for (const pugi::xml_node child : node.children()) {
    if (LocalName(child) == local_name) return child;
  }
  return {};
}

std::string_view LocalAttribute(const pugi::xml_node& node,
                                std::string_view local_name) {
  for (const pugi::xml_attribute attribute : node.attributes()) {
    const std::string_view name = attribute.name();
    if (name.substr(name.find(':') + 1) == local_name) return attribute.value();
  }
  return {};
}

void Package::Close::operator()(zip* archive) const { zip_discard(archive); }

absl::StatusOr<Package> Package::Open(std::string_view bytes) {
  zip_source_t* source =
      zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
  if (source == nullptr) return Damaged("it cannot be read");
  zip_t* archive = zip_open_from_source(source, ZIP_RDONLY, nullptr);
  if (archive == nullptr) {
    zip_source_free(source);
    return Damaged("its list of members is missing");
  }
  Package package(archive);
  const int64_t members = zip_get_num_entries(archive, 0);
  if (members > kMaxMembers) return TooComplex("members", kMaxMembers);
  for (int64_t i = 0; i < members; ++i) {
    zip_stat_t facts;
    if (zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &facts) == 0 &&
        (facts.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
        facts.encryption_method != ZIP_EM_NONE) {
      return MakeError(absl::StatusCode::kInvalidArgument, "ENCRYPTED_CONTENT",
                       "content: has a password; save it without one");
    }
  }
  return package;
}

bool Package::Has(const std::string& name) const {
  return zip_name_locate(archive_.get(), name.c_str(), ZIP_FL_NOCASE) >= 0;
}

absl::StatusOr<std::string> Package::Read(const std::string& name) {
  const int64_t index =
      zip_name_locate(archive_.get(), name.c_str(), ZIP_FL_NOCASE);
  zip_stat_t facts;
  if (index < 0 || zip_stat_index(archive_.get(), index, 0, &facts) != 0) {
    return Damaged(absl::StrCat(name, " is missing"));
  }
  const size_t limit =
      std::min({kMaxMemberBytes, kMaxReadBytes - read_bytes_,
                std::max<size_t>(kHarmlessBytes, facts.comp_size * kMaxRatio)});
  zip_file_t* file = zip_fopen_index(archive_.get(), index, 0);
  if (file == nullptr) return Damaged(absl::StrCat(name, " cannot be read"));
  // What the file says of its size is a hint, and not believed.
  constexpr uint64_t kStep = uint64_t{1} << 18;
  const uint64_t hint = (facts.valid & ZIP_STAT_SIZE) != 0 ? facts.size : 0;
  std::string bytes(std::clamp<uint64_t>(hint + 1, 1, kStep), '\0');
  size_t size = 0;
  int64_t got = 0;
  do {
    if (size == bytes.size()) bytes.resize(size * 2);
    got = zip_fread(file, bytes.data() + size, bytes.size() - size);
    size += static_cast<size_t>(std::max<int64_t>(got, 0));
  } while (got > 0 && size <= limit);
  bytes.resize(size);
  zip_fclose(file);
  if (bytes.size() > limit) return TooLarge(name, limit);
  if (got < 0) return Damaged(absl::StrCat(name, " cannot be inflated"));
  read_bytes_ += bytes.size();
  return bytes;
}

absl::StatusOr<std::unique_ptr<pugi::xml_document>> Package::ReadXml(
    const std::string& name) {
  ASSIGN_OR_RETURN(const std::string bytes, Read(name));
  if (std::count(bytes.begin(), bytes.end(), '<') > kMaxTags) {
    return TooComplex("tags", kMaxTags);
  }
  auto document = std::make_unique<pugi::xml_document>();
  const pugi::xml_parse_result result = document->load_buffer(
      bytes.data(), bytes.size(),
      (pugi::parse_default | pugi::parse_ws_pcdata) & ~pugi::parse_eol);
  if (!result) {
    return Damaged(absl::StrCat(name, " is no XML: ", result.description()));
  }
  return document;
}

}  // namespace qiusuo::parser
