// Blocks of one file that print the same rows again.
#pragma once

#include <vector>

#include "base/result.h"
#include "engine/engine.h"
#include "ingest/file_reader.h"

namespace aisle::ingest {

// Marks a table as a repeat when nine of ten of its rows are found in a larger one, going by the
// columns that both have by name; its note gives the counts.
Status MarkRepeats(engine::Session& session, std::vector<ReadTable>* tables);

}  // namespace aisle::ingest
