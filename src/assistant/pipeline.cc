#include "assistant/pipeline.h"

#include <chrono>
#include <optional>
#include <set>
#include <utility>

#include "answer/chart.h"
#include "answer/chips.h"
#include "answer/label.h"
#include "answer/restate.h"
#include "answer/shape.h"
#include "answer/tell.h"
#include "assistant/proof.h"
#include "plan/plan.h"
#include "sql/sql.h"

namespace aisle::assistant {

using semantic::Query;
using semantic::QueryKind;

namespace {

using Clock = std::chrono::steady_clock;

double MillisecondsSince(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

void End(std::string status, std::string reason, std::string message, answer::Answer* answer) {
  answer->status = std::move(status);
  answer->reason = std::move(reason);
  answer->message = std::move(message);
}

void EndWith(const Error& error, answer::Answer* answer) {
  const std::string message = error.message + (error.hint.empty() ? "" : " " + error.hint);
  switch (error.code) {
    case ErrorCode::kDenied:
      return End("refused", "not_computable", message, answer);
    case ErrorCode::kAmbiguous:
      return End("clarify", "ambiguous", message, answer);
    case ErrorCode::kCancelled:
      return End("failed", "cancelled", "Stopped.", answer);
    default:
      return End("failed", "error", message, answer);
  }
}

// Detail rows for which no column was named show those of the table that people care for.
Query WithColumns(const semantic::Model& model, Query query) {
  if (query.kind != QueryKind::kRows || !query.groups.empty()) return query;
  for (const auto& dimension : model.dimensions) {
    if (dimension.table == query.fact && !dimension.hidden) {
      query.groups.push_back({semantic::Field(dimension.Field()), ""});
    }
  }
  return query;
}

// What every stage before the engine makes of a query.
struct Prepared {
  Query query;  // labelled
  plan::Plan plan;
  sql::Rendered sql;
  std::set<std::string> tables;
};

Result<Prepared> Prepare(const semantic::Model& model, const Query& query, answer::Answer* answer) {
  Prepared prepared;
  prepared.query = answer::Labelled(model, WithColumns(model, query));
  answer->restatement = answer::Restate(model, prepared.query);
  answer->query = semantic::ToString(semantic::Canonical(query));
  answer->chips = answer::ChipsOf(model, semantic::Canonical(query));
  auto plan = plan::MakePlan(model, prepared.query);
  if (!plan) return plan.error();
  prepared.plan = std::move(*plan);
  answer->plan = plan::ToString(prepared.plan);
  auto rendered = sql::Render(model, prepared.plan, [&](const std::string& table) {
    prepared.tables.insert(table);
    return engine::QuoteIdentifier(table);
  });
  if (!rendered) return rendered.error();
  prepared.sql = std::move(*rendered);
  answer->sql = prepared.sql.text;
  return prepared;
}

// A result must have the columns of its query and, when grouped, each combination of groups once;
// a plan that multiplied rows shows here.
std::optional<std::string> FindFault(const Query& query, const engine::Table& table) {
  if (query.kind != QueryKind::kAggregate) return std::nullopt;
  const size_t groups = query.groups.size();
  if (table.columns.size() != groups + query.measures.size()) {
    return "The result does not have the columns of the question.";
  }
  if (groups == 0 && table.rows.size() != 1 && !query.having) {
    return "The result of a total is not one row.";
  }
  std::set<std::vector<Value>> seen;
  for (const auto& row : table.rows) {
    if (groups == 0) break;
    if (!seen.emplace(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(groups)).second) {
      return "The result holds a group twice.";
    }
  }
  return std::nullopt;
}

void GiveColumns(const Query& query, const sql::Rendered& sql, engine::Table* table) {
  if (!table->columns.empty()) return;  // an engine that found no rows names no columns
  const size_t width = query.groups.size() + query.measures.size();
  for (size_t i = 0; i < sql.columns.size(); ++i) {
    const bool measure = width == sql.columns.size() && i >= query.groups.size();
    table->columns.push_back({sql.columns[i], measure ? Type::kDouble : Type::kText});
  }
}

}  // namespace

void Pipeline::Explain(const Query& query, answer::Answer* answer) const {
  const auto prepared = Prepare(model_, query, answer);
  if (!prepared) return EndWith(prepared.error(), answer);
  answer->warnings = WarningsFor(data_, ReadsOf(prepared->plan));
}

void Pipeline::Answer(const Query& query, int64_t max_rows, answer::Answer* answer) const {
  const auto prepared = Prepare(model_, query, answer);
  if (!prepared) return EndWith(prepared.error(), answer);
  const Reads reads = ReadsOf(prepared->plan);
  answer->freshness = FreshnessOf(data_, model_, reads);
  for (std::string& sentence : ConventionsFor(model_, query)) {
    answer->assumptions.push_back(std::move(sentence));
  }
  const auto uncovered = FindUncovered(data_, model_, prepared->query);
  if (uncovered && uncovered->outside) return End("refused", "period", uncovered->sentence, answer);
  if (uncovered) answer->warnings.push_back(uncovered->sentence);
  for (std::string& warning : WarningsFor(data_, reads))
    answer->warnings.push_back(std::move(warning));

  const auto start = Clock::now();
  auto rows = runner_->Run(prepared->sql.text, prepared->tables, max_rows);
  answer->engine_ms = MillisecondsSince(start);
  if (!rows) return EndWith(rows.error(), answer);
  GiveColumns(prepared->query, prepared->sql, &rows->table);
  if (const auto fault = FindFault(prepared->query, rows->table)) {
    return End("failed", "check", *fault + " It is not shown, because it may be wrong.", answer);
  }
  answer::Fill(model_, prepared->query, std::move(rows->table), rows->total, answer);
  if (!answer->rows.empty() && answer::HasNothing(*answer)) {
    const std::string range = RangeSentence(data_, model_, reads);
    answer->columns.clear();
    answer->rows.clear();
    answer->total_rows = 0;
    return End("refused", "empty",
               "No rows match: " + answer->restatement + (range.empty() ? "" : "; " + range) + ".",
               answer);
  }
  answer->message =
      answer::Tell(prepared->query, *answer, answer::RestateFilters(model_, prepared->query));
  if (!answer::Proven(answer->message, *answer)) answer->message = answer->restatement + ".";
  answer->status = "answered";
  answer->chart = answer::ChooseChart(*answer);
}

}  // namespace aisle::assistant
