// A statement that a person wrote: exactly one, read-only, over the lake's tables, on a connection
// that can reach nothing else.
#pragma once

#include <cstdint>
#include <string_view>

#include "answer/answer.h"
#include "assistant/runner.h"
#include "catalog/catalog.h"

namespace aisle::assistant {

// Fills the answer's status, message, columns and rows.
void RunForeignSql(const catalog::Catalog& data, std::string_view sql, int64_t max_rows,
                   Runner* runner, answer::Answer* answer);

}  // namespace aisle::assistant
