// Holds docs/storage_format.md to the bytes: a store with one import in it consists of
// the rows that the document shows, and of no others.
//
// Blocks fenced as ```rows show rows: one or more lines `key`, then `json` and `value`,
// which all these keys have. Keys are text with bytes as \x00; values are hexadecimal.
// Blocks fenced as ```ranks show a decimal and its rank on each line.

#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>

#include "storage/keys.h"
#include "storage/metric_rank.h"
#include "storage/revision_codec.h"
#include "tests/storage/memory_engine.h"
#include "tests/storage/store_testing.h"

namespace qiusuo::storage {
namespace {

using qiusuo::storage::v1::ChangeRecord;
using qiusuo::storage::v1::CollectionRecord;
using qiusuo::storage::v1::FormatRecord;
using qiusuo::storage::v1::HeadRecord;
using qiusuo::storage::v1::IndexRecord;
using qiusuo::storage::v1::MetricBlock;
using qiusuo::storage::v1::RevisionRecord;
using qiusuo::storage::v1::TextCollectionRecord;
using qiusuo::storage::v1::TextDocumentRecord;
using qiusuo::storage::v1::TextIndexRecord;
using qiusuo::storage::v1::TextPlaceRecord;

struct ShownRow {
  std::string json;
  std::string value;
};

std::string Unescape(const std::string& text) {
  std::string bytes;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text.compare(i, 2, "\\x") != 0) {
      bytes.push_back(text[i]);
      continue;
    }
    bytes.push_back(
        static_cast<char>(std::stoi(text.substr(i + 2, 2), nullptr, 16)));
    i += 3;
  }
  return bytes;
}

std::string Escape(const std::string& bytes) {
  std::string text;
  for (const char byte : bytes) {
    char escaped[5];
    std::snprintf(escaped, sizeof(escaped),
                  byte >= ' ' && byte <= '~' ? "%c" : "\\x%02x",
                  static_cast<unsigned char>(byte));
    text += escaped;
  }
  return text;
}

std::string Hex(const std::string& bytes) {
  std::string text;
  for (const char byte : bytes) {
    char digits[4];
    std::snprintf(digits, sizeof(digits), "%02x",
                  static_cast<unsigned char>(byte));
    text += digits;
  }
  return text;
}

std::string FromHex(const std::string& text) {
  std::string bytes;
  for (size_t i = 0; i + 1 < text.size(); i += 2) {
    bytes.push_back(
        static_cast<char>(std::stoi(text.substr(i, 2), nullptr, 16)));
  }
  return bytes;
}

// The lines of all blocks fenced as ````kind`, blocks apart by an empty line.
std::vector<std::string> ReadBlocks(const std::string& kind) {
  std::ifstream file(QIUSUO_SOURCE_DIR "/docs/storage_format.md");
  std::vector<std::string> lines;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    if (!inside) {
      inside = line == "```" + kind;
      continue;
    }
    inside = line != "```";
    lines.push_back(inside ? line : "");
  }
  EXPECT_FALSE(lines.empty()) << "no blocks of " << kind;
  return lines;
}

std::map<std::string, ShownRow> ReadShownRows() {
  std::map<std::string, ShownRow> rows;
  std::vector<std::string> keys;
  ShownRow row;
  for (const std::string& line : ReadBlocks("rows")) {
    if (line.empty()) {
      for (const std::string& key : keys) rows[key] = row;
      keys.clear();
      row = {};
      continue;
    }
    std::istringstream words(line);
    std::string word;
    std::string rest;
    words >> word >> std::ws;
    std::getline(words, rest);
    if (word == "key") {
      keys.push_back(Unescape(rest));
    } else if (word == "json") {
      row.json += rest;
    } else {
      EXPECT_EQ(word, "value") << line;
      row.value += FromHex(rest);
    }
  }
  return rows;
}

PutRequest ExampleRequest() {
  qiusuo::v1::Document document;
  document.set_title("某县人民法院工作报告");
  document.set_issuer("某县人民法院");
  document.mutable_issue_date()->set_year(2024);
  document.set_text("2023年,结案率超过90.5%");
  (*document.mutable_labels())["region"] = "x";
  qiusuo::v1::Metric& metric = *document.add_metrics();
  metric.set_indicator("结案率");
  metric.set_indicator_full("案件结案率");
  metric.set_kind(qiusuo::v1::METRIC_KIND_LEVEL);
  metric.mutable_quantity()->set_value("90.5");
  metric.mutable_quantity()->set_unit("%");
  metric.mutable_quantity()->set_relation(qiusuo::v1::RELATION_OVER);
  metric.mutable_period()->set_label("2023");
  metric.mutable_period()->mutable_first_date()->set_year(2023);
  metric.mutable_period()->mutable_last_date()->set_year(2023);
  return MakePut({"courts", "report-1"}, std::move(document));
}

std::vector<Row> ExampleStore() {
  auto engine = std::make_unique<MemoryEngine>();
  const Engine& rows = *engine;
  const auto store = ValueOf(DocumentStore::Open(
      std::move(engine), [] { return absl::FromUnixSeconds(1700000000); }));
  EXPECT_TRUE(store->Put(ExampleRequest()).ok());
  EXPECT_TRUE(store->IndexNow().ok());
  return ReadAll(*ValueOf(rows.Read()));
}

template <typename Record>
std::string JsonOf(const std::string& value) {
  Record record;
  EXPECT_TRUE(record.ParseFromString(value));
  std::string json;
  EXPECT_TRUE(google::protobuf::util::MessageToJsonString(record, &json).ok());
  return json;
}

std::string JsonOfRow(const Row& row) {
  switch (row.key[0]) {
    case 'f':
      return JsonOf<FormatRecord>(row.value);
    case 'c':
      return JsonOf<CollectionRecord>(row.value);
    case 'n':
      return "";
    case 'h':
      return JsonOf<HeadRecord>(row.value);
    case 'l':
      return JsonOf<ChangeRecord>(row.value);
    case 'r':
      return JsonOf<RevisionRecord>(
          ValueOf(DecodeRevision({row.value},
                                 static_cast<int64_t>(row.value.size()), "r"))
              .SerializeAsString());
    case 'm':
      return JsonOf<MetricBlock>(row.value);
    case 'Z':
      return JsonOf<IndexRecord>(row.value);
    case 'w':
      return JsonOf<TextDocumentRecord>(row.value);
    case 'x':
      return JsonOf<TextPlaceRecord>(row.value);
    case 'y':
      return JsonOf<TextCollectionRecord>(row.value);
    case 'z':
      return JsonOf<TextIndexRecord>(row.value);
    default:
      return "";
  }
}

TEST(StorageFormat, AStoreHoldsWhatTheDocumentShows) {
  std::map<std::string, ShownRow> shown = ReadShownRows();
  for (Row& row : ExampleStore()) {
    SCOPED_TRACE(Escape(row.key));
    if (row.key == FormatKey()) {
      // The epoch differs in every store.
      FormatRecord format;
      ASSERT_TRUE(format.ParseFromString(row.value));
      EXPECT_EQ(format.epoch().size(), 32u);
      format.set_epoch("00112233445566778899aabbccddeeff");
      row.value = format.SerializeAsString();
    }
    const auto found = shown.find(row.key);
    if (found == shown.end()) {
      ADD_FAILURE() << "not shown:\nkey    " << Escape(row.key) << "\njson   "
                    << JsonOfRow(row) << "\nvalue  " << Hex(row.value);
      continue;
    }
    EXPECT_EQ(JsonOfRow(row), found->second.json);
    // Other versions of zstd may compress otherwise; what was once written must be
    // readable for good.
    if (row.key[0] == 'r') {
      EXPECT_EQ(JsonOfRow({row.key, found->second.value}), found->second.json);
    } else {
      EXPECT_EQ(Hex(row.value), Hex(found->second.value));
    }
    shown.erase(found);
  }
  for (const auto& [key, row] : shown) {
    ADD_FAILURE() << "shown, but not in the store: " << Escape(key);
  }
}

TEST(StorageFormat, DecimalsHaveTheRanksThatTheDocumentShows) {
  int shown = 0;
  for (const std::string& line : ReadBlocks("ranks")) {
    if (line.empty()) continue;
    std::istringstream words(line);
    std::string value;
    std::string rank;
    words >> value >> rank;
    EXPECT_EQ(Hex(ValueRank(value == "none" ? "" : value)), rank) << line;
    ++shown;
  }
  EXPECT_GE(shown, 8);
}

}  // namespace
}  // namespace qiusuo::storage
