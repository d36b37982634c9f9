#include "delta/conform.h"

#include <fmt/format.h>

#include "base/text.h"

namespace aisle::delta {
namespace {

using engine::QuoteIdentifier;

// Decimal digits that hold every value of a whole number's type; 0 for other types.
int DigitsOf(Kind kind) {
  switch (kind) {
    case Kind::kByte:
      return 3;
    case Kind::kShort:
      return 5;
    case Kind::kInteger:
      return 10;
    case Kind::kLong:
      return 19;
    default:
      return 0;
  }
}

// Digits of the significand in decimal that a float or double keeps of whole numbers.
int ExactDigits(Kind kind) { return kind == Kind::kDouble ? 15 : 6; }

bool IsDecimalWithin(const DataType& from, const DataType& to) {
  return from.scale <= to.scale && from.precision - from.scale <= to.precision - to.scale;
}

// byte, short and integer are the same in Parquet.
bool MayWidenInPlace(Kind from, Kind to) {
  const int to_digits = DigitsOf(to);
  return DigitsOf(from) != 0 && to_digits > DigitsOf(from) && to_digits <= 10;
}

Error Misfit(const Field& rows, const Field& table) {
  return Invalid(fmt::format("the column `{}` is {} in the rows and {} in the table", table.name,
                             ToString(rows.type), ToString(table.type)),
                 "cast it in the rows, or overwrite the table with the new schema");
}

// Names and the engine's types of the rows' columns.
Result<std::vector<std::pair<std::string, std::string>>> Describe(engine::Session* session,
                                                                  const std::string& rows) {
  const auto described = session->Query("DESCRIBE SELECT * FROM (" + rows + "\n)");
  if (!described) return described.error();
  std::vector<std::pair<std::string, std::string>> columns;
  for (const auto& row : described->rows) columns.emplace_back(ToString(row[0]), ToString(row[1]));
  return columns;
}

Status CheckExact(const Schema& table, const Schema& rows) {
  for (const Field& field : rows.fields) {
    if (table.Find(field.name) != nullptr) continue;
    std::vector<std::string> names;
    for (const Field& known : table.fields) names.push_back(known.name);
    const std::string near = Nearest(field.name, names);
    return Invalid(fmt::format("the table has no column `{}`", field.name),
                   near.empty() ? "let the schema evolve, or leave the column out"
                                : fmt::format("did you mean `{}`?", near));
  }
  return Done{};
}

// The table's column as an expression over the rows.
Result<std::string> ColumnSql(const Field& field, const Schema& incoming) {
  if (field.type.kind == Kind::kNested) {
    return Invalid(
        fmt::format("the column `{}` has a nested type, which is not written", field.name));
  }
  const Field* found = incoming.Find(field.name);
  if (found != nullptr && !FitsInto(found->type, field.type)) return Misfit(*found, field);
  return fmt::format("CAST({} AS {}) AS {}",
                     found != nullptr ? "_rows." + QuoteIdentifier(found->name) : "NULL",
                     SqlType(field.type), QuoteIdentifier(field.name));
}

Result<std::string> SelectSql(const Schema& table, const Schema& incoming,
                              const std::string& rows) {
  std::vector<std::string> columns;
  for (const Field& field : table.fields) {
    auto column = ColumnSql(field, incoming);
    if (!column) return column.error();
    columns.push_back(*std::move(column));
  }
  return fmt::format("SELECT {} FROM ({}\n) AS _rows", Join(columns, ", "), rows);
}

Result<Schema> SchemaAfter(const Schema& table, const Schema& incoming, SchemaMode mode) {
  if (mode == SchemaMode::kReplace) return incoming;
  if (mode == SchemaMode::kEvolve) return Evolve(table, incoming);
  if (const auto exact = CheckExact(table, incoming); !exact) return exact.error();
  return table;
}

}  // namespace

bool FitsInto(const DataType& from, const DataType& to) {
  if (from == to) return true;
  const int digits = DigitsOf(from.kind);
  if (digits != 0 && DigitsOf(to.kind) != 0) return digits <= DigitsOf(to.kind);
  if (to.kind == Kind::kDecimal) {
    if (from.kind == Kind::kDecimal) return IsDecimalWithin(from, to);
    return digits != 0 && digits <= to.precision - to.scale;
  }
  if (to.kind == Kind::kDouble || to.kind == Kind::kFloat) {
    if (from.kind == Kind::kFloat) return true;
    return digits != 0 && digits <= ExactDigits(to.kind);
  }
  return from.kind == Kind::kDate && to.kind == Kind::kTimestampNtz;
}

Result<Schema> Evolve(const Schema& table, const Schema& rows) {
  Schema evolved = table;
  for (const Field& field : rows.fields) {
    const Field* known = evolved.Find(field.name);
    if (known == nullptr) {
      evolved.fields.push_back({field.name, field.type});
    } else if (MayWidenInPlace(known->type.kind, field.type.kind)) {
      evolved.fields[static_cast<std::size_t>(known - evolved.fields.data())].type = field.type;
    } else if (!FitsInto(field.type, known->type)) {
      Error error = Misfit(field, *known);
      if (FitsInto(known->type, field.type)) {
        error.message +=
            ": a wider type needs the Delta feature `typeWidening`, which is not "
            "supported";
      }
      return error;
    }
  }
  return evolved;
}

Result<Schema> SchemaOf(engine::Session* session, const std::string& rows) {
  const auto columns = Describe(session, rows);
  if (!columns) return columns.error();
  Schema schema;
  for (const auto& [name, sql_type] : *columns) {
    const auto type = FromSqlType(sql_type);
    if (!type) {
      Error error = type.error();
      error.message = fmt::format("the column `{}`: {}", name, error.message);
      return error;
    }
    schema.fields.push_back({name, *type});
  }
  return schema;
}

Result<Conformed> Conform(engine::Session* session, const std::string& rows, const Schema& table,
                          SchemaMode mode) {
  const auto incoming = SchemaOf(session, rows);
  if (!incoming) return incoming.error();
  auto schema = SchemaAfter(table, *incoming, mode);
  if (!schema) return schema.error();
  auto sql = SelectSql(*schema, *incoming, rows);
  if (!sql) return sql.error();
  const bool changed = *schema != table;
  return Conformed{*std::move(schema), *std::move(sql), changed};
}

}  // namespace aisle::delta
