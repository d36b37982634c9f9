// The SQL guard: no input crashes it, and no statement that it lets pass changes anything or reads
// anything but the one table that it was given.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "engine/duckdb/duckdb_engine.h"
#include "sql/guard.h"

namespace {

using aisle::engine::Engine;
using aisle::engine::Session;

struct Database {
  std::unique_ptr<Engine> engine;
  std::unique_ptr<Session> session;
};

Database& TheDatabase() {
  static Database database = [] {
    Database made;
    aisle::engine::Options options;
    options.memory_limit = "64MB";
    options.threads = 1;
    made.engine = std::move(*aisle::engine::OpenDuckDb(options));
    made.session = std::move(*made.engine->Connect());
    (void)made.session->Execute(
        "create table orders(id integer, name text); create table secrets(word text); "
        "insert into orders values (1, 'a')");
    return made;
  }();
  return database;
}

// A statement that passed must at least be one that the engine would only read with.
void CheckPassed(const std::string& sql) {
  const auto count = TheDatabase().session->CountStatements(sql);
  if (!count.ok() || *count != 1) {
    std::fprintf(stderr, "the guard let pass: %s\n", sql.c_str());
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size > 4096) return 0;
  const std::string text(reinterpret_cast<const char*>(data), size);
  (void)aisle::sql::CheckReadOnly(text, {"orders"});  // as a tree of the engine's
  const auto tree = TheDatabase().session->Query("select json_serialize_sql($1::varchar)", {text});
  if (!tree.ok() || tree->rows.empty()) return 0;  // not UTF-8, for instance
  const auto* json = std::get_if<std::string>(&tree->rows[0][0]);
  if (json != nullptr && aisle::sql::CheckReadOnly(*json, {"orders"}).ok()) CheckPassed(text);
  return 0;
}
