#include "cli/load_report.h"

#include <fmt/format.h>

#include <filesystem>

#include "base/text.h"

namespace aisle::cli {
namespace {

std::string NameOf(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

std::string Size(int64_t bytes) {
  const auto size = static_cast<double>(bytes);
  if (bytes >= 1'000'000'000) return fmt::format("{:.1f} GB", size / 1e9);
  if (bytes >= 1'000'000) return fmt::format("{:.1f} MB", size / 1e6);
  if (bytes >= 1'000) return fmt::format("{:.1f} kB", size / 1e3);
  return fmt::format("{} B", bytes);
}

std::string FilesTable(const ingest::LoadReport& report, const answer::Terminal& terminal) {
  answer::TextTable table;
  table.headings = {"File", "Size", "Rows in", "Rows out", "Quarantined", "Merged", ""};
  table.right = {false, true, true, true, true, true, false};
  ingest::FileReport sum;
  for (const auto& file : report.files) {
    const bool adds_up = file.rows_in == file.rows_out + file.quarantined + file.merged;
    const std::string state = !file.error.empty() ? "not loaded"
                              : file.unchanged    ? "unchanged"
                              : adds_up           ? ""
                                                  : "does not add up";
    table.rows.push_back({NameOf(file.path), Size(file.bytes), Thousands(file.rows_in),
                          Thousands(file.rows_out), Thousands(file.quarantined),
                          Thousands(file.merged), state});
    sum.bytes += file.bytes;
    sum.rows_in += file.rows_in;
    sum.rows_out += file.rows_out;
    sum.quarantined += file.quarantined;
    sum.merged += file.merged;
  }
  if (report.files.size() > 1) {
    table.rows.push_back({"all", Size(sum.bytes), Thousands(sum.rows_in), Thousands(sum.rows_out),
                          Thousands(sum.quarantined), Thousands(sum.merged), ""});
  }
  return answer::ToTerminal(table, terminal);
}

std::string NotesOf(const ingest::LoadReport& report) {
  std::string text;
  for (const auto& file : report.files) {
    if (file.notes.empty() && file.error.empty()) continue;
    text += "  " + NameOf(file.path) + "\n";
    if (!file.error.empty()) text += "    not loaded: " + file.error + "\n";
    for (const std::string& note : file.notes) text += "    · " + note + "\n";
  }
  return text.empty() ? "" : "\nWhat was found\n" + text;
}

std::string TablesOf(const catalog::Catalog& data, const answer::Terminal& terminal) {
  answer::TextTable table;
  table.headings = {"Table", "Rows", "Columns", "Key", ""};
  table.right = {false, true, true, false, false};
  for (const auto& one : data.tables) {
    table.rows.push_back({one.name, Thousands(one.rows),
                          Thousands(static_cast<int64_t>(one.columns.size())),
                          one.keys.empty() ? "–" : Join(one.keys[0], " + "),
                          one.repeats ? "repeats; not counted" : one.note});
  }
  return "\nTables\n" + answer::ToTerminal(table, terminal);
}

std::string RelationsOf(const catalog::Catalog& data) {
  std::string text;
  for (const auto& relation : data.relations) {
    text += fmt::format(
        "  {}.{} → {}.{}  {}, {} rows match", relation.from_table, Join(relation.from_columns, "+"),
        relation.to_table, Join(relation.to_columns, "+"),
        relation.cardinality == catalog::Cardinality::kOneToOne ? "one to one" : "many to one",
        Thousands(relation.matched));
    if (relation.orphans > 0) text += fmt::format(", {} orphans", Thousands(relation.orphans));
    text += "\n";
  }
  return text.empty() ? "" : "\nRelations\n" + text;
}

std::string WarningsOf(const catalog::Catalog& data) {
  constexpr size_t kShown = 12;
  std::string text;
  for (size_t i = 0; i < data.warnings.size() && i < kShown; ++i) {
    text += "  · " + data.warnings[i].text + "\n";
  }
  if (data.warnings.size() > kShown) {
    text += fmt::format("  … and {} more (--json lists all)\n", data.warnings.size() - kShown);
  }
  return text.empty() ? "" : "\nQuality\n" + text;
}

std::string NextSteps(const assistant::Loaded& loaded, const std::string& lake) {
  const std::string at = lake == "lake" ? "" : " --lake " + lake;
  std::string text = "\nNext\n";
  text += "  aisle ask" + at + " \"…\"     a question;  aisle" + at + "  a conversation\n";
  text += "  aisle summary" + at + "     figures, mix, trend, findings\n";
  bool quarantined = false;
  for (const auto& file : loaded.report.files) quarantined |= file.quarantined > 0;
  if (quarantined) text += "  aisle quarantine" + at + "  rows set aside, with reasons\n";
  text += "  " + loaded.model_path +
          (loaded.model_written ? "  was inferred: edit it to give the data your meaning\n"
                                : "  was left as it is\n");
  if (!loaded.proposed.empty()) {
    text += fmt::format(
        "  model.proposed.yaml has {} new: {}\n",
        loaded.proposed.size() == 1 ? "something" : "things",
        Join({loaded.proposed.begin(),
              loaded.proposed.begin() +
                  static_cast<std::ptrdiff_t>(std::min<size_t>(6, loaded.proposed.size()))},
             ", "));
  }
  return text;
}

}  // namespace

std::string LoadReportText(const assistant::Loaded& loaded, const std::string& lake,
                           const answer::Terminal& terminal) {
  const auto& report = loaded.report;
  std::string text = FilesTable(report, terminal) + NotesOf(report);
  for (const std::string& note : report.notes) text += "\nWarning: " + note + "\n";
  if (report.catalog.tables.empty()) return text;
  text +=
      TablesOf(report.catalog, terminal) + RelationsOf(report.catalog) + WarningsOf(report.catalog);
  text += fmt::format("\n{} in {:.1f} s; version {}.\n", report.changed ? "Loaded" : "Nothing new",
                      report.seconds, report.version);
  return text + NextSteps(loaded, lake);
}

}  // namespace aisle::cli
