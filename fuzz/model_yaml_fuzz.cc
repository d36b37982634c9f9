// Any text as a model.yaml, checked against a small catalog; a model that was read without
// problems is written in a form that reads back as the same.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "catalog/catalog.h"
#include "semantic/infer.h"
#include "semantic/model_yaml.h"

using aisle::catalog::Catalog;
using aisle::catalog::Column;
using aisle::catalog::Table;
using aisle::semantic::CheckModel;
using aisle::semantic::ModelRead;
using aisle::semantic::ReadModelYaml;
using aisle::semantic::WriteModelYaml;

namespace {

Catalog Shop() {
  Table table;
  table.name = "orders";
  table.rows = 10;
  for (const char* name : {"id", "amount", "status"}) {
    Column column;
    column.name = name;
    column.rows = 10;
    column.distinct = 5;
    table.columns.push_back(column);
  }
  table.columns[1].type = aisle::Type::kDecimal;
  table.keys = {{"id"}};
  Catalog catalog;
  catalog.tables = {table};
  return catalog;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const Catalog catalog = Shop();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  (void)CheckModel(text, catalog);
  const ModelRead read = ReadModelYaml(text);
  if (!read.problems.empty()) return 0;
  // Conventions change metrics at each reading, so a model is compared without them.
  aisle::semantic::Model model = read.model;
  model.conventions.clear();
  const ModelRead again = ReadModelYaml(WriteModelYaml(model));
  CHECK(again.problems.empty());
  CHECK(again.model == model);
  return 0;
}
