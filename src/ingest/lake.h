// A Lake is a folder that holds versions of tables; readers see one whole version or another,
// never half of one. Each table is a Delta table; a version of the lake names one version of each.
//
//   lake/CURRENT                  v000002: the version in force, switched by rename
//   lake/silver/orders/           a Delta table: Parquet files and its _delta_log
//   lake/quarantine/rows/         another: rows that are in no table
//   lake/versions/v000002/        catalog.json, values.bin, manifest.json, version.json
//   lake/model.yaml  lake/pipeline.yaml   (owned by people; never overwritten)
//
// Files of a version never change once CURRENT named it. Who writes holds the lock (lake_lock.h);
// how a version comes to be: commit_version.h.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace aisle::ingest {

// Told what a writer is about to do.
using Teller = std::function<void(const std::string&)>;

inline constexpr char kQuarantineFolder[] = "quarantine/rows";
std::string SilverFolder(const std::string& table);  // "silver/orders"

std::string VersionName(int64_t number);             // 2 → "v000002"
int64_t VersionNumber(std::string_view name);        // 0 for what names no version
std::string VersionOfFile(const std::string& name);  // "v000002" of "part-v000002-1-0a.parquet"

class Lake {
 public:
  static Result<Lake> Open(const std::string& root, bool create);

  const std::string& Root() const { return root_; }
  std::string Path(std::string_view below) const { return root_ + "/" + std::string(below); }

  // Name of the version in force; kNotFound when nothing was ever committed.
  Result<std::string> Current() const;
  // Numbers of the versions that have a folder, in force or not, ascending.
  std::vector<int64_t> Folders() const;
  // A small file of a version ("catalog.json", "values.bin", "manifest.json").
  Result<std::string> Read(const std::string& version, std::string_view name) const;

  // Starts a version: a private folder for its small files. Data files are written by the caller
  // into folders of tables, with names that hold the version's.
  Result<std::string> Begin() const;
  Status Write(const std::string& version, std::string_view name, std::string_view bytes) const;
  // The same at once, and for good: whoever reads it finds all that was written before.
  Status Put(const std::string& version, std::string_view name, std::string_view bytes) const;
  // Makes the version the one in force, at once and for good.
  Status Switch(const std::string& version) const;
  // Removes what Begin and Write made, and data files with the version's name.
  void Abandon(const std::string& version) const;

 private:
  explicit Lake(std::string root) : root_(std::move(root)) {}
  std::string Folder(const std::string& version) const { return Path("versions/" + version); }

  std::string root_;
};

}  // namespace aisle::ingest
