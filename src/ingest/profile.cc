#include "ingest/profile.h"

#include <fmt/format.h>

#include "ingest/keys.h"
#include "ingest/profile_columns.h"
#include "ingest/profile_consistency.h"
#include "ingest/profile_formulas.h"
#include "ingest/profile_grain.h"
#include "ingest/profile_negatives.h"
#include "ingest/profile_repeated.h"
#include "ingest/profile_warnings.h"
#include "ingest/relations.h"

namespace aisle::ingest {
namespace {

class Profiler {
 public:
  Profiler(engine::Session& session, const std::vector<ProfileInput>& inputs)
      : session_(session), inputs_(inputs) {}

  Result<Profile> Run() {
    for (const ProfileInput& input : inputs_) {
      if (const auto status = AddTable(input); !status) return status.error();
    }
    if (const auto status = AddRelations(); !status) return status.error();
    profile_.catalog.warnings = QualityWarnings(profile_.catalog, keys_);
    if (const auto status = AddInconsistencies(); !status) return status.error();
    return std::move(profile_);
  }

 private:
  Status AddTable(const ProfileInput& input) {
    catalog::Table& table = profile_.catalog.tables.emplace_back();
    table.name = input.table;
    table.label = input.label;
    table.sources = input.sources;
    table.files = input.files;
    table.part_of = input.part_of;
    table.repeats = input.repeats;
    table.note = input.note;
    table.columns = input.columns;
    const auto rows = session_.Query(fmt::format("SELECT count(*) FROM {}", input.relation_sql));
    if (!rows) return rows.error();
    table.rows = std::get<int64_t>(rows->rows.at(0).at(0));
    return AddColumnsAndKeys(input, &table);
  }

  Status AddColumnsAndKeys(const ProfileInput& input, catalog::Table* table) {
    auto profiles =
        ProfileColumns(session_, {input.relation_sql, table->rows, input.counts}, &table->columns);
    if (!profiles) return profiles.error();
    std::vector<TextShape> shapes;
    for (std::size_t i = 0; i < profiles->size(); ++i) {
      shapes.push_back((*profiles)[i].shape);
      AddValues(table->name, table->columns[i].name, std::move((*profiles)[i].values));
    }
    auto keys = FindKeys(session_, input.relation_sql, *table, shapes);
    if (!keys) return keys.error();
    table->keys = keys->keys;
    keys_.push_back(*std::move(keys));
    auto negatives = FindNegatives(session_, input.relation_sql, *table);
    if (!negatives) return negatives.error();
    table->negatives = *std::move(negatives);
    auto formulas = FindFormulas(session_, input.relation_sql, *table);
    if (!formulas) return formulas.error();
    table->formulas = *std::move(formulas);
    const auto grains = FindGrains(session_, input.relation_sql, table);
    return grains ? FindRepeated(session_, input.relation_sql, table) : grains;
  }

  void AddValues(const std::string& table, const std::string& column,
                 catalog::ColumnValues values) {
    if (values.values.empty()) return;
    values.table = table;
    values.column = column;
    profile_.values.push_back(std::move(values));
  }

  Status AddRelations() {
    std::vector<RelationSide> sides;
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
      sides.push_back({&profile_.catalog.tables[i], inputs_[i].relation_sql});
    }
    auto relations = FindRelations(session_, sides, profile_.values);
    if (!relations) return relations.error();
    profile_.catalog.relations = *std::move(relations);
    return Done{};
  }

  Status AddInconsistencies() {
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
      if (inputs_[i].repeats) continue;
      auto found =
          FindInconsistencies(session_, inputs_[i].relation_sql, profile_.catalog.tables[i]);
      if (!found) return found.error();
      for (auto& warning : *found) profile_.catalog.warnings.push_back(std::move(warning));
    }
    return Done{};
  }

  engine::Session& session_;
  const std::vector<ProfileInput>& inputs_;
  Profile profile_;
  std::vector<KeyFacts> keys_;
};

}  // namespace

Result<Profile> ProfileTables(engine::Session& session, const std::vector<ProfileInput>& inputs) {
  return Profiler(session, inputs).Run();
}

}  // namespace aisle::ingest
