#include "ingest/source.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "base/text.h"
#include "ingest/decompress.h"
#include "ingest/encoding.h"

namespace aisle::ingest {
namespace {

std::string NameOf(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

struct Magic {
  std::string_view bytes;
  const char* what;
};
constexpr Magic kForeign[] = {{"%PDF", "a PDF document"},
                              {"PK\x03\x04", "an Excel workbook or ZIP archive"},
                              {"\xD0\xCF\x11\xE0", "an old Excel or Word file"},
                              {"\x89PNG", "a picture"},
                              {"\xFF\xD8\xFF", "a picture"},
                              {"GIF8", "a picture"},
                              {"\x7F"
                               "ELF",
                               "a program"},
                              {"SQLite format 3", "an SQLite database"},
                              {"7z\xBC\xAF", "a 7-Zip archive"},
                              {"Rar!", "a RAR archive"},
                              {"BZh", "a bzip2 archive"},
                              {"\xFD"
                               "7zXZ",
                               "an xz archive"}};

std::string ForeignKind(std::string_view bytes) {
  for (const Magic& magic : kForeign) {
    if (StartsWith(bytes, magic.bytes)) return magic.what;
  }
  return {};
}

bool LooksLikeJson(const std::string& path, std::string_view text) {
  std::string name = FoldCase(path);
  for (const char* suffix : {".gz", ".zst"}) {
    if (EndsWith(name, suffix)) name.resize(name.size() - std::strlen(suffix));
  }
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return false;
  const bool opens = text[first] == '{' || text[first] == '[';
  for (const char* suffix : {".json", ".jsonl", ".ndjson"}) {
    if (EndsWith(name, suffix)) return opens;
  }
  return opens && text.size() > first + 2 &&
         text.find_first_of("\"{", first + 1) == text.find_first_not_of(" \t\r\n", first + 1);
}

Error NotText(const std::string& path) {
  return Invalid(NameOf(path) + " is not text: it holds bytes that no table of text has",
                 "export it as CSV, JSON lines or Parquet");
}

Status Remap(Source* source, const std::string& plain_path) {
  auto map = MappedFile::Open(plain_path);
  if (!map) return map.error();
  source->plain_path = plain_path;
  source->map = *std::move(map);
  source->skip = 0;
  return Done{};
}

Status Decompress(Source* source, const std::string& temp_prefix) {
  const std::string_view bytes = source->map->bytes();
  const bool gzip = StartsWith(bytes, "\x1F\x8B");
  const bool zstd = StartsWith(bytes, "\x28\xB5\x2F\xFD");
  if (!gzip && !zstd) return Done{};
  source->compression = gzip ? "gzip" : "zstd";
  const std::string plain = temp_prefix + ".plain";
  const Status done = gzip ? GunzipTo(bytes, plain) : UnzstdTo(bytes, plain);
  if (!done) return Invalid(NameOf(source->path) + " " + done.error().message);
  return Remap(source, plain);
}

Status ToUtf8(Source* source, const std::string& temp_prefix) {
  const std::string_view bytes = source->map->bytes();
  const Encoding encoding = DetectEncoding(bytes);
  source->encoding = NameOfEncoding(encoding.kind);
  source->skip = encoding.mark;
  if (encoding.kind == EncodingKind::kBinary) return NotText(source->path);
  if (encoding.kind == EncodingKind::kUtf8) return Done{};
  const std::string plain = temp_prefix + ".utf8";
  if (const auto done = Recode(bytes.substr(encoding.mark), encoding.kind, plain); !done) {
    return done;
  }
  return Remap(source, plain);
}

Status CheckFile(const std::string& path) {
  std::error_code failure;
  const auto status = std::filesystem::status(path, failure);
  if (!std::filesystem::exists(status)) {
    return Error{ErrorCode::kNotFound, "there is no file " + path};
  }
  if (!std::filesystem::is_regular_file(status)) return Invalid(path + " is not a file");
  return Done{};
}

}  // namespace

Result<std::unique_ptr<MappedFile>> MappedFile::Open(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return Error{ErrorCode::kUnavailable, "cannot read " + path + ": " + std::strerror(errno)};
  }
  struct stat status = {};
  void* data = nullptr;
  if (::fstat(descriptor, &status) == 0 && status.st_size > 0) {
    data = ::mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_PRIVATE,
                  descriptor, 0);
  }
  ::close(descriptor);
  if (data == MAP_FAILED) {
    return Error{ErrorCode::kUnavailable, "cannot read " + path + ": " + std::strerror(errno)};
  }
  if (data != nullptr) {
    ::madvise(data, static_cast<std::size_t>(status.st_size), MADV_SEQUENTIAL);
  }
  return std::unique_ptr<MappedFile>(
      new MappedFile(static_cast<const char*>(data),
                     data == nullptr ? 0 : static_cast<std::size_t>(status.st_size)));
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
}

Result<Source> OpenSource(const std::string& path, const std::string& temp_prefix) {
  if (const auto checked = CheckFile(path); !checked) return checked.error();
  Source source;
  source.path = path;
  if (const auto mapped = Remap(&source, path); !mapped) return mapped.error();
  source.bytes = static_cast<int64_t>(source.map->bytes().size());
  if (source.bytes == 0) return Invalid(NameOf(path) + " is empty: it has no bytes");
  if (const auto done = Decompress(&source, temp_prefix); !done) return done.error();
  const std::string_view bytes = source.map->bytes();
  if (bytes.empty()) return Invalid(NameOf(path) + " is empty once unpacked");
  if (StartsWith(bytes, "PAR1")) {
    source.format = Format::kParquet;
    if (bytes.size() < 12 || !EndsWith(bytes, "PAR1")) {
      return Invalid(NameOf(path) + " is a Parquet file whose end is missing");
    }
    return source;
  }
  if (const std::string kind = ForeignKind(bytes); !kind.empty()) {
    return Invalid(NameOf(path) + " is " + kind + ", not a table of text",
                   "export it as CSV, JSON lines or Parquet");
  }
  if (const auto done = ToUtf8(&source, temp_prefix); !done) return done.error();
  const std::string_view text = source.text();
  if (Trim(text.substr(0, 4096)).empty() && Trim(text).empty()) {
    return Invalid(NameOf(path) + " is empty: it has only blanks");
  }
  if (LooksLikeJson(path, text)) source.format = Format::kJson;
  return source;
}

uint64_t Checksum(std::string_view bytes) {
  constexpr uint64_t kMultiplier = 0x9E3779B97F4A7C15ULL;
  uint64_t lanes[4] = {1, 2, 3, 4};
  const auto mix = [](uint64_t state, uint64_t word) {
    state = (state ^ word) * kMultiplier;
    return state ^ (state >> 29);
  };
  std::size_t at = 0;
  for (; at + 32 <= bytes.size(); at += 32) {
    uint64_t words[4];
    std::memcpy(words, bytes.data() + at, 32);
    for (int i = 0; i < 4; ++i) lanes[i] = mix(lanes[i], words[i]);
  }
  for (; at < bytes.size(); ++at) lanes[0] = mix(lanes[0], static_cast<unsigned char>(bytes[at]));
  uint64_t hash = bytes.size();
  for (const uint64_t lane : lanes) hash = mix(hash, lane);
  return mix(hash, hash >> 32);
}

}  // namespace aisle::ingest
