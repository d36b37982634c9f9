// --as-of: the day that "today" and "last month" count from, or the version of the lake to read.
#include <charconv>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.h"
#include "cli/options.h"

namespace aisle::cli {
namespace {

constexpr int64_t kDayMillis = 86'400'000;

std::optional<int64_t> ReadNumber(std::string_view text) {
  int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [read, failure] = std::from_chars(text.data(), end, number);
  if (text.empty() || failure != std::errc() || read != end || number < 0) return {};
  return number;
}

// "v3", "v000003", "version:3"
std::optional<int64_t> ReadVersion(std::string_view text) {
  for (const std::string_view prefix : {"version:", "v"}) {
    if (!StartsWith(text, prefix)) continue;
    text.remove_prefix(prefix.size());
    if (StartsWith(text, "v")) text.remove_prefix(1);
    return ReadNumber(text);
  }
  return {};
}

// "10:00", "10:00:05"; the last millisecond of the second, so that a time that was printed finds
// what it was printed for.
std::optional<int64_t> ReadClock(const std::string& text) {
  const auto parts = Split(text, ':');
  if (parts.size() < 2 || parts.size() > 3) return {};
  int64_t seconds = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    const auto number = i < parts.size() ? ReadNumber(parts[i]) : 0;
    if (!number || *number > (i == 0 ? 23 : 59)) return {};
    if (i < parts.size() && parts[i].size() != 2) return {};
    seconds = seconds * 60 + *number;
  }
  return seconds * 1000 + 999;
}

// "2026-11-20T10:00", with or without seconds and a Z: universal time.
std::optional<int64_t> ReadMoment(std::string text) {
  if (EndsWith(text, "Z")) text.pop_back();
  Date date;
  if (text.size() < 11 || (text[10] != 'T' && text[10] != ' ')) return {};
  if (!ParseIsoDate(text.substr(0, 10), &date)) return {};
  const auto clock = ReadClock(text.substr(11));
  if (!clock) return {};
  return date.days * kDayMillis + *clock;
}

void ReadAsOf(const std::string& text, assistant::Settings* settings) {
  Date date;
  if (ParseIsoDate(text, &date)) {
    settings->as_of = date;
  } else if (const auto version = ReadVersion(text)) {
    settings->moment.version = version;
  } else if (const auto millis = ReadMoment(text)) {
    settings->moment.millis = millis;
  } else {
    throw CLI::ValidationError("--as-of",
                               "expected a day as YYYY-MM-DD, a version of the lake as v3, or a "
                               "time as YYYY-MM-DDTHH:MM, found " +
                                   text);
  }
}

}  // namespace

std::optional<int64_t> ReadVersionName(const std::string& text) {
  const auto bare = ReadNumber(text);
  return bare ? bare : ReadVersion(text);
}

void AddAsOf(CLI::App* command, Common* common) {
  const auto read = [common](const std::string& text) { ReadAsOf(text, &common->settings); };
  command
      ->add_option_function<std::string>(
          "--as-of", read,
          "A day: what \"today\" and \"last month\" count from, else the newest day. A version "
          "(v3) or a time (2026-11-20T10:00): the state of the lake to read, else the newest")
      ->type_name("DAY|VERSION|TIME");
}

}  // namespace aisle::cli
