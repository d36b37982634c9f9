#include "assistant/proof.h"

#include <algorithm>

#include "answer/format.h"
#include "answer/label.h"
#include "answer/phrase.h"
#include "base/text.h"

namespace aisle::assistant {

using answer::DayRange;
using semantic::Expr;
using semantic::Op;
using semantic::Query;

namespace {

void AddFields(const Expr& expr, Reads* reads) {
  for (const std::string& field : semantic::FieldsOf(expr)) {
    if (!EndsWith(field, ".*")) reads->fields.insert(field);
  }
}

std::string TableOf(const std::string& field) { return field.substr(0, field.find('.')); }

const catalog::Column* ColumnOf(const catalog::Catalog& data, const std::string& field) {
  const size_t dot = field.find('.');
  if (dot == std::string::npos) return nullptr;
  return data.Find(field.substr(0, dot), field.substr(dot + 1));
}

bool DayOf(const Value& value, int32_t* day) {
  if (const auto* date = std::get_if<Date>(&value)) {
    *day = date->days;
    return true;
  }
  if (const auto* time = std::get_if<Timestamp>(&value)) {
    constexpr int64_t kDay = 86'400'000'000;
    *day = static_cast<int32_t>(time->micros / kDay - (time->micros % kDay < 0 ? 1 : 0));
    return true;
  }
  return false;
}

// The last day of the period of that grain which starts on a day.
int32_t LastDayOf(int32_t start, const std::string& grain) {
  if (grain == "week") return start + 6;
  const int months = grain == "year" ? 12 : grain == "quarter" ? 3 : 1;
  return AddMonths(Date{start}, months).days - 1;
}

// First and last day of a time column.
bool DaysOf(const catalog::Column* column, int32_t* first, int32_t* last) {
  return column != nullptr && DayOf(column->min, first) && DayOf(column->max, last);
}

// The default time columns of the tables read, of fact tables first.
const catalog::Column* TimeOf(const catalog::Catalog& data, const semantic::Model& model,
                              const Reads& reads) {
  const catalog::Column* found = nullptr;
  for (const std::string& name : reads.tables) {
    const auto* table = model.FindTable(name);
    if (table == nullptr || table->time.empty()) continue;
    const auto* column = data.Find(name, table->time);
    int32_t first = 0;
    int32_t last = 0;
    if (DaysOf(column, &first, &last) && (found == nullptr || table->fact)) found = column;
  }
  return found;
}

// Conditions under "and", wherever a measure or the query sets them.
void CollectConditions(const Expr& expr, std::vector<Expr>* conditions) {
  if (expr.op == Op::kWhere && expr.args.size() == 2) conditions->push_back(expr.args[1]);
  for (const Expr& arg : expr.args) CollectConditions(arg, conditions);
}

std::vector<Expr> ConditionsOf(const Query& query) {
  std::vector<Expr> conditions;
  if (query.where) conditions.push_back(*query.where);
  for (const auto& item : query.measures) CollectConditions(item.expr, &conditions);
  return conditions;
}

std::optional<Coverage> Uncovered(const catalog::Catalog& data, const semantic::Model& model,
                                  const DayRange& asked) {
  int32_t first = 0;
  int32_t last = 0;
  if (!DaysOf(ColumnOf(data, asked.field), &first, &last)) return std::nullopt;
  const bool open_first = asked.first == DayRange::kOpenFirst;
  const bool open_last = asked.last == DayRange::kOpenLast;
  const bool outside = asked.first > last || asked.last < first;
  const bool partly = (!open_first && asked.first < first) || (!open_last && asked.last > last);
  if (!outside && !partly) return std::nullopt;
  const Expr field = semantic::Field(asked.field);
  const std::string label = answer::LabelOf(model, field);
  const std::string there = label + " runs from " + answer::FormatDay(Date{first}) + " to " +
                            answer::FormatDay(Date{last});
  if (outside) return Coverage{true, "There is no data for that period: " + there + "."};
  return Coverage{false, there + ": the period asked for is covered only in part."};
}

// A period that ends with the month or year in which the data ends is how people speak of all the
// data; only a gap of more than a month is worth a word.
bool WorthAWord(const catalog::Catalog& data, const DayRange& asked) {
  int32_t first = 0;
  int32_t last = 0;
  if (!DaysOf(ColumnOf(data, asked.field), &first, &last)) return false;
  const bool late = asked.first != DayRange::kOpenFirst && asked.first < first - 3;
  const bool early = asked.last != DayRange::kOpenLast && asked.last > last + 3;
  return late || early;
}

// The metrics named, and those that they are made of.
void AddMetrics(const semantic::Model& model, const Expr& expr, std::set<std::string>* named) {
  for (const std::string& name : semantic::MetricsOf(expr)) {
    const semantic::Metric* metric = model.FindMetric(name);
    if (named->insert(name).second && metric != nullptr) AddMetrics(model, metric->expr, named);
  }
}

}  // namespace

Reads ReadsOf(const plan::Plan& plan) {
  Reads reads;
  // Only scans touch tables; what the other stages name are columns of stages.
  for (const plan::Stage& stage : plan.stages) {
    if (stage.kind != plan::StageKind::kScan) continue;
    reads.tables.insert(stage.base);
    for (const auto& join : stage.joins) reads.tables.insert(join.alias);
    for (const auto& item : stage.groups) AddFields(item.expr, &reads);
    for (const auto& item : stage.aggregates) AddFields(item.expr, &reads);
    if (stage.where) AddFields(*stage.where, &reads);
  }
  std::erase_if(reads.fields,
                [&](const std::string& field) { return !reads.tables.contains(TableOf(field)); });
  return reads;
}

std::vector<std::string> WarningsFor(const catalog::Catalog& data, const Reads& reads) {
  std::vector<std::string> warnings;
  for (const auto& warning : data.warnings) {
    const bool touched = warning.column.empty()
                             ? reads.tables.contains(warning.table)
                             : reads.fields.contains(warning.table + "." + warning.column);
    if (touched) warnings.push_back(warning.text);
  }
  return warnings;
}

std::string FreshnessOf(const catalog::Catalog& data, const semantic::Model& model,
                        const Reads& reads) {
  int32_t first = 0;
  int32_t last = 0;
  if (!DaysOf(TimeOf(data, model, reads), &first, &last)) return {};
  return "data to " + ToString(Value(Date{last}));
}

namespace {

// Whether the query itself says which of the convention's values count: then nothing is left open.
bool SaysItself(const Query& query, const semantic::Convention& convention) {
  const auto conditions = ConditionsOf(query);
  return !convention.field.empty() && !convention.values.empty() &&
         std::any_of(conditions.begin(), conditions.end(), [&](const Expr& condition) {
           const auto fields = semantic::FieldsOf(condition);
           return std::find(fields.begin(), fields.end(), convention.field) != fields.end();
         });
}

}  // namespace

std::vector<std::string> ConventionsFor(const semantic::Model& model, const Query& query) {
  std::set<std::string> named;
  for (const auto& item : query.measures) AddMetrics(model, item.expr, &named);
  if (query.having) AddMetrics(model, *query.having, &named);
  for (const auto& order : query.order) AddMetrics(model, order.by, &named);
  std::vector<std::string> sentences;
  for (const auto& convention : model.conventions) {
    const bool touched = std::any_of(convention.metrics.begin(), convention.metrics.end(),
                                     [&](const std::string& name) { return named.contains(name); });
    if (touched && !convention.sentence.empty() && !SaysItself(query, convention))
      sentences.push_back(convention.sentence);
  }
  return sentences;
}

std::optional<Coverage> FindUncovered(const catalog::Catalog& data, const semantic::Model& model,
                                      const Query& query) {
  std::optional<Coverage> partly;
  for (const Expr& condition : ConditionsOf(query)) {
    for (const Expr& conjunct : answer::Conjuncts(condition)) {
      DayRange asked;
      if (!answer::ToDayRange(conjunct, &asked)) continue;
      const auto coverage = Uncovered(data, model, asked);
      if (coverage && coverage->outside) return coverage;
      if (coverage && !partly && WorthAWord(data, asked)) partly = coverage;
    }
  }
  return partly;
}

std::string PartPeriods(const catalog::Catalog& data, const Query& query,
                        const answer::Answer& answer) {
  for (size_t i = 0; i < query.groups.size() && i < answer.columns.size(); ++i) {
    const Expr& group = query.groups[i].expr;
    int32_t first = 0;
    int32_t last = 0;
    if (group.op != Op::kGrain || group.args[0].op != Op::kField || group.name == "hour" ||
        group.name == "day" || !DaysOf(ColumnOf(data, group.args[0].name), &first, &last)) {
      continue;
    }
    std::set<int32_t> starts;
    for (const auto& row : answer.rows) {
      int32_t day = 0;
      if (DayOf(row[i], &day)) starts.insert(day);
    }
    std::vector<std::string> parts;
    for (const int32_t start : starts) {
      const bool part = start < first || LastDayOf(start, group.name) > last;
      if (part) parts.push_back(answer::FormatPeriod(Date{start}, group.name));
    }
    if (parts.empty()) return {};
    return Join(parts, " and ") + (parts.size() == 1 ? " is" : " are") +
           " covered only in part: the data runs from " + answer::FormatDay(Date{first}) + " to " +
           answer::FormatDay(Date{last});
  }
  return {};
}

std::string RangeSentence(const catalog::Catalog& data, const semantic::Model& model,
                          const Reads& reads) {
  int32_t first = 0;
  int32_t last = 0;
  if (!DaysOf(TimeOf(data, model, reads), &first, &last)) return {};
  return "the data runs from " + answer::FormatDay(Date{first}) + " to " +
         answer::FormatDay(Date{last});
}

}  // namespace aisle::assistant
