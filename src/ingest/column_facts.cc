#include "ingest/column_facts.h"

#include <algorithm>

#include "base/value.h"
#include "ingest/records.h"

namespace aisle::ingest {
namespace {

bool HasBlankRun(std::string_view text) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n' || c == '\t' || c == '\r') return true;
    if (c == ' ' && text[i - 1] == ' ') return true;
  }
  return false;
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

CellKind ColumnFacts::Add(std::string_view raw) {
  constexpr std::size_t kShort = 64;
  if (!again_.raw.empty() && raw == again_.raw) {
    AddAgain();
    return CellKind::kText;
  }
  ++rows;
  const std::string_view text = TrimCell(raw);
  if (text.size() != raw.size()) ++outer_blanks;
  const Cell cell = ReadCell(text);
  ++kinds[static_cast<std::size_t>(cell.kind)];
  switch (cell.kind) {
    case CellKind::kNull:
      ++nulls[cell.null_spelling];
      break;
    case CellKind::kNumber:
      AddNumber(cell.number);
      break;
    case CellKind::kDate:
    case CellKind::kTime:
      AddDate(cell.date);
      break;
    case CellKind::kBoolean:
      ++booleans[cell.boolean_style];
      break;
    case CellKind::kText: {
      const int64_t digits = with_digit, blanks = inner_blanks, length = long_text;
      AddText(text);
      if (raw.size() > kShort) break;
      again_.raw = raw;
      again_.outer_blanks = text.size() != raw.size();
      again_.with_digit = with_digit != digits;
      again_.inner_blanks = inner_blanks != blanks;
      again_.long_text = long_text != length;
      again_.text_bytes = static_cast<int64_t>(text.size());
      break;
    }
    case CellKind::kEmpty:
    case CellKind::kMonth:
      break;
  }
  return cell.kind;
}

void ColumnFacts::AddAgain() {
  ++rows;
  ++kinds[static_cast<std::size_t>(CellKind::kText)];
  outer_blanks += again_.outer_blanks ? 1 : 0;
  inner_blanks += again_.inner_blanks ? 1 : 0;
  with_digit += again_.with_digit ? 1 : 0;
  long_text += again_.long_text ? 1 : 0;
  text_bytes += again_.text_bytes;
}

void ColumnFacts::AddNumber(const NumberShape& shape) {
  NumberFacts& n = numbers;
  ++n.currencies[shape.currency];
  n.percent += shape.percent ? 1 : 0;
  n.exponent += shape.exponent ? 1 : 0;
  n.leading_zero += shape.leading_zero ? 1 : 0;
  n.parentheses += shape.parentheses ? 1 : 0;
  n.decorated += shape.decorated ? 1 : 0;
  n.dot_decimal += shape.dot_decimal ? 1 : 0;
  n.comma_decimal += shape.comma_decimal ? 1 : 0;
  n.comma_groups += shape.comma_groups ? 1 : 0;
  n.dot_groups += shape.dot_groups ? 1 : 0;
  n.open_comma += shape.open_comma ? 1 : 0;
  n.open_dot += shape.open_dot ? 1 : 0;
  n.broken += shape.fraction_zero ? 0 : 1;
  n.single_zero += shape.fraction_zero && shape.fraction == 1 ? 1 : 0;
  n.fraction = std::max<int>(n.fraction, shape.fraction);
  n.whole = std::max<int>(n.whole, shape.whole);
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

void ColumnFacts::AddText(std::string_view text) {
  text_bytes += static_cast<int64_t>(text.size());
  long_text += text.size() > 40 ? 1 : 0;
  with_digit += text.find_first_of("0123456789") != std::string_view::npos ? 1 : 0;
  inner_blanks += HasBlankRun(text) ? 1 : 0;
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
