#include "ingest/profile_warnings.h"

#include <fmt/format.h>

#include "base/text.h"

namespace aisle::ingest {
namespace {

using catalog::QualityWarning;

std::string Label(const catalog::Column& column) {
  return column.label.empty() ? column.name : column.label;
}

std::string Labels(const catalog::Table& table, const std::vector<std::string>& columns) {
  std::vector<std::string> labels;
  for (const std::string& name : columns) {
    for (const catalog::Column& column : table.columns) {
      if (column.name == name) labels.push_back(Label(column));
    }
  }
  return Join(labels, " + ");
}

std::string Rows(int64_t rows) { return Thousands(rows) + (rows == 1 ? " row" : " rows"); }

void AddMissing(const catalog::Table& table, std::vector<QualityWarning>* warnings) {
  for (const catalog::Column& column : table.columns) {
    // A column that is empty throughout, or holds a mark here and there, is not in want of values.
    if (column.row_number || column.nulls == 0 || column.distinct < 2) continue;
    if (column.IsMade()) continue;  // not every path is as long as the longest
    warnings->push_back({table.name, column.name, "missing",
                         fmt::format("{} of {} {} no {}", Thousands(column.nulls), Rows(table.rows),
                                     column.nulls == 1 ? "has" : "have", Label(column)),
                         column.nulls});
  }
}

void AddDuplicates(const catalog::Table& table, const KeyFacts& facts,
                   std::vector<QualityWarning>* warnings) {
  if (facts.copies > 0) {
    warnings->push_back(
        {table.name, "", "duplicates",
         fmt::format("{} of {} {} an earlier row in every column", Thousands(facts.copies),
                     Rows(table.rows), facts.copies == 1 ? "repeats" : "repeat"),
         facts.copies});
  }
  if (facts.near_key_repeats > 0) {
    warnings->push_back(
        {table.name, facts.near_key.size() == 1 ? facts.near_key[0] : "", "duplicates",
         fmt::format("{} of {} {} the {} of an earlier row", Thousands(facts.near_key_repeats),
                     Rows(table.rows), facts.near_key_repeats == 1 ? "repeats" : "repeat",
                     Labels(table, facts.near_key)),
         facts.near_key_repeats});
  }
}

void AddOrphans(const catalog::Catalog& catalog, std::vector<QualityWarning>* warnings) {
  for (const catalog::Relation& relation : catalog.relations) {
    if (relation.orphans == 0) continue;
    const catalog::Table* from = catalog.Find(relation.from_table);
    const catalog::Table* to = catalog.Find(relation.to_table);
    warnings->push_back(
        {relation.from_table, relation.from_columns[0], "orphans",
         fmt::format("{} of {} of {} {} a {} that {} does not hold", Thousands(relation.orphans),
                     Rows(from->rows), from->label, relation.orphans == 1 ? "has" : "have",
                     Labels(*from, relation.from_columns), to->label),
         relation.orphans});
  }
}

}  // namespace

std::vector<QualityWarning> QualityWarnings(const catalog::Catalog& catalog,
                                            const std::vector<KeyFacts>& facts) {
  std::vector<QualityWarning> warnings;
  for (std::size_t i = 0; i < catalog.tables.size(); ++i) {
    if (catalog.tables[i].repeats) continue;
    AddMissing(catalog.tables[i], &warnings);
    AddDuplicates(catalog.tables[i], facts[i], &warnings);
  }
  AddOrphans(catalog, &warnings);
  return warnings;
}

}  // namespace aisle::ingest
