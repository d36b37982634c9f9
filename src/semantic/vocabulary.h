// The built-in retail vocabulary: which words of a column's heading mean what, and which words
// people use for the same thing. Plain tables (vocabulary.cc); growing them is how Aisle learns
// new headings. English, with the abbreviations that real files use.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aisle::semantic {

// What a numeric column measures.
enum class Measure {
  kNone,
  kRevenue,       // money of the row: amount, sales, line total
  kGrossRevenue,  // the same before discount or returns
  kProfit,
  kMarginRate,  // a fraction or percentage: not additive
  kCost,        // money paid for the row's goods
  kUnitCost,
  kUnitPrice,
  kListPrice,  // MRP, MSRP: what is printed on the label
  kQuantity,
  kStock,
  kDiscountRate,
  kDiscountAmount,
  kTax,
  kRate,      // any other percentage or rate
  kShipping,  // freight, delivery fee
  kRating,
  kPhysical,  // weight, length, temperature, age: averaged, never summed
  kDuration,  // days, minutes
  kCount,     // a number of something else: visits, points, reviews
  kExpense,   // money spent that is no cost of goods: rent, wages
  kPlan,      // a target or budget of money that another column of the row has
  kOther,     // a number of unknown meaning
};

// Whether rows' values may be added up.
bool IsAdditive(Measure measure);
// Whether the values are money when nothing else says so.
bool IsMoney(Measure measure);

// The words of a heading or snake_case name, lower case, singular, abbreviations spelt out,
// glued words split: "CustomerID" → customer id; "gross_amt" → gross amount; "Qty." → quantity.
std::vector<std::string> HeadingWords(std::string_view name);

Measure MeasureOf(const std::vector<std::string>& words);

// A kind of thing that retail data is about.
struct Thing {
  std::string_view name;                   // "customer"
  std::string_view plural;                 // "customers"
  std::vector<std::string_view> words;     // in headings: customer, client, buyer, member
  std::vector<std::string_view> synonyms;  // what people say
};

const std::vector<Thing>& Things();
const Thing* FindThing(std::string_view name);
// The thing that a heading names (its words without id, code, name …), or null.
const Thing* ThingOf(const std::vector<std::string>& words);

// Words that make a column the id or the name of a thing.
bool IsIdWord(std::string_view word);
bool IsNameWord(std::string_view word);
// Words of file names that say nothing about the rows: report, data, list, sheet.
bool IsFilerWord(std::string_view word);
// Year, month, quarter …: numbers that group rather than measure.
bool IsCalendarWord(std::string_view word);
// Headings of prose: description, comment, address.
bool IsProseWord(std::string_view word);

// Groups of phrases that mean the same in retail data; each phrase is in one group at most.
const std::vector<std::vector<std::string_view>>& SameMeaning();
// The other phrases of the phrase's group.
std::vector<std::string> SynonymsOf(std::string_view phrase);
// Whether a phrase is in the vocabulary at all.
bool IsKnownPhrase(std::string_view phrase);

}  // namespace aisle::semantic
