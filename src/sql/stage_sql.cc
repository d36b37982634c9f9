#include "sql/stage_sql.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "plan/expressions.h"
#include "plan/join_graph.h"
#include "sql/expr_sql.h"
#include "sql/indent.h"

namespace aisle::sql {

using plan::Stage;
using plan::StageKind;
using semantic::Expr;
using semantic::Item;
using semantic::Op;

namespace {

constexpr const char* kPlace = "place";  // the column that limits within groups count by

// Stands for a column of a stage that the scan joins.
bool IsJoined(Op op) { return op == Op::kOf || op == Op::kOther; }

bool Mentions(const Expr& expr, const std::string& stage) {
  const bool names_stage = expr.op == Op::kInQuery || expr.op == Op::kTotal || IsJoined(expr.op);
  const bool itself = names_stage && expr.name == stage;
  return itself || std::any_of(expr.args.begin(), expr.args.end(),
                               [&](const Expr& arg) { return Mentions(arg, stage); });
}

bool Reads(const Stage& stage, const std::string& name) {
  const auto in_items = [&](const std::vector<Item>& items) {
    return std::any_of(items.begin(), items.end(),
                       [&](const Item& item) { return Mentions(item.expr, name); });
  };
  const bool input =
      std::find(stage.inputs.begin(), stage.inputs.end(), name) != stage.inputs.end();
  return input || (stage.kind != StageKind::kScan && stage.base == name) ||
         in_items(stage.groups) || in_items(stage.aggregates) ||
         (stage.where && Mentions(*stage.where, name)) ||
         std::any_of(stage.order.begin(), stage.order.end(),
                     [&](const auto& order) { return Mentions(order.by, name); });
}

// Columns of the scan replaced by what they are computed from.
Expr Inlined(const Expr& expr, const Stage& scan) {
  if (expr.op == Op::kField && plan::TableOf(expr.name).empty()) {
    for (const auto* items : {&scan.groups, &scan.aggregates}) {
      for (const Item& item : *items) {
        if (item.label == plan::ColumnOf(expr.name)) return item.expr;
      }
    }
  }
  Expr inlined = expr;
  for (size_t i = 0; i < inlined.args.size(); ++i) {
    // A total or attribute is over the columns of its own stage; only what they must equal is of
    // this one.
    const bool own =
        (expr.op == Op::kTotal && (i == 0 || i % 2 == 1)) || (IsJoined(expr.op) && i == 0);
    if (!own) inlined.args[i] = Inlined(inlined.args[i], scan);
  }
  return inlined;
}

bool HasBands(const Stage& stage) {
  return std::any_of(stage.groups.begin(), stage.groups.end(),
                     [](const Item& group) { return group.expr.op == Op::kBand; });
}

bool IsRanked(const Stage& select) {
  return select.limit && (select.ties || !select.limit_per.empty());
}

std::string GroupBy(size_t groups) {
  std::vector<std::string> numbers;
  for (size_t i = 1; i <= groups; ++i) numbers.push_back(std::to_string(i));
  return "\ngroup by " + Join(numbers, ", ");
}

}  // namespace

// A column that has its name already is not named again.
std::string StageSql::As(const std::string& sql, const std::string& name) const {
  const std::string quoted = dialect_.QuoteIdentifier(name);
  if (sql == quoted) return sql;
  if (EndsWith(sql, "." + quoted)) {
    const std::string table = sql.substr(0, sql.size() - quoted.size() - 1);
    if (table.find_first_of(" (.") == std::string::npos) return sql;
  }
  return sql + " as " + quoted;
}

std::string StageSql::Columns(const std::vector<std::string>& columns, bool distinct) const {
  return std::string("select ") + (distinct ? "distinct " : "") + Join(columns, ",\n  ");
}

std::string StageSql::From(const Stage& scan) const {
  if (scan.kind != StageKind::kScan) return "\nfrom " + scan.base;
  const auto table = [&](const std::string& name) {
    const std::string source = source_(name);
    const std::string alias = dialect_.QuoteIdentifier(name);
    const bool itself = source == alias || source == "\"" + name + "\"";
    return itself ? alias : source + " as " + alias;
  };
  std::string text = "\nfrom " + table(scan.base);
  for (const plan::PlannedJoin& join : scan.joins) {
    const plan::Hop hop = plan::HopOf(model_, join);
    std::vector<std::string> equal;
    for (size_t i = 0; i < hop.from_columns.size(); ++i) {
      equal.push_back(fmt::format("{}.{} = {}.{}", dialect_.QuoteIdentifier(hop.from_table),
                                  dialect_.QuoteIdentifier(hop.from_columns[i]),
                                  dialect_.QuoteIdentifier(hop.to_table),
                                  dialect_.QuoteIdentifier(hop.to_columns[i])));
    }
    text += "\nleft join " + table(join.alias) + " on " + Join(equal, " and ");
  }
  for (const plan::PlannedAttribute& attribute : scan.attributes) text += Attributes(attribute);
  return text;
}

std::string StageSql::Attributes(const plan::PlannedAttribute& attribute) const {
  const ExprSql sql(dialect_, model_, plan_);
  const Stage* keyed = &plan_.Find(attribute.stage);
  while (keyed->kind == StageKind::kCompute) keyed = &plan_.Find(keyed->base);
  std::vector<std::string> equal;
  for (size_t i = 0; i < attribute.keys.size(); ++i) {
    const Expr key = semantic::Field(attribute.stage + "." + keyed->groups[i].label);
    const bool differs = attribute.others && i + 1 == attribute.keys.size();
    equal.push_back(sql.Condition(
        semantic::Make(differs ? Op::kNotEqual : Op::kEqual, {attribute.keys[i], key})));
  }
  return "\nleft join " + attribute.stage + " on " + Join(equal, " and ");
}

std::string StageSql::Conditions(const char* word, const Expr& condition,
                                 const std::string& relation) const {
  ExprSql sql(dialect_, model_, plan_);
  sql.QualifyBy(relation);
  std::vector<std::string> parts;
  for (const Expr& part : plan::Conjuncts(condition)) parts.push_back(sql.Condition(part));
  return std::string("\n") + word + " " + Join(parts, "\n  and ");
}

std::string StageSql::Where(const Stage& stage) const {
  return stage.where ? Conditions("where", *stage.where) : "";
}

std::string StageSql::Grouped(const Stage& stage) const {
  const ExprSql sql(dialect_, model_, plan_);
  std::vector<std::string> columns;
  for (const auto* items : {&stage.groups, &stage.aggregates}) {
    for (const Item& item : *items) columns.push_back(As(sql.Write(item.expr), item.label));
  }
  const bool distinct = stage.aggregates.empty() && !stage.detail;
  std::string text = Columns(columns, distinct) + From(stage) + Where(stage);
  if (!stage.aggregates.empty() && !stage.groups.empty()) text += GroupBy(stage.groups.size());
  return text;
}

std::string StageSql::JoinOf(const Stage& stage) const {
  const ExprSql sql(dialect_, model_, plan_);
  const auto column = [&](const std::string& input, const Item& group) {
    return input + "." + dialect_.QuoteIdentifier(group.label);
  };
  // A group's value as the inputs before the n-th know it.
  const auto known = [&](size_t n, const Item& group) {
    std::vector<std::string> each;
    for (size_t i = 0; i < n; ++i) each.push_back(column(stage.inputs[i], group));
    return n == 1 ? each[0] : "coalesce(" + Join(each, ", ") + ")";
  };
  std::vector<std::string> columns;
  for (const Item& group : stage.groups) {
    columns.push_back(As(known(stage.inputs.size(), group), group.label));
  }
  for (const Item& item : stage.aggregates) {
    columns.push_back(As(sql.Write(item.expr), item.label));
  }
  std::string text = Columns(columns, false) + "\nfrom " + stage.inputs[0];
  for (size_t n = 1; n < stage.inputs.size(); ++n) {
    const std::string& input = stage.inputs[n];
    if (stage.groups.empty()) {
      text += "\ncross join " + input;
      continue;
    }
    std::vector<std::string> equal;
    for (const Item& group : stage.groups) {
      equal.push_back(dialect_.SameOrBothNull(known(n, group), column(input, group)));
    }
    text += "\nfull join " + input + " on " + Join(equal, " and ");
  }
  return text;
}

std::string StageSql::Computed(const Stage& stage) const {
  const ExprSql sql(dialect_, model_, plan_);
  std::vector<std::string> columns = {"*"};
  for (const Item& item : stage.aggregates) columns.push_back(As(sql.Write(item.expr), item.label));
  return Columns(columns, false) + (stage.base.empty() ? "" : "\nfrom " + stage.base);
}

// Rows numbered in the order asked for, within each part: rows that tie share a place if ties are
// kept. "The second highest" counts values, so equal ones take one place together.
std::string StageSql::Ranked(const Stage& select) const {
  const ExprSql sql(dialect_, model_, plan_);
  std::vector<std::string> parts, order;
  for (const Expr& expr : select.limit_per) parts.push_back(sql.Write(expr));
  for (const auto& by : select.order) {
    const bool group = std::any_of(select.groups.begin(), select.groups.end(), [&](const Item& g) {
      return g.expr == by.by || by.by == plan::Column(g.label);
    });
    if (select.ties && group && !order.empty()) continue;  // there only to settle ties
    order.push_back(sql.Write(by.by) + (by.descending ? " desc" : "") + " nulls last");
  }
  const char* function = !select.ties ? "row_number" : select.offset > 0 ? "dense_rank" : "rank";
  std::string over = parts.empty() ? "" : "partition by " + Join(parts, ", ") + " ";
  if (!order.empty()) over += "order by " + Join(order, ", ");
  return fmt::format("(\n  select *, {}() over ({}) as {} from {}{}\n) as ranked", function, over,
                     kPlace, select.base, Indented(Where(select)));
}

std::string StageSql::OrderBy(const Stage& select, const Stage* scan,
                              const std::string& relation) const {
  ExprSql sql(dialect_, model_, plan_);
  sql.QualifyBy(relation);
  std::vector<std::string> order;
  const auto add = [&](const Expr& by, bool descending) {
    std::string text;
    for (const auto* items : {&select.groups, &select.aggregates}) {
      for (const Item& item : *items) {
        if (item.expr == by) text = dialect_.QuoteIdentifier(item.label);
      }
    }
    if (text.empty()) text = sql.Write(scan != nullptr ? Inlined(by, *scan) : by);
    text += std::string(descending ? " desc" : "") + " nulls last";
    if (std::find(order.begin(), order.end(), text) == order.end()) order.push_back(text);
  };
  for (const Expr& part : select.limit_per) {
    const auto asked = std::find_if(select.order.begin(), select.order.end(),
                                    [&](const auto& by) { return by.by == part; });
    add(part, asked != select.order.end() && asked->descending);
  }
  for (const auto& by : select.order) add(by.by, by.descending);
  return order.empty() ? "" : "\norder by " + Join(order, ", ");
}

std::string StageSql::Tail(const Stage& select) const {
  if (IsRanked(select)) return "";
  if (select.limit) return "\n" + dialect_.Limit(*select.limit, select.offset);
  return select.offset > 0 ? fmt::format("\noffset {}", select.offset) : "";
}

std::string StageSql::Selected(const Stage& stage) const {
  ExprSql sql(dialect_, model_, plan_);
  std::vector<std::string> columns;
  for (const Item& item : stage.groups) {
    const bool band = item.expr.op == Op::kBand;
    columns.push_back(As(band ? sql.BandLabel(item.expr) : sql.Write(item.expr), item.label));
  }
  for (const Item& item : stage.aggregates) columns.push_back(As(sql.Write(item.expr), item.label));
  std::string text = Columns(columns, false);
  if (stage.base.empty()) return text;
  const std::string relation = IsRanked(stage) ? "ranked" : stage.base;
  if (IsRanked(stage)) {
    text += "\nfrom " + Ranked(stage);
    text += fmt::format("\nwhere {} > {} and {} <= {}", kPlace, stage.offset, kPlace,
                        stage.offset + *stage.limit);
  } else {
    text += "\nfrom " + stage.base + Where(stage);
  }
  return text + OrderBy(stage, nullptr, relation) + Tail(stage);
}

bool StageSql::Merges(const Stage& select) const {
  if (select.kind != StageKind::kSelect || select.base.empty() || IsRanked(select)) return false;
  const Stage& scan = plan_.Find(select.base);
  if (scan.kind != StageKind::kScan && scan.kind != StageKind::kFold) return false;
  if (HasBands(scan) || (select.groups.size() != scan.groups.size() && !scan.detail)) return false;
  const bool filtered_early = scan.detail || scan.aggregates.empty();
  if (filtered_early && select.where) return false;
  const auto readers = std::count_if(plan_.stages.begin(), plan_.stages.end(),
                                     [&](const Stage& s) { return Reads(s, scan.name); });
  return readers == 1;
}

std::string StageSql::Merged(const Stage& select, const Stage& scan) const {
  const ExprSql sql(dialect_, model_, plan_);
  std::vector<std::string> columns;
  for (const auto* items : {&select.groups, &select.aggregates}) {
    for (const Item& item : *items) {
      columns.push_back(As(sql.Write(Inlined(item.expr, scan)), item.label));
    }
  }
  const bool distinct = scan.aggregates.empty() && !scan.detail;
  std::string text = Columns(columns, distinct) + From(scan) + Where(scan);
  if (!scan.aggregates.empty() && !scan.groups.empty()) text += GroupBy(scan.groups.size());
  if (select.where) text += Conditions("having", Inlined(*select.where, scan));
  return text + OrderBy(select, &scan, "") + Tail(select);
}

std::string StageSql::Write(const Stage& stage) const {
  switch (stage.kind) {
    case StageKind::kScan:
    case StageKind::kFold:
      return Grouped(stage);
    case StageKind::kJoin:
      return JoinOf(stage);
    case StageKind::kCompute:
      return Computed(stage);
    case StageKind::kSelect:
      break;
  }
  return Merges(stage) ? Merged(stage, plan_.Find(stage.base)) : Selected(stage);
}

}  // namespace aisle::sql
