// Every metric × dimension × grain × filter of the small world, planned and run on the engine and
// evaluated by the oracle: same cells, same values, refused exactly where a sum would multiply.
#include "plan_oracle.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "base/text.h"
#include "plan_world.h"

namespace aisle::world {

using semantic::Expr;
using semantic::Op;

// ---------------------------------------------------------------- the oracle

namespace {

constexpr double kTiny = 1e-9;

std::string Table(const std::string& field) { return field.substr(0, field.find('.')); }
std::string ColumnName(const std::string& field) { return field.substr(field.find('.') + 1); }

std::set<std::string> Tables(const Expr& expr) {
  if (expr.op == Op::kField) return {Table(expr.name)};
  std::set<std::string> all;
  for (const Expr& arg : expr.args) all.merge(Tables(arg));
  return all;
}

Value Truth(std::optional<bool> truth) { return truth ? Value(*truth) : Value(); }
std::optional<bool> IsTrue(const Value& value) {
  return IsNull(value) ? std::nullopt : std::optional(std::get<bool>(value));
}

std::optional<double> Number(const Value& value) {
  double number = 0;
  if (AsNumber(value, &number)) return number;
  return std::nullopt;
}

// -1, 0, 1; times against days by their day's start.
int Order(const Value& a, const Value& b) {
  const auto x = Number(a), y = Number(b);
  if (x && y) return *x < *y ? -1 : *x > *y ? 1 : 0;
  const std::string s = ToString(a), t = ToString(b);
  return s < t ? -1 : s > t ? 1 : 0;
}

Date DayOf(const Value& time) {
  if (const auto* date = std::get_if<Date>(&time)) return *date;
  const int64_t micros = std::get<Timestamp>(time).micros;
  return Date{static_cast<int32_t>(std::floor(static_cast<double>(micros) / 86400e6))};
}

Value PeriodStart(const std::string& grain, const Value& time) {
  if (IsNull(time)) return {};
  const Date day = DayOf(time);
  CivilDate civil = ToCivil(day);
  if (grain == "day") return day;
  if (grain == "week") return Date{day.days - Weekday(day) + 1};
  civil.day = 1;
  if (grain == "quarter") civil.month = (civil.month - 1) / 3 * 3 + 1;
  if (grain == "year") civil.month = 1;
  return FromCivil(civil);
}

Value PartOfTime(const std::string& part, const Value& time) {
  if (IsNull(time)) return {};
  const CivilDate civil = ToCivil(DayOf(time));
  if (part == "month") return int64_t{civil.month};
  if (part == "year") return int64_t{civil.year};
  if (part == "day") return int64_t{civil.day};
  if (part == "quarter") return int64_t{(civil.month - 1) / 3 + 1};
  if (part == "weekday") return int64_t{Weekday(DayOf(time))};
  if (part == "weekend") return Weekday(DayOf(time)) >= 6;
  const int64_t micros = std::get<Timestamp>(time).micros;
  return micros / 3'600'000'000 % 24;
}

// A day against a moment: the whole day.
Value Trimmed(const Value& x, const Value& against) {
  const bool day = std::holds_alternative<Date>(against);
  return day && std::holds_alternative<Timestamp>(x) ? Value(DayOf(x)) : x;
}

Value Compared(Op op, const Value& raw, const Value& y) {
  if (IsNull(raw) || IsNull(y)) return {};
  const int order = Order(Trimmed(raw, y), y);
  switch (op) {
    case Op::kEqual:
      return order == 0;
    case Op::kNotEqual:
      return order != 0;
    case Op::kLess:
      return order < 0;
    case Op::kLessEqual:
      return order <= 0;
    case Op::kGreater:
      return order > 0;
    default:
      return order >= 0;
  }
}

Value Arithmetic(Op op, const Value& a, const Value& b) {
  const auto x = Number(a), y = Number(b);
  if (!x || !y) return {};
  if (op == Op::kAdd) return *x + *y;
  if (op == Op::kSubtract) return *x - *y;
  if (op == Op::kMultiply) return *x * *y;
  return *y == 0 ? Value() : Value(*x / *y);
}

Value Folded(const std::string& fold, std::vector<Value> values) {
  std::erase_if(values, [](const Value& value) { return IsNull(value); });
  const auto size = static_cast<int64_t>(values.size());
  if (fold == "count") return size;
  std::sort(values.begin(), values.end(),
            [](const Value& a, const Value& b) { return Order(a, b) < 0; });
  if (fold == "count_distinct") {
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return static_cast<int64_t>(values.size());
  }
  if (values.empty()) return {};
  if (fold == "min") return values.front();
  if (fold == "max") return values.back();
  if (fold == "median") {
    return (*Number(values[(values.size() - 1) / 2]) + *Number(values[values.size() / 2])) / 2;
  }
  double sum = 0, squares = 0;
  for (const Value& value : values) sum += *Number(value);
  if (fold == "sum") return sum;
  const double mean = sum / static_cast<double>(size);
  if (fold == "avg") return mean;
  for (const Value& value : values) squares += std::pow(*Number(value) - mean, 2);
  return size < 2 ? Value() : Value(std::sqrt(squares / static_cast<double>(size - 1)));
}

bool IsArithmetic(Op op) {
  return op == Op::kAdd || op == Op::kSubtract || op == Op::kMultiply || op == Op::kDivide;
}

bool SurvivesRepeats(const std::string& fold) {
  return fold == "count" || fold == "count_distinct" || fold == "min" || fold == "max";
}

Oracle::Conditions With(Oracle::Conditions conditions, const Expr& more) {
  if (more.op == Op::kAnd) {
    for (const Expr& arg : more.args) conditions.push_back(arg);
  } else {
    conditions.push_back(more);
  }
  return conditions;
}

}  // namespace

std::string CellText(const Oracle::Key& cell) {
  std::string text;
  for (const Value& value : cell) text += (IsNull(value) ? "-" : ToString(value)) + " | ";
  return text;
}

bool SameValue(const Value& a, const Value& b) {
  const auto x = Number(a), y = Number(b);
  if (x && y) return std::fabs(*x - *y) <= kTiny * std::max({1.0, std::fabs(*x), std::fabs(*y)});
  return IsNull(a) == IsNull(b) && ToString(a) == ToString(b);
}

Oracle::Oracle(const semantic::Model& model, engine::Session* session) : model_(model) {
  for (const auto& meaning : model.tables) {
    const auto table = session->Query("select * from " + meaning.name);
    CHECK(table.ok());
    for (const auto& cells : table->rows) {
      Row row;
      for (size_t i = 0; i < cells.size(); ++i) row[table->columns[i].name] = cells[i];
      tables_[meaning.name].push_back(std::move(row));
    }
  }
}

std::optional<std::vector<size_t>> Oracle::Way(const std::string& from,
                                               const std::string& to) const {
  if (from == to) return std::vector<size_t>{};
  std::optional<std::vector<size_t>> best;
  for (size_t i = 0; i < model_.joins.size(); ++i) {
    if (model_.joins[i].from_table != from) continue;
    auto rest = Way(model_.joins[i].to_table, to);
    if (!rest || (best && best->size() <= rest->size() + 1)) continue;
    rest->insert(rest->begin(), i);
    best = rest;
  }
  return best;
}

bool Oracle::Reaches(const std::string& from, const std::set<std::string>& all) const {
  return std::all_of(all.begin(), all.end(),
                     [&](const std::string& to) { return Way(from, to).has_value(); });
}

std::string Oracle::BaseOf(const Expr& leaf) const {
  const auto tables = Tables(leaf);
  for (const std::string& table : tables) {
    if (Reaches(table, tables)) return table;
  }
  return "";
}

// The table nearest to all that links all, or nothing.
std::string Oracle::Between(const std::set<std::string>& all) const {
  std::string best;
  size_t fewest = 0;
  for (const auto& [table, rows] : tables_) {
    if (!Reaches(table, all)) continue;
    size_t steps = 0;
    for (const std::string& to : all) steps += Way(table, to)->size();
    if (best.empty() || steps < fewest) best = table, fewest = steps;
  }
  return best;
}

const Oracle::Row* Oracle::Follow(const std::string& from, const Row* row,
                                  const std::string& to) const {
  const auto way = Way(from, to);
  CHECK(way.has_value());
  for (const size_t step : *way) {
    if (row == nullptr) return nullptr;
    const semantic::Join& join = model_.joins[step];
    const Value& key = row->at(join.from_columns[0]);
    const Row* found = nullptr;
    for (const Row& candidate : tables_.at(join.to_table)) {
      if (!IsNull(key) && candidate.at(join.to_columns[0]) == key) found = &candidate;
    }
    row = found;
  }
  return row;
}

Value Oracle::Scalar(const std::string& table, const Row* row, const Expr& expr) const {
  const auto arg = [&](size_t i) { return Scalar(table, row, expr.args[i]); };
  if (expr.op == Op::kLiteral) return expr.value;
  if (expr.op == Op::kField) {
    const Row* holder = Follow(table, row, Table(expr.name));
    return holder == nullptr ? Value() : holder->at(ColumnName(expr.name));
  }
  if (expr.op == Op::kGrain) return PeriodStart(expr.name, arg(0));
  if (expr.op == Op::kPart) return PartOfTime(expr.name, arg(0));
  if (IsArithmetic(expr.op)) return Arithmetic(expr.op, arg(0), arg(1));
  if (expr.op == Op::kTotal) return At(expr.args[0], {}, {}, {});
  if (expr.op == Op::kCase) {
    size_t i = 0;
    for (; i + 1 < expr.args.size(); i += 2) {
      if (IsTrue(arg(i)).value_or(false)) return arg(i + 1);
    }
    return i < expr.args.size() ? arg(i) : Value();
  }
  return Condition(table, row, expr);
}

Value Oracle::Condition(const std::string& table, const Row* row, const Expr& expr) const {
  const auto arg = [&](size_t i) { return Scalar(table, row, expr.args[i]); };
  switch (expr.op) {
    case Op::kAnd:
    case Op::kOr: {
      const bool decisive = expr.op == Op::kOr;
      bool unknown = false;
      for (size_t i = 0; i < expr.args.size(); ++i) {
        const auto truth = IsTrue(arg(i));
        if (truth == decisive) return decisive;
        unknown = unknown || !truth;
      }
      return unknown ? Value() : Value(!decisive);
    }
    case Op::kNot: {
      const auto truth = IsTrue(arg(0));
      return Truth(truth ? std::optional(!*truth) : std::nullopt);
    }
    case Op::kIsNull:
      return IsNull(arg(0));
    case Op::kIn: {
      if (IsNull(arg(0))) return {};
      for (size_t i = 1; i < expr.args.size(); ++i) {
        if (IsTrue(Compared(Op::kEqual, arg(0), arg(i))).value_or(false)) return true;
      }
      return false;
    }
    case Op::kBetween: {
      const auto low = IsTrue(Compared(Op::kGreaterEqual, arg(0), arg(1)));
      const auto high = IsTrue(Compared(Op::kLessEqual, arg(0), arg(2)));
      if (low == false || high == false) return false;
      return low && high ? Value(true) : Value();
    }
    case Op::kContains:
    case Op::kStartsWith: {
      if (IsNull(arg(0))) return {};
      const size_t at = FoldCase(ToString(arg(0))).find(FoldCase(ToString(arg(1))));
      return expr.op == Op::kContains ? at != std::string::npos : at == 0;
    }
    default:
      return Compared(expr.op, arg(0), arg(1));
  }
}

// Conditions that cannot be read off the row must all hold on one row that links to it.
bool Oracle::Meets(const std::string& table, const Row* row, const Conditions& conditions) const {
  std::map<std::string, Conditions> elsewhere;
  for (const Expr& condition : conditions) {
    auto tables = Tables(condition);
    if (Reaches(table, tables)) {
      if (!IsTrue(Scalar(table, row, condition)).value_or(false)) return false;
      continue;
    }
    tables.insert(table);
    elsewhere[Between(tables)].push_back(condition);
  }
  for (const auto& [bridge, all] : elsewhere) {
    const auto& rows = tables_.at(bridge);
    const bool any = std::any_of(rows.begin(), rows.end(), [&](const Row& linked) {
      return Follow(bridge, &linked, table) == row && Meets(bridge, &linked, all);
    });
    if (!any) return false;
  }
  return true;
}

std::vector<Oracle::Member> Oracle::Members(const Expr& leaf, const Groups& groups,
                                            const Conditions& where) const {
  const std::string base = BaseOf(leaf);
  std::set<std::string> all = {base};
  for (const Expr& group : groups) all.merge(Tables(group));
  const std::string table = Reaches(base, all) ? base : Between(all);
  std::vector<Member> members;
  for (const Row& row : tables_.at(table)) {
    if (!Meets(table, &row, where)) continue;
    Member member{Follow(table, &row, base), &row, {}};
    for (const Expr& group : groups) member.cell.push_back(Scalar(table, &row, group));
    const bool again = std::any_of(members.begin(), members.end(), [&](const Member& other) {
      return other.own == member.own && other.cell == member.cell;
    });
    if (!again) members.push_back(std::move(member));
  }
  return members;
}

Value Oracle::Leaf(const Expr& leaf, const Groups& groups, const Key& cell,
                   const Conditions& where) const {
  const std::string base = BaseOf(leaf);
  std::vector<Value> values;
  for (const Member& member : Members(leaf, groups, where)) {
    if (member.own == nullptr || CellText(member.cell) != CellText(cell)) continue;
    const bool rows = ColumnName(leaf.args[0].name) == "*";
    values.push_back(rows ? Value(int64_t{1}) : Scalar(base, member.own, leaf.args[0]));
  }
  return Folded(leaf.name, std::move(values));
}

Value Oracle::Per(const Expr& per, const Groups& groups, const Key& cell,
                  const Conditions& where) const {
  Groups finer = groups;
  finer.insert(finer.end(), per.args.begin() + 1, per.args.end());
  std::vector<Value> values;
  for (const auto& [text, inner] : CellsOf(per.args[0], finer, where)) {
    const bool here = StartsWith(text, CellText(cell));
    const bool known = std::none_of(inner.begin() + static_cast<std::ptrdiff_t>(groups.size()),
                                    inner.end(), [](const Value& v) { return IsNull(v); });
    if (here && known) values.push_back(At(per.args[0], finer, inner, where));
  }
  return Folded(per.name, std::move(values));
}

Value Oracle::AlongTime(const Expr& window, const Groups& groups, const Key& cell,
                        const Conditions& where) const {
  const auto time = static_cast<size_t>(
      std::find_if(groups.begin(), groups.end(), [](const Expr& g) { return g.op == Op::kGrain; }) -
      groups.begin());
  const auto value = [&](const Key& key) { return At(window.args[0], groups, key, where); };
  const Cells cells = CellsOf(window.args[0], groups, where);
  if (window.op == Op::kCumulative) {
    std::vector<Value> so_far;
    for (const auto& [text, key] : cells) {
      Key same = key;
      same[time] = cell[time];
      const bool before =
          IsNull(cell[time]) || (!IsNull(key[time]) && Order(key[time], cell[time]) <= 0);
      if (CellText(same) == CellText(cell) && before) so_far.push_back(value(key));
    }
    return Folded("sum", so_far);
  }
  if (IsNull(cell[time])) return {};
  Key before = cell;
  before[time] = AddMonths(std::get<Date>(cell[time]), -1);
  if (cells.count(CellText(before)) == 0) return {};
  const Value change = Arithmetic(Op::kSubtract, value(cell), value(before));
  return window.op == Op::kChange ? change : Arithmetic(Op::kDivide, change, value(before));
}

void Oracle::Leaves(const Expr& measure, const Groups& groups, const Conditions& where,
                    Cells* cells) const {
  if (measure.op == Op::kTotal) return;
  if (measure.op == Op::kAggregate) {
    for (const Member& member : Members(measure, groups, where)) {
      cells->emplace(CellText(member.cell), member.cell);
    }
    return;
  }
  if (measure.op == Op::kWhere) {
    return Leaves(measure.args[0], groups, With(where, measure.args[1]), cells);
  }
  if (measure.op == Op::kPer) {
    Groups finer = groups;
    finer.insert(finer.end(), measure.args.begin() + 1, measure.args.end());
    for (auto& [text, key] : CellsOf(measure.args[0], finer, where)) {
      const auto own = key.begin() + static_cast<std::ptrdiff_t>(groups.size());
      if (std::any_of(own, key.end(), [](const Value& v) { return IsNull(v); })) continue;
      Key outer(key.begin(), own);
      cells->emplace(CellText(outer), outer);
    }
    return;
  }
  for (const Expr& arg : measure.args) {
    if (semantic::IsMeasure(arg)) Leaves(arg, groups, where, cells);
  }
}

Oracle::Cells Oracle::CellsOf(const Expr& measure, const Groups& groups,
                              const Conditions& where) const {
  Cells cells;
  if (groups.empty()) {
    cells.emplace("", Key{});
  } else {
    Leaves(measure, groups, where, &cells);
  }
  return cells;
}

Value Oracle::At(const Expr& measure, const Groups& groups, const Key& cell,
                 const Conditions& where) const {
  const auto& args = measure.args;
  switch (measure.op) {
    case Op::kLiteral:
      return measure.value;
    case Op::kAggregate:
      return Leaf(measure, groups, cell, where);
    case Op::kWhere:
      return At(args[0], groups, cell, With(where, args[1]));
    case Op::kTotal:
      return At(args[0], {}, {}, where);
    case Op::kPer:
      return Per(measure, groups, cell, where);
    case Op::kShare: {
      Groups fixed;
      Key part;
      for (size_t i = 0; i < groups.size(); ++i) {
        if (std::find(args.begin() + 1, args.end(), groups[i]) == args.end()) continue;
        fixed.push_back(groups[i]);
        part.push_back(cell[i]);
      }
      return Arithmetic(Op::kDivide, At(args[0], groups, cell, where),
                        At(args[0], fixed, part, where));
    }
    case Op::kRank: {
      int64_t rank = 1;
      const Value own = At(args[0], groups, cell, where);
      for (const auto& [text, key] : CellsOf(args[0], groups, where)) {
        const Value other = At(args[0], groups, key, where);
        if (!IsNull(other) && (IsNull(own) || Order(other, own) > 0)) ++rank;
      }
      return rank;
    }
    case Op::kChange:
    case Op::kGrowth:
    case Op::kCumulative:
      return AlongTime(measure, groups, cell, where);
    default:
      return Arithmetic(measure.op, At(args[0], groups, cell, where),
                        At(args[1], groups, cell, where));
  }
}

bool Oracle::Allows(const Expr& measure, const Groups& groups, const Conditions& where) const {
  if (measure.op == Op::kWhere)
    return Allows(measure.args[0], groups, With(where, measure.args[1]));
  if (measure.op == Op::kTotal) return Allows(measure.args[0], {}, where);
  if (measure.op == Op::kPer) {
    Groups finer = groups;
    finer.insert(finer.end(), measure.args.begin() + 1, measure.args.end());
    return Allows(measure.args[0], finer, where);
  }
  if (measure.op != Op::kAggregate) {
    return std::all_of(measure.args.begin(), measure.args.end(), [&](const Expr& arg) {
      return !semantic::IsMeasure(arg) || Allows(arg, groups, where);
    });
  }
  std::string base = BaseOf(measure);
  std::set<std::string> all = {base};
  for (const Expr& group : groups) all.merge(Tables(group));
  if (!Reaches(base, all)) {
    if (!SurvivesRepeats(measure.name)) return false;
    base = Between(all);
    if (base.empty()) return false;
  }
  return std::all_of(where.begin(), where.end(), [&](const Expr& condition) {
    auto tables = Tables(condition);
    tables.insert(base);
    return !Between(tables).empty();
  });
}

// ---------------------------------------------------------------- the tests

namespace {

struct Tally {
  int answered = 0;
  int refused = 0;
};

class PlanOracleTest : public testing::Test {
 protected:
  PlanOracleTest() : oracle_(world_.model, world_.session.get()) {}

  static Expr Parsed(const std::string& text) {
    const auto expr = semantic::ParseExpr(text);
    EXPECT_TRUE(expr.ok()) << text << ": " << (expr.ok() ? "" : expr.error().message);
    return *expr;
  }

  // Runs the query both ways and compares cell by cell.
  void Compare(const std::string& measure_text, const std::vector<std::string>& group_texts,
               const std::string& where_text) {
    semantic::Query query;
    const Expr measure = *semantic::Expand(world_.model, Parsed(measure_text));
    query.measures = {{measure, "m"}};
    Oracle::Groups groups;
    for (const std::string& text : group_texts) {
      groups.push_back(Parsed(text));
      query.groups.push_back({groups.back(), ""});
    }
    Oracle::Conditions where;
    if (!where_text.empty()) {
      query.where = Parsed(where_text);
      where = With({}, *query.where);
    }
    SCOPED_TRACE(ToString(query));
    const auto rendered = world_.Sql(query);
    const bool allowed = oracle_.Allows(measure, groups, where);
    ASSERT_EQ(rendered.ok(), allowed)
        << (rendered.ok() ? rendered->text : rendered.error().message);
    if (!allowed) {
      ++tally_.refused;
      EXPECT_EQ(rendered.error().code, ErrorCode::kDenied) << rendered.error().message;
      return;
    }
    ++tally_.answered;
    const auto table = world_.session->Query(rendered->text);
    ASSERT_TRUE(table) << table.error().message << "\n" << rendered->text;
    Oracle::Cells cells = oracle_.CellsOf(measure, groups, where);
    for (const auto& row : table->rows) {
      const Oracle::Key cell(row.begin(), row.end() - 1);
      ASSERT_EQ(cells.erase(CellText(cell)), 1u) << "a cell too many: " << CellText(cell) << "\n"
                                                 << rendered->text << "\n"
                                                 << RowsText(*table);
      const Value expected = oracle_.At(measure, groups, cell, where);
      ASSERT_TRUE(SameValue(row.back(), expected))
          << CellText(cell) << ": expected " << ToString(expected) << ", found "
          << ToString(row.back()) << "\n"
          << rendered->text;
    }
    ASSERT_TRUE(cells.empty()) << "missing: " << cells.begin()->first << "\n" << rendered->text;
  }

  World world_;
  Oracle oracle_;
  Tally tally_;
};

const std::vector<std::string> kMeasures = {
    "revenue",
    "orders",
    "freight",
    "paid",
    "units",
    "on_hand",
    "aov",
    "cancelled",
    "count(customers.*)",
    "count(lines.*)",
    "count(products.*)",
    "count(payments.*)",
    "count(orders.freight)",
    "count_distinct(orders.customer_id)",
    "count_distinct(lines.product_id)",
    "count_distinct(orders.order_id)",
    "avg(orders.freight)",
    "min(lines.quantity)",
    "max(orders.freight)",
    "median(payments.amount)",
    "stddev(lines.quantity)",
    "avg(products.price)",
    "max(products.price)",
    "paid - freight",
    "(revenue where products.category = \"Ethnic\") / revenue",
    "sum(lines.quantity * products.price * (1 - lines.discount))"};

const std::vector<std::string> kGroups = {"customers.city",
                                          "customers.name",
                                          "month(customers.since)",
                                          "stores.region",
                                          "stores.store",
                                          "products.category",
                                          "products.color",
                                          "orders.status",
                                          "orders.express",
                                          "orders.order_id",
                                          "day(orders.ordered)",
                                          "week(orders.ordered)",
                                          "month(orders.ordered)",
                                          "quarter(orders.ordered)",
                                          "year(orders.ordered)",
                                          "weekday(orders.ordered)",
                                          "month_of_year(orders.ordered)",
                                          "hour_of_day(orders.shipped)",
                                          "month(orders.shipped)",
                                          "payments.method",
                                          "month(payments.paid)",
                                          "lines.quantity",
                                          "stock.on_hand",
                                          "islands.island"};

const std::vector<std::string> kFilters = {
    "products.category = \"Ethnic\"",
    "products.category = \"Ethnic\" and products.color = \"Blue\"",
    "orders.status = \"Shipped\" and payments.method = \"card\"",
    "stores.region = \"South\"",
    "customers.city is missing",
    "orders.ordered between 2022-01-01 and 2022-02-14",
    "orders.shipped between 2022-01-01 and 2022-01-31",
    "orders.shipped > 2022-02-16",
    "not products.color = \"Red\"",
    "customers.city = \"Pune\" or products.category = \"Western\"",
    "products.price > total(avg(products.price))",
    "products.product contains \"%\"",
    "stock.on_hand > 4"};

TEST_F(PlanOracleTest, EveryMeasureByEveryGroup) {
  for (const std::string& measure : kMeasures) {
    Compare(measure, {}, "");
    for (const std::string& group : kGroups) Compare(measure, {group}, "");
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(tally_.answered, 350);
  EXPECT_GT(tally_.refused, 100);
}

TEST_F(PlanOracleTest, EveryMeasureUnderEveryFilter) {
  for (const std::string& measure : kMeasures) {
    for (const std::string& filter : kFilters) {
      Compare(measure, {}, filter);
      Compare(measure, {"stores.region"}, filter);
      Compare(measure, {"products.category"}, filter);
      if (HasFatalFailure()) return;
    }
  }
}

TEST_F(PlanOracleTest, MeasuresMadeOfMeasures) {
  const char* const kMade[] = {
      "share(revenue)",
      "share(orders)",
      "share(paid)",
      "share(aov)",
      "rank(revenue)",
      "rank(orders)",
      "revenue / total(revenue)",
      "per(avg, orders, customers.customer_id)",
      "per(avg, revenue, orders.order_id)",
      "per(max, units, day(orders.ordered))",
      "per(median, paid, orders.order_id)",
      "per(count, orders, customers.customer_id)",
      "per(sum, orders, customers.customer_id) where orders.status = \"Shipped\""};
  for (const char* measure : kMade) {
    for (const char* group : {"stores.region", "products.category", "customers.city",
                              "month(orders.ordered)", "payments.method"}) {
      Compare(measure, {group}, "");
      Compare(measure, {group}, "orders.status = \"Shipped\"");
      Compare(measure, {group, "products.category"}, "");
    }
    if (HasFatalFailure()) return;
  }
}

TEST_F(PlanOracleTest, MeasuresAlongTime) {
  for (const char* measure : {"growth(revenue)", "change(orders)", "growth(aov)", "change(paid)",
                              "cumulative(revenue)", "cumulative(orders)", "cumulative(paid)"}) {
    Compare(measure, {"month(orders.ordered)"}, "");
    Compare(measure, {"month(orders.ordered)"}, "stores.region = \"South\"");
    Compare(measure, {"stores.region", "month(orders.ordered)"}, "");
    if (HasFatalFailure()) return;
  }
}

TEST_F(PlanOracleTest, RandomQueries) {
  std::mt19937 random(20220101);
  const auto pick = [&](const std::vector<std::string>& from) {
    return from[random() % from.size()];
  };
  for (int i = 0; i < 400; ++i) {
    std::string measure = pick(kMeasures);
    if (random() % 4 == 0) measure = "(" + measure + ") where " + pick(kFilters);
    if (random() % 4 == 0) measure = "(" + measure + ") + (" + pick(kMeasures) + ")";
    std::vector<std::string> groups;
    for (size_t n = random() % 3; n > 0; --n) groups.push_back(pick(kGroups));
    if (groups.size() == 2 && groups[0] == groups[1]) groups.pop_back();
    std::string where = random() % 2 == 0 ? pick(kFilters) : "";
    if (!where.empty() && random() % 3 == 0) where = "(" + where + ") and (" + pick(kFilters) + ")";
    Compare(measure, groups, where);
    if (HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace aisle::world
