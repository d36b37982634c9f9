// Metrics of what was cancelled and what came back: from a status or a flag, from a table of
// returns, or from rows with a negative quantity. Private to semantic/.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "semantic/infer_metric_adder.h"

namespace aisle::semantic {

// The rows of a table that take back a sale: those below zero, where they are few.
struct TakenBack {
  Expr condition;
  std::optional<Expr> cancelled;  // where a letter of the order's id says so
};
std::optional<TakenBack> TakenBackOf(const Draft& draft, const TableRole& table);

class ReturnMetrics : protected MetricAdder {
 public:
  ReturnMetrics(Draft* draft, const TableRole& table) : MetricAdder(draft, table) {
    header_ = table.header < 0 ? nullptr : &draft_.tables[static_cast<size_t>(table.header)];
  }

 protected:
  // The order's id in the table of the orders when there is one, else in the lines.
  Found OrderKey() const;
  Found LineOrderKey() const { return Found{table_.Name(), KeyOf(table_, "order")}; }
  void AddStatusRates();
  // Pieces that came back, in a table of returns, and what part they are of the pieces sold.
  void AddReturnedUnits(const Found& quantity);
  // Orders that a table of returns names.
  void AddReturnedOrders();
  bool AddReturnedLines();
  void AddTakenBack();

  const TableRole* header_ = nullptr;

 private:
  void AddStatusRate(const std::string& done, const std::string& rate,
                     const std::vector<std::string>& stems);
  // The ids that a list of `stems` names: "order_id" of returns.
  std::optional<Expr> MarkedBy(const std::vector<std::string>& stems) const;
  void AddTakenBackSums(const Expr& condition);
  // A metric of which less is better; nothing where the model has it.
  void AddBad(const std::string& base, Expr expr, const std::string& unit,
              const std::string& description);
};

}  // namespace aisle::semantic
