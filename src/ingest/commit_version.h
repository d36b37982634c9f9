// How a version of a lake comes to be. Its writer puts everything on the disk, prepared.json last;
// from then on the version can be finished by anybody: each Delta table is committed, once however
// often it is tried, then CURRENT is switched. Until then readers have the version before.
//
//   Prepare  → Finish                        the usual way
//   Prepare  → (died)  → Recover by the next  every step that was done is found done
//   (died)             → Recover by the next  what was not wholly prepared is abandoned
//   Prepare  → Finish: another program was in the way → what was committed is taken back
//
// All of it is for who holds the lock (lake_lock.h).
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/result.h"
#include "ingest/lake.h"
#include "ingest/prepared.h"

namespace aisle::ingest {

// The name under which the commits of Delta tables are recorded as steps, numbered as the lake's
// versions are.
inline constexpr char kStepName[] = "aisle-load";

// The version's own files are written; its data files are synced.
Status Prepare(const Lake& lake, const std::string& version, const Prepared& prepared);

// kConflict: another program changed a table meanwhile, and the lake is as it was. kUnavailable:
// the version stays prepared, and the next writer finishes it.
Status Finish(const Lake& lake, const std::string& version, const Teller& tell);

// Begins a version, lets `make` write its files and say what it does, and finishes it: its name. A
// version that `make` fails to write is abandoned; so is one for which it says that there is
// nothing to do, and the name is empty.
using MakeVersion = std::function<Result<std::optional<Prepared>>(const std::string& version)>;
Result<std::string> NewVersion(const Lake& lake, const MakeVersion& make, const Teller& tell);

// Finishes or abandons what writers that died have left.
Status Recover(const Lake& lake, const Teller& tell);

}  // namespace aisle::ingest
