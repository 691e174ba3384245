#include "bench/load.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/byte_buffer.h>

#include <algorithm>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "absl/time/clock.h"

namespace qiusuo::bench {
namespace {

// One of the calls that are in flight all the time.
class Lane {
 public:
  Lane(grpc::GenericStub* stub, const Load* load, absl::Time end)
      : stub_(stub), load_(load), end_(end) {
    const grpc::Slice slice(load->request);
    request_ = grpc::ByteBuffer(&slice, 1);
  }

  void Start() { Call(); }

  // Blocks until the lane has run to its end.
  void Wait() {
    std::unique_lock<std::mutex> lock(mutex_);
    finished_.wait(lock, [this] { return done_; });
  }

  const std::vector<double>& latencies_us() const { return latencies_us_; }
  const std::optional<absl::Status>& error() const { return error_; }

 private:
  void Call() {
    context_.emplace();
    response_.Clear();
    started_ = absl::Now();
    stub_->UnaryCall(&*context_, load_->method, grpc::StubOptions(), &request_,
                     &response_, [this](grpc::Status s) { Done(s); });
  }

  void Done(const grpc::Status& status) {
    const absl::Time now = absl::Now();
    if (status.ok()) {
      latencies_us_.push_back(absl::ToDoubleMicroseconds(now - started_));
    } else {
      error_ = absl::Status(static_cast<absl::StatusCode>(status.error_code()),
                            status.error_message());
    }
    if (!error_.has_value() && now < end_) return Call();
    const std::lock_guard<std::mutex> lock(mutex_);
    done_ = true;
    finished_.notify_all();
  }

  grpc::GenericStub* const stub_;
  const Load* const load_;
  const absl::Time end_;
  grpc::ByteBuffer request_;
  grpc::ByteBuffer response_;
  std::optional<grpc::ClientContext> context_;
  absl::Time started_;
  std::vector<double> latencies_us_;
  std::optional<absl::Status> error_;
  std::mutex mutex_;
  std::condition_variable finished_;
  bool done_ = false;
};

std::vector<std::unique_ptr<grpc::GenericStub>> Connect(const Load& load) {
  std::vector<std::unique_ptr<grpc::GenericStub>> stubs;
  for (int i = 0; i < load.channels; ++i) {
    grpc::ChannelArguments arguments;
    arguments.SetInt("bench.channel", i);  // else gRPC shares one connection
    stubs.push_back(
        std::make_unique<grpc::GenericStub>(grpc::CreateCustomChannel(
            load.endpoint, grpc::InsecureChannelCredentials(), arguments)));
  }
  return stubs;
}

}  // namespace

absl::StatusOr<LoadReport> RunLoad(const Load& load) {
  const auto stubs = Connect(load);
  const absl::Time start = absl::Now();
  std::vector<std::unique_ptr<Lane>> lanes;
  for (int i = 0; i < load.in_flight; ++i) {
    grpc::GenericStub* stub =
        stubs[static_cast<size_t>(i) % stubs.size()].get();
    lanes.push_back(std::make_unique<Lane>(stub, &load, start + load.run_time));
  }
  for (auto& lane : lanes) lane->Start();
  std::vector<double> latencies_us;
  for (auto& lane : lanes) {
    lane->Wait();
    if (lane->error().has_value()) return *lane->error();
    latencies_us.insert(latencies_us.end(), lane->latencies_us().begin(),
                        lane->latencies_us().end());
  }
  const double seconds = absl::ToDoubleSeconds(absl::Now() - start);
  std::sort(latencies_us.begin(), latencies_us.end());
  return LoadReport{
      .calls_per_second = static_cast<double>(latencies_us.size()) / seconds,
      .p50_us = latencies_us[latencies_us.size() / 2],
      .p99_us = latencies_us[latencies_us.size() * 99 / 100]};
}

}  // namespace qiusuo::bench
