// Every dialect there is: one line here and one in dialects.cc.
#pragma once

#include "sql/dialect.h"

namespace aisle::sql {

const Dialect& DuckDbDialect();

}  // namespace aisle::sql
