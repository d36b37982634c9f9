// Lists: detail rows, columns side by side, the members that meet a condition.
#include <algorithm>

#include "base/text.h"
#include "language/reader.h"

namespace aisle::language {

using semantic::Dimension;
using semantic::DimensionKind;
using semantic::Field;
using semantic::Make;
using semantic::Op;

// "Show the first name, last name of the employees …": columns side by side, nothing computed.
bool Reader::ListsColumns() const {
  if (rank_.set || !having_.empty() || !fixed_.empty() || !per_.empty() || measures_.empty())
    return false;
  if (pieces_.empty() || groups_.empty()) return false;
  const bool banded = std::any_of(groups_.begin(), groups_.end(),
                                  [](const Expr& group) { return group.op == Op::kCase; });
  if (banded) return false;
  size_t fields = 0;
  bool lists = false;
  for (const Piece& piece : pieces_) {
    switch (piece.Main()) {
      case Role::kFold:
      case Role::kCount:
      case Role::kCountAfter:
      case Role::kGroup:
      case Role::kWise:
      case Role::kShare:
      case Role::kChange:
      case Role::kCumulative:
      case Role::kRankList:
      case Role::kVersus:
      case Role::kDifference:
      case Role::kMovingAverage:
        return false;
      case Role::kTime:
        if (piece.time.kind == TimeReading::Kind::kGrain ||
            piece.time.kind == TimeReading::Kind::kPart)
          return false;
        break;
      case Role::kList:
        lists = true;
        break;
      default:
        break;
    }
    if (piece.Main() == Role::kField || piece.Main() == Role::kEntity) ++fields;
  }
  return lists && fields > 0;
}

bool Reader::IsMoment(const Expr& group) const {
  const Dimension* field = group.op == Op::kField ? model_.FindDimension(group.name) : nullptr;
  return field != nullptr && field->kind == DimensionKind::kTime;
}

// Whether each row of the table has one value of every group that is shown, and of every column
// that is asked for.
bool Reader::HoldsAll(const std::string& table, const std::vector<std::string>& asked) const {
  const auto reach = semantic::ReachableFrom(model_, table);
  const auto holds = [&](const std::string& field) {
    const std::string owner = field.substr(0, field.find('.'));
    return std::any_of(reach.begin(), reach.end(),
                       [&](const semantic::Reach& step) { return step.table == owner; });
  };
  return std::all_of(asked.begin(), asked.end(), holds) &&
         std::all_of(groups_.begin(), groups_.end(), [&](const Expr& group) {
           const auto fields = semantic::FieldsOf(group);
           return std::all_of(fields.begin(), fields.end(), holds);
         });
}

// "list cars sold by Smith in May", "show all returned orders": the rows themselves, though "cars
// sold" and "returned orders" are figures as well.
bool Reader::ListsCounted(size_t at) {
  const size_t before = Previous(at);
  const Sense* metric = pieces_[at].Find(Role::kMetric);
  const semantic::Metric* count = metric == nullptr ? nullptr : model_.FindMetric(metric->ref);
  const bool which = before == 0 && tokens_.front().folded == "which" && at == 1;
  if (before == kNone || (pieces_[before].Main() != Role::kList && !which) || rank_.set ||
      count == nullptr || !groups_.empty())
    return false;
  bool list = which || tokens_[pieces_[before].first].folded == "list";
  for (size_t i = pieces_[before].first; i < pieces_[at].first; ++i) {
    list = list || tokens_[i].folded == "all";
  }
  const bool part = count->expr.op == Op::kWhere;
  const Expr counted = part ? count->expr.args.front() : count->expr;
  for (const semantic::Entity& entity : model_.entities) {
    if (entity.table != scope_.root || entity.key.size() > 1) continue;
    const bool rows = entity.row && counted == semantic::CountRows(scope_.root);
    if (entity.key.empty()) {
      if (rows && !part && (list || !where_.empty() || !ranges_.empty())) return ListsWhole(at);
      continue;
    }
    const Expr key = Field(entity.table + "." + entity.key.front());
    const bool narrowed = rows && (!where_.empty() || !ranges_.empty());  // "show orders of May"
    if (!list && !narrowed) continue;
    if (!rows && !(part && counted == semantic::CountDistinct(key))) continue;
    AddGroup(key, false);
    if (part) AddFilter(count->expr.args[1]);
    Use(at);
    listing_ = true;
    return true;
  }
  return false;
}

// Rows without an id are shown with all that they hold.
bool Reader::ListsWhole(size_t at) {
  for (const Dimension& field : model_.dimensions) {
    if (field.table == scope_.root && !field.hidden) AddGroup(Field(field.Field()), false);
  }
  Use(at);
  listing_ = whole_rows_ = true;
  return true;
}

// Whether the column stands for things of their own, so that "which customers" leaves out none.
bool Reader::IsMember(const Dimension& field) const {
  return std::any_of(
      model_.entities.begin(), model_.entities.end(), [&](const semantic::Entity& entity) {
        return entity.table == field.table && entity.key.size() == 1 &&
               (entity.key.front() == field.column || entity.display == field.column);
      });
}

// Customers and products are listed once, however many rows of a fact name them; orders with what
// their rows say.
bool Reader::IsNamed(const semantic::Entity& entity) const {
  const bool display =
      !entity.display.empty() && !entity.key.empty() && entity.display != entity.key.front();
  return display || ProductLike(entity) || entity.name == "customer" || entity.name == "product";
}

// "the top 5 sales by amount": the rows themselves, where each row is one.
std::optional<semantic::Query> Reader::TopRows() const {
  const bool several = rank_.set && !rank_.both && rank_.n > 1 && !rank_.unsaid;
  if (!several || !groups_.empty() || !having_.empty() || rank_.offset > 0) return std::nullopt;
  const auto entity =
      std::find_if(model_.entities.begin(), model_.entities.end(),
                   [&](const semantic::Entity& e) { return e.row && e.table == scope_.root; });
  std::optional<Expr> by;
  for (const Measure& measure : measures_) {
    const auto expanded = semantic::Expand(model_, measure.expr);
    const bool folds = expanded && expanded->op == Op::kAggregate && expanded->args.size() == 1 &&
                       (expanded->name == "sum" || expanded->name == "max");
    const bool rows = expanded && *expanded == semantic::CountRows(scope_.root);
    if (!folds && !rows) return std::nullopt;
    if (folds && expanded->args.front().op == Op::kField && !by) by = expanded->args.front();
  }
  const auto* root = model_.FindTable(scope_.root);
  if (!by || entity == model_.entities.end() || root == nullptr || !root->fact) return std::nullopt;
  semantic::Query query;
  query.kind = semantic::QueryKind::kRows;
  query.fact = scope_.root;
  std::vector<std::string> shown = {by->name};
  for (const std::string& key : entity->key) shown.push_back(entity->table + "." + key);
  for (const Dimension& field : model_.dimensions) {
    const bool known = std::find(shown.begin(), shown.end(), field.Field()) != shown.end();
    if (field.table == scope_.root && !field.hidden && !known) shown.push_back(field.Field());
  }
  for (const std::string& field : shown) query.groups.push_back({Field(field), {}});
  if (!where_.empty()) query.where = semantic::And(where_);
  query.order = {{*by, rank_.direction > 0}};
  query.limit = rank_.n;
  return query;
}

// Detail rows: "list all orders where …", "show the products with …".
Reading Reader::BuildRows() {
  Reading reading;
  semantic::Query& query = reading.query;
  if (whole_rows_) {
    query.kind = semantic::QueryKind::kRows;
    query.fact = scope_.root;
    for (const Expr& group : groups_) query.groups.push_back({group, {}});
    if (!where_.empty()) query.where = semantic::And(where_);
    query.order = order_;
    return reading;
  }
  NameMembers(&groups_);
  // One dimension that is not a thing of its own is a list of its values.
  const semantic::Entity* entity = nullptr;
  for (const Expr& group : groups_) {
    for (const auto& candidate : model_.entities) {
      if (candidate.key.empty()) continue;
      if (group.name == DisplayOf(candidate) && entity == nullptr) entity = &candidate;
      if (group.name == candidate.table + "." + candidate.key.front() && entity == nullptr)
        entity = &candidate;
    }
  }
  const bool filtered = !where_.empty();
  std::vector<std::string> filter_fields;
  for (const Expr& condition : where_) {
    for (const std::string& field : semantic::FieldsOf(condition)) filter_fields.push_back(field);
  }
  if (!measures_.empty() && having_.empty() && (entity == nullptr || !entity->row)) {
    // Columns of the facts side by side.
    query.kind = semantic::QueryKind::kRows;
    query.fact = scope_.root;
    for (const Expr& group : groups_) query.groups.push_back({group, {}});
    for (const Measure& measure : measures_) {
      const auto expanded = semantic::Expand(model_, measure.expr);
      if (!expanded) continue;
      for (const std::string& field : semantic::FieldsOf(*expanded)) {
        if (!EndsWith(field, ".*")) query.groups.push_back({Field(field), {}});
      }
    }
    if (filtered) query.where = semantic::And(where_);
    query.order = order_;
    return reading;
  }
  const bool apart = entity != nullptr && !HoldsAll(entity->table, filter_fields);
  const auto* holder = entity == nullptr ? nullptr : model_.FindTable(entity->table);
  const bool once = holder != nullptr && holder->fact && !entity->row && IsNamed(*entity);
  if (apart || once) entity = nullptr;
  // "branches without sales in May": each branch once, though many rows name it.
  const bool never = std::any_of(where_.begin(), where_.end(), [](const Expr& condition) {
    return condition.op == Op::kNot && condition.args.front().op == Op::kInQuery;
  });
  if (entity != nullptr && !entity->row && never) {
    for (const Expr& group : groups_) {
      if (!IsTimeGroup(group) && !IsMoment(group)) query.groups.push_back({group, {}});
    }
    query.where = semantic::And(where_);
    return reading;
  }
  if (entity != nullptr && (filtered || entity->row) && having_.empty()) {
    const auto* table = model_.FindTable(entity->table);
    const bool order_like = !entity->row && table != nullptr && table->fact;
    const bool number_filter = std::any_of(where_.begin(), where_.end(), [&](const Expr& c) {
      return c.op != Op::kEqual ||
             std::any_of(filter_fields.begin(), filter_fields.end(), [&](const std::string& f) {
               const Dimension* d = model_.FindDimension(f);
               return d != nullptr && d->kind == DimensionKind::kNumber;
             });
    });
    if (entity->row || order_like || number_filter) {
      query.kind = semantic::QueryKind::kRows;
      query.fact = entity->table;
      const auto show = [&](const std::string& field) {
        const Dimension* dimension = model_.FindDimension(field);
        if (dimension == nullptr) return;
        const semantic::Item item{Field(field), {}};
        if (std::find(query.groups.begin(), query.groups.end(), item) == query.groups.end())
          query.groups.push_back(item);
      };
      for (const std::string& key : entity->key) show(entity->table + "." + key);
      if (!entity->display.empty()) show(entity->table + "." + entity->display);
      for (const Expr& group : groups_) {
        if (group.op == Op::kField)
          show(group.name);
        else
          query.groups.push_back({group, {}});
      }
      for (const Measure& measure : measures_) {
        const auto expanded = semantic::Expand(model_, measure.expr);
        if (!expanded) continue;
        for (const std::string& field : semantic::FieldsOf(*expanded)) {
          if (!EndsWith(field, ".*")) show(field);
        }
      }
      for (const std::string& field : filter_fields) show(field);
      if (!entity->row && !time_field_.empty()) show(time_field_);
      if (filtered) query.where = semantic::And(where_);
      query.order = order_;
      return reading;
    }
  }
  for (const Expr& group : groups_) {
    query.groups.push_back({group, {}});
    const Dimension* field = group.op == Op::kField ? model_.FindDimension(group.name) : nullptr;
    if (field != nullptr && !having_.empty() && IsMember(*field) && HasMissing(group.name)) {
      AddFilter(Make(Op::kNot, {Make(Op::kIsNull, {group})}));
    }
  }
  for (const Expr& condition : where_) {  // "with love in their title": which title it is
    const bool field = !condition.args.empty() && condition.args[0].op == Op::kField;
    const bool compares = condition.op == Op::kGreater || condition.op == Op::kGreaterEqual ||
                          condition.op == Op::kLess || condition.op == Op::kLessEqual;
    const bool shown = (apart && condition.op == Op::kContains) || (once && compares);
    if (field && shown) query.groups.push_back({condition.args[0], {}});
  }
  if (!where_.empty()) query.where = semantic::And(where_);
  if (!having_.empty()) query.having = semantic::And(having_);
  return reading;
}

}  // namespace aisle::language
