// File: base/status_macros.h
//
// The project's only two macros: hand an error on, or take a value.
//
//   absl::StatusOr<Document> Load(std::string_view name) {
//     RETURN_IF_ERROR(CheckName(name));
//     ASSIGN_OR_RETURN(std::string bytes, Read(name));
//     return Parse(bytes);
//   }

#ifndef QIUSUO_BASE_STATUS_MACROS_H_
#define QIUSUO_BASE_STATUS_MACROS_H_

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#define RETURN_IF_ERROR(expr)                                         \
  do {                                                                \
    if (absl::Status status_ = (expr); !status_.ok()) return status_; \
  } while (false)

#define QIUSUO_CONCAT_INNER(a, b) a##b
#define QIUSUO_CONCAT(a, b) QIUSUO_CONCAT_INNER(a, b)
#define ASSIGN_OR_RETURN(lhs, expr) \
  ASSIGN_OR_RETURN_INNER(QIUSUO_CONCAT(status_or_, __LINE__), lhs, expr)
#define ASSIGN_OR_RETURN_INNER(var, lhs, expr)   \
  auto var = (expr);                             \
  if (!var.ok()) return std::move(var).status(); \
  lhs = *std::move(var)

#endif  // QIUSUO_BASE_STATUS_MACROS_H_
