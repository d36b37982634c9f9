// Names in a follow-up: values become filters, columns become groups, figures take the place of the
// figure or stand beside it.
#include <algorithm>

#include "language/follow_up_editor.h"
#include "language/query_edits.h"
#include "language/stretch.h"

namespace aisle::language {

using semantic::Op;
using semantic::QueryKind;

namespace {

bool SaysBy(const std::string& names) {
  const FollowUpWords words(names);
  return words.Has({"by", "per", "each", "every", "wise", "across", "weekly", "monthly",
                    "quarterly", "daily", "yearly", "annually", "hourly", "yearwise"});
}

bool Opposes(const Reading& reading) {
  return std::any_of(reading.pieces.begin(), reading.pieces.end(),
                     [](const Piece& piece) { return piece.Main() == Role::kVersus; });
}

// Whether the figure that is named is only the noun of a value: "cancelled orders".
bool OnlyNouns(const Reading& reading) {
  if (!reading.query.where) return false;
  bool noun = false;
  for (const Piece& piece : reading.pieces) {
    const bool figure = piece.Main() == Role::kMetric || piece.Main() == Role::kCount ||
                        piece.Main() == Role::kFold;
    if (figure && !piece.Is(Role::kEntity)) return false;
    noun = noun || figure;
  }
  return noun;
}

}  // namespace

// A figure of the last query's rows, so that names beside it are read as what they do to one.
std::string FollowUpEditor::Figure() const {
  std::string any;
  for (const auto& metric : context_.model.metrics) {
    const auto expanded = semantic::Expand(context_.model, metric.expr);
    const bool counts = expanded && expanded->op == Op::kAggregate && expanded->name == "count";
    if (metric.table != Previous().fact) continue;
    if (!counts) return metric.label;
    any = metric.label;
  }
  if (!any.empty()) return any;
  for (const Item& item : Previous().measures) {
    for (const std::string& name : semantic::MetricsOf(item.expr)) {
      const auto* metric = context_.model.FindMetric(name);
      if (metric != nullptr) return metric->label;
    }
  }
  const auto* table = context_.model.FindTable(Previous().fact);
  const auto* entity = table == nullptr ? nullptr : context_.model.FindEntity(table->entity);
  return "number of " + (entity == nullptr ? "rows" : entity->plural);
}

Reading FollowUpEditor::ReadBeside(const std::string& names) const {
  return context_.read(Figure() + " " + names);
}

void FollowUpEditor::Assume(const Reading& reading) {
  for (const std::string& sentence : reading.assumptions) {
    const bool known =
        std::find(assumptions_.begin(), assumptions_.end(), sentence) != assumptions_.end();
    if (!known) assumptions_.push_back(sentence);
  }
}

// "what about 2016" after two years were compared: that one alone.
void FollowUpEditor::EndComparison() {
  if (query_.measures.empty() || !IsSide(query_.measures.front().expr)) return;
  const Expr side = query_.measures.front().expr;
  query_.measures = {{side.args.front(), {}}};
  remeasured_ = true;
}

// "late orders' scores", "what about the ones on time": no longer of the late ones.
void FollowUpEditor::WidenMeasures(const Expr& condition) {
  const auto about = semantic::FieldsOf(condition);
  for (Item& item : query_.measures) {
    if (item.expr.op != Op::kWhere) continue;
    const auto fields = semantic::FieldsOf(item.expr.args[1]);
    const bool same = std::any_of(fields.begin(), fields.end(), [&](const std::string& field) {
      return std::find(about.begin(), about.end(), field) != about.end();
    });
    if (!same) continue;
    const Expr narrowed = item.expr;
    item.expr = Expr(narrowed.args.front());
    for (semantic::Order& order : query_.order)
      if (order.by == narrowed) order.by = item.expr;
  }
}

void FollowUpEditor::ApplyFilters(const Reading& reading) {
  for (const Expr& said : ConditionsOf(reading.query.where)) {
    const Expr condition = AtShown(said, reading);
    if (AsStretch(condition)) EndComparison();
    if (RepeatsPeriod(condition) || MovesWithinYear(condition)) continue;
    if (SwapPart(condition)) {
      Touch();
      continue;
    }
    WidenMeasures(condition);
    if (excludes_) {
      ExcludeFilter(condition, &query_);
    } else if (adds_) {
      WidenFilter(condition, &query_);
    } else {
      ReplaceFilter(condition, &query_);
    }
    Touch();
  }
}

// Detail rows that are split or counted are no rows any more.
void FollowUpEditor::BecomeAggregate() {
  if (query_.kind != QueryKind::kRows) return;
  query_.kind = QueryKind::kAggregate;
  query_.groups.clear();
  query_.order.clear();
  query_.limit.reset();
  query_.measures = {{semantic::CountRows(query_.fact), {}}};
}

// "by region instead of category": in the place of the one that is given up.
void FollowUpEditor::ReplaceGroup(const std::vector<Item>& groups) {
  const Reading given_up = ReadBeside("by " + instead_of_);
  for (Item& item : query_.groups) {
    const auto& old = given_up.query.groups;
    if (groups.size() != 1 || std::find(old.begin(), old.end(), item) == old.end()) continue;
    item = groups.front();
    return;
  }
  SwapGroups(groups, &query_);
}

// "and by month?" of June alone would be one row: the months of its year are meant.
void FollowUpEditor::WidenFor(const std::vector<Item>& groups) {
  const Expr& group = groups.front().expr;
  const auto at = PeriodFilter();
  if (groups.size() != 1 || group.op != Op::kGrain || !at) return;
  std::vector<Expr> conditions = ConditionsOf(query_.where);
  const Stretch span = *AsStretch(conditions[*at]);
  const Date next = AddMonths(span.days.from, group.name == "month" ? 1 : 3);
  const bool grain = group.name == "month" || group.name == "quarter";
  if (!grain || next.days != span.days.to.days + 1) return;
  const int year = ToCivil(span.days.from).year;
  conditions[*at] = ToExpr(Stretch{span.field, MonthsOf(year, 1, 12)});
  query_.where = Together(std::move(conditions));
  assumptions_.push_back("all of " + std::to_string(year) + ", as " + LabelOf(span.days) +
                         " alone would be one row");
}

void FollowUpEditor::ApplyGroups(const std::vector<Item>& groups) {
  if (groups.empty()) return;
  BecomeAggregate();
  WidenFor(groups);
  regrouped_ = true;
  Touch();
  if (!instead_of_.empty()) return ReplaceGroup(groups);
  const bool beside = (adds_ || joins_) && (!pointed_ || splits_);
  if (!beside) return SwapGroups(groups, &query_);
  if (query_.limit && !pointed_ && !context_.before.shown.empty()) {
    const bool touched = touched_;
    KeepShown();  // "top 5 products", "also by month": the same five
    pointed_ = false;
    touched_ = touched;
  }
  AddGroups(groups, &query_);
}

// "orders too": a thing that is counted is a figure as well.
std::vector<semantic::Item> FollowUpEditor::FiguresIn(const Reading& reading) const {
  if (!Explains(reading)) return {};
  if (NamesMeasure(reading) && reading.outcome == Outcome::kQuery) {
    if (!reading.query.measures.empty()) return reading.query.measures;
  }
  if (reading.query.where || (!adds_ && cue_ != Cue::kStrong && !only_)) return {};
  std::vector<Item> figures;
  for (const Piece& piece : reading.pieces) {
    if (piece.Main() == Role::kStop || piece.Main() == Role::kAnd) continue;
    const Sense* metric = piece.Find(Role::kMetric);
    if (metric == nullptr) return {};
    figures.push_back({semantic::MetricRef(metric->ref), {}});
  }
  return figures;
}

// "cancelled orders by month", "and their amount": of the cancelled ones.
std::vector<semantic::Item> FollowUpEditor::Alike(std::vector<Item> figures) const {
  if (Previous().measures.empty()) return figures;
  const Expr& said = Previous().measures.front().expr;
  const auto before = semantic::Expand(context_.model, said);
  if (said.op == Op::kWhere || !before || before->op != Op::kWhere) return figures;
  for (Item& figure : figures) {
    const auto expanded = semantic::Expand(context_.model, figure.expr);
    const bool plain = expanded && expanded->op == Op::kAggregate && *expanded != before->args[0];
    if (!plain) continue;
    const Expr narrowed = semantic::Make(Op::kWhere, {*expanded, before->args[1]});
    figure.expr = semantic::Make(Op::kWhere, {figure.expr, before->args[1]});
    for (const auto& metric : context_.model.metrics) {
      const auto known = semantic::Expand(context_.model, metric.expr);
      if (known && *known == narrowed) figure.expr = semantic::MetricRef(metric.name);
    }
  }
  return figures;
}

// "profit too" beside 2016 and 2017: of both.
std::vector<semantic::Item> FollowUpEditor::OnEachSide(const std::vector<Item>& figures) const {
  std::vector<Item> sides;
  for (const Item& figure : figures) {
    for (const Item& known : query_.measures) {
      if (!IsSide(known.expr)) continue;
      const Expr side = semantic::Make(Op::kWhere, {figure.expr, known.expr.args[1]});
      const auto same = [&](const Item& item) { return item.expr == side; };
      if (std::none_of(sides.begin(), sides.end(), same)) sides.push_back({side, {}});
    }
  }
  return sides.empty() ? figures : sides;
}

namespace {

bool Reaches(const semantic::Model& model, const std::string& from, const std::string& to) {
  const auto reach = semantic::ReachableFrom(model, from);
  return std::any_of(reach.begin(), reach.end(),
                     [&](const semantic::Reach& step) { return step.table == to; });
}

std::string TimeOf(const semantic::Model& model, const std::string& table) {
  const auto* meaning = model.FindTable(table);
  return meaning == nullptr || meaning->time.empty() ? std::string() : table + "." + meaning->time;
}

}  // namespace

// Returns have dates of their own: a month of sales is a month of theirs. The day on which a
// customer signed up is none of the customer's sales: where one table reaches the other, its dates
// go along.
void FollowUpEditor::MoveTo(const std::string& fact) {
  const semantic::Model& model = context_.model;
  const std::string to = TimeOf(model, fact);
  const bool along = Reaches(model, query_.fact, fact);
  query_.fact = fact;
  if (along || to.empty()) return;
  for (const Expr& expr : semantic::ExprsOf(query_)) {
    for (const std::string& field : semantic::FieldsOf(expr)) {
      const auto* known = model.FindDimension(field);
      const bool date = known != nullptr && known->kind == semantic::DimensionKind::kTime;
      if (!date || known->table == fact || Reaches(model, fact, known->table)) continue;
      const Expr old = semantic::Field(field), now = semantic::Field(to);
      for (Item& item : query_.groups) Replace(old, now, &item.expr);
      for (semantic::Order& order : query_.order) Replace(old, now, &order.by);
      if (query_.where) Replace(old, now, &*query_.where);
    }
  }
}

// "how many customers is that": those of the rows that are meant, and no others.
std::vector<semantic::Item> FollowUpEditor::CountedHere(std::vector<Item> figures,
                                                        std::string* fact) const {
  if (!query_.where || *fact == query_.fact || figures.size() != 1) return figures;
  const auto counted = semantic::Expand(context_.model, figures.front().expr);
  const auto reach = semantic::ReachableFrom(context_.model, query_.fact);
  const bool reaches = std::any_of(reach.begin(), reach.end(), [&](const semantic::Reach& step) {
    return step.table == *fact && !step.ambiguous;
  });
  if (!counted || !reaches || *counted != semantic::CountRows(*fact)) return figures;
  for (const auto& entity : context_.model.entities) {
    if (entity.table != *fact || entity.key.size() != 1) continue;
    figures.front().expr =
        semantic::CountDistinct(semantic::Field(entity.table + "." + entity.key.front()));
    *fact = query_.fact;
    return figures;
  }
  return figures;
}

void FollowUpEditor::ApplyMeasures(const std::vector<Item>& given, std::string fact) {
  std::vector<Item> figures = CountedHere(given, &fact);
  KeepFold(&figures);
  if (query_.kind == QueryKind::kRows) {
    BecomeAggregate();
    query_.measures = figures;
  } else if (adds_) {
    AddMeasures(OnEachSide(figures), &query_);
  } else {
    SwapMeasures(figures, &query_);
    MoveTo(fact);
  }
  DropShares();
  remeasured_ = remeasured_ || !adds_;
  Touch();
}

// A rate has no share: what stood beside the figure before it goes.
void FollowUpEditor::DropShares() {
  std::erase_if(query_.measures, [&](const Item& item) {
    if (item.expr.op != semantic::Op::kShare) return false;
    const auto expanded = semantic::Expand(context_.model, item.expr.args.front());
    if (!expanded) return true;
    const Expr& base = expanded->op == Op::kWhere ? expanded->args.front() : *expanded;
    return base.op != Op::kAggregate || base.name == "avg" || base.name == "median";
  });
}

// "without cancelled or returned orders": what such figures count is left out.
bool FollowUpEditor::ExcludesNamed(const Reading& reading, const std::vector<Item>& figures) {
  std::vector<Expr> conditions = ConditionsOf(reading.query.where);
  for (const Item& figure : figures) {
    const auto named = semantic::Expand(context_.model, figure.expr);
    if (!named || named->op != Op::kWhere) return false;
    conditions.push_back(named->args[1]);
  }
  if (figures.empty() || !reading.unexplained.empty()) return false;
  for (const Expr& condition : conditions) ExcludeFilter(condition, &query_);
  Touch(Cue::kStrong);
  return true;
}

// Products, stores, sellers: what figures are split by. Customers and orders are counted as well.
bool FollowUpEditor::NamesGoods(const std::string& names) const {
  const std::vector<Token> words = Tokenize(names);
  return !words.empty() &&
         std::any_of(context_.model.entities.begin(), context_.model.entities.end(),
                     [&](const semantic::Entity& entity) {
                       const bool kind = entity.name == "product" || entity.name == "store" ||
                                         entity.name == "employee" || entity.name == "supplier";
                       return kind && Stem(entity.name) == words.back().stem;
                     });
}

// "top 5 staff by revenue", "and customers?": the top customers.
bool FollowUpEditor::RanksOthers(const std::string& names) {
  const bool split = !query_.groups.empty() && !adds_ && !pointed_;
  const bool instead = split && cue_ == Cue::kStrong && !joins_ && NamesGoods(names) &&
                       !IsTimeGroup(query_.groups.front().expr);
  const bool ranked = split && joins_ && query_.limit;
  if (!(ranked || instead) || SaysBy(names) || Tokenize(names).size() > 2 ||
      !Tokenize(names).back().plural)
    return false;
  const Reading others = ReadBeside("by " + names);
  const auto& groups = others.query.groups;
  const bool plain = std::all_of(groups.begin(), groups.end(),
                                 [](const Item& item) { return item.expr.op == Op::kField; });
  if (!Explains(others) || others.query.where || groups.empty() || !plain) return false;
  if (groups == query_.groups || others.query.measures.empty()) return false;
  query_.groups = groups;
  if (query_.limit == 1) query_.limit.reset();
  regrouped_ = true;
  Touch(Cue::kStrong);
  return true;
}

bool FollowUpEditor::ReadNames() {
  std::string names = words_.Text();
  if (cue_ != Cue::kNone && words_.TakeFirst({"per"})) names = "by " + words_.Text();
  if (possessive_ && ListsOf(names)) return true;
  if (RanksOthers(names)) return true;
  const Reading raw = context_.read(names);
  const bool nouns = OnlyNouns(raw) && !SaysBy(names) && (only_ || excludes_ || cue_ == Cue::kWeak);
  std::vector<Item> figures = nouns ? std::vector<Item>{} : FiguresIn(raw);
  if (excludes_ && ExcludesNamed(raw, figures)) return true;
  Reading reading = !figures.empty() || nouns ? raw : ReadBeside(names);
  if (figures.empty() && !nouns && reading.query.measures.size() > 1) {
    // "monthly freight 2014": a number that is no figure by itself is one here.
    figures = {reading.query.measures.begin() + 1, reading.query.measures.end()};
  }
  const bool figure = !figures.empty();
  if (!Explains(reading) && !query_.groups.empty()) {  // "only above 1000": of each group
    const auto fields = semantic::FieldsOf(query_.groups.front().expr);
    const auto* field = fields.empty() ? nullptr : context_.model.FindDimension(fields.front());
    const Reading each = field == nullptr ? reading : ReadBeside(names + " by " + field->label);
    if (Explains(each) && each.query.having) {
      query_.having = each.query.having;
      Touch(Cue::kStrong);
      return true;
    }
  }
  if (!Explains(reading) && PicksShown(names)) return true;
  if (!Explains(reading) && PeriodFilter() && words_.size() <= 2) {
    const Reading within = ReadBeside("in " + names);  // "and march", "97"
    if (Explains(within) && within.query.where && within.query.groups.empty()) reading = within;
  }
  if (!Explains(reading)) {
    if (excludes_ && DropNamed(names)) {
      Touch();
      return true;
    }
    return false;
  }
  if (splits_ && !pointed_ && reading.query.groups.empty() && reading.query.where && !figure) {
    Fail("No column is called so; name one to split by.");
    return false;
  }
  Assume(reading);
  ApplyFilters(reading);
  const bool about_values = reading.query.where && !SaysBy(names) && !figure && !number_;
  if (excludes_ && !reading.query.where) {
    if (DropNamed(names)) Touch();
    return touched_;
  }
  const bool split = reading.query.kind == QueryKind::kAggregate && !about_values && !nouns;
  if (about_values && Opposes(reading)) {  // "2019 vs 2020": side by side
    const auto& sides = reading.query.groups;
    joins_ = joins_ || (!sides.empty() && IsTimeGroup(sides.front().expr));
    ApplyGroups(sides);
  }
  if (split) {
    ApplyGroups(reading.query.groups);
  }
  if (reading.query.having && figure) query_.having = reading.query.having;
  if (figure) ApplyMeasures(Alike(figures), reading.query.fact);
  return touched_;
}

}  // namespace aisle::language
