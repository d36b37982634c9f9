// What was sold: revenue from an amount, from quantity × price, or by several ways of selling, and
// what discounts took off it. Private to semantic/.
#pragma once

#include <string>
#include <vector>

#include "semantic/infer_metric_delivery.h"

namespace aisle::semantic {

class SalesMetrics : protected DeliveryMetrics {
 public:
  SalesMetrics(Draft* draft, const TableRole& table) : DeliveryMetrics(draft, table) {}

 protected:
  void AddRevenue();
  static void DropDeeds(Metric* average);
  bool IsFraction(const Found& found) const;

 private:
  std::vector<Found> KindsOfSales() const;
  static bool IsKindOfSales(const ColumnRole& role);
  static Expr OrNothing(const Found& found);
  void AddKinds(const std::vector<Found>& kinds);
  void AddAmount(const ColumnRole& amount);
  void LeaveToOrders(Metric* average) const;
  bool AddExpensesOfKinds(const ColumnRole& amount);
  void AddOtherMoney(const std::string& base, const Found& found);
  void AddHeaderAmount(const ColumnRole& amount);
  Expr PriceOfLine(const Found& price) const;
  void AddPriced(const Found& price, const Found* quantity);
  void AddListed(const Found& list, const Found& quantity, Metric* revenue);
  void AddPercentOff(const Expr& gross, const std::string& what, const Found& discount,
                     const std::string& unit);
};

}  // namespace aisle::semantic
