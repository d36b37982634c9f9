// How the rows of a table are read: SQL over its Parquet files.
#pragma once

#include <string>

#include "catalog/catalog.h"

namespace aisle::catalog {

// What follows FROM: the table's files under the lake's folder `root`, with the columns in their
// types. Times of day are texts in the files (Delta has no such type) and become times here.
// A table without files has no rows, but still its columns.
std::string ReadSql(const Table& table, const std::string& root);

}  // namespace aisle::catalog
