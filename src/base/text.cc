#include "base/text.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <vector>

namespace aisle {

namespace {

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

char LowerAscii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// utf8proc with options; bytes that are not UTF-8 are returned as they are, in lower case.
std::string Map(std::string_view text, utf8proc_option_t options) {
  utf8proc_uint8_t* out = nullptr;
  const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                   static_cast<utf8proc_ssize_t>(text.size()), &out, options);
  if (length < 0) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), LowerAscii);
    return lower;
  }
  std::string mapped(reinterpret_cast<char*>(out), static_cast<size_t>(length));
  std::free(out);  // utf8proc allocates with malloc
  return mapped;
}

std::string LowerAscii(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) { return LowerAscii(c); });
  return lower;
}

bool IsNameBlank(char c) {
  return std::isspace(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == '/' ||
         c == '.' || c == ',' || c == ':' || c == '(' || c == ')' || c == '\'' || c == '"';
}

}  // namespace

bool IsValidUtf8(std::string_view text) {
  size_t i = 0;
  while (i < text.size()) {
    if ((text[i] & 0x80) == 0) {
      ++i;
      continue;
    }
    utf8proc_int32_t code = 0;
    const auto used = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + i),
                                       static_cast<utf8proc_ssize_t>(text.size() - i), &code);
    if (used <= 0) return false;
    i += static_cast<size_t>(used);
  }
  return true;
}

std::string FoldCase(std::string_view text) {
  if (IsAscii(text)) return LowerAscii(text);
  return Map(text, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPAT |
                                                  UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD));
}

std::string FoldName(std::string_view text) {
  const std::string folded =
      IsAscii(text) ? LowerAscii(text)
                    : Map(ReplaceAll(std::string(text), "\xE2\x80\x99", "'"),
                          static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPAT |
                                                         UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
                                                         UTF8PROC_STRIPMARK));
  std::string name;
  name.reserve(folded.size());
  for (const char c : folded) {
    if (!IsNameBlank(c))
      name += c;
    else if (!name.empty() && name.back() != ' ')
      name += ' ';
  }
  if (!name.empty() && name.back() == ' ') name.pop_back();
  return name;
}

std::string_view Trim(std::string_view text) {
  const auto blank_at = [&](size_t i) {
    return std::isspace(static_cast<unsigned char>(text[i])) != 0;
  };
  while (!text.empty()) {
    if (blank_at(0))
      text.remove_prefix(1);
    else if (StartsWith(text, "\xC2\xA0"))
      text.remove_prefix(2);
    else
      break;
  }
  while (!text.empty()) {
    if (blank_at(text.size() - 1))
      text.remove_suffix(1);
    else if (EndsWith(text, "\xC2\xA0"))
      text.remove_suffix(2);
    else
      break;
  }
  return text;
}

std::vector<std::string> Split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  size_t begin = 0;
  for (size_t end = text.find(separator); end != std::string_view::npos;
       end = text.find(separator, begin)) {
    parts.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  parts.emplace_back(text.substr(begin));
  return parts;
}

std::string Join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string joined;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) joined += separator;
    joined += parts[i];
  }
  return joined;
}

bool StartsWith(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

bool EndsWith(std::string_view text, std::string_view suffix) {
  return text.size() >= suffix.size() && text.substr(text.size() - suffix.size()) == suffix;
}

std::string ReplaceAll(std::string text, std::string_view from, std::string_view to) {
  for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::string SnakeCase(std::string_view label) {
  std::string name;
  const std::string plain = IsAscii(label) ? std::string(label) : FoldName(label);
  for (size_t i = 0; i < plain.size(); ++i) {
    const auto c = static_cast<unsigned char>(plain[i]);
    if (std::isalnum(c) == 0) {
      if (!name.empty() && name.back() != '_') name += '_';
      continue;
    }
    const bool upper = std::isupper(c) != 0;
    const bool after_lower = i > 0 && std::islower(static_cast<unsigned char>(plain[i - 1])) != 0;
    const bool before_lower =
        i + 1 < plain.size() && std::islower(static_cast<unsigned char>(plain[i + 1])) != 0;
    const bool after_upper = i > 0 && std::isupper(static_cast<unsigned char>(plain[i - 1])) != 0;
    if (upper && !name.empty() && name.back() != '_' &&
        (after_lower || (after_upper && before_lower && i + 2 < plain.size()))) {
      name += '_';
    }
    name += static_cast<char>(std::tolower(c));
  }
  while (!name.empty() && name.back() == '_') name.pop_back();
  if (name.empty()) return "column";
  return std::isdigit(static_cast<unsigned char>(name[0])) != 0 ? "n_" + name : name;
}

namespace {

constexpr size_t kShortWidth = 64;

void DropCommonEnds(std::string_view* a, std::string_view* b) {
  while (!a->empty() && !b->empty() && a->front() == b->front()) {
    a->remove_prefix(1);
    b->remove_prefix(1);
  }
  while (!a->empty() && !b->empty() && a->back() == b->back()) {
    a->remove_suffix(1);
    b->remove_suffix(1);
  }
}

}  // namespace

int EditDistance(std::string_view a, std::string_view b, int limit) {
  if (a.size() > b.size()) std::swap(a, b);
  if (static_cast<int>(b.size() - a.size()) > limit) return limit + 1;
  DropCommonEnds(&a, &b);
  const size_t width = a.size() + 1;
  std::array<int, 3 * kShortWidth> here;  // words are short, and many are compared
  std::vector<int> elsewhere(width > kShortWidth ? 3 * width : 0);
  int* before = width > kShortWidth ? elsewhere.data() : here.data();
  int* last = before + width;
  int* row = last + width;
  for (size_t i = 0; i < width; ++i) last[i] = static_cast<int>(i);
  for (size_t j = 1; j <= b.size(); ++j) {
    row[0] = static_cast<int>(j);
    int best = row[0];
    for (size_t i = 1; i < width; ++i) {
      const int change = a[i - 1] == b[j - 1] ? 0 : 1;
      row[i] = std::min({last[i] + 1, row[i - 1] + 1, last[i - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[i] = std::min(row[i], before[i - 2] + 1);
      }
      best = std::min(best, row[i]);
    }
    if (best > limit) return limit + 1;
    std::swap(before, last);
    std::swap(last, row);
  }
  return std::min(last[a.size()], limit + 1);
}

std::string Nearest(std::string_view word, const std::vector<std::string>& names) {
  const std::string folded = FoldName(word);
  int best = std::max(1, static_cast<int>(folded.size()) / 3) + 1;
  std::string nearest;
  for (const std::string& name : names) {
    const int distance = EditDistance(folded, FoldName(name), best);
    if (distance < best) {
      best = distance;
      nearest = name;
    }
  }
  return nearest;
}

std::string Thousands(int64_t number) {
  const bool negative = number < 0;
  std::string digits = std::to_string(number);
  if (negative) digits.erase(0, 1);
  for (size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return negative ? "-" + digits : digits;
}

namespace {

struct Irregular {
  std::string_view plural, singular;
};
constexpr Irregular kIrregular[] = {{"people", "person"},   {"men", "man"},
                                    {"women", "woman"},     {"children", "child"},
                                    {"feet", "foot"},       {"shelves", "shelf"},
                                    {"halves", "half"},     {"leaves", "leaf"},
                                    {"indices", "index"},   {"movies", "movie"},
                                    {"cookies", "cookie"},  {"series", "series"},
                                    {"knives", "knife"},    {"criteria", "criterion"},
                                    {"statuses", "status"}, {"buses", "bus"},
                                    {"ties", "tie"},        {"pies", "pie"},
                                    {"calories", "calorie"}};

}  // namespace

std::string Singular(std::string_view word) {
  std::string lower = LowerAscii(word);
  for (const auto& [plural, singular] : kIrregular) {
    if (lower == plural) return std::string(singular);
  }
  const size_t n = lower.size();
  if (n < 4 || lower.back() != 's') return lower;
  if (EndsWith(lower, "ies")) return lower.substr(0, n - 3) + "y";
  if (EndsWith(lower, "sses") || EndsWith(lower, "shes") || EndsWith(lower, "ches") ||
      EndsWith(lower, "xes") || EndsWith(lower, "zzes")) {
    return lower.substr(0, n - 2);
  }
  if (EndsWith(lower, "ss") || EndsWith(lower, "us") || EndsWith(lower, "is")) return lower;
  return lower.substr(0, n - 1);
}

std::string Plural(std::string_view word) {
  std::string lower = LowerAscii(word);
  if (lower.empty()) return lower;
  for (const auto& [plural, singular] : kIrregular) {
    if (lower == singular) return std::string(plural);
  }
  const auto is_vowel = [](char c) {
    return std::string_view("aeiou").find(c) != std::string_view::npos;
  };
  if (lower.back() == 'y' && lower.size() > 1 && !is_vowel(lower[lower.size() - 2])) {
    return lower.substr(0, lower.size() - 1) + "ies";
  }
  if (lower.back() == 's' || lower.back() == 'x' || EndsWith(lower, "sh") ||
      EndsWith(lower, "ch")) {
    return lower + "es";
  }
  return lower + "s";
}

}  // namespace aisle
