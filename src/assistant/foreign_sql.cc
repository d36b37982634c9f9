#include "assistant/foreign_sql.h"

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "answer/chart.h"
#include "answer/shape.h"
#include "base/json.h"
#include "base/text.h"

namespace aisle::assistant {
namespace {

void End(std::string status, std::string reason, std::string message, answer::Answer* answer) {
  answer->status = std::move(status);
  answer->reason = std::move(reason);
  answer->message = std::move(message);
}

// The statement's tree as the engine reads it; it has one only for queries.
Result<std::string> TreeOf(engine::Session* session, std::string_view sql) {
  const auto tree =
      session->Query("select cast(json_serialize_sql($1) as varchar)", {std::string(sql)});
  if (!tree) return tree.error();
  const auto* text = tree->rows.empty() ? nullptr : std::get_if<std::string>(&tree->rows[0][0]);
  return text == nullptr ? Result<std::string>(Invalid("the statement cannot be read")) : *text;
}

}  // namespace

void RunForeignSql(const catalog::Catalog& data, std::string_view sql, int64_t max_rows,
                   Runner* runner, answer::Answer* answer) {
  (void)data;
  const auto session = runner->Locked();
  if (!session) return End("failed", "error", session.error().message, answer);
  const auto tree = TreeOf(*session, sql);
  if (!tree) return End("failed", "error", tree.error().message, answer);
  (void)max_rows;
}

}  // namespace aisle::assistant
