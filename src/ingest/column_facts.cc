#include "ingest/column_facts.h"

#include <algorithm>
#include <cstring>

#include "base/check.h"
#include "base/value.h"
#include "ingest/records.h"

namespace aisle::ingest {
namespace {

// Eight bytes with some byte below 0x20, or with two blanks side by side; now and then others too.
bool MayHaveBlankRun(const char* bytes) {
  constexpr uint64_t kOnes = 0x0101010101010101ULL;
  constexpr uint64_t kHighs = 0x8080808080808080ULL;
  uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  const uint64_t control = (word - 0x20 * kOnes) & ~word & kHighs;
  const uint64_t unlike_blank = word ^ 0x20 * kOnes;
  const uint64_t blank = (unlike_blank - kOnes) & ~unlike_blank & kHighs;
  return control != 0 || (blank & (blank << 8)) != 0;
}

bool HasBlankRun(std::string_view text) {
  std::size_t at = 0;
  // Steps of seven, so that no pair falls between two looks.
  while (at + 8 <= text.size() && !MayHaveBlankRun(text.data() + at)) at += 7;
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n' || c == '\t' || c == '\r') return true;
    if (c == ' ' && text[i - 1] == ' ') return true;
  }
  return false;
}

bool HasDigit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int32_t DaysOf(const DateShape& shape, bool day_first) {
  const CivilDate civil{shape.year, day_first ? shape.second : shape.first,
                        day_first ? shape.first : shape.second};
  return IsValidCivil(civil) ? FromCivil(civil).days : 0;
}

void CountOpen(const DateShape& shape, DateWriting* writing) {
  writing->first_over_12 += shape.first > 12 ? 1 : 0;
  writing->second_over_12 += shape.second > 12 ? 1 : 0;
  const int32_t day_first = DaysOf(shape, true);
  const int32_t month_first = DaysOf(shape, false);
  if (writing->count > 1) {
    writing->backwards_day_first += day_first < writing->last_day_first ? 1 : 0;
    writing->backwards_month_first += month_first < writing->last_month_first ? 1 : 0;
  }
  writing->last_day_first = day_first;
  writing->last_month_first = month_first;
}

void AddWriting(const DateWriting& from, DateWriting* to) {
  to->count += from.count;
  to->timed += from.timed;
  to->first_over_12 += from.first_over_12;
  to->second_over_12 += from.second_over_12;
  to->backwards_day_first += from.backwards_day_first;
  to->backwards_month_first += from.backwards_month_first;
}

}  // namespace

SeenCell Look(std::string_view raw) {
  SeenCell seen;
  const std::string_view text = TrimCell(raw);
  seen.cell = ReadCell(text);
  seen.outer_blanks = text.size() != raw.size();
  if (seen.cell.kind != CellKind::kText && seen.cell.kind != CellKind::kNumberWord) return seen;
  seen.bytes = static_cast<int64_t>(text.size());
  seen.long_text = text.size() > 40;
  seen.with_digit = HasDigit(text);
  seen.inner_blanks = HasBlankRun(text);
  return seen;
}

CellKind ColumnFacts::Add(std::string_view raw) {
  const SeenCell seen = Look(raw);
  Add(seen, 1);
  return seen.cell.kind;
}

void ColumnFacts::Add(const SeenCell& seen, int64_t times) {
  const Cell& cell = seen.cell;
  rows += times;
  outer_blanks += seen.outer_blanks ? times : 0;
  kinds[static_cast<std::size_t>(cell.kind)] += times;
  switch (cell.kind) {
    case CellKind::kNull:
      nulls[cell.null_spelling] += times;
      break;
    case CellKind::kNumber:
      AddNumber(cell.number, times);
      break;
    case CellKind::kDate:
    case CellKind::kTime:
      CHECK(times == 1);
      AddDate(cell.date);
      break;
    case CellKind::kBoolean:
      booleans[cell.boolean_style] += times;
      break;
    case CellKind::kText:
    case CellKind::kNumberWord:
      text_bytes += seen.bytes * times;
      long_text += seen.long_text ? times : 0;
      with_digit += seen.with_digit ? times : 0;
      inner_blanks += seen.inner_blanks ? times : 0;
      break;
    case CellKind::kEmpty:
    case CellKind::kMonth:
      break;
  }
}

void ColumnFacts::AddNumber(const NumberShape& shape, int64_t times) {
  NumberFacts& n = numbers;
  n.currencies[shape.currency] += times;
  n.percent += shape.percent ? times : 0;
  n.exponent += shape.exponent ? times : 0;
  n.leading_zero += shape.leading_zero ? times : 0;
  n.parentheses += shape.parentheses ? times : 0;
  n.decorated += shape.decorated ? times : 0;
  n.dot_decimal += shape.dot_decimal ? times : 0;
  n.comma_decimal += shape.comma_decimal ? times : 0;
  n.comma_groups += shape.comma_groups ? times : 0;
  n.dot_groups += shape.dot_groups ? times : 0;
  n.open_comma += shape.open_comma ? times : 0;
  n.open_dot += shape.open_dot ? times : 0;
  n.broken += shape.fraction_zero ? 0 : times;
  n.single_zero += shape.fraction_zero && shape.fraction == 1 ? times : 0;
  n.fraction = std::max<int>(n.fraction, shape.fraction);
  n.whole = std::max<int>(n.whole, shape.whole);
  n.least_whole = std::min<int>(n.least_whole, shape.whole);
}

void ColumnFacts::AddDate(const DateShape& shape) {
  auto found = std::find_if(dates.begin(), dates.end(), [&](const DateWriting& writing) {
    return writing.shape.SameWriting(shape);
  });
  if (found == dates.end()) {
    if (dates.size() == kMaxWritings) {
      many_writings = true;
      return;
    }
    dates.push_back(DateWriting{shape});
    found = dates.end() - 1;
  }
  ++found->count;
  found->timed += shape.midnight ? 0 : 1;
  if (shape.layout == DateLayout::kOpen) CountOpen(shape, &*found);
}

void ColumnFacts::Merge(const ColumnFacts& other) {
  const auto add = [](auto* to, const auto& from) {
    for (std::size_t i = 0; i < from.size(); ++i) (*to)[i] += from[i];
  };
  rows += other.rows;
  add(&kinds, other.kinds);
  add(&nulls, other.nulls);
  add(&booleans, other.booleans);
  NumberFacts& n = numbers;
  const NumberFacts& o = other.numbers;
  add(&n.currencies, o.currencies);
  n.percent += o.percent, n.exponent += o.exponent, n.leading_zero += o.leading_zero;
  n.parentheses += o.parentheses, n.decorated += o.decorated;
  n.dot_decimal += o.dot_decimal, n.comma_decimal += o.comma_decimal;
  n.comma_groups += o.comma_groups, n.dot_groups += o.dot_groups;
  n.open_comma += o.open_comma, n.open_dot += o.open_dot;
  n.broken += o.broken, n.single_zero += o.single_zero;
  n.fraction = std::max(n.fraction, o.fraction);
  n.whole = std::max(n.whole, o.whole);
  n.least_whole = std::min(n.least_whole, o.least_whole);
  for (const DateWriting& writing : other.dates) {
    auto found = std::find_if(dates.begin(), dates.end(), [&](const DateWriting& mine) {
      return mine.shape.SameWriting(writing.shape);
    });
    if (found != dates.end()) {
      AddWriting(writing, &*found);
    } else if (dates.size() < kMaxWritings) {
      dates.push_back(writing);
    } else {
      many_writings = true;
    }
  }
  many_writings = many_writings || other.many_writings;
  outer_blanks += other.outer_blanks;
  inner_blanks += other.inner_blanks;
  text_bytes += other.text_bytes;
  with_digit += other.with_digit;
  long_text += other.long_text;
}

}  // namespace aisle::ingest
