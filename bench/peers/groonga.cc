#include "bench/peers/groonga.h"

#include <groonga.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "bench/require.h"

namespace qiusuo::bench {
namespace {

// A context with a database open in it; every error ends the bench.
class Database {
 public:
  enum class Mode { kOpen, kCreate };

  Database(const std::string& file, Mode mode) {
    static const bool ready = grn_init() == GRN_SUCCESS;
    if (!ready) Fail("grn_init");
    context_ = grn_ctx_open(0);
    database_ = mode == Mode::kOpen
                    ? grn_db_open(context_, file.c_str())
                    : grn_db_create(context_, file.c_str(), nullptr);
    if (database_ == nullptr) Fail("cannot open the database");
    Run("cache_limit 0");
  }
  ~Database() {
    grn_obj_close(context_, database_);
    grn_ctx_close(context_);
  }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // Runs a command and answers what it answers, as JSON.
  std::string Run(const std::string& command) const {
    grn_ctx_send(context_, command.data(),
                 static_cast<unsigned>(command.size()), 0);
    std::string answer;
    int flags = GRN_CTX_MORE;
    while ((flags & GRN_CTX_MORE) != 0) {
      char* piece = nullptr;
      unsigned size = 0;
      grn_ctx_recv(context_, &piece, &size, &flags);
      answer.append(piece, size);
    }
    if (context_->rc != GRN_SUCCESS) Fail(context_->errbuf);
    return answer;
  }

 private:
  static void Fail(std::string_view what) {
    Require(absl::InternalError(absl::StrCat(
        "Groonga: ", absl::string_view(what.data(), what.size()))));
  }

  grn_ctx* context_ = nullptr;
  grn_obj* database_ = nullptr;
};

std::string Select(const std::string& words, int limit) {
  return absl::StrCat("select Texts --match_columns text --query '\"", words,
                      "\"' --limit ", limit,
                      " --sort_keys -_score --output_columns "
                      "_id,_score");
}

// How many texts were found: [[[3],[columns],rows…]], of which the first number counts.
int64_t CountIn(const std::string& answer) {
  const size_t digits = answer.find_first_of("0123456789");
  return digits == std::string::npos
             ? 0
             : std::strtoll(answer.c_str() + digits, nullptr, 10);
}

constexpr int kHits = 10;

class Search final : public PeerQuestion {
 public:
  Search(const std::string& file, const std::string& words)
      : database_(file, Database::Mode::kOpen),
        command_(Select(words, kHits)) {}

  size_t Ask() override {
    return static_cast<size_t>(
        std::min<int64_t>(CountIn(database_.Run(command_)), kHits));
  }

 private:
  const Database database_;
  const std::string command_;
};

std::string JsonString(const std::string& text) {
  std::string json;
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      json += {'\\', c};
    } else if (static_cast<unsigned char>(c) < ' ') {
      absl::StrAppendFormat(&json, "\\u%04x", c);
    } else {
      json += c;
    }
  }
  return json;
}

}  // namespace

void FillGroonga(const std::string& file,
                 const std::vector<std::string>& texts) {
  const Database database(file, Database::Mode::kCreate);
  database.Run("table_create Texts TABLE_NO_KEY");
  database.Run("column_create Texts text COLUMN_SCALAR LongText");
  database.Run(
      "table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer "
      "TokenBigram --normalizer NormalizerAuto");
  database.Run("load --table Texts");
  database.Run("[");
  for (size_t i = 0; i < texts.size(); ++i) {
    database.Run(absl::StrCat("{\"text\":\"", JsonString(texts[i]), "\"}",
                              i + 1 < texts.size() ? "," : ""));
  }
  database.Run("]");
  database.Run(
      "column_create Terms index COLUMN_INDEX|WITH_POSITION Texts text");
}

int64_t GroongaFound(const std::string& file, const std::string& words) {
  return CountIn(Database(file, Database::Mode::kOpen).Run(Select(words, 0)));
}

PrepareQuestion GroongaQuestion(const std::string& file,
                                const std::string& words) {
  return [=] { return std::make_unique<Search>(file, words); };
}

}  // namespace qiusuo::bench
