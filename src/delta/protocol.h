// What of Delta's features is understood: whether a table may be read and may be written. Source:
// the Delta protocol, "Table Features", "Reader Version Requirements", "Writer Version
// Requirements". A table that cannot be served is refused by the name of the feature.
#pragma once

#include "base/result.h"
#include "delta/actions.h"
#include "delta/schema.h"

namespace aisle::delta {

// The least protocol under which a table of this schema can be written.
Protocol ProtocolFor(const Schema& schema);

// kInvalid with the feature's name in the message. Readable: versions 1 and 2, and 3 with
// features that ask nothing of a reader, or nothing while they are not used. Files with deletion
// vectors are for the snapshot to refuse.
Status CheckReadable(const Protocol& protocol, const Metadata& metadata);

// The same for writing, which asks more: constraints, generated columns, change data, identity
// columns, row tracking and the like are refused where they are in use.
Status CheckWritable(const Protocol& protocol, const Metadata& metadata, const Schema& schema);

// Whether rows may only be added (delta.appendOnly).
bool IsAppendOnly(const Metadata& metadata);

// Hours that removed files and their tombstones are kept: delta.deletedFileRetentionDuration,
// such as "interval 7 days", or 168.
int64_t RetentionHours(const Metadata& metadata);

}  // namespace aisle::delta
