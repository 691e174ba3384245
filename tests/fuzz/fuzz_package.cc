// Any members of a package give the lines of a DOCX or OFD file or an error with a reason. The
// input names the members, so that a mutation need not get checksums right:
//
//   === word/document.xml
//   <w:document>…

#include <zip.h>

#include <cstddef>
#include <cstdint>
#include <list>
#include <string>
#include <string_view>

#include "service/parser/content.h"
#include "tests/fuzz/extracted_properties.h"

namespace qiusuo::testing {
namespace {

struct Members {
  std::list<std::string> bytes;  // must outlive the writing
  zip_t* archive = nullptr;
};

void AddMember(std::string_view member, Members& members) {
  const size_t name_end = member.find('\n');
  if (name_end == member.npos) return;
  const std::string name(member.substr(0, name_end));
  const std::string& bytes =
      members.bytes.emplace_back(member.substr(name_end + 1));
  zip_source_t* source =
      zip_source_buffer(members.archive, bytes.data(), bytes.size(), 0);
  const int64_t index =
      zip_file_add(members.archive, name.c_str(), source, ZIP_FL_OVERWRITE);
  if (index < 0) zip_source_free(source);
}

// The package that the input describes; empty if it describes none.
std::string MakePackage(std::string_view input) {
  constexpr std::string_view kMember = "=== ";
  zip_source_t* file = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_source_keep(file);
  Members members;
  members.archive = zip_open_from_source(file, ZIP_TRUNCATE, nullptr);
  while (input.starts_with(kMember)) {
    input.remove_prefix(kMember.size());
    const size_t end = input.find("\n=== ");
    AddMember(input.substr(0, end), members);
    input.remove_prefix(end == input.npos ? input.size() : end + 1);
  }
  std::string bytes;
  zip_stat_t facts;
  if (zip_close(members.archive) != 0) {
    zip_discard(members.archive);
  } else if (zip_source_stat(file, &facts) == 0 &&
             (facts.valid & ZIP_STAT_SIZE) != 0 && zip_source_open(file) == 0) {
    bytes.resize(facts.size);
    zip_source_read(file, bytes.data(), bytes.size());
    zip_source_close(file);
  }
  zip_source_free(file);
  return bytes;
}

}  // namespace
}  // namespace qiusuo::testing

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string package =
      qiusuo::testing::MakePackage({reinterpret_cast<const char*>(data), size});
  qiusuo::testing::ExpectContent(
      qiusuo::parser::ReadContent({.data = package}, {}));
  return 0;
}
