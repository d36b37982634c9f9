#include "ingest/cell.h"

#include <algorithm>
#include <array>

namespace aisle::ingest {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool SameFolded(std::string_view text, std::string_view folded) {
  if (text.size() != folded.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (Lower(text[i]) != folded[i]) return false;
  }
  return true;
}

bool TakePrefix(std::string_view* text, std::string_view prefix) {
  if (text->size() < prefix.size() || !SameFolded(text->substr(0, prefix.size()), prefix)) {
    return false;
  }
  text->remove_prefix(prefix.size());
  return true;
}

bool TakeSuffix(std::string_view* text, std::string_view suffix) {
  if (text->size() < suffix.size() ||
      !SameFolded(text->substr(text->size() - suffix.size()), suffix)) {
    return false;
  }
  text->remove_suffix(suffix.size());
  return true;
}

struct CurrencySign {
  std::string_view folded;
  uint8_t currency;  // index into kCurrencies
};
// Longer ones first where one begins another.
constexpr CurrencySign kSigns[] = {
    {"us$", 1}, {"ca$", 6},    {"c$", 6},     {"au$", 7},    {"a$", 7},  {"r$", 8},  {"mx$", 11},
    {"$", 1},   {"\u20ac", 2}, {"\u00a3", 3}, {"\u20b9", 4}, {"rs.", 4}, {"rs", 4},  {"\u00a5", 5},
    {"usd", 1}, {"eur", 2},    {"gbp", 3},    {"inr", 4},    {"jpy", 5}, {"cad", 6}, {"aud", 7},
    {"brl", 8}, {"chf", 9},    {"cny", 10},   {"mxn", 11}};

void SkipBlanks(std::string_view* text) {
  while (!text->empty() && text->front() == ' ') text->remove_prefix(1);
  while (!text->empty() && text->back() == ' ') text->remove_suffix(1);
}

bool TakeCurrency(std::string_view* text, NumberShape* shape) {
  for (const CurrencySign& sign : kSigns) {
    if (!TakePrefix(text, sign.folded) && !TakeSuffix(text, sign.folded)) continue;
    shape->currency = sign.currency;
    shape->decorated = true;
    SkipBlanks(text);
    return true;
  }
  return false;
}

// Signs around the digits, in the orders people write them: -$5, $-5, ($5), 5-, Rs 5/-, 5 %.
bool TakeDecoration(std::string_view* text, NumberShape* shape) {
  if (text->front() == '(' && text->back() == ')' && text->size() > 2) {
    *text = text->substr(1, text->size() - 2);
    shape->parentheses = shape->decorated = true;
    SkipBlanks(text);
  }
  bool negative = shape->parentheses;
  for (int turn = 0; turn < 4 && !text->empty(); ++turn) {
    if (IsDigit(text->front()) && IsDigit(text->back())) return true;
    if (text->front() == '-' || text->front() == '+') {
      if (negative) return false;
      negative = true;
      shape->decorated = shape->decorated || text->front() == '+' || shape->currency != 0;
      text->remove_prefix(1);
    } else if (TakeSuffix(text, "/-")) {
      shape->decorated = true;
    } else if (text->back() == '%' && !shape->percent) {
      text->remove_suffix(1);
      shape->percent = shape->decorated = true;
      SkipBlanks(text);
    } else if (shape->currency == 0 && TakeCurrency(text, shape)) {
      continue;
    } else if (text->back() == '-' && !negative) {
      text->remove_suffix(1);
      negative = shape->decorated = true;
    } else {
      break;  // .5 and 5. are left to the digits
    }
  }
  return !text->empty();
}

// Digits in groups: 1,234,567 or 12,34,567 (Indian). `text` holds digits and `mark` alone.
bool IsGrouped(std::string_view text, char mark) {
  std::size_t last = text.rfind(mark);
  if (last == std::string_view::npos || text.size() - last - 1 != 3) return false;
  bool pairs = true;
  bool triples = true;
  std::size_t end = last;
  while (end > 0) {
    const std::size_t before = text.rfind(mark, end - 1);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    const std::size_t digits = end - begin;
    if (begin == 0) return digits >= 1 && ((triples && digits <= 3) || (pairs && digits <= 2));
    pairs = pairs && digits == 2;
    triples = triples && digits == 3;
    end = before;
  }
  return false;
}

void SetFraction(std::string_view digits, NumberShape* shape) {
  shape->fraction = static_cast<uint8_t>(digits.size());
  shape->fraction_zero = std::all_of(digits.begin(), digits.end(), [](char c) { return c == '0'; });
}

bool SetWhole(std::string_view text, NumberShape* shape) {
  int digits = 0;
  for (const char c : text) digits += IsDigit(c) ? 1 : 0;
  if (digits > 60) return false;
  shape->whole = static_cast<uint8_t>(digits);
  shape->leading_zero = digits > 1 && text.front() == '0';
  return true;
}

// 1.234,56 and 1,234.56: the last mark is the decimal one, the other groups.
bool ReadBothMarks(std::string_view text, std::size_t dot, std::size_t comma, NumberShape* shape) {
  const bool comma_last = comma > dot;
  const std::size_t at = comma_last ? comma : dot;
  const std::string_view whole = text.substr(0, at);
  if (!IsGrouped(whole, comma_last ? '.' : ',')) return false;
  if (text.find(comma_last ? ',' : '.') != at) return false;
  (comma_last ? shape->comma_decimal : shape->comma_groups) = true;
  if (comma_last) shape->dot_groups = true;
  shape->decorated = true;
  SetFraction(text.substr(at + 1), shape);
  return SetWhole(whole, shape);
}

// One kind of mark: decimals or groups.
bool ReadOneMark(std::string_view text, std::size_t at, NumberShape* shape) {
  const char mark = text[at];
  const bool dot = mark == '.';
  const std::string_view rest = text.substr(at + 1);
  if (rest.find(mark) != std::string_view::npos) {
    if (!IsGrouped(text, mark)) return false;
    (dot ? shape->dot_groups : shape->comma_groups) = true;
    shape->decorated = true;
    return SetWhole(text, shape);
  }
  const bool open = rest.size() == 3 && at >= 1 && at <= 3 && text[0] != '0';
  if (dot) {
    (open ? shape->open_dot : shape->dot_decimal) = true;
  } else {
    if (at == 0 || rest.empty()) return false;
    (open ? shape->open_comma : shape->comma_decimal) = true;
    shape->decorated = true;
  }
  SetFraction(rest, shape);
  return SetWhole(text.substr(0, at), shape);
}

// 1.5e10: the part before the e is plain.
bool ReadExponent(std::string_view text, std::size_t at, NumberShape* shape) {
  std::string_view power = text.substr(at + 1);
  if (!power.empty() && (power.front() == '-' || power.front() == '+')) power.remove_prefix(1);
  if (power.empty() || power.size() > 3 || at == 0) return false;
  for (const char c : power) {
    if (!IsDigit(c)) return false;
  }
  int dots = 0;
  int digits = 0;
  for (const char c : text.substr(0, at)) {
    dots += c == '.' ? 1 : 0;
    digits += IsDigit(c) ? 1 : 0;
    if (!IsDigit(c) && c != '.') return false;
  }
  shape->exponent = true;
  shape->fraction_zero = false;
  return dots <= 1 && digits > 0 && digits < 40;
}

bool ReadDigits(std::string_view text, NumberShape* shape) {
  std::size_t dot = std::string_view::npos;
  std::size_t comma = std::string_view::npos;
  bool any = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (IsDigit(c)) {
      any = true;
    } else if (c == '.') {
      if (dot == std::string_view::npos || comma != std::string_view::npos) dot = i;
    } else if (c == ',') {
      if (comma == std::string_view::npos || dot != std::string_view::npos) comma = i;
    } else if ((c == 'e' || c == 'E') && any && comma == std::string_view::npos) {
      return ReadExponent(text, i, shape);
    } else {
      return false;
    }
  }
  if (!any) return false;
  if (dot != std::string_view::npos && comma != std::string_view::npos) {
    return ReadBothMarks(text, dot, comma, shape);
  }
  if (dot != std::string_view::npos) return ReadOneMark(text, text.find('.'), shape);
  if (comma != std::string_view::npos) return ReadOneMark(text, text.find(','), shape);
  return SetWhole(text, shape);
}

int NullSpellingOf(std::string_view text) {
  if (text.size() > 9) return -1;
  for (int i = 0; i < kNullSpellingCount; ++i) {
    if (SameFolded(text, kNullSpellings[i].folded)) return i;
  }
  return -1;
}

bool ReadBoolean(std::string_view text, uint8_t* style) {
  static constexpr std::array<std::string_view, 6> kWords = {"true", "false", "yes",
                                                             "no",   "y",     "n"};
  if (text.size() > 5) return false;
  for (std::size_t i = 0; i < kWords.size(); ++i) {
    if (!SameFolded(text, kWords[i])) continue;
    *style = static_cast<uint8_t>(i / 2);
    return true;
  }
  return false;
}

// Whether a word may begin a null spelling, a yes/no, a month or a currency code.
bool MayBeMoreThanText(char first) {
  static constexpr auto kFirst = [] {
    std::array<bool, 256> table{};
    for (const char c : std::string_view("#-\\(<?nNtTfFyYmMjJaAsSoOdDrRuUeEgGiIcCbBzZ")) {
      table[static_cast<unsigned char>(c)] = true;
    }
    return table;
  }();
  return kFirst[static_cast<unsigned char>(first)];
}

Cell Of(CellKind kind) {
  Cell cell;
  cell.kind = kind;
  return cell;
}

bool IsNumberWord(std::string_view text) {
  if (text.size() < 3 || text.size() > 6) return false;
  return std::any_of(std::begin(kNumberWords), std::end(kNumberWords), [&](std::string_view word) {
    return word.size() == text.size() && std::equal(word.begin(), word.end(), text.begin(),
                                                    [](char a, char b) { return a == Lower(b); });
  });
}

Cell ReadWord(std::string_view text) {
  if (const int spelling = NullSpellingOf(text); spelling >= 0) {
    Cell cell = Of(CellKind::kNull);
    cell.null_spelling = static_cast<uint8_t>(spelling);
    return cell;
  }
  Cell cell = Of(CellKind::kText);
  if (IsNumberWord(text)) {
    cell.kind = CellKind::kNumberWord;
  } else if (ReadBoolean(text, &cell.boolean_style)) {
    cell.kind = CellKind::kBoolean;
  } else if (IsMonthLabel(text)) {
    cell.kind = CellKind::kMonth;
  } else if (ReadDate(text, &cell.date)) {
    cell.kind = CellKind::kDate;
  }
  return cell;
}

}  // namespace

bool ReadNumber(std::string_view text, NumberShape* shape) {
  *shape = NumberShape{};
  if (text.empty() || text.size() > 64) return false;
  if (!IsDigit(text.front()) || !IsDigit(text.back())) {
    if (!TakeDecoration(&text, shape)) return false;
  }
  return ReadDigits(text, shape);
}

Cell ReadCell(std::string_view text) {
  if (text.empty()) return Of(CellKind::kEmpty);
  if (text.size() > 64) return Of(CellKind::kText);
  const char first = text.front();
  const char last = text.back();
  Cell cell;
  if (!IsDigit(first)) {
    const bool alphabetic = (Lower(first) >= 'a' && Lower(first) <= 'z');
    if (alphabetic && !IsDigit(last)) {
      if (!MayBeMoreThanText(first)) return Of(CellKind::kText);
      Cell word = ReadWord(text);
      if (word.kind != CellKind::kText || std::none_of(text.begin(), text.end(), IsDigit)) {
        return word;
      }
    } else if (alphabetic) {
      if (!MayBeMoreThanText(first)) return Of(CellKind::kText);
      if (IsMonthLabel(text)) return Of(CellKind::kMonth);
      if (ReadDate(text, &cell.date)) {
        cell.kind = CellKind::kDate;
        return cell;
      }
    } else if (const int spelling = NullSpellingOf(text); spelling >= 0) {
      cell.kind = CellKind::kNull;
      cell.null_spelling = static_cast<uint8_t>(spelling);
      return cell;
    }
  }
  if (ReadNumber(text, &cell.number)) {
    cell.kind = CellKind::kNumber;
    return cell;
  }
  if (!IsDigit(first)) return Of(CellKind::kText);
  if (ReadDate(text, &cell.date)) {
    cell.kind = cell.date.layout == DateLayout::kNone ? CellKind::kTime : CellKind::kDate;
    return cell;
  }
  return Of(IsMonthLabel(text) ? CellKind::kMonth : CellKind::kText);
}

}  // namespace aisle::ingest
