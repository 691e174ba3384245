// A document's life: import, read, import again, list, delete, come back.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/sha256.h"
#include "proto/error_details.h"
#include "proto/names.h"
#include "tests/e2e/fixture.h"

namespace qiusuo::e2e {
namespace {

constexpr char kName[] = "collections/courts/documents/lin-2023";

class DocumentsTest : public EndToEndTest {
 protected:
  const std::string report_ = CourtReport("林州法院", 2023, 2000, 1800);
  const client::ImportOptions options_of_report_ = {
      .collection = "courts",
      .document_id = "lin-2023",
      .labels = {{"level", "county"}},
      .uri = "file:///reports/lin-2023.txt"};
};

TEST_F(DocumentsTest, ImportAnswersTheStoredDocument) {
  const auto imported = Import(report_, options_of_report_);
  EXPECT_EQ(imported.outcome(), v1::IMPORT_OUTCOME_CREATED);
  const v1::Document& document = imported.document();
  EXPECT_EQ(document.name(), kName);
  EXPECT_EQ(document.title(), "林州法院工作报告");
  EXPECT_EQ(document.revision(), 1);
  EXPECT_FALSE(document.etag().empty());
  EXPECT_EQ(document.labels().at("level"), "county");
  EXPECT_EQ(document.source().uri(), "file:///reports/lin-2023.txt");
  EXPECT_EQ(document.source().charset(), "UTF-8");
  EXPECT_EQ(document.source().size_bytes(),
            static_cast<int64_t>(report_.size()));
  EXPECT_EQ(document.source().sha256().size(), 64u);
  EXPECT_TRUE(document.has_create_time());
  EXPECT_FALSE(document.has_delete_time());
  EXPECT_EQ(document.section_count(), 4);
  EXPECT_EQ(document.metric_count(), 3);
  EXPECT_EQ(document.text(), "") << "BASIC view";
}

TEST_F(DocumentsTest, ViewsGiveWhatTheySay) {
  const v1::Document imported = Import(report_, options_of_report_).document();

  const auto basic = client().GetDocument(kName);
  ASSERT_TRUE(basic.ok()) << basic.status();
  EXPECT_EQ(basic->SerializeAsString(), imported.SerializeAsString());

  const auto outline = client().GetDocument(kName, v1::DOCUMENT_VIEW_OUTLINE);
  ASSERT_TRUE(outline.ok()) << outline.status();
  EXPECT_EQ(outline->sections_size(), imported.section_count());
  EXPECT_EQ(outline->diagnostics_size(), imported.diagnostic_count());
  EXPECT_EQ(outline->text(), "");
  EXPECT_EQ(outline->metrics_size(), 0);

  const auto full = client().GetDocument(kName, v1::DOCUMENT_VIEW_FULL);
  ASSERT_TRUE(full.ok()) << full.status();
  EXPECT_EQ(full->text(), report_);
  EXPECT_GT(full->zones_size(), 0);
  EXPECT_EQ(full->sections_size(), imported.section_count());
  ASSERT_EQ(full->metrics_size(), imported.metric_count());
  ASSERT_GT(full->metrics_size(), 0);
  EXPECT_EQ(full->metrics(0).name(), std::string(kName) + "/metrics/1");
  EXPECT_EQ(full->metrics(0).quantity().value(), "2000");
}

TEST_F(DocumentsTest, ValidateOnlyAnswersWhatWouldBeDoneAndStoresNothing) {
  client::ImportOptions options = options_of_report_;
  options.validate_only = true;
  std::string before = StoreState();
  const auto created = Import(report_, options);
  EXPECT_EQ(created.outcome(), v1::IMPORT_OUTCOME_CREATED);
  EXPECT_EQ(created.document().name(), kName);
  EXPECT_EQ(created.document().title(), "林州法院工作报告");
  EXPECT_EQ(Describe(client().Import("", options).status()),
            "INVALID_ARGUMENT EMPTY_CONTENT content.data");
  EXPECT_EQ(StoreState(), before);

  Import(report_, options_of_report_);
  before = StoreState();
  EXPECT_EQ(Import(report_, options).outcome(), v1::IMPORT_OUTCOME_UNCHANGED);
  EXPECT_EQ(Import(report_ + "\n", options).outcome(),
            v1::IMPORT_OUTCOME_UPDATED);
  EXPECT_EQ(StoreState(), before);
}

TEST_F(DocumentsTest, AHashStandsForBytesThatAreStored) {
  v1::ImportDocumentRequest request =
      client::MakeImportRequest("", options_of_report_);
  request.mutable_content()->set_sha256(Sha256Hex(report_));
  EXPECT_EQ(Describe(connection().ImportDocument(request, Soon()).status()),
            "FAILED_PRECONDITION CONTENT_NEEDED");
  const auto imported = Import(report_, options_of_report_);
  const auto same = connection().ImportDocument(request, Soon());
  ASSERT_TRUE(same.ok()) << same.status();
  EXPECT_EQ(same->outcome(), v1::IMPORT_OUTCOME_UNCHANGED);
  EXPECT_EQ(same->document().SerializeAsString(),
            imported.document().SerializeAsString());
  // Other labels would make another revision, and that takes the bytes.
  (*request.mutable_labels())["level"] = "city";
  EXPECT_EQ(Describe(connection().ImportDocument(request, Soon()).status()),
            "FAILED_PRECONDITION CONTENT_NEEDED");
}

TEST_F(DocumentsTest, ParseAnswersTheSameAndStoresNothing) {
  const std::string before = StoreState();
  const auto parsed = client().Parse(report_);
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  EXPECT_EQ(parsed->name(), "");
  EXPECT_EQ(parsed->revision(), 0);
  EXPECT_EQ(parsed->text(), report_);
  EXPECT_EQ(StoreState(), before);

  Import(report_, options_of_report_);
  const auto full = client().GetDocument(kName, v1::DOCUMENT_VIEW_FULL);
  ASSERT_TRUE(full.ok()) << full.status();
  ASSERT_EQ(parsed->sections_size(), full->sections_size());
  for (int i = 0; i < full->sections_size(); ++i) {
    EXPECT_EQ(parsed->sections(i).SerializeAsString(),
              full->sections(i).SerializeAsString());
  }
}

TEST_F(DocumentsTest, TheSameBytesAgainChangeNothing) {
  Import(report_, options_of_report_);
  const std::string before = StoreState();
  EXPECT_EQ(Import(report_, options_of_report_).outcome(),
            v1::IMPORT_OUTCOME_UNCHANGED);
  EXPECT_EQ(StoreState(), before);
}

TEST_F(DocumentsTest, OtherBytesOrLabelsMakeARevision) {
  const v1::Document first = Import(report_, options_of_report_).document();
  const auto second =
      Import(CourtReport("林州法院", 2023, 2100, 1900), options_of_report_);
  EXPECT_EQ(second.outcome(), v1::IMPORT_OUTCOME_UPDATED);
  EXPECT_EQ(second.document().revision(), 2);
  EXPECT_NE(second.document().etag(), first.etag());
  EXPECT_EQ(second.document().create_time().SerializeAsString(),
            first.create_time().SerializeAsString());

  client::ImportOptions relabelled = options_of_report_;
  relabelled.labels = {{"checked", "yes"}};
  const auto third =
      Import(CourtReport("林州法院", 2023, 2100, 1900), relabelled);
  EXPECT_EQ(third.outcome(), v1::IMPORT_OUTCOME_UPDATED);
  EXPECT_EQ(third.document().revision(), 3);
  EXPECT_EQ(third.document().labels().size(), 1u);
}

TEST_F(DocumentsTest, ANameIsMadeFromTheUriOrTheBytes) {
  const auto by_uri =
      Import(report_, {.collection = "courts", .uri = "https://x.test/1"});
  EXPECT_EQ(
      by_uri.document().name().rfind("collections/courts/documents/u-", 0), 0u);
  const auto by_uri_again =
      Import(CourtReport("林州法院", 2024, 9, 8),
             {.collection = "courts", .uri = "https://x.test/1"});
  EXPECT_EQ(by_uri_again.outcome(), v1::IMPORT_OUTCOME_UPDATED);
  EXPECT_EQ(by_uri_again.document().name(), by_uri.document().name());
  const auto by_bytes = Import(report_, {.collection = "courts"});
  EXPECT_EQ(
      by_bytes.document().name().rfind("collections/courts/documents/b-", 0),
      0u);
  EXPECT_EQ(Import(report_, {.collection = "courts"}).outcome(),
            v1::IMPORT_OUTCOME_UNCHANGED);
}

TEST_F(DocumentsTest, SectionsComeInReadingOrder) {
  Import(report_, options_of_report_);
  std::vector<std::string> seen;
  for (const auto& section : client().ListSections(kName, 3)) {
    ASSERT_TRUE(section.ok()) << section.status();
    seen.push_back(section->path() + " " + section->title());
  }
  EXPECT_EQ(seen, (std::vector<std::string>{"1 主要工作", "1.1 服务大局",
                                            "1.2 司法为民", "2 存在的不足"}));
}

TEST_F(DocumentsTest, ADeletedDocumentIsGoneAndItsNameCanComeBack) {
  const v1::Document imported = Import(report_, options_of_report_).document();
  const auto deleted = client().DeleteDocument(kName, imported.etag());
  ASSERT_TRUE(deleted.ok()) << deleted.status();
  EXPECT_EQ(deleted->name(), kName);
  EXPECT_TRUE(deleted->has_delete_time());

  const std::string gone = "NOT_FOUND DOCUMENT_NOT_FOUND";
  EXPECT_EQ(Describe(client().GetDocument(kName).status()), gone);
  EXPECT_EQ(Describe(client().DeleteDocument(kName).status()), gone);
  for (const auto& section : client().ListSections(kName)) {
    EXPECT_EQ(Describe(section.status()), gone);
  }
  for (const auto& document : client().ListDocuments("collections/courts")) {
    ADD_FAILURE() << document.status();
  }
  v1::QueryMetricsRequest query;
  query.set_parent("collections/courts");
  for (const auto& metric : client().QueryMetrics(query)) {
    ADD_FAILURE() << metric.status();
  }

  const auto again = Import(report_, options_of_report_);
  EXPECT_EQ(again.outcome(), v1::IMPORT_OUTCOME_CREATED);
  EXPECT_GT(again.document().revision(), imported.revision());
  EXPECT_TRUE(client().GetDocument(kName).ok());
}

TEST_F(DocumentsTest, AnEtagGuardsADeletion) {
  const v1::Document first = Import(report_, options_of_report_).document();
  Import(CourtReport("林州法院", 2023, 2100, 1900), options_of_report_);
  const std::string before = StoreState();
  const auto deleted = client().DeleteDocument(kName, first.etag());
  EXPECT_EQ(Describe(deleted.status()), "ABORTED ETAG_MISMATCH");
  EXPECT_EQ(StoreState(), before);
}

TEST_F(DocumentsTest, QueriesFindTheMetricsOfAllDocuments) {
  Import(report_, options_of_report_);
  Import(CourtReport("安阳法院", 2023, 1000, 950),
         {.collection = "courts", .document_id = "an-2023"});
  v1::QueryMetricsRequest query;
  query.set_parent("collections/courts");
  query.mutable_filter()->add_indicators("结案率");
  query.set_order(v1::METRIC_ORDER_VALUE);
  query.set_descending(true);
  std::vector<std::string> seen;
  for (const auto& result : client().QueryMetrics(query)) {
    ASSERT_TRUE(result.ok()) << result.status();
    seen.push_back(result->document_title() + " " +
                   result->metric().quantity().value());
  }
  EXPECT_EQ(seen, (std::vector<std::string>{"安阳法院工作报告 95",
                                            "林州法院工作报告 90"}));
}

TEST_F(DocumentsTest, AggregatesAndListsTheIndicatorsOfAllDocuments) {
  Import(report_, options_of_report_);
  Import(CourtReport("安阳法院", 2023, 1000, 950),
         {.collection = "courts", .document_id = "an-2023"});
  v1::AggregateMetricsRequest request;
  request.set_parent("collections/courts");
  request.mutable_filter()->add_indicators("结案率");
  request.mutable_filter()->add_kinds(v1::METRIC_KIND_LEVEL);
  request.add_group_by(v1::METRIC_GROUPING_YEAR);
  request.set_with_median(true);
  int groups = 0;
  for (const auto& group : client().AggregateMetrics(request)) {
    ASSERT_TRUE(group.ok()) << group.status();
    ++groups;
    EXPECT_EQ(group->period().label(), "2023");
    EXPECT_EQ(group->unit(), "%");
    EXPECT_EQ(group->count(), 2);
    EXPECT_EQ(group->sum(), "185");
    EXPECT_EQ(group->mean(), "92.5");
    EXPECT_EQ(group->median(), "92.5");
  }
  EXPECT_EQ(groups, 1);

  int64_t named = 0;
  for (const auto& indicator :
       client().ListIndicators("collections/-", "结案率", 1)) {
    ASSERT_TRUE(indicator.ok()) << indicator.status();
    named += indicator->metric_count();
  }
  EXPECT_EQ(named, 2);

  v1::QueryMetricsRequest query;
  query.set_parent(kName);
  for (const auto& result : client().QueryMetrics(query)) {
    ASSERT_TRUE(result.ok()) << result.status();
    const auto metric = client().GetMetric(result->metric().name());
    ASSERT_TRUE(metric.ok()) << metric.status();
    EXPECT_EQ(metric->SerializeAsString(), result->SerializeAsString());
  }
  EXPECT_EQ(Describe(client().GetMetric(MetricName(kName, 99)).status()),
            "NOT_FOUND METRIC_NOT_FOUND");
}

TEST_F(DocumentsTest, ADocumentIsLabelledAndBroughtBack) {
  const v1::Document first = Import(report_, options_of_report_).document();
  const auto labelled =
      client().SetLabels(kName, {{"region", "华中"}}, first.etag());
  ASSERT_TRUE(labelled.ok()) << labelled.status();
  EXPECT_EQ(labelled->revision(), first.revision());
  EXPECT_EQ(Describe(client().SetLabels(kName, {}, first.etag()).status()),
            "ABORTED ETAG_MISMATCH");
  v1::ListDocumentsRequest list;
  list.set_parent("collections/courts");
  (*list.mutable_filter()->mutable_labels())["region"] = "华中";
  int listed = 0;
  for (const auto& document : client().ListDocuments(list)) {
    ASSERT_TRUE(document.ok()) << document.status();
    ++listed;
    EXPECT_EQ(document->etag(), labelled->etag());
  }
  EXPECT_EQ(listed, 1);

  ASSERT_TRUE(client().DeleteDocument(kName).ok());
  const auto back = client().UndeleteDocument(kName);
  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_EQ(back->SerializeAsString(), labelled->SerializeAsString());
  EXPECT_EQ(Describe(client().UndeleteDocument(kName).status()),
            "FAILED_PRECONDITION DOCUMENT_NOT_DELETED");
  v1::QueryMetricsRequest query;
  query.set_parent("collections/courts");
  int64_t metrics = 0;
  for (const auto& metric : client().QueryMetrics(query)) {
    ASSERT_TRUE(metric.ok()) << metric.status();
    ++metrics;
  }
  EXPECT_EQ(metrics, back->metric_count());
}

TEST_F(DocumentsTest, ManyDocumentsAndOneSectionAreRead) {
  std::vector<std::string> names;
  for (int i = 0; i < 3; ++i) {
    names.push_back(
        Import(CourtReport("林州法院", 2020 + i, 2000, 1800),
               {.collection = "courts", .document_id = "d" + std::to_string(i)})
            .document()
            .name());
  }
  std::vector<std::string> asked;
  for (int i = 0; i < 1200; ++i) asked.push_back(names[i % 3]);
  asked[700] = "collections/courts/documents/none";
  size_t found = 0;
  for (const auto& document : client().GetDocuments(asked)) {
    ASSERT_TRUE(document.ok()) << document.status();
    if (found == 700) ++found;
    EXPECT_EQ(document->name(), asked[found++]);
  }
  EXPECT_EQ(found, asked.size());

  const auto document = client().GetDocument(names[0], v1::DOCUMENT_VIEW_FULL);
  ASSERT_TRUE(document.ok()) << document.status();
  for (const v1::Section& section : document->sections()) {
    const auto read = client().GetSection(names[0], section.path());
    ASSERT_TRUE(read.ok()) << read.status();
    EXPECT_EQ(read->section().SerializeAsString(), section.SerializeAsString());
    const auto begin = static_cast<size_t>(section.span().start_byte());
    EXPECT_EQ(
        read->text(),
        document->text().substr(
            begin, static_cast<size_t>(section.span().end_byte()) - begin));
  }
  EXPECT_EQ(Describe(client().GetSection(names[0], "9.9").status()),
            "NOT_FOUND SECTION_NOT_FOUND");
}

TEST_F(DocumentsTest, StatusTellsWhatTheServerIs) {
  const auto empty = client().GetServerStatus();
  ASSERT_TRUE(empty.ok()) << empty.status();
  EXPECT_EQ(empty->collections_size(), 0);
  Import(report_, options_of_report_);
  const auto status = client().GetServerStatus();
  ASSERT_TRUE(status.ok()) << status.status();
  EXPECT_EQ(status->server_version(), server::ServerVersion());
  EXPECT_FALSE(status->parser_version().empty());
  EXPECT_EQ(status->storage_format_version(), 4);
  EXPECT_EQ(status->engine(), "rocksdb");
  EXPECT_TRUE(status->has_start_time());
  EXPECT_GE(status->uptime().seconds() + status->uptime().nanos(), 1);
  EXPECT_EQ(status->last_version(), empty->last_version() + 1);
  ASSERT_EQ(status->collections_size(), 1);
  EXPECT_EQ(status->collections(0).name(), "collections/courts");
  EXPECT_EQ(status->collections(0).document_count(), 1);
  EXPECT_EQ(status->collections(0).metric_count(), 3);
  EXPECT_GT(status->disk_usage_bytes(), 0);
  EXPECT_GT(status->disk_free_bytes(), 0);
  EXPECT_EQ(status->max_content_bytes(), 16 << 20);
}

TEST_F(DocumentsTest, EverythingIsThereAfterARestart) {
  Import(report_, options_of_report_);
  const std::string before = StoreState();
  Restart();
  EXPECT_EQ(StoreState(), before);
  const auto full = client().GetDocument(kName, v1::DOCUMENT_VIEW_FULL);
  ASSERT_TRUE(full.ok()) << full.status();
  EXPECT_EQ(full->text(), report_);
}

}  // namespace
}  // namespace qiusuo::e2e
