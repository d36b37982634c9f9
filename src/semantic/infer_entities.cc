// The things people count and rank. A table's rows are of one entity; further entities live inside
// wide tables, known by their id or, failing that, by their name.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "semantic/flag_words.h"
#include "semantic/infer_events.h"
#include "semantic/infer_metric_words.h"
#include "semantic/infer_parts.h"

namespace aisle::semantic {
namespace {

std::vector<std::string> Strings(const std::vector<std::string_view>& views) {
  return {views.begin(), views.end()};
}

// Several lines make one order when the order's id repeats.
bool HoldsLines(const TableRole& table) {
  if (table.header >= 0) return true;
  const ColumnRole* order = KeyOf(table, "order");
  return order && !table.IsKey(order->Name()) &&
         order->column->distinct < order->column->rows - order->column->nulls;
}

bool HasUniqueOrder(const TableRole& table) {
  const ColumnRole* order = KeyOf(table, "order");
  return order && table.IsKey(order->Name());
}

bool HasProductKey(const TableRole& table) {
  const ColumnRole* key = KeyOf(table, "product");
  return key && table.IsKey(key->Name());
}

// The id says what a row is: claim_id in a table of warranties.
std::vector<std::string> IdStems(const Draft& draft, const TableRole& table) {
  std::vector<std::string> stems;
  const auto& joins = draft.model.joins;
  for (const auto& key : table.table->keys) {
    const bool foreign = std::any_of(joins.begin(), joins.end(), [&](const Join& join) {
      return join.from_table == table.Name() && join.from_columns == key;
    });
    const ColumnRole* id = key.size() == 1 && !foreign ? table.Find(key[0]) : nullptr;
    const bool names = id && id->words.size() == 2 && id->words[1] == "id" && !id->thing &&
                       !table.Mentions(id->words[0]);
    if (names) AddUnique(id->words[0], &stems);
  }
  return stems;
}

std::string FollowerName(const Draft& draft, const TableRole& table) {
  const std::vector<std::string> stems = IdStems(draft, table);
  const std::string own = aisle::Join(table.words, " ");
  return stems.empty() || own.empty() ? own : own + " " + stems.front();
}

// What each row sold, by its id: car_id.
std::string SoldThing(const TableRole& table) {
  for (const auto& key : table.table->keys) {
    const ColumnRole* id = key.size() == 1 ? table.Find(key[0]) : nullptr;
    const bool names = id && id->words.size() == 2 && id->words[1] == "id" && !id->thing &&
                       id->words[0] != "sale" && id->words[0] != "row";
    if (names) return id->words[0];
  }
  return {};
}

std::string RowName(const Draft& draft, const TableRole& table) {
  if (const std::optional<EventLog> log = EventLogOf(table)) return EventNoun(*log);
  const bool sells = AmountBase(table) == "revenue" && !table.Mentions("review") && !table.follows;
  if (table.fact && HoldsLines(table) && sells) return "order line";
  if (table.fact && HasUniqueOrder(table) && !table.follows) return "order";
  if (table.snapshot && table.FindMeasure(Measure::kStock)) return "stock item";
  const std::string own = aisle::Join(table.words, " ");
  if (NamerOf(draft, table)) return own + " item";
  if (table.thing && table.thing->name == "product" && !ThingOf(table.words) &&
      !HasProductKey(table))
    return own.empty() ? "product" : own;
  if (table.thing && !table.fact) return std::string(table.thing->name);
  const std::string amounts = AmountBase(table);
  if (table.fact && amounts == "received amount") return "receipt";
  if (table.fact && amounts == "refunds") return "return";
  if (table.fact && amounts != "revenue") return Singular(amounts);
  if (table.fact && table.FindMeasure(Measure::kRevenue)) {
    const std::string tag = TagOf(draft, table);
    return table.priority == 0 || tag.empty() ? "sale" : tag + " sale";
  }
  if (table.sells_rows && !SoldThing(table).empty()) return SoldThing(table);
  if (table.follows && !FollowerName(draft, table).empty()) return FollowerName(draft, table);
  if (table.words.empty()) return "record";
  std::string name = aisle::Join(table.words, " ");
  return name == "sale" || !table.snapshot ? name : name + " item";
}

// "sessions" for a table of website sessions, where nothing else is called so.
bool IsOwnHead(const Draft& draft, const TableRole& table) {
  if (table.words.size() != 2 || table.thing || table.snapshot || IsKnownPhrase(table.words[1]))
    return false;
  const std::string& head = table.words[1];
  return std::none_of(draft.tables.begin(), draft.tables.end(), [&](const TableRole& other) {
    const bool column = std::any_of(other.columns.begin(), other.columns.end(),
                                    [&](const ColumnRole& role) { return role.phrase == head; });
    return column || (&other != &table && other.Mentions(head));
  });
}

std::vector<std::string> RowSynonyms(const Draft& draft, const TableRole& table,
                                     const std::string& name) {
  std::vector<std::string> synonyms;
  if (name == "order line")
    synonyms = {"line",         "line item",    "order item",
                "order detail", "sales record", "transaction line"};
  if (name == "order")
    if (const Thing* thing = FindThing("order")) synonyms = Strings(thing->synonyms);
  if (EndsWith(name, "sale")) synonyms = {"transaction", "sales record", "purchase"};
  if (table.sells_rows) synonyms = {"transaction", "sales record", "purchase", "sale"};
  if (name == "stock item")
    synonyms = {"stock row", "inventory item", "stock record", "item in stock"};
  for (const Join& join : draft.model.joins) {
    const TableRole* from = draft.Find(join.from_table);
    if (NamerOf(draft, *from) == &table) AddUnique(aisle::Join(from->words, " "), &synonyms);
  }
  if (table.thing && !table.fact) AddUnique(std::string(table.thing->name), &synonyms);
  if (table.thing && !table.fact)
    for (const std::string_view word : table.thing->synonyms)
      AddUnique(std::string(word), &synonyms);
  if (table.snapshot && !KeyOf(table, "product"))  // a stock list without codes lists the products
    for (const char* word : {"product", "item", "sku"}) AddUnique(word, &synonyms);
  // Rows of "customer orders" that are lines are no customer orders.
  const bool lines = name == "order line" && !table.words.empty() && table.words.back() == "order";
  if (!table.snapshot && !lines) AddUnique(aisle::Join(table.words, " "), &synonyms);
  for (const std::string& stem : IdStems(draft, table)) {
    AddUnique(stem, &synonyms);
    if (!table.words.empty()) AddUnique(aisle::Join(table.words, " ") + " " + stem, &synonyms);
  }
  // "reviews" for a table of order reviews.
  const bool of_orders =
      table.words.size() == 2 && table.words[0] == "order" && name != "order line";
  if (of_orders) AddUnique(table.words[1], &synonyms);
  if (IsOwnHead(draft, table)) AddUnique(table.words[1], &synonyms);
  const std::string tag = TagOf(draft, table);
  if (!tag.empty()) AddUnique(tag + " row", &synonyms);
  std::erase(synonyms, name);
  return synonyms;
}

std::vector<std::string> RowKey(const TableRole& table) {
  for (const auto& key : table.table->keys) {
    const ColumnRole* role = key.size() == 1 ? table.Find(key[0]) : nullptr;
    if (role && !role->column->row_number && role->kind == DimensionKind::kIdentifier) return key;
  }
  for (const auto& key : table.table->keys) {
    const ColumnRole* role = key.size() == 1 ? table.Find(key[0]) : nullptr;
    if (role && role->column->row_number) continue;
    return key;
  }
  return {};
}

std::vector<std::string> VisibleColumns(const TableRole& table) {
  std::vector<std::string> columns;
  for (const ColumnRole& role : table.columns)
    if (!role.hidden) columns.push_back(role.Name());
  return columns;
}

// The id of what the table lists, which several rows share: the users of a list of their cookies.
bool IsSharedKey(const TableRole& table, const ColumnRole& role) {
  const bool own = role.thing == table.thing && role.words.size() == 2 && role.words[1] == "id";
  return own && std::none_of(table.columns.begin(), table.columns.end(), [&](const auto& other) {
           return other.thing == table.thing && table.IsKey(other.Name());
         });
}

// A list that names each customer anew for every order knows the person by another id.
const ColumnRole* PersonKey(const TableRole& table) {
  for (const ColumnRole& role : table.columns) {
    const bool shared = table.thing && role.kind == DimensionKind::kIdentifier &&
                        role.column->distinct < role.column->rows;
    if (!shared) continue;
    if ((role.Has("unique") && role.Has(table.thing->name)) || IsSharedKey(table, role))
      return &role;
  }
  return nullptr;
}

// The column that says by name what the rows say by number: sales_region in a list of regions,
// where several districts share one.
bool NamesItsKind(const TableRole& table, const std::string& noun) {
  if (table.fact) return false;
  return std::any_of(table.columns.begin(), table.columns.end(), [&](const ColumnRole& role) {
    return !role.hidden && role.column->type == Type::kText && role.words.size() > 1 &&
           role.words.back() == noun && role.column->distinct < role.column->rows;
  });
}

Entity RowEntity(const Draft& draft, const TableRole& table) {
  Entity entity;
  entity.name = RowName(draft, table);
  entity.table = table.Name();
  entity.key = RowKey(table);
  const ColumnRole* display = DisplayOf(table);
  const bool own = display && (!table.fact || display->thing == table.thing);
  if (own)
    entity.display = display->Name();
  else if (!entity.key.empty())
    entity.display = entity.key[0];
  const std::string noun = entity.name;
  const bool numbered = !own && NamesItsKind(table, noun);
  if (numbered) entity.name += " row";
  entity.plural = Plural(entity.name);
  entity.synonyms = RowSynonyms(draft, table, entity.name);
  if (numbered) std::erase(entity.synonyms, noun);
  entity.row = true;
  if (const ColumnRole* person = table.fact ? nullptr : PersonKey(table)) {
    entity.key = {person->Name()};
    entity.display = person->Name();
    entity.row = false;
  }
  // The number before the store that it is of.
  const ColumnRole* order = entity.key.size() > 1 ? KeyOf(table, "order") : nullptr;
  if (order && KeyColumnsOf(table, *order).size() == entity.key.size()) {
    entity.key = KeyColumnsOf(table, *order);
    entity.display = order->Name();
  }
  entity.dimensions = VisibleColumns(table);
  return entity;
}

const ColumnRole* NameOf(const TableRole& table, const Thing& thing) {
  for (const ColumnRole& role : table.columns)
    if (role.thing == &thing && !role.hidden && role.kind == DimensionKind::kName) return &role;
  for (const ColumnRole& role : table.columns)
    if (role.thing == &thing && !role.hidden && role.kind == DimensionKind::kCategory) return &role;
  return nullptr;
}

// A place names a store when each has its own: store_location for store_id.
const ColumnRole* PlaceOf(const TableRole& table, const ColumnRole& key) {
  for (const ColumnRole& role : table.columns) {
    const bool place = role.Has("store") && !role.hidden && role.column->type == Type::kText &&
                       &role != &key && role.column->distinct == key.column->distinct;
    if (place) return &role;
  }
  return nullptr;
}

bool LeadsToMaster(const Draft& draft, const TableRole& table, const ColumnRole& key) {
  return std::any_of(draft.model.joins.begin(), draft.model.joins.end(), [&](const Join& join) {
    return join.from_table == table.Name() && join.orphans == 0 &&
           std::find(join.from_columns.begin(), join.from_columns.end(), key.Name()) !=
               join.from_columns.end();
  });
}

bool IsOfPerson(const ColumnRole& role) {
  return role.kind == DimensionKind::kFlag && !FlagWordsOf(role.words).holders.empty();
}

// Columns that have one value for each product: what it is, not how it sold.
bool Describes(const ColumnRole& role, const Thing& thing, const ColumnRole& key) {
  if (role.hidden || role.column->distinct > key.column->distinct) return false;
  if (role.thing == &thing || role.Has(thing.name)) return true;
  if (thing.name == "customer")
    return role.phrase == "segment" || role.phrase == "gender" || IsOfPerson(role);
  if (thing.name != "product") return false;
  for (const std::string_view word :
       {"category", "sub category", "subcategory", "brand", "style", "size", "color"})
    if (role.phrase == word) return true;
  return false;
}

void AddInside(const Thing& thing, const TableRole& table, Draft* draft) {
  const ColumnRole* key = KeyOf(table, thing.name);
  if (!key || key->hidden || LeadsToMaster(*draft, table, *key)) return;
  Entity entity;
  entity.name = thing.name;
  entity.plural = thing.plural;
  entity.table = table.Name();
  entity.key = thing.name == "order" ? KeyColumnsOf(table, *key) : std::vector{key->Name()};
  const ColumnRole* name = NameOf(table, thing);
  if (!name && thing.name == "store") name = PlaceOf(table, *key);
  entity.display = name ? name->Name() : key->Name();
  entity.synonyms = Strings(thing.synonyms);
  const bool named = thing.name == "order" && key->words.size() == 2;
  if (named && key->words[0] != "order") AddUnique(key->words[0], &entity.synonyms);
  entity.row = table.IsKey(key->Name());
  for (const ColumnRole& role : table.columns)
    if (Describes(role, thing, *key)) entity.dimensions.push_back(role.Name());
  draft->model.entities.push_back(std::move(entity));
}

bool Named(const Draft& draft, const std::string& name, const std::string& table) {
  return std::any_of(
      draft.model.entities.begin(), draft.model.entities.end(),
      [&](const Entity& entity) { return entity.name == name && entity.table == table; });
}

}  // namespace

// An id first, the most particular one; then a name.
const ColumnRole* KeyOf(const TableRole& table, std::string_view thing) {
  const ColumnRole* best = nullptr;
  auto rank = [&](const ColumnRole& role) {
    if (!role.thing || role.thing->name != thing || role.column->distinct == 0) return 9;
    if (role.kind == DimensionKind::kIdentifier) {
      const bool plain = role.words.size() == 2 && role.words[0] == thing;
      if (plain) return 0;
      if (thing == "order" && role.words[0] == "sale") return 3;  // an invoice's lines are sales
      return role.Has("sku") ? 1 : role.Has("asin") ? 3 : 2;
    }
    if (thing == "order" || thing == "payment") return 9;  // "purchase" may be a note or an amount
    if (role.kind == DimensionKind::kName) return 4;
    return role.kind == DimensionKind::kCategory ? 5 : 9;
  };
  for (const ColumnRole& role : table.columns)
    if (rank(role) < 9 && (!best || rank(role) < rank(*best))) best = &role;
  return best;
}

namespace {

// What tells equal numbers apart: the store, the till or the day on which they begin anew.
bool Numbers(const ColumnRole& role) {
  if (role.thing && role.thing->name == "store") return true;
  if (role.kind == DimensionKind::kTime) return true;
  return HasAny(role, {"store", "shop", "branch", "outlet", "till", "terminal", "register", "pos"});
}

bool IsLineNumber(const ColumnRole& role) {
  return HasAny(role, {"line", "seq", "sequence", "position", "row"}) ||
         (role.thing && role.thing->name == "product");
}

}  // namespace

std::vector<std::string> KeyColumnsOf(const TableRole& table, const ColumnRole& key) {
  std::vector<std::string> columns = {key.Name()};
  if (table.IsKey(key.Name())) return columns;
  for (const auto& unique : table.table->keys) {
    if (std::find(unique.begin(), unique.end(), key.Name()) == unique.end()) continue;
    std::vector<std::string> beside;
    bool known = true;
    for (const std::string& name : unique) {
      const ColumnRole* role = table.Find(name);
      if (name == key.Name() || (role && IsLineNumber(*role))) continue;
      known = known && role && Numbers(*role);
      beside.push_back(name);
    }
    if (!known) continue;
    columns.insert(columns.end(), beside.begin(), beside.end());
    return columns;
  }
  return columns;
}

void InferEntities(Draft* draft) {
  for (const size_t index : draft->by_priority) {
    const TableRole& table = draft->tables[index];
    if (table.hidden) continue;
    Entity row = RowEntity(*draft, table);
    draft->model.tables[static_cast<size_t>(table.priority)].entity = row.name;
    draft->model.entities.push_back(std::move(row));
    for (const Thing& thing : Things()) {
      const bool counted = thing.name != "category" && thing.name != "payment" && !table.marks;
      if (counted && !Named(*draft, std::string(thing.name), table.Name()))
        AddInside(thing, table, draft);
    }
  }
}

}  // namespace aisle::semantic
