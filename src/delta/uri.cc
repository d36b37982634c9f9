#include "delta/uri.h"

#include <fmt/format.h>

#include "base/text.h"

namespace aisle::delta {
namespace {

bool IsPlain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~/=").find(c) != std::string_view::npos;
}

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Whether something like "file:" or "s3:" stands before the first '/'.
bool HasScheme(std::string_view path) {
  const std::size_t colon = path.find(':');
  return colon != path.npos && path.find('/') > colon && path.substr(colon + 1, 1) == "/";
}

bool LeadsOut(std::string_view path) {
  if (path.empty() || path[0] == '/' || HasScheme(path)) return true;
  for (const std::string& part : Split(path, '/')) {
    if (part == "..") return true;
  }
  return false;
}

}  // namespace

std::string EncodePath(std::string_view path) {
  std::string encoded;
  for (const char c : path) {
    if (IsPlain(c)) {
      encoded += c;
    } else {
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return encoded;
}

std::string DecodePercent(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? HexDigit(text[i + 1]) : -1;
    const int low = high >= 0 ? HexDigit(text[i + 2]) : -1;
    if (low >= 0) {
      decoded += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      decoded += text[i];
    }
  }
  return decoded;
}

Result<std::string> DecodePath(std::string_view encoded) {
  std::string path = DecodePercent(encoded);
  if (LeadsOut(encoded) || LeadsOut(path) || path.find('\0') != path.npos) {
    return Invalid(fmt::format("the table names a file outside of its folder: {}", encoded),
                   "tables whose files lie elsewhere, such as shallow clones, are not read");
  }
  return path;
}

}  // namespace aisle::delta
