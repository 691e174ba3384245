#include "tests/testing/zip_file.h"

#include <gtest/gtest.h>
#include <zip.h>

namespace qiusuo::testing {

std::string MakeZip(const std::vector<ZipMember>& members) {
  zip_source_t* buffer = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_t* archive = zip_open_from_source(buffer, ZIP_TRUNCATE, nullptr);
  EXPECT_NE(archive, nullptr);
  if (archive == nullptr) return {};
  zip_source_keep(buffer);
  for (const ZipMember& member : members) {
    zip_source_t* source =
        zip_source_buffer(archive, member.bytes.data(), member.bytes.size(), 0);
    const zip_int64_t index =
        zip_file_add(archive, member.name.c_str(), source, ZIP_FL_ENC_UTF_8);
    EXPECT_GE(index, 0);
    if (!member.password.empty()) {
      EXPECT_EQ(
          zip_file_set_encryption(archive, static_cast<zip_uint64_t>(index),
                                  ZIP_EM_AES_256, member.password.c_str()),
          0);
    }
  }
  EXPECT_EQ(zip_close(archive), 0);
  std::string bytes;
  zip_stat_t facts;
  EXPECT_EQ(zip_source_stat(buffer, &facts), 0);
  bytes.resize(facts.size);
  EXPECT_EQ(zip_source_open(buffer), 0);
  EXPECT_EQ(zip_source_read(buffer, bytes.data(), bytes.size()),
            static_cast<zip_int64_t>(bytes.size()));
  zip_source_close(buffer);
  zip_source_free(buffer);
  return bytes;
}

}  // namespace qiusuo::testing
