#include "assistant/files.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace aisle::assistant {

Result<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    const ErrorCode code = errno == ENOENT ? ErrorCode::kNotFound : ErrorCode::kUnavailable;
    return Error{code, "cannot read " + path + ": " + std::strerror(errno)};
  }
  std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (file.bad()) return Error{ErrorCode::kUnavailable, "cannot read " + path};
  return bytes;
}

Status WriteFile(const std::string& path, const std::string& bytes) {
  const std::string draft = path + ".new";
  std::ofstream file(draft, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  std::error_code failure;
  if (file) std::filesystem::rename(draft, path, failure);
  if (file && !failure) return Done{};
  std::error_code ignored;
  std::filesystem::remove(draft, ignored);
  return Error{ErrorCode::kUnavailable, "cannot write " + path};
}

}  // namespace aisle::assistant
