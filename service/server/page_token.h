// File: service/server/page_token.h
//
// Page tokens: where a list goes on, sealed for one query. A token is
//
//   base64url( check ‖ query ‖ resume )
//
// check   first 16 hex digits of SHA-256(query ‖ resume): damage shows
// query   first 16 hex digits of SHA-256(request without page_size and page_token)
// resume  what the next page needs, as the list made it
//
//   std::string token = SealPageToken(request, page.resume);
//   ASSIGN_OR_RETURN(std::string resume, OpenPageToken(request));
//
// A token guards against mistakes, not against forgery: it opens nothing that the
// caller could not ask for without it.

#ifndef QIUSUO_SERVICE_SERVER_PAGE_TOKEN_H_
#define QIUSUO_SERVICE_SERVER_PAGE_TOKEN_H_

#include <google/protobuf/message.h>

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace qiusuo::server {

// SealPageToken makes the token that goes on after `resume`; empty if that is empty.
// `request` is a request message with the fields page_size and page_token.
std::string SealPageToken(const google::protobuf::Message& request,
                          std::string_view resume);

// OpenPageToken answers the `resume` in request.page_token; empty if there is no token.
// Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN, field page_token) for a token that is
// damaged, foreign, or of a request that differs in more than page_size.
absl::StatusOr<std::string> OpenPageToken(
    const google::protobuf::Message& request);

// InvalidPageToken is the error of every token that does not fit.
absl::Status InvalidPageToken(std::string_view description);

}  // namespace qiusuo::server

#endif  // QIUSUO_SERVICE_SERVER_PAGE_TOKEN_H_
