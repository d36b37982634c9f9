#include "ingest/encoding.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fstream>

#include "base/text.h"

namespace aisle::ingest {
namespace {

// Windows-1252 from 0x80 to 0x9F; the five unassigned bytes keep their Latin-1 meaning.
constexpr uint16_t kHighControls[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

void AppendUtf8(uint32_t code, std::string* out) {
  if (code < 0x80) {
    out->push_back(static_cast<char>(code));
  } else if (code < 0x800) {
    out->push_back(static_cast<char>(0xC0 | (code >> 6)));
    out->push_back(static_cast<char>(0x80 | (code & 0x3F)));
  } else if (code < 0x10000) {
    out->push_back(static_cast<char>(0xE0 | (code >> 12)));
    out->push_back(static_cast<char>(0x80 | ((code >> 6) & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (code & 0x3F)));
  } else {
    out->push_back(static_cast<char>(0xF0 | (code >> 18)));
    out->push_back(static_cast<char>(0x80 | ((code >> 12) & 0x3F)));
    out->push_back(static_cast<char>(0x80 | ((code >> 6) & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (code & 0x3F)));
  }
}

// Length of the UTF-8 sequence at `at`, 0 when there is none.
std::size_t SequenceAt(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return 0;
  }
  if (lead == 0xE0 && byte(at + 1) < 0xA0) return 0;
  if (lead == 0xED && byte(at + 1) > 0x9F) return 0;
  if (lead == 0xF0 && byte(at + 1) < 0x90) return 0;
  if (lead == 0xF4 && byte(at + 1) > 0x8F) return 0;
  return length;
}

struct Census {
  std::size_t sequences = 0;  // of two bytes and more
  std::size_t stray = 0;      // bytes that are not UTF-8
  std::size_t controls = 0;
};

bool IsControl(unsigned char c) {
  return c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' && c != 0x1A;
}

// Eight bytes that are plain ASCII without controls below 0x20 need no closer look.
bool IsPlainWord(uint64_t word) {
  constexpr uint64_t kHigh = 0x8080808080808080ULL;
  const uint64_t below = (word - 0x2020202020202020ULL) & ~word & kHigh;
  return (word & kHigh) == 0 && below == 0;
}

Census Count(std::string_view text) {
  Census census;
  std::size_t at = 0;
  while (at < text.size()) {
    if (at + 8 <= text.size()) {
      uint64_t word = 0;
      std::memcpy(&word, text.data() + at, 8);
      if (IsPlainWord(word)) {
        at += 8;
        continue;
      }
    }
    // Byte by byte to the end of this word, then in words again.
    for (const std::size_t stop = std::min(text.size(), at + 8); at < stop;) {
      const std::size_t length = SequenceAt(text, at);
      if (length == 1 && IsControl(static_cast<unsigned char>(text[at]))) ++census.controls;
      if (length == 0) ++census.stray;
      if (length > 1) ++census.sequences;
      at += std::max<std::size_t>(length, 1);
    }
  }
  return census;
}

// UTF-16 without a mark: most characters of a table are ASCII, so every other byte is zero.
EncodingKind GuessUtf16(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4096);
  std::size_t even = 0;
  std::size_t odd = 0;
  for (std::size_t i = 0; i < head.size(); ++i) {
    if (head[i] == '\0') ++(i % 2 == 0 ? even : odd);
  }
  const std::size_t half = head.size() / 2;
  if (half < 4 || bytes.size() % 2 != 0) return EncodingKind::kBinary;
  if (odd * 10 >= half * 6 && even * 50 < half) return EncodingKind::kUtf16Little;
  if (even * 10 >= half * 6 && odd * 50 < half) return EncodingKind::kUtf16Big;
  return EncodingKind::kBinary;
}

class Utf8Writer {
 public:
  explicit Utf8Writer(const std::string& path) : out_(path, std::ios::binary | std::ios::trunc) {}
  void Add(uint32_t code) {
    AppendUtf8(code, &buffer_);
    if (buffer_.size() > (1U << 18)) Flush();
  }
  void Add(std::string_view bytes) { buffer_.append(bytes); }
  bool Finish() {
    Flush();
    out_.close();
    return static_cast<bool>(out_);
  }

 private:
  void Flush() {
    out_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    buffer_.clear();
  }
  std::ofstream out_;
  std::string buffer_;
};

uint32_t FromWindows1252(unsigned char c) {
  return c >= 0x80 && c < 0xA0 ? kHighControls[c - 0x80] : c;
}

void RecodeBytes(std::string_view bytes, bool keep_utf8, Utf8Writer* out) {
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = keep_utf8 ? SequenceAt(bytes, at) : 0;
    if (length > 1) {
      for (std::size_t i = 0; i < length; ++i) out->Add(bytes.substr(at + i, 1));
      at += length;
    } else {
      out->Add(FromWindows1252(static_cast<unsigned char>(bytes[at++])));
    }
  }
}

void RecodeUtf16(std::string_view bytes, bool big, Utf8Writer* out) {
  const auto unit = [&](std::size_t at) -> uint32_t {
    const auto a = static_cast<unsigned char>(bytes[at]);
    const auto b = static_cast<unsigned char>(bytes[at + 1]);
    return big ? static_cast<uint32_t>(a << 8 | b) : static_cast<uint32_t>(b << 8 | a);
  };
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    uint32_t code = unit(at);
    if (code >= 0xD800 && code < 0xDC00 && at + 3 < bytes.size()) {
      const uint32_t low = unit(at + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        at += 2;
      }
    }
    out->Add(code >= 0xD800 && code < 0xE000 ? 0xFFFD : code);
  }
}

}  // namespace

Encoding DetectEncoding(std::string_view bytes) {
  if (StartsWith(bytes, "\xEF\xBB\xBF")) {
    const Census census = Count(bytes.substr(3));
    if (census.stray == 0) return {EncodingKind::kUtf8, 3};
    return {EncodingKind::kMixed, 3};
  }
  if (StartsWith(bytes, "\xFF\xFE")) return {EncodingKind::kUtf16Little, 2};
  if (StartsWith(bytes, "\xFE\xFF")) return {EncodingKind::kUtf16Big, 2};
  if (std::memchr(bytes.data(), 0, bytes.size()) != nullptr) return {GuessUtf16(bytes), 0};
  const Census census = Count(bytes);
  if (census.controls * 1000 > bytes.size()) return {EncodingKind::kBinary, 0};
  if (census.stray == 0) return {EncodingKind::kUtf8, 0};
  if (census.sequences > census.stray * 10) return {EncodingKind::kMixed, 0};
  // Half of the bytes above ASCII: text in a language of ours never has that many.
  if (census.stray * 2 > bytes.size()) return {EncodingKind::kBinary, 0};
  return {EncodingKind::kWindows1252, 0};
}

std::string NameOfEncoding(EncodingKind kind) {
  switch (kind) {
    case EncodingKind::kUtf8:
      return "UTF-8";
    case EncodingKind::kWindows1252:
      return "Windows-1252";
    case EncodingKind::kUtf16Little:
    case EncodingKind::kUtf16Big:
      return "UTF-16";
    case EncodingKind::kMixed:
      return "UTF-8 with stray Windows-1252 bytes";
    case EncodingKind::kBinary:
      break;
  }
  return "binary";
}

Status Recode(std::string_view bytes, EncodingKind kind, const std::string& path) {
  Utf8Writer out(path);
  if (kind == EncodingKind::kUtf16Little || kind == EncodingKind::kUtf16Big) {
    RecodeUtf16(bytes, kind == EncodingKind::kUtf16Big, &out);
  } else {
    RecodeBytes(bytes, kind == EncodingKind::kMixed, &out);
  }
  if (out.Finish()) return Done{};
  return Error{ErrorCode::kUnavailable, "cannot write " + path};
}

}  // namespace aisle::ingest
