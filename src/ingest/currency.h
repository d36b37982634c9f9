// A column that names the currency of the amounts beside it ("currency": INR) gives them their
// unit.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "catalog/catalog.h"
#include "engine/engine.h"
#include "ingest/text_counts.h"

namespace aisle::ingest {

// Whether a column names the currency of the amounts beside it.
bool IsCurrencyColumn(const catalog::Column& column);

// Sets the unit of money columns without one, where the currency column holds one code. With
// several codes the units stay empty and `warning` says that the amounts cannot be added up.
// `counts` spare the reading of columns whose texts were counted.
Status TakeCurrencyColumn(engine::Session& session, const std::string& engine_table,
                          const CountsByColumn& counts, std::vector<catalog::Column>* columns,
                          std::string* warning);

}  // namespace aisle::ingest
