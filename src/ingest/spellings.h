// Values of a text column that are one value written differently: "rajasthan" and "RAJASTHAN",
// "Rajshthan", "RJ". Differences of case merge, and codes of states beside their names; anything
// else is proposed with its evidence, and applied only when two kinds of evidence agree: the names
// are alike, and the rows say the same in another, finer column (the same postal codes).
#pragma once

#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "engine/engine.h"
#include "ingest/pipeline_file.h"
#include "ingest/text_counts.h"

namespace aisle::ingest {

struct SpellingTarget {
  std::string table;         // its name in the lake
  std::string engine_table;  // where its rows are
  const std::vector<catalog::Column>& columns;
};

struct MergedSpellings {
  std::vector<Spelling> found;     // what `pipeline` does not say yet
  std::vector<std::string> notes;  // a sentence for each column that changed
};

// Applies what `pipeline` says is applied, and what is found. `counts` are of all columns that
// hold texts, and are brought up to date.
Result<MergedSpellings> MergeSpellings(engine::Session& session, const SpellingTarget& target,
                                       PipelineFile pipeline, CountsByColumn* counts);

// Whether two names may be one: a few letters apart, one an abbreviation of the other, or one
// within the other's words. `why` says which.
bool AreAlike(const std::string& rare, const std::string& usual, std::string* why);

}  // namespace aisle::ingest
