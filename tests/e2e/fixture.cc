#include "tests/e2e/fixture.h"

#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "base/strings.h"
#include "proto/error_details.h"

namespace qiusuo::e2e {

TempFolder::TempFolder() {
  std::string path = ::testing::TempDir() + "/qiusuo_e2e_XXXXXX";
  EXPECT_NE(mkdtemp(path.data()), nullptr);
  path_ = path;
}

TempFolder::~TempFolder() { std::filesystem::remove_all(path_); }

std::string CourtReport(std::string_view court, int year, int accepted,
                        int closed) {
  return absl::StrFormat(
      "%1$s工作报告\n"
      "\n"
      "一、主要工作\n"
      "%2$d年，%1$s共受理各类案件%3$d件，审结%4$d件，结案率%5$d%%。\n"
      "（一）服务大局\n"
      "开展普法宣讲，送法进乡村。\n"
      "（二）司法为民\n"
      "设立便民窗口，方便群众办事。\n"
      "二、存在的不足\n"
      "队伍建设仍有差距。\n",
      std::string(court), year, accepted, closed, 100 * closed / accepted);
}

std::string LongReport(size_t bytes) {
  constexpr int kParagraphs = 40;
  std::string report = "年度工作报告\n\n一、主要工作\n";
  for (int heading = 1; report.size() < bytes; ++heading) {
    absl::StrAppend(&report, heading, ".推进重点工作\n");
    for (int i = 0; i < kParagraphs; ++i) {
      report +=
          "坚持问题导向，深入基层听取意见，完善工作机制，压实各方责任，推动各项"
          "任务"
          "落地见效，群众的获得感、幸福感、安全感不断增强。\n";
    }
  }
  return report;
}

std::string Describe(const absl::Status& status) {
  std::string text = absl::StatusCodeToString(status.code());
  const std::string reason = ErrorReason(status);
  if (!reason.empty()) absl::StrAppend(&text, " ", reason);
  const auto bad_request = GetBadRequest(status);
  if (bad_request.has_value()) {
    absl::StrAppend(&text, " ", bad_request->field_violations(0).field());
  }
  return text;
}

absl::Time Soon() { return absl::Now() + absl::Seconds(60); }

void EndToEndTest::SetUp() {
  options_.data_dir = folder_.path();
  options_.listen = "127.0.0.1:0";
  Restart();
}

void EndToEndTest::Restart() {
  server_.reset();
  auto server = server::Server::Start(options_);
  ASSERT_TRUE(server.ok()) << server.status();
  server_ = *std::move(server);
  const client::ClientOptions to_server = {.endpoint = server_->address()};
  connection_ = client::MakeConnection(to_server);
  client_ = std::make_unique<client::Client>(connection_, to_server);
}

std::string EndToEndTest::StoreState() {
  const auto status = client_->GetServerStatus();
  EXPECT_TRUE(status.ok()) << status.status();
  std::string state = absl::StrCat("version ", status->last_version(), "\n");
  for (const v1::CollectionStatus& collection : status->collections()) {
    absl::StrAppend(&state, collection.ShortDebugString(), "\n");
  }
  for (const auto& document : client_->ListDocuments("collections/-")) {
    EXPECT_TRUE(document.ok()) << document.status();
    if (!document.ok()) break;
    absl::StrAppend(&state, document->ShortDebugString(), "\n");
  }
  return state;
}

v1::ImportDocumentResponse EndToEndTest::Import(
    const std::string& content, const client::ImportOptions& options) {
  const auto imported = client_->Import(content, options);
  EXPECT_TRUE(imported.ok()) << imported.status();
  return imported.ok() ? *imported : v1::ImportDocumentResponse();
}

}  // namespace qiusuo::e2e
