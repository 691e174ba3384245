#include "bench/peers/postgres.h"

#include <libpq-fe.h>

#include <memory>
#include <string_view>
#include <tuple>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "bench/random_metrics.h"
#include "bench/require.h"

namespace qiusuo::bench {
namespace {

using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

// A connection; every error ends the bench.
class Connection {
 public:
  explicit Connection(const std::string& database)
      : connection_(PQconnectdb(database.c_str()), &PQfinish) {
    if (PQstatus(connection_.get()) != CONNECTION_OK) Fail();
  }

  Answer Checked(PGresult* result) const {
    const ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK &&
        status != PGRES_COPY_IN) {
      Fail();
    }
    return {result, &PQclear};
  }

  void Run(const std::string& statement) const {
    Checked(PQexec(connection_.get(), statement.c_str()));
  }

  void Copy(std::string_view rows) const {
    if (PQputCopyData(connection_.get(), rows.data(),
                      static_cast<int>(rows.size())) != 1) {
      Fail();
    }
  }

  void EndCopy() const {
    if (PQputCopyEnd(connection_.get(), nullptr) != 1) Fail();
    Checked(PQgetResult(connection_.get()));
    Checked(PQexec(connection_.get(), "select 1"));
  }

  PGconn* get() const { return connection_.get(); }

 private:
  void Fail() const {
    Require(absl::InternalError(
        absl::StrCat("PostgreSQL: ", PQerrorMessage(connection_.get()))));
  }

  std::unique_ptr<PGconn, decltype(&PQfinish)> connection_;
};

class Prepared final : public PeerQuestion {
 public:
  Prepared(const std::string& database, const std::string& statement,
           std::vector<std::string> values)
      : connection_(database), values_(std::move(values)) {
    for (const std::string& value : values_) pointers_.push_back(value.c_str());
    connection_.Checked(
        PQprepare(connection_.get(), kName, statement.c_str(), 0, nullptr));
  }

  size_t Ask() override {
    const Answer answer = connection_.Checked(PQexecPrepared(
        connection_.get(), kName, static_cast<int>(pointers_.size()),
        pointers_.data(), nullptr, nullptr, /*resultFormat=*/1));
    return static_cast<size_t>(PQntuples(answer.get()));
  }

 private:
  static constexpr char kName[] = "question";

  const Connection connection_;
  const std::vector<std::string> values_;
  std::vector<const char*> pointers_;
};

class Paged final : public PeerQuestion {
 public:
  Paged(const std::string& database, const std::string& query,
        std::vector<std::string> values, int page_size)
      : database_(database),
        declare_(absl::StrCat("declare pages binary cursor for ", query)),
        values_(std::move(values)),
        fetch_(absl::StrCat("fetch ", page_size, " from pages")) {
    for (const std::string& value : values_) pointers_.push_back(value.c_str());
  }

  size_t Ask() override {
    database_.Run("begin");
    database_.Checked(PQexecParams(
        database_.get(), declare_.c_str(), static_cast<int>(pointers_.size()),
        nullptr, pointers_.data(), nullptr, nullptr, /*resultFormat=*/1));
    size_t rows = 0;
    for (int fetched = 1; fetched > 0; rows += static_cast<size_t>(fetched)) {
      fetched = PQntuples(
          database_.Checked(PQexec(database_.get(), fetch_.c_str())).get());
    }
    database_.Run("commit");
    return rows;
  }

 private:
  const Connection database_;
  const std::string declare_;
  const std::vector<std::string> values_;
  const std::string fetch_;
  std::vector<const char*> pointers_;
};

// All that a metric of the bench says. Words are compared as bytes, which is fastest.
constexpr char kTable[] = R"(
create table metrics (
  document text collate "C", position int, section_path text,
  indicator text collate "C", indicator_full text collate "C", kind smallint,
  value numeric, unit text collate "C", relation smallint, quantity_text text,
  period_text text, period_label text, first_year int, last_year int,
  subject text collate "C", start_byte int, end_byte int))";

constexpr const char* kIndexes[] = {
    "alter table metrics add primary key (document, position)",
    "create index on metrics (indicator, document, position)",
    "create index on metrics (indicator, value, document, position)",
    "create index on metrics (indicator, unit, value)",
    "create index on metrics (indicator, first_year)",
};

std::string RowsOf(const RandomDocument& random) {
  std::string rows;
  int position = 0;
  for (const v1::Metric& metric : random.document.metrics()) {
    const v1::Quantity& quantity = metric.quantity();
    const v1::Period& period = metric.period();
    absl::StrAppend(
        &rows,
        absl::StrJoin(
            std::make_tuple(
                random.id, ++position, metric.section_path(),
                metric.indicator(), metric.indicator_full(),
                static_cast<int>(metric.kind()), quantity.value(),
                quantity.unit(), static_cast<int>(quantity.relation()),
                quantity.text(), period.text(), period.label(),
                period.first_date().year(), period.last_date().year(),
                metric.subject(), metric.span().start_byte(),
                metric.span().end_byte()),
            "\t"),
        "\n");
  }
  return rows;
}

}  // namespace

void FillPostgres(const std::string& database, int64_t metrics) {
  const Connection connection(database);
  connection.Run(kTable);
  connection.Run("copy metrics from stdin");
  for (int64_t at = 0; at < DocumentsOf(metrics); ++at) {
    connection.Copy(RowsOf(RandomDocumentAt(at)));
  }
  connection.EndCopy();
  for (const char* const index : kIndexes) connection.Run(index);
  connection.Run("vacuum analyze metrics");
}

PrepareQuestion PostgresQuestion(const std::string& database,
                                 const std::string& statement,
                                 const std::vector<std::string>& values) {
  return
      [=] { return std::make_unique<Prepared>(database, statement, values); };
}

PrepareQuestion PostgresPages(const std::string& database,
                              const std::string& query,
                              const std::vector<std::string>& values,
                              int page_size) {
  return [=] {
    return std::make_unique<Paged>(database, query, values, page_size);
  };
}

}  // namespace qiusuo::bench
