// What the operations of a table have in common when they put a change together.
#pragma once

#include <string>
#include <vector>

#include "delta/commit.h"

namespace aisle::delta {

// The layout of files for a table of this schema, partitioned as the snapshot is.
Layout LayoutFor(const Snapshot& snapshot, const Schema& schema, const CommitOptions& options);

// A change with nothing in it yet but its name in the history.
Change Named(std::string operation, json::object parameters);

// Adds the files and takes them over.
void AddFiles(DataFiles files, Change* change);

// Removes a file of the snapshot.
void RemoveFile(const Add& file, bool data_change, Change* change);

// Adds the metadata with the new schema, and a protocol where the schema needs a higher one.
void ChangeSchema(const Snapshot& snapshot, const Schema& schema, Change* change);

// kInvalid where the table lets rows only be added.
Status CheckNotAppendOnly(const Snapshot& snapshot);

// Rows in the file, or of all files, as far as the statistics say.
int64_t RowsOf(const Add& file);

}  // namespace aisle::delta
