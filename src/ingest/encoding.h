// Which encoding a text is in, and its way to UTF-8. Bytes that are UTF-8 throughout are UTF-8;
// bytes with the zeros of UTF-16 are that; anything else without control characters is
// Windows-1252, which every byte of Latin-1 text agrees with.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace aisle::ingest {

enum class EncodingKind { kUtf8, kWindows1252, kUtf16Little, kUtf16Big, kMixed, kBinary };

struct Encoding {
  EncodingKind kind = EncodingKind::kUtf8;
  std::size_t mark = 0;  // bytes of the byte order mark
};

Encoding DetectEncoding(std::string_view bytes);
std::string NameOfEncoding(EncodingKind kind);

// Writes `bytes` as UTF-8 to the file `path`. kMixed keeps what is UTF-8 and reads the rest as
// Windows-1252.
Status Recode(std::string_view bytes, EncodingKind kind, const std::string& path);

}  // namespace aisle::ingest
