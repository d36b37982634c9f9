#include "ingest/warnings.h"

#include <algorithm>
#include <filesystem>

#include "base/text.h"

namespace aisle::ingest {

void AddTableWarnings(const std::vector<LakeTable>& tables, const catalog::Catalog& before,
                      std::vector<catalog::QualityWarning>* warnings) {
  for (const LakeTable& table : tables) {
    if (table.repeats) {
      const std::string text = table.label + " is not counted: " + table.note;
      warnings->push_back({table.part_of, "", "repeats", text, 0});
    }
    if (table.changed) continue;
    for (const catalog::QualityWarning& warning : before.warnings) {
      const bool from_load = warning.kind == "quarantined" || warning.kind == "inconsistent";
      const bool said = std::find(warnings->begin(), warnings->end(), warning) != warnings->end();
      if (from_load && !said && warning.table == table.name) warnings->push_back(warning);
    }
  }
}

void AddQuarantineWarning(const FileReport& report, const std::vector<RawRow>& quarantine,
                          std::vector<catalog::QualityWarning>* warnings) {
  const auto rows = std::count_if(quarantine.begin(), quarantine.end(), [](const RawRow& row) {
    return row.reason.find("expected") != std::string::npos;
  });
  if (rows == 0 || report.tables.empty()) return;
  const std::string text = Thousands(rows) + " of " + Thousands(report.rows_in) + " rows of " +
                           std::filesystem::path(report.path).filename().string() +
                           " could not be read and are left out";
  warnings->push_back({report.tables[0], "", "quarantined", text, rows});
}

}  // namespace aisle::ingest
