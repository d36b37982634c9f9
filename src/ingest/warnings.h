// Warnings that only the loader can give: rows that are in no table, blocks that are not counted.
#pragma once

#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "ingest/assembly.h"
#include "ingest/header.h"

namespace aisle::ingest {

// Adds to `warnings` one for each table that repeats another, and what `before` says of tables
// that stay as they were.
void AddTableWarnings(const std::vector<LakeTable>& tables, const catalog::Catalog& before,
                      std::vector<catalog::QualityWarning>* warnings);

// Adds one when rows that hold data were put aside; blank rows and headers touch no answer.
void AddQuarantineWarning(const FileReport& report, const std::vector<RawRow>& quarantine,
                          std::vector<catalog::QualityWarning>* warnings);

}  // namespace aisle::ingest
