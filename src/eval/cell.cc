#include "eval/cell.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace aisle::eval {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool AllDigits(std::string_view text) { return std::all_of(text.begin(), text.end(), IsDigit); }

bool IsSpace(utf8proc_int32_t c) {
  return (c >= 0x09 && c <= 0x0d) || (c >= 0x1c && c <= 0x20) || c == 0x85 || c == 0xa0 ||
         c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f ||
         c == 0x205f || c == 0x3000;
}

// The code point at `text`'s start and its length; a broken byte is taken as itself.
utf8proc_int32_t Decode(std::string_view text, size_t* length) {
  utf8proc_int32_t point = 0;
  const auto n = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                  static_cast<utf8proc_ssize_t>(text.size()), &point);
  *length = n > 0 ? static_cast<size_t>(n) : 1;
  return n > 0 ? point : static_cast<unsigned char>(text[0]);
}

void Append(std::string* out, utf8proc_int32_t point) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto n = utf8proc_encode_char(point, bytes.data());
  out->append(reinterpret_cast<const char*>(bytes.data()), static_cast<size_t>(n));
}

void SkipSpace(std::string_view* text) {
  size_t length = 0;
  while (!text->empty() && IsSpace(Decode(*text, &length))) text->remove_prefix(length);
}

std::string_view Strip(std::string_view text) {
  SkipSpace(&text);
  size_t end = 0;
  for (size_t at = 0, length = 0; at < text.size(); at += length) {
    if (!IsSpace(Decode(text.substr(at), &length))) end = at + length;
  }
  return text.substr(0, end);
}

bool Take(std::string_view* text, std::string_view lower_prefix) {
  if (text->size() < lower_prefix.size()) return false;
  for (size_t i = 0; i < lower_prefix.size(); ++i) {
    const char c = (*text)[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c) != lower_prefix[i]) return false;
  }
  text->remove_prefix(lower_prefix.size());
  return true;
}

void TakeCurrency(std::string_view* text) {
  for (const char* sign : {"$", "€", "£", "₹", "rs.", "rs", "inr"}) {
    if (Take(text, sign)) return;
  }
}

// Length of [-+]?[\d,]*\.?\d+(?:e[-+]?\d+)? at the start of `text`, or 0.
size_t LengthOfNumber(std::string_view text) {
  size_t at = 0;
  const auto digits = [&] {
    const size_t from = at;
    while (at < text.size() && IsDigit(text[at])) ++at;
    return at > from;
  };
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
  while (at < text.size() && (IsDigit(text[at]) || text[at] == ',')) ++at;
  if (at + 1 < text.size() && text[at] == '.' && IsDigit(text[at + 1])) {
    ++at;
    digits();
  } else if (at == 0 || !IsDigit(text[at - 1])) {
    return 0;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    const size_t before = at++;
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
    if (!digits()) at = before;
  }
  return at;
}

std::optional<double> ToDouble(std::string text) {
  std::erase(text, ',');
  std::string_view rest = text;
  if (rest.starts_with('+')) rest.remove_prefix(1);
  if (rest.starts_with("--") || rest.starts_with("-+")) return std::nullopt;
  double number = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  if (error == std::errc::result_out_of_range) {
    return rest.find("e-") != rest.npos ? 0.0 : std::numeric_limits<double>::infinity();
  }
  if (error != std::errc() || end != rest.data() + rest.size()) return std::nullopt;
  return number;
}

int Named(std::string_view text, const auto& names) {
  for (size_t i = 0; i < names.size(); ++i) {
    if (text == names[i] || text == names[i].substr(0, 3)) return static_cast<int>(i) + 1;
  }
  return 0;
}

constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<std::string_view, 7> kDays = {"monday", "tuesday",  "wednesday", "thursday",
                                                   "friday", "saturday", "sunday"};

int ToInt(std::string_view digits) {
  int number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

// 2022-04 or 2022-04-01.
std::optional<Period> IsoMonth(std::string_view s) {
  if (s.size() != 7 && !(s.size() == 10 && s.substr(7) == "-01")) return std::nullopt;
  if (!AllDigits(s.substr(0, 4)) || s[4] != '-' || !AllDigits(s.substr(5, 2))) return std::nullopt;
  return Period{Period::Kind::kMonth, ToInt(s.substr(0, 4)), ToInt(s.substr(5, 2))};
}

// "apr 2022", "april-22".
std::optional<Period> NamedMonthOfYear(std::string_view s) {
  const size_t gap = s.find_first_of(" -");
  if (gap == s.npos || gap < 3 || gap > 9) return std::nullopt;
  const std::string_view year = s.substr(gap + 1);
  if ((year.size() != 4 && year.size() != 2) || !AllDigits(year)) return std::nullopt;
  const int month = Named(s.substr(0, gap), kMonths);
  if (month == 0) return std::nullopt;
  return Period{Period::Kind::kMonth, ToInt(year) + (year.size() == 2 ? 2000 : 0), month};
}

std::optional<Period> Quarter(std::string_view s) {
  if (!s.starts_with('q')) return std::nullopt;
  s.remove_prefix(s.starts_with("quarter") ? 7 : 1);
  if (s.starts_with(' ')) s.remove_prefix(1);
  if (s.size() != 1 || s[0] < '1' || s[0] > '4') return std::nullopt;
  return Period{Period::Kind::kQuarter, std::nullopt, s[0] - '0'};
}

std::string_view DropMidnight(std::string_view s) {
  if (s.size() < 19 || !AllDigits(s.substr(0, 4)) || s[4] != '-' || !AllDigits(s.substr(5, 2)) ||
      s[7] != '-' || !AllDigits(s.substr(8, 2)) || (s[10] != 't' && s[10] != ' ') ||
      s.substr(11, 8) != "00:00:00") {
    return s;
  }
  std::string_view zone = s.substr(19);
  if (zone.size() > 1 && zone[0] == '.' && zone[1] == '0') {
    zone.remove_prefix(std::min(zone.find_first_not_of('0', 1), zone.size()));
  }
  const bool offset = (zone.size() == 5 || (zone.size() == 6 && zone[3] == ':')) &&
                      (zone[0] == '+' || zone[0] == '-') && AllDigits(zone.substr(1, 2)) &&
                      AllDigits(zone.substr(zone.size() - 2));
  return zone.empty() || zone == "z" || offset ? s.substr(0, 10) : s;
}

int DecimalsIn(std::string_view text) {
  const size_t point = text.find('.');
  if (point == text.npos || text.find_first_of("eE") != text.npos) return 0;
  std::string_view after = text.substr(point + 1);
  after = after.substr(0, after.find('.'));
  return static_cast<int>(std::count_if(after.begin(), after.end(), IsDigit));
}

void ReadText(std::string_view text, Cell* cell) {
  cell->is_string = true;
  cell->has_point = text.find('.') != text.npos;
  cell->empty_like = text.empty();
  cell->number = NumberIn(text);
  cell->text = NormalText(text);
  cell->decimals = DecimalsIn(Strip(text));
}

void ReadReal(double number, Cell* cell) {
  cell->is_real = true;
  cell->empty_like = number == 0;
  cell->number = number;
  cell->text = ReprOf(number);
  cell->decimals = DecimalsIn(cell->text);
}

void ReadInteger(const json::value& value, Cell* cell) {
  cell->is_integer = true;
  cell->number = value.to_number<double>();
  cell->empty_like = *cell->number == 0;
  cell->text = json::serialize(value);
}

}  // namespace

std::string NormalText(std::string_view text) {
  std::string out;
  bool gap = false;
  for (size_t length = 0; !text.empty(); text.remove_prefix(length)) {
    const auto point = Decode(text, &length);
    if (IsSpace(point)) {
      gap = true;
      continue;
    }
    if (gap && !out.empty()) out += ' ';
    gap = false;
    Append(&out, utf8proc_tolower(point));
  }
  return std::string(DropMidnight(out));
}

std::string ReprOf(double number) {
  if (std::isnan(number)) return "nan";
  if (std::isinf(number)) return number < 0 ? "-inf" : "inf";
  std::array<char, 400> buffer;
  const auto print = [&](std::chars_format format) {
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, format);
    return std::string(buffer.data(), result.ptr);
  };
  const std::string scientific = print(std::chars_format::scientific);
  const int exponent = std::atoi(scientific.c_str() + scientific.find('e') + 1);
  if (number != 0 && (exponent < -4 || exponent >= 16)) return scientific;
  std::string fixed = print(std::chars_format::fixed);
  return fixed.find('.') == fixed.npos ? fixed + ".0" : fixed;
}

std::optional<double> NumberIn(std::string_view text) {
  SkipSpace(&text);
  const bool minus = text.starts_with('-');
  if (minus) text.remove_prefix(1);
  SkipSpace(&text);
  TakeCurrency(&text);
  SkipSpace(&text);
  const size_t length = LengthOfNumber(text);
  if (length == 0) return std::nullopt;
  std::string digits((minus ? "-" : "") + std::string(text.substr(0, length)));
  text.remove_prefix(length);
  SkipSpace(&text);
  if (text.starts_with('%')) text.remove_prefix(1);
  SkipSpace(&text);
  return text.empty() ? ToDouble(std::move(digits)) : std::nullopt;
}

std::optional<Period> PeriodIn(std::string_view s) {
  if (auto month = IsoMonth(s)) return month;
  if (auto month = NamedMonthOfYear(s)) return month;
  if (const int month = Named(s, kMonths)) return Period{Period::Kind::kMonth, {}, month};
  if (const int day = Named(s, kDays)) return Period{Period::Kind::kDay, {}, day};
  return Quarter(s);
}

Cell ReadCell(const json::value& value) {
  Cell cell;
  cell.is_null = value.is_null();
  cell.empty_like = cell.is_null;
  if (value.is_string()) {
    ReadText(value.get_string(), &cell);
  } else if (value.is_double()) {
    ReadReal(value.get_double(), &cell);
  } else if (value.is_int64() || value.is_uint64()) {
    ReadInteger(value, &cell);
  } else if (value.is_bool()) {
    cell.text = value.get_bool() ? "true" : "false";
    cell.empty_like = !value.get_bool();
  } else if (!cell.is_null) {
    cell.text = NormalText(json::serialize(value));
  }
  if (!cell.is_null) cell.period = PeriodIn(cell.text);
  return cell;
}

Rows ReadRows(const json::value& rows) {
  Rows out;
  size_t width = 0;
  if (!rows.is_array()) return out;
  for (const auto& row : rows.get_array()) {
    Row& cells = out.emplace_back();
    if (!row.is_array()) continue;
    for (const auto& value : row.get_array()) cells.push_back(ReadCell(value));
    width = std::max(width, cells.size());
  }
  for (Row& row : out) row.resize(width);
  return out;
}

}  // namespace aisle::eval
