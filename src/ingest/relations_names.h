// How strongly names suggest that one column refers to another: "customer_id" and "ship_customer"
// to "customers.customer_id", "category" to "categories.category_name", "reports_to" to the key of
// its own table.
#pragma once

#include <string_view>

namespace aisle::ingest {

struct ColumnName {
  std::string_view table;
  std::string_view column;
};

inline constexpr int kNoAffinity = 0;
inline constexpr int kAffinity = 40;      // at least this: names alone make it worth proving
inline constexpr int kHomeAffinity = 20;  // added when `to` is the table of the things meant

int Affinity(const ColumnName& from, const ColumnName& to);

// Whether dates of other tables may refer to this table's: "calendar", "dim_date".
bool IsCalendar(std::string_view table);

}  // namespace aisle::ingest
