// Infers a Model from what the loader proved about the data: roles of columns by name, type,
// distinctness and values; entities by ids and names; metrics by roles and joins; synonyms from
// the built-in retail vocabulary (semantic/vocabulary.h). Deterministic; no data is read here.
#pragma once

#include "catalog/catalog.h"
#include "semantic/model.h"

namespace aisle::semantic {

Model InferModel(const catalog::Catalog& catalog);

}  // namespace aisle::semantic
