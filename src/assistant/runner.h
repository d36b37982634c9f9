// Runs rendered SQL over the tables of one lake version. The engine starts in the background when
// the Runner is made, and a table becomes visible to it only when a statement first needs it: a
// question pays for what it uses.
#pragma once

#include <atomic>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "base/result.h"
#include "catalog/catalog.h"
#include "engine/engine.h"
#include "plan/plan.h"
#include "semantic/model.h"
#include "sql/sql.h"

namespace aisle::assistant {

struct Rows {
  engine::Table table;  // cut to the rows wanted
  int64_t total = 0;    // all that there were
};

class Runner {
 public:
  // `data` outlives the Runner; `root` is the lake's folder.
  // `as_of` is what today() and current_date give to the user's SQL; else the clock's day.
  Runner(const catalog::Catalog& data, std::string root, engine::Options options,
         std::optional<Date> as_of = std::nullopt);
  ~Runner();
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;

  // Runs one statement over `tables` and keeps at most `max_rows` of its rows. One at a time.
  Result<Rows> Run(const std::string& sql, const std::set<std::string>& tables, int64_t max_rows);
  // A session of its own that sees every table and nothing else, for the user's SQL; configuration
  // and files are locked.
  Result<engine::Session*> Locked();

  // Runs one statement in that session.
  Result<Rows> RunLocked(const std::string& sql, int64_t max_rows);

  void Interrupt();  // any thread

 private:
  Result<engine::Session*> Open();
  Result<Rows> Fetch(engine::Session* session, const std::string& sql, int64_t max_rows);
  Status Show(engine::Session* session, const std::string& table);

  const catalog::Catalog& data_;
  std::string root_;
  engine::Options options_;
  std::optional<Date> as_of_;
  std::future<Result<std::unique_ptr<engine::Engine>>> starting_;
  std::unique_ptr<engine::Engine> engine_;
  std::unique_ptr<engine::Session> session_;
  std::unique_ptr<engine::Engine> locked_engine_;
  std::unique_ptr<engine::Session> locked_;
  std::set<std::string> shown_;
  std::mutex running_mutex_;  // guards running_
  engine::Session* running_ = nullptr;
};

}  // namespace aisle::assistant
