#include "semantic/infer_metric_sales.h"

#include <algorithm>

#include "base/text.h"
#include "semantic/infer_metric_words.h"

namespace aisle::semantic {
namespace {

constexpr int kOwnWords = 10;  // the priority of a metric whose words no other has

}  // namespace

void SalesMetrics::AddRevenue() {
  if (const std::vector<Found> kinds = KindsOfSales(); !kinds.empty()) return AddKinds(kinds);
  if (const ColumnRole* amount = BestAmount(table_)) return AddAmount(*amount);
  if (!Sells()) return;
  const Found price = Price();
  const Found quantity = Own(Measure::kQuantity);
  if (price.role && quantity.role) return AddPriced(price, &quantity);
  if (header_ && BestAmount(*header_)) return AddHeaderAmount(*BestAmount(*header_));
  // Without a quantity each row is one piece sold, at its own price or the product's.
  const bool lines = table_.header >= 0 || LineOrderKey().role || table_.sells_rows;
  if (price.role && (price.table != table_.Name() || lines)) AddPriced(price, nullptr);
}

// Retail sales and warehouse sales, and no total beside them: sales by two ways.
std::vector<Found> SalesMetrics::KindsOfSales() const {
  const ColumnRole* best = BestAmount(table_);
  if (!best || AmountBase(table_) != "revenue") return {};
  std::vector<Found> kinds;
  for (const ColumnRole& role : table_.columns) {
    if (role.hidden || role.measure != Measure::kRevenue) continue;
    if (!IsKindOfSales(role) || role.words.back() != best->words.back()) return {};
    kinds.push_back({table_.Name(), &role});
  }
  return kinds.size() > 1 ? kinds : std::vector<Found>{};
}

// One way of selling before the noun, where others may stand: retail, online, store.
bool SalesMetrics::IsKindOfSales(const ColumnRole& role) {
  const bool noun = role.words.back() == "sale" || role.words.back() == "revenue";
  return role.words.size() == 2 && noun &&
         HasAny(role,
                {"retail", "wholesale", "warehouse",   "online",   "offline",  "store",
                 "web",    "website",   "app",         "mobile",   "instore",  "internet",
                 "direct", "reseller",  "marketplace", "domestic", "export",   "international",
                 "local",  "cash",      "credit",      "delivery", "takeaway", "catalog",
                 "phone",  "b2b",       "b2c"});
}

Expr SalesMetrics::OrNothing(const Found& found) {
  return Make(Op::kCase, {Make(Op::kIsNull, {Of(found)}), Literal(int64_t{0}), Of(found)});
}

void SalesMetrics::AddKinds(const std::vector<Found>& kinds) {
  Expr all = OrNothing(kinds[0]);
  std::string what = kinds[0].role->column->label;
  for (size_t i = 1; i < kinds.size(); ++i) {
    all = Plus(std::move(all), OrNothing(kinds[i]));
    what += " + " + kinds[i].role->column->label;
  }
  Add("revenue", Sum(std::move(all)), UnitOf(kinds[0]), "Sum of " + what + " over all rows.");
}

void SalesMetrics::AddAmount(const ColumnRole& amount) {
  const Found found{table_.Name(), &amount};
  used_.insert(found.Field());
  const std::string base = AmountBase(table_);
  if (base == "expenses" && AddExpensesOfKinds(amount)) return;
  if (base != "revenue") return AddOtherMoney(base, found);
  std::vector<std::string> words = {amount.heading, amount.phrase, "total " + amount.heading};
  if (table_.only_money)
    for (const std::string& word : MetricWords("payments")) AddUnique(word, &words);
  Metric* metric =
      Add("revenue", TotalOf(found), UnitOf(found),
          "Sum of " + amount.column->label + OverWhat(found, " over all rows."), words);
  Metric* average =
      metric ? Add("average sale", MeanOf(found), UnitOf(found),
                   "Average " + amount.column->label + " of a row.", {"average " + amount.heading})
             : nullptr;
  if (average) LeaveToOrders(average);
  used_.insert(found.Field() + " avg");
  const Found gross = Own(Measure::kGrossRevenue);
  if (!gross.role || gross.role == &amount) return;
  used_.insert(gross.Field());
  Add("gross revenue", Sum(Of(gross)), UnitOf(gross),
      "Sum of " + gross.role->column->label + " over all rows.", {gross.role->heading});
}

// Where an order has several lines, a transaction is the order and no line.
void SalesMetrics::LeaveToOrders(Metric* average) const {
  const Found key = LineOrderKey();
  if (!key.role || table_.IsKey(key.role->Name())) return;
  DropDeeds(average);
}

void SalesMetrics::DropDeeds(Metric* average) {
  std::erase_if(average->synonyms, [](const std::string& word) {
    return word.find("transaction") != std::string::npos ||
           word.find("ticket") != std::string::npos || word.find("purchase") != std::string::npos;
  });
}

// Online spend beside offline spend: together they are what was spent.
bool SalesMetrics::AddExpensesOfKinds(const ColumnRole& amount) {
  std::vector<Found> kinds;
  for (const ColumnRole& role : table_.columns) {
    const bool kind = !role.hidden && role.kind == DimensionKind::kNumber &&
                      role.words.size() > 1 && role.words.back() == amount.words.back();
    if (kind && role.Has("total")) return false;
    if (kind) kinds.push_back({table_.Name(), &role});
  }
  if (kinds.size() < 2) return false;
  Expr all = Of(kinds[0]);
  for (size_t i = 1; i < kinds.size(); ++i) all = Plus(std::move(all), Of(kinds[i]));
  for (const Found& kind : kinds) used_.erase(kind.Field());
  const std::string noun = aisle::Join(table_.words, " ");
  Metric* metric =
      Add("expenses", Sum(std::move(all)), UnitOf(kinds[0]),
          "Sum of all kinds of " + amount.words.back() + " of " + table_.table->label + ".",
          {noun, "total " + noun, "total " + amount.words.back()});
  if (metric) metric->priority = std::min(metric->priority, kOwnWords);
  return true;
}

// Money that is no sale. What is received, paid or planned is called by words of its own,
// however little its table matters, and "amount" beside sales is theirs. "Expenses" may be their
// kinds as well.
void SalesMetrics::AddOtherMoney(const std::string& base, const Found& found) {
  const std::string& heading = found.role->heading;
  const bool own = base != "expenses" && draft_.model.FindMetric("revenue");
  std::vector<std::string> words;
  if (!own || heading != "amount") words = {heading, "total " + heading};
  Metric* metric = Add(base, Sum(Of(found)), UnitOf(found),
                       "Sum of " + found.role->column->label + " over all rows.", std::move(words));
  if (metric && own) metric->priority = std::min(metric->priority, kOwnWords);
}

void SalesMetrics::AddHeaderAmount(const ColumnRole& amount) {
  const Found found{header_->Name(), &amount};
  used_.insert(found.Field());
  Metric* metric = Add("revenue", Sum(Of(found)), UnitOf(found),
                       "Sum of " + amount.column->label + " over all orders.", {amount.heading});
  if (metric) metric->table = header_->Name();
}

// The price of what the line names, once for each line: a price of another table alone would be
// counted once for each thing on its list.
Expr SalesMetrics::PriceOfLine(const Found& price) const {
  for (const Reach& reach : ReachableFrom(draft_.model, table_.Name())) {
    if (reach.table != price.table || reach.path.empty()) continue;
    const Join& first = draft_.model.joins[reach.path.front()];
    const Expr key = Field(first.from_table + "." + first.from_columns.front());
    return Make(Op::kCase, {Make(Op::kIsNull, {key}), Literal(Value{}), Of(price)});
  }
  return Of(price);
}

// quantity × price, less the discount when the line has one.
void SalesMetrics::AddPriced(const Found& price, const Found* quantity) {
  const Expr gross = quantity ? Times(Of(*quantity), Of(price)) : PriceOfLine(price);
  const std::string what = quantity ? "quantity × " + price.role->heading : price.role->heading;
  const Found discount = Own(Measure::kDiscountRate);
  if (!discount.role || !IsFraction(discount)) {
    Metric* revenue =
        Add("revenue", Sum(gross), UnitOf(price), "Sum of " + what + " over all rows.");
    const Found list = Own(Measure::kListPrice);
    if (revenue && list.role && list.role != price.role && quantity && price.table == table_.Name())
      AddListed(list, *quantity, revenue);
    if (discount.role) AddPercentOff(gross, what, discount, UnitOf(price));
    return;
  }
  const Expr kept = Minus(Literal(int64_t{1}), Of(discount));
  Add("revenue", Sum(Times(gross, kept)), UnitOf(price), "Sum of " + what + " less the discount.",
      {"net revenue", "net sales", "sales after discount"});
  Add("gross revenue", Sum(gross), UnitOf(price), "Sum of " + what + " before the discount.");
  Add("discount value", Sum(Times(gross, Of(discount))), UnitOf(price),
      "What the discounts took off: " + what + " × discount.");
}

// What the pieces would have come to by the list, beside what was paid for them.
void SalesMetrics::AddListed(const Found& list, const Found& quantity, Metric* revenue) {
  for (const char* word : {"net revenue", "net sales", "sales after discount"})
    AddUnique(word, &revenue->synonyms);
  const std::string what = "quantity × " + list.role->heading;
  const std::string unit = revenue->unit;
  Add("gross revenue", Sum(Times(Of(quantity), Of(list))), unit,
      "Sum of " + what + " over all rows.");
  Add("discount value", Minus(Ref("gross revenue"), Ref("revenue")), unit,
      "What was paid less than by " + list.role->heading + ".");
}

// Whole percents: "17" takes 17 % off. The revenue stays what the row says.
void SalesMetrics::AddPercentOff(const Expr& gross, const std::string& what, const Found& discount,
                                 const std::string& unit) {
  const Expr part = Over(Of(discount), Literal(int64_t{100}));
  Add("discount value", Sum(Times(gross, part)), unit,
      "What the discounts took off: " + what + " × discount, read as percent.");
  const Expr kept = Minus(Literal(int64_t{1}), part);
  Add("net revenue", Sum(Times(gross, kept)), unit,
      "Sum of " + what + " less the discount, read as percent.",
      {"revenue after discount", "sales after discount", "discounted revenue"});
}

bool SalesMetrics::IsFraction(const Found& found) const { return UnitOf(found) == "%"; }

}  // namespace aisle::semantic
