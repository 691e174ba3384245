// A whole program that uses the client library: it imports a text, prints the
// metrics that the text states, and asks for one of them.
//
//   quickstart HOST:PORT

#include <cstdlib>
#include <iostream>

#include "client/client.h"

namespace {

constexpr char kReport[] =
    "某市中级人民法院工作报告\n"
    "\n"
    "一、依法履职\n"
    "2023年，全市法院受理各类案件3.2万余件，审结3.1万件，结案率达到96.5%。\n";

void Fail(const absl::Status& status) {
  std::cerr << status << "\n";
  std::exit(1);
}

// Prints every metric of an answer; pages are fetched as the loop goes on.
void Print(qiusuo::client::PageRange<qiusuo::v1::MetricResult> metrics) {
  for (const absl::StatusOr<qiusuo::v1::MetricResult>& found : metrics) {
    if (!found.ok()) return Fail(found.status());
    const qiusuo::v1::Metric& metric = found->metric();
    std::cout << metric.indicator() << " " << metric.quantity().text() << "\n";
  }
}

}  // namespace

int main(int argc, char** argv) {
  const qiusuo::client::Client client(
      {.endpoint = argc > 1 ? argv[1] : "127.0.0.1:7070"});

  const absl::StatusOr<qiusuo::v1::ImportDocumentResponse> imported =
      client.Import(kReport,
                    {.collection = "quickstart", .document_id = "report-2023"});
  if (!imported.ok()) Fail(imported.status());
  std::cout << imported->document().name() << "\n";

  qiusuo::v1::QueryMetricsRequest request;
  request.set_parent(imported->document().name());
  Print(client.QueryMetrics(request));

  request.set_parent("collections/quickstart");
  request.mutable_filter()->add_indicators("结案率");
  Print(client.QueryMetrics(request));
  return 0;
}
