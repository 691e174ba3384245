#include "client/cli/import_report.h"

#include <gtest/gtest.h>

#include "proto/error_details.h"

namespace qiusuo::cli {
namespace {

Imported Answer(v1::ImportOutcome outcome) {
  v1::ImportDocumentResponse response;
  response.mutable_document()->set_name("collections/c/documents/d");
  response.set_outcome(outcome);
  return response;
}

absl::Status Error(absl::StatusCode code, std::string_view reason) {
  return MakeError(code, reason, "why");
}

TEST(ImportReport, WhatTheFileItselfCausesIsRefusedTheRestFailed) {
  using absl::StatusCode;
  EXPECT_EQ(OutcomeOf(Answer(v1::IMPORT_OUTCOME_CREATED)),
            FileOutcome::kCreated);
  EXPECT_EQ(OutcomeOf(Answer(v1::IMPORT_OUTCOME_UPDATED)),
            FileOutcome::kUpdated);
  EXPECT_EQ(OutcomeOf(Answer(v1::IMPORT_OUTCOME_UNCHANGED)),
            FileOutcome::kUnchanged);
  for (const absl::Status& refused :
       {Error(StatusCode::kInvalidArgument, "BINARY_CONTENT"),
        Error(StatusCode::kInvalidArgument, "INVALID_FIELD"),
        Error(StatusCode::kResourceExhausted, "CONTENT_TOO_LARGE")}) {
    EXPECT_EQ(OutcomeOf(refused), FileOutcome::kRefused) << refused;
  }
  for (const absl::Status& failed :
       {Error(StatusCode::kResourceExhausted, "DISK_FULL"),
        Error(StatusCode::kFailedPrecondition, "PDF_READER_MISSING"),
        Error(StatusCode::kInvalidArgument, "LOCAL_FILE"),
        Error(StatusCode::kCancelled, "INTERRUPTED"),
        absl::UnavailableError("gone"), absl::InternalError("a bug")}) {
    EXPECT_EQ(OutcomeOf(failed), FileOutcome::kFailed) << failed;
  }
}

TEST(ImportReport, ALineOfJsonForEachFile) {
  EXPECT_EQ(ReportLine("a.txt", Answer(v1::IMPORT_OUTCOME_UPDATED)),
            R"({"path":"a.txt","outcome":"UPDATED",)"
            R"("name":"collections/c/documents/d","reason":""})");
  EXPECT_EQ(ReportLine("报告 1.txt", Error(absl::StatusCode::kInvalidArgument,
                                           "EMPTY_CONTENT")),
            R"({"path":"报告 1.txt","outcome":"REFUSED","name":"",)"
            R"("reason":"EMPTY_CONTENT","message":"why"})");
  EXPECT_EQ(ReportLine("a\xFF\n\"", absl::UnavailableError("gone")),
            "{\"path\":\"a\xEF\xBF\xBD \\\"\",\"outcome\":\"FAILED\","
            "\"name\":\"\",\"reason\":\"UNAVAILABLE\",\"message\":\"gone\"}");
}

}  // namespace
}  // namespace qiusuo::cli
