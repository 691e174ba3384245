#include "client/cli/output_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "client/cli/original_files.h"
#include "proto/error_details.h"

namespace qiusuo::cli {
namespace {

namespace fs = std::filesystem;

class OutputFileTest : public ::testing::Test {
 protected:
  OutputFileTest()
      : folder_(fs::path(::testing::TempDir()) /
                absl::StrCat("qiusuo_output_file_test_", getpid())) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~OutputFileTest() override { fs::remove_all(folder_); }

  std::string Path(const std::string& name) const { return folder_ / name; }

  static std::string Read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  const fs::path folder_;
  std::ostringstream out_;
};

TEST_F(OutputFileTest, HasItsNameWhenItIsWhole) {
  std::ofstream(Path("a")) << "before";
  auto file = OutputFile::Create(Path("a"), out_);
  ASSERT_TRUE(file.ok()) << file.status();
  (*file)->stream() << "af" << std::flush;
  EXPECT_EQ(Read(Path("a")), "before");
  EXPECT_EQ(Read(Path("a.part")), "af");
  (*file)->stream() << "ter";
  EXPECT_TRUE((*file)->Finish().ok());
  file->reset();
  EXPECT_EQ(Read(Path("a")), "after");
  EXPECT_FALSE(fs::exists(Path("a.part")));
}

TEST_F(OutputFileTest, WhatIsNotFinishedGoes) {
  std::ofstream(Path("a")) << "before";
  {
    auto file = OutputFile::Create(Path("a"), out_);
    ASSERT_TRUE(file.ok()) << file.status();
    (*file)->stream() << "after";
  }
  EXPECT_EQ(Read(Path("a")), "before");
  EXPECT_FALSE(fs::exists(Path("a.part")));
}

TEST_F(OutputFileTest, APipeIsWrittenToAndStays) {
  ASSERT_EQ(mkfifo(Path("pipe").c_str(), 0600), 0);
  std::string read;
  std::thread reader([&] { read = Read(Path("pipe")); });
  EXPECT_TRUE(WriteFile(Path("pipe"), out_, "一").ok());
  reader.join();
  EXPECT_EQ(read, "一");
  EXPECT_TRUE(fs::is_fifo(Path("pipe")));
  EXPECT_FALSE(fs::exists(Path("pipe.part")));
}

TEST_F(OutputFileTest, AFolderIsNoFile) {
  EXPECT_EQ(ErrorReason(WriteFile(folder_.native(), out_, "x")), "LOCAL_FILE");
  EXPECT_TRUE(fs::is_directory(folder_));
}

TEST_F(OutputFileTest, DashIsStandardOutput) {
  EXPECT_TRUE(WriteFile("-", out_, std::string("a\0b", 3)).ok());
  EXPECT_EQ(out_.str(), std::string("a\0b", 3));
}

TEST_F(OutputFileTest, ErrorsNameTheFile) {
  const absl::Status status = WriteFile(Path("none/a"), out_, "x");
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(ErrorReason(status), "LOCAL_FILE");
  EXPECT_NE(status.message().find(Path("none/a")), std::string::npos);
}

v1::Document DocumentOf(const std::string& name,
                        const std::string& media_type) {
  v1::Document document;
  document.set_name(name);
  document.mutable_source()->set_media_type(media_type);
  return document;
}

TEST_F(OutputFileTest, OriginalsLieBelowTheFolderByTheirIds) {
  const v1::Document a = DocumentOf("collections/c/documents/a", "text/plain");
  EXPECT_TRUE(WriteOriginal(Path("out"), a, "一").ok());
  EXPECT_EQ(Read(Path("out/c/a.txt")), "一");
  // No two documents share a file.
  EXPECT_EQ(*OriginalPath(DocumentOf("collections/c/documents/a.txt", "")),
            "c/a.txt.bin");
  EXPECT_EQ(
      *OriginalPath(DocumentOf("collections/c/documents/a.txt", "text/plain")),
      "c/a.txt.txt");
}

TEST_F(OutputFileTest, NoNameLeadsOutOfTheFolder) {
  for (const char* name :
       {"", "a", "collections/../documents/a", "collections/c/documents/..",
        "collections/c/documents/../../x", "collections/c/documents/.ssh",
        "/etc/passwd", "collections/c/documents/a/b",
        "collections/c/documents/a\\b"}) {
    EXPECT_EQ(
        WriteOriginal(Path("out"), DocumentOf(name, "text/plain"), "x").code(),
        absl::StatusCode::kInternal)
        << name;
  }
  EXPECT_FALSE(fs::exists(Path("out")));
}

}  // namespace
}  // namespace qiusuo::cli
