#include <unicode/ucnv.h>
#include <zip.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "base/strings.h"
#include "bench/corpus.h"
#include "bench/result.h"
#include "service/parser/content.h"
#include "service/parser/parse_report.h"

namespace qiusuo::bench {
namespace {

constexpr const char* kControl = "ICU, UTF-8 to UTF-16, of the text in it";

std::string InGb18030(const std::string& utf8) {
  UErrorCode status = U_ZERO_ERROR;
  std::string bytes(utf8.size() * 2 + 16, '\0');
  const int32_t size = ucnv_convert(
      "gb18030", "utf-8", bytes.data(), static_cast<int32_t>(bytes.size()),
      utf8.data(), static_cast<int32_t>(utf8.size()), &status);
  bytes.resize(static_cast<size_t>(std::max(size, 0)));
  return bytes;
}

// The lines of a text, each between `before` and `after`.
std::string WrapLines(std::string_view text, std::string_view before,
                      std::string_view after) {
  std::string wrapped;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    absl::StrAppend(&wrapped, ToAbsl(before), ToAbsl(text.substr(0, end)),
                    ToAbsl(after));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return wrapped;
}

// As sites write it: a menu, styles in every paragraph, a foot.
std::string AsPage(const std::string& text) {
  std::string menu;
  for (int i = 0; i < 40; ++i) {
    absl::StrAppend(&menu, "<li class=\"item\"><a href=\"/zwgk/", i,
                    "/index.html\" target=\"_blank\">政务公开</a></li>\n");
  }
  return absl::StrCat(
      "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>报告</title>"
      "<style>.nav{float:left}</style></head><body><ul class=\"nav\">",
      menu, "</ul><div class=\"content\" id=\"zoom\">",
      WrapLines(text,
                "<p style=\"text-indent: 2em; line-height: 1.75;\"><span "
                "style=\"font-size: 16pt;\">",
                "</span></p>\n"),
      "</div><div class=\"footer\"><a href=\"/map\">网站地图</a></div></body>"
      "</html>");
}

std::string AsDocx(const std::string& text) {
  const std::string document = absl::StrCat(
      "<w:document xmlns:w=\"w\"><w:body>",
      WrapLines(text,
                "<w:p><w:pPr><w:ind w:firstLine=\"640\"/><w:rPr><w:rFonts "
                "w:eastAsia=\"仿宋\"/><w:sz w:val=\"32\"/></w:rPr></w:pPr>"
                "<w:r><w:rPr><w:sz w:val=\"32\"/></w:rPr><w:t>",
                "</w:t></w:r></w:p>"),
      "</w:body></w:document>");
  zip_error_t error;
  zip_source_t* file = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(file);
  zip_t* archive = zip_open_from_source(file, ZIP_TRUNCATE, &error);
  zip_file_add(archive, "word/document.xml",
               zip_source_buffer(archive, document.data(), document.size(), 0),
               0);
  zip_close(archive);
  std::string bytes;
  zip_stat_t facts;
  if (zip_source_stat(file, &facts) == 0) bytes.resize(facts.size);
  zip_source_open(file);
  zip_source_read(file, bytes.data(), bytes.size());
  zip_source_close(file);
  zip_source_free(file);
  return bytes;
}

// A format's files; the same reports in all formats where there is no corpus.
struct Files {
  const char* name;
  const char* uri;
  std::vector<std::string> files = {};
};

std::vector<Files> MakeFiles(const Settings& settings) {
  std::vector<Files> formats = {{"text", "a.txt"},
                                {"gb18030", "a.txt"},
                                {"html", "a.html"},
                                {"markdown", "a.md"},
                                {"docx", "a.docx"}};
  if (!settings.corpus.empty()) {
    for (Files& format : formats) {
      if (std::string_view(format.name) == "gb18030") continue;
      const std::string_view uri = format.uri;
      format.files = ReadFolder(settings.corpus, uri.substr(1));
    }
    return formats;
  }
  for (const std::string& text : ReadTexts(settings)) {
    formats[0].files.push_back(text);
    formats[1].files.push_back(InGb18030(text));
    formats[2].files.push_back(AsPage(text));
    formats[3].files.push_back(WrapLines(text, "", "\n\n"));
    formats[4].files.push_back(AsDocx(text));
  }
  return formats;
}

struct Times {
  double extract_us = 0;
  double whole_us = 0;
  double control_us = 0;
};

double Elapsed(absl::Time start) {
  return absl::ToDoubleMicroseconds(absl::Now() - start);
}

// Of several rounds the fastest counts: what else the machine does only ever adds.
void KeepFastest(const Times& times, Times& fastest) {
  const auto keep = [](double now, double& least) {
    least = least == 0 ? now : std::min(least, now);
  };
  keep(times.extract_us, fastest.extract_us);
  keep(times.whole_us, fastest.whole_us);
  keep(times.control_us, fastest.control_us);
}

Times Measure(const parser::Report& report, size_t& text_bytes) {
  Times times;
  absl::Time start = absl::Now();
  const auto content = parser::ReadContent(report, {});
  times.extract_us = Elapsed(start);
  start = absl::Now();
  const auto document = parser::ParseReport(report, {});
  times.whole_us = Elapsed(start);
  if (!content.ok() || !document.ok()) return {};
  start = absl::Now();
  text_bytes = ReadWithIcu(content->utf8) > 0 ? content->utf8.size() : 0;
  times.control_us = Elapsed(start);
  return times;
}

void AddResults(const Files& format, const Settings& settings,
                std::vector<Result>& results) {
  Times sum;
  double bytes = 0;
  double text_bytes = 0;
  for (const std::string& file : format.files) {
    Times fastest;
    size_t text = 0;
    for (int round = 0; round < settings.rounds; ++round) {
      KeepFastest(Measure({.data = file, .uri = format.uri}, text), fastest);
    }
    if (text == 0) continue;  // refused
    bytes += static_cast<double>(file.size());
    text_bytes += static_cast<double>(text);
    sum.extract_us += fastest.extract_us;
    sum.whole_us += fastest.whole_us;
    sum.control_us += fastest.control_us;
  }
  if (bytes == 0) return;
  const double control = text_bytes / sum.control_us;
  results.push_back({absl::StrCat("extract_", format.name),
                     bytes / sum.extract_us, "MB/s", kControl, control});
  results.push_back({absl::StrCat("whole_", format.name), bytes / sum.whole_us,
                     "MB/s", kControl, control});
}

}  // namespace

std::vector<Result> ExtractBench(const Settings& settings) {
  std::vector<Result> results;
  for (const Files& format : MakeFiles(settings)) {
    AddResults(format, settings, results);
  }
  return results;
}

}  // namespace qiusuo::bench
