// A plan as text: one stage after another, one part a line.
#include <vector>

#include "base/text.h"
#include "plan/expressions.h"
#include "plan/plan.h"

namespace aisle::plan {

using semantic::Expr;
using semantic::Item;
using semantic::Op;

namespace {

// Windows whose names say how they are taken, which an Expr does not print.
bool IsNamed(Op op) {
  return op == Op::kCumulative || op == Op::kCumulativeShare || op == Op::kNtile;
}

// The forms that name a stage, in words that an Expr can print.
Expr Printable(const Expr& expr) {
  Expr printable = expr;
  for (Expr& arg : printable.args) arg = Printable(arg);
  if (expr.op == Op::kInQuery && expr.query == nullptr) {
    printable.op = Op::kIn;
    printable.args.push_back(semantic::Field(expr.name + ".*"));
  }
  if (expr.op == Op::kOf || expr.op == Op::kOther) {
    printable.name.clear();
    printable.args = {printable.args[0], semantic::Field(expr.name + ".*")};
  }
  if (IsNamed(expr.op)) printable.args.push_back(semantic::Literal(expr.name));
  if (expr.op == Op::kTotal) printable.args.push_back(semantic::Field(expr.name + ".*"));
  return printable;
}

std::string Text(const Expr& expr) {
  std::string text = semantic::ToString(Printable(expr));
  return StartsWith(text, ".") ? text.substr(1) : text;
}

const char* KindName(StageKind kind) {
  switch (kind) {
    case StageKind::kScan:
      return "scan";
    case StageKind::kFold:
      return "fold";
    case StageKind::kJoin:
      return "join";
    case StageKind::kCompute:
      return "compute";
    case StageKind::kSelect:
      return "select from";
  }
  return "";
}

void AddItems(const char* word, const std::vector<Item>& items, std::string* text) {
  for (const Item& item : items) {
    *text += std::string("  ") + word + " " + Text(item.expr) + " as " + item.label + "\n";
  }
}

std::string Cut(const Stage& stage) {
  std::string text;
  if (stage.limit) text += "  limit " + std::to_string(*stage.limit);
  if (stage.limit && stage.ties) text += " with ties";
  for (const Expr& expr : stage.limit_per) text += " per " + Text(expr);
  if (stage.limit) text += "\n";
  if (stage.offset > 0) text += "  offset " + std::to_string(stage.offset) + "\n";
  return text;
}

}  // namespace

std::string ToString(const Stage& stage) {
  std::string text = KindName(stage.kind);
  text += " " + (stage.kind == StageKind::kJoin ? Join(stage.inputs, ", ") : stage.base) +
          (stage.detail ? " row by row" : "") + "\n";
  for (const PlannedJoin& join : stage.joins) {
    text += "  join " + join.alias + " from " + join.from_alias + " by " +
            std::to_string(join.join) + "\n";
  }
  for (const PlannedAttribute& attribute : stage.attributes) {
    text += (attribute.others ? "  others " : "  attributes ") + attribute.stage;
    for (const Expr& key : attribute.keys) text += " by " + Text(key);
    text += "\n";
  }
  if (stage.where) text += "  where " + Text(*stage.where) + "\n";
  AddItems("group", stage.groups, &text);
  AddItems("column", stage.aggregates, &text);
  for (const auto& order : stage.order) {
    text += "  order " + Text(order.by) + (order.descending ? " desc" : "") + "\n";
  }
  return text + Cut(stage);
}

std::string ToString(const Plan& plan) {
  std::string text;
  for (const Stage& stage : plan.stages) text += stage.name + ": " + ToString(stage);
  for (const std::string& note : plan.notes) text += "note: " + note + "\n";
  return text;
}

}  // namespace aisle::plan
