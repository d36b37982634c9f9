// The garden centre: an invented star of tables for the tests of language/. Orders and their
// lines, products, customers, stores, and a stock list of its own.
#pragma once

#include <memory>

#include "catalog/catalog.h"
#include "catalog/values.h"
#include "language/language.h"
#include "semantic/model.h"

namespace aisle::language::testing {

struct World {
  semantic::Model model;
  catalog::Catalog catalog;
  catalog::Values values;
};

World GardenWorld();

}  // namespace aisle::language::testing
