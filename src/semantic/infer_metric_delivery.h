// Metrics of how long orders are under way and of which come late: from the dates of the orders or
// of their shipments, from columns of days, or from a status. Private to semantic/.
#pragma once

#include <string>

#include "semantic/infer_metric_plain.h"

namespace aisle::semantic {

class DeliveryMetrics : protected PlainMetrics {
 public:
  DeliveryMetrics(Draft* draft, const TableRole& table) : PlainMetrics(draft, table) {}

 protected:
  void AddDelivery();

 private:
  struct Dates {
    Found ordered;
    Found required;                     // promised
    Found arrived;                      // delivered, or shipped when that is all there is
    const TableRole* holder = nullptr;  // whose rows are counted
  };
  static Dates DatesOf(const TableRole& table);
  // Those of the order, and of the shipment where each order has one.
  Dates DatesTogether() const;
  void AddTimes(const Dates& dates);
  // "Days for shipping (real)" beside "(scheduled)".
  bool AddCountedDays();
  void AddLate(const TableRole& holder, const Expr& late, const std::string& what);
  void AddOnTime(const TableRole& holder, const Expr& on_time, const std::string& what);
  void AddStatuses(const TableRole& holder);
  Expr OrdersOf(const TableRole& holder) const;
  Metric* AddFor(const TableRole& holder, const std::string& base, Expr expr,
                 const std::string& unit, const std::string& description);
};

}  // namespace aisle::semantic
