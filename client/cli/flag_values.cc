#include "client/cli/flag_values.h"

#include <array>
#include <charconv>
#include <string>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "base/strings.h"

namespace qiusuo::cli {

std::optional<absl::Duration> ParseTimeout(std::string_view text) {
  const bool is_number =
      text.find_first_not_of("0123456789.") == std::string_view::npos;
  absl::Duration timeout;
  if (!absl::ParseDuration(absl::StrCat(ToAbsl(text), is_number ? "s" : ""),
                           &timeout) ||
      timeout <= absl::ZeroDuration()) {
    return std::nullopt;
  }
  return timeout;
}

std::optional<std::map<std::string, std::string>> ParseLabels(
    std::string_view text) {
  std::map<std::string, std::string> labels;
  std::string* last_value = nullptr;
  for (const absl::string_view part : absl::StrSplit(ToAbsl(text), ',')) {
    const size_t equals = part.find('=');
    if (equals != absl::string_view::npos && equals > 0) {
      last_value = &labels[std::string(part.substr(0, equals))];
      *last_value = std::string(part.substr(equals + 1));
    } else if (last_value != nullptr) {
      absl::StrAppend(last_value, ",", part);
    } else {
      return std::nullopt;
    }
  }
  return labels;
}

std::optional<v1::Date> ParseDate(std::string_view text) {
  std::array<int, 3> parts = {0, 0, 0};
  for (int& part : parts) {
    const char* const end = text.data() + text.size();
    const auto [next, error] = std::from_chars(text.data(), end, part);
    if (error != std::errc() || part <= 0) return std::nullopt;
    text.remove_prefix(next - text.data());
    if (text.empty()) {
      v1::Date date;
      date.set_year(parts[0]);
      date.set_month(parts[1]);
      date.set_day(parts[2]);
      return date;
    }
    if (text.front() != '-') return std::nullopt;
    text.remove_prefix(1);
  }
  return std::nullopt;
}

std::optional<v1::DateRange> ParseDateRange(std::string_view from,
                                            std::string_view to) {
  if (from.empty() && to.empty()) return std::nullopt;
  v1::DateRange range;
  if (!from.empty()) *range.mutable_first_date() = *ParseDate(from);
  if (!to.empty()) *range.mutable_last_date() = *ParseDate(to);
  return range;
}

}  // namespace qiusuo::cli
