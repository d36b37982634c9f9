#include "semantic/infer_metric_delivery.h"

#include <algorithm>

namespace aisle::semantic {
namespace {

Expr DaysFrom(const Found& from, const Found& to) {
  return Make(Op::kElapsed, {Of(from), Of(to)}, "days");
}

bool IsPromised(const ColumnRole& role) {
  return HasAny(role,
                {"required", "due", "promised", "estimated", "expected", "scheduled", "planned"});
}

}  // namespace

DeliveryMetrics::Dates DeliveryMetrics::DatesOf(const TableRole& table) {
  Dates dates;
  dates.holder = &table;
  const ColumnRole* shipped = nullptr;
  const ColumnRole* delivered = nullptr;
  for (const ColumnRole& role : table.columns) {
    if (role.kind != DimensionKind::kTime || role.hidden) continue;
    if (IsPromised(role)) {
      if (!dates.required.role) dates.required = {table.Name(), &role};
    } else if (HasAny(role, {"delivery", "arrival", "received"})) {
      delivered = &role;
    } else if (HasAny(role, {"ship", "dispatch"})) {
      shipped = &role;
    } else if (role.Name() == table.time) {
      dates.ordered = {table.Name(), &role};
    }
  }
  if (delivered || shipped) dates.arrived = {table.Name(), delivered ? delivered : shipped};
  return dates;
}

DeliveryMetrics::Dates DeliveryMetrics::DatesTogether() const {
  Dates dates = DatesOf(header_ ? *header_ : table_);
  if (dates.arrived.role && dates.ordered.role) return dates;
  const Dates own = DatesOf(table_);
  for (const Join& join : draft_.model.joins) {
    if (!join.one_to_one || join.from_table != table_.Name() || !own.arrived.role) continue;
    for (const TableRole& orders : draft_.tables) {
      if (orders.Name() != join.to_table || !orders.fact) continue;
      Dates together = DatesOf(orders);
      if (together.arrived.role) continue;
      together.arrived = own.arrived;
      together.holder = &table_;
      if (together.ordered.role) return together;
    }
  }
  return dates;
}

Expr DeliveryMetrics::OrdersOf(const TableRole& holder) const {
  const ColumnRole* key = KeyOf(holder, "order");
  return key ? DistinctKeys({holder.Name(), key}) : CountRows(holder.Name());
}

Metric* DeliveryMetrics::AddFor(const TableRole& holder, const std::string& base, Expr expr,
                                const std::string& unit, const std::string& description) {
  Metric* metric = Add(base, std::move(expr), unit, description);
  if (metric) metric->table = holder.Name();
  if (metric) metric->lower_is_better = base != "on time rate";
  return metric;
}

void DeliveryMetrics::AddDelivery() {
  if (AddCountedDays()) return AddStatuses(table_);
  const Dates dates = DatesTogether();
  AddTimes(dates);
  if (!dates.required.role || !dates.arrived.role) AddStatuses(*dates.holder);
}

void DeliveryMetrics::AddTimes(const Dates& dates) {
  if (!dates.arrived.role) return;
  const std::string& arrived = dates.arrived.role->heading;
  if (dates.ordered.role) {
    AddFor(*dates.holder, "delivery days", Average(DaysFrom(dates.ordered, dates.arrived)), "days",
           "Average days from " + dates.ordered.role->heading + " to " + arrived + ".");
  }
  if (!dates.required.role) return;
  const std::string& required = dates.required.role->heading;
  AddLate(*dates.holder, Make(Op::kGreater, {Of(dates.arrived), Of(dates.required)}),
          arrived + " is after their " + required);
  AddOnTime(*dates.holder, Make(Op::kLessEqual, {Of(dates.arrived), Of(dates.required)}),
            arrived + " is not after their " + required);
  AddFor(*dates.holder, "delay", Average(DaysFrom(dates.required, dates.arrived)), "days",
         "Average days from " + required + " to " + arrived + ".");
}

bool DeliveryMetrics::AddCountedDays() {
  Found real, planned;
  for (const ColumnRole& role : table_.columns) {
    if (role.kind != DimensionKind::kNumber || role.hidden || !HasAny(role, {"days", "day"}))
      continue;
    if (IsPromised(role)) {
      planned = {table_.Name(), &role};
    } else if (HasAny(role, {"real", "actual", "taken"})) {
      real = {table_.Name(), &role};
    }
  }
  if (!real.role || !planned.role) return false;
  AddFor(table_, "delivery days", Average(Of(real)), "days",
         "Average of " + real.role->heading + ".");
  AddFor(table_, "scheduled days", Average(Of(planned)), "days",
         "Average of " + planned.role->heading + ".");
  AddFor(table_, "delay", Average(Minus(Of(real), Of(planned))), "days",
         "Average of " + real.role->heading + " less " + planned.role->heading + ".");
  return true;
}

void DeliveryMetrics::AddLate(const TableRole& holder, const Expr& late, const std::string& what) {
  const Expr orders = OrdersOf(holder);
  AddFor(holder, "late orders", Filtered(orders, late), "", "Orders whose " + what + ".");
  AddFor(holder, "late rate", Over(Filtered(orders, late), orders), "%",
         "Late orders as a part of all orders.");
}

void DeliveryMetrics::AddOnTime(const TableRole& holder, const Expr& on_time,
                                const std::string& what) {
  const Expr orders = OrdersOf(holder);
  AddFor(holder, "on time rate", Over(Filtered(orders, on_time), orders), "%",
         "Orders whose " + what + " as a part of all orders.");
}

// "Late delivery" and "Shipping on time" as a status says them.
void DeliveryMetrics::AddStatuses(const TableRole& holder) {
  if (const auto late = StatusCondition(holder, {"late", "delay"}))
    AddLate(holder, *late, "status says so");
  if (const auto on_time = StatusCondition(holder, {"on time", "on-time", "ontime"}))
    AddOnTime(holder, *on_time, "status says so");
}

}  // namespace aisle::semantic
