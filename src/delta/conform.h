// Conform fits the rows of a query to a table's schema: columns by name, in the schema's order,
// each cast only where every value keeps its meaning. It says how the schema has to change when
// the rows have more than the table.
#pragma once

#include <string>

#include "base/result.h"
#include "delta/schema.h"
#include "engine/engine.h"

namespace aisle::delta {

enum class SchemaMode {
  kExact,    // columns the table does not have are refused; those the rows lack are null
  kEvolve,   // new columns come to the table's end; byte, short and integer may become wider
  kReplace,  // the table takes the columns, order and types of the rows
};

struct Conformed {
  Schema schema;         // of the table after the write
  std::string sql;       // "SELECT …", every column of `schema`
  bool changed = false;  // whether `schema` differs from the table's
};

// `rows` is a statement that gives rows; a bare NULL in it is an INTEGER to the engine. kInvalid
// names the column that does not fit, with both types.
Result<Conformed> Conform(engine::Session* session, const std::string& rows, const Schema& table,
                          SchemaMode mode);

// The schema that a query's rows would have in a table of their own; all columns may be null.
Result<Schema> SchemaOf(engine::Session* session, const std::string& rows);

// Whether every value of `from` is one of `to`, unrounded.
bool FitsInto(const DataType& from, const DataType& to);

// The schema with the columns of `rows` that it lacks at its end, and wider types where the
// protocol lets files of both types stand in one table without its feature `typeWidening`.
Result<Schema> Evolve(const Schema& table, const Schema& rows);

}  // namespace aisle::delta
