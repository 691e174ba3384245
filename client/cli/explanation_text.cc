#include "client/cli/explanation_text.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <string>
#include <string_view>

#include "client/cli/display_text.h"
#include "client/cli/table.h"

namespace qiusuo::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr size_t kWordsColumns = 32;

// The value of one field, as a table shows it.
std::string ValueOf(const Message& message, const FieldDescriptor& field) {
  const google::protobuf::Reflection& of = *message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return of.GetString(message, &field);
    case FieldDescriptor::CPPTYPE_BOOL:
      return of.GetBool(message, &field) ? "yes" : "no";
    case FieldDescriptor::CPPTYPE_ENUM:
      return std::string(of.GetEnum(message, &field)->name());
    default:
      return "";
  }
}

// The value at a path such as `quantity.relation`; of a period its label.
std::string ValueAt(const v1::Metric& metric, std::string_view path) {
  if (path == "period") return metric.period().label();
  const Message* message = &metric;
  constexpr std::string_view kQuantity = "quantity.";
  if (path.starts_with(kQuantity)) {
    message = &metric.quantity();
    path.remove_prefix(kQuantity.size());
  }
  const FieldDescriptor* field =
      message->GetDescriptor()->FindFieldByName(std::string(path));
  return field == nullptr ? "" : ValueOf(*message, *field);
}

std::string_view ShortName(const v1::Metric& metric) {
  const std::string_view name = metric.name();
  const size_t slash = name.rfind("/metrics/");
  return slash == std::string_view::npos ? "(not stored)" : name.substr(slash);
}

}  // namespace

void WriteExplanations(std::ostream& out,
                       const v1::ExplainMetricsResponse& response) {
  std::string_view gap;
  for (const v1::MetricExplanation& explanation : response.explanations()) {
    const v1::Metric& metric = explanation.metric();
    out << gap << ShortName(metric) << "  "
        << Printable(metric.quantity().text()) << "\n";
    gap = "\n";
    Table table(out, {{"FIELD"},
                      {"VALUE", Align::kLeft, kWordsColumns},
                      {"WORDS", Align::kLeft, kWordsColumns},
                      {"RULE"}});
    for (const v1::FieldReason& reason : explanation.reasons()) {
      table.AddRow({reason.field(), ValueAt(metric, reason.field()),
                    reason.words(), reason.rule()});
    }
    table.Finish();
  }
}

}  // namespace qiusuo::cli
