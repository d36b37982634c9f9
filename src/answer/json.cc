#include "base/json.h"

#include "answer/answer.h"
#include "answer/format.h"
#include "answer/json_text.h"

namespace aisle::answer {
namespace {

json::array Texts(const std::vector<std::string>& texts) {
  json::array array;
  for (const std::string& text : texts) array.emplace_back(text);
  return array;
}

json::array Names(const Answer& answer) {
  json::array names;
  for (const AnswerColumn& column : answer.columns) names.emplace_back(column.name);
  return names;
}

json::array Types(const Answer& answer) {
  json::array types;
  for (const AnswerColumn& column : answer.columns) {
    types.push_back(json::object{{"name", column.name},
                                 {"type", ToString(column.type)},
                                 {"unit", column.unit},
                                 {"format", column.format},
                                 {"measure", column.measure}});
  }
  return types;
}

json::array Rows(const Answer& answer) {
  json::array rows;
  for (const auto& row : answer.rows) {
    json::array cells;
    for (size_t i = 0; i < row.size(); ++i) {
      cells.push_back(ToJsonValue(PlainCell(row[i], answer.columns[i])));
    }
    rows.push_back(std::move(cells));
  }
  return rows;
}

json::value Chart(const Answer& answer) {
  if (answer.chart.empty()) return nullptr;
  const auto chart = ParseJson(answer.chart);
  return chart ? *chart : json::value(nullptr);
}

}  // namespace

std::string ToJson(const Answer& answer) {
  json::object object;
  if (!answer.id.empty()) object["id"] = answer.id;
  object["question"] = answer.question;
  object["status"] = answer.status;
  object["message"] = answer.message;
  object["reason"] = answer.reason;
  object["columns"] = Names(answer);
  object["column_types"] = Types(answer);
  object["rows"] = Rows(answer);
  object["total_rows"] = answer.total_rows;
  object["restatement"] = answer.restatement;
  object["query"] = answer.query;
  object["chips"] = Texts(answer.chips);
  object["sql"] = answer.sql;
  object["plan"] = answer.plan;
  object["chart"] = Chart(answer);
  object["assumptions"] = Texts(answer.assumptions);
  object["warnings"] = Texts(answer.warnings);
  object["choices"] = Texts(answer.choices);
  object["freshness"] = answer.freshness;
  object["data_version"] = answer.data_version;
  object["tier"] = answer.tier;
  object["verified"] = answer.verified;
  object["ms"] = answer.ms;
  object["understand_ms"] = answer.understand_ms;
  object["engine_ms"] = answer.engine_ms;
  return JsonText(object);
}

}  // namespace aisle::answer
