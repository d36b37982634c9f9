#include "ingest/pipeline_file.h"

#include <yaml-cpp/yaml.h>

#include <cstdio>
#include <fstream>

namespace aisle::ingest {
namespace {

constexpr const char* kHeading =
    "# Spellings that mean the same value, found when files were loaded. Set `applied` to true or\n"
    "# false, or change `to`; the next load follows. Loading adds lines below and changes none.\n"
    "values:\n";

std::string Quoted(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    if (static_cast<unsigned char>(c) < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\x%02X", static_cast<unsigned char>(c));
      quoted += escape;
      continue;
    }
    quoted += c;
  }
  return quoted + "\"";
}

std::string LineOf(const Spelling& s) {
  return "  - {table: " + s.table + ", column: " + s.column + ", from: " + Quoted(s.from) +
         ", to: " + Quoted(s.to) + ", rows: " + std::to_string(s.rows) +
         ", applied: " + (s.applied ? "true" : "false") + ", why: " + Quoted(s.why) + "}\n";
}

std::string Place(const YAML::Mark& mark) {
  return "pipeline.yaml, line " + std::to_string(mark.line + 1) + ", column " +
         std::to_string(mark.column + 1) + ": ";
}

std::string KeyOf(const std::string& table, const std::string& column, const std::string& from) {
  return table + '\n' + column + '\n' + from;
}

Result<Spelling> ReadSpelling(const YAML::Node& node) {
  if (!node.IsMap()) return Invalid(Place(node.Mark()) + "expected {table, column, from, to, …}");
  Spelling spelling;
  const std::pair<const char*, std::string*> texts[] = {{"table", &spelling.table},
                                                        {"column", &spelling.column},
                                                        {"from", &spelling.from},
                                                        {"to", &spelling.to}};
  for (const auto& [key, target] : texts) {
    const YAML::Node value = node[key];
    if (!value || !value.IsScalar()) {
      return Invalid(Place(node.Mark()) + "expected a text for '" + key + "'");
    }
    *target = value.Scalar();
  }
  if (const YAML::Node applied = node["applied"]) {
    if (!applied.IsScalar() || (applied.Scalar() != "true" && applied.Scalar() != "false")) {
      return Invalid(Place(applied.Mark()) + "'applied' is true or false");
    }
    spelling.applied = applied.Scalar() == "true";
  }
  if (const YAML::Node rows = node["rows"]; rows && rows.IsScalar()) {
    spelling.rows = rows.as<int64_t>(0);
  }
  if (const YAML::Node why = node["why"]; why && why.IsScalar()) spelling.why = why.Scalar();
  return spelling;
}

Result<PipelineFile> Read(std::string_view text) {
  PipelineFile file;
  file.text = std::string(text);
  const YAML::Node root = YAML::Load(file.text);
  if (root.IsNull()) return file;
  if (!root.IsMap()) return Invalid(Place(root.Mark()) + "expected 'values:' and a list");
  const YAML::Node values = root["values"];
  if (!values || values.IsNull()) return file;
  if (!values.IsSequence()) return Invalid(Place(values.Mark()) + "expected a list under 'values'");
  for (const YAML::Node& node : values) {
    const auto spelling = ReadSpelling(node);
    if (!spelling) return spelling.error();
    file.index[KeyOf(spelling->table, spelling->column, spelling->from)] = file.spellings.size();
    file.spellings.push_back(*spelling);
  }
  return file;
}

}  // namespace

const Spelling* PipelineFile::Find(const std::string& table, const std::string& column,
                                   const std::string& from) const {
  const auto found = index.find(KeyOf(table, column, from));
  return found == index.end() ? nullptr : &spellings[found->second];
}

void PipelineFile::Add(const Spelling& spelling) {
  if (text.empty()) text = kHeading;
  if (text.back() != '\n') text += '\n';
  text += LineOf(spelling);
  index[KeyOf(spelling.table, spelling.column, spelling.from)] = spellings.size();
  spellings.push_back(spelling);
}

Result<PipelineFile> ParsePipeline(std::string_view text) {
  try {
    return Read(text);
  } catch (const YAML::Exception& failure) {
    return Invalid(Place(failure.mark) + failure.msg);
  }
}

Status WritePipeline(const std::string& path, std::string_view text) {
  const std::string staged = path + ".new";
  std::ofstream out(staged, std::ios::binary | std::ios::trunc);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  out.close();
  if (!out || std::rename(staged.c_str(), path.c_str()) != 0) {
    return Error{ErrorCode::kUnavailable, "cannot write " + path};
  }
  return Done{};
}

}  // namespace aisle::ingest
