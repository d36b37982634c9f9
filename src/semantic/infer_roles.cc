// What each column is, from its heading, its type and its statistics.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/text.h"
#include "semantic/infer_parts.h"

namespace aisle::semantic {
namespace {

constexpr int64_t kFewValues = 100;

// The heading as written, as a phrase: "ship-service-level" → "ship service level".
std::string Phrase(const std::string& label) { return ReplaceAll(SnakeCase(label), "_", " "); }

bool IsYesNo(const catalog::Column& column) {
  static const std::set<std::string> kYesNo = {"yes", "no", "y", "n", "true", "false",
                                               "t",   "f",  "0", "1", "0.0",  "1.0"};
  if (column.distinct < 1 || column.distinct > 2 || column.top.empty()) return false;
  return std::all_of(column.top.begin(), column.top.end(),
                     [](const auto& entry) { return kYesNo.contains(FoldName(entry.first)); });
}

// 0 and 1, or 1 and blanks.
bool IsZeroOne(const catalog::Column& column) {
  double low = -1, high = -1;
  const bool whole = column.type == Type::kInteger && AsNumber(column.min, &low) &&
                     AsNumber(column.max, &high) && high == 1;
  return whole && ((column.distinct == 2 && low == 0) ||
                   (column.distinct == 1 && low == 1 && column.nulls > 0));
}

// A count of 0 or 1 is still a count: "quantity" of a set where nobody bought two.
bool IsFlag(const catalog::Column& column, Measure measure) {
  if (column.type == Type::kBoolean) return true;
  if (column.type == Type::kText) return IsYesNo(column);
  const bool counts = measure == Measure::kQuantity || measure == Measure::kStock ||
                      measure == Measure::kRevenue || measure == Measure::kDiscountRate;
  return IsZeroOne(column) && !counts;
}

bool NamesAnId(const std::vector<std::string>& words) {
  for (const std::string& word : words)
    if (word == "zip" || word == "postal" || word == "postcode" || word == "pincode") return true;
  return !words.empty() && IsIdWord(words.back());
}

bool IsCodeOfFew(const catalog::Column& column, const std::vector<std::string>& words) {
  return column.type == Type::kText && words.back() == "code" && column.distinct <= 50 &&
         column.rows > 10 * column.distinct;
}

// Store 1..45, department 1..99: numbers that name things.
bool NumbersThings(const catalog::Column& column, const std::vector<std::string>& words,
                   const Thing* thing) {
  static const std::set<std::string_view> kNumbered = {
      "store", "employee", "customer", "product", "supplier", "warehouse", "office"};
  if (column.type != Type::kInteger) return false;
  if (words.size() == 2 && words[0] == "report" && words[1] == "to") return true;
  if (words.size() != 1) return false;
  return (thing && kNumbered.contains(thing->name)) || words[0] == "department";
}

bool IsCalendar(const catalog::Column& column, const std::vector<std::string>& words) {
  if (column.type != Type::kInteger || words.empty() || column.distinct > 400) return false;
  return IsCalendarWord(words.back()) ||
         (words.size() == 2 && IsCalendarWord(words[0]) && words[1] == "number");
}

// "order_hour_of_day" with 00..23: hours, though they are written like codes.
bool IsHourOfDay(const catalog::Column& column, const ColumnRole& role) {
  return column.type == Type::kText && role.Has("hour") && column.distinct <= 24 &&
         column.distinct > 1 && !role.Has("open") && !role.Has("hours");
}

// "add_to_cart_order", "sort order": where something stands, which adds up to nothing.
bool IsPosition(const catalog::Column& column, const ColumnRole& role) {
  if (column.type != Type::kInteger || role.Has("total") || role.words.size() < 2) return false;
  const bool last = EndsWith(role.heading, " order") || EndsWith(role.heading, " position") ||
                    EndsWith(role.heading, " rank");
  return last && role.words.front() != "last" && role.words.front() != "first";
}

// order_status 1..4, product_category 1..20: numbers that stand for labels.
bool IsCoded(const catalog::Column& column, const ColumnRole& role) {
  if (column.type != Type::kInteger || column.distinct > 50) return false;
  for (const std::string_view word :
       {"status", "type",     "category",   "subcategory", "class",  "group",  "segment", "flag",
        "level",  "priority", "occupation", "cluster",     "active", "region", "zone",    "channel",
        "method", "gender",   "sex",        "browser",     "mode",   "device"})
    if (role.Has(word)) return true;
  return false;
}

// Line 1, 2, 3 of an order.
bool NumbersLines(const catalog::Column& column, const ColumnRole& role) {
  if (column.type != Type::kInteger) return false;
  return role.phrase == "line item" || role.phrase == "order line item" ||
         role.phrase == "order line" || role.phrase == "line" || role.Has("sequential") ||
         role.Has("sequence");
}

DimensionKind KindOfNumber(const catalog::Column& column, const ColumnRole& role) {
  if (IsCoded(column, role)) return DimensionKind::kCategory;
  if (NumbersLines(column, role)) return DimensionKind::kIdentifier;
  if (IsCalendar(column, role.words) && role.measure != Measure::kDuration)
    return DimensionKind::kCategory;
  if (NumbersThings(column, role.words, role.thing)) return DimensionKind::kIdentifier;
  return DimensionKind::kNumber;
}

double AverageLength(const catalog::Column& column) {
  if (column.top.empty()) return 0;
  size_t total = 0;
  for (const auto& [value, count] : column.top) total += value.size();
  return static_cast<double>(total) / static_cast<double>(column.top.size());
}

bool IsProse(const catalog::Column& column, const ColumnRole& role) {
  const bool named = std::any_of(role.words.begin(), role.words.end(),
                                 [](const std::string& word) { return IsProseWord(word); });
  const bool many = column.distinct > kFewValues || column.distinct * 2 > column.rows;
  // A "description" with few or repeating short values is what the product is called.
  if (named)
    return AverageLength(column) > 35 || role.Has("address") || role.Has("url") ||
           role.Has("email") || role.Has("image");
  return many && AverageLength(column) > 60;
}

// Customers and products have names even when they are few; categories and brands are labels.
bool NamesThings(const Thing& thing) {
  static const std::set<std::string_view> kNamed = {"customer", "product", "employee", "store",
                                                    "supplier"};
  return kNamed.contains(thing.name);
}

DimensionKind KindOfText(const catalog::Column& column, const ColumnRole& role) {
  if (IsProse(column, role)) return DimensionKind::kText;
  if (role.Has("name") || role.Has("city")) return DimensionKind::kName;
  if (role.thing && NamesThings(*role.thing)) return DimensionKind::kName;
  const bool repeats = column.distinct * 2 <= column.rows - column.nulls;
  if (column.distinct <= kFewValues && repeats) return DimensionKind::kCategory;
  return repeats && column.distinct * 50 <= column.rows && column.distinct <= 300
             ? DimensionKind::kCategory
             : DimensionKind::kName;
}

DimensionKind KindOf(const catalog::Column& column, const ColumnRole& role) {
  if (column.row_number) return DimensionKind::kIdentifier;
  if (IsTemporal(column.type)) return DimensionKind::kTime;
  if (column.type == Type::kTime) return DimensionKind::kTimeOfDay;
  if (IsFlag(column, role.measure)) return DimensionKind::kFlag;
  if (IsHourOfDay(column, role)) return DimensionKind::kCategory;
  const bool id = column.identifier || NamesAnId(role.words);
  if (id && !IsCodeOfFew(column, role.words)) return DimensionKind::kIdentifier;
  if (IsNumeric(column.type)) return KindOfNumber(column, role);
  return KindOfText(column, role);
}

bool IsHidden(const catalog::Column& column) {
  return column.row_number || column.distinct <= (column.nulls > 0 ? 0 : 1) ||
         StartsWith(column.name, "unnamed");
}

// A discount, a margin or a tax of 0..1 or in percent is a rate; in money it is an amount.
Measure Refined(Measure measure, const catalog::Column& column) {
  double low = 0, high = 0;
  const bool known = AsNumber(column.min, &low) && AsNumber(column.max, &high);
  const bool fraction = column.unit == "%" || (known && low >= -1 && high <= 1);
  if (measure == Measure::kDiscountRate && !fraction && known && high > 100)
    return Measure::kDiscountAmount;
  if (measure == Measure::kDiscountAmount && column.unit == "%") return Measure::kDiscountRate;
  if (measure == Measure::kProfit && (column.unit == "%" || (fraction && column.distinct > 2)))
    return Measure::kMarginRate;
  if (measure == Measure::kTax && column.unit == "%") return Measure::kRate;
  if (measure == Measure::kOther && column.unit == "%") return Measure::kRate;
  return measure;
}

// "Purchase Amount (USD)" is an amount in USD.
std::string TakeCurrency(std::vector<std::string>* words) {
  static const std::set<std::string> kCodes = {"usd", "eur", "inr", "gbp", "jpy", "cad", "aud",
                                               "chf", "brl", "mxn", "cny", "pkr", "sgd", "aed"};
  if (words->size() < 2 || !kCodes.contains(words->back())) return {};
  std::string code = words->back();
  words->pop_back();
  for (char& c : code) c = static_cast<char>(c - 'a' + 'A');
  return code;
}

// "product_weight_g" is a weight in grams.
std::string TakeMeasuringUnit(std::vector<std::string>* words) {
  static const std::map<std::string, std::string, std::less<>> kUnits = {
      {"g", "g"},   {"gm", "g"},  {"gram", "g"}, {"kg", "kg"}, {"lb", "lb"},   {"oz", "oz"},
      {"mm", "mm"}, {"cm", "cm"}, {"ml", "ml"},  {"km", "km"}, {"inch", "in"}, {"litre", "l"}};
  const auto found = kUnits.find(words->back());
  if (words->size() < 2 || found == kUnits.end()) return {};
  words->pop_back();
  return found->second;
}

// The unit that ends a heading, taken off it.
std::string TakeUnit(const catalog::Column& column, ColumnRole* role) {
  if (role->words.empty()) return {};
  if (std::string code = TakeCurrency(&role->words); !code.empty()) return code;
  if (!IsNumeric(column.type)) return {};
  std::string unit = TakeMeasuringUnit(&role->words);
  const size_t last = role->heading.rfind(' ');
  if (!unit.empty() && last != std::string::npos) role->heading.resize(last);
  return unit;
}

// "Customers" beside the day's sales: how many there were, and not which.
bool CountsThings(const catalog::Column& column, const ColumnRole& role) {
  return column.type == Type::kInteger && role.words.size() == 1 && role.thing &&
         role.heading == role.thing->plural && column.distinct * 2 < column.rows &&
         !column.identifier;
}

ColumnRole RoleOf(const catalog::Column& column, std::string label) {
  ColumnRole role;
  role.column = &column;
  role.label = std::move(label);
  role.words = HeadingWords(role.label);
  role.heading = Phrase(role.label);
  role.unit = TakeUnit(column, &role);
  role.phrase = aisle::Join(role.words, " ");
  role.thing = ThingOf(role.words);
  if (IsNumeric(column.type)) role.measure = Refined(MeasureOf(role.words), column);
  if (CountsThings(column, role)) {
    role.thing = nullptr;
    role.measure = Measure::kCount;
  }
  if (IsPosition(column, role)) role.measure = Measure::kOther;
  role.kind = KindOf(column, role);
  if (role.kind != DimensionKind::kNumber) role.measure = Measure::kNone;
  role.hidden = IsHidden(column);
  return role;
}

// "Bottles sold" beside "bottle cost" and "bottle retail": what one bottle costs. A volume in
// millilitres is no number of pieces.
void PriceByPiece(TableRole* table) {
  const ColumnRole* pieces = nullptr;
  for (ColumnRole& role : table->columns) {
    const bool measured = role.Has("ml") || role.Has("liter") || role.Has("litre") ||
                          role.Has("gallon") || role.Has("kg") || role.Has("gram");
    if (role.measure == Measure::kQuantity && measured) role.measure = Measure::kOther;
    if (role.measure != Measure::kQuantity) continue;
    if (!pieces || (role.Has("sold") && !pieces->Has("sold"))) pieces = &role;
  }
  if (!pieces || !pieces->Has("sold")) return;
  for (ColumnRole& role : table->columns) {
    if (role.measure == Measure::kQuantity && &role != pieces && !role.Has("sold"))
      role.measure = Measure::kOther;
    const bool each = std::any_of(
        pieces->words.begin(), pieces->words.end(),
        [&](const auto& word) { return word != "sold" && word != "number" && role.Has(word); });
    if (each && role.measure == Measure::kCost) role.measure = Measure::kUnitCost;
  }
}

// Beside a net price the unit price is the list's: what was paid is the net one.
void PreferNetPrice(TableRole* table) {
  if (!table->FindMeasure(Measure::kQuantity)) return;
  const auto net = std::find_if(table->columns.begin(), table->columns.end(), [](const auto& role) {
    const bool paid = role.Has("net") || role.Has("discounted") || role.Has("final");
    return paid && role.Has("price") && IsNumeric(role.column->type);
  });
  if (net == table->columns.end()) return;
  for (ColumnRole& role : table->columns)
    if (&role != &*net && role.measure == Measure::kUnitPrice) role.measure = Measure::kListPrice;
  net->measure = Measure::kUnitPrice;
}

// What was planned, or how far it was missed, is not what was made.
bool IsPlan(const ColumnRole& role) {
  return HasAny(role, {"target", "budget", "budgeted", "planned", "plan", "forecast", "goal",
                       "difference", "variance", "expected"});
}

// "Inventory Margin" beside "Profit": the plain one is what was made.
void PreferProfit(TableRole* table) {
  const auto profit = [](const ColumnRole& role) {
    return role.measure == Measure::kProfit && role.Has("profit") && !IsPlan(role);
  };
  if (std::none_of(table->columns.begin(), table->columns.end(), profit)) return;
  for (ColumnRole& role : table->columns)
    if (role.measure == Measure::kProfit && !role.Has("profit")) role.measure = Measure::kOther;
}

void LeavePlans(TableRole* table) {
  for (ColumnRole& role : table->columns) {
    const bool actual =
        std::any_of(table->columns.begin(), table->columns.end(), [&](const ColumnRole& other) {
          return other.measure == role.measure && !IsPlan(other) && !other.column->row_number;
        });
    const bool money = role.measure == Measure::kProfit || role.measure == Measure::kRevenue ||
                       role.measure == Measure::kGrossRevenue || role.measure == Measure::kCost;
    if (money && actual && IsPlan(role)) role.measure = Measure::kPlan;
  }
}

// "Purchases" of a customer in whole numbers, where the noun is in the plural: as many, no money.
void CountDeeds(TableRole* table) {
  for (ColumnRole& role : table->columns) {
    const bool deed = role.words.size() > 1 && role.words.back() == "purchase" &&
                      EndsWith(FoldName(role.column->label), "s");
    if (deed && role.measure == Measure::kRevenue && role.column->type == Type::kInteger)
      role.measure = Measure::kCount;
  }
}

// A bare "rate" between pieces and an amount is the price of one.
void RefineTogether(TableRole* table) {
  ReadFormulas(table);
  CountDeeds(table);
  const bool sold = table->FindMeasure(Measure::kQuantity) && table->FindMeasure(Measure::kRevenue);
  const bool priced = table->FindMeasure(Measure::kUnitPrice) != nullptr;
  const bool amount = table->FindMeasure(Measure::kRevenue) != nullptr;
  const bool stock =
      (table->Mentions("stock") || table->Mentions("inventory")) && !HoldsMovements(*table);
  for (ColumnRole& role : table->columns) {
    if (stock && role.measure == Measure::kQuantity) role.measure = Measure::kStock;
    if (role.phrase == "rate" && sold && !priced) role.measure = Measure::kUnitPrice;
    // Beside a price and without an amount, "cost" is what one costs.
    if (role.measure == Measure::kCost && !role.Has("total") && !role.Has("cogs") && priced &&
        !amount)
      role.measure = Measure::kUnitCost;
  }
  PriceByPiece(table);
  PreferNetPrice(table);
  LeavePlans(table);
  PreferProfit(table);
}

// Beside a product's code and without a product name, a short description is its name.
void FindProductName(TableRole* table) {
  const Thing* product = FindThing("product");
  bool code = false, name = false;
  for (const ColumnRole& role : table->columns) {
    if (role.thing != product) continue;
    code = code || role.kind == DimensionKind::kIdentifier;
    name = name || role.kind == DimensionKind::kName || role.kind == DimensionKind::kCategory;
  }
  if (!code || name) return;
  for (ColumnRole& role : table->columns) {
    const bool described = role.phrase == "description" || role.phrase == "product description" ||
                           role.phrase == "item description" || role.phrase == "product detail" ||
                           role.phrase == "detail";
    const bool text = role.kind == DimensionKind::kName || role.kind == DimensionKind::kCategory;
    if (!described || !text) continue;
    role.thing = product;
    role.kind = DimensionKind::kName;
    return;
  }
}

std::vector<std::string> TableWords(const catalog::Table& table) {
  std::vector<std::string> words;
  for (const std::string& word : HeadingWords(table.name))
    if (!IsFilerWord(word)) words.push_back(word);
  if (words.size() > 1 && IsNameWord(words.back())) words.pop_back();  // pizza_names are pizzas
  return words;
}

}  // namespace

bool ColumnRole::Has(std::string_view word) const {
  return std::find(words.begin(), words.end(), word) != words.end();
}

const ColumnRole* TableRole::Find(std::string_view name) const {
  for (const ColumnRole& role : columns)
    if (role.Name() == name) return &role;
  return nullptr;
}

const ColumnRole* TableRole::FindMeasure(Measure measure) const {
  for (const ColumnRole& role : columns)
    if (role.measure == measure && !role.column->row_number && role.column->distinct > 0)
      return &role;
  return nullptr;
}

bool TableRole::Mentions(std::string_view word) const {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool TableRole::IsKey(std::string_view name) const {
  return std::any_of(table->keys.begin(), table->keys.end(),
                     [&](const auto& key) { return key.size() == 1 && key[0] == name; });
}

TableRole* Draft::Find(std::string_view name) {
  const int index = IndexOf(name);
  return index < 0 ? nullptr : &tables[static_cast<size_t>(index)];
}

const TableRole* Draft::Find(std::string_view name) const {
  const int index = IndexOf(name);
  return index < 0 ? nullptr : &tables[static_cast<size_t>(index)];
}

int Draft::IndexOf(std::string_view name) const {
  for (size_t i = 0; i < tables.size(); ++i)
    if (tables[i].Name() == name) return static_cast<int>(i);
  return -1;
}

bool HoldsMovements(const TableRole& table) {
  const auto any = [&](std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return table.Mentions(word); });
  };
  return any({"movement", "adjustment", "transfer", "replenishment", "restock"}) ||
         (any({"stock", "inventory"}) && any({"transaction", "log", "ledger", "history"}));
}

TableRole RoleOf(const catalog::Table& table) {
  TableRole role;
  role.table = &table;
  role.words = TableWords(table);
  for (const catalog::Column& column : table.columns)
    role.columns.push_back(RoleOf(column, HeadingOf(table, column)));
  RefineTogether(&role);
  FindProductName(&role);
  return role;
}

std::string TitleCase(std::string_view phrase) {
  static const std::set<std::string, std::less<>> kCapitals = {
      "id", "sku", "asin", "mrp", "msrp", "b2b", "b2c", "cogs", "gst", "vat", "url", "tp", "upc"};
  std::vector<std::string> words = Split(phrase, ' ');
  for (std::string& word : words) {
    const bool all = kCapitals.contains(word);
    for (size_t i = 0; i < word.size() && (all || i == 0); ++i)
      if (word[i] >= 'a' && word[i] <= 'z') word[i] = static_cast<char>(word[i] - 'a' + 'A');
  }
  return aisle::Join(words, " ");
}

void AddUnique(std::string word, std::vector<std::string>* words) {
  if (!word.empty() && std::find(words->begin(), words->end(), word) == words->end())
    words->push_back(std::move(word));
}

}  // namespace aisle::semantic
