// Joins from the relations that the loader proved. Data alone proves too much: any small integer
// finds itself among ids. A relation is kept when the names agree as well.
#include <algorithm>

#include "base/text.h"
#include "semantic/infer_parts.h"

namespace aisle::semantic {
namespace {

std::vector<std::string> WithoutIdWords(const std::vector<std::string>& words) {
  std::vector<std::string> rest;
  for (const std::string& word : words)
    if (!IsIdWord(word) || word == "sku" || word == "asin") rest.push_back(word);
  return rest;
}

bool EndsWithWords(const std::vector<std::string>& words, const std::vector<std::string>& tail) {
  return !tail.empty() && words.size() >= tail.size() &&
         std::equal(tail.rbegin(), tail.rend(), words.rbegin());
}

bool IsKeyLike(const ColumnRole& role) {
  return role.kind == DimensionKind::kIdentifier || role.kind == DimensionKind::kName ||
         role.kind == DimensionKind::kCategory || role.kind == DimensionKind::kTime;
}

// support_rep_id → employee_id: both words are for one kind of thing.
bool SameThing(const std::vector<std::string>& from, const std::vector<std::string>& to) {
  const Thing* role = ThingOf({from.back()});
  const Thing* key = to.size() == 1 ? ThingOf(to) : nullptr;
  return role && role == key && role->name != "order" && role->name != "product";
}

// customer_id → customers.customer_id, customers.id, customers.customer; bill_to_customer_id too.
bool NamesAgree(const ColumnRole& from, const TableRole& to_table, const ColumnRole& to) {
  if (from.phrase == to.phrase && to.phrase != "id" && to.phrase != "name") return true;
  const std::vector<std::string> a = WithoutIdWords(from.words), b = WithoutIdWords(to.words);
  if (a.empty()) return false;
  if (EndsWithWords(a, b) || (!b.empty() && SameThing(a, b))) return true;
  if (EndsWithWords(b, a) && (to.kind == DimensionKind::kIdentifier || to_table.IsKey(to.Name())))
    return true;
  const bool bare = b.empty() || (b.size() == 1 && IsNameWord(b[0]));
  return bare && EndsWithWords(a, to_table.words);
}

bool IsId(const TableRole& from, const catalog::Relation& relation) {
  const ColumnRole* role = from.Find(relation.from_columns[0]);
  return role->column->identifier || role->thing ||
         (!role->words.empty() && IsIdWord(role->words.back()));
}

// The orders that were returned, and nothing more about them.
bool ListsIds(const TableRole& table, const std::string& id) {
  return table.columns.size() <= 3 && table.IsKey(id) &&
         std::all_of(table.columns.begin(), table.columns.end(), [&](const ColumnRole& role) {
           return role.Name() == id || role.hidden || role.kind == DimensionKind::kFlag ||
                  role.kind == DimensionKind::kCategory;
         });
}

bool Marks(const TableRole& to, const catalog::Relation& relation) {
  return relation.from_columns == relation.to_columns && relation.to_columns.size() == 1 &&
         relation.orphans > 0 && ListsIds(to, relation.to_columns[0]);
}

// A status or a date finds itself in a small table by accident; same name and a real key do not.
bool IsPlausible(const Draft& draft, const catalog::Relation& relation) {
  const TableRole* from = draft.Find(relation.from_table);
  const TableRole* to = draft.Find(relation.to_table);
  if (!from || !to || from == to || from->hidden || to->hidden) return false;
  if (relation.from_columns.empty() || relation.from_columns.size() != relation.to_columns.size())
    return false;
  bool id = false;
  for (size_t i = 0; i < relation.from_columns.size(); ++i) {
    const ColumnRole* a = from->Find(relation.from_columns[i]);
    const ColumnRole* b = to->Find(relation.to_columns[i]);
    if (!a || !b || a->column->row_number || b->column->row_number) return false;
    if (!IsKeyLike(*a) || !IsKeyLike(*b) || !NamesAgree(*a, *to, *b)) return false;
    id = id || b->kind != DimensionKind::kTime;
  }
  if (!id) return false;
  // Ids may lack their master rows; words that are no ids match by accident unless all match.
  const int64_t tried = relation.matched + relation.orphans;
  if (!IsId(*from, relation)) return relation.orphans * 200 <= tried;
  return relation.matched * 3 >= tried || Marks(*to, relation);
}

std::string RoleOfJoin(const Draft& draft, const catalog::Relation& relation) {
  const ColumnRole* from = draft.Find(relation.from_table)->Find(relation.from_columns[0]);
  const ColumnRole* to = draft.Find(relation.to_table)->Find(relation.to_columns[0]);
  std::vector<std::string> extra;
  for (const std::string& word : WithoutIdWords(from->words))
    if (!to->Has(word)) extra.push_back(word);
  return aisle::Join(extra, " ");
}

bool SameLink(const Join& join, const catalog::Relation& relation) {
  return join.from_table == relation.from_table && join.to_table == relation.to_table;
}

// A one-to-one relation is found in both directions; the table with more rows, or with facts of
// its own, points at the other.
bool IsReverseOf(const Join& join, const catalog::Relation& relation) {
  return join.from_table == relation.to_table && join.to_table == relation.from_table &&
         join.from_columns == relation.to_columns;
}

// Between the same two tables, the compound key that contains a simple one says no more.
bool IsRedundant(const Model& model, const catalog::Relation& relation) {
  return std::any_of(model.joins.begin(), model.joins.end(), [&](const Join& join) {
    if (IsReverseOf(join, relation)) return true;
    if (!SameLink(join, relation)) return false;
    return std::any_of(
        relation.from_columns.begin(), relation.from_columns.end(), [&](const std::string& column) {
          return std::find(join.from_columns.begin(), join.from_columns.end(), column) !=
                 join.from_columns.end();
        });
  });
}

void MarkKeyColumns(const Join& join, Draft* draft) {
  for (size_t i = 0; i < join.from_columns.size(); ++i) {
    TableRole* from = draft->Find(join.from_table);
    TableRole* to = draft->Find(join.to_table);
    for (ColumnRole& role : from->columns)
      if (role.Name() == join.from_columns[i] && role.kind != DimensionKind::kTime)
        role.kind = DimensionKind::kIdentifier;
    for (ColumnRole& role : to->columns)
      if (role.Name() == join.to_columns[i] && role.kind != DimensionKind::kTime &&
          DisplayOf(*to) != &role)
        role.kind = DimensionKind::kIdentifier;
    if (!join.one_to_one) to->referenced = true;
  }
}

bool MentionsAny(const TableRole& table, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return table.Mentions(word); });
}

// Nations of customers and of suppliers in one table: those of sales are the customers'.
void MarkSides(Draft* draft) {
  std::vector<Join>& joins = draft->model.joins;
  for (Join& join : joins) {
    const TableRole& from = *draft->Find(join.from_table);
    const bool side = join.role.empty() &&
                      MentionsAny(from, {"supplier", "vendor", "seller", "employee", "staff"});
    const bool place = MentionsAny(*draft->Find(join.to_table),
                                   {"nation", "country", "region", "city", "state", "province",
                                    "geography", "address", "location", "territory"});
    const bool shared = place && std::any_of(joins.begin(), joins.end(), [&](const Join& other) {
                          return other.to_table == join.to_table && &other != &join &&
                                 MentionsAny(*draft->Find(other.from_table),
                                             {"customer", "client", "buyer", "user"});
                        });
    if (side && shared) join.role = aisle::Join(from.words, " ");
  }
}

}  // namespace

void InferJoins(Draft* draft) {
  std::vector<catalog::Relation> relations = draft->catalog->relations;
  // Simple keys before compound ones, few orphans first: what comes later may be redundant.
  std::stable_sort(relations.begin(), relations.end(), [](const auto& a, const auto& b) {
    if (a.from_columns.size() != b.from_columns.size())
      return a.from_columns.size() < b.from_columns.size();
    return a.orphans < b.orphans;
  });
  for (const catalog::Relation& relation : relations) {
    if (!IsPlausible(*draft, relation) || IsRedundant(draft->model, relation)) continue;
    Join join{relation.from_table,
              relation.from_columns,
              relation.to_table,
              relation.to_columns,
              relation.cardinality == catalog::Cardinality::kOneToOne,
              relation.orphans,
              RoleOfJoin(*draft, relation)};
    TableRole* to = draft->Find(relation.to_table);
    to->marks = to->marks || Marks(*to, relation);
    draft->model.joins.push_back(std::move(join));
  }
  for (const Join& join : draft->model.joins) MarkKeyColumns(join, draft);
  MarkSides(draft);
}

}  // namespace aisle::semantic
