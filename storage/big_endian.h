// File: storage/big_endian.h
//
// Unsigned integers as bytes that sort as the integers do.
//
//   AppendBigEndian64(key, 258) appends 00 00 00 00 00 00 01 02

#ifndef QIUSUO_STORAGE_BIG_ENDIAN_H_
#define QIUSUO_STORAGE_BIG_ENDIAN_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace qiusuo::storage {

inline void AppendBigEndian64(std::string& bytes, uint64_t value) {
  for (int shift = 56; shift >= 0; shift -= 8) {
    bytes.push_back(static_cast<char>(value >> shift));
  }
}

inline void AppendBigEndian32(std::string& bytes, uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) {
    bytes.push_back(static_cast<char>(value >> shift));
  }
}

// BigEndian64 answers the 8 bytes of `value`.
inline std::string BigEndian64(uint64_t value) {
  std::string bytes;
  AppendBigEndian64(bytes, value);
  return bytes;
}

// ReadBigEndian answers the number that `bytes` spell; at most 8 of them.
inline uint64_t ReadBigEndian(std::string_view bytes) {
  uint64_t value = 0;
  for (const char byte : bytes) {
    value = value << 8 | static_cast<unsigned char>(byte);
  }
  return value;
}

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_BIG_ENDIAN_H_
