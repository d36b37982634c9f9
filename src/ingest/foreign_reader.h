// Files that the engine understands by itself: Parquet and JSON lines. Their types are taken as
// they are, narrowed to the few that the catalog knows.
#pragma once

#include "ingest/file_reader.h"

namespace aisle::ingest {

Result<ReadFile> ReadForeign(engine::Session& session, const Source& source,
                             const ReadOptions& options);

}  // namespace aisle::ingest
