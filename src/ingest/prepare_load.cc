#include "ingest/prepare_load.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "delta/changes.h"
#include "ingest/quarantine.h"

namespace aisle::ingest {
namespace {

class Preparer {
 public:
  Preparer(const LakeState& before, const LoadedState& after) : before_(before), after_(after) {}

  Prepared Run() {
    prepared_.operation = "load";
    for (const LakeTable& table : after_.tables) {
      if (table.changed) {
        Change(table);
      } else {
        Keep(SilverFolder(table.name));
      }
    }
    for (const catalog::Table& table : before_.catalog.tables) {
      if (!Has(table.name)) Empty(table);
    }
    ChangeQuarantine();
    return std::move(prepared_);
  }

 private:
  bool Has(const std::string& name) const {
    return std::any_of(after_.tables.begin(), after_.tables.end(),
                       [&](const LakeTable& table) { return table.name == name; });
  }

  TableChange Begin(const std::string& folder) const {
    TableChange change{folder};
    const RecordedTable* known = before_.record.Find(folder);
    if (known != nullptr) change.base = known->version;
    return change;
  }

  void Change(const LakeTable& table) {
    TableChange change = Begin(SilverFolder(table.name));
    change.schema = table.schema;
    change.adds = table.adds;
    for (const TablePart& part : table.parts) change.rows_added += part.rows;
    RemoveFiles(table.name, &change);
    prepared_.changes.push_back(std::move(change));
  }

  // What the lake knows of the table; others' files that came since stay.
  void RemoveFiles(const std::string& table, TableChange* change) const {
    std::set<std::string> files;  // several sources may share one
    for (const ManifestSource& source : before_.manifest.sources) {
      for (const ManifestPart& part : source.parts) {
        if (part.table != table) continue;
        files.insert(part.file.substr(change->folder.size() + 1));
        change->rows_removed += part.rows;
      }
    }
    change->removes.assign(files.begin(), files.end());
  }

  // Its rows are in another table now, or nowhere: whoever reads the folder must not find them.
  void Empty(const catalog::Table& table) {
    TableChange change = Begin(SilverFolder(table.name));
    if (change.base < 0) return;
    change.gone = true;
    RemoveFiles(table.name, &change);
    prepared_.changes.push_back(std::move(change));
  }

  void Keep(const std::string& folder) {
    const RecordedTable* known = before_.record.Find(folder);
    if (known == nullptr) return;
    prepared_.kept.push_back(*known);
    prepared_.kept.back().changed = false;
    prepared_.kept.back().rows_added = prepared_.kept.back().rows_removed = 0;
  }

  void ChangeQuarantine() {
    TableChange change = Begin(kQuarantineFolder);
    change.schema = QuarantineSchema();
    change.adds = after_.quarantine;
    for (const delta::Add& add : change.adds) change.rows_added += delta::RowsOf(add);
    std::set<std::string> kept;
    for (const ManifestSource& source : after_.manifest.sources) kept.insert(source.quarantine);
    for (const ManifestSource& source : before_.manifest.sources) {
      if (source.quarantine.empty() || kept.contains(source.quarantine)) continue;
      change.removes.push_back(source.quarantine.substr(change.folder.size() + 1));
      change.rows_removed += source.report.quarantined;
    }
    if (change.adds.empty() && change.removes.empty()) return Keep(kQuarantineFolder);
    prepared_.changes.push_back(std::move(change));
  }

  const LakeState& before_;
  const LoadedState& after_;
  Prepared prepared_;
};

}  // namespace

Prepared PrepareLoad(const LakeState& before, const LoadedState& after) {
  return Preparer(before, after).Run();
}

}  // namespace aisle::ingest
