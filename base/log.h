// File: base/log.h
//
// The process's log: one line per event on standard error, by spdlog.
//
//   LogInfo("import", {{"name", name}, {"bytes", absl::StrCat(size)}});
//
// prints `2026-11-23T09:14:06.123Z info import name=… bytes=5675`. Safe from
// any thread. Values are quoted where they hold blanks or control characters.

#ifndef QIUSUO_BASE_LOG_H_
#define QIUSUO_BASE_LOG_H_

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace qiusuo {

using LogField = std::pair<std::string_view, std::string>;

// SetLogLevel hides events below `level`: debug, info, warn, error or off.
// False if it is none of these; then nothing changes. The level is info at
// first.
bool SetLogLevel(std::string_view level);

// ShowsDebug is false while debug events are hidden, so that nobody gathers their
// fields in vain.
bool ShowsDebug();

void LogDebug(std::string_view event, std::initializer_list<LogField> fields);
void LogInfo(std::string_view event, std::initializer_list<LogField> fields);
void LogWarning(std::string_view event, std::initializer_list<LogField> fields);
void LogError(std::string_view event, std::initializer_list<LogField> fields);

}  // namespace qiusuo

#endif  // QIUSUO_BASE_LOG_H_
