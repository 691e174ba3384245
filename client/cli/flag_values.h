// File: client/cli/flag_values.h
//
// Values of flags, from what the user typed.

#ifndef QIUSUO_CLIENT_CLI_FLAG_VALUES_H_
#define QIUSUO_CLIENT_CLI_FLAG_VALUES_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "absl/time/time.h"
#include "qiusuo/v1/text.pb.h"

namespace qiusuo::cli {

// ParseTimeout reads `10s`, `500ms`, `1m30s` or a bare number of seconds; nullopt for
// anything else, zero included.
std::optional<absl::Duration> ParseTimeout(std::string_view text);

// ParseLabels reads `key=value,key=value`. A comma behind which no `key=` stands belongs to
// the value: `court=中院,高院`. nullopt for anything else. Whether keys are keys is
// the server's to judge.
std::optional<std::map<std::string, std::string>> ParseLabels(
    std::string_view text);

// ParseDate reads `2023`, `2023-05` or `2023-05-06`; nullopt for anything else. Whether
// there is such a day is the server's to judge.
std::optional<v1::Date> ParseDate(std::string_view text);

// ParseDateRange reads the first and the last day, each of which may be empty, and otherwise is one
// that ParseDate reads; nullopt if both are.
std::optional<v1::DateRange> ParseDateRange(std::string_view from,
                                            std::string_view to);

}  // namespace qiusuo::cli

#endif  // QIUSUO_CLIENT_CLI_FLAG_VALUES_H_
