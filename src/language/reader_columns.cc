// Which column a word means: of several with one name, of counts beside ratings, of hours and
// weekdays where nothing is dated.
#include <algorithm>

#include "base/text.h"
#include "language/reader.h"

namespace aisle::language {

using semantic::Dimension;
using semantic::DimensionKind;
using semantic::Field;
using semantic::Make;
using semantic::Op;

double Reader::LargestOf(const Dimension& field) const {
  const catalog::Column* column = catalog_.Find(field.table, field.column);
  if (column == nullptr) return 0;
  if (const auto* whole = std::get_if<int64_t>(&column->max)) return static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&column->max)) return *real;
  return 0;
}

// "rating_count", "number of ratings" beside "rating".
const Dimension* Reader::CountColumnOf(const Dimension& field) const {
  const auto things = [](const Dimension& dimension, bool* counts) {
    std::string stems;
    for (const Token& word : Tokenize(dimension.label)) {
      const bool count = word.folded == "count" || word.folded == "number" || word.folded == "no" ||
                         word.folded == "num" || word.folded == "total";
      *counts = *counts || count;
      if (!count && word.folded != "of") stems += word.stem + " ";
    }
    return stems;
  };
  bool itself = false;
  const std::string own = things(field, &itself);
  for (const Dimension& other : model_.dimensions) {
    bool counts = false;
    const bool same = other.table == field.table && other.additive && things(other, &counts) == own;
    if (same && counts && !itself) return &other;
  }
  return nullptr;
}

// "the number of ratings", "the most ratings", "more than 10,000 ratings" where they go up to 5:
// their count, where a column holds it.
void Reader::PreferCountColumns() {
  for (size_t i = 1; i < pieces_.size(); ++i) {
    const Piece& before = pieces_[i - 1];
    const Dimension* field = NumberFieldOf(pieces_[i]);
    if (!pieces_[i].plural || field == nullptr || field->additive) continue;
    const std::string said = FoldName(TextOf(before));
    const bool asked = before.Main() == Role::kCount || EndsWith(said, "number of") ||
                       said == "most" || said == "the most" || said == "fewest";
    const bool large = before.Is(Role::kNumber) && before.number > LargestOf(*field);
    const Dimension* count = asked || large ? CountColumnOf(*field) : nullptr;
    if (count == nullptr) continue;
    std::erase_if(pieces_[i].senses, [](const Sense& s) { return s.role != Role::kField; });
    pieces_[i].senses.front().ref = count->Field();
  }
}

// Where nothing is dated, a column may say the hour or the weekday: "order_dow", "Hour".
const Dimension* Reader::ColumnOfPart(const std::string& part) const {
  for (const Dimension& dimension : model_.dimensions) {
    const bool here = !dimension.hidden && scope_.Reaches(dimension.table) &&
                      dimension.kind == DimensionKind::kCategory;
    if (!here) continue;
    for (const Token& word : Tokenize(dimension.label)) {
      const bool weekday = part == "weekday" && (word.folded == "dow" || word.folded == "weekday");
      if (weekday || word.folded == part) return &dimension;
    }
  }
  return nullptr;
}

std::optional<semantic::Expr> Reader::TimeExpr(const std::string& name) const {
  if (time_field_.empty()) {
    const Dimension* column = ColumnOfPart(name);
    return column == nullptr ? std::nullopt : std::optional<Expr>(Field(column->Field()));
  }
  if (name == "weekend") return WeekendOf(time_field_);
  if (name == "weekday" || name == "month_end") {
    return Make(Op::kPart, {Field(time_field_)}, name);
  }
  if (name != "hour") return Make(Op::kGrain, {Field(time_field_)}, name);
  for (const Dimension& dimension : model_.dimensions) {
    if (dimension.kind == DimensionKind::kTimeOfDay && scope_.Reaches(dimension.table)) {
      return Make(Op::kPart, {Field(dimension.Field())}, "hour");
    }
  }
  const Dimension* time = model_.FindDimension(time_field_);
  if (time == nullptr || time->type != Type::kTimestamp) return std::nullopt;
  return Make(Op::kPart, {Field(time_field_)}, "hour");
}

// "weekend" and "weekday", in words; a day that is missing is neither.
semantic::Expr Reader::WeekendOf(const std::string& field) const {
  std::vector<Expr> cases = {Make(Op::kPart, {Field(field)}, "weekend"),
                             semantic::Literal(std::string("Weekend"))};
  if (HasMissing(field)) cases.push_back(Make(Op::kNot, {Make(Op::kIsNull, {Field(field)})}));
  cases.push_back(semantic::Literal(std::string("Weekday")));
  return Make(Op::kCase, std::move(cases));
}

// Where a sale has two sides, each with its place, people who name none mean the buyer's.
double Reader::SideCost(const Sense& sense) const {
  for (const semantic::Entity& entity : model_.entities) {
    if (!entity.row || entity.table != sense.table) continue;
    if (entity.name == "customer") return -0.03;
    if (entity.name == "seller" || entity.name == "supplier" || entity.name == "employee") {
      return 0.03;
    }
  }
  return 0;
}

// Says which column was taken where the word fits two tables alike.
void Reader::AssumeSide(const Piece& piece) {
  const Sense& taken = piece.senses.front();
  const Dimension* mine = taken.role == Role::kField ? model_.FindDimension(taken.ref) : nullptr;
  if (mine == nullptr || mine->kind == DimensionKind::kTime) return;
  for (const Sense& sense : piece.senses) {
    const Dimension* other = sense.role == Role::kField ? model_.FindDimension(sense.ref) : nullptr;
    if (other == nullptr || other->table == mine->table || other->kind != mine->kind ||
        sense.cost > taken.cost + 0.05 || Linked(mine->Field(), other->Field())) {
      continue;
    }
    Assume("“" + TextOf(piece) + "” is taken as " + mine->label + " of " + mine->table + ", not " +
           other->label + " of " + other->table);
    return;
  }
}

// Whether the two columns are joined on, so that they say the same.
bool Reader::Linked(const std::string& a, const std::string& b) const {
  const auto holds = [&](const semantic::Join& join, const std::string& from,
                         const std::string& to) {
    for (size_t i = 0; i < join.from_columns.size(); ++i) {
      if (join.from_table + "." + join.from_columns[i] == from &&
          join.to_table + "." + join.to_columns[i] == to) {
        return true;
      }
    }
    return false;
  };
  return std::any_of(model_.joins.begin(), model_.joins.end(), [&](const semantic::Join& join) {
    return holds(join, a, b) || holds(join, b, a);
  });
}

// "customer countries", "CompanyName of the shipper": of columns with one name the one that belongs
// to the thing beside it, else to a thing that the question names at all.
void Reader::ResolveFields() {
  const auto entity_table = [&](size_t at) {
    const semantic::Entity* entity = at == kNone ? nullptr : EntityOf(pieces_[at]);
    return entity == nullptr ? std::string() : entity->table;
  };
  std::vector<std::string> named;
  for (size_t i = 0; i < pieces_.size(); ++i) {
    if (!entity_table(i).empty()) named.push_back(entity_table(i));
  }
  for (size_t i = 0; i < pieces_.size(); ++i) {
    std::vector<Sense>& senses = pieces_[i].senses;
    const auto fields = std::count_if(senses.begin(), senses.end(),
                                      [](const Sense& s) { return s.role == Role::kField; });
    if (fields < 2) continue;
    const size_t next = Next(i);
    const bool of_next = next != kNone && next > i + 1;
    const std::string beside[] = {i > 0 ? entity_table(i - 1) : std::string(),
                                  of_next ? entity_table(next) : std::string()};
    const auto score = [&](const Sense& sense) {
      if (sense.role != Role::kField) return sense.cost;
      double cost = sense.cost;
      if (sense.table == beside[0]) cost -= 0.3;
      if (sense.table == beside[1]) cost -= 0.25;
      if (std::find(named.begin(), named.end(), sense.table) != named.end()) cost -= 0.06;
      return cost + SideCost(sense);
    };
    std::stable_sort(senses.begin(), senses.end(),
                     [&](const Sense& a, const Sense& b) { return score(a) < score(b); });
    if (score(senses[0]) > senses[0].cost - 0.05 && !tokens_.empty()) AssumeSide(pieces_[i]);
    if (of_next && senses.front().table == beside[1] && senses.front().table != beside[0] &&
        tokens_[pieces_[i + 1].first].folded == "of") {
      Use(next);
    }
  }
}

}  // namespace aisle::language
