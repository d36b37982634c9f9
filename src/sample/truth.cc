#include <algorithm>
#include <vector>

#include "base/json.h"
#include "sample/sample.h"

namespace aisle::sample {
namespace {

double Rupees(Money money) { return static_cast<double>(money) / 100; }

json::object RupeesBy(const std::map<std::string, Money>& sums) {
  json::object object;
  for (const auto& [name, sum] : sums) object[name] = Rupees(sum);
  return object;
}

json::object CountsBy(const std::map<std::string, int64_t>& counts) {
  json::object object;
  for (const auto& [name, count] : counts) object[name] = count;
  return object;
}

json::object Orders(const OrdersTruth& t) {
  return {{"rows", t.rows},
          {"orders", t.orders},
          {"units", t.units},
          {"amount", Rupees(t.amount)},
          {"without_amount", t.without_amount},
          {"repeated_lines", t.repeated_lines},
          {"odd_places", t.odd_places},
          {"misspelt_states", t.misspelt_states},
          {"amount_by_category", RupeesBy(t.amount_by_category)},
          {"amount_by_state", RupeesBy(t.amount_by_state)},
          {"amount_by_month", RupeesBy(t.amount_by_month)},
          {"rows_by_status", CountsBy(t.rows_by_status)}};
}

json::object International(const InternationalTruth& t) {
  return {{"rows", t.rows},
          {"amount", Rupees(t.amount)},
          {"customers", t.customers},
          {"second_printing", t.second_printing},
          {"shipping_rows", t.shipping_rows},
          {"stock_pairs", t.stock_pairs},
          {"other_rows", t.other_rows}};
}

class Questions {
 public:
  void Add(std::string_view question, std::string_view klass, json::array rows) {
    json::object line{
        {"id", "S" + std::to_string(++count_)}, {"question", question}, {"class", klass}};
    line["expect_rows"] = std::move(rows);
    text_ += json::serialize(line) + "\n";
  }
  void AddRefused(std::string_view question) {
    text_ += json::serialize(json::object{{"id", "S" + std::to_string(++count_)},
                                          {"question", question},
                                          {"class", "trap"},
                                          {"gold_answer", nullptr}}) +
             "\n";
  }
  std::string Text() const { return text_; }

 private:
  int count_ = 0;
  std::string text_;
};

json::array One(json::value value) { return {json::array{std::move(value)}}; }

json::array RowsOf(const std::map<std::string, Money>& sums) {
  json::array rows;
  for (const auto& [name, sum] : sums) rows.push_back(json::array{name, Rupees(sum)});
  return rows;
}

// The largest sums, largest first.
json::array TopOf(const std::map<std::string, Money>& sums, size_t count) {
  std::vector<std::pair<std::string, Money>> sorted(sums.begin(), sums.end());
  std::sort(sorted.begin(), sorted.end(),
            [](const auto& a, const auto& b) { return a.second > b.second; });
  sorted.resize(std::min(count, sorted.size()));
  json::array rows;
  for (const auto& [name, sum] : sorted) rows.push_back(json::array{name, Rupees(sum)});
  return rows;
}

int64_t RowsWith(const OrdersTruth& orders, const std::string& status) {
  const auto found = orders.rows_by_status.find(status);
  return found == orders.rows_by_status.end() ? 0 : found->second;
}

json::array MonthRows(const std::map<std::string, Money>& sums) {
  json::array rows;
  for (const auto& [month, sum] : sums) rows.push_back(json::array{month + "-01", Rupees(sum)});
  return rows;
}

}  // namespace

std::string ToJson(const Truth& truth) {
  return json::serialize(json::object{{"seed", truth.seed},
                                      {"online_orders", Orders(truth.orders)},
                                      {"international_sales", International(truth.international)},
                                      {"stock",
                                       {{"rows", truth.stock.rows},
                                        {"units", truth.stock.units},
                                        {"blank_rows", truth.stock.blank_rows},
                                        {"broken_codes", truth.stock.broken_codes}}},
                                      {"price_list",
                                       {{"rows", truth.prices.rows},
                                        {"missing_cells", truth.prices.missing_cells},
                                        {"broken_cells", truth.prices.broken_cells}}}});
}

std::string QuestionsOf(const Truth& truth) {
  Questions questions;
  const OrdersTruth& orders = truth.orders;
  questions.Add("What is the total amount of online orders?", "simple", One(Rupees(orders.amount)));
  questions.Add("How many orders are there?", "simple", One(orders.orders));
  questions.Add("How many order lines were cancelled?", "simple",
                One(RowsWith(orders, "Cancelled")));
  questions.Add("Total amount by category", "group", RowsOf(orders.amount_by_category));
  questions.Add("Top 5 states by amount", "group", TopOf(orders.amount_by_state, 5));
  questions.Add("Which category has the highest amount?", "group",
                TopOf(orders.amount_by_category, 1));
  questions.Add("Monthly amount of online orders", "time", MonthRows(orders.amount_by_month));
  questions.Add("What is the gross amount of international sales?", "simple",
                One(Rupees(truth.international.amount)));
  questions.Add("How many customers are there?", "simple", One(truth.international.customers));
  questions.Add("What is the total stock?", "simple", One(truth.stock.units));
  questions.AddRefused("What is the salary of the HR manager?");
  questions.AddRefused("What will the weather be in Paris tomorrow?");
  return questions.Text();
}

}  // namespace aisle::sample
