#include "bench/peers/sqlite.h"

#include <sqlite3.h>

#include <memory>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "bench/require.h"

namespace qiusuo::bench {
namespace {

class Database {
 public:
  explicit Database(const std::string& file) {
    Check(sqlite3_open_v2(
        file.c_str(), &database_,
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
        nullptr));
    Run("pragma mmap_size = 4294967296");
    Run("pragma cache_size = -1000000");
  }
  ~Database() { sqlite3_close_v2(database_); }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void Run(const char* statement) const {
    Check(sqlite3_exec(database_, statement, nullptr, nullptr, nullptr));
  }

  void Check(int code) const {
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
    Require(absl::InternalError(
        absl::StrCat("SQLite: ", sqlite3_errmsg(database_))));
  }

  sqlite3* get() const { return database_; }

 private:
  sqlite3* database_ = nullptr;
};

class Statement {
 public:
  Statement(const Database& database, const std::string& statement)
      : database_(database) {
    database.Check(sqlite3_prepare_v2(database.get(), statement.c_str(), -1,
                                      &statement_, nullptr));
  }
  ~Statement() { sqlite3_finalize(statement_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  void Bind(const std::string& words) {
    database_.Check(sqlite3_bind_text(statement_, 1, words.data(),
                                      static_cast<int>(words.size()),
                                      SQLITE_TRANSIENT));
  }

  // Answers whether there is a row.
  bool Step() {
    const int code = sqlite3_step(statement_);
    database_.Check(code);
    return code == SQLITE_ROW;
  }

  int64_t Number() const { return sqlite3_column_int64(statement_, 0); }

  void Reset() { sqlite3_reset(statement_); }

 private:
  const Database& database_;
  sqlite3_stmt* statement_ = nullptr;
};

std::string Phrase(const std::string& words) {
  return absl::StrCat("\"", words, "\"");
}

class Search final : public PeerQuestion {
 public:
  Search(const std::string& file, const std::string& words)
      : database_(file),
        statement_(database_,
                   "select rowid, bm25(texts), snippet(texts, 0, '', '', '', "
                   "60) from texts where texts match ? order by rank limit "
                   "10") {
    statement_.Bind(Phrase(words));
  }

  size_t Ask() override {
    size_t rows = 0;
    while (statement_.Step()) ++rows;
    statement_.Reset();
    return rows;
  }

 private:
  const Database database_;
  Statement statement_;
};

}  // namespace

void FillSqlite(const std::string& file,
                const std::vector<std::string>& texts) {
  const Database database(file);
  database.Run(
      "create virtual table texts using fts5(text, tokenize = 'trigram')");
  database.Run("begin");
  Statement insert(database, "insert into texts (text) values (?)");
  for (const std::string& text : texts) {
    insert.Bind(text);
    insert.Step();
    insert.Reset();
  }
  database.Run("commit");
  database.Run("insert into texts (texts) values ('optimize')");
}

int64_t SqliteFound(const std::string& file, const std::string& words) {
  const Database database(file);
  Statement count(database, "select count(*) from texts where texts match ?");
  count.Bind(Phrase(words));
  count.Step();
  return count.Number();
}

PrepareQuestion SqliteQuestion(const std::string& file,
                               const std::string& words) {
  return [=] { return std::make_unique<Search>(file, words); };
}

}  // namespace qiusuo::bench
