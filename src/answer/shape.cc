#include "answer/shape.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "answer/label.h"

namespace aisle::answer {

namespace {

// A column's numbers line up: all with two digits after the point as soon as one is not whole;
// where all are small, each shows what it needs.
int DecimalsOf(const Answer& answer, size_t column) {
  bool whole = true;
  double most = 0;
  for (const auto& row : answer.rows) {
    double number = 0;
    if (!std::holds_alternative<double>(row[column]) || !AsNumber(row[column], &number)) continue;
    whole = whole && number == std::floor(number);
    most = std::max(most, std::fabs(number));
  }
  return whole || most < 1 ? -1 : 2;
}

void TakeRows(engine::Table table, int64_t total_rows, Answer* answer) {
  answer->total_rows = total_rows;
  answer->rows = std::move(table.rows);
  for (size_t i = 0; i < answer->columns.size(); ++i) {
    answer->columns[i].decimals = DecimalsOf(*answer, i);
  }
}

AnswerColumn Describe(const semantic::Model& model, const semantic::Item& item, bool measure) {
  AnswerColumn column;
  column.name = item.label.empty() ? LabelOf(model, item.expr) : item.label;
  column.unit = UnitOf(model, item.expr);
  column.format = FormatOf(model, item.expr);
  column.measure = measure;
  return column;
}

}  // namespace

void Fill(engine::Table table, int64_t total_rows, Answer* answer) {
  for (const auto& column : table.columns) {
    answer->columns.push_back(
        {.name = column.name, .type = column.type, .measure = IsNumeric(column.type)});
  }
  TakeRows(std::move(table), total_rows, answer);
}

void Fill(const semantic::Model& model, const semantic::Query& query, engine::Table table,
          int64_t total_rows, Answer* answer) {
  std::vector<AnswerColumn> columns;
  for (const auto& item : query.groups) columns.push_back(Describe(model, item, false));
  for (const auto& item : query.measures) columns.push_back(Describe(model, item, true));
  // A query for whole rows names no columns: the engine's names stand.
  if (columns.size() != table.columns.size()) return Fill(std::move(table), total_rows, answer);
  for (size_t i = 0; i < columns.size(); ++i) columns[i].type = table.columns[i].type;
  answer->columns = std::move(columns);
  TakeRows(std::move(table), total_rows, answer);
}

bool HasNothing(const Answer& answer) {
  if (answer.rows.empty()) return true;
  const bool grouped = std::any_of(answer.columns.begin(), answer.columns.end(),
                                   [](const AnswerColumn& column) { return !column.measure; });
  return !grouped && answer.rows.size() == 1 &&
         std::all_of(answer.rows[0].begin(), answer.rows[0].end(), IsNull);
}

}  // namespace aisle::answer
