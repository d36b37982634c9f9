// Other things that belong to what is shown: "who supplies them", "where do they live", "revenue of
// those suppliers".
#include <algorithm>

#include "base/text.h"
#include "language/follow_up_editor.h"
#include "language/query_edits.h"

namespace aisle::language {

using semantic::Op;
using semantic::QueryKind;

namespace {

// What a verb says that somebody does to the things shown.
struct Deed {
  std::string_view verb;
  std::vector<std::string_view> doers;
};

const std::vector<Deed>& Deeds() {
  static const std::vector<Deed> kDeeds = {
      {"supplies", {"supplier", "vendor", "manufacturer"}},
      {"supplied", {"supplier", "vendor", "manufacturer"}},
      {"provides", {"supplier", "vendor"}},
      {"delivers", {"supplier", "shipper", "carrier", "courier"}},
      {"delivered", {"shipper", "carrier", "courier", "supplier"}},
      {"ships", {"shipper", "carrier", "courier"}},
      {"shipped", {"shipper", "carrier", "courier"}},
      {"makes", {"manufacturer", "brand", "supplier"}},
      {"made", {"manufacturer", "brand", "supplier"}},
      {"produces", {"manufacturer", "brand", "supplier"}},
      {"manufactures", {"manufacturer", "brand"}},
      {"wrote", {"author"}},
      {"publishes", {"publisher"}},
      {"published", {"publisher"}},
      {"buys", {"customer", "client"}},
      {"bought", {"customer", "client"}},
      {"ordered", {"customer", "client"}},
      {"orders", {"customer", "client"}},
      {"rented", {"customer"}},
      {"sells", {"seller", "employee", "sales rep"}},
      {"sold", {"seller", "employee", "sales rep"}},
      {"manages", {"manager", "employee"}},
      {"runs", {"manager", "employee"}}};
  return kDeeds;
}

// Rows that are kept by naming each; more may have been cut, and are kept by what they belong to.
constexpr size_t kMostNamed = 20;

constexpr std::string_view kPlaces[] = {"address", "city", "town", "state", "region", "country"};

}  // namespace

// The column that a thing is split by: "supplier" is its name.
std::optional<semantic::Expr> FollowUpEditor::ColumnOf(const std::string& thing) const {
  const Reading split = ReadBeside("by " + thing);
  const bool one = Explains(split) && split.query.groups.size() == 1 && !split.query.where &&
                   split.query.groups.front().expr.op == Op::kField && split.assumptions.empty();
  if (!one) return std::nullopt;
  return split.query.groups.front().expr;
}

// The rows that are shown, each beside what belongs to it, instead of their figures.
void FollowUpEditor::ListBeside(const std::vector<Expr>& columns) {
  KeepShown();
  if (failure_) return;
  query_.measures.clear();
  query_.groups = Previous().groups;
  for (const Expr& column : columns) AddGroups({{column, {}}}, &query_);
  query_.order.clear();
  for (const Item& group : query_.groups) query_.order.push_back({group.expr, false});
}

// "who supplies them", "who bought that": those who did.
bool FollowUpEditor::AsksWhoDid() {
  const FollowUpWords before = words_;
  if (!words_.TakeFirst({"who"}) || words_.size() < 2 || words_.size() > 3)
    return words_ = before, false;
  const std::string verb = words_.at(0).folded;
  const auto deed = std::find_if(Deeds().begin(), Deeds().end(),
                                 [&](const Deed& known) { return known.verb == verb; });
  words_.Drop(0);
  words_.TakeFirst({"to", "for", "from"});
  const bool they = words_.TakeAll({"them", "it", "that", "those", "these", "this"});
  if (deed == Deeds().end() || !they || Previous().groups.empty()) return words_ = before, false;
  for (const std::string_view doer : deed->doers) {
    const auto column = ColumnOf(std::string(doer));
    if (!column) continue;
    ListBeside({*column});
    return true;
  }
  Hint(Cue::kStrong);
  Fail("The data does not say who " + verb + " them; name a column to split by.");
  return true;
}

// Where the things of the last answer are: the columns of places of their own table.
std::vector<semantic::Expr> FollowUpEditor::PlacesOfShown() const {
  std::vector<Expr> places;
  const auto fields = semantic::FieldsOf(Previous().groups.front().expr);
  const auto* shown = fields.empty() ? nullptr : context_.model.FindDimension(fields.front());
  for (const std::string_view place : kPlaces) {
    for (const auto& field : context_.model.dimensions) {
      const bool here = shown != nullptr && field.table == shown->table && !field.hidden &&
                        field.kind != semantic::DimensionKind::kIdentifier;
      const std::string label = FoldName(field.label);
      if (here && (label == place || EndsWith(label, " " + std::string(place))))
        places.push_back(semantic::Field(field.Field()));
    }
  }
  return places;
}

// "where do they live", "where are those".
bool FollowUpEditor::AsksWhere() {
  if (!words_.TakeAll({"where do they live", "where do they come from", "where are they from",
                       "where are they", "where are they based", "where are they located",
                       "where do those live", "where does he live", "where does she live",
                       "where is it", "where is that", "where are those", "where are these",
                       "where does it come from", "from where are they"}))
    return false;
  if (Previous().groups.empty() || Previous().kind != QueryKind::kAggregate) {
    Hint(Cue::kStrong);
    Fail("Where is what? The last answer shows no rows.");
    return true;
  }
  const std::vector<Expr> places = PlacesOfShown();
  if (places.empty()) {
    Hint(Cue::kStrong);
    Fail("The data holds no place for “" + NameOfGroup(true) +
         "”: no address, city or country column belongs to them.");
    return true;
  }
  ListBeside(places);
  return true;
}

// "those suppliers", beside which products are shown: they, whatever the products were.
void FollowUpEditor::KeepColumn(size_t column) {
  const Turn& before = context_.before;
  if (before.shown.size() > kMostNamed) return KeepOwners(Previous().groups[column].expr);
  std::vector<std::string> others;
  for (size_t i = 0; i < Previous().groups.size(); ++i) {
    for (const std::string& field : semantic::FieldsOf(Previous().groups[i].expr))
      if (i != column) others.push_back(field);
  }
  ValueCondition kept{Previous().groups[column].expr, {}, false};
  for (const std::vector<Value>& row : before.shown) {
    if (column >= row.size() || std::holds_alternative<std::monostate>(row[column])) continue;
    const Expr value = semantic::Literal(row[column]);
    const auto& all = kept.values;
    if (std::find(all.begin(), all.end(), value) == all.end()) kept.values.push_back(value);
  }
  Touch(Cue::kStrong);
  if (kept.values.empty()) return Fail("The last answer shows no rows to go on with.");
  DropFilters(others, &query_);
  query_.groups = {Previous().groups[column]};
  pointed_ = regrouped_ = true;
  NarrowRows(ToExpr(kept));
}

// "revenue of those suppliers", where products are shown: the suppliers of these.
void FollowUpEditor::KeepOwners(const Expr& column) {
  const std::optional<Expr> where = query_.where;
  KeepShown();
  if (failure_) return;
  auto inner = std::make_shared<semantic::Query>();
  inner->groups = {{column, {}}};
  inner->where = query_.where;
  inner->fact = Previous().fact;
  Expr in = semantic::InQuery(column, std::move(inner));
  query_.where = where;
  query_.groups = {{column, {}}};
  regrouped_ = true;
  NarrowRows(in);
}

// "those suppliers": one of several columns that are shown, or what belongs to the shown rows.
void FollowUpEditor::ReadThoseOthers() {
  const auto& groups = Previous().groups;
  if (groups.empty() || Previous().kind != QueryKind::kAggregate) return;
  for (size_t i = 0; i + 1 < words_.size(); ++i) {
    const std::string& word = words_.at(i).folded;
    if ((word != "those" && word != "these") || !words_.at(i + 1).plural) continue;
    const auto column = ColumnOf(words_.at(i + 1).text);
    if (!column) return;
    const auto shown = std::find(groups.begin(), groups.end(), Item{*column, {}});
    if (shown != groups.end() && groups.size() == 1) return;
    if (shown == groups.end() && NamesGroup(words_.at(i + 1).stem)) return;
    shown != groups.end() ? KeepColumn(static_cast<size_t>(shown - groups.begin()))
                          : KeepOwners(*column);
    words_.Drop(i + 1);
    words_.Drop(i);
    if (i > 0 && (words_.at(i - 1).folded == "of" || words_.at(i - 1).folded == "for"))
      words_.Drop(i - 1);
    return;
  }
}

}  // namespace aisle::language
