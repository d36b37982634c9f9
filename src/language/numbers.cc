#include "language/numbers.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace aisle::language {
namespace {

struct Named {
  std::string_view word;
  double value;
};

constexpr Named kUnits[] = {
    {"zero", 0},      {"one", 1},      {"two", 2},      {"three", 3},      {"four", 4},
    {"five", 5},      {"six", 6},      {"seven", 7},    {"eight", 8},      {"nine", 9},
    {"ten", 10},      {"eleven", 11},  {"twelve", 12},  {"dozen", 12},     {"thirteen", 13},
    {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18},
    {"nineteen", 19},
};
constexpr Named kTens[] = {
    {"twenty", 20}, {"thirty", 30},  {"forty", 40},  {"fourty", 40}, {"fifty", 50},
    {"sixty", 60},  {"seventy", 70}, {"eighty", 80}, {"ninety", 90},
};
constexpr Named kScales[] = {
    {"hundred", 1e2}, {"thousand", 1e3},  {"lakh", 1e5},      {"lakhs", 1e5},    {"lac", 1e5},
    {"lacs", 1e5},    {"crore", 1e7},     {"crores", 1e7},    {"million", 1e6},  {"millions", 1e6},
    {"mn", 1e6},      {"mio", 1e6},       {"billion", 1e9},   {"billions", 1e9}, {"bn", 1e9},
    {"cr", 1e7},      {"trillion", 1e12}, {"thousands", 1e3}, {"hundreds", 1e2},
};
constexpr Named kGluedScales[] = {{"k", 1e3}, {"m", 1e6}, {"mm", 1e6}, {"b", 1e9}, {"l", 1e5}};
constexpr Named kOrdinals[] = {
    {"first", 1},     {"second", 2},   {"third", 3},      {"fourth", 4},     {"fifth", 5},
    {"sixth", 6},     {"seventh", 7},  {"eighth", 8},     {"ninth", 9},      {"tenth", 10},
    {"eleventh", 11}, {"twelfth", 12}, {"twentieth", 20}, {"thirtieth", 30},
};

template <size_t n>
std::optional<double> Look(const Named (&table)[n], std::string_view word) {
  for (const Named& entry : table) {
    if (entry.word == word) return entry.value;
  }
  return std::nullopt;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Adds a scale word to what was read: {"two", "hundred"} → 200, {"two", "hundred", "thousand"}
// → 200,000. `total` keeps the larger, finished scales.
void Scale(double scale, double* total, double* current) {
  if (scale == 100) {
    *current *= 100;
  } else {
    *total += *current * scale;
    *current = 0;
  }
}

}  // namespace

std::optional<double> ParseDigits(std::string_view text) {
  std::string digits;
  bool point = false;
  for (const char c : text) {
    if (c == ',') continue;
    if (c == '.' && point) return std::nullopt;
    if (c != '.' && !IsDigit(c)) return std::nullopt;
    point = point || c == '.';
    digits += c;
  }
  if (digits.empty() || digits == ".") return std::nullopt;
  return std::strtod(digits.c_str(), nullptr);
}

double ScaleOf(std::string_view folded, bool glued) {
  if (const auto scale = Look(kScales, folded)) return *scale;
  if (glued) {
    if (const auto scale = Look(kGluedScales, folded)) return *scale;
  }
  return 0;
}

std::optional<WordNumber> ReadNumberWords(const std::vector<std::string_view>& words) {
  double total = 0;
  double current = 0;
  size_t taken = 0;
  enum class After { kNothing, kUnit, kTens, kScale } after = After::kNothing;
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (const auto unit = Look(kUnits, word)) {
      const bool follows_tens = after == After::kTens && *unit >= 1 && *unit < 10;
      if (after == After::kUnit || (after == After::kTens && !follows_tens)) break;
      current += *unit;
      after = After::kUnit;
    } else if (const auto tens = Look(kTens, word)) {
      if (after == After::kUnit || after == After::kTens) break;
      current += *tens;
      after = After::kTens;
    } else if (const auto scale = Look(kScales, word); scale && after != After::kNothing) {
      if (current == 0) break;
      Scale(*scale, &total, &current);
      after = After::kScale;
    } else if (word == "a" && i == 0 && words.size() > 1 && Look(kScales, words[1])) {
      current = 1;
      after = After::kUnit;
    } else if (word == "and" && after == After::kScale && i + 1 < words.size() &&
               (Look(kUnits, words[i + 1]) || Look(kTens, words[i + 1])) &&
               (i + 2 >= words.size() || !Look(kScales, words[i + 2]))) {
      continue;  // "one hundred and five", but not "between one hundred and two hundred"
    } else {
      break;
    }
    taken = i + 1;
  }
  if (taken == 0) return std::nullopt;
  return WordNumber{total + current, taken};
}

bool IsWhole(double number) { return std::abs(number) < 9e15 && std::floor(number) == number; }

Value NumberValue(double number) {
  if (IsWhole(number)) return static_cast<int64_t>(number);
  return number;
}

int OrdinalOf(std::string_view folded) {
  if (const auto ordinal = Look(kOrdinals, folded)) return static_cast<int>(*ordinal);
  if (folded.size() < 3 || folded.size() > 6 || !IsDigit(folded[0])) return 0;
  const std::string_view ending = folded.substr(folded.size() - 2);
  if (ending != "st" && ending != "nd" && ending != "rd" && ending != "th") return 0;
  const std::string_view digits = folded.substr(0, folded.size() - 2);
  if (!std::all_of(digits.begin(), digits.end(), IsDigit)) return 0;
  return static_cast<int>(*ParseDigits(digits));
}

std::string CurrencyOf(std::string_view folded) {
  static constexpr std::pair<std::string_view, std::string_view> kSigns[] = {
      {"₹", "INR"},     {"rs", "INR"},  {"inr", "INR"},    {"rupee", "INR"},   {"rupees", "INR"},
      {"$", "USD"},     {"usd", "USD"}, {"dollar", "USD"}, {"dollars", "USD"}, {"us$", "USD"},
      {"bucks", "USD"}, {"€", "EUR"},   {"eur", "EUR"},    {"euro", "EUR"},    {"euros", "EUR"},
      {"£", "GBP"},     {"gbp", "GBP"}, {"pounds", "GBP"}, {"¥", "JPY"},       {"jpy", "JPY"},
      {"yen", "JPY"},
  };
  for (const auto& [sign, code] : kSigns) {
    if (sign == folded) return std::string(code);
  }
  return {};
}

}  // namespace aisle::language
