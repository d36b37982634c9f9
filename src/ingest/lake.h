// A Lake is a folder that holds versions of tables; readers see one whole version or another,
// never half of one. A file `CURRENT`, replaced by rename, names the version in force. A Delta
// log will take this interface's place.
//
//   lake/CURRENT            v000002
//   lake/silver/…parquet    tables; a version's files are never changed
//   lake/quarantine/…parquet
//   lake/versions/v000002/{catalog.json,values.bin,manifest.json}
//   lake/model.yaml  lake/pipeline.yaml   (owned by people; never overwritten)
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace aisle::ingest {

class Lake {
 public:
  virtual ~Lake() = default;
  virtual std::string Root() const = 0;
  // Name of the version in force; kNotFound when nothing was ever committed.
  virtual Result<std::string> Current() const = 0;
  // Reads a small file of the version in force ("catalog.json", "values.bin", "manifest.json").
  virtual Result<std::string> Read(std::string_view name) const = 0;
  // Starts a version: a private folder for its small files. Data files are written by the caller
  // under silver/ and quarantine/ with names that hold the version's name.
  virtual Result<std::string> Begin() = 0;  // the new version's name
  virtual Status Write(const std::string& version, std::string_view name,
                       std::string_view bytes) = 0;
  virtual Status Commit(const std::string& version) = 0;  // atomic; fsynced
  virtual void Abandon(const std::string& version) = 0;   // removes what Begin and Write made
};

Result<std::unique_ptr<Lake>> OpenFolderLake(const std::string& root, bool create);

}  // namespace aisle::ingest
