#include "language/stretch.h"

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

std::optional<Stretch> AsStretch(const semantic::Expr& condition) {
  if (condition.op != Op::kBetween || condition.args.size() != 3) return std::nullopt;
  const auto* from = std::get_if<Date>(&condition.args[1].value);
  const auto* to = std::get_if<Date>(&condition.args[2].value);
  if (condition.args[0].op != Op::kField || from == nullptr || to == nullptr) return std::nullopt;
  return Stretch{condition.args[0].name, {*from, *to}};
}

bool IsSide(const semantic::Expr& figure) {
  return figure.op == semantic::Op::kWhere && AsStretch(figure.args[1]).has_value();
}

semantic::Expr ToExpr(const Stretch& stretch) {
  return Make(Op::kBetween,
              {Field(stretch.field), Literal(stretch.days.from), Literal(stretch.days.to)});
}

bool IsYear(const Stretch& stretch) {
  const CivilDate first = ToCivil(stretch.days.from);
  return first.month == 1 && first.day == 1 && stretch.days == MonthsOf(first.year, 1, 12);
}

Stretch Moved(const Stretch& stretch, int months) {
  return {stretch.field,
          {AddMonths(stretch.days.from, months),
           Date{AddMonths(AfterLast(stretch.days), months).days - 1}}};
}

Stretch Before(const Stretch& stretch, const std::string& grain) {
  if (grain == "year") return Moved(stretch, -12);
  if (const int months = MonthsOf(stretch.days); months > 0) return Moved(stretch, -months);
  const int32_t count = stretch.days.to.days - stretch.days.from.days + 1;
  return {stretch.field,
          {Date{stretch.days.from.days - count}, Date{stretch.days.to.days - count}}};
}

}  // namespace aisle::language
