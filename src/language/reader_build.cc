// The last step: what was not used is reported, and what was read becomes a Query.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "language/reader.h"

namespace aisle::language {

using semantic::Dimension;
using semantic::DimensionKind;
using semantic::Field;
using semantic::Literal;
using semantic::Make;
using semantic::Op;

// "orders containing chairs": what they contain was read as a filter or a count.
bool Reader::Contained(const Piece& piece) const {
  const size_t at = static_cast<size_t>(&piece - pieces_.data());
  const size_t next = Next(at);
  return next == kNone || pieces_[next].used || pieces_[next].Main() == Role::kFold;
}

// "top 1", "the second": numbers that a rank has said already. "one" of "the one".
bool Reader::IsIdleNumber(size_t at) const {
  const Piece& piece = pieces_[at];
  if (piece.Find(Role::kNumber)->ref == "ordinal") return true;
  if (piece.number != 1) return false;
  const size_t next = Next(at);
  const bool counts =
      next != kNone && (pieces_[next].Is(Role::kEntity) || pieces_[next].Is(Role::kMetric) ||
                        pieces_[next].Is(Role::kField));
  return !counts || PreviousIs(at, Role::kRank);
}

// "books sold per month" where only the day of publication is in sight: no sales are.
bool Reader::SellsBeforeSales(const Piece& verb) const {
  const std::string& deed = verb.senses.front().ref;
  const auto* root = model_.FindTable(scope_.root);
  const bool sells = deed == "sell" || deed == "order" || deed == "buy";
  if (!sells || root == nullptr || root->fact || measures_.empty()) return false;
  return !ranges_.empty() || std::any_of(groups_.begin(), groups_.end(),
                                         [&](const Expr& group) { return IsTimeGroup(group); });
}

std::vector<std::string> Reader::Leftovers() const {
  std::vector<std::string> words;
  for (const Piece& piece : pieces_) {
    if (piece.used) continue;
    switch (piece.Main()) {
      case Role::kStop:
        // "inventory value" is not the inventory: the word asks for money.
        if (FoldName(TextOf(piece)) == "high value" && having_.empty() && bands_.empty()) {
          break;  // "high-value customers": from which value on?
        }
        if (TextOf(piece) == "single" && piece.first > 0 &&
            PreviousIs(static_cast<size_t>(&piece - pieces_.data()), Role::kRank)) {
          break;  // "the highest single order value"
        }
        if (TextOf(piece) == "value" && &piece != pieces_.data() && (&piece - 1)->used &&
            ((&piece - 1)->Main() == Role::kMetric || NumberFieldOf(*(&piece - 1)) != nullptr)) {
          const Dimension* field = NumberFieldOf(*(&piece - 1));
          const Sense* metric = (&piece - 1)->Find(Role::kMetric);
          const std::string unit =
              metric != nullptr ? model_.FindMetric(metric->ref)->unit : field->unit;
          if (unit.empty() || unit == "units") break;
        }
        continue;
      case Role::kSymbol:
      case Role::kAnd:
      case Role::kOr:
      case Role::kWhich:
      case Role::kList:
      case Role::kThat:
      case Role::kVersus:
      case Role::kDetail:
      case Role::kCountAfter:
      case Role::kDistinct:
        continue;
      case Role::kVerb:
        if (SellsBeforeSales(piece)) break;
        continue;
      case Role::kTable:  // where the question looks; another table is asked for
        if (piece.senses.front().ref == scope_.root) continue;
        break;
      case Role::kFold:
        if (piece.senses.front().ref == "sum") continue;
        break;
      case Role::kNumber:
        if (IsIdleNumber(static_cast<size_t>(&piece - pieces_.data()))) continue;
        break;
      case Role::kBetween:
        if (!comparison_.empty() || versus_) continue;
        break;
      case Role::kGroup:
      case Role::kMeasureBy: {
        // "by type": by something that nothing here explains.
        const size_t next = Next(static_cast<size_t>(&piece - pieces_.data()));
        if (next != kNone && (pieces_[next].used || pieces_[next].Main() == Role::kUnknown))
          continue;
        if (piece.senses.front().ref == "per" && piece.count > 1) continue;
        const bool last = next == kNone || pieces_[next].Main() == Role::kSymbol;
        if (piece.senses.front().ref == "each" && last && !groups_.empty()) continue;
        break;
      }
      case Role::kContains:
        if (StartsWith(FoldName(TextOf(piece)), "includ")) continue;
        if (StartsWith(FoldName(TextOf(piece)), "contain") && Contained(piece)) continue;
        break;
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

// Whether rows may name no such thing: lines whose item is empty or not on the list.
bool Reader::IsUnmatched(const Dimension& field) const {
  if (field.table == scope_.root) return false;
  for (const semantic::Reach& reach : semantic::ReachableFrom(model_, scope_.root)) {
    if (reach.table != field.table) continue;
    return std::any_of(reach.path.begin(), reach.path.end(), [&](size_t step) {
      const semantic::Join& join = model_.joins[step];
      return join.orphans > 0 || HasMissing(join.from_table + "." + join.from_columns.front());
    });
  }
  return false;
}

// A percentage that a measure adds up over rows, or null: "total discount" of 0.2 and 0.15.
const Dimension* Reader::SummedRate() const {
  for (const Measure& measure : measures_) {
    const bool sum = measure.expr.op == Op::kAggregate && measure.expr.name == "sum" &&
                     measure.expr.args.size() == 1 && measure.expr.args.front().op == Op::kField;
    const Dimension* field = sum ? model_.FindDimension(measure.expr.args.front().name) : nullptr;
    if (field != nullptr && field->unit == "%" && !field->additive) return field;
  }
  return nullptr;
}

// "how much did we earn from shipping", "languages rank": a list of things is no answer.
bool Reader::AsksForFigure() const {
  if (!having_.empty()) return false;
  const auto says = [&](size_t at, std::string_view a, std::string_view b) {
    return tokens_[at].folded == a && at + 1 < tokens_.size() && tokens_[at + 1].folded == b;
  };
  for (size_t i = 0; i < tokens_.size(); ++i) {
    if (says(i, "how", "much") || says(i, "amount", "of")) return true;
    const bool end = i + 1 == tokens_.size() ||
                     (i + 2 == tokens_.size() && tokens_[i + 1].kind == Token::Kind::kSymbol);
    const bool last = i > 0 && end;
    if (last && (tokens_[i].folded == "rank" || tokens_[i].folded == "ranking")) return true;
  }
  return tokens_.size() > 1 && says(0, "how", "did");
}

// "when …" wants a time; a figure without one is no answer.
bool Reader::AsksWhen() const {
  if (tokens_.empty() || tokens_[0].folded != "when") return false;
  const auto timed = [&](const Expr& expr) {
    for (const std::string& name : semantic::FieldsOf(expr)) {
      const Dimension* field = model_.FindDimension(name);
      if (field != nullptr && IsTemporal(field->type)) return true;
    }
    return false;
  };
  const auto measured = [&](const Measure& measure) { return timed(measure.expr); };
  return !measures_.empty() && std::none_of(groups_.begin(), groups_.end(), timed) &&
         std::none_of(measures_.begin(), measures_.end(), measured);
}

// The thing that "who", "that" or "with" says the condition of.
const semantic::Entity* Reader::SubjectOfCondition() const {
  for (const Piece& piece : pieces_) {
    const semantic::Entity* entity = EntityOf(piece);
    const size_t next = piece.first + piece.count;
    if (entity == nullptr || entity->key.size() != 1 || next >= tokens_.size()) continue;
    const std::string& link = tokens_[next].folded;
    if (link == "who" || link == "that" || link == "which" || link == "whose") return entity;
  }
  // "customers in each state who spent over 500"
  const semantic::Entity* people = nullptr;
  for (size_t at = 0; at < tokens_.size(); ++at) {
    for (const Piece& piece : pieces_) {
      const semantic::Entity* entity = piece.first == at ? EntityOf(piece) : nullptr;
      const bool person = entity != nullptr && entity->key.size() == 1 &&
                          (entity->name == "customer" || entity->name == "employee");
      if (person) people = entity;
    }
    if (at > 0 && tokens_[at].folded == "who") return people;
  }
  return nullptr;
}

// "sales by brand for products that were ordered often": the condition is on the products, and
// they split nothing.
void Reader::KeepSubjectsOfGroups() {
  const semantic::Entity* subject = having_.empty() ? nullptr : SubjectOfCondition();
  if (subject == nullptr || groups_.empty() || rank_.set || measures_.empty()) return;
  const auto own = [&](const Expr& group) {
    return group.op == Op::kField && group.name.substr(0, group.name.find('.')) == subject->table &&
           (group.name == DisplayOf(*subject) ||
            group.name == subject->table + "." + subject->key.front());
  };
  const bool explicit_group = std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& piece) {
    return piece.Main() == Role::kGroup || piece.Main() == Role::kTime;
  });
  const auto rest =
      std::count_if(groups_.begin(), groups_.end(), [&](const Expr& group) { return !own(group); });
  const bool told = std::any_of(measures_.begin(), measures_.end(),
                                [](const Measure& measure) { return !measure.support; });
  if (rest == 0 || !explicit_group || !told) return;
  std::erase_if(groups_, own);
  KeepMembers(*subject);
}

// The key of those that meet the condition on totals; what they do is told by the measures.
void Reader::KeepMembers(const semantic::Entity& entity) {
  auto inner = std::make_shared<semantic::Query>();
  const Expr key = Field(entity.table + "." + entity.key.front());
  inner->groups.push_back({key, {}});
  if (!where_.empty()) inner->where = semantic::And(where_);
  inner->having = semantic::And(having_);
  inner->fact = scope_.root;
  where_ = {semantic::InQuery(key, inner)};
  having_.clear();
  std::erase_if(measures_, [](const Measure& measure) { return measure.support; });
}

// "the revenue and orders of customers who spent over 500": of those together; "their revenue" is
// each one's.
bool Reader::MeasureMembers() {
  const semantic::Entity* subject = SubjectOfCondition();
  if (subject == nullptr || DisplayOf(*subject).empty() || Has(Role::kShare)) return false;
  const auto own = [&](const Measure& measure) {
    return std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& piece) {
      const auto count = EntityOf(piece) == subject ? CountOf(piece) : std::nullopt;
      return count && *count == measure.expr;
    });
  };
  std::erase_if(measures_, [](const Measure& measure) { return measure.support; });
  if (measures_.empty() || std::any_of(measures_.begin(), measures_.end(), own)) return false;
  const bool theirs = std::any_of(tokens_.begin(), tokens_.end(),
                                  [](const Token& token) { return token.folded == "their"; });
  if (theirs) {
    AddGroup(Field(DisplayOf(*subject)), false);
  } else {
    KeepMembers(*subject);
  }
  return true;
}

// "how many customers placed more than one order": the members that meet the condition, counted.
bool Reader::CountMembers() {
  if (having_.empty() || !groups_.empty()) return true;
  if (MeasureMembers()) return true;
  const auto counted =
      std::find_if(measures_.begin(), measures_.end(), [](const Measure& m) { return !m.support; });
  if (counted == measures_.end()) return false;
  for (const Piece& piece : pieces_) {
    const semantic::Entity* entity = EntityOf(piece);
    const bool single = entity != nullptr && entity->key.size() == 1;
    const auto count = single ? CountOf(piece) : std::nullopt;
    if (!count || *count != counted->expr) continue;
    const Expr only = counted->expr;
    const auto others = std::count_if(measures_.begin(), measures_.end(),
                                      [](const Measure& measure) { return !measure.support; });
    if (others > 1) return false;  // which of the figures the condition is on is not clear
    KeepMembers(*entity);
    measures_.clear();
    AddMeasure(only, 0);
    DivideMembers(entity->table);
    return true;
  }
  return false;
}

// "what percentage of customers placed more than one order": of those who placed any.
void Reader::DivideMembers(const std::string& members) {
  const auto share = std::find_if(pieces_.begin(), pieces_.end(), [](const Piece& piece) {
    return piece.Main() == Role::kShare && !piece.used;
  });
  if (share == pieces_.end()) return;
  share->used = true;
  Expr all = measures_.front().expr;
  const semantic::TableMeaning* nearest = nullptr;
  for (const semantic::Join& join : model_.joins) {
    const auto* facts = model_.FindTable(join.from_table);
    if (join.to_table != members || !facts->fact || !scope_.Reaches(join.from_table)) continue;
    if (nearest != nullptr && nearest->priority <= facts->priority) continue;
    nearest = facts;
    all = semantic::CountDistinct(Field(join.from_table + "." + join.from_columns.front()));
  }
  measures_.front().expr =
      Make(Op::kDivide, {Make(Op::kWhere, {measures_.front().expr, where_.front()}), all});
  const auto inner = where_.front().query->where;
  where_.clear();
  if (inner) where_.push_back(*inner);
}

// "the highest and lowest ages of the customers": both extremes of the rows.
bool Reader::FoldBothEnds() {
  if (measures_.size() != 1) return false;
  const auto expanded = semantic::Expand(model_, measures_.front().expr);
  const bool column =
      expanded && expanded->op == Op::kAggregate && expanded->args.size() == 1 &&
      expanded->args.front().op == Op::kField &&
      (expanded->name == "avg" || expanded->name == "max" || expanded->name == "min");
  if (!column) return false;
  const std::vector<Expr> number = expanded->args;
  measures_.front().expr = Make(Op::kAggregate, number, "max");
  AddMeasure(Make(Op::kAggregate, number, "min"), measures_.front().at);
  rank_ = Rank();
  return true;
}

// "the highest price": an extreme of the rows; a superlative of anything else needs to know of
// what.
bool Reader::FoldSuperlative() {
  if (rank_.set && rank_.both && groups_.empty() && FoldBothEnds()) return true;
  if (!rank_.set || rank_.both || !groups_.empty() || !named_measure_) return true;
  // "which sales rep made the most": a thing is asked for, and none was found.
  const std::string second = tokens_.size() > 1 ? tokens_[1].folded : "";
  if (!tokens_.empty() && tokens_[0].folded == "which" && second != "is" && second != "was") {
    return false;
  }
  for (Measure& measure : measures_) {
    const auto expanded = semantic::Expand(model_, measure.expr);
    if (!expanded || expanded->op != Op::kAggregate || expanded->args.size() != 1) return false;
    if (expanded->name == "max" || expanded->name == "min") continue;
    if (expanded->name != "sum" && expanded->name != "avg") return false;
    measure.expr = Make(Op::kAggregate, expanded->args, rank_.direction > 0 ? "max" : "min");
  }
  return true;
}

// "the best and the worst month", "the 5 dearest and cheapest products of each category".
semantic::Expr Reader::BothEnds(const semantic::Query& query) const {
  const Expr& figure = query.measures.front().expr;
  const int64_t n = rank_.unsaid || rank_.n < 1 ? 1 : rank_.n;
  const auto extreme = [&](const char* fold) {
    return Make(
        Op::kEqual,
        {figure, Make(Op::kTotal, {Make(Op::kPer, {figure, query.groups.front().expr}, fold)})});
  };
  if (n == 1 && query.groups.size() == 1) return Make(Op::kOr, {extreme("max"), extreme("min")});
  const auto first = [&](Expr by) {
    std::vector<Expr> args = {std::move(by)};
    args.insert(args.end(), fixed_.begin(), fixed_.end());
    return Make(Op::kLessEqual, {Make(Op::kRank, std::move(args)), Literal(n)});
  };
  const Expr turned = Make(Op::kSubtract, {Literal(static_cast<int64_t>(0)), figure});
  return Make(Op::kOr, {first(figure), first(turned)});
}

// "the top 3 genres for the USA and Canada": of both together, or of each?
bool Reader::RanksSeveral() const {
  if (!rank_.set || groups_.empty() || !fixed_.empty()) return false;
  return std::any_of(values_.begin(), values_.end(), [&](const ValueFilter& filter) {
    const bool grouped =
        std::find(groups_.begin(), groups_.end(), Field(filter.field)) != groups_.end();
    return filter.values.size() > 1 && !filter.negated && !grouped && !Has(Role::kOr);
  });
}

// "A vs B" of which only one side was understood.
bool Reader::ComparesNothing() const {
  const bool against = std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& piece) {
    const std::string text = FoldName(TextOf(piece));
    return piece.Main() == Role::kVersus &&
           (text == "vs" || text == "versus" || text == "against" || text == "compared to" ||
            text == "compared with");
  });
  const bool compare = !tokens_.empty() && tokens_[0].folded == "compare" && values_.size() == 1 &&
                       values_.front().values.size() == 1;
  return (against || compare) && groups_.empty() && measures_.size() < 2 && ranges_.size() < 2 &&
         comparison_.empty() && having_.empty();
}

// What all lines of an order repeat is the order's, and not part of it a line's.
void Reader::AssumeWholeOrders() {
  for (const Measure& measure : measures_) {
    const auto expanded = semantic::Expand(model_, measure.expr);
    if (!expanded || expanded->op != Op::kPer || expanded->name != "sum") continue;
    const bool lines = std::any_of(groups_.begin(), groups_.end(),
                                   [&](const Expr& group) { return group.op == Op::kField; }) ||
                       !values_.empty();
    if (lines)
      Assume("“" + semantic::ToString(measure.expr) +
             "” of an order counts in full wherever one of its lines does, so parts may add up to "
             "more than the total");
  }
}

// "suppliers by revenue within each nation", where the sales' nations are their customers': whose
// is meant is asked.
std::string Reader::OtherSide() const {
  std::set<std::string> shown;
  for (const std::vector<Expr>* all : {&groups_, &fixed_, &where_})
    for (const Expr& expr : *all)
      for (const std::string& field : semantic::FieldsOf(expr))
        shown.insert(field.substr(0, field.find('.')));
  for (const semantic::Join& join : model_.joins) {
    const bool other = !join.role.empty() && join.from_table != scope_.root &&
                       shown.contains(join.to_table) && scope_.Reaches(join.from_table);
    const bool named =
        other && std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& piece) {
          return EntityOf(piece) != nullptr && EntityOf(piece)->table == join.from_table;
        });
    const semantic::Join* plain = named ? PlainSide(join) : nullptr;
    if (plain != nullptr)
      return "“" + TableLabel(join.to_table) + "” is known of " + TableLabel(plain->from_table) +
             " and of " + TableLabel(join.from_table) + ". Whose is meant? Name only that one.";
  }
  return {};
}

// That of the customers, who lead to the same table without a role; or null.
const semantic::Join* Reader::PlainSide(const semantic::Join& join) const {
  const auto found =
      std::find_if(model_.joins.begin(), model_.joins.end(), [&](const semantic::Join& plain) {
        const bool customers =
            std::any_of(model_.entities.begin(), model_.entities.end(), [&](const auto& entity) {
              return entity.name == "customer" && entity.table == plain.from_table;
            });
        return customers && plain.to_table == join.to_table &&
               plain.from_table != join.from_table && plain.role.empty() &&
               scope_.Reaches(plain.from_table);
      });
  return found == model_.joins.end() ? nullptr : &*found;
}

std::string Reader::TableLabel(const std::string& table) const {
  const auto* known = model_.FindTable(table);
  return known == nullptr ? table : known->label;
}

// "how did customer 42 pay for the order": a manner, which no figure tells.
bool Reader::AsksManner() const {
  if (tokens_.size() < 4 || tokens_[0].folded != "how" || tokens_[1].folded != "did") return false;
  return std::any_of(tokens_.begin(), tokens_.end(), [](const Token& token) {
    return token.folded == "pay" || token.folded == "order" || token.folded == "hear" ||
           token.folded == "arrive";
  });
}

Reading Reader::Build() {
  if (const std::string side = OtherSide(); !side.empty())
    return Fail(Outcome::kClarify, "unclear", side);
  if (AsksManner())
    return Fail(Outcome::kClarify, "unclear",
                "How something was done may be in a column: name it, for instance the payment "
                "method.");
  CountFilteredRows();
  KeepSubjectsOfGroups();
  if (!CountMembers()) {
    return Fail(Outcome::kClarify, "unclear",
                "A condition on totals needs to know for each of what: by product, by customer?");
  }
  if (const Dimension* rate = SummedRate()) {
    return Fail(Outcome::kClarify, "unclear",
                "“" + rate->label +
                    "” is a rate of each row, and rates do not add up. Ask for its "
                    "average, or for an amount of money.");
  }
  if (AsksWhen()) {
    return Fail(Outcome::kClarify, "unclear",
                "The day of what? Ask for the first or the last date, or for a figure by month.");
  }
  const auto top_rows = TopRows();
  if (!top_rows && !FoldSuperlative()) {
    return Fail(Outcome::kClarify, "unclear",
                "The highest of what? Say what to compare: by product, by month, by customer?");
  }
  if (RanksSeveral()) {
    return Fail(Outcome::kClarify, "unclear",
                "For all of these together, or for each of them? Say “in each of …” for each.");
  }
  const bool combines = MentionsText("combination") || MentionsText("combinations");
  if (combines && groups_.size() + fixed_.size() < 2) {
    return Fail(Outcome::kClarify, "unclear",
                "The combination of what? Name both columns, with “and” between them.");
  }
  if (ComparesNothing()) {
    return Fail(Outcome::kClarify, "unclear",
                "What should be compared with what? Name both sides, or a column to compare by.");
  }
  // "trending product per month": months and products are no list by themselves.
  const bool crossed = measures_.empty() && groups_.size() > 1 && having_.empty() &&
                       !Has(Role::kList) && !Has(Role::kWhich) &&
                       std::any_of(groups_.begin(), groups_.end(),
                                   [](const Expr& group) { return group.op == Op::kGrain; });
  if (crossed)
    return Fail(Outcome::kClarify, "unclear",
                "Which figure is asked for? Name it, or what is counted.");
  Reading reading;
  const bool shared = Has(Role::kShare) && having_.empty() && !top_percent_;
  if (measures_.empty() && !groups_.empty() && shared)
    return Fail(Outcome::kClarify, "unclear", "A share of which figure? Name it.");
  const bool list = (measures_.empty() && !groups_.empty()) || ListsColumns();
  if (list && !top_rows && AsksForFigure())
    return Fail(Outcome::kClarify, "unclear",
                "Which figure is asked for? Name it, or what is counted.");
  if (top_rows) {
    reading.query = *top_rows;
  } else if (list) {
    reading = BuildRows();
  } else {
    semantic::Query& query = reading.query;
    if (rank_.set && RanksItself()) {
      return Fail(Outcome::kClarify, "unclear",
                  "By what should that be ranked: by revenue, by the number of orders?");
    }
    NameMembers(&fixed_);
    NameMembers(&groups_);
    for (const Expr& expr : fixed_) query.groups.push_back({expr, {}});
    for (const Expr& expr : groups_) {
      if (std::find(fixed_.begin(), fixed_.end(), expr) == fixed_.end())
        query.groups.push_back({expr, {}});
    }
    // What only a condition needs is shown last, and does not rank.
    std::stable_partition(measures_.begin(), measures_.end(),
                          [](const Measure& measure) { return !measure.support; });
    for (const Measure& measure : measures_) query.measures.push_back({measure.expr, {}});
    AssumeWholeOrders();
    if (!where_.empty()) query.where = semantic::And(where_);
    if (!having_.empty()) query.having = semantic::And(having_);
    // A missing value is no competitor in a ranking, and no number.
    for (const semantic::Item& item : query.groups) {
      const Expr& named = item.expr.op == Op::kGrain || item.expr.op == Op::kPart
                              ? item.expr.args.front()
                              : item.expr;
      const Dimension* field = named.op == Op::kField ? model_.FindDimension(named.name) : nullptr;
      const bool member = !having_.empty() && field != nullptr &&
                          (IsMember(*field) || field->kind == DimensionKind::kTime);
      const bool gaps = field != nullptr && (HasMissing(named.name) || IsUnmatched(*field));
      const bool each = gaps && IsMember(*field) && !Has(Role::kShare) &&
                        (MentionsText("each") || MentionsText("per") || MentionsText("every"));
      if (field == nullptr || !gaps ||
          !(rank_.set || member || each || field->kind == DimensionKind::kNumber))
        continue;
      const Expr known = Make(Op::kNot, {Make(Op::kIsNull, {named})});
      query.where = query.where ? semantic::And({*query.where, known}) : known;
    }
    const bool all_fixed = fixed_.size() == query.groups.size();
    const bool time_axis =
        std::any_of(query.groups.begin(), query.groups.end(),
                    [&](const semantic::Item& item) { return IsTimeGroup(item.expr); });
    if (!query.measures.empty() && !query.groups.empty()) {
      if (rank_.set || !time_axis) {
        query.order.push_back({rank_by_ ? *rank_by_ : query.measures.front().expr,
                               rank_.set ? rank_.direction > 0 : true});
      } else {
        for (const semantic::Item& item : query.groups) query.order.push_back({item.expr, false});
      }
    }
    const bool ends = rank_.both && !query.groups.empty() && !query.having;
    if (ends && query.groups.size() == 1 + (all_fixed ? 0 : fixed_.size())) {
      query.having = BothEnds(query);
    }
    for (const semantic::Order& by : order_) {
      const bool shown =
          semantic::IsMeasure(by.by) ||
          std::any_of(query.groups.begin(), query.groups.end(),
                      [&](const semantic::Item& item) { return item.expr == by.by; });
      if (!shown) {
        return Fail(Outcome::kClarify, "unclear",
                    "The result cannot be sorted by a column that it is not split by.");
      }
    }
    if (!order_.empty()) query.order = order_;
    if (rank_.set && !rank_.both && !query.groups.empty()) {
      if (!AsksForAll()) query.limit = rank_.n;
      query.ties = rank_.unsaid && rank_.offset == 0 && query.limit;
      query.offset = rank_.offset;
      if (!all_fixed) query.limit_per = fixed_;
      if (!query.limit_per.empty() && rank_.n == 10) query.limit = 1;
    }
  }
  reading.query.fact = reading.query.fact.empty() ? scope_.root : reading.query.fact;
  if (!ApplyDirection(&reading.query)) {
    return Fail(Outcome::kClarify, "unclear", "By what should the result be sorted? Name it.");
  }
  const bool vague = rank_.set && reading.query.groups.empty() && !named_measure_;
  if (vague || (reading.query.measures.empty() && reading.query.groups.empty())) {
    // Nothing is asked for; a follow-up may still take the filters.
    Reading bare = Fail(Outcome::kClarify, "unclear", "");
    if (!where_.empty()) bare.query.where = semantic::And(where_);
    bare.query.groups = reading.query.groups;
    bare.unexplained = Leftovers();
    return bare;
  }
  reading.pieces = pieces_;
  reading.assumptions = assumptions_;
  reading.scope = scope_.root;
  reading.unexplained = Leftovers();
  reading.cost = cost_ + 1.5 * static_cast<double>(reading.unexplained.size());
  return reading;
}

}  // namespace aisle::language
