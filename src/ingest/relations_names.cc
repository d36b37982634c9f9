#include "ingest/relations_names.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "ingest/keys_names.h"

namespace aisle::ingest {
namespace {

using Words = std::vector<std::string_view>;

// Roles that rows of a table play for other rows of it.
const Words kSelfRoles = {"manager", "parent", "supervisor", "bos", "boss", "mentor", "referrer"};
const Words kSelfPhrases = {"reports_to",    "report_to",   "reportsto",
                            "referred_by",   "replaced_by", "managed_by",
                            "supervised_by", "replaces",    "belongs_to"};

// Words for one kind of people: a support rep is an employee.
const std::vector<Words> kSameKind = {{"employee", "staff", "rep", "salesrep", "salesperson",
                                       "salesman", "agent", "cashier", "seller", "worker"},
                                      {"customer", "client", "buyer", "shopper", "user", "member"}};

// What counts lines in any table, and refers to nothing.
const Words kCounters = {"s",   "sr",       "sl",    "serial", "row",  "line",
                         "seq", "sequence", "index", "record", "rank", "position"};

bool Contains(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool EndsWithWord(std::string_view text, std::string_view tail) {
  return text == tail || (text.size() > tail.size() && EndsWith(text, tail) &&
                          text[text.size() - tail.size() - 1] == '_');
}

bool IsSelfRole(const ColumnName& from, const NameHint& hint) {
  if (Contains(kSelfPhrases, from.column) || Contains(kSelfPhrases, hint.stem)) return true;
  return !hint.words.empty() && Contains(kSelfRoles, Split(hint.stem, '_').front());
}

// "category_name" → "category".
std::string WithoutNameWord(std::string_view stem) {
  for (const std::string_view tail : {"_name", "_title", "_label"}) {
    if (EndsWith(stem, tail)) return std::string(stem.substr(0, stem.size() - tail.size()));
  }
  return std::string(stem);
}

bool SameKind(const std::string& from, const std::string& key) {
  const std::string last = from.substr(from.rfind('_') + 1);
  return std::any_of(kSameKind.begin(), kSameKind.end(), [&](const Words& kind) {
    return Contains(kind, last) && Contains(kind, key);
  });
}

// "prod" for "product", "cust" for "customer": the beginning of the word.
bool Shortens(const std::string& from, const std::string& key) {
  return from.size() >= 3 && from.size() < key.size() && StartsWith(key, from) &&
         key.find('_') == std::string::npos;
}

int StemAffinity(const std::string& from, const std::string& key, bool key_identifies) {
  if (from == key) return 60;
  if (key_identifies && EndsWithWord(from, key)) return 50;
  if (!key_identifies && (from == WithoutNameWord(key) || WithoutNameWord(from) == key)) return 45;
  if (key_identifies && (SameKind(from, key) || Shortens(from, key))) return 42;
  // "order" for "sales_order_id": fewer words on this side.
  if (key_identifies && EndsWithWord(key, from)) return 42;
  return kNoAffinity;
}

}  // namespace

int Affinity(const ColumnName& from, const ColumnName& to) {
  const NameHint from_hint = ReadName(from.column);
  const NameHint to_hint = ReadName(to.column);
  if (from.table == to.table) {
    return to_hint.identifies && IsSelfRole(from, from_hint) ? 50 : kNoAffinity;
  }
  // A mere "id" or "name" means another thing in every table.
  const std::string from_stem = KeyStem(from.table, from_hint);
  const std::string key_stem = KeyStem(to.table, to_hint);
  if (from_hint.names && from_hint.words.size() == 1) return kNoAffinity;
  if (Contains(kCounters, from_stem) || Contains(kCounters, key_stem)) return kNoAffinity;
  const bool key_identifies = to_hint.identifies;
  const int affinity = StemAffinity(from_stem, key_stem, key_identifies);
  if (affinity == kNoAffinity) return kNoAffinity;
  return affinity + (Denotes(key_stem, to.table) ? kHomeAffinity : 0);
}

bool IsCalendar(std::string_view table) {
  const std::vector<std::string> words = Split(SingularName(table), '_');
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return word == "calendar" || word == "date" || word == "day" || word == "holiday";
  });
}

}  // namespace aisle::ingest
