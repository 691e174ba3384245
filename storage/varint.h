// File: storage/varint.h
//
// Unsigned integers in as few bytes as they need, 7 bits in each, as in Protocol Buffers.
//
//   AppendVarint(bytes, 300) appends ac 02

#ifndef QIUSUO_STORAGE_VARINT_H_
#define QIUSUO_STORAGE_VARINT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace qiusuo::storage {

inline void AppendVarint(std::string& bytes, uint64_t value) {
  for (; value >= 0x80; value >>= 7) {
    bytes.push_back(static_cast<char>(value | 0x80));
  }
  bytes.push_back(static_cast<char>(value));
}

// TakeVarint takes one from the front of `bytes`; nullopt if none is there.
inline std::optional<uint64_t> TakeVarint(std::string_view& bytes) {
  uint64_t value = 0;
  for (int shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
    const auto byte = static_cast<uint8_t>(bytes.front());
    bytes.remove_prefix(1);
    value |= uint64_t{byte & 0x7fu} << shift;
    if (byte < 0x80) return value;
  }
  return std::nullopt;
}

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_VARINT_H_
