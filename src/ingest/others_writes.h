// Other programs may write the Delta tables of a lake. Readers of the lake do not see that before a
// load takes it up: the table then is what its newest version says, and files that the loader knows
// keep the source they came from.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "catalog/catalog.h"
#include "ingest/lake.h"
#include "ingest/manifest.h"
#include "ingest/version_record.h"

namespace aisle::ingest {

// What a version of the lake is made from.
struct LakeState {
  std::string version = {};  // empty: nothing was loaded yet
  VersionRecord record = {};
  Manifest manifest = {};
  catalog::Catalog catalog = {};
};
// The version in force; empty where there is none.
Result<LakeState> ReadState(const Lake& lake);

struct OthersWrites {
  bool taken_up = false;                       // the state was changed
  std::vector<std::string> notes = {};         // a sentence for each table
  std::map<std::string, std::string> refused;  // table → why its newest version cannot be taken up
};

// Brings the state to the newest version of each Delta table. A source whose rows were rewritten is
// marked `lost` in the manifest: what came from it cannot be told from the rest any more.
Result<OthersWrites> TakeUpOthersWrites(const Lake& lake, LakeState* state);

}  // namespace aisle::ingest
