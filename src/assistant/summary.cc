#include "assistant/summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "answer/format.h"
#include "answer/json_text.h"
#include "answer/label.h"
#include "assistant/findings.h"
#include "assistant/subject.h"
#include "base/json.h"

namespace aisle::assistant {

using semantic::Expr;
using semantic::Field;
using semantic::Item;
using semantic::Op;
using semantic::Query;

namespace {

constexpr int64_t kMostRows = 400;

Expr Within(const std::string& field, Date first, Date last) {
  return semantic::Make(Op::kBetween,
                        {Field(field), semantic::Literal(first), semantic::Literal(last)});
}

Query MeasuresOf(const Subject& subject) {
  Query query;
  query.fact = subject.table->name;
  for (const auto* metric : subject.metrics) {
    query.measures.push_back({semantic::MetricRef(metric->name), metric->label});
  }
  return query;
}

// Rows are a headline of their own unless a metric counts them already.
void AddRowCount(const semantic::Model& model, const Subject& subject, Query* query) {
  const Expr rows = semantic::CountRows(subject.table->name);
  for (const Item& item : query->measures) {
    const auto expanded = semantic::Expand(model, item.expr);
    if (expanded && *expanded == rows) return;
  }
  query->measures.push_back({rows, ""});
}

answer::Answer Ran(const Pipeline& pipeline, const Query& query) {
  answer::Answer answer;
  pipeline.Answer(query, kMostRows, &answer);
  return answer;
}

void FillCards(const semantic::Model& model, const Subject& subject, const Pipeline& pipeline,
               Overview* overview) {
  Query query = MeasuresOf(subject);
  AddRowCount(model, subject, &query);
  const answer::Answer totals = Ran(pipeline, query);
  if (totals.status != "answered") {
    overview->error = totals.message;
    return;
  }
  overview->freshness = totals.freshness;
  for (size_t i = 0; i < totals.columns.size(); ++i) {
    overview->cards.push_back({.column = totals.columns[i],
                               .total = totals.rows[0][i],
                               .current = {},
                               .before = {},
                               .current_period = {},
                               .before_period = {}});
  }
  const Periods periods =
      subject.time.empty() ? Periods{} : LastPeriods(subject.first, subject.last);
  if (periods.grain.empty()) return;
  query.groups = {{semantic::Make(Op::kGrain, {Field(subject.time)}, periods.grain), ""}};
  query.where = Within(subject.time, periods.before, periods.current_end);
  const answer::Answer both = Ran(pipeline, query);
  for (const auto& row : both.rows) {
    const std::string period = answer::FormatCell(row[0], both.columns[0]);
    const bool current = period == answer::FormatPeriod(periods.current, periods.grain);
    for (size_t i = 0; i < overview->cards.size() && i + 1 < row.size(); ++i) {
      Card& card = overview->cards[i];
      (current ? card.current : card.before) = row[i + 1];
      (current ? card.current_period : card.before_period) = period;
    }
  }
}

const semantic::Metric* Headline(const Subject& subject) {
  return subject.metrics.empty() ? nullptr : subject.metrics[0];
}

Item HeadlineItem(const Subject& subject) {
  const auto* metric = Headline(subject);
  if (metric == nullptr) return {semantic::CountRows(subject.table->name), ""};
  return {semantic::MetricRef(metric->name), metric->label};
}

// The headline metric and its share by one dimension, largest first.
void AddMix(const Subject& subject, const std::string& field, const std::string& id,
            const Pipeline& pipeline, Overview* overview) {
  if (field.empty()) return;
  Query query;
  query.fact = subject.table->name;
  query.groups = {{Field(field), ""}};
  const Item headline = HeadlineItem(subject);
  query.measures = {headline, {semantic::Make(Op::kShare, {headline.expr}), ""}};
  query.order = {{headline.expr, true}};
  answer::Answer mix = Ran(pipeline, query);
  if (mix.status != "answered") {  // a ratio has no shares
    query.measures.pop_back();
    mix = Ran(pipeline, query);
  }
  mix.id = id;
  if (mix.status == "answered") overview->tables.push_back(std::move(mix));
}

void AddTrend(const Subject& subject, const Pipeline& pipeline, Overview* overview) {
  if (subject.time.empty()) return;
  const int32_t days = subject.last.days - subject.first.days;
  const std::string grain = days < 45 ? "day" : "month";
  Query query;
  query.fact = subject.table->name;
  query.groups = {{semantic::Make(Op::kGrain, {Field(subject.time)}, grain), ""}};
  query.measures = {HeadlineItem(subject)};
  query.order = {{query.groups[0].expr, false}};
  answer::Answer trend = Ran(pipeline, query);
  trend.id = "trend";
  if (trend.status == "answered") overview->tables.push_back(std::move(trend));
}

std::string Title(const semantic::Model& model, const Subject& subject) {
  std::string title = subject.table->label.empty() ? subject.table->name : subject.table->label;
  (void)model;
  if (!subject.time.empty()) title += ", " + answer::FormatRange(subject.first, subject.last);
  return title;
}

json::object CardObject(const Card& card) {
  return {{"name", card.column.name},           {"unit", card.column.unit},
          {"total", ToJsonValue(card.total)},   {"current", ToJsonValue(card.current)},
          {"before", ToJsonValue(card.before)}, {"current_period", card.current_period},
          {"before_period", card.before_period}};
}

}  // namespace

Overview SumUp(const catalog::Catalog& data, const semantic::Model& model, const Pipeline& pipeline,
               const std::optional<Date>& as_of) {
  Overview overview;
  Subject subject = FindSubject(data, model, "");
  if (subject.table == nullptr) {
    overview.error = "There is no table to sum up.";
    return overview;
  }
  overview.title = Title(model, subject);
  if (as_of && !subject.time.empty()) {
    overview.title += ", as of " + ToString(Value(*as_of));
    subject.last = std::clamp(*as_of, subject.first, subject.last);
  }
  FillCards(model, subject, pipeline, &overview);
  AddMix(subject, subject.category, "category", pipeline, &overview);
  AddMix(subject, subject.region, "region", pipeline, &overview);
  AddMix(subject, subject.status, "status", pipeline, &overview);
  AddTrend(subject, pipeline, &overview);
  overview.findings = Find(data, model, subject, pipeline, overview);
  return overview;
}

Result<Query> HeadlineQuery(const catalog::Catalog& data, const semantic::Model& model,
                            const Query& asked) {
  const Subject subject = FindSubject(data, model, asked.fact);
  if (subject.table == nullptr) {
    return Error{ErrorCode::kNotFound, "There is no table to sum up."};
  }
  Query query = asked;
  if (!query.measures.empty()) return query;
  query.fact = subject.table->name;
  query.measures = MeasuresOf(subject).measures;
  AddRowCount(model, subject, &query);
  if (!subject.time.empty() && query.groups.empty()) {
    query.measures.push_back({semantic::Make(Op::kAggregate, {Field(subject.time)}, "min"), ""});
    query.measures.push_back({semantic::Make(Op::kAggregate, {Field(subject.time)}, "max"), ""});
  }
  if (!query.groups.empty() && query.order.empty() && semantic::IsMeasure(query.measures[0].expr)) {
    const bool time = query.groups[0].expr.op == Op::kGrain || query.groups[0].expr.op == Op::kPart;
    query.order = {time ? semantic::Order{query.groups[0].expr, false}
                        : semantic::Order{query.measures[0].expr, true}};
  }
  return query;
}

std::string ToJson(const Overview& overview) {
  json::array cards;
  for (const Card& card : overview.cards) cards.push_back(CardObject(card));
  json::array tables;
  for (const auto& table : overview.tables) {
    const auto parsed = ParseJson(answer::ToJson(table));
    if (parsed) tables.push_back(*parsed);
  }
  json::array findings;
  for (const std::string& finding : overview.findings) findings.emplace_back(finding);
  return answer::JsonText(json::object{{"title", overview.title},
                                       {"cards", std::move(cards)},
                                       {"tables", std::move(tables)},
                                       {"findings", std::move(findings)},
                                       {"freshness", overview.freshness},
                                       {"error", overview.error}});
}

}  // namespace aisle::assistant
