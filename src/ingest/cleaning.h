// What happens to the rows of a table between reading and writing: the parts of several files are
// put together, spellings of one value merged, amounts given their currency.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "ingest/assembly.h"
#include "ingest/pipeline_file.h"
#include "ingest/workers.h"

namespace aisle::ingest {

struct Cleaned {
  std::vector<Spelling> spellings;  // found, and not in pipeline.yaml yet
  std::vector<std::string> notes;   // a sentence for each column that changed
  std::string currencies;           // not empty: why its amounts cannot be added up
};

// Takes each table as it gets clean, on any thread.
using CleanSink = std::function<Status(engine::Session&, LakeTable*)>;

// Cleans the changed ones of `tables`, on at most `most` sessions; one result for each table.
Result<std::vector<Cleaned>> CleanTables(const PipelineFile& pipeline, const CleanSink& sink,
                                         int most, Workers* workers,
                                         std::vector<LakeTable>* tables);

}  // namespace aisle::ingest
