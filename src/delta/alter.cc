#include "delta/alter.h"

#include <fmt/format.h>

#include "delta/changes.h"
#include "delta/conform.h"

namespace aisle::delta {
namespace {

Status CheckKept(const Snapshot& base, const Field& field, const Schema& schema) {
  const Field* after = schema.Find(field.name);
  if (after == nullptr) {
    return Invalid(
        fmt::format("the column `{}` cannot be dropped without writing the rows anew", field.name),
        "overwrite the table with the new schema");
  }
  if (field.nullable && !after->nullable) {
    return Invalid(fmt::format("the column `{}` may be null in the rows there are", field.name));
  }
  if (after->type != field.type && base.IsPartitionColumn(field.name)) {
    return Invalid(fmt::format("the type of the partition column `{}` cannot change", field.name));
  }
  return Done{};
}

Status CheckAltered(const Snapshot& base, const Schema& schema) {
  for (const Field& field : base.schema.fields) {
    if (const auto kept = CheckKept(base, field, schema); !kept) return kept;
  }
  for (const Field& field : schema.fields) {
    if (base.schema.Find(field.name) != nullptr || field.nullable) continue;
    return Invalid(
        fmt::format("the new column `{}` must allow null: the rows have none of it", field.name));
  }
  const auto evolved = Evolve(base.schema, schema);
  if (!evolved) return evolved.error();
  for (const Field& field : schema.fields) {
    if (evolved->Find(field.name)->type == field.type) continue;
    return Invalid(fmt::format("the column `{}` cannot become {} without writing the rows anew",
                               field.name, ToString(field.type)));
  }
  return Done{};
}

// Names of columns keep their spelling: files know them by it.
Schema WithNamesOf(const Schema& table, Schema schema) {
  for (Field& field : schema.fields) {
    const Field* known = table.Find(field.name);
    if (known != nullptr) field.name = known->name;
  }
  return schema;
}

}  // namespace

Result<CommitReport> AlterSchema(const Table& table, const Schema& schema,
                                 const CommitOptions& options) {
  return RunChange(table, options, [&](const Snapshot& base) -> Result<std::optional<Change>> {
    if (const auto checked = CheckAltered(base, schema); !checked) return checked.error();
    const Schema altered = WithNamesOf(base.schema, schema);
    if (altered == base.schema) return std::optional<Change>();
    Change change = Named("CHANGE COLUMNS", json::object());
    ChangeSchema(base, altered, &change);
    return std::optional(std::move(change));
  });
}

}  // namespace aisle::delta
