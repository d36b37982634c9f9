#include "sql/dialects.h"

namespace aisle::sql {

const Dialect* FindDialect(std::string_view name) {
  const Dialect* const kDialects[] = {
      &DuckDbDialect(),
  };
  for (const Dialect* dialect : kDialects) {
    if (dialect->Name() == name) return dialect;
  }
  return nullptr;
}

}  // namespace aisle::sql
