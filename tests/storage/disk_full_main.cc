// disk_full_check: fills a small file system of its own through the engine, up to the reserve,
// then to the last byte past it, and looks that writes are refused with DISK_FULL, that reads
// go on, that the engine writes again by itself once there is room, and that in the end every
// acknowledged commit is there and no other. Exit code 77 where file systems cannot be mounted.

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
#include "storage/rocksdb_options.h"

namespace qiusuo::storage {
namespace {

constexpr int kSkipped = 77;
constexpr int64_t kDiskBytes = 64 << 20;
constexpr int64_t kRoomBytes = 12 << 20;
constexpr int64_t kStepBytes = 64 << 10;
constexpr size_t kValueBytes = 50000;
constexpr int kMaxCommits = 2000;
constexpr int kRefusals = 20;
constexpr auto kRecovery = std::chrono::seconds(30);

void Expect(bool holds, std::string_view what) {
  if (holds) return;
  std::cerr << "does not hold: " << what << "\n";
  std::_Exit(1);  // the threads of the engine still run
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

// Takes room on the disk, as much as there is up to `bytes`.
void Occupy(const std::string& path, int64_t bytes) {
  const int file = open(path.c_str(), O_CREAT | O_WRONLY, 0600);
  Expect(file >= 0, path);
  for (int64_t taken = 0; taken < bytes; taken += kStepBytes) {
    if (posix_fallocate(file, taken, kStepBytes) != 0) break;
  }
  close(file);
}

// Writes commits one after the other and knows which of them the engine acknowledged.
class Writer {
 public:
  explicit Writer(Engine& engine) : engine_(engine) {}

  // Answers whether the commit was acknowledged; if not, it was refused as it should be.
  bool Put(const std::string& key, std::string value) {
    const Version before = engine_.last_version();
    Commit commit;
    commit.Put(key, std::move(value));
    const absl::Status status = engine_.Apply(std::move(commit)).status();
    if (status.ok()) {
      acknowledged_.insert(key);
      return true;
    }
    Expect(status.code() == absl::StatusCode::kResourceExhausted &&
               ErrorReason(status) == "DISK_FULL",
           status.ToString());
    Expect(engine_.last_version() == before, "a refused commit has no version");
    return false;
  }

  // Writes until the disk counts as full, and goes on for a while.
  void FillDisk(std::mt19937_64& random) {
    int refused = 0;
    for (int i = 0; i < kMaxCommits && refused < kRefusals; ++i) {
      if (!Put("key" + std::to_string(i), RandomValue(random))) ++refused;
    }
    Expect(refused == kRefusals, "the disk gets full");
  }

  void AwaitRecovery() {
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; !Put("recovered" + std::to_string(i), "value"); ++i) {
      Expect(std::chrono::steady_clock::now() - start < kRecovery,
             "the engine recovers by itself");
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
  }

  const std::set<std::string>& acknowledged() const { return acknowledged_; }

 private:
  Engine& engine_;
  std::set<std::string> acknowledged_;
};

void Check(const std::string& folder, size_t buffer_bytes) {
  std::mt19937_64 random(buffer_bytes);
  const std::string ballast = folder + "/ballast";
  const std::string neighbour = folder + "/neighbour";
  const int64_t reserve =
      ReserveBytes({.folder = folder, .write_buffer_bytes = buffer_bytes});
  Occupy(ballast, kDiskBytes - reserve - kRoomBytes);
  auto engine = Open(folder, buffer_bytes);
  Writer writer(*engine);
  writer.FillDisk(random);
  Occupy(neighbour, kDiskBytes);
  // A table that was being written may be given up now, or its log be gone and leave room.
  for (int i = 0; i < kRefusals; ++i) {
    writer.Put("late" + std::to_string(i), "value");
  }
  Expect(KeysIn(*engine) == writer.acknowledged(), "a full disk can be read");
  std::filesystem::remove(neighbour);
  std::filesystem::remove(ballast);
  writer.AwaitRecovery();
  Expect(KeysIn(*engine) == writer.acknowledged(),
         "what was refused stays away");
  Expect(engine->last_version() == writer.acknowledged().size(),
         "versions are dense");
  engine.reset();
  engine = Open(folder, buffer_bytes);
  Expect(KeysIn(*engine) == writer.acknowledged(),
         "a reopened store is the same");
}

int Main() {
  std::string folder = std::filesystem::temp_directory_path() / "qiusuo-XXXXXX";
  if (mkdtemp(folder.data()) == nullptr) return 1;
  const std::string size = "size=" + std::to_string(kDiskBytes);
  // A mount namespace of its own: the file system goes with the process.
  if (unshare(CLONE_NEWNS) != 0 ||
      mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
      mount("tmpfs", folder.c_str(), "tmpfs", 0, size.c_str()) != 0) {
    std::cerr << "skipped: no file system can be mounted here\n";
    rmdir(folder.c_str());
    return kSkipped;
  }
  // With a small buffer tables take the room, with a large one the log does.
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
