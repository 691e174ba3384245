#include "bench/questions.h"

namespace qiusuo::bench {
namespace {

TextQuestion Search(const char* name, const char* words) {
  TextQuestion question{.name = name, .words = words, .request = {}};
  question.request.set_parent(kParent);
  question.request.mutable_phrases()->add_all_of(words);
  return question;
}

}  // namespace

Load MetricQuestion::LoadAt(const std::string& address,
                            absl::Duration run_time) const {
  return {.endpoint = address,
          .method = "/qiusuo.v1.MetricService/QueryMetrics",
          .request = request.SerializeAsString(),
          .run_time = run_time};
}

std::vector<MetricQuestion> MetricQuestions() {
  v1::QueryMetricsRequest request;
  request.set_parent(kParent);
  request.set_page_size(kPageSize);
  std::vector<MetricQuestion> questions;
  questions.push_back({"query_page_broad", request});
  request.mutable_filter()->add_indicators("指标100");
  questions.push_back({"query_page_indicator", request});
  request.set_order(v1::METRIC_ORDER_VALUE);
  request.set_descending(true);
  questions.push_back({"query_page_by_value", request});
  request.mutable_filter()->add_units("件");
  request.mutable_filter()
      ->mutable_period_range()
      ->mutable_first_date()
      ->set_year(2015);
  questions.push_back({"query_page_selective", request});
  return questions;
}

Load TextQuestion::LoadAt(const std::string& address,
                          absl::Duration run_time) const {
  return {.endpoint = address,
          .method = "/qiusuo.v1.DocumentService/SearchText",
          .request = request.SerializeAsString(),
          .run_time = run_time};
}

std::vector<TextQuestion> TextQuestions() {
  return {Search("search_rare", "滞纳金"), Search("search_common", "工作"),
          Search("search_phrase", "全面推进依法治国")};
}

}  // namespace qiusuo::bench
