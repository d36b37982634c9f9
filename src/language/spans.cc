#include "language/spans.h"

namespace aisle::language {

using semantic::Field;
using semantic::Literal;
using semantic::Make;
using semantic::Op;

namespace {

Date AfterLast(const Days& days) { return Date{days.to.days + 1}; }

// How many whole months the days are; 0 when they are none.
int MonthsOf(const Days& days) {
  for (int months = 1; months <= 120; ++months) {
    const int32_t end = AddMonths(days.from, months).days;
    if (end == AfterLast(days).days) return months;
    if (end > AfterLast(days).days) return 0;
  }
  return 0;
}

}  // namespace

std::optional<Span> AsSpan(const semantic::Expr& condition) {
  if (condition.op != Op::kBetween || condition.args.size() != 3) return std::nullopt;
  const auto* from = std::get_if<Date>(&condition.args[1].value);
  const auto* to = std::get_if<Date>(&condition.args[2].value);
  if (condition.args[0].op != Op::kField || from == nullptr || to == nullptr) return std::nullopt;
  return Span{condition.args[0].name, {*from, *to}};
}

semantic::Expr ToExpr(const Span& span) {
  return Make(Op::kBetween, {Field(span.field), Literal(span.days.from), Literal(span.days.to)});
}

Span Moved(const Span& span, int months) {
  return {
      span.field,
      {AddMonths(span.days.from, months), Date{AddMonths(AfterLast(span.days), months).days - 1}}};
}

Span Before(const Span& span, const std::string& grain) {
  if (grain == "year") return Moved(span, -12);
  if (const int months = MonthsOf(span.days); months > 0) return Moved(span, -months);
  const int32_t count = span.days.to.days - span.days.from.days + 1;
  return {span.field, {Date{span.days.from.days - count}, Date{span.days.to.days - count}}};
}

}  // namespace aisle::language
