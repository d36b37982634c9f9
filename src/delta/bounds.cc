#include "delta/bounds.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "base/text.h"

namespace aisle::delta {
namespace {

constexpr std::size_t kPrefix = 32;                        // characters of a text that are kept
constexpr std::string_view kLargest = "\xF4\x8F\xBF\xBF";  // U+10FFFF, above every other

std::string Quoted(std::string_view text) { return json::serialize(json::string(text)); }

// Byte after the first `count` characters, or the size where there are no more.
std::size_t EndOfPrefix(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  while (at < text.size()) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80 && count-- == 0) return at;
    ++at;
  }
  return text.size();
}

std::optional<std::string> TextBound(std::string_view text, bool high) {
  const std::size_t end = EndOfPrefix(text, kPrefix);
  const std::string prefix(text.substr(0, end));
  if (!IsValidUtf8(prefix)) return {};
  if (!high || end == text.size()) return Quoted(prefix);
  // What follows the prefix is below U+10FFFF, unless it begins with just that.
  if (StartsWith(text.substr(end), kLargest)) return {};
  return Quoted(prefix + std::string(kLargest));
}

std::optional<std::string> DateText(Date date) {
  const CivilDate civil = ToCivil(date);
  if (civil.year < 1 || civil.year > 9999) return {};
  return fmt::format("{:04}-{:02}-{:02}", civil.year, civil.month, civil.day);
}

int64_t FloorDivide(int64_t number, int64_t by) { return number / by - (number % by < 0 ? 1 : 0); }

// "2024-01-01T10:00:00.123", of a count of milliseconds.
std::optional<std::string> MillisText(int64_t millis) {
  const int64_t days = FloorDivide(millis, 86'400'000);
  if (days < -1'000'000 || days > 10'000'000) return {};
  const auto date = DateText(Date{static_cast<int32_t>(days)});
  if (!date) return {};
  const int64_t rest = millis - days * 86'400'000;
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}", *date, rest / 3'600'000, rest / 60'000 % 60,
                     rest / 1000 % 60, rest % 1000);
}

std::optional<std::string> TimestampBound(const DataType& type, Timestamp time, bool high) {
  const int64_t down = FloorDivide(time.micros, 1000);
  const auto text = MillisText(high && down * 1000 != time.micros ? down + 1 : down);
  if (!text) return {};
  return Quoted(*text + (type.kind == Kind::kTimestamp ? "Z" : ""));
}

// The engine's numbers are JSON's, but for the words nan, inf and -inf.
std::optional<std::string> NumberBound(const std::string& text) {
  if (text.empty() || text.find_first_not_of("0123456789+-.eE") != text.npos) return {};
  return text;
}

std::optional<std::string> BoundJson(const DataType& type, const Value& value, bool high) {
  if (const auto* date = std::get_if<Date>(&value)) {
    const auto text = DateText(*date);
    return text ? std::optional(Quoted(*text)) : std::nullopt;
  }
  if (const auto* time = std::get_if<Timestamp>(&value)) return TimestampBound(type, *time, high);
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) return {};
  switch (type.kind) {
    case Kind::kString:
      return TextBound(*text, high);
    case Kind::kBoolean:
      return *text == "true" || *text == "false" ? std::optional(*text) : std::nullopt;
    case Kind::kDate:  // endless ones come as words
    case Kind::kTimestamp:
    case Kind::kTimestampNtz:
    case Kind::kBinary:
    case Kind::kNested:
      return {};
    default:
      return NumberBound(*text);
  }
}

// Two steps towards `end`: one for digits that a double does not have, one for the parser of JSON,
// whose last bit may be off.
double Outwards(double number, double end) {
  return std::nextafter(std::nextafter(number, end), end);
}

Value NumberOf(const DataType& type, const json::value& bound, double end) {
  if (bound.is_int64()) return bound.get_int64();
  if (bound.is_uint64()) return Outwards(static_cast<double>(bound.get_uint64()), end);
  if (!bound.is_double()) return {};
  if (type.kind != Kind::kFloat) return Outwards(bound.get_double(), end);
  // The digits of a float name the float nearest to them, not themselves.
  const auto nearest = static_cast<float>(bound.get_double());
  return double{std::nextafter(nearest, static_cast<float>(end))};
}

bool ReadDigits(std::string_view text, std::size_t at, std::size_t count, int* number) {
  if (at + count > text.size()) return false;
  *number = 0;
  for (const char c : text.substr(at, count)) {
    if (c < '0' || c > '9') return false;
    *number = *number * 10 + (c - '0');
  }
  return true;
}

// Up to six digits behind the point, as microseconds, and what comes after them.
int64_t ReadFraction(std::string_view* rest) {
  int64_t micros = 0;
  int digits = 0;
  while (!rest->empty() && rest->front() >= '0' && rest->front() <= '9') {
    if (digits < 6) micros = micros * 10 + (rest->front() - '0');
    ++digits;
    rest->remove_prefix(1);
  }
  for (; digits < 6; ++digits) micros *= 10;
  return micros;
}

// "2024-01-01T10:00:00.123Z", with a blank for the T, without the Z or with +00:00. Other offsets
// are not read: a bound that is not known is safe.
Value TimestampOf(const std::string& text) {
  Date date;
  int hour = 0, minute = 0, second = 0;
  if (text.size() < 19 || !ParseIsoDate(text.substr(0, 10), &date) ||
      (text[10] != 'T' && text[10] != ' ') || !ReadDigits(text, 11, 2, &hour) ||
      !ReadDigits(text, 14, 2, &minute) || !ReadDigits(text, 17, 2, &second)) {
    return {};
  }
  std::string_view rest = std::string_view(text).substr(19);
  int64_t micros = 0;
  if (StartsWith(rest, ".")) {
    rest.remove_prefix(1);
    micros = ReadFraction(&rest);
  }
  if (!rest.empty() && rest != "Z" && rest != "+00:00") return {};
  const int64_t seconds = int64_t{date.days} * 86'400 + hour * 3600 + minute * 60 + second;
  return Timestamp{seconds * 1'000'000 + micros};
}

Value ReadBound(const DataType& type, const json::value& bound, bool high) {
  const json::string* text = bound.if_string();
  switch (type.kind) {
    case Kind::kString:
      return text != nullptr ? Value(std::string(*text)) : Value();
    case Kind::kBoolean:
      return bound.is_bool() ? Value(bound.get_bool()) : Value();
    case Kind::kDate: {
      Date date;
      return text != nullptr && ParseIsoDate(std::string(*text), &date) ? Value(date) : Value();
    }
    case Kind::kTimestamp:
    case Kind::kTimestampNtz: {
      Value time = text != nullptr ? TimestampOf(std::string(*text)) : Value();
      // Others cut upper bounds to milliseconds: what was cut is given back.
      if (high && !IsNull(time)) std::get<Timestamp>(time).micros += 999;
      return time;
    }
    case Kind::kBinary:
    case Kind::kNested:
      return {};
    default: {
      const double end = std::numeric_limits<double>::infinity();
      return NumberOf(type, bound, high ? end : -end);
    }
  }
}

}  // namespace

std::optional<std::string> LowBoundJson(const DataType& type, const Value& value) {
  return BoundJson(type, value, false);
}
std::optional<std::string> HighBoundJson(const DataType& type, const Value& value) {
  return BoundJson(type, value, true);
}
Value ReadLowBound(const DataType& type, const json::value& bound) {
  return ReadBound(type, bound, false);
}
Value ReadHighBound(const DataType& type, const json::value& bound) {
  return ReadBound(type, bound, true);
}

}  // namespace aisle::delta
