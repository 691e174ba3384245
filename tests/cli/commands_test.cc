// What only a connection of ours can bring about: errors in the middle, terminals.

#include "client/cli/commands.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <memory>
#include <sstream>
#include <string>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/mocks/mock_connection.h"
#include "proto/error_details.h"

namespace qiusuo::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Return;
using ::testing::StrictMock;

class CommandsTest : public ::testing::Test {
 protected:
  ExitCode Run(const CommandFlags& flags,
               OutputFormat output = OutputFormat::kTable) {
    Session session{.client = client::Client(connection_),
                    .server = "server:1",
                    .output = output,
                    .in = in_,
                    .out = out_,
                    .err = err_,
                    .in_is_terminal = on_terminal_,
                    .err_is_terminal = on_terminal_};
    return std::visit(
        [&session](const auto& f) { return RunCommand(f, session); }, flags);
  }

  std::shared_ptr<StrictMock<client::MockConnection>> connection_ =
      std::make_shared<StrictMock<client::MockConnection>>();
  std::istringstream in_;
  std::ostringstream out_;
  std::ostringstream err_;
  bool on_terminal_ = false;
};

TEST_F(CommandsTest, NoAnswerInTimeIsNoAnswer) {
  EXPECT_CALL(*connection_, GetServerStatus)
      .WillOnce(Return(absl::DeadlineExceededError("Deadline Exceeded")));
  EXPECT_EQ(Run(StatusFlags()), ExitCode::kUnreachable);
  EXPECT_EQ(err_.str(),
            "qiusuo: server:1: Deadline Exceeded (DEADLINE_EXCEEDED)\n");
}

TEST_F(CommandsTest, WhatCameBeforeAnErrorIsShown) {
  v1::ListDocumentsResponse page;
  page.add_documents()->set_name("collections/default/documents/a");
  page.set_next_page_token("t");
  EXPECT_CALL(*connection_, ListDocuments)
      .WillOnce(Return(page))
      .WillOnce(Return(
          MakeError(absl::StatusCode::kDataLoss, "CORRUPT_RECORD", "damaged")));
  EXPECT_EQ(Run(ListFlags(), OutputFormat::kJson), ExitCode::kFailed);
  EXPECT_EQ(out_.str(),
            "[\n{\n \"name\": \"collections/default/documents/a\"\n}\n]\n");
  EXPECT_EQ(err_.str(),
            "qiusuo: collections/default: damaged (CORRUPT_RECORD)\n");
}

TEST_F(CommandsTest, ListFetchesNoMoreThanTheLimit) {
  v1::ListDocumentsResponse page;
  for (const char* id : {"a", "b", "c"}) {
    page.add_documents()->set_name(
        absl::StrCat("collections/default/documents/", id));
  }
  page.set_next_page_token("t");
  EXPECT_CALL(*connection_, ListDocuments)
      .WillOnce([&](const v1::ListDocumentsRequest& request, absl::Time) {
        EXPECT_EQ(request.page_size(), 2);
        return page;
      });
  EXPECT_EQ(Run(ListFlags{.limit = 2}), ExitCode::kOk);
  EXPECT_THAT(out_.str(), HasSubstr("\nb "));
  EXPECT_THAT(out_.str(), Not(HasSubstr("\nc ")));
}

// A metric of a document, as a server answers it.
v1::MetricResult MakeResult(const std::string& document, const char* value) {
  v1::MetricResult result;
  result.set_document_title("工作报告");
  result.set_document_issuer("中级人民法院");
  v1::Metric& metric = *result.mutable_metric();
  metric.set_name(document + "/metrics/1");
  metric.set_section_path("2.1");
  metric.set_indicator("结案率");
  metric.set_indicator_full("民事案件结案率");
  metric.set_kind(v1::METRIC_KIND_LEVEL);
  metric.set_subject("中院");
  metric.mutable_period()->set_label("2023");
  metric.mutable_quantity()->set_value(value);
  metric.mutable_quantity()->set_unit("%");
  metric.mutable_quantity()->set_relation(v1::RELATION_OVER);
  metric.mutable_quantity()->set_text("90%");
  return result;
}

TEST_F(CommandsTest, ExplainsOneMetric) {
  v1::ExplainMetricsResponse response;
  v1::MetricExplanation& explanation = *response.add_explanations();
  *explanation.mutable_metric() =
      MakeResult("collections/courts/documents/d", "90").metric();
  v1::FieldReason& reason = *explanation.add_reasons();
  reason.set_field("quantity.relation");
  reason.set_words("超过");
  reason.set_rule("bounds.tsv");
  EXPECT_CALL(*connection_, ExplainMetrics)
      .WillOnce([&](const v1::ExplainMetricsRequest& request, absl::Time) {
        EXPECT_EQ(request.name(), "collections/courts/documents/d");
        EXPECT_EQ(request.metrics_size(), 1);
        EXPECT_EQ(request.metrics(0),
                  "collections/courts/documents/d/metrics/1");
        return response;
      });
  EXPECT_EQ(
      Run(MetricsFlags{
          .name = "d/metrics/1", .collection = "courts", .explain = true}),
      ExitCode::kOk);
  EXPECT_EQ(out_.str(),
            "/metrics/1  90%\n"
            "FIELD              VALUE          WORDS  RULE\n"
            "quantity.relation  RELATION_OVER  超过   bounds.tsv\n");
}

TEST_F(CommandsTest, MetricsAreAskedForInOrderOfTheText) {
  v1::QueryMetricsResponse page;
  *page.add_results() = MakeResult("collections/courts/documents/d", "90");
  EXPECT_CALL(*connection_, QueryMetrics)
      .WillOnce([&](const v1::QueryMetricsRequest& request, absl::Time) {
        EXPECT_EQ(request.parent(), "collections/courts/documents/d");
        EXPECT_EQ(request.order(), v1::METRIC_ORDER_DOCUMENT);
        return page;
      });
  EXPECT_EQ(Run(MetricsFlags{.name = "d", .collection = "courts"}),
            ExitCode::kOk);
  EXPECT_EQ(
      out_.str(),
      "SECTION  INDICATOR       VALUE  UNIT  KIND   PERIOD  SUBJECT  WORDS\n"
      "2.1      民事案件结案率   > 90  %     level  2023    中院     90%\n");
}

TEST_F(CommandsTest, QueryNamesDocumentsOfOtherCollectionsInFull) {
  v1::QueryMetricsResponse page;
  *page.add_results() = MakeResult("collections/default/documents/d", "90");
  *page.add_results() = MakeResult("collections/courts/documents/d", "9.5");
  EXPECT_CALL(*connection_, QueryMetrics).WillOnce(Return(page));
  EXPECT_EQ(Run(QueryFlags()), ExitCode::kOk);
  EXPECT_EQ(out_.str(),
            "INDICATOR       VALUE  UNIT  KIND   PERIOD  SUBJECT  TITLE     "
            "ISSUER        DOCUMENT\n"
            "民事案件结案率   > 90  %     level  2023    中院     工作报告  "
            "中级人民法院  d\n"
            "民事案件结案率  > 9.5  %     level  2023    中院     工作报告  "
            "中级人民法院  "
            "collections/courts/documents/d\n");
}

// What a command line asks the server for.
v1::QueryMetricsRequest Asked(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), {"qiusuo", "query"});
  std::ostringstream out;
  const std::variant<CommandLine, ExitCode> line = ParseCommandLine(
      static_cast<int>(arguments.size()), arguments.data(), out, out);
  EXPECT_TRUE(std::holds_alternative<CommandLine>(line)) << out.str();
  return std::get<QueryFlags>(std::get<CommandLine>(line).command).request;
}

TEST(CommandLineTest, QueryConditionsBecomeAFilter) {
  const v1::QueryMetricsRequest asked =
      Asked({"--indicator", "结案率",    "--indicator=上诉率",
             "--contains",  "案件",      "--unit",
             "%",           "--kind",    "change",
             "--kind",      "rank",      "--direction",
             "down",        "--min",     "-3.5",
             "--max",       "90",        "--from",
             "2022-06",     "--to=2023", "--subject",
             "法院",        "--planned", "no",
             "--order",     "value",     "--descending"});
  v1::QueryMetricsRequest expected;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      R"(filter {
           indicators: "结案率" indicators: "上诉率" indicator_contains: "案件"
           units: "%" kinds: METRIC_KIND_CHANGE kinds: METRIC_KIND_RANK
           directions: DIRECTION_DOWN value_range { min: "-3.5" max: "90" }
           period_range { first_date { year: 2022 month: 6 }
                          last_date { year: 2023 } }
           planned: false subject_contains: "法院"
         }
         order: METRIC_ORDER_VALUE descending: true)",
      &expected));
  EXPECT_EQ(asked.DebugString(), expected.DebugString());
  EXPECT_EQ(Asked({}).filter().has_planned(), false);
  EXPECT_EQ(Asked({}).filter().has_value_range(), false);
}

TEST_F(CommandsTest, DeleteAsksOnATerminal) {
  on_terminal_ = true;
  in_.str("n\n");
  const DeleteFlags flags{.names = {"a", "b"}};
  EXPECT_EQ(Run(flags), ExitCode::kFailed);
  EXPECT_EQ(err_.str(), "Delete 2 documents? [y/N] Nothing was deleted.\n");

  in_.str("y\n");
  in_.clear();
  EXPECT_CALL(*connection_, DeleteDocument)
      .Times(2)
      .WillRepeatedly(Return(v1::DeleteDocumentResponse()));
  EXPECT_EQ(Run(flags), ExitCode::kOk);
  EXPECT_EQ(out_.str(),
            "deleted  collections/default/documents/a\n"
            "deleted  collections/default/documents/b\n");
}

}  // namespace
}  // namespace qiusuo::cli
