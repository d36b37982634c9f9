// Metrics: what the numbers of the fact tables add up to, and what is made of them. Nothing is
// invented: profit needs a profit or a cost column, stock value a price on the same rows.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "semantic/flag_words.h"
#include "semantic/infer_events.h"
#include "semantic/infer_metric_sales.h"
#include "semantic/infer_metric_words.h"
#include "semantic/infer_parts.h"

namespace aisle::semantic {
namespace {

// Adds the metrics of one fact table (with its header), snapshot or master table.
class TableMetrics : private SalesMetrics {
 public:
  TableMetrics(Draft* draft, const TableRole& table) : SalesMetrics(draft, table) {}

  void AddFacts() {
    AddRevenue();
    AddUnits();
    AddCounts();
    AddRatios();
    AddProfit();
    AddStatusRates();
    AddReturnedOrders();
    if (Sells()) AddTakenBack();
    AddDelivery();
    AddStockValue(Own(Measure::kStock));
    AddPlain(table_);
    if (header_) AddPlain(*header_);
    AddFlagRates();
  }

  // The amounts of a log are of its sales only.
  void AddLog(const EventLog& log) {
    AddEvents(log);
    AddRows();
    AddThing("product");
    for (const ColumnRole& role : table_.columns) {
      const bool of_sales = &role == log.amount || role.measure == Measure::kQuantity;
      const std::string field = table_.Name() + "." + role.Name();
      if (of_sales || IsAdditive(role.measure)) used_.insert(field);
      if (of_sales && log.sale >= 0) used_.insert(field + " avg");
    }
    AddPlain(table_);
  }

  void AddSnapshot() {
    AddStock();
    AddRows();
    AddPlain(table_);
  }

  void AddMaster() {
    if (table_.marks) return;  // what it marks is counted where it is
    AddRows();
    AddPlain(table_);
    AddFlagRates();
    if (table_.visits) AddConversion();
  }

 private:
  // How many of the visits led to an order.
  void AddConversion() {
    const Metric* orders = draft_.model.FindMetric("orders");
    const bool led =
        std::any_of(draft_.model.joins.begin(), draft_.model.joins.end(), [&](const Join& join) {
          return orders && join.from_table == orders->table && join.to_table == table_.Name();
        });
    const Metric* visits = nullptr;
    for (const Metric& metric : draft_.model.metrics)
      if (!visits && metric.table == table_.Name()) visits = &metric;
    if (!led || !visits) return;
    const std::string noun = table_.words.back();
    Add("conversion rate", Over(MetricRef("orders"), visits->expr), "%",
        "Orders as a part of " + table_.table->label + ".",
        {noun + " to order conversion rate", "conversion", noun + " conversion rate",
         noun + " to order rate", "order conversion rate"});
  }

  void AddUnits() {
    const Found quantity = Own(Measure::kQuantity);
    if (!quantity.role) return AddLinesAsUnits();
    if (HoldsMovements(table_)) return;  // what came and what went, added up as any number
    used_.insert(quantity.Field());
    if (!Sells()) return AddReturnedUnits(quantity);
    std::vector<std::string> words = {quantity.role->heading, "total " + quantity.role->heading};
    AddPieces(*quantity.role, &words);
    AddSoldWords(&words);
    Add("units", Sum(Of(quantity)), "",
        "Sum of " + quantity.role->column->label + " over all rows.", words);
  }

  // Lines that say what was bought and not how many of it: each is one piece.
  void AddLinesAsUnits() {
    const bool lines = table_.header >= 0 || LineOrderKey().role;
    if (!Sells() || !lines || !KeyOf(table_, "product") || table_.Mentions("review")) return;
    std::vector<std::string> words;
    AddSoldWords(&words);
    Add("units", Rows(), "",
        "Rows of " + table_.table->label + ": without a quantity, each line is one piece.", words);
  }

  // "Boxes shipped" are boxes.
  static void AddPieces(const ColumnRole& quantity, std::vector<std::string>* words) {
    const std::vector<std::string>& heading = quantity.words;
    if (heading.size() != 2 || IsKnownPhrase(heading[0]) || FindThing(heading[0])) return;
    if (heading[1] != "ship" && heading[1] != "sold" && heading[1] != "ordered") return;
    const std::string pieces = Plural(heading[0]);
    for (const char* lead : {"", "number of ", "total "}) AddUnique(lead + pieces, words);
    AddUnique(pieces + " sold", words);
  }

  void AddSoldWords(std::vector<std::string>* words) const {
    for (const std::string& noun : ProductNouns()) {
      AddUnique(noun + " sold", words);
      AddUnique("number of " + noun + " sold", words);
      AddUnique(noun + " ordered", words);
    }
  }

  // What is sold, by the names of the tables that the lines point at: pizzas, products.
  std::vector<std::string> ProductNouns() const {
    std::vector<std::string> nouns = {"products", "items"};
    for (const Join& join : draft_.model.joins) {
      const TableRole* to = draft_.Find(join.to_table);
      const bool sold =
          join.from_table == table_.Name() &&
          (to->FindMeasure(Measure::kUnitPrice) || to->FindMeasure(Measure::kListPrice) ||
           (to->thing && to->thing->name == "product"));
      if (sold && to->words.size() == 1) AddUnique(Plural(to->words[0]), &nouns);
    }
    return nouns;
  }

  void AddCounts() {
    const bool sells = Sells() && (Has("revenue") || Has("units") || OrderKey().role);
    if (!sells || table_.Mentions("review") || table_.only_money) return AddRows();
    const Found key = OrderKey();
    if (!key.role && AddCountedOrders()) return;
    if (key.role) {
      std::vector<std::string> words;
      if (table_.words.size() > 1 && table_.words.back() == "order")  // customer_orders
        words = {Plural(aisle::Join(table_.words, " "))};
      Metric* metric = Add("orders", DistinctKeys(key), "",
                           "Orders, each counted once by " + key.role->column->label + ".", words);
      if (metric && header_) metric->table = header_->Name();
    }
    const bool lines = key.role && !table_.IsKey(key.role->Name());
    if (lines) {
      std::vector<std::string> words;
      if (!header_) words = {"shipments", "number of shipments"};
      Add("order lines", Rows(), "", "Rows of " + table_.table->label + ".", words);
    } else if (!key.role) {
      std::vector<std::string> words = RowWords();
      const Found pieces = Own(Measure::kQuantity);
      if (pieces.role && pieces.role->words.back() == "ship")
        for (const char* word : {"shipments", "number of shipments"}) AddUnique(word, &words);
      if (table_.sells_rows && !pieces.role) AddSoldWords(&words);  // each row is one piece
      Add("sales count", Rows(), "", "Rows of " + table_.table->label + ".", words);
    }
    for (const char* thing : {"customer", "product"}) AddThing(thing);
  }

  // Rows that sum up many sales, and say how many: "transactions" beside "sales".
  bool AddCountedOrders() {
    for (const ColumnRole& role : table_.columns) {
      const bool counts =
          role.measure == Measure::kCount && !role.hidden && role.words.size() == 1 &&
          (role.phrase == "transaction" || role.phrase == "order" || role.phrase == "invoice");
      if (!counts || !Has("revenue")) continue;
      const Found found{table_.Name(), &role};
      used_.insert(found.Field());
      used_.insert(found.Field() + " avg");
      for (Metric& metric : draft_.model.metrics)
        if (metric.name == "average_sale") DropDeeds(&metric);  // a row is many transactions
      Add("orders", Sum(Of(found)), "", "Sum of " + role.column->label + " over all rows.",
          {role.heading, "total " + role.heading, "number of " + role.heading});
      Add("average order value", Over(Ref("revenue"), Ref("orders")), Get("revenue").unit,
          "Revenue per transaction: sums over sums.");
      return true;
    }
    return false;
  }

  // "cars sold", where each row is one car.
  std::vector<std::string> RowWords() const {
    std::vector<std::string> words;
    for (const Entity& entity : draft_.model.entities) {
      const bool own = table_.sells_rows && entity.table == table_.Name() && entity.row;
      if (!own) continue;
      for (const char* lead : {"", "number of ", "total "}) {
        AddUnique(lead + entity.plural + " sold", &words);
        AddUnique(lead + entity.plural, &words);
      }
    }
    return words;
  }

  // Distinct customers, products: in their own table when there is one.
  void AddThing(const std::string& name) {
    const Thing* thing = FindThing(name);
    const ColumnRole* key = KeyOf(table_, name);
    if (!key && header_) key = KeyOf(*header_, name);
    const bool complete = !key || !HasOrphans(*key);
    for (const Reach& reach : ReachableFrom(draft_.model, table_.Name())) {
      const TableRole* table = draft_.Find(reach.table);
      if (table->fact || table->thing != thing || !complete) continue;
      for (const Entity& entity : draft_.model.entities)
        if (entity.table == reach.table && entity.row && entity.key.size() == 1)
          return AddDistinct(*thing, reach.table, entity.key[0]);
    }
    if (!key || key->hidden) return;
    const bool own = table_.Find(key->Name()) == key;
    AddDistinct(*thing, own ? table_.Name() : header_->Name(), key->Name());
  }

  // Whether rows name customers that the table of customers does not hold.
  bool HasOrphans(const ColumnRole& key) const {
    return std::any_of(draft_.model.joins.begin(), draft_.model.joins.end(), [&](const Join& join) {
      const bool own = join.from_table == table_.Name() && table_.Find(key.Name()) == &key;
      return own && join.orphans > 0 && join.from_columns == std::vector<std::string>{key.Name()};
    });
  }

  void AddDistinct(const Thing& thing, const std::string& table, const std::string& column) {
    const std::string plural(thing.plural);
    Metric* metric = Add(plural, CountDistinct(Field(table + "." + column)), "",
                         TitleCase(plural) + ", each counted once by " + column + ".");
    if (metric) metric->table = table;
  }

  void AddRatios() {
    const Found key = LineOrderKey();
    const Expr orders = key.role ? DistinctKeys(key) : Rows();
    const std::string unit = Has("revenue") ? Get("revenue").unit : "";
    if (Has("revenue") && key.role)
      Add("average order value", Over(Ref("revenue"), orders), unit, "Revenue per order.");
    else if (Has("revenue"))
      Add("average order value", Over(Ref("revenue"), orders), unit, "Revenue per row.");
    if (Has("units") && key.role)
      Add("units per order", Over(Ref("units"), orders), "", "Units per order.");
    if (Has("order lines"))
      Add("lines per order", Over(Ref("order lines"), orders), "", "Order lines per order.");
    AddPerCustomer(unit);
  }

  // Where customers have a table of their own, some of them may never have bought.
  void AddBuyers(const Expr& buyers, const TableRole& where) {
    const Metric* customers = draft_.model.FindMetric("customers");
    if (!customers || customers->expr == buyers || customers->table == where.Name()) return;
    Metric* metric = Add("active customers", buyers, "", "Customers with at least one order.");
    if (metric) metric->table = where.Name();
  }

  void AddPerCustomer(const std::string& unit) {
    const ColumnRole* key = KeyOf(table_, "customer");
    const TableRole* where = &table_;
    if (!key && header_) {
      key = KeyOf(*header_, "customer");
      where = header_;
    }
    if (!key || key->hidden) return;
    const Expr buyers = CountDistinct(Field(where->Name() + "." + key->Name()));
    if (Sells()) AddBuyers(buyers, *where);
    if (Has("revenue"))
      Add("revenue per customer", Over(Ref("revenue"), buyers), unit,
          "Revenue per customer who bought.");
    if (Has("orders"))
      Add("orders per customer", Over(Ref("orders"), buyers), "",
          "Orders per customer who ordered.");
  }

  void AddProfit() {
    const Found profit = Own(Measure::kProfit);
    const std::string unit = profit.role ? UnitOf(profit) : "";
    if (profit.role) {
      used_.insert(profit.Field());
      Add("profit", Sum(Of(profit)), unit,
          "Sum of " + profit.role->column->label + " over all rows.", {profit.role->heading});
    } else {
      AddCost();
      if (!Has("profit")) AddProfitFromMargin();
    }
    if (Has("profit") && Has("revenue"))
      Add("profit margin", Over(Ref("profit"), Ref("revenue")), "%",
          "Profit as a part of revenue.");
  }

  // Each row's amount times its margin.
  void AddProfitFromMargin() {
    const Found margin = Own(Measure::kMarginRate);
    const bool summed = Has("revenue") && Get("revenue").expr.op == Op::kAggregate &&
                        Get("revenue").expr.name == "sum";
    if (!margin.role || !summed || !IsFraction(margin)) return;
    const Expr amount = Get("revenue").expr.args.front();
    const std::string unit = Get("revenue").unit;
    Add("profit", Sum(Times(amount, Of(margin))), unit,
        "Revenue × " + margin.role->column->label + " of each row.");
  }

  // Profit from cost: the row's cost, or the unit cost times the quantity.
  void AddCost() {
    const Found cost = Own(Measure::kCost);
    const Found unit_cost = Reached(Measure::kUnitCost);
    const Found master_cost = Reached(Measure::kCost);
    const Found quantity = Own(Measure::kQuantity);
    if (cost.role) {
      used_.insert(cost.Field());
      Add("cost", Sum(Of(cost)), UnitOf(cost),
          "Sum of " + cost.role->column->label + " over all rows.", {cost.role->heading});
    } else if ((unit_cost.role || master_cost.role) && quantity.role) {
      const Found each = unit_cost.role ? unit_cost : master_cost;
      Add("cost", Sum(Times(Of(quantity), Of(each))), UnitOf(each),
          "Sum of quantity × " + each.role->heading + " over all rows.");
    }
    const Found price = Price();
    const bool pieces = !quantity.role && price.role && Has("revenue") &&
                        Get("revenue").expr == Sum(Of(price));  // each row is one
    if (!Has("cost") && unit_cost.role && pieces)
      Add("cost", Sum(Of(unit_cost)), UnitOf(unit_cost),
          "Sum of " + unit_cost.role->heading + " over all rows.");
    if (!Has("cost") || !Has("revenue")) return;
    const std::string unit = Get("revenue").unit;
    Add("profit", Minus(Ref("revenue"), Ref("cost")), unit, "Revenue less cost.");
  }

  // What the pieces in stock cost, or would sell for.
  void AddStockValue(const Found& stock) {
    if (!stock.role) return;
    const Found cost = Reached(Measure::kUnitCost);
    const Found price = cost.role ? cost : Price();
    if (!price.role) return;
    Add("stock value", Sum(Times(Of(stock), Of(price))), UnitOf(price),
        "Sum of stock × " + price.role->heading + ".");
  }

  void AddStock() {
    const Found stock = Own(Measure::kStock);
    if (!stock.role) return;
    used_.insert(stock.Field());
    Add("stock units", Sum(Of(stock)), "", "Sum of " + stock.role->column->label + ".",
        {stock.role->heading, "total " + stock.role->heading});
    const Expr none = Make(Op::kLessEqual, {Of(stock), Literal(int64_t{0})});
    Metric* stockouts = Add("stockouts", Filtered(Rows(), none), "",
                            "Rows of " + table_.table->label + " with nothing in stock.");
    if (stockouts) stockouts->lower_is_better = true;
    AddStockValue(stock);
  }

  // How many rows: of products, customers, stock items.
  void AddRows() {
    for (const Entity& entity : draft_.model.entities)
      if (entity.table == table_.Name() && entity.row) return AddRowCount(entity);
  }

  bool IsMeasured(const std::string& noun) const {
    return std::any_of(draft_.model.metrics.begin(), draft_.model.metrics.end(),
                       [&](const Metric& metric) {
                         return metric.table == table_.Name() &&
                                std::find(metric.synonyms.begin(), metric.synonyms.end(), noun) !=
                                    metric.synonyms.end();
                       });
  }

  void AddRowCount(const Entity& entity) {
    // The bare nouns stay with the entity: "SKUs with the highest price" counts nothing.
    std::vector<std::string> words = {"number of " + entity.plural, entity.name + " count",
                                      "count of " + entity.plural};
    for (const std::string& other : entity.synonyms)
      if (table_.words.size() == 2 && other == table_.words[1])
        for (const std::string& word : {Plural(other), "number of " + Plural(other)})
          AddUnique(word, &words);
    const bool unique = entity.key.size() == 1 && table_.IsKey(entity.key[0]);
    const Expr count = unique ? CountDistinct(Field(table_.Name() + "." + entity.key[0])) : Rows();
    // "expenses" are the money, "total stock" the units; neither is the rows.
    const bool summed = Has(entity.plural) || IsMeasured(entity.name);
    if (!summed) words.push_back("total " + entity.plural);
    Add(summed ? entity.name + " count" : entity.plural, count, "",
        "Rows of " + table_.table->label + ".", words);
  }
};

bool IsHeaderOfAnother(const Draft& draft, size_t index) {
  return std::any_of(draft.tables.begin(), draft.tables.end(), [&](const TableRole& table) {
    return table.fact && table.header == static_cast<int>(index);
  });
}

}  // namespace

void InferMetrics(Draft* draft) {
  for (const size_t index : draft->by_priority) {
    const TableRole& table = draft->tables[index];
    if (table.hidden || IsHeaderOfAnother(*draft, index)) continue;
    TableMetrics metrics(draft, table);
    if (const std::optional<EventLog> log = EventLogOf(table))
      metrics.AddLog(*log);
    else if (table.fact)
      metrics.AddFacts();
    else if (table.snapshot || table.FindMeasure(Measure::kStock))
      metrics.AddSnapshot();
    else
      metrics.AddMaster();
  }
}

}  // namespace aisle::semantic
