// The data files that a version of the lake reads.
#pragma once

#include <map>
#include <set>
#include <string>

#include "base/result.h"
#include "ingest/lake.h"
#include "ingest/manifest.h"

namespace aisle::ingest {

// Folder of a Delta table → files in it, relative to the folder; every folder of the version's
// record is there.
using FilesByFolder = std::map<std::string, std::set<std::string>>;
Result<FilesByFolder> FilesOf(const Lake& lake, const std::string& version);

}  // namespace aisle::ingest
