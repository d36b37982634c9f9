// What each table is: lines or headers of sales, a stock or price list, master data, a scrap; how
// important it is; and its default time.
#include <algorithm>
#include <array>
#include <numeric>

#include "base/text.h"
#include "semantic/infer_events.h"
#include "semantic/infer_metric_words.h"
#include "semantic/infer_parts.h"

namespace aisle::semantic {
namespace {

bool HasSales(const TableRole& table) {
  return table.FindMeasure(Measure::kRevenue) || table.FindMeasure(Measure::kGrossRevenue) ||
         table.FindMeasure(Measure::kQuantity) || table.FindMeasure(Measure::kProfit);
}

bool IsPersonalDate(const ColumnRole& role) {
  for (const std::string_view word :
       {"birth", "hire", "join", "signup", "born", "dob", "joined", "registered", "registration",
        "launch", "created", "updated", "open", "opening", "opened", "founded", "established"})
    if (role.Has(word)) return true;
  return false;
}

// When an order was written down is when it was made; when a customer was, is not.
bool IsEventDate(const TableRole& table, const ColumnRole& role) {
  if (!role.Has("created")) return false;
  const auto mentions = [&](const char* word) { return table.Mentions(word); };
  constexpr std::array<const char*, 7> kEvents = {"order",  "session", "visit", "refund",
                                                  "return", "payment", "event"};
  return KeyOf(table, "order") || std::any_of(kEvents.begin(), kEvents.end(), mentions);
}

// When a row was last written says nothing about what it tells.
bool IsAuditDate(const ColumnRole& role) {
  for (const std::string_view word : {"update", "updated", "modified", "loaded", "inserted"})
    if (role.Has(word)) return true;
  return false;
}

// What happens to an order after it was made, and to some orders only.
bool IsAfterwards(const ColumnRole& role) {
  constexpr std::array<std::string_view, 22> kAfterwards = {
      "ship",   "deliver", "return", "cancel", "refund", "dispatch", "complet", "clos",
      "requir", "due",     "pay",    "paid",   "limit",  "approv",   "pickup",  "picked",
      "arriv",  "expir",   "fulfil", "settle", "commit", "receipt"};
  return std::any_of(role.words.begin(), role.words.end(), [&](const std::string& word) {
    return std::any_of(kAfterwards.begin(), kAfterwards.end(),
                       [&](std::string_view stem) { return StartsWith(word, stem); });
  });
}

constexpr int kWritten = 3;
constexpr int kLater = 5;
constexpr int kPersonal = 8;

// The lower, the more this is the date that people mean when they name none.
int TimeRank(const TableRole& table, const ColumnRole& role) {
  if (IsEventDate(table, role)) return kWritten;
  if (IsPersonalDate(role)) return kPersonal;
  if (IsAfterwards(role)) return kLater;
  for (const std::string_view word : {"order", "sale", "invoice", "transaction", "purchase"})
    if (role.Has(word)) return 0;
  const bool plain = role.phrase == "date" || role.phrase == "datetime" ||
                     role.phrase == "date time" || role.phrase == "timestamp";
  return plain ? 1 : 2;
}

}  // namespace

const ColumnRole* DefaultTime(const TableRole& table) {
  const ColumnRole* best = nullptr;
  for (const ColumnRole& role : table.columns) {
    if (role.kind != DimensionKind::kTime || role.column->distinct == 0) continue;
    if (IsAuditDate(role)) continue;
    if (!best || TimeRank(table, role) < TimeRank(table, *best)) best = &role;
    const bool finer = role.column->type == Type::kTimestamp && best->column->type == Type::kDate;
    if (finer && TimeRank(table, role) == TimeRank(table, *best)) best = &role;
  }
  return best;
}

namespace {

bool HasSaleTime(const TableRole& table) {
  const ColumnRole* time = DefaultTime(table);
  return time && TimeRank(table, *time) < kPersonal;
}

// A "sales team" whose names are of people.
bool ListsSellers(const TableRole& table) {
  if (table.words != std::vector<std::string>{"sale", "team"}) return false;
  const ColumnRole* name = DisplayOf(table);
  for (const ColumnRole& role : table.columns)
    if (!name && role.words == table.words) name = &role;
  if (!name || name->column->top.empty()) return false;
  return std::all_of(name->column->top.begin(), name->column->top.end(),
                     [](const auto& value) { return value.first.find(' ') != std::string::npos; });
}

// The thing that the table lists: its name says it ("customers") or its only key does.
const Thing* ThingOfTable(const TableRole& table) {
  if (table.marks) return nullptr;
  if (const Thing* named = ThingOf(table.words)) return named;
  if (ListsSellers(table)) return FindThing("employee");
  for (const auto& key : table.table->keys) {
    const ColumnRole* role = key.size() == 1 ? table.Find(key[0]) : nullptr;
    if (role && role->thing) return role->thing;
  }
  return nullptr;
}

bool IsEvent(const Thing* thing) {
  return !thing || thing->name == "order" || thing->name == "payment";
}

bool PointsAtOthers(const Draft& draft, const TableRole& table) {
  return std::any_of(draft.model.joins.begin(), draft.model.joins.end(),
                     [&](const Join& join) { return join.from_table == table.Name(); });
}

// Orders that keep no dates are still what their lines hang from.
bool IsDatelessOrder(const TableRole& lines, const TableRole& orders) {
  return !DefaultTime(orders) && !DefaultTime(lines) && KeyOf(lines, "product") &&
         KeyOf(lines, "order");
}

// The table with time that these rows hang from: order lines and their orders.
int HeaderOf(const Draft& draft, const TableRole& table) {
  for (const Join& join : draft.model.joins) {
    if (join.from_table != table.Name()) continue;
    const TableRole* to = draft.Find(join.to_table);
    const Thing* thing = ThingOfTable(*to);
    const bool heads =
        HasSaleTime(*to) || (thing && thing->name == "order" && IsDatelessOrder(table, *to));
    if (heads && IsEvent(thing) && thing) return draft.IndexOf(join.to_table);
  }
  return -1;
}

bool HasPrice(const TableRole& table) {
  return table.FindMeasure(Measure::kUnitPrice) || table.FindMeasure(Measure::kListPrice);
}

// Whether the rows are dated themselves. When a line was written down is when its order was.
bool HasOwnTime(const Draft& draft, const TableRole& table) {
  const ColumnRole* time = DefaultTime(table);
  if (!time || TimeRank(table, *time) >= kLater) return false;
  return TimeRank(table, *time) != kWritten || HeaderOf(draft, table) < 0;
}

bool SellsItself(const TableRole& table) {
  const bool lines = HasPrice(table) && KeyOf(table, "product") && KeyOf(table, "order");
  return (HasSales(table) || lines) && AmountBase(table) == "revenue";
}

// Claims, deliveries, payments, returns: each row names a sale of another table and sells nothing
// itself.
bool FollowsSales(const Draft& draft, const TableRole& table) {
  const ColumnRole* order = KeyOf(table, "order");
  if (!order || SellsItself(table)) return false;
  return std::any_of(draft.model.joins.begin(), draft.model.joins.end(), [&](const Join& join) {
    return join.from_table == table.Name() &&
           join.from_columns == std::vector<std::string>{order->Name()} &&
           SellsItself(*draft.Find(join.to_table));
  });
}

bool IsPriceOrStockList(const TableRole& table) {
  return table.FindMeasure(Measure::kStock) ||
         (!table.referenced &&
          (table.FindMeasure(Measure::kUnitPrice) || table.FindMeasure(Measure::kListPrice)));
}

// "Outlet sales" beside the list price of what was sold: no price list.
bool StatesSales(const TableRole& table) {
  return std::any_of(table.columns.begin(), table.columns.end(), [](const ColumnRole& role) {
    return !role.hidden && role.measure == Measure::kRevenue &&
           (role.Has("sale") || role.Has("revenue"));
  });
}

bool SellsByRow(const TableRole& table) {
  return !table.hidden &&
         (table.FindMeasure(Measure::kQuantity) || table.FindMeasure(Measure::kRevenue) ||
          table.FindMeasure(Measure::kGrossRevenue));
}

// Where nothing else tells of money, what was paid is what was sold.
void FindOnlyMoney(Draft* draft) {
  TableRole* paid = nullptr;
  for (TableRole& table : draft->tables) {
    if (KeyOf(table, "order")) return;
    if (!SellsByRow(table)) continue;
    if (paid || AmountBase(table) != "payments") return;
    paid = &table;
  }
  if (paid) paid->only_money = true;
}

bool KnowsCustomers(const Draft& draft) {
  const Thing* customer = FindThing("customer");
  return std::any_of(draft.tables.begin(), draft.tables.end(), [&](const TableRole& table) {
    return ThingOf(table.words) == customer ||
           std::any_of(table.columns.begin(), table.columns.end(),
                       [&](const ColumnRole& role) { return role.thing == customer; });
  });
}

// Sold to accounts or companies, and to nobody else: they are the customers.
void FindCustomers(Draft* draft) {
  if (KnowsCustomers(*draft)) return;
  for (const Join& join : draft->model.joins) {
    TableRole* buyers = draft->Find(join.to_table);
    TableRole* sales = draft->Find(join.from_table);
    const bool named = buyers->words == std::vector<std::string>{"account"} ||
                       buyers->words == std::vector<std::string>{"company"};
    if (!named || !SellsByRow(*sales)) continue;
    for (TableRole* table : {buyers, sales})
      for (ColumnRole& role : table->columns)
        if (role.Has(buyers->words[0]) && !role.thing) role.thing = FindThing("customer");
    buyers->thing = FindThing("customer");
  }
}

// What sales point at and has a price is what is sold, whatever it is called.
void FindProducts(Draft* draft) {
  for (TableRole& table : draft->tables)
    if (!table.thing) table.thing = ThingOfTable(table);
  for (TableRole& table : draft->tables) {
    if (table.thing || !table.referenced || !HasPrice(table)) continue;
    const TableRole* namer = NamerOf(*draft, table);
    TableRole* product = namer ? draft->Find(namer->Name()) : &table;
    if (!product->thing) product->thing = FindThing("product");
  }
}

// "Coffee name", "dish name": what is sold, where nothing is called a product. People, places and
// sellers have names as well.
bool NamesWhatIsSold(const ColumnRole& role) {
  const bool name = role.kind == DimensionKind::kName || role.kind == DimensionKind::kCategory;
  if (!name || role.words.size() != 2 || !IsNameWord(role.words[1]) || role.thing) return false;
  return !HasAny(role, {"customer", "user",     "first",   "last",       "middle",  "full",
                        "company",  "city",     "state",   "country",    "region",  "store",
                        "shop",     "branch",   "outlet",  "restaurant", "hotel",   "seller",
                        "employee", "sale",     "rep",     "person",     "brand",   "category",
                        "supplier", "vendor",   "channel", "department", "event",   "day",
                        "month",    "campaign", "file",    "division",   "segment", "market"});
}

void FindSoldByNameColumn(Draft* draft) {
  for (const TableRole& table : draft->tables) {
    if (table.thing && table.thing->name == "product") return;
    for (const ColumnRole& role : table.columns)
      if (role.thing && role.thing->name == "product") return;
  }
  for (TableRole& table : draft->tables) {
    const bool sells = SellsByRow(table) || HasPrice(table);
    for (ColumnRole& role : table.columns) {
      if (!sells || table.referenced || !NamesWhatIsSold(role)) continue;
      role.thing = FindThing("product");
      return;
    }
  }
}

// Where, when and how things are sold, and not what.
bool IsSetting(const TableRole& table) {
  for (const std::string_view word :
       {"status", "region", "type", "city", "country", "state", "address", "location", "territory",
        "date", "calendar", "day", "channel", "method", "shipper", "currency", "promotion", "time"})
    if (table.Mentions(word)) return true;
  return false;
}

// Where lines name nothing else that is sold, the one list that they point at is: pizzas.
void FindSoldByName(Draft* draft) {
  for (TableRole& lines : draft->tables) {
    const ColumnRole* order = KeyOf(lines, "order");
    if (!order || lines.IsKey(order->Name()) || KeyOf(lines, "product")) continue;
    TableRole* sold = nullptr;
    std::string key;
    int lists = 0;
    for (const Join& join : draft->model.joins) {
      TableRole* to = draft->Find(join.to_table);
      const bool list = join.from_table == lines.Name() && join.from_columns.size() == 1 &&
                        (!to->thing || to->thing->name == "product") && DisplayOf(*to) &&
                        !KeyOf(*to, "order");
      if (!list || IsSetting(*to)) continue;
      ++lists;
      sold = to;
      key = join.from_columns[0];
    }
    if (lists != 1) continue;
    sold->thing = FindThing("product");
    for (ColumnRole& role : lines.columns)
      if (role.Name() == key) role.thing = sold->thing;
  }
}

// A dated list of what was sold to whom at which price, without quantities: cars, houses.
bool SellsRows(const TableRole& table) {
  if (table.hidden || table.referenced || HasSales(table) || KeyOf(table, "order")) return false;
  const ColumnRole* time = DefaultTime(table);
  const bool says = table.Mentions("sale") || table.Mentions("sales") ||
                    table.Mentions("purchase") || table.Mentions("transaction") ||
                    (time && TimeRank(table, *time) == 0);
  const bool bought = KeyOf(table, "customer") && KeyOf(table, "product") &&
                      !table.FindMeasure(Measure::kRating) && !table.Mentions("review");
  return time && TimeRank(table, *time) < kLater && (HasPrice(table) || bought) &&
         !table.FindMeasure(Measure::kStock) && (says || KeyOf(table, "customer"));
}

// Visits have their own dates, and orders may follow from them.
bool HoldsVisits(const TableRole& table) {
  const bool says = table.Mentions("session") || table.Mentions("visit");
  return says && HasSaleTime(table) && !table.fact && !HasSales(table) && !KeyOf(table, "order");
}

// What an order and its lines both state is the order's total: the lines add up to it.
void LeaveToLines(const TableRole& lines, TableRole* header) {
  header->fact = header->fact || !header->hidden;
  for (ColumnRole& role : header->columns) {
    const ColumnRole* same = lines.Find(role.Name());
    const bool price = role.measure == Measure::kUnitPrice || role.measure == Measure::kListPrice;
    if (price && same && same->measure == role.measure) role.measure = Measure::kOther;
  }
}

void Classify(Draft* draft) {
  FindOnlyMoney(draft);
  FindCustomers(draft);
  FindProducts(draft);
  FindSoldByName(draft);
  FindSoldByNameColumn(draft);
  for (TableRole& table : draft->tables) {
    const ColumnRole* time = DefaultTime(table);
    // A line's shipping limit is not when it was sold: its order knows.
    const bool own_time = HasOwnTime(*draft, table);
    table.follows = FollowsSales(*draft, table);
    const bool returns = AmountBase(table) == "refunds";  // no lines of the orders they name
    table.header = own_time || table.follows || returns ? -1 : HeaderOf(*draft, table);
    if (table.header >= 0) time = nullptr;
    const bool stock = table.FindMeasure(Measure::kStock) != nullptr;
    const bool master = !IsEvent(table.thing) && (table.referenced || !HasSales(table));
    if (time) table.time = time->Name();
    const bool timed = HasSaleTime(table) || table.header >= 0 || table.follows;
    table.sells_rows = !master && !EventLogOf(table) && SellsRows(table);
    table.fact = !table.hidden && !master &&
                 ((timed && (HasSales(table) || table.sells_rows || PointsAtOthers(*draft, table) ||
                             KeyOf(table, "order"))) ||
                  (HasSales(table) && (!IsPriceOrStockList(table) || StatesSales(table))));
    table.snapshot = stock ? !table.referenced && !(table.fact && HasSales(table))
                           : !table.fact && !timed && IsPriceOrStockList(table);
    if (EventLogOf(table)) {
      table.fact = true;
      table.snapshot = table.follows = false;
      table.header = -1;
    }
    if (table.snapshot) table.fact = false;
    table.visits = HoldsVisits(table);
    if (table.snapshot && IsEvent(table.thing)) table.thing = nullptr;  // a "Sale Report" of stock
  }
  for (const TableRole& table : draft->tables)
    if (table.header >= 0) LeaveToLines(table, &draft->tables[static_cast<size_t>(table.header)]);
}

// Higher is more likely what people mean by "sales".
int Weight(const TableRole& table) {
  int weight = 0;
  if (table.hidden) weight -= 1000;
  if (table.fact) weight += 100;
  if (table.FindMeasure(Measure::kRevenue) || table.FindMeasure(Measure::kGrossRevenue))
    weight += 40;
  if (table.FindMeasure(Measure::kQuantity)) weight += 20;
  if (table.FindMeasure(Measure::kUnitPrice)) weight += table.header >= 0 ? 30 : 5;
  const ColumnRole* time = table.time.empty() ? nullptr : table.Find(table.time);
  if (time || table.header >= 0) weight += 30;
  if (time && TimeRank(table, *time) == kLater) weight -= 20;  // when they were picked up
  if (table.header >= 0) weight += 30;
  for (const std::string_view word : {"payment", "expense", "marketing", "advertising", "spend",
                                      "return", "refund", "target", "budget", "forecast", "review"})
    if (table.Mentions(word) && !table.only_money) weight -= 60;
  if (HoldsMovements(table) || EventLogOf(table)) weight -= 60;
  if (table.snapshot) weight += 30;
  if (table.referenced) weight += 10;
  if (!table.table->part_of.empty()) weight -= 15;
  return weight;
}

void Rank(Draft* draft) {
  std::vector<size_t>& order = draft->by_priority;
  order.resize(draft->tables.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    const TableRole& x = draft->tables[a];
    const TableRole& y = draft->tables[b];
    if (Weight(x) / 10 != Weight(y) / 10) return Weight(x) > Weight(y);
    return x.table->rows > y.table->rows;
  });
  // Orders come right after their lines.
  if (!order.empty() && draft->tables[order[0]].header >= 0) {
    const auto header = static_cast<size_t>(draft->tables[order[0]].header);
    order.erase(std::find(order.begin(), order.end(), header));
    order.insert(order.begin() + 1, header);
  }
  for (size_t i = 0; i < order.size(); ++i) draft->tables[order[i]].priority = static_cast<int>(i);
}

std::vector<std::string> TableSynonyms(const TableRole& table) {
  std::vector<std::string> synonyms;
  AddUnique(FoldName(table.table->label), &synonyms);
  // "Sale Report" may be a stock list: then its name says nothing about sales.
  const bool misleading = table.snapshot && table.words == std::vector<std::string>{"sale"};
  if (!table.words.empty() && !misleading) {
    AddUnique(aisle::Join(table.words, " "), &synonyms);
    std::vector<std::string> plural = table.words;
    plural.back() = Plural(plural.back());
    AddUnique(aisle::Join(plural, " "), &synonyms);
  }
  if (table.FindMeasure(Measure::kStock))
    for (const char* word : {"stock", "inventory", "stock list"}) AddUnique(word, &synonyms);
  else if (table.snapshot)
    for (const char* word : {"price list", "catalogue"}) AddUnique(word, &synonyms);
  if (table.fact && table.priority == 0 && !EventLogOf(table))
    for (const char* word : {"sales data", "sales", "sales records", "transactions"})
      AddUnique(word, &synonyms);
  return synonyms;
}

}  // namespace

namespace {

// status_value beside status_id: each number has its word.
bool IsValueOf(const TableRole& table, const ColumnRole& role) {
  return role.words.size() == 2 && role.words[1] == "value" && table.IsKey(role.Name()) &&
         table.Mentions(role.words[0]);
}

}  // namespace

const ColumnRole* DisplayOf(const TableRole& table) {
  const ColumnRole* best = nullptr;
  if (table.fact) return best;  // its rows are events, which have no names
  auto rank = [&](const ColumnRole& role) {
    if (role.hidden || role.column->type != Type::kText) return 9;
    if (HasAny(role, {"first", "last", "contact", "middle"})) return 9;
    if (HasAny(role, {"preferred", "nick", "short", "alternate"})) return 5;
    for (const std::string_view place : {"city", "state", "country"})
      if (role.Has(place) && !table.Mentions(place)) return 9;
    const bool person =
        table.thing && (table.thing->name == "employee" || table.thing->name == "customer");
    if (person && role.phrase == "title") return 9;
    if (role.Has("category") && !table.Mentions("category")) return 9;
    if (role.Has("name") && role.thing && (!table.thing || role.thing == table.thing)) return 0;
    if (role.phrase == "name" || role.phrase == "title" || role.phrase == "product title") return 1;
    if (role.Has("company") && role.Has("name")) return 2;
    if (role.Has("name")) return 3;
    if (role.phrase == "description" && table.IsKey(role.Name())) return 4;
    if (IsValueOf(table, role)) return 4;
    if (!role.words.empty() && role.words == table.words && role.kind != DimensionKind::kIdentifier)
      return 4;
    return 9;
  };
  for (const ColumnRole& role : table.columns)
    if (rank(role) < 9 && (!best || rank(role) < rank(*best))) best = &role;
  return best;
}

const TableRole* NamerOf(const Draft& draft, const TableRole& table) {
  if (!table.referenced || DisplayOf(table) || !HasPrice(table)) return nullptr;
  for (const Join& join : draft.model.joins) {
    if (join.from_table != table.Name()) continue;
    const TableRole* to = draft.Find(join.to_table);
    const bool same = to->words.size() > table.words.size() &&
                      std::equal(table.words.begin(), table.words.end(), to->words.begin());
    if (same && DisplayOf(*to)) return to;
  }
  return nullptr;
}

bool HasListedPrice(const Draft& draft, const TableRole& table) {
  if (!table.fact) return false;
  for (const Reach& reach : ReachableFrom(draft.model, table.Name()))
    if (reach.table != table.Name() && HasPrice(*draft.Find(reach.table))) return true;
  return false;
}

std::string TagOf(const Draft& draft, const TableRole& table) {
  std::vector<std::string> words;
  for (const std::string& word : table.words) {
    const bool plain = word == "sale" || word == "order" || word == "line";
    if (!plain) words.push_back(word);
  }
  if (words.empty() && table.snapshot) words = {"stock"};
  if (words.empty()) words = table.words;
  std::string tag = aisle::Join(words, " ");
  for (const TableRole& other : draft.tables)
    if (&other != &table && other.priority < table.priority && aisle::Join(other.words, " ") == tag)
      tag = ReplaceAll(table.Name(), "_", " ");
  return tag;
}

void InferTables(Draft* draft) {
  Classify(draft);
  Rank(draft);
  for (const size_t index : draft->by_priority) {
    const TableRole& table = draft->tables[index];
    TableMeaning meaning;
    meaning.name = table.Name();
    meaning.label = table.table->label.empty() ? TitleCase(ReplaceAll(table.Name(), "_", " "))
                                               : table.table->label;
    meaning.synonyms = TableSynonyms(table);
    meaning.time = table.time;
    meaning.priority = table.priority;
    meaning.fact = table.fact || table.visits;
    meaning.snapshot = table.snapshot;
    meaning.hidden = table.hidden;
    draft->model.tables.push_back(std::move(meaning));
  }
}

}  // namespace aisle::semantic
