// What stands in brackets: a formula ("margin (price - cost)"), the column that is meant ("store
// size (square meters)"), or a remark ("(using sale_time)").
#include <algorithm>

#include "base/text.h"
#include "language/reader.h"

namespace aisle::language {

using semantic::Dimension;
using semantic::DimensionKind;
using semantic::Field;
using semantic::Literal;
using semantic::Make;
using semantic::Op;

namespace {

// Reads + - * / over number columns and numbers, by precedence.
class Formula {
 public:
  using Expr = semantic::Expr;
  struct Term {
    std::string sign;  // one of + - * / ( ) or empty
    std::optional<Expr> value;
  };

  explicit Formula(std::vector<Term> terms) : terms_(std::move(terms)) {}

  std::optional<Expr> Read() {
    auto whole = Sum();
    return at_ == terms_.size() ? whole : std::nullopt;
  }

 private:
  bool Sign(std::string_view sign) {
    if (at_ >= terms_.size() || terms_[at_].value || terms_[at_].sign != sign) return false;
    ++at_;
    return true;
  }

  std::optional<Expr> Factor() {
    if (at_ < terms_.size() && terms_[at_].value) return terms_[at_++].value;
    if (!Sign("(")) return std::nullopt;
    auto inner = Sum();
    return Sign(")") ? inner : std::nullopt;
  }

  std::optional<Expr> Product() {
    auto left = Factor();
    while (left) {
      const Op op = Sign("*") ? Op::kMultiply : Sign("/") ? Op::kDivide : Op::kLiteral;
      if (op == Op::kLiteral) return left;
      const auto right = Factor();
      if (!right) return std::nullopt;
      left = Make(op, {*left, *right});
    }
    return left;
  }

  std::optional<Expr> Sum() {
    auto left = Product();
    while (left) {
      const Op op = Sign("+") ? Op::kAdd : Sign("-") ? Op::kSubtract : Op::kLiteral;
      if (op == Op::kLiteral) return left;
      const auto right = Product();
      if (!right) return std::nullopt;
      left = Make(op, {*left, *right});
    }
    return left;
  }

  std::vector<Term> terms_;
  size_t at_ = 0;
};

}  // namespace

size_t Reader::ClosingBracket(size_t open) const {
  int depth = 0;
  for (size_t i = open; i < pieces_.size(); ++i) {
    const std::string& text = tokens_[pieces_[i].first].text;
    if (text == "(") ++depth;
    if (text == ")" && --depth == 0) return i;
  }
  return kNone;
}

// The arithmetic between two pieces, when there is nothing else.
std::optional<semantic::Expr> Reader::FormulaIn(size_t first, size_t last) const {
  std::vector<Formula::Term> terms;
  bool computes = false;
  for (size_t i = first; i < last; ++i) {
    const Piece& piece = pieces_[i];
    const std::string& text = tokens_[piece.first].text;
    if (piece.Main() == Role::kSymbol && std::string_view("+-*/()").find(text) != text.npos) {
      terms.push_back({text, std::nullopt});
      computes = computes || (text != "(" && text != ")");
    } else if (text == "x" || text == "X") {
      terms.push_back({"*", std::nullopt});
      computes = true;
    } else if (const Dimension* number = NumberFieldOf(piece)) {
      terms.push_back({"", Field(number->Field())});
    } else if (piece.Main() == Role::kMetric) {
      terms.push_back({"", semantic::MetricRef(piece.senses.front().ref)});
    } else if (piece.Main() == Role::kNumber) {
      terms.push_back({"", Literal(piece.number)});
    } else {
      return std::nullopt;
    }
  }
  return computes ? Formula(std::move(terms)).Read() : std::nullopt;
}

// The words before a bracket that only name what the bracket defines: "margin proxy", "revenue".
void Reader::UseNamed(size_t open) {
  for (size_t i = open; i-- > 0;) {
    Piece& piece = pieces_[i];
    const Role role = piece.Main();
    const bool name = role == Role::kMetric || role == Role::kUnknown || role == Role::kStop ||
                      (role == Role::kField && NumberFieldOf(piece) != nullptr) ||
                      (role == Role::kEntity && !piece.plural);
    if (!name || piece.used || tokens_[piece.first].folded == "by") return;
    if (role == Role::kUnknown) cost_ -= 3;
    if (role != Role::kStop) piece.used = true;
  }
}

void Reader::ReadBrackets() {
  for (size_t open = 1; open < pieces_.size(); ++open) {
    if (tokens_[pieces_[open].first].text != "(" || pieces_[open].used) continue;
    const size_t close = ClosingBracket(open);
    if (close == kNone || close == open + 1) continue;
    if (const auto formula = FormulaIn(open + 1, close)) {
      const size_t before = FoldBefore(open);
      const std::string fold = before == kNone ? "sum" : pieces_[before].Find(Role::kFold)->ref;
      UseNamed(open);
      if (before != kNone) Use(before);
      const bool figures = !semantic::MetricsOf(*formula).empty();
      defined_.push_back(
          {figures ? TotalsOf(*formula) : Make(Op::kAggregate, {*formula}, fold), open});
      for (size_t i = open; i <= close; ++i) Use(i);
      continue;
    }
    ReadNamedColumn(open, close);
  }
}

// "(units sold / stock on hand)": figures over figures; a column beside them is added up.
semantic::Expr Reader::TotalsOf(const Expr& formula) {
  if (formula.op == Op::kField) return semantic::Sum(formula);
  Expr totals = formula;
  for (Expr& arg : totals.args) arg = TotalsOf(arg);
  return totals;
}

// "average price (unit price)", "(using sale_time)".
void Reader::ReadNamedColumn(size_t open, size_t close) {
  size_t field = kNone;
  for (size_t i = open + 1; i < close; ++i) {
    if (pieces_[i].Main() == Role::kStop) continue;
    if (field != kNone || pieces_[i].Main() != Role::kField) return;
    field = i;
  }
  if (field == kNone) return;
  const Dimension* column = FieldOf(pieces_[field]);
  const bool moment =
      column->kind == DimensionKind::kTimeOfDay || column->kind == DimensionKind::kTime;
  if (moment) {
    if (column->kind == DimensionKind::kTime) time_field_ = column->Field();
    Use(field);
  } else if (NumberFieldOf(pieces_[field]) != nullptr) {
    if (MeasuresField(open, *NumberFieldOf(pieces_[field])))
      Use(field);
    else
      UseNamed(open);
  }
}

// "total quantity (pcs)": the metric before the bracket is made of that column already.
bool Reader::MeasuresField(size_t open, const Dimension& column) const {
  const Sense* metric = pieces_[open - 1].Find(Role::kMetric);
  if (metric == nullptr) return false;
  const auto expanded = semantic::Expand(model_, semantic::MetricRef(metric->ref));
  if (!expanded) return false;
  const auto fields = semantic::FieldsOf(*expanded);
  return std::find(fields.begin(), fields.end(), column.Field()) != fields.end();
}

// "average margin (…)": the fold that stands before the name of what a bracket defines.
size_t Reader::FoldBefore(size_t open) const {
  for (size_t i = open; i-- > 0;) {
    if (pieces_[i].Main() == Role::kFold) return i;
    const bool name = pieces_[i].Main() == Role::kMetric || pieces_[i].Main() == Role::kUnknown ||
                      pieces_[i].Main() == Role::kStop || pieces_[i].Main() == Role::kField;
    if (!name) return kNone;
  }
  return kNone;
}

}  // namespace aisle::language
