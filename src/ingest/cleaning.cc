#include "ingest/cleaning.h"

#include <iterator>
#include <utility>

#include "ingest/calendar_columns.h"
#include "ingest/currency.h"
#include "ingest/path_levels.h"
#include "ingest/spellings.h"

namespace aisle::ingest {
namespace {

std::string Unquoted(const std::string& identifier) {
  return identifier.size() > 1 && identifier[0] == '"' ? identifier.substr(1, identifier.size() - 2)
                                                       : identifier;
}

Status PutTogether(engine::Session& session, const std::string& engine_table, LakeTable* table) {
  const bool alone = table->parts.size() == 1 && table->parts[0].file.empty();
  if (!alone) return Materialize(session, engine_table, table);
  table->engine_table = Unquoted(table->parts[0].relation);
  return Done{};
}

Status Count(engine::Session& session, const std::string& engine_table, const std::string& column,
             TextCounts* counts) {
  auto counted = CountTexts(session, engine_table, column);
  if (!counted) return counted.error();
  *counts = *std::move(counted);
  return Done{};
}

template <typename T>
void Append(std::vector<T> more, std::vector<T>* all) {
  std::move(more.begin(), more.end(), std::back_inserter(*all));
}

Status Merge(engine::Session& session, const PipelineFile& pipeline,
             const std::vector<catalog::Column>& columns, LakeTable* table, Cleaned* cleaned) {
  auto merged = MergeSpellings(session, {table->name, table->engine_table, columns}, pipeline,
                               &table->counts);
  if (!merged) return merged.error();
  Append(std::move(merged->found), &cleaned->spellings);
  Append(std::move(merged->notes), &cleaned->notes);
  return Done{};
}

// Two paths may spell one level differently where each is written in one way only.
Status AddLevels(engine::Session& session, const PipelineFile& pipeline, LakeTable* table,
                 Cleaned* cleaned) {
  const std::size_t before = table->columns.size();
  auto split = SplitPaths(session, {table->engine_table, &table->columns, &table->counts});
  if (!split) return split.error();
  Append(*std::move(split), &cleaned->notes);
  if (table->columns.size() == before) return Done{};
  const std::vector<catalog::Column> levels(
      table->columns.begin() + static_cast<std::ptrdiff_t>(before), table->columns.end());
  return Merge(session, pipeline, levels, table, cleaned);
}

Status CleanTable(engine::Session& session, const PipelineFile& pipeline, LakeTable* table,
                  Cleaned* cleaned) {
  if (const auto merged = Merge(session, pipeline, table->columns, table, cleaned); !merged) {
    return merged;
  }
  if (const auto added = AddLevels(session, pipeline, table, cleaned); !added) return added;
  auto dates = MakeDates(session, {table->engine_table, &table->columns});
  if (!dates) return dates.error();
  Append(*std::move(dates), &cleaned->notes);
  return TakeCurrencyColumn(session, table->engine_table, table->counts, &table->columns,
                            &cleaned->currencies);
}

}  // namespace

Result<std::vector<Cleaned>> CleanTables(const PipelineFile& pipeline, const CleanSink& sink,
                                         int most, Workers* workers,
                                         std::vector<LakeTable>* tables) {
  std::vector<Cleaned> cleaned(tables->size());
  std::vector<Workers::Task> put_together, count, clean;
  for (std::size_t t = 0; t < tables->size(); ++t) {
    LakeTable* table = &(*tables)[t];
    if (!table->changed) continue;
    const std::string engine_table = "out_" + std::to_string(t + 1);
    put_together.push_back(
        [=](engine::Session& session) { return PutTogether(session, engine_table, table); });
    for (const catalog::Column& column : table->columns) {
      if (!HoldsTexts(column)) continue;
      TextCounts* counts = &table->counts[column.name];
      count.push_back([table, counts, name = column.name](engine::Session& session) {
        return Count(session, table->engine_table, name, counts);
      });
    }
    clean.push_back([=, &pipeline, &sink, &cleaned](engine::Session& session) {
      const auto done = CleanTable(session, pipeline, table, &cleaned[t]);
      return done ? sink(session, table) : done;
    });
  }
  for (const auto* tasks : {&put_together, &count, &clean}) {
    if (const auto done = workers->Run(*tasks, most); !done) return done.error();
  }
  return cleaned;
}

}  // namespace aisle::ingest
