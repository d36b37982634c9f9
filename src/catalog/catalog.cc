#include "catalog/catalog.h"

#include <algorithm>

namespace aisle::catalog {
namespace {

template <typename T>
const T* FindNamed(const std::vector<T>& all, std::string_view name) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const T& each) { return each.name == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

const Table* Catalog::Find(std::string_view table) const { return FindNamed(tables, table); }

const Column* Catalog::Find(std::string_view table, std::string_view column) const {
  const Table* found = Find(table);
  return found ? FindNamed(found->columns, column) : nullptr;
}

}  // namespace aisle::catalog
