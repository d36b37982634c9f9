#include "engine/duckdb/duckdb_engine.h"

#include <fmt/format.h>

#include <utility>

#include "engine/duckdb/cells.h"
#include "engine/duckdb/handles.h"

namespace aisle::engine {
namespace {

Error FromEngine(const char* message, ErrorCode code = ErrorCode::kInvalid) {
  return Error{code, message != nullptr ? message : "the engine gave no reason"};
}

Error FromResult(duckdb_result* result) {
  switch (duckdb_result_error_type(result)) {
    case DUCKDB_ERROR_INTERRUPT:
      return Error{ErrorCode::kCancelled, "the statement was interrupted"};
    case DUCKDB_ERROR_OUT_OF_MEMORY:
    case DUCKDB_ERROR_IO:
      return FromEngine(duckdb_result_error(result), ErrorCode::kUnavailable);
    case DUCKDB_ERROR_PERMISSION:
      return FromEngine(duckdb_result_error(result), ErrorCode::kDenied);
    default:
      return FromEngine(duckdb_result_error(result));
  }
}

// The columns of a result, with the types their cells are read by.
struct Heading {
  std::vector<ResultColumn> columns;
  std::vector<LogicalType> types;
};

Heading ReadHeading(duckdb_result* result) {
  Heading heading;
  const idx_t count = duckdb_column_count(result);
  for (idx_t i = 0; i < count; ++i) {
    heading.types.emplace_back(duckdb_column_logical_type(result, i));
    heading.columns.push_back({duckdb_column_name(result, i), ToType(heading.types.back().get())});
  }
  return heading;
}

void AppendRows(duckdb_data_chunk chunk, const Heading& heading, Table* table) {
  const idx_t count = duckdb_data_chunk_get_size(chunk);
  const size_t first = table->rows.size();
  const size_t width = heading.columns.size();
  table->rows.resize(first + count, std::vector<Value>(width));
  for (size_t column = 0; column < width; ++column) {
    const Cells cells(duckdb_data_chunk_get_vector(chunk, column), heading.types[column].get());
    for (idx_t row = 0; row < count; ++row) table->rows[first + row][column] = cells.At(row);
  }
}

// Fetching may fail half-way (a cast error, an interrupt): the end of the rows and a failure both
// come as no chunk, and only the result's error tells them apart.
Status FetchAll(duckdb_result* result, const std::function<bool(duckdb_data_chunk)>& use) {
  while (true) {
    const Chunk chunk(duckdb_fetch_chunk(*result));
    if (!chunk) break;
    if (!use(chunk.get())) return Done{};
  }
  const char* failure = duckdb_result_error(result);
  if (failure != nullptr && *failure != '\0') return FromResult(result);
  return Done{};
}

Result<Table> ReadAll(duckdb_result* result) {
  const Heading heading = ReadHeading(result);
  Table table{heading.columns, {}};
  const Status fetched = FetchAll(result, [&](duckdb_data_chunk chunk) {
    AppendRows(chunk, heading, &table);
    return true;
  });
  if (!fetched) return fetched.error();
  return table;
}

struct Binder {
  duckdb_prepared_statement statement;
  idx_t index;

  duckdb_state operator()(std::monostate) const { return duckdb_bind_null(statement, index); }
  duckdb_state operator()(bool flag) const { return duckdb_bind_boolean(statement, index, flag); }
  duckdb_state operator()(int64_t n) const { return duckdb_bind_int64(statement, index, n); }
  duckdb_state operator()(double n) const { return duckdb_bind_double(statement, index, n); }
  duckdb_state operator()(const std::string& text) const {
    return duckdb_bind_varchar_length(statement, index, text.data(), text.size());
  }
  duckdb_state operator()(Date date) const {
    return duckdb_bind_date(statement, index, duckdb_date{date.days});
  }
  duckdb_state operator()(Timestamp time) const {
    return duckdb_bind_timestamp(statement, index, duckdb_timestamp{time.micros});
  }
  duckdb_state operator()(TimeOfDay time) const {
    return duckdb_bind_time(statement, index, duckdb_time{time.micros});
  }
};

Status Bind(duckdb_prepared_statement statement, const std::vector<Value>& parameters) {
  const idx_t wanted = duckdb_nparams(statement);
  if (wanted != parameters.size()) {
    return Invalid(fmt::format("expected {} parameters, found {}", wanted, parameters.size()));
  }
  for (size_t i = 0; i < parameters.size(); ++i) {
    if (std::visit(Binder{statement, i + 1}, parameters[i]) != DuckDBSuccess) {
      return FromEngine(duckdb_prepare_error(statement));
    }
  }
  return Done{};
}

// The engine and all that hangs on it live until the last session is gone.
struct Core {
  Database database;
};

struct Link {
  std::shared_ptr<Core> core;  // destroyed after the connection
  Connection connection;
};

class DuckDbPrepared : public Prepared {
 public:
  DuckDbPrepared(std::shared_ptr<Link> link, Statement statement)
      : link_(std::move(link)), statement_(std::move(statement)) {}

  Result<Table> Run(const std::vector<Value>& parameters) override {
    if (const Status bound = Bind(statement_.get(), parameters); !bound) return bound.error();
    ResultOwner result;
    if (duckdb_execute_prepared(statement_.get(), result.get()) != DuckDBSuccess) {
      return FromResult(result.get());
    }
    return ReadAll(result.get());
  }

  duckdb_prepared_statement handle() const { return statement_.get(); }

 private:
  std::shared_ptr<Link> link_;
  Statement statement_;
};

class DuckDbSession : public Session {
 public:
  explicit DuckDbSession(std::shared_ptr<Link> link) : link_(std::move(link)) {}

  Result<Table> Query(std::string_view sql, const std::vector<Value>& parameters) override {
    auto prepared = PrepareOne(sql);
    if (!prepared) return prepared.error();
    return DuckDbPrepared(link_, std::move(*prepared)).Run(parameters);
  }

  Status Execute(std::string_view sql) override {
    ResultOwner result;
    const std::string text(sql);
    if (duckdb_query(connection(), text.c_str(), result.get()) != DuckDBSuccess) {
      return FromResult(result.get());
    }
    return Done{};
  }

  Status Stream(std::string_view sql, const Sink& sink) override {
    auto prepared = PrepareOne(sql);
    if (!prepared) return prepared.error();
    Pending pending;
    if (duckdb_pending_prepared_streaming(prepared->get(), pending.out()) != DuckDBSuccess) {
      return FromEngine(duckdb_pending_error(pending.get()));
    }
    ResultOwner result;
    if (duckdb_execute_pending(pending.get(), result.get()) != DuckDBSuccess) {
      return FromResult(result.get());
    }
    const Heading heading = ReadHeading(result.get());
    return FetchAll(result.get(), [&](duckdb_data_chunk chunk) {
      Table batch{heading.columns, {}};
      AppendRows(chunk, heading, &batch);
      return sink(batch);
    });
  }

  Result<std::unique_ptr<Prepared>> Prepare(std::string_view sql) override {
    auto prepared = PrepareOne(sql);
    if (!prepared) return prepared.error();
    return std::unique_ptr<Prepared>(std::make_unique<DuckDbPrepared>(link_, std::move(*prepared)));
  }

  Result<int> CountStatements(std::string_view sql) override {
    Extracted extracted;
    const std::string text(sql);
    const idx_t count = duckdb_extract_statements(connection(), text.c_str(), extracted.out());
    const char* failure = duckdb_extract_statements_error(extracted.get());
    if (count == 0 && failure != nullptr) return FromEngine(failure);
    return static_cast<int>(count);
  }

  void Interrupt() override { duckdb_interrupt(connection()); }

  double Progress() override {
    const double percentage = duckdb_query_progress(connection()).percentage;
    return percentage < 0 ? -1 : percentage / 100;
  }

 private:
  duckdb_connection connection() const { return link_->connection.get(); }

  Result<Statement> PrepareOne(std::string_view sql) {
    Statement statement;
    const std::string text(sql);
    if (duckdb_prepare(connection(), text.c_str(), statement.out()) != DuckDBSuccess) {
      return FromEngine(duckdb_prepare_error(statement.get()));
    }
    return statement;
  }

  std::shared_ptr<Link> link_;
};

class DuckDbEngine : public Engine {
 public:
  explicit DuckDbEngine(std::shared_ptr<Core> core) : core_(std::move(core)) {}

  Result<std::unique_ptr<Session>> Connect() override {
    auto link = std::make_shared<Link>();
    link->core = core_;
    if (duckdb_connect(core_->database.get(), link->connection.out()) != DuckDBSuccess) {
      return Error{ErrorCode::kUnavailable, "the engine takes no more connections"};
    }
    return std::unique_ptr<Session>(std::make_unique<DuckDbSession>(std::move(link)));
  }

 private:
  std::shared_ptr<Core> core_;
};

// What the engine is opened with. Extensions are never fetched: all that is used is linked in,
// and a program that answers offline must not try.
std::vector<std::pair<std::string, std::string>> Settings(const Options& options) {
  std::vector<std::pair<std::string, std::string>> settings = {
      {"memory_limit", options.memory_limit},
      {"temp_directory", options.temp_directory},
      {"autoinstall_known_extensions", "false"},
      {"autoload_known_extensions", "false"},
  };
  if (options.threads > 0) settings.emplace_back("threads", std::to_string(options.threads));
  return settings;
}

std::string TextList(const std::vector<std::string>& texts) {
  std::string list;
  for (const std::string& text : texts) list += (list.empty() ? "" : ", ") + QuoteLiteral(text);
  return "[" + list + "]";
}

// From here on nothing outside the named folders can be read, and no statement can undo that.
Status CloseDoors(Session* session, const Options& options) {
  return session->Execute("set allowed_directories = " + TextList(options.allowed_directories) +
                          "; set enable_external_access = false; set lock_configuration = true");
}

}  // namespace

Result<std::unique_ptr<Engine>> OpenDuckDb(const Options& options) {
  Config config;
  if (duckdb_create_config(config.out()) != DuckDBSuccess) {
    return Error{ErrorCode::kUnavailable, "the engine could not be configured"};
  }
  for (const auto& [name, value] : Settings(options)) {
    if (duckdb_set_config(config.get(), name.c_str(), value.c_str()) != DuckDBSuccess) {
      return Invalid(fmt::format("the engine does not accept {} = `{}`", name, value));
    }
  }
  auto core = std::make_shared<Core>();
  char* failure = nullptr;
  if (duckdb_open_ext(nullptr, core->database.out(), config.get(), &failure) != DuckDBSuccess) {
    Error error = FromEngine(failure);
    duckdb_free(failure);
    return error;
  }
  std::unique_ptr<Engine> engine = std::make_unique<DuckDbEngine>(std::move(core));
  if (options.read_only_files) {
    auto session = engine->Connect();
    if (!session) return session.error();
    if (const Status closed = CloseDoors(session->get(), options); !closed) return closed.error();
  }
  return engine;
}

}  // namespace aisle::engine
