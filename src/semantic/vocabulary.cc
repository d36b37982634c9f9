#include "semantic/vocabulary.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"

namespace aisle::semantic {
namespace {

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
      {"supp", "supplier"},
      {"acct", "account"},
      {"bal", "balance"},
      {"mkt", "market"},
      {"prod", "product"},
      {"prd", "product"},
      {"cat", "category"},
      {"catg", "category"},
      {"subcat", "subcategory"},
      {"cat", "category"},
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
    "returns",  "payments",   "user",     "visitor",   "session",     "event",    "key",
    "cust",     "supp",       "part",     "nation",    "acct",        "bal",      "mkt",
    "segment",  "extended",   "retail",   "receipt",   "commit",      "avail",    "priority",
    "clerk",
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

const std::vector<Thing>& Things() {
  static const std::vector<Thing> kAll = {
      {"order",
       "orders",
       {"order", "invoice", "transaction", "purchase", "receipt", "ticket", "bill", "sale",
        "increment", "po", "basket"},
       {"purchase", "transaction", "invoice", "checkout", "basket"}},
      {"customer",
       "customers",
       {"customer", "client", "buyer", "shopper", "member", "user", "consumer", "patron",
        "household"},
       {"client", "buyer", "shopper", "consumer", "account", "user", "person", "household",
        "spender"}},
      {"product",
       "products",
       {"product", "item", "sku", "asin", "article", "stockcode", "good"},
       {"item", "article", "sku", "good", "merchandise"}},
      {"employee",
       "employees",
       {"employee", "rep", "salesperson", "salesrep", "staff", "cashier", "salesman", "clerk"},
       {"salesperson",
        "sales person",
        "sales rep",
        "sales representative",
        "staff member",
        "worker",
        "rep",
        "agent",
        "sales agent",
        "support rep",
        "sales support agent",
        "salesman",
        "salespeople",
        "sales people",
        "account representative",
        "account rep",
        "account manager",
        "account executive",
        "sales associate",
        "sales executive",
        "sales clerk"}},
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
  if (phrase == "stock code" || phrase == "item purchase" || phrase == "product purchase" ||
      phrase == "item description")
    return FindThing("product");
  if (phrase == "sale rep" || phrase == "sale person" || phrase == "sale rep id" ||
      phrase == "sale rep name" || phrase == "sale person name")
    return FindThing("employee");
  std::vector<std::string> rest;
  for (const std::string& word : words)
    if (!IsIdWord(word) && !IsNameWord(word)) rest.push_back(word);
  if (rest.empty()) {  // the code is the thing: sku, asin
    for (const std::string& word : words)
      if (word == "sku" || word == "asin") return FindThing("product");
    return nullptr;
  }
  // "wwi invoice id": whose numbers they are comes first.
  const bool sales = rest.size() == 2 && rest[0] == "sale" && rest[1] == "order";
  const bool owned = sales || (rest.size() == 2 && rest[1] == "invoice");
  if (owned && rest.size() < words.size()) rest.erase(rest.begin());
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
  constexpr std::array<std::string_view, 37> kFiler = {
      "lookup",  "analysis",  "utf",    "utf8",  "sheet1", "sql",     "xlsx",   "report",
      "data",    "dataset",   "list",   "sheet", "file",   "table",   "dump",   "final",
      "clean",   "raw",       "csv",    "copy",  "new",    "updated", "sample", "full",
      "all",     "the",       "and",    "of",    "fact",   "dim",     "daily",  "weekly",
      "monthly", "quarterly", "yearly", "train", "test"};
  return Contains(kFiler, word);
}

bool IsCalendarWord(std::string_view word) {
  constexpr std::array<std::string_view, 9> kCalendar = {
      "year", "month", "quarter", "week", "weekday", "dow", "day", "hour", "season"};
  return Contains(kCalendar, word);
}

bool IsProseWord(std::string_view word) {
  constexpr std::array<std::string_view, 15> kProse = {
      "description", "comment", "note",  "remark", "review",  "address", "ingredient", "message",
      "text",        "url",     "image", "email",  "website", "photo",   "feedback"};
  return Contains(kProse, word);
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
