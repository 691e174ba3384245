// disk_full_check: fills a small file system of its own through the engine, and looks
// that writes are refused with DISK_FULL, that reads go on, that the engine recovers by
// itself once there is room, and that in the end every acknowledged commit is there
// and no other. Exit code 77 where file systems cannot be mounted.

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <random>
#include <set>
#include <string>
#include <thread>

#include "proto/error_details.h"
#include "storage/rocksdb_engine.h"

namespace qiusuo::storage {
namespace {

constexpr int kSkipped = 77;
constexpr char kSize[] = "size=24m";
constexpr int kBallastBytes = 8 << 20;
constexpr size_t kValueBytes = 50000;
constexpr int kMaxCommits = 2000;
constexpr auto kRecovery = std::chrono::seconds(30);

void Expect(bool holds, std::string_view what) {
  if (holds) return;
  std::cerr << "does not hold: " << what << "\n";
  std::exit(1);
}

std::unique_ptr<Engine> Open(const std::string& folder, size_t buffer_bytes) {
  auto engine = OpenRocksDb(
      {.folder = folder + "/store", .write_buffer_bytes = buffer_bytes});
  Expect(engine.ok(), engine.status().ToString());
  return *std::move(engine);
}

std::string RandomValue(std::mt19937_64& random) {
  std::string value;
  while (value.size() < kValueBytes) value += std::to_string(random());
  return value;
}

absl::Status Put(Engine& engine, const std::string& key, std::string value) {
  Commit commit;
  commit.Put(key, std::move(value));
  return engine.Apply(std::move(commit)).status();
}

std::set<std::string> KeysIn(const Engine& engine) {
  const auto snapshot = engine.Read();
  Expect(snapshot.ok(), "a snapshot can be taken");
  const auto cursor = (*snapshot)->Scan({}, /*reverse=*/false);
  std::set<std::string> keys;
  for (;;) {
    const auto rows = cursor->Next(100, 1 << 20);
    Expect(rows.ok(), "rows can be read");
    if (rows->empty()) return keys;
    for (const Row& row : *rows) keys.insert(row.key);
  }
}

void MakeBallast(const std::string& path) {
  const int file = open(path.c_str(), O_CREAT | O_WRONLY, 0600);
  Expect(file >= 0 && posix_fallocate(file, 0, kBallastBytes) == 0, "ballast");
  close(file);
}

// Writes until the disk is full and goes on for a while; answers the keys that
// were acknowledged.
std::set<std::string> FillDisk(Engine& engine, std::mt19937_64& random) {
  std::set<std::string> acknowledged;
  int refused = 0;
  for (int i = 0; i < kMaxCommits && refused < 20; ++i) {
    const std::string key = "key" + std::to_string(i);
    const Version before = engine.last_version();
    const absl::Status status = Put(engine, key, RandomValue(random));
    if (status.ok()) {
      acknowledged.insert(key);
      continue;
    }
    ++refused;
    Expect(status.code() == absl::StatusCode::kResourceExhausted &&
               ErrorReason(status) == "DISK_FULL",
           status.ToString());
    Expect(engine.last_version() == before, "a refused commit has no version");
  }
  Expect(refused == 20, "the disk gets full");
  return acknowledged;
}

void AwaitRecovery(Engine& engine, std::set<std::string>& acknowledged) {
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0;; ++i) {
    const std::string key = "recovered" + std::to_string(i);
    if (Put(engine, key, "value").ok()) {
      acknowledged.insert(key);
      return;
    }
    Expect(std::chrono::steady_clock::now() - start < kRecovery,
           "the engine recovers by itself");
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
}

void Check(const std::string& folder, size_t buffer_bytes) {
  std::mt19937_64 random(buffer_bytes);
  const std::string ballast = folder + "/ballast";
  MakeBallast(ballast);
  auto engine = Open(folder, buffer_bytes);
  std::set<std::string> acknowledged = FillDisk(*engine, random);
  Expect(KeysIn(*engine) == acknowledged, "a full disk can be read");
  std::filesystem::remove(ballast);
  AwaitRecovery(*engine, acknowledged);
  Expect(KeysIn(*engine) == acknowledged, "what was refused stays away");
  Expect(engine->last_version() == acknowledged.size(), "versions are dense");
  engine.reset();
  engine = Open(folder, buffer_bytes);
  Expect(KeysIn(*engine) == acknowledged, "a reopened store is the same");
}

int Main() {
  std::string folder = std::filesystem::temp_directory_path() / "qiusuo-XXXXXX";
  if (mkdtemp(folder.data()) == nullptr) return 1;
  // A mount namespace of its own: the file system goes with the process.
  if (unshare(CLONE_NEWNS) != 0 ||
      mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
      mount("tmpfs", folder.c_str(), "tmpfs", 0, kSize) != 0) {
    std::cerr << "skipped: no file system can be mounted here\n";
    rmdir(folder.c_str());
    return kSkipped;
  }
  // With a small buffer tables fill the disk, with a large one the log does.
  for (const size_t buffer_bytes : {size_t{1} << 20, size_t{3} << 20}) {
    Check(folder, buffer_bytes);
    std::filesystem::remove_all(folder + "/store");
  }
  umount(folder.c_str());
  rmdir(folder.c_str());
  return 0;
}

}  // namespace
}  // namespace qiusuo::storage

int main() { return qiusuo::storage::Main(); }
