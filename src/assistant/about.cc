#include "assistant/about.h"

#include <fmt/format.h>

#include <algorithm>

#include "answer/format.h"
#include "answer/label.h"
#include "base/text.h"

namespace aisle::assistant {
namespace {

using answer::AnswerColumn;

bool Visible(const semantic::Model& model, const catalog::Table& table) {
  const auto* meaning = model.FindTable(table.name);
  return !table.repeats && (meaning == nullptr || !meaning->hidden);
}

AnswerColumn Text(std::string name) { return {.name = std::move(name)}; }
AnswerColumn Count(std::string name) {
  return {.name = std::move(name), .type = Type::kInteger, .measure = true};
}

void Answered(std::string message, answer::Answer* answer) {
  answer->status = "answered";
  answer->message = std::move(message);
  answer->total_rows = static_cast<int64_t>(answer->rows.size());
}

void TellTables(const catalog::Catalog& data, const semantic::Model& model,
                answer::Answer* answer) {
  answer->columns = {Text("Table"), Count("Rows"), Count("Columns"), Text("Each row is")};
  int64_t rows = 0;
  for (const auto& table : data.tables) {
    if (!Visible(model, table)) continue;
    const auto* meaning = model.FindTable(table.name);
    answer->rows.push_back({table.label.empty() ? table.name : table.label, table.rows,
                            static_cast<int64_t>(table.columns.size()),
                            meaning == nullptr ? std::string() : meaning->entity});
    rows += table.rows;
  }
  answer->restatement = "The tables that were loaded";
  const size_t tables = answer->rows.size();
  Answered(
      fmt::format("{} {} with {} rows.", tables, tables == 1 ? "table" : "tables", Thousands(rows)),
      answer);
}

void TellColumns(const catalog::Catalog& data, const semantic::Model& model,
                 const std::string& only, answer::Answer* answer) {
  answer->columns = {Text("Table"), Text("Column"), Text("Type"), Count("Values"),
                     Count("Missing")};
  for (const auto& table : data.tables) {
    if (only.empty() ? !Visible(model, table) : table.name != only) continue;
    for (const auto& column : table.columns) {
      if (column.row_number) continue;
      answer->rows.push_back({table.label.empty() ? table.name : table.label, column.label,
                              ToString(column.type), column.distinct, column.nulls});
    }
  }
  answer->restatement = "The columns that were loaded";
  Answered(fmt::format("{} columns.", answer->rows.size()), answer);
}

void TellPeriod(const catalog::Catalog& data, const semantic::Model& model,
                answer::Answer* answer) {
  AnswerColumn first = {.name = "First day", .type = Type::kDate, .format = "day"};
  AnswerColumn last = {.name = "Last day", .type = Type::kDate, .format = "day"};
  answer->columns = {Text("Table"), Text("Date"), first, last};
  for (const auto& table : data.tables) {
    const auto* meaning = model.FindTable(table.name);
    if (!Visible(model, table) || meaning == nullptr || meaning->time.empty()) continue;
    const auto* time = data.Find(table.name, meaning->time);
    if (time == nullptr || IsNull(time->min)) continue;
    answer->rows.push_back(
        {table.label.empty() ? table.name : table.label, time->label, time->min, time->max});
  }
  answer->restatement = "The period that the data covers";
  if (answer->rows.empty()) {
    answer->status = "refused";
    answer->reason = "missing";
    answer->message = "No table has a date.";
    return;
  }
  const auto& row = answer->rows[0];
  Answered(ToString(row[0]) + " runs from " + answer::FormatCell(row[2], first) + " to " +
               answer::FormatCell(row[3], last) + ".",
           answer);
}

void TellMetric(const semantic::Model& model, const std::string& name, answer::Answer* answer) {
  const auto* metric = model.FindMetric(name);
  if (metric == nullptr) {
    answer->status = "refused";
    answer->reason = "missing";
    answer->message = "No metric is called “" + name + "”.";
    return;
  }
  answer->columns = {Text("Metric"), Text("Definition"), Text("Meaning")};
  answer->rows = {{metric->label, semantic::ToString(metric->expr), metric->description}};
  answer->restatement = "What " + answer::InSentence(metric->label) + " means";
  const std::string meaning =
      metric->description.empty() ? semantic::ToString(metric->expr) : metric->description;
  Answered(metric->label + ": " + meaning, answer);
}

void TellMetrics(const semantic::Model& model, answer::Answer* answer) {
  answer->columns = {Text("Metric"), Text("Definition"), Text("Meaning")};
  for (const auto& metric : model.metrics) {
    answer->rows.push_back({metric.label, semantic::ToString(metric.expr), metric.description});
  }
  answer->restatement = "The metrics of the model";
  Answered(fmt::format("{} metrics.", answer->rows.size()), answer);
}

// A greeting or a call for help has no number for an answer: it is turned down, kindly.
void TellHelp(const semantic::Model& model, answer::Answer* answer) {
  answer->status = "refused";
  answer->reason = "help";
  answer->message = "Ask about the data in plain words. For example:";
  answer->choices = Examples(model, 5);
}

bool IsGroup(const semantic::Dimension& dimension) {
  return dimension.kind == semantic::DimensionKind::kCategory && !dimension.hidden;
}

}  // namespace

std::vector<std::string> Examples(const semantic::Model& model, size_t most) {
  std::vector<std::string> examples;
  const semantic::Metric* metric = nullptr;
  for (const auto& candidate : model.metrics) {
    if (metric == nullptr || candidate.priority < metric->priority) metric = &candidate;
  }
  if (metric == nullptr) return examples;
  const std::string name = answer::InSentence(metric->label);
  examples.push_back("What is the total " + name + "?");
  size_t groups = 0;
  for (const auto& dimension : model.dimensions) {
    if (!IsGroup(dimension) || dimension.table != metric->table || groups == 2) continue;
    const std::string group = answer::InSentence(dimension.label);
    examples.push_back(groups == 0 ? "Top 5 " + Plural(group) + " by " + name
                                   : "Show " + name + " by " + group);
    ++groups;
  }
  const auto* table = model.FindTable(metric->table);
  if (table != nullptr && !table->time.empty()) examples.push_back("Monthly trend of " + name);
  examples.push_back("Which tables are there?");
  if (examples.size() > most) examples.resize(most);
  return examples;
}

void TellAbout(const catalog::Catalog& data, const semantic::Model& model, const std::string& topic,
               answer::Answer* answer) {
  const std::string kind = topic.substr(0, topic.find(':'));
  const std::string name = kind == topic ? "" : topic.substr(kind.size() + 1);
  if (kind == "tables") return TellTables(data, model, answer);
  if (kind == "columns") return TellColumns(data, model, name, answer);
  if (kind == "period") return TellPeriod(data, model, answer);
  if (kind == "metrics") return TellMetrics(model, answer);
  if (kind == "metric") return TellMetric(model, name, answer);
  return TellHelp(model, answer);
}

}  // namespace aisle::assistant
