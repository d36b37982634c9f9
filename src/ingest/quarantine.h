// Rows that are in no table, kept beside the tables with their file, line and reason.
#pragma once

#include <string>
#include <vector>

#include "delta/schema.h"
#include "engine/engine.h"
#include "ingest/header.h"

namespace aisle::ingest {

// Columns of the Delta table of rows set aside: load, file, line, reason, row.
delta::Schema QuarantineSchema();

// Writes `rows` of `file`, found by the version `load`, as Parquet to `path`; a text of the same
// rows is written to `text_path` and removed again.
Status WriteQuarantine(engine::Session& session, const std::string& load, const std::string& file,
                       const std::vector<RawRow>& rows, const std::string& path,
                       const std::string& text_path);

}  // namespace aisle::ingest
