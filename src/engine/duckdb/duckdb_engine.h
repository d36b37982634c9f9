// The embedded engine: libduckdb by its C API (https://duckdb.org/docs/stable/clients/c/overview).
#pragma once

#include <memory>

#include "engine/engine.h"

namespace aisle::engine {

// An in-memory database of its own; fails when an option is not understood.
Result<std::unique_ptr<Engine>> OpenDuckDb(const Options& options);

}  // namespace aisle::engine
