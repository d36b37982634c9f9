// Partition values: the text a log has for a value, as SQL of the engine in both directions.
// Source: the Delta protocol, "Partition Value Serialization". An empty text is null, for strings
// too: the protocol has no other way to write it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "delta/actions.h"
#include "delta/schema.h"

namespace aisle::delta {

// Whether tables may be written partitioned by a column of this type: not by floating numbers,
// binary or nested values.
Status CheckPartitionType(const Field& field);

// An expression over the column (a quoted name of the engine) that is the value's text, or null.
std::string PartitionTextSql(const Field& field, const std::string& column);

// The values of one partition column of several files, in their order, as a list of the engine.
std::string PartitionListSql(const Field& field, const std::vector<const Add*>& files);

// "a=1/b=x%20y": the folder that values have, by the columns in order; null is
// __HIVE_DEFAULT_PARTITION__.
std::string PartitionFolder(const std::vector<std::string>& columns, const PartitionValues& values);
// The values of a folder that the engine wrote, by the columns in order.
PartitionValues ReadPartitionFolder(const std::vector<std::string>& columns,
                                    std::string_view folder);

// The values in one writing, so that those which are the same compare as the same: writers differ
// in empty texts, in digits behind the point, and in how they write a time.
PartitionValues Normal(const Schema& schema, const PartitionValues& values);

// "year=2022, month=null", for messages.
std::string ToString(const PartitionValues& values);

}  // namespace aisle::delta
