// The last passes: shares, growth, running totals, and the Query itself.
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

void Reader::ReadWindows() {
  const auto time_group = std::find_if(groups_.begin(), groups_.end(),
                                       [&](const Expr& g) { return g.op == Op::kGrain; });
  std::vector<Expr> added;
  const auto each_measure = [&](Op op, std::vector<Expr> extra, bool keep) {
    for (Measure& measure : measures_) {
      std::vector<Expr> args = {measure.expr};
      args.insert(args.end(), extra.begin(), extra.end());
      if (keep)
        added.push_back(Make(op, std::move(args)));
      else
        measure.expr = Make(op, std::move(args));
    }
  };
  const auto need_measure = [&] {
    if (measures_.empty()) {
      if (const auto revenue = Implied("revenue")) AddMeasure(*revenue, 0);
    }
  };
  const auto need_time = [&](const std::string& grain) {
    if (time_group != groups_.end() ||
        std::any_of(groups_.begin(), groups_.end(),
                    [&](const Expr& g) { return g.op == Op::kGrain; })) {
      return true;
    }
    const auto time = TimeExpr(grain);
    if (time) groups_.push_back(*time);
    return time.has_value();
  };
  for (size_t i = 0; i < pieces_.size(); ++i) {
    Piece& piece = pieces_[i];
    if (piece.used) continue;
    switch (piece.Main()) {
      case Role::kShare: {
        need_measure();
        if (!groups_.empty()) {
          each_measure(Op::kShare, fixed_, true);
          piece.used = true;
        } else if (!where_.empty() && measures_.size() == 1) {
          // "what percentage of orders are cancelled": the part over the whole.
          const Expr part = Make(Op::kWhere, {measures_[0].expr, semantic::And(where_)});
          measures_[0].expr = Make(Op::kDivide, {part, measures_[0].expr});
          where_.clear();
          piece.used = true;
        }
        break;
      }
      case Role::kChange:
        need_measure();
        if (groups_.empty() && comparison_.empty() && ranges_.size() < 2 && where_.empty()) break;
        if (need_time(comparison_ == "year" ? "year" : "month")) {
          comparison_ = comparison_.empty() ? "previous" : comparison_;
          piece.used = true;
        }
        break;
      case Role::kCumulative:
        need_measure();
        if (need_time("month")) {
          each_measure(Op::kCumulative, {}, true);
          piece.used = true;
        }
        break;
      case Role::kMovingAverage: {
        need_measure();
        int64_t periods = 3;
        for (Piece& number : pieces_) {
          if (number.used || !number.Is(Role::kNumber)) continue;
          periods = static_cast<int64_t>(number.number);
          number.used = true;
          break;
        }
        for (Piece& noun : pieces_) {
          if (noun.Main() == Role::kTimeNoun) noun.used = true;
        }
        if (need_time("month")) {
          each_measure(Op::kMovingAverage, {Literal(periods)}, true);
          piece.used = true;
        }
        break;
      }
      case Role::kRankList:
        need_measure();
        each_measure(Op::kRank, fixed_, true);
        piece.used = true;
        break;
      default:
        break;
    }
  }
  if (!comparison_.empty() && need_time(comparison_ == "year" ? "year" : "month")) {
    need_measure();
    std::vector<Expr> extra;
    for (const Measure& measure : measures_) {
      added.push_back(Make(Op::kChange, {measure.expr}, comparison_));
      added.push_back(Make(Op::kGrowth, {measure.expr}, comparison_));
    }
  }
  for (Expr& expr : added) AddMeasure(std::move(expr), 0);
}

std::vector<std::string> Reader::Leftovers() const {
  std::vector<std::string> words;
  for (const Piece& piece : pieces_) {
    if (piece.used) continue;
    switch (piece.Main()) {
      case Role::kStop:
      case Role::kSymbol:
      case Role::kAnd:
      case Role::kOr:
      case Role::kWhich:
      case Role::kList:
      case Role::kThat:
      case Role::kVersus:
      case Role::kVerb:
      case Role::kTimeNoun:
      case Role::kDetail:
      case Role::kTable:
      case Role::kCountAfter:
      case Role::kMeasureBy:
      case Role::kDistinct:
      case Role::kEntity:
        continue;
      case Role::kFold:
        if (piece.senses.front().ref == "sum") continue;
        break;
      case Role::kNumber:
        if (piece.number == 1 || piece.Find(Role::kNumber)->ref == "ordinal") continue;
        break;
      case Role::kGroup:
        continue;
      case Role::kCompare:
        if (piece.senses.front().ref == "=" || FoldName(TextOf(piece)) == "over") continue;
        break;
      default:
        break;
    }
    words.push_back(TextOf(piece));
  }
  return words;
}

// Detail rows: "list all orders where …", "show the products with …".
Reading Reader::BuildRows() {
  Reading reading;
  semantic::Query& query = reading.query;
  // One dimension that is not a thing of its own is a list of its values.
  const semantic::Entity* entity = nullptr;
  for (const Expr& group : groups_) {
    for (const auto& candidate : model_.entities) {
      const std::string column =
          candidate.display.empty() ? candidate.key.front() : candidate.display;
      if (group.name == candidate.table + "." + column && entity == nullptr) entity = &candidate;
      if (group.name == candidate.table + "." + candidate.key.front() && entity == nullptr)
        entity = &candidate;
    }
  }
  const bool filtered = !where_.empty();
  std::vector<std::string> filter_fields;
  for (const Expr& condition : where_) {
    for (const std::string& field : semantic::FieldsOf(condition)) filter_fields.push_back(field);
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
      return reading;
    }
  }
  for (const Expr& group : groups_) query.groups.push_back({group, {}});
  if (filtered) query.where = semantic::And(where_);
  if (!having_.empty()) query.having = semantic::And(having_);
  return reading;
}

Reading Reader::Build() {
  Reading reading;
  const bool list = measures_.empty() && !groups_.empty();
  if (list) {
    reading = BuildRows();
  } else {
    semantic::Query& query = reading.query;
    for (const Expr& expr : fixed_) query.groups.push_back({expr, {}});
    for (const Expr& expr : groups_) {
      if (std::find(fixed_.begin(), fixed_.end(), expr) == fixed_.end())
        query.groups.push_back({expr, {}});
    }
    for (const Measure& measure : measures_) query.measures.push_back({measure.expr, {}});
    if (!where_.empty()) query.where = semantic::And(where_);
    if (!having_.empty()) query.having = semantic::And(having_);
    const bool all_fixed = fixed_.size() == query.groups.size();
    const bool time_axis =
        std::any_of(query.groups.begin(), query.groups.end(),
                    [&](const semantic::Item& item) { return IsTimeGroup(item.expr); });
    if (!query.measures.empty() && !query.groups.empty()) {
      if (rank_.set || !time_axis) {
        query.order.push_back(
            {query.measures.front().expr, rank_.set ? rank_.direction > 0 : true});
      } else {
        for (const semantic::Item& item : query.groups) query.order.push_back({item.expr, false});
      }
    }
    if (rank_.set && !rank_.both && !query.groups.empty()) {
      query.limit = rank_.n;
      query.offset = rank_.offset;
      if (!all_fixed) query.limit_per = fixed_;
      if (!query.limit_per.empty() && rank_.n == 10) query.limit = 1;
    }
  }
  reading.query.fact = reading.query.fact.empty() ? scope_.root : reading.query.fact;
  if (reading.query.measures.empty() && reading.query.groups.empty()) {
    return Fail(Outcome::kClarify, "unclear", "");
  }
  reading.pieces = pieces_;
  reading.assumptions = assumptions_;
  reading.scope = scope_.root;
  reading.unexplained = Leftovers();
  reading.cost = cost_ + 1.5 * static_cast<double>(reading.unexplained.size());
  return reading;
}

}  // namespace aisle::language
