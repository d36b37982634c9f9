#include "ingest/manifest.h"

#include "base/json.h"
#include "ingest/json_members.h"

namespace aisle::ingest {
namespace {

json::object ReportJson(const FileReport& report) {
  return {{"path", report.path},
          {"bytes", report.bytes},
          {"rows_in", report.rows_in},
          {"rows_out", report.rows_out},
          {"merged", report.merged},
          {"quarantined", report.quarantined},
          {"tables", ToArray(report.tables)},
          {"notes", ToArray(report.notes)}};
}

FileReport ToReport(const json::object& object) {
  FileReport report;
  report.path = TextOf(object, "path");
  report.bytes = NumberOf(object, "bytes");
  report.rows_in = NumberOf(object, "rows_in");
  report.rows_out = NumberOf(object, "rows_out");
  report.merged = NumberOf(object, "merged");
  report.quarantined = NumberOf(object, "quarantined");
  report.tables = TextsOf(object, "tables");
  report.notes = TextsOf(object, "notes");
  return report;
}

ManifestSource ToSource(const json::object& object) {
  ManifestSource source;
  source.path = TextOf(object, "path");
  source.checksum = TextOf(object, "checksum");
  source.quarantine = TextOf(object, "quarantine");
  if (const json::value* report = object.if_contains("report"); report && report->is_object()) {
    source.report = ToReport(report->get_object());
  }
  for (const json::object* part : ObjectsOf(object, "parts")) {
    source.parts.push_back({TextOf(*part, "table"), TextOf(*part, "file"), NumberOf(*part, "rows"),
                            NumberOf(*part, "first", -1)});
  }
  source.lost = TextsOf(object, "lost");
  return source;
}

}  // namespace

const ManifestSource* Manifest::Find(const std::string& path) const {
  for (const ManifestSource& source : sources) {
    if (source.path == path) return &source;
  }
  return nullptr;
}

Result<Manifest> ParseManifest(std::string_view text) {
  const auto parsed = ParseJson(text);
  if (!parsed) return parsed.error();
  if (!parsed->is_object()) return Invalid("manifest.json does not hold an object");
  Manifest manifest;
  manifest.pipeline = TextOf(parsed->get_object(), "pipeline");
  for (const json::object* source : ObjectsOf(parsed->get_object(), "sources")) {
    manifest.sources.push_back(ToSource(*source));
  }
  return manifest;
}

std::string ToJson(const Manifest& manifest) {
  json::array sources;
  for (const ManifestSource& source : manifest.sources) {
    json::array parts;
    for (const ManifestPart& part : source.parts) {
      parts.push_back(json::object{
          {"table", part.table}, {"file", part.file}, {"rows", part.rows}, {"first", part.first}});
    }
    sources.push_back(json::object{{"path", source.path},
                                   {"checksum", source.checksum},
                                   {"report", ReportJson(source.report)},
                                   {"parts", std::move(parts)},
                                   {"quarantine", source.quarantine},
                                   {"lost", ToArray(source.lost)}});
  }
  return json::serialize(
      json::object{{"sources", std::move(sources)}, {"pipeline", manifest.pipeline}});
}

}  // namespace aisle::ingest
