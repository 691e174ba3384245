// File: client/resumed_stream.h
//
// Streams of responses, one behind the other, as one range: where a stream breaks, the next one
// is asked to go on behind the last item. Part of the library; programs hold a Client.

#ifndef QIUSUO_CLIENT_RESUMED_STREAM_H_
#define QIUSUO_CLIENT_RESUMED_STREAM_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "client/connection.h"
#include "client/page_range.h"
#include "proto/error_details.h"

namespace qiusuo::client {

// One thread at a time.
template <typename Item, typename Response>
class ResumedStream {
 public:
  struct Parts {
    // Starts a stream behind the item of this name; empty: at the beginning.
    std::function<std::unique_ptr<ResponseReader<Response>>(const std::string&)>
        open;
    // Answers the next item, or why there is none; nullopt at the end.
    std::function<absl::StatusOr<std::optional<Item>>(
        ResponseReader<Response>&)>
        read;
    // What to go on behind; empty if the item says nothing of it.
    std::function<std::string(const Item&)> name;
    // Waits until a server is there again.
    std::function<absl::Status()> wait_ready;
  };

  ResumedStream(Parts parts, std::string after)
      : parts_(std::move(parts)), after_(std::move(after)) {}

  // Next answers the next item; nullopt at the end. A broken stream is an error only if it
  // brought nothing.
  absl::StatusOr<std::optional<Item>> Next() {
    for (;;) {
      if (reader_ == nullptr) reader_ = parts_.open(after_);
      absl::StatusOr<std::optional<Item>> item = parts_.read(*reader_);
      if (item.ok()) {
        if (!item->has_value()) return item;
        if (std::string name = parts_.name(**item); !name.empty()) {
          after_ = std::move(name);
          has_progress_ = true;
        }
        return item;
      }
      reader_.reset();
      if (!has_progress_ || !MayGoOn(item.status())) return item.status();
      has_progress_ = false;
      absl::SleepFor(
          GetRetryDelay(item.status()).value_or(absl::ZeroDuration()));
      // A server that is not there is the better error of the two.
      if (absl::Status status = parts_.wait_ready(); !status.ok()) {
        return status;
      }
    }
  }

  // Range answers the items of a stream as a range.
  static PageRange<Item> Range(Parts parts, std::string after) {
    const auto stream =
        std::make_shared<ResumedStream>(std::move(parts), std::move(after));
    return PageRange<Item>(
        [stream](const std::string&) -> absl::StatusOr<Page<Item>> {
          absl::StatusOr<std::optional<Item>> item = stream->Next();
          if (!item.ok()) return item.status();
          Page<Item> page;
          if (item->has_value()) {
            page.items.push_back(**std::move(item));
            page.next_page_token = "next";
          }
          return page;
        });
  }

 private:
  static bool MayGoOn(const absl::Status& status) {
    return absl::IsUnavailable(status) || GetRetryDelay(status).has_value();
  }

  const Parts parts_;
  std::string after_;
  std::unique_ptr<ResponseReader<Response>> reader_;
  bool has_progress_ = false;  // since the stream was started
};

}  // namespace qiusuo::client

#endif  // QIUSUO_CLIENT_RESUMED_STREAM_H_
