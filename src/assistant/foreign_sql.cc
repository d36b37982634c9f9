#include "assistant/foreign_sql.h"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "answer/chart.h"
#include "answer/shape.h"
#include "base/text.h"
#include "sql/guard.h"

namespace aisle::assistant {
namespace {

void End(std::string status, std::string reason, std::string message, answer::Answer* answer) {
  answer->status = std::move(status);
  answer->reason = std::move(reason);
  answer->message = std::move(message);
}

void EndWith(const Error& error, answer::Answer* answer) {
  const std::string message = error.message + (error.hint.empty() ? "" : " " + error.hint);
  if (error.code == ErrorCode::kDenied) return End("refused", "read_only", message, answer);
  if (error.code == ErrorCode::kCancelled) return End("failed", "cancelled", "Stopped.", answer);
  End("failed", "error", message, answer);
}

// The statement's tree as the engine reads it; it has one only for queries.
Result<std::string> TreeOf(engine::Session* session, std::string_view sql) {
  const auto tree = session->Query("select cast(json_serialize_sql(" + engine::QuoteLiteral(sql) +
                                   ") as varchar)");
  if (!tree) return tree.error();
  const auto* text = tree->rows.empty() ? nullptr : std::get_if<std::string>(&tree->rows[0][0]);
  return text == nullptr ? Result<std::string>(Invalid("the statement cannot be read")) : *text;
}

}  // namespace

void RunForeignSql(const catalog::Catalog& data, std::string_view sql, int64_t max_rows,
                   Runner* runner, answer::Answer* answer) {
  const auto session = runner->Locked();
  if (!session) return EndWith(session.error(), answer);
  const auto tree = TreeOf(*session, sql);
  if (!tree) return EndWith(tree.error(), answer);
  std::vector<std::string> tables;
  for (const auto& table : data.tables) tables.push_back(table.name);
  const Status allowed = sql::CheckReadOnly(*tree, tables);
  if (!allowed) return EndWith(allowed.error(), answer);
  const auto start = std::chrono::steady_clock::now();
  auto rows = runner->RunLocked(std::string(sql), max_rows);
  answer->engine_ms =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  if (!rows) return EndWith(rows.error(), answer);
  answer::Fill(std::move(rows->table), rows->total, answer);
  answer->chart = answer::ChooseChart(*answer);
  End("answered", "", Thousands(rows->total) + (rows->total == 1 ? " row." : " rows."), answer);
}

}  // namespace aisle::assistant
