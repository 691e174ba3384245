#include "base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>

#include "absl/strings/escaping.h"
#include "base/strings.h"

namespace qiusuo {
namespace {

spdlog::logger& Logger() {
  static const std::shared_ptr<spdlog::logger> logger = [] {
    auto made = std::make_shared<spdlog::logger>(
        "qiusuo", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v",
                      spdlog::pattern_time_type::utc);
    made->flush_on(spdlog::level::info);
    return made;
  }();
  return *logger;
}

bool IsPlain(std::string_view value) {
  if (value.empty()) return false;
  for (unsigned char c : value) {
    if (c <= ' ' || c == '"' || c == '=' || c == 0x7f) return false;
  }
  return true;
}

void Log(spdlog::level::level_enum level, std::string_view event,
         std::initializer_list<LogField> fields) {
  if (!Logger().should_log(level)) return;
  std::string line(event);
  for (const auto& [key, value] : fields) {
    line.append(" ").append(key).append("=");
    if (IsPlain(value)) {
      line += value;
    } else {
      line.append("\"").append(absl::Utf8SafeCEscape(value)).append("\"");
    }
  }
  Logger().log(level, line);
}

}  // namespace

bool SetLogLevel(std::string_view level) {
  const spdlog::level::level_enum parsed =
      spdlog::level::from_str(std::string(level));
  if (parsed == spdlog::level::off && level != "off") return false;
  Logger().set_level(parsed);
  return true;
}

bool ShowsDebug() { return Logger().should_log(spdlog::level::debug); }

void LogDebug(std::string_view event, std::initializer_list<LogField> fields) {
  Log(spdlog::level::debug, event, fields);
}
void LogInfo(std::string_view event, std::initializer_list<LogField> fields) {
  Log(spdlog::level::info, event, fields);
}
void LogWarning(std::string_view event,
                std::initializer_list<LogField> fields) {
  Log(spdlog::level::warn, event, fields);
}
void LogError(std::string_view event, std::initializer_list<LogField> fields) {
  Log(spdlog::level::err, event, fields);
}

}  // namespace qiusuo
