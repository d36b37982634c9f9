// Makes sample data of a marketplace seller's shape: order lines, an international sales file
// that holds three reports, a stock list and a price list, with the seasons of a real shop and
// the dirt of real exports. All names are invented. The same options give the same bytes, and
// what the files truly hold is known to the last paisa, so that answers can be checked.
//
//   folder/files/Online Orders.csv, International Sales.csv, Stock.csv, Price List.csv
//   folder/truth.json        what is in them
//   folder/questions.jsonl   questions with their answers, for `aisle eval`
//
// Rows are written as they are made: memory does not grow with `rows`.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"

namespace aisle::sample {

struct SampleOptions {
  std::string folder = "sample";
  int64_t rows = 20000;  // order lines; the other files grow with it
  uint64_t seed = 1;
};

using Money = int64_t;  // paise: a hundredth of a rupee

struct OrdersTruth {
  int64_t rows = 0;    // order lines, repeated ones included
  int64_t orders = 0;  // distinct order ids
  int64_t units = 0;
  Money amount = 0;
  int64_t without_amount = 0;  // cells left empty
  int64_t repeated_lines = 0;  // exact copies of the line before but for the row number
  int64_t odd_places = 0;      // states in another case or with blanks around
  int64_t misspelt_states = 0;
  std::map<std::string, Money> amount_by_category;  // in the spelling of the file
  std::map<std::string, Money> amount_by_state;     // by the right name, upper case
  std::map<std::string, Money> amount_by_month;     // 2025-01
  std::map<std::string, int64_t> rows_by_status;
};

struct InternationalTruth {
  int64_t rows = 0;  // of the first report
  Money amount = 0;
  int64_t customers = 0;        // distinct, without regard to case and blanks
  int64_t second_printing = 0;  // rows of the third report that repeat the first
  int64_t shipping_rows = 0;    // rows that only the third report has
  int64_t stock_pairs = 0;      // rows of the second report
  int64_t other_rows = 0;       // header rows, lone names, blank rows
};

struct StockTruth {
  int64_t rows = 0;  // with data
  int64_t units = 0;
  int64_t blank_rows = 0;
  int64_t broken_codes = 0;  // #REF!
};

struct PriceTruth {
  int64_t rows = 0;
  int64_t missing_cells = 0;  // Nill
  int64_t broken_cells = 0;   // #VALUE!
};

struct Truth {
  uint64_t seed = 0;
  OrdersTruth orders;
  InternationalTruth international;
  StockTruth stock;
  PriceTruth prices;
};

// Fails when the folder cannot be written or `rows` is not positive. Files that are there are
// replaced.
Result<Truth> Generate(const SampleOptions& options);

std::string ToJson(const Truth& truth);
// One question a line with `expect_rows`, as eval/eval.h reads them.
std::string QuestionsOf(const Truth& truth);

}  // namespace aisle::sample
