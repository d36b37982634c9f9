// Rows that are in no table, kept beside the tables with their file, line and reason.
#pragma once

#include <string>
#include <vector>

#include "engine/engine.h"
#include "ingest/header.h"

namespace aisle::ingest {

// Writes `rows` of `file` as Parquet to `path`; a text of the same rows is written beside it and
// removed again.
Status WriteQuarantine(engine::Session& session, const std::string& file,
                       const std::vector<RawRow>& rows, const std::string& path);

}  // namespace aisle::ingest
