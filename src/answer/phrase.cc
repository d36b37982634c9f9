#include "answer/phrase.h"

#include <fmt/format.h>

#include "answer/format.h"
#include "answer/label.h"
#include "base/text.h"

namespace aisle::answer {

using semantic::Expr;
using semantic::Model;
using semantic::Op;

namespace {

AnswerColumn ColumnOf(const Model& model, const Expr& expr) {
  AnswerColumn column;
  column.unit = UnitOf(model, expr);
  column.format = FormatOf(model, expr);
  return column;
}

// "80 %", "12.5 %": what people chose to compare with is not measured to two digits.
std::string Percent(double fraction) {
  const std::string text = FormatNumber(100 * fraction, 2);
  return ReplaceAll(text, ".00", "") + " %";
}

// A literal as it is written beside the expression it is compared with.
std::string Written(const Model& model, const Expr& literal, const Expr& beside) {
  if (literal.op != Op::kLiteral) return InSentence(LabelOf(model, literal));
  if (const auto* date = std::get_if<Date>(&literal.value)) {
    return FormatCell(*date, {.format = beside.op == Op::kGrain ? beside.name : "day"});
  }
  const AnswerColumn column = ColumnOf(model, beside);
  double number = 0;
  if (column.unit == "%" && AsNumber(literal.value, &number)) return Percent(number);
  return FormatCell(literal.value, column);
}

std::string Word(Op op) {
  switch (op) {
    case Op::kNotEqual:
      return "is not";
    case Op::kLess:
      return "below";
    case Op::kLessEqual:
      return "at most";
    case Op::kGreater:
      return "above";
    case Op::kGreaterEqual:
      return "at least";
    case Op::kContains:
      return "contains";
    case Op::kStartsWith:
      return "starts with";
    case Op::kEndsWith:
      return "ends with";
    default:
      return "";
  }
}

std::string TimeWord(Op op) {
  switch (op) {
    case Op::kLess:
      return "before";
    case Op::kLessEqual:
      return "up to";
    case Op::kGreater:
      return "after";
    case Op::kGreaterEqual:
      return "from";
    default:
      return Word(op);
  }
}

// "top 10 % by revenue": those of whom fewer rank higher; of what is turned round, the bottom.
std::string PercentPhrase(const Model& model, const Expr& share_above, double part) {
  const Expr& measure = share_above.args[0];
  const bool turned =
      measure.op == Op::kSubtract && measure.args[0] == semantic::Literal(int64_t{0});
  return (turned ? "bottom " : "top ") + Percent(part) + " by " +
         InSentence(LabelOf(model, turned ? measure.args[1] : measure));
}

// What is left out of a running share but for the row itself is what the rows before it make up.
bool SharesBefore(const Expr& e) {
  return e.op == Op::kSubtract && e.args[0].op == Op::kCumulativeShare &&
         e.args[1].op == Op::kShare && e.args[0].args == e.args[1].args;
}

// Comparisons that have words of their own; empty: this one has none.
std::string OwnPhrase(const Model& model, const Expr& e) {
  double part = 0;
  const Expr& right = e.args[1];
  const bool pair = right.op == Op::kOther && right.args[0] == e.args[0];
  if (pair && e.op == Op::kLess) return "each pair once";
  if (e.op != Op::kLess || !AsNumber(e.args[1].value, &part)) return {};
  if (e.args[0].op == Op::kShareAbove) return PercentPhrase(model, e.args[0], part);
  if (!SharesBefore(e.args[0])) return {};
  return "the highest that make up " + Percent(part) + " of " +
         InSentence(LabelOf(model, e.args[0].args[0].args[0]));
}

std::string ComparisonPhrase(const Model& model, const Expr& e) {
  if (const std::string own = OwnPhrase(model, e); !own.empty()) return own;
  const std::string left = InSentence(LabelOf(model, e.args[0]));
  const bool time = std::holds_alternative<Date>(e.args[1].value) ||
                    std::holds_alternative<Timestamp>(e.args[1].value);
  const std::string right = Written(model, e.args[1], e.args[0]);
  if (e.op == Op::kEqual) {
    if (const auto* flag = std::get_if<bool>(&e.args[1].value)) {
      return *flag ? left : "not " + left;
    }
    return left + " " + right;
  }
  return left + " " + (time ? TimeWord(e.op) : Word(e.op)) + " " + right;
}

std::string InPhrase(const Model& model, const Expr& e) {
  std::vector<std::string> values;
  for (size_t i = 1; i < e.args.size(); ++i) values.push_back(Written(model, e.args[i], e.args[0]));
  constexpr size_t kShown = 5;
  const size_t more = values.size() > kShown + 1 ? values.size() - kShown : 0;
  if (more > 0) values.resize(kShown);
  std::string list = Join(values, ", ");
  if (more > 0) {
    list += fmt::format(" or {} others", more);
  } else if (values.size() > 1) {
    list = Join({values.begin(), values.end() - 1}, ", ") + " or " + values.back();
  }
  return InSentence(LabelOf(model, e.args[0])) + " " + list;
}

std::string BetweenPhrase(const Model& model, const Expr& e) {
  const auto* first = std::get_if<Date>(&e.args[1].value);
  const auto* last = std::get_if<Date>(&e.args[2].value);
  if (first != nullptr && last != nullptr) return FormatRange(*first, *last);
  return fmt::format("{} between {} and {}", InSentence(LabelOf(model, e.args[0])),
                     Written(model, e.args[1], e.args[0]), Written(model, e.args[2], e.args[0]));
}

std::string Joined(const Model& model, const Expr& e, const char* word) {
  std::vector<std::string> parts;
  for (const Expr& arg : e.args) {
    std::string phrase = ConditionPhrase(model, arg);
    const bool nested = arg.op == Op::kAnd || arg.op == Op::kOr;
    parts.push_back(nested ? "(" + phrase + ")" : phrase);
  }
  return Join(parts, word);
}

std::string NotPhrase(const Model& model, const Expr& inner) {
  if (inner.op == Op::kIsNull) return InSentence(LabelOf(model, inner.args[0])) + " not missing";
  const std::string phrase = ConditionPhrase(model, inner);
  return "not " + (inner.op == Op::kAnd || inner.op == Op::kOr ? "(" + phrase + ")" : phrase);
}

std::string InQueryPhrase(const Model& model, const Expr& e) {
  const std::string left = InSentence(LabelOf(model, e.args[0]));
  if (e.query == nullptr) return left;
  const semantic::Query& q = *e.query;
  std::string how;
  if (q.having) how = " with " + ConditionPhrase(model, *q.having);
  if (q.limit) {
    const bool worst = !q.order.empty() && !q.order[0].descending;
    how += fmt::format(" among the {} {}", worst ? "bottom" : "top", *q.limit);
    if (!q.order.empty()) how += " by " + InSentence(LabelOf(model, q.order[0].by));
  }
  if (q.where) how += (how.empty() ? " found where " : ", ") + ConditionPhrase(model, *q.where);
  return left + (how.empty() ? " found in " + q.fact : how);
}

bool DayOfLiteral(const Expr& e, int32_t* day) {
  if (e.op != Op::kLiteral) return false;
  if (const auto* date = std::get_if<Date>(&e.value)) {
    *day = date->days;
    return true;
  }
  if (const auto* time = std::get_if<Timestamp>(&e.value)) {
    constexpr int64_t kDay = 86'400'000'000;
    *day = static_cast<int32_t>(time->micros / kDay - (time->micros % kDay < 0 ? 1 : 0));
    return true;
  }
  return false;
}

// Days of the period of that grain which starts at `day`.
int32_t LastDay(int32_t day, const std::string& grain) {
  if (grain == "week") return day + 6;
  const int months = grain == "year" ? 12 : grain == "quarter" ? 3 : grain == "month" ? 1 : 0;
  return months == 0 ? day : AddMonths(Date{day}, months).days - 1;
}

bool FieldOfTime(const Expr& e, std::string* field, std::string* grain) {
  if (e.op == Op::kGrain && !e.args.empty() && e.args[0].op == Op::kField) {
    *grain = e.name;
    *field = e.args[0].name;
    return true;
  }
  *field = e.name;
  return e.op == Op::kField;
}

bool YearRange(const Expr& e, DayRange* range) {
  if (e.op != Op::kEqual || e.args[0].op != Op::kPart || e.args[0].name != "year") return false;
  const auto* year = std::get_if<int64_t>(&e.args[1].value);
  if (year == nullptr || *year < 1 || *year > 9999 || e.args[0].args[0].op != Op::kField)
    return false;
  range->field = e.args[0].args[0].name;
  range->first = FromCivil({static_cast<int>(*year), 1, 1}).days;
  range->last = FromCivil({static_cast<int>(*year), 12, 31}).days;
  return true;
}

}  // namespace

std::string ConditionPhrase(const Model& model, const Expr& e) {
  switch (e.op) {
    case Op::kAnd:
      return Joined(model, e, ", ");
    case Op::kOr:
      return Joined(model, e, " or ");
    case Op::kNot:
      return NotPhrase(model, e.args[0]);
    case Op::kIn:
      return InPhrase(model, e);
    case Op::kBetween:
      return BetweenPhrase(model, e);
    case Op::kIsNull:
      return InSentence(LabelOf(model, e.args[0])) + " missing";
    case Op::kInQuery:
      return InQueryPhrase(model, e);
    case Op::kEqual:
    case Op::kNotEqual:
    case Op::kLess:
    case Op::kLessEqual:
    case Op::kGreater:
    case Op::kGreaterEqual:
    case Op::kContains:
    case Op::kStartsWith:
    case Op::kEndsWith:
      return ComparisonPhrase(model, e);
    default:
      return InSentence(LabelOf(model, e));
  }
}

std::vector<Expr> Conjuncts(const Expr& condition) {
  return condition.op == Op::kAnd ? condition.args : std::vector<Expr>{condition};
}

bool ToDayRange(const Expr& e, DayRange* range) {
  if (e.args.size() < 2) return false;
  if (YearRange(e, range)) return true;
  std::string grain;
  int32_t day = 0;
  if (!FieldOfTime(e.args[0], &range->field, &grain) || !DayOfLiteral(e.args[1], &day))
    return false;
  switch (e.op) {
    case Op::kEqual:
      range->first = day;
      range->last = LastDay(day, grain);
      return true;
    case Op::kBetween: {
      int32_t last = 0;
      if (!DayOfLiteral(e.args[2], &last)) return false;
      range->first = day;
      range->last = LastDay(last, grain);
      return true;
    }
    case Op::kLess:
      range->last = day - 1;
      return true;
    case Op::kLessEqual:
      range->last = LastDay(day, grain);
      return true;
    case Op::kGreater:
      range->first = LastDay(day, grain) + 1;
      return true;
    case Op::kGreaterEqual:
      range->first = day;
      return true;
    default:
      return false;
  }
}

}  // namespace aisle::answer
