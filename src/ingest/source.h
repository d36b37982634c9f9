// A file as it lies on disk, made readable: compression undone, text in UTF-8. What cannot be
// read says why in one sentence.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace aisle::ingest {

enum class Format { kDelimited, kJson, kParquet };

// Read-only view of a whole file; pages are loaded as they are touched.
class MappedFile {
 public:
  static Result<std::unique_ptr<MappedFile>> Open(const std::string& path);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  std::string_view bytes() const { return {data_, size_}; }

 private:
  MappedFile(const char* data, std::size_t size) : data_(data), size_(size) {}
  const char* data_;
  std::size_t size_;
};

struct Source {
  std::string path;        // as given
  std::string plain_path;  // where the plain bytes are: the file itself or a copy
  Format format = Format::kDelimited;
  std::string compression;  // "", "gzip", "zstd"
  std::string encoding;     // "UTF-8", "Windows-1252", "UTF-16"
  int64_t bytes = 0;        // on disk
  std::size_t skip = 0;     // byte order mark
  std::unique_ptr<MappedFile> map;

  std::string_view text() const { return map->bytes().substr(skip); }
};

// Opens `path`; copies, where they are needed, go to `temp_prefix` + a suffix.
Result<Source> OpenSource(const std::string& path, const std::string& temp_prefix);

// 64-bit hash of a file's bytes, for telling whether it changed.
uint64_t Checksum(std::string_view bytes);

}  // namespace aisle::ingest
