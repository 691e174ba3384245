// Exports from servers that break, hold damaged documents, or are not to be trusted.

#include <gtest/gtest.h>
#include <unistd.h>

#include <deque>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/cli/commands.h"
#include "client/mocks/mock_connection.h"
#include "proto/error_details.h"

namespace qiusuo::cli {
namespace {

namespace fs = std::filesystem;
using ::testing::Return;
using ::testing::StrictMock;

v1::ExportDocumentsResponse Document(const std::string& name,
                                     int64_t size_bytes = 0) {
  v1::ExportDocumentsResponse response;
  response.mutable_document()->set_name(name);
  response.mutable_document()->mutable_source()->set_size_bytes(size_bytes);
  response.set_store_version(7);
  return response;
}

v1::ExportDocumentsResponse Bytes(const std::string& bytes) {
  v1::ExportDocumentsResponse response;
  response.set_original(bytes);
  return response;
}

class ExportCommandTest : public ::testing::Test {
 protected:
  ExportCommandTest()
      : folder_(fs::path(::testing::TempDir()) /
                absl::StrCat("qiusuo_export_test_", getpid())) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~ExportCommandTest() override { fs::remove_all(folder_); }

  ExitCode Run(const ExportFlags& flags) {
    Session session{.client = client::Client(connection_),
                    .server = "server:1",
                    .output = OutputFormat::kTable,
                    .in = in_,
                    .out = out_,
                    .err = err_};
    return RunCommand(flags, session);
  }

  // What the calls of ExportDocuments answer, one after the other.
  void Answer(std::deque<v1::ExportDocumentsResponse> responses,
              const absl::Status& status = absl::OkStatus()) {
    EXPECT_CALL(*connection_, ExportDocuments)
        .WillOnce(
            [=, this](const v1::ExportDocumentsRequest& request, absl::Time) {
              asked_.push_back(request.after());
              return std::make_unique<
                  client::FakeReader<v1::ExportDocumentsResponse>>(responses,
                                                                   status);
            })
        .RetiresOnSaturation();
  }

  std::string Path(const std::string& name) const { return folder_ / name; }

  // The files in the folder, by name.
  std::string Files() const {
    std::string files;
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
      if (!entry.is_regular_file()) continue;
      absl::StrAppend(&files, fs::relative(entry.path(), folder_).native(),
                      " ");
    }
    return files;
  }

  const fs::path folder_;
  std::shared_ptr<StrictMock<client::MockConnection>> connection_ =
      std::make_shared<StrictMock<client::MockConnection>>();
  std::vector<std::string> asked_;
  std::istringstream in_;
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(ExportCommandTest, AnExportThatBreaksLeavesNoFileThatLooksWhole) {
  std::ofstream(Path("d")) << "before";
  Answer({Document("collections/c/documents/a")}, absl::InternalError("a bug"));
  EXPECT_EQ(Run({.documents = Path("d"), .metrics = Path("m")}),
            ExitCode::kFailed);
  EXPECT_EQ(Files(), "d ");
  std::ifstream file(Path("d"));
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), "before");
  EXPECT_EQ(err_.str(),
            "qiusuo: collections/default: a bug (INTERNAL)\n"
            "qiusuo: the export is not whole\n");
}

TEST_F(ExportCommandTest, OneDamagedDocumentDoesNotKeepTheOthersBack) {
  // The last expectation that was set answers first.
  Answer({Document("collections/c/documents/c")});
  Answer({Document("collections/c/documents/a")},
         MakeError(absl::StatusCode::kDataLoss, "CORRUPT_RECORD", "damaged",
                   {{"owner", "collections/c/documents/b"}}));
  EXPECT_EQ(Run({.documents = "-"}), ExitCode::kFailed);
  EXPECT_EQ(asked_,
            (std::vector<std::string>{"", "collections/c/documents/b"}));
  EXPECT_EQ(out_.str(),
            "{\"name\":\"collections/c/documents/a\",\"source\":{}}\n"
            "{\"name\":\"collections/c/documents/c\",\"source\":{}}\n");
  EXPECT_EQ(err_.str(),
            "qiusuo: collections/c/documents/b: damaged (CORRUPT_RECORD)\n"
            "2 documents, 1 cannot be read; the store as of version 7\n");
}

TEST_F(ExportCommandTest, NoNameOfADocumentLeadsOutOfTheFolder) {
  Answer({Document("collections/../documents/x", 1), Bytes("x")});
  EXPECT_EQ(Run({.originals = Path("out")}), ExitCode::kFailed);
  EXPECT_EQ(Files(), "");
}

TEST_F(ExportCommandTest, ALostServerIsNamed) {
  Answer({}, absl::UnavailableError("lost"));
  EXPECT_EQ(Run({.documents = "-"}), ExitCode::kUnreachable);
  EXPECT_EQ(err_.str(),
            "qiusuo: server:1: lost (UNAVAILABLE)\n"
            "qiusuo: the export is not whole\n");
}

TEST_F(ExportCommandTest, WritesAThousandDocuments) {
  constexpr int kDocuments = 1000;
  constexpr int64_t kBytes = int64_t{1} << 16;
  class ManyDocuments final
      : public client::ResponseReader<v1::ExportDocumentsResponse> {
   public:
    std::optional<v1::ExportDocumentsResponse> Read() override {
      if (next_ == 2 * kDocuments) return std::nullopt;
      const int number = next_++ / 2;
      if (next_ % 2 == 0) return Bytes(std::string(kBytes, 'x'));
      return Document(absl::StrCat("collections/c/documents/", 1000 + number),
                      kBytes);
    }
    absl::Status Finish() override { return absl::OkStatus(); }
    void Cancel() override {}

   private:
    int next_ = 0;
  };
  EXPECT_CALL(*connection_, ExportDocuments)
      .WillOnce(Return(std::make_unique<ManyDocuments>()));
  EXPECT_EQ(Run({.documents = Path("d"), .originals = Path("out")}),
            ExitCode::kOk);
  EXPECT_EQ(err_.str(), "1000 documents; the store as of version 7\n");
  EXPECT_EQ(fs::file_size(Path("out/c/1999.bin")), size_t{1} << 16);
}

}  // namespace
}  // namespace qiusuo::cli
