#include "answer/csv.h"

#include "answer/format.h"
#include "base/text.h"

namespace aisle::answer {
namespace {

std::string Field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  return "\"" + ReplaceAll(text, "\"", "\"\"") + "\"";
}

}  // namespace

std::string ToCsv(const Answer& answer) {
  std::vector<std::string> cells;
  for (const AnswerColumn& column : answer.columns) cells.push_back(Field(column.name));
  std::string text = Join(cells, ",") + "\n";
  for (const auto& row : answer.rows) {
    cells.clear();
    for (size_t i = 0; i < row.size(); ++i) {
      cells.push_back(Field(ToString(PlainCell(row[i], answer.columns[i]))));
    }
    text += Join(cells, ",") + "\n";
  }
  return text;
}

}  // namespace aisle::answer
