#include "ingest/log_session.h"

#include "engine/duckdb/duckdb_engine.h"

namespace aisle::ingest {

Result<LogSession> LogSession::Open() {
  auto engine = engine::OpenDuckDb({.memory_limit = "512MB", .threads = 1});
  if (!engine) return engine.error();
  auto session = (*engine)->Connect();
  if (!session) return session.error();
  return LogSession(*std::move(engine), *std::move(session));
}

}  // namespace aisle::ingest
