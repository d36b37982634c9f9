#include "semantic/vocabulary.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"

namespace aisle::semantic {
namespace {

using Words = std::vector<std::string_view>;

// Abbreviations and variants, with what each stands for.
const std::unordered_map<std::string_view, std::string_view>& Abbreviations() {
  static const std::unordered_map<std::string_view, std::string_view> kAll = {
      {"qty", "quantity"},
      {"quantities", "quantity"},
      {"qnty", "quantity"},
      {"quant", "quantity"},
      {"amt", "amount"},
      {"amnt", "amount"},
      {"pcs", "piece"},
      {"pc", "piece"},
      {"nos", "number"},
      {"num", "number"},
      {"nbr", "number"},
      {"no", "number"},
      {"cust", "customer"},
      {"cst", "customer"},
      {"prod", "product"},
      {"prd", "product"},
      {"cat", "category"},
      {"catg", "category"},
      {"subcat", "subcategory"},
      {"desc", "description"},
      {"descr", "description"},
      {"dt", "date"},
      {"emp", "employee"},
      {"inv", "invoice"},
      {"disc", "discount"},
      {"dept", "department"},
      {"pct", "percent"},
      {"perc", "percent"},
      {"percentage", "percent"},
      {"avg", "average"},
      {"ord", "order"},
      {"trans", "transaction"},
      {"trx", "transaction"},
      {"txn", "transaction"},
      {"tran", "transaction"},
      {"mgr", "manager"},
      {"addr", "address"},
      {"tel", "telephone"},
      {"ph", "phone"},
      {"img", "image"},
      {"wt", "weight"},
      {"rev", "revenue"},
      {"sls", "sale"},
      {"mfr", "manufacturer"},
      {"mfg", "manufacturer"},
      {"fulfilment", "fulfillment"},
      {"colour", "color"},
      {"shipping", "ship"},
      {"shipped", "ship"},
      {"shipment", "ship"},
      {"delivered", "delivery"},
      {"ordered", "order"},
      {"purchased", "purchase"},
      {"sold", "sold"},
      {"freights", "freight"},
      {"sales", "sale"},
      {"identifier", "id"},
      {"ident", "id"},
      {"cd", "code"},
      {"lat", "latitude"},
      {"lng", "longitude"},
      {"lon", "longitude"},
      {"uom", "uom"},
      {"gst", "tax"},
      {"vat", "tax"},
      {"cgst", "tax"},
      {"sgst", "tax"},
      {"igst", "tax"},
      {"cancelled", "cancelled"},
      {"canceled", "cancelled"},
      {"fname", "firstname"},
      {"lname", "lastname"},
      {"cogs", "cogs"},
      {"sku", "sku"},
      {"asin", "asin"},
      {"mrp", "mrp"},
      {"msrp", "msrp"},
      {"rrp", "mrp"},
      {"stk", "stock"},
      {"warehse", "warehouse"},
      {"wh", "warehouse"},
      {"loc", "location"},
      {"chnl", "channel"},
      {"curr", "currency"},
      {"yr", "year"},
      {"mth", "month"},
      {"qtr", "quarter"},
      {"wk", "week"},
      {"gender", "gender"},
      {"sex", "gender"},
  };
  return kAll;
}

// Words that are found glued together in headings: "productname", "quantityordered".
constexpr std::array kGlued = {
    "order",    "product",    "customer", "category",  "quantity",    "price",    "unit",
    "name",     "date",       "number",   "code",      "line",        "item",     "sale",
    "sales",    "total",      "amount",   "discount",  "store",       "employee", "invoice",
    "status",   "payment",    "type",     "city",      "state",       "country",  "region",
    "first",    "last",       "phone",    "address",   "postal",      "ordered",  "shipped",
    "required", "stock",      "each",     "buy",       "vendor",      "supplier", "contact",
    "percent",  "list",       "cost",     "brand",     "description", "ship",     "qty",
    "id",       "in",         "sub",      "method",    "mode",        "time",     "company",
    "title",    "level",      "color",    "size",      "model",       "rate",     "value",
    "office",   "credit",     "limit",    "purchase",  "transaction", "shipper",  "available",
    "selling",  "discounted", "weight",   "grams",     "gms",         "out",      "of",
    "outlet",   "mrp",        "review",   "score",     "count",       "year",     "month",
    "web",      "profit",     "margin",   "detail",    "details",     "lines",    "items",
    "types",    "products",   "orders",   "customers", "stores",      "family",   "return",
    "returns",  "payments",
};

bool SplitFrom(std::string_view rest, std::vector<std::string>* parts) {
  if (rest.empty()) return true;
  // Longest first, so that "ordered" is not read as "order" + "ed".
  std::vector<std::string_view> fits;
  for (const std::string_view word : kGlued)
    if (StartsWith(rest, word)) fits.push_back(word);
  std::sort(fits.begin(), fits.end(),
            [](std::string_view a, std::string_view b) { return a.size() > b.size(); });
  for (const std::string_view word : fits) {
    parts->emplace_back(word);
    if (SplitFrom(rest.substr(word.size()), parts)) return true;
    parts->pop_back();
  }
  return false;
}

bool IsWhole(std::string_view word) {
  return Abbreviations().contains(word) || IsKnownPhrase(word) || IsKnownPhrase(Singular(word));
}

// "quantiy", "revenu": one slip away from a word that headings are made of.
std::string Corrected(const std::string& word) {
  static const std::vector<std::string_view> kCommon = {
      "quantity", "category", "customer", "product",  "discount", "revenue", "employee",
      "invoice",  "supplier", "shipping", "currency", "received", "expense"};
  if (word.size() < 6 || IsWhole(word)) return word;
  for (const std::string_view common : kCommon)
    if (EditDistance(word, common, 1) <= 1) return std::string(common);
  return word;
}

void AddWord(const std::string& raw, std::vector<std::string>* words) {
  const std::string word = Corrected(raw);
  const auto spelt = Abbreviations().find(word);
  if (spelt != Abbreviations().end()) {
    words->emplace_back(spelt->second);
    return;
  }
  const std::string singular = word.size() > 3 ? Singular(word) : word;
  const auto singular_spelt = Abbreviations().find(singular);
  words->push_back(singular_spelt == Abbreviations().end() ? singular
                                                           : std::string(singular_spelt->second));
}

struct MeasureWords {
  Measure measure;
  Words words;  // all of them in the heading
};

// First match wins: the more particular come first.
const std::vector<MeasureWords>& MeasureTable() {
  static const std::vector<MeasureWords> kAll = {
      {Measure::kOther, {"reorder"}},
      {Measure::kOther, {"sequential"}},
      {Measure::kOther, {"installment"}},
      {Measure::kOther, {"prefix"}},
      {Measure::kPhysical, {"lenght"}},
      {Measure::kCount, {"photo"}},
      {Measure::kOther, {"credit", "limit"}},
      {Measure::kOther, {"income", "annual"}},
      {Measure::kOther, {"salary"}},
      {Measure::kCount, {"unit", "on", "order"}},
      {Measure::kMarginRate, {"margin", "percent"}},
      {Measure::kMarginRate, {"margin", "rate"}},
      {Measure::kMarginRate, {"profit", "percent"}},
      {Measure::kMarginRate, {"profit", "ratio"}},
      {Measure::kProfit, {"profit"}},
      {Measure::kProfit, {"gross", "income"}},
      {Measure::kProfit, {"net", "income"}},
      {Measure::kProfit, {"earning"}},
      {Measure::kProfit, {"margin"}},
      {Measure::kDiscountRate, {"discount", "percent"}},
      {Measure::kDiscountRate, {"discount", "rate"}},
      {Measure::kUnitPrice, {"discounted", "price"}},
      {Measure::kUnitPrice, {"discount", "price"}},
      {Measure::kUnitPrice, {"discounted", "selling"}},
      {Measure::kDiscountAmount, {"discount", "amount"}},
      {Measure::kDiscountAmount, {"discount", "value"}},
      {Measure::kDiscountAmount, {"total", "discount"}},
      {Measure::kDiscountAmount, {"markdown"}},
      {Measure::kDiscountAmount, {"rebate"}},
      {Measure::kDiscountRate, {"discount"}},
      {Measure::kRate, {"tax", "rate"}},
      {Measure::kRate, {"tax", "percent"}},
      {Measure::kTax, {"tax"}},
      {Measure::kTax, {"duty"}},
      {Measure::kShipping, {"freight"}},
      {Measure::kShipping, {"ship", "cost"}},
      {Measure::kShipping, {"ship", "fee"}},
      {Measure::kShipping, {"ship", "charge"}},
      {Measure::kShipping, {"ship", "price"}},
      {Measure::kShipping, {"delivery", "cost"}},
      {Measure::kShipping, {"delivery", "fee"}},
      {Measure::kShipping, {"delivery", "charge"}},
      {Measure::kShipping, {"postage"}},
      {Measure::kDuration, {"delivery", "time"}},
      {Measure::kDuration, {"delivery", "day"}},
      {Measure::kDuration, {"ship", "day"}},
      {Measure::kDuration, {"lead", "time"}},
      {Measure::kDuration, {"day", "to"}},
      {Measure::kDuration, {"duration"}},
      {Measure::kDuration, {"minute"}},
      {Measure::kUnitCost, {"unit", "cost"}},
      {Measure::kUnitCost, {"cost", "price"}},
      {Measure::kUnitCost, {"cost", "per"}},
      {Measure::kUnitCost, {"standard", "cost"}},
      {Measure::kUnitCost, {"buy", "price"}},
      {Measure::kUnitCost, {"buying", "price"}},
      {Measure::kUnitCost, {"purchase", "price"}},
      {Measure::kUnitCost, {"product", "cost"}},
      {Measure::kUnitCost, {"item", "cost"}},
      {Measure::kCost, {"cogs"}},
      {Measure::kCost, {"cost"}},
      {Measure::kListPrice, {"mrp"}},
      {Measure::kListPrice, {"msrp"}},
      {Measure::kListPrice, {"list", "price"}},
      {Measure::kListPrice, {"retail", "price"}},
      {Measure::kRevenue, {"total", "price"}},
      {Measure::kRevenue, {"extended", "price"}},
      {Measure::kRevenue, {"line", "price"}},
      {Measure::kRevenue, {"line", "total"}},
      {Measure::kUnitPrice, {"price"}},
      {Measure::kStock, {"stock", "quantity"}},
      {Measure::kOther, {"safety", "stock"}},
      {Measure::kOther, {"stock", "min"}},
      {Measure::kOther, {"stock", "max"}},
      {Measure::kStock, {"stock"}},
      {Measure::kStock, {"inventory"}},
      {Measure::kStock, {"on", "hand"}},
      {Measure::kStock, {"onhand"}},
      {Measure::kStock, {"available", "quantity"}},
      {Measure::kRating, {"rating"}},
      {Measure::kRating, {"score"}},
      {Measure::kRating, {"star"}},
      {Measure::kCount, {"number", "of"}},
      {Measure::kCount, {"review", "count"}},
      {Measure::kQuantity, {"quantity"}},
      {Measure::kQuantity, {"piece"}},
      {Measure::kQuantity, {"unit", "sold"}},
      {Measure::kQuantity, {"item", "sold"}},
      {Measure::kQuantity, {"sale", "unit"}},
      {Measure::kQuantity, {"sale", "volume"}},
      {Measure::kQuantity, {"volume"}},
      {Measure::kQuantity, {"sold"}},
      {Measure::kQuantity, {"unit"}},
      {Measure::kGrossRevenue, {"gross", "sale"}},
      {Measure::kGrossRevenue, {"gross", "revenue"}},
      {Measure::kRevenue, {"gross", "amount"}},
      {Measure::kRevenue, {"revenue"}},
      {Measure::kRevenue, {"sale"}},
      {Measure::kRevenue, {"turnover"}},
      {Measure::kRevenue, {"gmv"}},
      {Measure::kExpense, {"expense"}},
      {Measure::kExpense, {"expance"}},
      {Measure::kRevenue, {"amount"}},
      {Measure::kRevenue, {"subtotal"}},
      {Measure::kRevenue, {"sub", "total"}},
      {Measure::kRevenue, {"order", "value"}},
      {Measure::kRevenue, {"order", "total"}},
      {Measure::kRevenue, {"payment", "value"}},
      {Measure::kRevenue, {"transaction", "value"}},
      {Measure::kRevenue, {"purchase", "value"}},
      {Measure::kRevenue, {"spend"}},
      {Measure::kRevenue, {"spent"}},
      {Measure::kRevenue, {"spending"}},
      {Measure::kRevenue, {"bill"}},
      {Measure::kCount, {"previous", "purchase"}},
      {Measure::kRevenue, {"payment"}},
      {Measure::kRevenue, {"purchase"}},
      {Measure::kRevenue, {"total"}},
      {Measure::kRate, {"rate"}},
      {Measure::kRate, {"percent"}},
      {Measure::kRate, {"ratio"}},
      {Measure::kRate, {"index"}},
      {Measure::kPhysical, {"weight"}},
      {Measure::kPhysical, {"height"}},
      {Measure::kPhysical, {"length"}},
      {Measure::kPhysical, {"width"}},
      {Measure::kPhysical, {"size"}},
      {Measure::kPhysical, {"temperature"}},
      {Measure::kPhysical, {"age"}},
      {Measure::kPhysical, {"latitude"}},
      {Measure::kPhysical, {"longitude"}},
      {Measure::kPhysical, {"visibility"}},
      {Measure::kCount, {"count"}},
      {Measure::kCount, {"visit"}},
      {Measure::kCount, {"visitor"}},
      {Measure::kCount, {"click"}},
      {Measure::kCount, {"impression"}},
      {Measure::kCount, {"view"}},
      {Measure::kCount, {"point"}},
      {Measure::kCount, {"footfall"}},
      {Measure::kCount, {"return"}},
      {Measure::kCount, {"item"}},
      {Measure::kCount, {"customer"}},
      {Measure::kCount, {"order"}},
      {Measure::kCount, {"transaction"}},
  };
  return kAll;
}

bool HasAll(const std::vector<std::string>& words, const Words& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](std::string_view each) {
    return std::find(words.begin(), words.end(), each) != words.end();
  });
}

template <size_t N>
bool Contains(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

const std::unordered_map<std::string_view, size_t>& GroupOfPhrase() {
  static const auto kIndex = [] {
    std::unordered_map<std::string_view, size_t> index;
    for (size_t group = 0; group < SameMeaning().size(); ++group)
      for (const std::string_view phrase : SameMeaning()[group]) index.emplace(phrase, group);
    return index;
  }();
  return kIndex;
}

}  // namespace

bool IsAdditive(Measure measure) {
  switch (measure) {
    case Measure::kRevenue:
    case Measure::kGrossRevenue:
    case Measure::kProfit:
    case Measure::kCost:
    case Measure::kQuantity:
    case Measure::kStock:
    case Measure::kDiscountAmount:
    case Measure::kTax:
    case Measure::kShipping:
    case Measure::kCount:
    case Measure::kExpense:
      return true;
    default:
      return false;
  }
}

bool IsMoney(Measure measure) {
  switch (measure) {
    case Measure::kRevenue:
    case Measure::kGrossRevenue:
    case Measure::kProfit:
    case Measure::kCost:
    case Measure::kUnitCost:
    case Measure::kUnitPrice:
    case Measure::kListPrice:
    case Measure::kDiscountAmount:
    case Measure::kTax:
    case Measure::kShipping:
    case Measure::kExpense:
      return true;
    default:
      return false;
  }
}

std::vector<std::string> HeadingWords(std::string_view name) {
  std::vector<std::string> words;
  for (const std::string& part : Split(SnakeCase(name), '_')) {
    std::vector<std::string> parts;
    if (part.empty()) continue;
    if (IsWhole(part) || part.size() < 5 || !SplitFrom(part, &parts)) parts = {part};
    for (const std::string& each : parts) AddWord(each, &words);
  }
  return words;
}

Measure MeasureOf(const std::vector<std::string>& words) {
  // "total children" is a number of children; "total" alone, or with money, is money.
  if (words.size() > 1 && words[0] == "total") {
    const Measure rest = MeasureOf({words.begin() + 1, words.end()});
    if (rest == Measure::kOther) return Measure::kCount;
    if (rest != Measure::kUnitPrice) return rest;
  }
  for (const MeasureWords& row : MeasureTable())
    if (HasAll(words, row.words)) return row.measure;
  return Measure::kOther;
}

const std::vector<Thing>& Things() {
  static const std::vector<Thing> kAll = {
      {"order",
       "orders",
       {"order", "invoice", "transaction", "purchase", "receipt", "bill", "sale"},
       {"purchase", "transaction", "invoice", "checkout", "basket"}},
      {"customer",
       "customers",
       {"customer", "client", "buyer", "shopper", "member", "user", "consumer", "patron"},
       {"client", "buyer", "shopper", "consumer", "account", "purchaser"}},
      {"product",
       "products",
       {"product", "item", "sku", "asin", "article", "stockcode", "good"},
       {"item", "article", "sku", "good", "merchandise"}},
      {"employee",
       "employees",
       {"employee", "salesperson", "salesrep", "staff", "cashier", "salesman", "clerk"},
       {"salesperson", "sales person", "sales rep", "sales representative", "staff member",
        "worker", "rep", "salesman", "salespeople", "sales people"}},
      {"seller", "sellers", {"seller", "merchant"}, {"merchant", "marketplace seller"}},
      {"store",
       "stores",
       {"store", "branch", "outlet", "shop"},
       {"branch", "outlet", "shop", "location"}},
      {"supplier", "suppliers", {"supplier", "vendor", "manufacturer"}, {"vendor", "manufacturer"}},
      {"shipper",
       "shippers",
       {"shipper", "carrier", "courier"},
       {"carrier", "courier", "shipping company", "delivery company"}},
      {"warehouse", "warehouses", {"warehouse", "depot"}, {"depot", "distribution centre"}},
      {"category", "categories", {"category"}, {"product category", "department"}},
      {"brand", "brands", {"brand"}, {"make", "label"}},
      {"promotion",
       "promotions",
       {"promotion", "campaign", "coupon"},
       {"campaign", "offer", "promo", "coupon"}},
      {"payment", "payments", {"payment"}, {"payment transaction"}},
      {"office", "offices", {"office"}, {"bureau"}},
  };
  return kAll;
}

const Thing* FindThing(std::string_view name) {
  for (const Thing& thing : Things())
    if (thing.name == name) return &thing;
  return nullptr;
}

const Thing* ThingOf(const std::vector<std::string>& words) {
  const std::string phrase = aisle::Join(words, " ");
  if (phrase == "stock code" || phrase == "item purchase" || phrase == "product purchase")
    return FindThing("product");
  std::vector<std::string> rest;
  for (const std::string& word : words)
    if (!IsIdWord(word) && !IsNameWord(word)) rest.push_back(word);
  if (rest.empty()) {  // the code is the thing: sku, asin
    for (const std::string& word : words)
      if (word == "sku" || word == "asin") return FindThing("product");
    return nullptr;
  }
  if (rest.size() != 1) return nullptr;
  for (const Thing& thing : Things())
    for (const std::string_view word : thing.words)
      if (word == rest[0]) return &thing;
  return nullptr;
}

bool IsIdWord(std::string_view word) {
  constexpr std::array<std::string_view, 10> kIds = {"id",   "code", "number", "key",  "sku",
                                                     "asin", "ref",  "uuid",   "guid", "barcode"};
  return Contains(kIds, word);
}

bool IsNameWord(std::string_view word) {
  constexpr std::array<std::string_view, 4> kNames = {"name", "title", "fullname", "label"};
  return Contains(kNames, word);
}

bool IsFilerWord(std::string_view word) {
  constexpr std::array<std::string_view, 30> kFiler = {
      "lookup", "analysis", "utf",  "utf8",  "sheet1", "sql",     "xlsx",   "report",
      "data",   "dataset",  "list", "sheet", "file",   "table",   "dump",   "final",
      "clean",  "raw",      "csv",  "copy",  "new",    "updated", "sample", "full",
      "all",    "the",      "and",  "of",    "fact",   "dim"};
  return Contains(kFiler, word);
}

bool IsCalendarWord(std::string_view word) {
  constexpr std::array<std::string_view, 8> kCalendar = {"year",    "month", "quarter", "week",
                                                         "weekday", "day",   "hour",    "season"};
  return Contains(kCalendar, word);
}

bool IsProseWord(std::string_view word) {
  constexpr std::array<std::string_view, 15> kProse = {
      "description", "comment", "note",  "remark", "review",  "address", "ingredient", "message",
      "text",        "url",     "image", "email",  "website", "photo",   "feedback"};
  return Contains(kProse, word);
}

const std::vector<std::vector<std::string_view>>& SameMeaning() {
  static const std::vector<std::vector<std::string_view>> kAll = {
      // places
      {"state", "province"},
      {"city", "town"},
      {"country", "nation"},
      {"region", "zone"},
      {"territory", "sales territory"},
      {"market", "sales market"},
      {"postal code", "zip", "zip code", "zipcode", "pincode", "pin code", "postcode", "post code",
       "postal"},
      {"address", "street address"},
      {"location", "place"},
      {"county", "district"},
      {"continent", "part of the world"},
      // time
      {"date", "day"},
      {"order date", "date of order", "ordered on", "order day", "purchase date",
       "date of purchase", "invoice date", "transaction date", "sale date", "sales date"},
      {"ship date", "shipping date", "shipped date", "date shipped", "dispatch date"},
      {"required date", "due date", "promised date", "deadline", "need by date"},
      {"delivery date", "delivered date", "date delivered", "arrival date"},
      {"birth date", "birthday", "date of birth", "dob"},
      {"hire date", "hired on", "joining date", "start date"},
      {"time", "time of day"},
      {"month", "calendar month"},
      {"year", "calendar year"},
      {"holiday", "holiday flag", "is holiday"},
      // things
      {"customer", "client", "buyer", "shopper"},
      {"product", "item", "article"},
      {"employee", "salesperson", "sales person", "sales rep", "sales representative", "salesman",
       "staff"},
      {"store", "branch", "outlet", "shop"},
      {"supplier", "vendor"},
      {"shipper", "carrier", "courier"},
      {"warehouse", "depot"},
      {"brand", "make"},
      {"manufacturer", "maker"},
      {"company", "firm"},
      {"manager", "boss", "supervisor"},
      {"sku", "sku code", "stock keeping unit", "stock code", "stockcode"},
      {"asin", "amazon product code"},
      {"style", "design"},
      {"model", "product model"},
      // descriptions of things
      {"category", "product category", "item category"},
      {"sub category", "subcategory", "product subcategory", "product sub category"},
      {"department", "division"},
      {"product line", "product group", "product family", "line of product"},
      {"product type", "item type", "kind of product"},
      {"type", "kind"},
      {"segment", "customer segment"},
      {"customer type", "customer group", "type of customer"},
      {"gender", "sex"},
      {"age", "customer age", "years old"},
      {"age group", "age band", "age range"},
      {"color", "colour", "shade"},
      {"size", "product size"},
      {"material", "fabric"},
      {"season", "time of year"},
      {"title", "job title", "position", "designation"},
      {"contact name", "contact person", "contact"},
      {"phone", "telephone", "phone number", "contact number", "mobile"},
      {"email", "e mail", "mail address", "email address"},
      {"first name", "given name", "forename"},
      {"last name", "surname", "family name"},
      {"description", "details"},
      {"ingredient", "topping"},
      {"unit", "unit of measure", "uom"},
      {"discontinued", "no longer sold"},
      {"loyalty", "membership", "loyalty status"},
      {"catalog", "catalogue", "collection"},
      {"weight", "product weight"},
      {"rating", "stars", "review rating", "customer rating", "satisfaction"},
      // selling
      {"order id", "order number", "order no", "order code"},
      {"invoice id", "invoice number", "invoice no", "bill number"},
      {"transaction id", "transaction number", "transaction no"},
      {"customer id", "customer number", "customer code", "client id"},
      {"product id", "product number", "product code", "item id", "item code"},
      {"employee id", "employee number", "staff id"},
      {"status", "order status", "order state"},
      {"channel", "sales channel", "selling channel", "platform"},
      {"payment method", "payment type", "payment mode", "mode of payment", "method of payment",
       "payment option", "pay method"},
      {"ship mode", "shipping mode", "shipping method", "delivery method", "delivery mode",
       "mode of shipping", "shipping type", "shipping option", "shipping class", "ship method",
       "ship type"},
      {"ship service level", "shipping service", "service level", "shipping service level",
       "delivery service", "shipping speed", "delivery speed"},
      {"courier status", "delivery status", "shipping status", "shipment status"},
      {"fulfillment", "fulfilment", "fulfillment method", "fulfilment method",
       "fulfillment channel", "fulfilment channel", "fulfillment type", "fulfilment type"},
      {"fulfilled by", "fulfillment partner"},
      {"order priority", "priority", "urgency"},
      {"b2b", "business", "business order", "business to business"},
      {"promotion", "promo", "offer", "promotion id", "promotion ids"},
      {"coupon", "coupon code", "promo code", "voucher", "discount code"},
      {"currency", "money"},
      {"returned", "sent back"},
      {"cancelled", "canceled"},
      // numbers
      {"quantity", "qty", "units", "pieces", "pcs"},
      {"amount", "order amount", "order value", "sales amount", "sale amount"},
      {"gross amount", "gross value"},
      {"price", "unit price", "price each", "price per unit", "item price", "selling price",
       "sale price", "product price"},
      {"list price", "catalog price", "catalogue price", "standard price"},
      {"mrp", "maximum retail price", "msrp", "recommended price"},
      {"unit cost", "cost price", "purchase price", "buy price", "buying price", "cost per unit"},
      {"cost", "costs"},
      {"cogs", "cost of goods", "cost of goods sold"},
      {"discount", "discount rate", "discount percent", "discount percentage", "markdown",
       "price reduction"},
      {"discount amount", "discount value"},
      {"tax", "gst", "vat", "sales tax"},
      {"freight", "shipping cost", "shipping charge", "shipping charges", "shipping fee",
       "delivery fee", "delivery cost", "freight charge", "freight charges", "freight cost",
       "shipping costs", "shipping price"},
      {"profit", "earnings"},
      {"stock", "inventory", "on hand", "stock on hand", "stock level", "units in stock",
       "quantity in stock", "available stock", "stock quantity"},
      {"reorder level", "reorder point", "minimum stock"},
      {"credit limit", "credit line"},
      {"expense", "spending", "outlay"},
  };
  return kAll;
}

std::vector<std::string> SynonymsOf(std::string_view phrase) {
  std::vector<std::string> others;
  const auto found = GroupOfPhrase().find(phrase);
  if (found == GroupOfPhrase().end()) return others;
  for (const std::string_view other : SameMeaning()[found->second])
    if (other != phrase) others.emplace_back(other);
  return others;
}

bool IsKnownPhrase(std::string_view phrase) { return GroupOfPhrase().contains(phrase); }

}  // namespace aisle::semantic
