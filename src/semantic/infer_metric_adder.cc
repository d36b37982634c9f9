#include "semantic/infer_metric_adder.h"

#include <set>

#include "base/text.h"
#include "semantic/infer_metric_words.h"

namespace aisle::semantic {
namespace {

constexpr size_t kTaggedWords = 8;

}  // namespace

// The first table to define a metric gives it its plain name; later ones add their tag, and so
// does what is made of metrics that carry one.
std::string MetricAdder::NameFor(const std::string& base, const Expr& expr) const {
  const std::string tagged = SnakeCase(tag_ + " " + base);
  if (tag_.empty() || StartsWith(base, tag_)) return SnakeCase(base);
  static const std::set<std::string> kOfSales = {"sales count", "orders", "order lines",
                                                 "average sale"};
  if (kOfSales.contains(base) || draft_.model.FindMetric(SnakeCase(base))) return tagged;
  for (const std::string& part : MetricsOf(expr))
    if (StartsWith(part, SnakeCase(tag_))) return tagged;
  return SnakeCase(base);
}

// Synonyms of a later table's metric come with its tag as well; the bare ones stay, and
// priority tells which table is meant.
std::vector<std::string> MetricAdder::Tagged(const std::vector<std::string>& words) const {
  std::vector<std::string> synonyms;
  if (!tag_.empty())
    for (size_t i = 0; i < words.size() && i < kTaggedWords; ++i)
      if (words[i].find(tag_) == std::string::npos) AddUnique(tag_ + " " + words[i], &synonyms);
  for (const std::string& word : words) AddUnique(word, &synonyms);
  return synonyms;
}

Metric* MetricAdder::Add(const std::string& base, Expr expr, const std::string& unit,
                         const std::string& description, std::vector<std::string> more) {
  const std::string name = NameFor(base, expr);
  if (draft_.model.FindMetric(name)) return nullptr;
  for (const Metric& known : draft_.model.metrics) {
    if (known.expr != expr) continue;  // a second name for the same thing would only confuse
    named_[base] = known.name;
    return nullptr;
  }
  named_[base] = name;
  Metric metric;
  metric.name = name;
  metric.label = TitleCase(ReplaceAll(name, "_", " "));
  metric.expr = std::move(expr);
  metric.unit = unit;
  std::vector<std::string> words = MetricWords(base);
  for (std::string& word : more) AddUnique(std::move(word), &words);
  metric.synonyms = name == SnakeCase(base) ? words : Tagged(words);
  std::erase(metric.synonyms, FoldName(metric.label));
  metric.description = description;
  metric.table = table_.Name();
  metric.priority = table_.priority * 100 + next_++;
  draft_.model.metrics.push_back(std::move(metric));
  return &draft_.model.metrics.back();
}

Expr MetricAdder::DistinctKeys(const Found& key) const {
  std::vector<Expr> fields;
  for (const std::string& column : KeyColumnsOf(*draft_.Find(key.table), *key.role))
    fields.push_back(Field(key.table + "." + column));
  return Make(Op::kAggregate, std::move(fields), "count_distinct");
}

std::string MetricAdder::UnitOf(const Found& found) const {
  const Dimension* dimension = draft_.model.FindDimension(found.Field());
  return dimension ? dimension->unit : "";
}

Found MetricAdder::Reached(Measure measure) const {
  for (const Reach& reach : ReachableFrom(draft_.model, table_.Name())) {
    const TableRole* table = draft_.Find(reach.table);
    const ColumnRole* role = reach.ambiguous ? nullptr : table->FindMeasure(measure);
    if (role) return Found{reach.table, role};
  }
  return {};
}

Found MetricAdder::Price() const {
  const Found own = Own(Measure::kUnitPrice);
  if (own.role) return own;
  const Found price = Reached(Measure::kUnitPrice);
  return price.role ? price : Reached(Measure::kListPrice);
}

}  // namespace aisle::semantic
