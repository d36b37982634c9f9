#include "ingest/decompress.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <vector>

namespace aisle::ingest {
namespace {

constexpr std::size_t kBuffer = 1 << 18;

Error Truncated() { return Invalid("is cut short: its compressed data ends too early"); }
Error Damaged() { return Invalid("is damaged: its compressed data cannot be unpacked"); }
Error CannotWrite(const std::string& path) {
  return Error{ErrorCode::kUnavailable, "cannot be unpacked: no room for " + path};
}

struct InflateState {
  z_stream stream = {};
  bool ready = false;
  InflateState() { ready = inflateInit2(&stream, 15 + 32) == Z_OK; }
  ~InflateState() {
    if (ready) inflateEnd(&stream);
  }
};

}  // namespace

Status GunzipTo(std::string_view bytes, const std::string& path) {
  InflateState state;
  if (!state.ready) return Damaged();
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  std::vector<unsigned char> buffer(kBuffer);
  std::size_t at = 0;
  int code = Z_OK;
  z_stream& stream = state.stream;
  while (at < bytes.size() || stream.avail_in > 0) {
    if (stream.avail_in == 0) {
      const std::size_t part = std::min<std::size_t>(bytes.size() - at, 1U << 30);
      stream.next_in = reinterpret_cast<unsigned char*>(const_cast<char*>(bytes.data() + at));
      stream.avail_in = static_cast<unsigned>(part);
      at += part;
    }
    stream.next_out = buffer.data();
    stream.avail_out = kBuffer;
    code = inflate(&stream, Z_NO_FLUSH);
    if (code != Z_OK && code != Z_STREAM_END) return code == Z_BUF_ERROR ? Truncated() : Damaged();
    out.write(reinterpret_cast<char*>(buffer.data()),
              static_cast<std::streamsize>(kBuffer - stream.avail_out));
    if (code != Z_STREAM_END) continue;
    // Another member may follow; anything else after the end is padding.
    if (stream.avail_in < 2 || stream.next_in[0] != 0x1F || stream.next_in[1] != 0x8B) break;
    inflateReset(&stream);
  }
  out.close();
  if (!out) return CannotWrite(path);
  return code == Z_STREAM_END ? Status(Done{}) : Status(Truncated());
}

Status UnzstdTo(std::string_view bytes, const std::string& path) {
  const std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> stream(ZSTD_createDStream(),
                                                                          ZSTD_freeDStream);
  if (stream == nullptr) return Damaged();
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  std::vector<char> buffer(kBuffer);
  ZSTD_inBuffer input = {bytes.data(), bytes.size(), 0};
  std::size_t left = 1;
  bool filled = false;
  while (input.pos < input.size || filled) {
    ZSTD_outBuffer output = {buffer.data(), buffer.size(), 0};
    left = ZSTD_decompressStream(stream.get(), &output, &input);
    if (ZSTD_isError(left) != 0) return Damaged();
    out.write(buffer.data(), static_cast<std::streamsize>(output.pos));
    filled = output.pos == output.size && left != 0;
  }
  out.close();
  if (!out) return CannotWrite(path);
  return left == 0 ? Status(Done{}) : Status(Truncated());
}

}  // namespace aisle::ingest
