#include "assistant/runner.h"

#include <filesystem>
#include <utility>

#include "catalog/reading.h"
#include "engine/duckdb/duckdb_engine.h"

namespace aisle::assistant {
namespace {

std::string ViewOf(const catalog::Table& table, const std::string& root) {
  return "create view " + engine::QuoteIdentifier(table.name) + " as select * from " +
         catalog::ReadSql(table, root);
}

}  // namespace

Runner::Runner(const catalog::Catalog& data, std::string root, engine::Options options,
               std::optional<Date> as_of)
    : data_(data), root_(std::move(root)), options_(std::move(options)), as_of_(as_of) {
  starting_ = std::async(std::launch::async, [this] { return engine::OpenDuckDb(options_); });
}

Runner::~Runner() = default;

Result<engine::Session*> Runner::Open() {
  if (session_ != nullptr) return session_.get();
  if (engine_ == nullptr) {
    auto engine = starting_.valid() ? starting_.get() : engine::OpenDuckDb(options_);
    if (!engine) return engine.error();
    engine_ = std::move(*engine);
  }
  auto session = engine_->Connect();
  if (!session) return session.error();
  session_ = std::move(*session);
  return session_.get();
}

Status Runner::Show(engine::Session* session, const std::string& name) {
  if (shown_.contains(name)) return Done{};
  const catalog::Table* table = data_.Find(name);
  if (table == nullptr) {
    return Error{ErrorCode::kNotFound, "the lake holds no table `" + name + "`"};
  }
  const Status shown = session->Execute(ViewOf(*table, root_));
  if (shown) shown_.insert(name);
  return shown;
}

Result<Rows> Runner::Run(const std::string& sql, const std::set<std::string>& tables,
                         int64_t max_rows) {
  const auto session = Open();
  if (!session) return session.error();
  for (const std::string& table : tables) {
    if (const Status shown = Show(*session, table); !shown) return shown.error();
  }
  return Fetch(*session, sql, max_rows);
}

Result<Rows> Runner::RunLocked(const std::string& sql, int64_t max_rows) {
  const auto session = Locked();
  if (!session) return session.error();
  return Fetch(*session, sql, max_rows);
}

Result<Rows> Runner::Fetch(engine::Session* session, const std::string& sql, int64_t max_rows) {
  {
    const std::lock_guard lock(running_mutex_);
    running_ = session;
  }
  Rows rows;
  const Status ran = session->Stream(sql, [&](const engine::Table& batch) {
    if (rows.table.columns.empty()) rows.table.columns = batch.columns;
    rows.total += static_cast<int64_t>(batch.rows.size());
    for (const auto& row : batch.rows) {
      if (static_cast<int64_t>(rows.table.rows.size()) >= max_rows) break;
      rows.table.rows.push_back(row);
    }
    return true;
  });
  {
    const std::lock_guard lock(running_mutex_);
    running_ = nullptr;
  }
  if (!ran) return ran.error();
  return rows;
}

Result<engine::Session*> Runner::Locked() {
  if (locked_ != nullptr) return locked_.get();
  auto engine = engine::OpenDuckDb(options_);
  if (!engine) return engine.error();
  locked_engine_ = std::move(*engine);
  auto session = locked_engine_->Connect();
  if (!session) return session.error();
  std::string allowed;
  for (const auto& table : data_.tables) {
    for (const std::string& file : table.files) {
      allowed += (allowed.empty() ? "" : ", ") +
                 engine::QuoteLiteral((std::filesystem::path(root_) / file).string());
    }
    if (const Status made = (*session)->Execute(ViewOf(table, root_)); !made) return made.error();
  }
  if (as_of_) {
    const std::string day = "() as date " + engine::QuoteLiteral(ToString(Value(*as_of_))) + "; ";
    const Status named =
        (*session)->Execute("create macro today" + day + "create macro current_date" + day);
    if (!named) return named.error();
  }
  const Status locked = (*session)->Execute("set allowed_paths=[" + allowed +
                                            "]; set enable_external_access=false; "
                                            "set lock_configuration=true;");
  if (!locked) return locked.error();
  locked_ = std::move(*session);
  return locked_.get();
}

void Runner::Interrupt() {
  const std::lock_guard lock(running_mutex_);
  if (running_ != nullptr) running_->Interrupt();
}

}  // namespace aisle::assistant
