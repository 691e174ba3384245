// File: base/sha256.h
//
// SHA-256, by OpenSSL.

#ifndef QIUSUO_BASE_SHA256_H_
#define QIUSUO_BASE_SHA256_H_

#include <string>
#include <string_view>

namespace qiusuo {

// Sha256Hex answers the SHA-256 of `bytes` as 64 lower-case hexadecimal digits.
std::string Sha256Hex(std::string_view bytes);

}  // namespace qiusuo

#endif  // QIUSUO_BASE_SHA256_H_
