// What the name of a column suggests: that it identifies something ("order_id", "sku"), what it
// identifies ("order", "sku"), that it measures ("qty", "unit_price"). Names only choose what is
// worth proving on the data; they prove nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aisle::ingest {

struct NameHint {
  std::vector<std::string> words;  // singular: "customer_ids" → customer, id
  std::string stem;                // the words without those for "identifier": "customer"
  bool identifies = false;
  bool measures = false;  // and does not identify
  bool names = false;     // "product_name", "title"
  bool dates = false;     // "order_date", "year"
};

NameHint ReadName(std::string_view column);

// The words of a table's name, singular, without noise: "olist_orders_dataset" → "olist_order".
std::string SingularName(std::string_view table);

// The stem of a key column: of "id" in "customers" it is "customer", of "name" "customer_name".
std::string KeyStem(std::string_view table, const NameHint& hint);

// Whether a person would call rows of `table` by `stem`: "category" of "product_categories",
// "sales_order" and "order" of "orders".
bool Denotes(std::string_view stem, std::string_view table);

}  // namespace aisle::ingest
