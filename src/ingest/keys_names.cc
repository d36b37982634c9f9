#include "ingest/keys_names.h"

#include <algorithm>

#include "base/text.h"

namespace aisle::ingest {
namespace {

using Words = std::vector<std::string_view>;

// Words that say "identifier" and nothing about of what.
const Words kIdentifierWords = {"id", "key", "code", "no",   "number", "num",       "nr", "nbr",
                                "pk", "fk",  "uuid", "guid", "ref",    "reference", "sk"};
// Words that are identifiers by themselves.
const Words kCodeWords = {"sku", "asin", "ean", "upc", "isbn", "gtin", "barcode", "invoice", "awb"};
const Words kMeasureWords = {
    "qty",    "quantity",  "amount",   "amt",     "price",     "cost",     "total",   "sum",
    "count",  "stock",     "sale",     "revenue", "profit",    "discount", "rate",    "tax",
    "unit",   "pc",        "piece",    "weight",  "freight",   "gross",    "net",     "mrp",
    "value",  "balance",   "budget",   "score",   "rating",    "age",      "percent", "share",
    "margin", "fee",       "duration", "height",  "width",     "length",   "day",     "hour",
    "minute", "inventory", "spend",    "income",  "population"};
const Words kNameWords = {"name", "title", "label"};
const Words kDateWords = {"date", "year",   "month",    "quarter",
                          "week", "period", "datetime", "timestamp"};
// What files written without word breaks glue to "id": "orderid".
const Words kEntityWords = {
    "order",       "customer",    "product",   "item",    "user",     "employee", "store",
    "shop",        "category",    "supplier",  "vendor",  "invoice",  "payment",  "account",
    "client",      "region",      "city",      "country", "seller",   "session",  "member",
    "campaign",    "transaction", "shipper",   "brand",   "location", "ticket",   "contract",
    "branch",      "warehouse",   "territory", "manager", "person",   "company",  "department",
    "subcategory", "cust",        "supp",      "part",    "nation",   "prod",     "emp"};

// What people add to the name of a table without meaning anything by it.
const Words kTableNoise = {"dataset", "data", "table",  "tbl", "dim",  "fact",  "list", "master",
                           "lookup",  "raw",  "export", "csv", "file", "sheet", "info", "all"};

bool Contains(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool ContainsAny(const Words& words, const std::vector<std::string>& of) {
  return std::any_of(of.begin(), of.end(), [&](const auto& word) { return Contains(words, word); });
}

// "customerid" → customer, id; "productkey" → product, key; others as they are.
void AddWord(std::string_view word, std::vector<std::string>* words) {
  for (const std::string_view tail : {"id", "key", "code", "no"}) {
    if (!EndsWith(word, tail)) continue;
    const std::string head = Singular(word.substr(0, word.size() - tail.size()));
    if (!Contains(kEntityWords, head)) continue;
    words->push_back(head);
    words->emplace_back(tail);
    return;
  }
  // "no" and "id" are no plurals, and a singular of two letters is a mistake.
  words->push_back(word.size() <= 3 ? std::string(word) : Singular(word));
}

std::vector<std::string> WordsOf(std::string_view name) {
  std::vector<std::string> words;
  for (const std::string& word : Split(SnakeCase(name), '_')) {
    if (!word.empty()) AddWord(word, &words);
  }
  // "c_custkey", "o_custkey": the letter is the table's.
  if (words.size() > 1 && words[0].size() == 1 && words[0] >= "a" && words[0] <= "z")
    words.erase(words.begin());
  return words;
}

bool IsIdentifierWord(const std::string& word) { return Contains(kIdentifierWords, word); }

std::string StemOf(std::vector<std::string> words) {
  while (!words.empty() && IsIdentifierWord(words.back())) words.pop_back();
  while (!words.empty() && IsIdentifierWord(words.front())) words.erase(words.begin());
  return Join(words, "_");
}

bool EndsWithWords(std::string_view name, std::string_view tail) {
  if (name == tail) return true;
  return name.size() > tail.size() && EndsWith(name, tail) &&
         name[name.size() - tail.size() - 1] == '_';
}

}  // namespace

NameHint ReadName(std::string_view column) {
  NameHint hint;
  hint.words = WordsOf(column);
  hint.stem = StemOf(hint.words);
  if (hint.words.empty()) return hint;
  // "number_of_items" counts; "item_number" identifies.
  const bool counts = hint.words.size() > 2 && hint.words[1] == "of";
  hint.identifies =
      !counts && (IsIdentifierWord(hint.words.back()) || IsIdentifierWord(hint.words.front()) ||
                  Contains(kCodeWords, hint.words.back()));
  hint.measures = !hint.identifies && (counts || ContainsAny(kMeasureWords, hint.words));
  hint.names = Contains(kNameWords, hint.words.back());
  hint.dates = Contains(kDateWords, hint.words.back());
  return hint;
}

std::string SingularName(std::string_view table) {
  const std::vector<std::string> words = WordsOf(table);
  std::vector<std::string> kept;
  for (const std::string& word : words) {
    if (!Contains(kTableNoise, word)) kept.push_back(word);
  }
  return Join(kept.empty() ? words : kept, "_");
}

std::string KeyStem(std::string_view table, const NameHint& hint) {
  if (hint.stem.empty()) return SingularName(table);
  const bool bare = hint.names && hint.words.size() == 1;
  return bare ? SingularName(table) + "_" + hint.stem : hint.stem;
}

bool Denotes(std::string_view stem, std::string_view table) {
  if (stem.empty()) return false;
  const std::string name = SingularName(table);
  return EndsWithWords(name, stem) || EndsWithWords(stem, name);
}

}  // namespace aisle::ingest
