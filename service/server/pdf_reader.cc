#include "service/server/pdf_reader.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "base/status_macros.h"
#include "proto/error_details.h"

namespace qiusuo::server {
namespace {

// Where the child finds the PDF.
constexpr int kPdfFd = 3;
constexpr int kCannotExec = 127;

// A file descriptor that closes itself.
class Fd {
 public:
  explicit Fd(int fd = -1) : fd_(fd) {}
  Fd(Fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Fd& operator=(Fd&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Fd() { Close(); }

  int get() const { return fd_; }
  void Close() {
    if (fd_ >= 0) close(fd_);
    fd_ = -1;
  }

 private:
  int fd_;
};

absl::Status NoProcess(std::string_view what) {
  return MakeError(absl::StatusCode::kInternal, "PDF_READER_FAILED",
                   absl::StrCat("cannot run pdftotext: ", std::string(what),
                                ": errno ", errno));
}

absl::Status TooComplex(std::string_view what) {
  return MakeError(
      absl::StatusCode::kInvalidArgument, "CONTENT_TOO_COMPLEX",
      absl::StrCat("content: reading this PDF takes more ", std::string(what),
                   " than is given to one; send its text"));
}

// The bytes as a file in memory: pdftotext wants to seek in it.
absl::StatusOr<Fd> MemoryFile(std::string_view bytes) {
  Fd file(memfd_create("report.pdf", MFD_CLOEXEC));
  if (file.get() < 0) return NoProcess("memfd_create");
  while (!bytes.empty()) {
    const ssize_t written = write(file.get(), bytes.data(), bytes.size());
    if (written < 0) return NoProcess("write");
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return file;
}

void Limit(int resource, rlim_t value) {
  const rlimit limit = {.rlim_cur = value, .rlim_max = value};
  setrlimit(static_cast<__rlimit_resource>(resource), &limit);
}

// Becomes pdftotext. Runs in the memory of the server, whose thread waits meanwhile: nothing may
// be changed there, and only calls that are safe in signal handlers are allowed.
[[noreturn]] void RunChild(const char* program, const PdfLimits& limits,
                           int pdf, int out, int err) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  Limit(RLIMIT_AS, limits.memory_bytes);
  Limit(RLIMIT_CPU, static_cast<rlim_t>(absl::ToInt64Seconds(limits.time)) + 1);
  Limit(RLIMIT_FSIZE, 0);
  Limit(RLIMIT_CORE, 0);
  // In this order, and above what may be overwritten: the descriptors are ours, from 4 up.
  if (dup2(out, STDOUT_FILENO) < 0 || dup2(err, STDERR_FILENO) < 0 ||
      dup2(pdf, kPdfFd) < 0) {
    _exit(kCannotExec);
  }
  close(STDIN_FILENO);
  close_range(kPdfFd + 1, ~0U, 0);
  const char* const arguments[] = {program, "-bbox", "/dev/fd/3", "-", nullptr};
  const char* const environment[] = {"PATH=/usr/local/bin:/usr/bin:/bin",
                                     "LC_ALL=C", nullptr};
  execvpe(program, const_cast<char* const*>(arguments),
          const_cast<char* const*>(environment));
  _exit(kCannotExec);
}

// A descriptor above those that the child overwrites.
Fd MoveUp(Fd fd) {
  constexpr int kFirstFree = kPdfFd + 1;
  if (fd.get() >= kFirstFree) return fd;
  return Fd(fcntl(fd.get(), F_DUPFD_CLOEXEC, kFirstFree));
}

struct Pipe {
  Fd read;
  Fd write;
};

absl::StatusOr<Pipe> MakePipe() {
  int fds[2];
  if (pipe2(fds, O_CLOEXEC) != 0) return NoProcess("pipe");
  return Pipe{MoveUp(Fd(fds[0])), MoveUp(Fd(fds[1]))};
}

// A child that is killed and waited for at the latest when this ends.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (pid_ <= 0) return;
    kill(pid_, SIGKILL);
    Wait();
  }

  // The status that it ended with.
  int Wait() {
    int status = 0;
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = 0;
    return status;
  }

 private:
  pid_t pid_;
};

struct Output {
  std::string out;
  std::string err;
};

// Reads both ends to their end.
absl::StatusOr<Output> ReadOutput(const Pipe& out, const Pipe& err,
                                  const PdfLimits& limits) {
  constexpr size_t kMaxErrors = size_t{64} << 10;  // the rest is dropped
  const absl::Time deadline = absl::Now() + limits.time;
  Output output;
  std::array<pollfd, 2> polled = {
      {{out.read.get(), POLLIN, 0}, {err.read.get(), POLLIN, 0}}};
  std::array<char, size_t{1} << 16> buffer;
  while (polled[0].fd >= 0 || polled[1].fd >= 0) {
    const absl::Duration left = deadline - absl::Now();
    if (left <= absl::ZeroDuration()) return TooComplex("time");
    const int ready =
        poll(polled.data(), polled.size(),
             static_cast<int>(absl::ToInt64Milliseconds(left)) + 1);
    if (ready < 0 && errno != EINTR) return NoProcess("poll");
    for (pollfd& end : polled) {
      if (ready <= 0 || end.fd < 0 || end.revents == 0) continue;
      const ssize_t got = read(end.fd, buffer.data(), buffer.size());
      if (got <= 0) {
        end.fd = -1;
        continue;
      }
      std::string& to = &end == &polled[0] ? output.out : output.err;
      if (&end == &polled[0] || to.size() < kMaxErrors) {
        to.append(buffer.data(), static_cast<size_t>(got));
      }
      if (output.out.size() > limits.output_bytes) return TooComplex("room");
    }
  }
  return output;
}

absl::Status ReadStatus(int status, const Output& output) {
  if (WIFSIGNALED(status)) {
    return TooComplex(WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL
                          ? "time"
                          : "memory");
  }
  const int code = WEXITSTATUS(status);
  if (code == 0) return absl::OkStatus();
  if (code == kCannotExec) {
    return MakeError(absl::StatusCode::kFailedPrecondition,
                     "PDF_READER_MISSING",
                     "this server reads no PDF: pdftotext (poppler-utils) is "
                     "not installed; send the text");
  }
  if (output.err.find("password") != output.err.npos) {
    return MakeError(absl::StatusCode::kInvalidArgument, "ENCRYPTED_CONTENT",
                     "content: is a PDF with a password; save it without one");
  }
  if (output.err.find("memory") != output.err.npos) return TooComplex("memory");
  return MakeError(absl::StatusCode::kInvalidArgument, "BINARY_CONTENT",
                   "content: is a damaged PDF document; save it anew");
}

}  // namespace

PdfReader::PdfReader(std::string program, PdfLimits limits)
    : program_(std::move(program)), limits_(limits) {}

absl::StatusOr<std::string> PdfReader::Read(std::string_view pdf) const {
  ASSIGN_OR_RETURN(Fd file, MemoryFile(pdf));
  file = MoveUp(std::move(file));
  ASSIGN_OR_RETURN(Pipe out, MakePipe());
  ASSIGN_OR_RETURN(Pipe err, MakePipe());
  // fork would copy the page tables of a large server, and have all its threads fault on what
  // they write next.
  // NOLINTNEXTLINE(clang-analyzer-security.insecureAPI.vfork)
  const pid_t pid = vfork();
  if (pid < 0) return NoProcess("fork");
  if (pid == 0) {
    RunChild(program_.c_str(), limits_, file.get(), out.write.get(),
             err.write.get());
  }
  Child child(pid);
  out.write.Close();
  err.write.Close();
  ASSIGN_OR_RETURN(Output output, ReadOutput(out, err, limits_));
  RETURN_IF_ERROR(ReadStatus(child.Wait(), output));
  return std::move(output.out);
}

}  // namespace qiusuo::server
