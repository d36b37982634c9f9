// What a load does to the Delta tables of the lake: one change for each table that it made anew,
// for tables that are no more, and for the rows set aside.
#pragma once

#include <string>
#include <vector>

#include "delta/actions.h"
#include "ingest/assembly.h"
#include "ingest/manifest.h"
#include "ingest/others_writes.h"
#include "ingest/prepared.h"

namespace aisle::ingest {

struct LoadedState {
  const std::vector<LakeTable>& tables;
  const Manifest& manifest;
  std::vector<delta::Add> quarantine;  // files of rows set aside by this load
};

Prepared PrepareLoad(const LakeState& before, const LoadedState& after);

}  // namespace aisle::ingest
