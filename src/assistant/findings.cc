#include "assistant/findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "answer/format.h"
#include "answer/label.h"
#include "base/text.h"

namespace aisle::assistant {

using answer::FormatCell;
using semantic::Expr;
using semantic::Field;
using semantic::Make;
using semantic::Op;
using semantic::Query;

namespace {

struct Context {
  const catalog::Catalog& data;
  const semantic::Model& model;
  const Subject& subject;
  const Pipeline& pipeline;
  const Overview& overview;
};

Expr Headline(const Subject& subject) {
  return subject.metrics.empty() ? semantic::CountRows(subject.table->name)
                                 : semantic::MetricRef(subject.metrics[0]->name);
}

std::string HeadlineName(const Context& context) {
  return answer::InSentence(answer::LabelOf(context.model, Headline(context.subject)));
}

answer::Answer Ran(const Context& context, Query query) {
  query.fact = context.subject.table->name;
  answer::Answer answer;
  context.pipeline.Answer(query, 5000, &answer);
  return answer;
}

bool Usable(const answer::Answer& answer, size_t rows) {
  return answer.status == "answered" && answer.rows.size() >= rows;
}

std::string Percent(double share) { return answer::FormatNumber(100 * share, 1) + " %"; }

const answer::Answer* TableNamed(const Overview& overview, const std::string& id) {
  for (const auto& table : overview.tables) {
    if (table.id == id) return &table;
  }
  return nullptr;
}

// "Set has the biggest share of revenue: 49.9 % (₹39,204,124.03)."
std::optional<std::string> BiggestShare(const Context& context) {
  const auto* mix = TableNamed(context.overview, "category");
  if (mix == nullptr) mix = TableNamed(context.overview, "region");
  if (mix == nullptr || !Usable(*mix, 2) || mix->columns.size() < 3) return std::nullopt;
  double share = 0;
  if (!AsNumber(mix->rows[0][2], &share) || share <= 0 || IsNull(mix->rows[0][0])) {
    return std::nullopt;
  }
  return fmt::format("{} has the biggest share of {}: {} ({}).",
                     FormatCell(mix->rows[0][0], mix->columns[0]), HeadlineName(context),
                     Percent(share), FormatCell(mix->rows[0][1], mix->columns[1]));
}

struct Change {
  Value name;
  double before = 0;
  double current = 0;
};

// The category whose figure changed most between the last two complete periods.
std::optional<std::string> StrongestChange(const Context& context) {
  const Subject& subject = context.subject;
  if (subject.time.empty() || subject.category.empty()) return std::nullopt;
  const Periods periods = LastPeriods(subject.first, subject.last);
  if (periods.grain.empty()) return std::nullopt;
  Query query;
  query.groups = {{Field(subject.category), ""},
                  {Make(Op::kGrain, {Field(subject.time)}, periods.grain), ""}};
  query.measures = {{Headline(subject), ""}};
  query.where = Make(Op::kBetween, {Field(subject.time), semantic::Literal(periods.before),
                                    semantic::Literal(periods.current_end)});
  const answer::Answer found = Ran(context, query);
  if (!Usable(found, 2)) return std::nullopt;
  const std::string now = answer::FormatPeriod(periods.current, periods.grain);
  std::map<Value, Change> changes;
  for (const auto& row : found.rows) {
    Change& change = changes[row[0]];
    change.name = row[0];
    const bool current = FormatCell(row[1], found.columns[1]) == now;
    AsNumber(row[2], current ? &change.current : &change.before);
  }
  const Change* best = nullptr;
  for (const auto& [name, change] : changes) {
    if (IsNull(name) || change.before <= 0) continue;
    const auto size = [](const Change& c) { return std::fabs(c.current - c.before); };
    if (best == nullptr || size(change) > size(*best)) best = &change;
  }
  if (best == nullptr || best->current == best->before) return std::nullopt;
  const auto& column = found.columns[2];
  return fmt::format(
      "{} {} most: {} {} from {} in {} to {} in {} ({}{}).",
      FormatCell(best->name, found.columns[0]), best->current > best->before ? "grew" : "fell",
      HeadlineName(context), best->current > best->before ? "rose" : "went down",
      FormatCell(best->before, column), answer::FormatPeriod(periods.before, periods.grain),
      FormatCell(best->current, column), now, best->current > best->before ? "+" : "",
      Percent(best->current / best->before - 1));
}

// "Sunday is the strongest weekday for revenue (₹13.2 M), Thursday the weakest (₹10.1 M)."
std::optional<std::string> WeekdayPattern(const Context& context) {
  const Subject& subject = context.subject;
  if (subject.time.empty() || subject.last.days - subject.first.days < 27) return std::nullopt;
  Query query;
  query.groups = {{Make(Op::kPart, {Field(subject.time)}, "weekday"), ""}};
  query.measures = {{Headline(subject), ""}};
  query.order = {{Headline(subject), true}};
  const answer::Answer found = Ran(context, query);
  if (!Usable(found, 2)) return std::nullopt;
  const auto cell = [&](size_t row, size_t column) {
    return FormatCell(found.rows[row][column], found.columns[column]);
  };
  const size_t last = found.rows.size() - 1;
  return fmt::format("{} is the strongest weekday for {} ({}), {} the weakest ({}).", cell(0, 0),
                     HeadlineName(context), cell(0, 1), cell(last, 0), cell(last, 1));
}

std::string PluralName(const std::string& label) {
  const std::string name = answer::InSentence(label);
  return name == FoldCase(name) ? Plural(name) : name + "s";  // "product names", but "SKUs"
}

// "The top 10 of 1,861 product names bring 12.3 % of revenue."
std::optional<std::string> Concentration(const Context& context) {
  const Subject& subject = context.subject;
  if (subject.name.empty()) return std::nullopt;
  Query query;
  query.groups = {{Field(subject.name), ""}};
  query.measures = {{Make(Op::kShare, {Headline(subject)}), ""}};
  query.order = {{query.measures[0].expr, true}};
  const answer::Answer found = Ran(context, query);
  constexpr size_t kFew = 10;
  if (!Usable(found, kFew + 1)) return std::nullopt;
  double share = 0;
  for (size_t row = 0; row < kFew; ++row) {
    double one = 0;
    AsNumber(found.rows[row][1], &one);
    share += one;
  }
  return fmt::format("The top {} of {} {} bring {} of {}.", kFew, Thousands(found.total_rows),
                     PluralName(found.columns[0].name), Percent(share), HeadlineName(context));
}

// The trend's best period.
std::optional<std::string> BestPeriod(const Context& context) {
  const auto* trend = TableNamed(context.overview, "trend");
  if (trend == nullptr || !Usable(*trend, 3)) return std::nullopt;
  size_t best = 0;
  double most = -HUGE_VAL;
  for (size_t row = 0; row < trend->rows.size(); ++row) {
    double number = 0;
    if (AsNumber(trend->rows[row][1], &number) && number > most) {
      most = number;
      best = row;
    }
  }
  return fmt::format("{} was the best {} for {}: {}.",
                     FormatCell(trend->rows[best][0], trend->columns[0]), trend->columns[0].format,
                     HeadlineName(context), FormatCell(trend->rows[best][1], trend->columns[1]));
}

// The worst fault of the subject's table; one of the headline's own columns before any other.
std::optional<std::string> Fault(const Context& context) {
  const auto expanded = semantic::Expand(context.model, Headline(context.subject));
  const std::vector<std::string> fields =
      expanded ? semantic::FieldsOf(*expanded) : std::vector<std::string>{};
  const auto weight = [&](const catalog::QualityWarning& warning) {
    const std::string field = warning.table + "." + warning.column;
    const bool own = std::find(fields.begin(), fields.end(), field) != fields.end();
    return std::pair(own, warning.rows);
  };
  const catalog::QualityWarning* worst = nullptr;
  for (const auto& warning : context.data.warnings) {
    if (warning.table != context.subject.table->name) continue;
    if (worst == nullptr || weight(warning) > weight(*worst)) worst = &warning;
  }
  if (worst == nullptr) return std::nullopt;
  std::string text = worst->text;
  if (!text.empty() && text.back() != '.') text += '.';
  return "Take care: " + text;
}

}  // namespace

std::vector<std::string> Find(const catalog::Catalog& data, const semantic::Model& model,
                              const Subject& subject, const Pipeline& pipeline,
                              const Overview& overview) {
  const Context context{data, model, subject, pipeline, overview};
  std::vector<std::string> findings;
  for (const auto finder :
       {BiggestShare, StrongestChange, WeekdayPattern, Concentration, Fault, BestPeriod}) {
    if (findings.size() == 5) break;
    if (auto finding = finder(context)) findings.push_back(std::move(*finding));
  }
  return findings;
}

}  // namespace aisle::assistant
