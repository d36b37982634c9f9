#include "semantic/infer_metric_plain.h"

#include "base/text.h"
#include "semantic/flag_words.h"

namespace aisle::semantic {

// Every other number: the sum of what adds up, the average of what does not.
void PlainMetrics::AddPlain(const TableRole& table) {
  for (const ColumnRole& role : table.columns) {
    if (role.hidden || role.kind != DimensionKind::kNumber) continue;
    const Found found{table.Name(), &role};
    const bool used = used_.contains(found.Field());
    if (IsAdditive(role.measure) && !used) AddTotal(found);
    const bool price = role.measure == Measure::kUnitPrice || role.measure == Measure::kListPrice;
    if (price && HasListedPrice(draft_, table))
      AddSoldPrice(found);
    else
      AddAverage(found);
  }
}

// "Subscription rate": the share of the customers; "promo code usage rate": of the orders.
void PlainMetrics::AddFlagRates() {
  for (const ColumnRole& role : table_.columns) {
    if (role.hidden || role.kind != DimensionKind::kFlag) continue;
    const FlagWords words = FlagWordsOf(role.words);
    if (words.deed) AddDeedRate(role, words.rate);
    if (words.deed) continue;
    const Found person{table_.Name(), KeyOf(table_, "customer")};
    const Found key = words.holders.empty() ? LineOrderKey() : person;
    if (words.rate.empty() || (!words.holders.empty() && !person.role)) continue;
    const Expr all = key.role ? CountDistinct(Of(key)) : Rows();
    std::vector<std::string> more;
    if (words.holders.empty()) more = {ReplaceAll(words.rate, " rate", "")};
    Add(words.rate, Over(Filtered(all, FlagIsSet(table_, role)), all), "%",
        "Share of " + std::string(words.holders.empty() ? "orders" : "customers") + " with " +
            role.column->label + ".",
        std::move(more));
  }
}

// "reorder rate" of a line that says whether it was reordered: the share of the lines.
void PlainMetrics::AddDeedRate(const ColumnRole& role, const std::string& rate) {
  Add(rate, Over(Filtered(Rows(), FlagIsSet(table_, role)), Rows()), "%",
      "Share of the rows of " + table_.table->label + " with " + role.column->label + ".",
      {role.phrase + " rate", role.phrase + " ratio", role.phrase + " percentage"});
}

void PlainMetrics::AddSoldPrice(const Found& found) {
  Metric* metric = Add("average sold price", Average(Of(found)), UnitOf(found),
                       "Average " + found.role->column->label + " of a row, as sold.");
  if (metric) metric->table = found.table;
}

void PlainMetrics::AddTotal(const Found& found) {
  const bool bare = found.role->phrase == "total" || found.role->phrase == "amount";
  const std::string heading =
      (header_ && bare ? "order " : "") + found.role->heading;  // beside the lines' revenue
  std::vector<std::string> words;
  AddCountWords(found.role->phrase, &words);
  for (const char* lead : {"total ", "sum of "}) AddUnique(lead + heading, &words);
  for (const std::string& other : SynonymsOf(heading)) {
    AddUnique(other, &words);
    AddUnique("total " + other, &words);
  }
  AddUnique(found.role->phrase, &words);
  Metric* metric = Add(heading, TotalOf(found), UnitOf(found),
                       "Sum of " + found.role->column->label + OverWhat(found, "."), words);
  if (metric) metric->table = found.table;
}

// What every line of an order prints again counts once for the order.
Expr PlainMetrics::OncePerOrder(const Found& found, const std::string& fold) {
  const Expr order = Field(found.table + "." + found.role->column->same_within);
  return Make(Op::kPer, {Make(Op::kAggregate, {Of(found)}, "max"), order}, fold);
}

Expr PlainMetrics::TotalOf(const Found& found) {
  return found.role->column->same_within.empty() ? Sum(Of(found)) : OncePerOrder(found, "sum");
}

Expr PlainMetrics::MeanOf(const Found& found) {
  return found.role->column->same_within.empty() ? Average(Of(found)) : OncePerOrder(found, "avg");
}

std::string PlainMetrics::OverWhat(const Found& found, const char* plain) {
  if (found.role->column->same_within.empty()) return plain;
  return ", once for each order: all its lines repeat it.";
}

// "number of ratings" for rating_count.
void PlainMetrics::AddCountWords(const std::string& phrase, std::vector<std::string>* words) {
  constexpr std::string_view kCount = " count";
  if (!EndsWith(phrase, kCount)) return;
  const std::string things = Plural(phrase.substr(0, phrase.size() - kCount.size()));
  for (const char* lead : {"number of ", "total number of ", "total ", "count of ", "no of "})
    AddUnique(lead + things, words);
  AddUnique(things + " count", words);
}

void PlainMetrics::AddAverage(const Found& found) {
  if (used_.contains(found.Field() + " avg")) return;
  const std::string& heading = found.role->heading;
  std::vector<std::string> words;
  std::vector<std::string> names;
  if (Sells() || found.role->phrase != "amount") names = SynonymsOf(heading);
  names.insert(names.begin(), heading);
  for (const std::string& name : names)
    for (const char* word : {"average ", "avg ", "mean "}) AddUnique(word + name, &words);
  Metric* metric = Add("average " + heading, MeanOf(found), UnitOf(found),
                       "Average " + found.role->column->label + " of a row.", words);
  if (metric) metric->table = found.table;
}

}  // namespace aisle::semantic
