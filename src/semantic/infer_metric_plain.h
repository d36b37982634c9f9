// Metrics of the numbers and flags that are no sales of their own: what adds up is summed, what
// does not is averaged, and a flag has its rate. Private to semantic/.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "semantic/infer_events.h"
#include "semantic/infer_metric_words.h"

namespace aisle::semantic {

class PlainMetrics : protected EventMetrics {
 public:
  PlainMetrics(Draft* draft, const TableRole& table) : EventMetrics(draft, table) {}

 protected:
  Expr Rows() const { return CountRows(table_.Name()); }
  bool Sells() const {
    return AmountBase(table_) == "revenue" && !table_.follows && !table_.Mentions("review");
  }

  void AddPlain(const TableRole& table);
  void AddFlagRates();
  void AddDeedRate(const ColumnRole& role, const std::string& rate);
  void AddSoldPrice(const Found& found);
  void AddTotal(const Found& found);
  static Expr OncePerOrder(const Found& found, const std::string& fold);
  static Expr TotalOf(const Found& found);
  static Expr MeanOf(const Found& found);
  static std::string OverWhat(const Found& found, const char* plain);
  static void AddCountWords(const std::string& phrase, std::vector<std::string>* words);
  void AddAverage(const Found& found);

  std::set<std::string> used_;  // columns that a metric adds up already
};

}  // namespace aisle::semantic
