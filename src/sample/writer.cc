#include "sample/writer.h"

#include <array>
#include <cerrno>
#include <cstring>

namespace aisle::sample {

namespace {
constexpr size_t kBuffer = 1 << 18;
}

Result<Writer> Writer::Open(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (!file) return Invalid("cannot write " + path + ": " + std::strerror(errno));
  return Writer(path, file);
}

void Writer::Separate() {
  if (row_started_) buffer_ += ',';
  row_started_ = true;
}

Writer& Writer::Cell(std::string_view text) {
  Separate();
  if (text.find_first_of(",\"\n") == text.npos) {
    buffer_ += text;
    return *this;
  }
  buffer_ += '"';
  for (const char c : text) {
    if (c == '"') buffer_ += '"';
    buffer_ += c;
  }
  buffer_ += '"';
  return *this;
}

Writer& Writer::Cell(int64_t number) {
  Separate();
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  buffer_.append(digits.data(), end);
  return *this;
}

Writer& Writer::Hundredths(int64_t hundredths) {
  Cell(hundredths / 100);
  buffer_ += '.';
  const auto rest = static_cast<int>(hundredths % 100);
  buffer_ += static_cast<char>('0' + rest / 10);
  if (rest % 10 != 0) buffer_ += static_cast<char>('0' + rest % 10);
  return *this;
}

Writer& Writer::Blanks(int count) {
  while (count-- > 0) Separate();
  return *this;
}

void Writer::EndRow() {
  buffer_ += '\n';
  row_started_ = false;
  if (buffer_.size() >= kBuffer) Flush();
}

void Writer::Flush() {
  failed_ |= std::fwrite(buffer_.data(), 1, buffer_.size(), file_.get()) != buffer_.size();
  buffer_.clear();
}

Status Writer::Close() {
  Flush();
  failed_ |= std::fclose(file_.release()) != 0;
  if (failed_) return Invalid("cannot write " + path_ + ": " + std::strerror(errno));
  return Done{};
}

}  // namespace aisle::sample
