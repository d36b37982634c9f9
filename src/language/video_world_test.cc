#include "language/video_world.h"

#include "language/inferred_world.h"
#include "semantic/catalog_builder.h"

namespace aisle::language::testing {

namespace {

using semantic::Relate;
using semantic::TableBuilder;

std::vector<catalog::Table> VideoTables() {
  return {TableBuilder("film", 800)
              .Id("film_id", 800)
              .Text("title", 800, {"Autumn Crow", "Hotel Happiness"})
              .Whole("release_year", 40, 1960, 2006)
              .Whole("length", 140, 46, 185)
              .Number("rental_rate", 3, 1, 5)
              .Number("replacement_cost", 20, 10, 30)
              .Text("rating", 5, {"G", "PG", "R"})
              .Date("last_update", 1)
              .Key({"film_id"})
              .Build(),
          TableBuilder("category", 16)
              .Id("category_id", 16)
              .Text("name", 16, {"Action", "Comedy", "Horror"})
              .Key({"category_id"})
              .Build(),
          TableBuilder("film_category", 800)
              .Id("film_id", 800)
              .Id("category_id", 16)
              .Date("last_update", 1)
              .Key({"film_id"})
              .Build(),
          TableBuilder("inventory", 3500)
              .Id("inventory_id", 3500)
              .Id("film_id", 780)
              .Date("last_update", 1)
              .Key({"inventory_id"})
              .Build(),
          TableBuilder("customer", 600)
              .Id("customer_id", 600)
              .Text("first_name", 500)
              .Text("last_name", 590)
              .Flag("active")
              .Key({"customer_id"})
              .Build(),
          TableBuilder("rental", 16000)
              .Id("rental_id", 16000)
              .Date("rental_date", 400)
              .Id("inventory_id", 3500)
              .Id("customer_id", 600)
              .Date("return_date", 400, 180)
              .Key({"rental_id"})
              .Build(),
          TableBuilder("payment", 15900)
              .Id("payment_id", 15900)
              .Id("customer_id", 600)
              .Id("rental_id", 15900)
              .Number("amount", 30, 0.5, 12)
              .Date("payment_date", 400)
              .Key({"payment_id"})
              .Build()};
}

catalog::Catalog VideoCatalog() {
  catalog::Catalog catalog;
  catalog.tables = VideoTables();
  catalog::Relation category = Relate("film_category.film_id", "film.film_id");
  category.cardinality = catalog::Cardinality::kOneToOne;
  catalog.relations = {category,
                       Relate("film_category.category_id", "category.category_id"),
                       Relate("inventory.film_id", "film.film_id"),
                       Relate("rental.inventory_id", "inventory.inventory_id"),
                       Relate("rental.customer_id", "customer.customer_id"),
                       Relate("payment.customer_id", "customer.customer_id"),
                       Relate("payment.rental_id", "rental.rental_id")};
  return catalog;
}

}  // namespace

World VideoWorld() { return InferredWorld(VideoCatalog()); }

}  // namespace aisle::language::testing
