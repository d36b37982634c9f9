// What a profile shows that touches answers, in words: missing values, copies, references that
// find nothing.
#pragma once

#include <vector>

#include "catalog/catalog.h"
#include "ingest/keys.h"

namespace aisle::ingest {

// `facts` has one entry for each of the catalog's tables.
std::vector<catalog::QualityWarning> QualityWarnings(const catalog::Catalog& catalog,
                                                     const std::vector<KeyFacts>& facts);

}  // namespace aisle::ingest
