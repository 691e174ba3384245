// File: client/page_range.h
//
// A list that comes page by page, as a range of items:
//
//   for (const absl::StatusOr<v1::Document>& document :
//        client.ListDocuments("collections/default")) {
//     if (!document.ok()) return document.status();
//     std::cout << document->name() << "\n";
//   }

#ifndef QIUSUO_CLIENT_PAGE_RANGE_H_
#define QIUSUO_CLIENT_PAGE_RANGE_H_

#include <cstddef>
#include <functional>
#include <iterator>
#include <ranges>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace qiusuo::client {

// A Page is what one call answered.
template <typename T>
struct Page {
  std::vector<T> items;
  std::string next_page_token;  // empty: the last page
};

// A PageRange is an input range of absl::StatusOr<T>. It is read once, from
// begin() to end().
//
// Errors: an error is the last item; the items before it are good.
// Cost: a page is fetched when its first item is asked for, the first one by
// begin(); one page is held at a time. Stop reading, and nothing more is
// fetched. Lists that change while they are read may show a change or not; no
// item that stayed is left out or shown twice. Thread safety: none; a range
// belongs to one thread.
template <typename T>
class PageRange {
 public:
  // Fetches the page of a token; the empty token is the first page's.
  using FetchPage =
      std::function<absl::StatusOr<Page<T>>(const std::string& page_token)>;

  class Iterator {
   public:
    using iterator_concept = std::input_iterator_tag;
    using iterator_category = std::input_iterator_tag;
    using value_type = absl::StatusOr<T>;
    using difference_type = std::ptrdiff_t;
    using pointer = const value_type*;
    using reference = const value_type&;

    Iterator() = default;
    explicit Iterator(PageRange* range) : range_(range) {}

    reference operator*() const { return range_->current_; }
    pointer operator->() const { return &range_->current_; }
    Iterator& operator++() {
      range_->Advance();
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const Iterator& i, std::default_sentinel_t) {
      return i.AtEnd();
    }

   private:
    bool AtEnd() const { return range_->at_end_; }

    PageRange* range_ = nullptr;
  };

  explicit PageRange(FetchPage fetch_page)
      : fetch_page_(std::move(fetch_page)) {}

  // An iterator points into its range.
  PageRange(const PageRange&) = delete;
  PageRange& operator=(const PageRange&) = delete;

  // begin fetches the first page. Call it once.
  Iterator begin() {
    Advance();
    return Iterator(this);
  }
  std::default_sentinel_t end() const { return std::default_sentinel; }

 private:
  // Makes the next item the current one, or an error, or ends the range.
  void Advance() {
    // A page may be empty and still not be the last.
    while (next_item_ == page_.items.size()) {
      if (no_more_pages_) {
        at_end_ = true;
        return;
      }
      const std::string page_token = std::move(page_.next_page_token);
      absl::StatusOr<Page<T>> page = fetch_page_(page_token);
      if (page.ok() && page->items.empty() && !page_token.empty() &&
          page->next_page_token == page_token) {
        page = absl::InternalError("the server answers a page with itself");
      }
      if (!page.ok()) {
        current_ = std::move(page).status();
        page_ = Page<T>();
        next_item_ = 0;
        no_more_pages_ = true;
        return;
      }
      page_ = *std::move(page);
      next_item_ = 0;
      no_more_pages_ = page_.next_page_token.empty();
    }
    current_ = std::move(page_.items[next_item_++]);
  }

  FetchPage fetch_page_;
  Page<T> page_;
  size_t next_item_ = 0;
  absl::StatusOr<T> current_ = absl::UnknownError("begin() was not called");
  bool no_more_pages_ = false;
  bool at_end_ = false;
};

}  // namespace qiusuo::client

#endif  // QIUSUO_CLIENT_PAGE_RANGE_H_
