#include "language/inferred_world.h"

#include <utility>

#include "semantic/infer.h"

namespace aisle::language::testing {

namespace {

void FillDates(catalog::Catalog* catalog) {
  for (catalog::Table& table : catalog->tables) {
    for (catalog::Column& column : table.columns) {
      if (column.type != Type::kDate) continue;
      column.min = FromCivil({2022, 1, 3});
      column.max = FromCivil({2023, 12, 23});
    }
  }
}

catalog::ColumnValues ValuesOf(const catalog::Table& table, const catalog::Column& column) {
  catalog::ColumnValues values{table.name, column.name, {}, {}};
  for (const auto& [value, count] : column.top) {
    values.values.push_back(value);
    values.counts.push_back(count);
  }
  return values;
}

}  // namespace

World InferredWorld(catalog::Catalog catalog) {
  World world;
  world.catalog = std::move(catalog);
  FillDates(&world.catalog);
  world.model = semantic::InferModel(world.catalog);
  for (const catalog::Table& table : world.catalog.tables) {
    for (const catalog::Column& column : table.columns) {
      if (column.type == Type::kText && !column.identifier)
        world.values.push_back(ValuesOf(table, column));
    }
  }
  return world;
}

}  // namespace aisle::language::testing
