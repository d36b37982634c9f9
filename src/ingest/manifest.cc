#include "ingest/manifest.h"

#include "base/json.h"

namespace aisle::ingest {
namespace {

json::array Strings(const std::vector<std::string>& strings) {
  return json::array(strings.begin(), strings.end());
}

json::object ReportJson(const FileReport& report) {
  return {{"path", report.path},
          {"bytes", report.bytes},
          {"rows_in", report.rows_in},
          {"rows_out", report.rows_out},
          {"merged", report.merged},
          {"quarantined", report.quarantined},
          {"tables", Strings(report.tables)},
          {"notes", Strings(report.notes)}};
}

std::string Text(const json::object& object, const char* key) {
  const json::value* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

int64_t Number(const json::object& object, const char* key) {
  const json::value* value = object.if_contains(key);
  return value != nullptr && value->is_int64() ? value->get_int64() : 0;
}

const json::array& List(const json::object& object, const char* key) {
  static const json::array kNone;
  const json::value* value = object.if_contains(key);
  return value != nullptr && value->is_array() ? value->get_array() : kNone;
}

std::vector<std::string> Texts(const json::object& object, const char* key) {
  std::vector<std::string> texts;
  for (const json::value& item : List(object, key)) {
    if (item.is_string()) texts.emplace_back(item.get_string());
  }
  return texts;
}

FileReport ToReport(const json::object& object) {
  FileReport report;
  report.path = Text(object, "path");
  report.bytes = Number(object, "bytes");
  report.rows_in = Number(object, "rows_in");
  report.rows_out = Number(object, "rows_out");
  report.merged = Number(object, "merged");
  report.quarantined = Number(object, "quarantined");
  report.tables = Texts(object, "tables");
  report.notes = Texts(object, "notes");
  return report;
}

ManifestSource ToSource(const json::object& object) {
  ManifestSource source;
  source.path = Text(object, "path");
  source.checksum = Text(object, "checksum");
  source.quarantine = Text(object, "quarantine");
  if (const json::value* report = object.if_contains("report"); report && report->is_object()) {
    source.report = ToReport(report->get_object());
  }
  for (const json::value& part : List(object, "parts")) {
    if (!part.is_object()) continue;
    const json::object& fields = part.get_object();
    source.parts.push_back({Text(fields, "table"), Text(fields, "file"), Number(fields, "rows")});
  }
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
  manifest.pipeline = Text(parsed->get_object(), "pipeline");
  for (const json::value& source : List(parsed->get_object(), "sources")) {
    if (source.is_object()) manifest.sources.push_back(ToSource(source.get_object()));
  }
  return manifest;
}

std::string ToJson(const Manifest& manifest) {
  json::array sources;
  for (const ManifestSource& source : manifest.sources) {
    json::array parts;
    for (const ManifestPart& part : source.parts) {
      parts.push_back(
          json::object{{"table", part.table}, {"file", part.file}, {"rows", part.rows}});
    }
    sources.push_back(json::object{{"path", source.path},
                                   {"checksum", source.checksum},
                                   {"report", ReportJson(source.report)},
                                   {"parts", std::move(parts)},
                                   {"quarantine", source.quarantine}});
  }
  return json::serialize(
      json::object{{"sources", std::move(sources)}, {"pipeline", manifest.pipeline}});
}

}  // namespace aisle::ingest
