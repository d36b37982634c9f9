#include "ingest/version_files.h"

#include "ingest/lake_versions.h"

namespace aisle::ingest {
namespace {

void AddFile(const std::string& file, FilesByFolder* files) {
  const std::size_t slash = file.find('/', file.find('/') + 1);
  if (slash != std::string::npos) (*files)[file.substr(0, slash)].insert(file.substr(slash + 1));
}

}  // namespace

Result<FilesByFolder> FilesOf(const Lake& lake, const std::string& version) {
  const auto record = ReadRecord(lake, version);
  if (!record) return record.error();
  const auto text = lake.Read(version, "manifest.json");
  if (!text) return text.error();
  const auto manifest = ParseManifest(*text);
  if (!manifest) return manifest.error();
  FilesByFolder files;
  for (const RecordedTable& table : record->tables) files[table.folder];
  for (const ManifestSource& source : manifest->sources) {
    for (const ManifestPart& part : source.parts) AddFile(part.file, &files);
    AddFile(source.quarantine, &files);
  }
  return files;
}

}  // namespace aisle::ingest
