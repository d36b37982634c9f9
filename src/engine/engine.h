// Engine is a database as Aisle sees it: text in, rows out. The embedded one (DuckDB) is made
// by engine/duckdb/duckdb_engine.h; nothing outside that folder knows its API.
//
//   auto engine = OpenDuckDb({.memory_limit = "1GB"});
//   auto session = (*engine)->Connect();
//   auto table = (*session)->Query("select count(*) from read_parquet($1)", {path});
//
// An Engine is shared by threads; a Session belongs to one thread at a time, except that
// Interrupt() and Progress() may be called from any.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/table.h"

namespace aisle::engine {

struct Options {
  std::string memory_limit = "1GB";  // as the engine spells it: "512MB", "2GB"
  int threads = 0;                   // 0: as many as the machine has
  std::string temp_directory = {};   // where it may spill; empty: never
  bool read_only_files = false;      // no external access but to allowed_directories, for good
  std::vector<std::string> allowed_directories = {};  // what read_only_files leaves readable
};

// A statement that was parsed and planned once. Parameters are $1, $2, …
class Prepared {
 public:
  virtual ~Prepared() = default;
  virtual Result<Table> Run(const std::vector<Value>& parameters) = 0;
};

class Session {
 public:
  virtual ~Session() = default;

  // Runs one statement and keeps all its rows. Fails with the engine's message as `message`.
  virtual Result<Table> Query(std::string_view sql, const std::vector<Value>& parameters = {}) = 0;

  // Runs one or several statements for their effect only.
  virtual Status Execute(std::string_view sql) = 0;

  // Runs one statement and hands its rows over in batches as they arrive, in constant memory.
  // The sink returns false to stop early, which is not an error.
  using Sink = std::function<bool(const Table& batch)>;
  virtual Status Stream(std::string_view sql, const Sink& sink) = 0;

  virtual Result<std::unique_ptr<Prepared>> Prepare(std::string_view sql) = 0;

  // The statements in `sql`, each on its own; for guards that allow exactly one.
  virtual Result<int> CountStatements(std::string_view sql) = 0;

  // Ends the statement that is running, which then fails with kCancelled. Any thread.
  virtual void Interrupt() = 0;
  // Share of the running statement that is done, 0..1, or -1 if unknown. Any thread.
  virtual double Progress() = 0;
};

class Engine {
 public:
  virtual ~Engine() = default;
  virtual Result<std::unique_ptr<Session>> Connect() = 0;
};

// SQL text for one string literal, quotes included, and for one identifier.
std::string QuoteLiteral(std::string_view text);
std::string QuoteIdentifier(std::string_view name);

}  // namespace aisle::engine
