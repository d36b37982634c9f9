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

// What the questions of a test are put to: made once of the world that `kMake` makes.
template <World (*kMake)()>
const Language& LanguageOf() {
  static const World world = kMake();
  static const std::unique_ptr<Language> language =
      MakeLanguage(world.model, world.catalog, world.values);
  return *language;
}

}  // namespace aisle::language::testing
