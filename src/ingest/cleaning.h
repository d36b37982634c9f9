// What happens to the rows of a table between reading and writing: the parts of several files are
// put together, spellings of one value merged, amounts given their currency.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "ingest/assembly.h"
#include "ingest/meter.h"
#include "ingest/pipeline_file.h"
#include "ingest/workers.h"

namespace aisle::ingest {

struct Cleaned {
  std::vector<Spelling> spellings;  // found, and not in pipeline.yaml yet
  std::vector<std::string> notes;   // a sentence for each column that changed
  std::string currencies;           // not empty: why its amounts cannot be added up
};

// Cleans the changed ones of `tables`, on at most `most` sessions; one result for each table.
Result<std::vector<Cleaned>> CleanTables(const PipelineFile& pipeline, int most, Workers* workers,
                                         Meter* meter, std::vector<LakeTable>* tables);

}  // namespace aisle::ingest
