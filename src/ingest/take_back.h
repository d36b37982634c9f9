// TakeBack undoes what a version of the lake that could not be finished did to its Delta tables:
// each gets the files that it had, in a commit of its own.
#pragma once

#include <string>

#include "base/result.h"
#include "engine/engine.h"
#include "ingest/lake.h"
#include "ingest/prepared.h"

namespace aisle::ingest {

// Tables that were not committed stay as they are, and so do those that another program changed
// since: the next load finds them changed. Can be repeated.
Status TakeBack(engine::Session* session, const Lake& lake, const std::string& version,
                const Prepared& prepared);

}  // namespace aisle::ingest
