// File: tests/e2e/fixture.h
//
// A real server on a port of its own, over a store in a temporary folder, and the
// real client library before it.

#ifndef QIUSUO_TESTS_E2E_FIXTURE_H_
#define QIUSUO_TESTS_E2E_FIXTURE_H_

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "client/client.h"
#include "client/connection.h"
#include "service/server/server.h"

namespace qiusuo::e2e {

// A folder that is there for the length of a test.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

// A report of a court: a title, two numbered sections, and the figures of a year.
std::string CourtReport(std::string_view court, int year, int accepted,
                        int closed);

// A well-formed report of about `bytes` bytes: prose under numbered headings, no
// figures.
std::string LongReport(size_t bytes);

// `CODE REASON field`, as far as the error has them.
std::string Describe(const absl::Status& status);

class EndToEndTest : public ::testing::Test {
 protected:
  void SetUp() override;

  // What Start is given; a test may change it in its constructor.
  server::ServerOptions options_;

  // Stops the server and starts another on the same folder and another port.
  void Restart();

  client::Client& client() { return *client_; }
  // The same, for requests that the client would not make.
  client::Connection& connection() { return *connection_; }
  server::Server& server() { return *server_; }

  // All that the store would show of a change: version, collections, names,
  // revisions and etags.
  std::string StoreState();

  v1::ImportDocumentResponse Import(const std::string& content,
                                    const client::ImportOptions& options);

 private:
  TempFolder folder_;
  std::unique_ptr<server::Server> server_;
  std::shared_ptr<client::Connection> connection_;
  std::unique_ptr<client::Client> client_;
};

// Deadline of a single call.
absl::Time Soon();

}  // namespace qiusuo::e2e

#endif  // QIUSUO_TESTS_E2E_FIXTURE_H_
