#include "ingest/rearrange.h"

#include <map>
#include <set>
#include <utility>

#include "base/text.h"
#include "delta/changes.h"
#include "delta/zorder.h"
#include "ingest/assembly.h"

namespace aisle::ingest {
namespace {

// Parts of the table, in the manifest's order.
std::vector<ManifestPart*> PartsOf(const std::string& table, Manifest* manifest) {
  std::vector<ManifestPart*> parts;
  for (ManifestSource& source : manifest->sources) {
    for (ManifestPart& part : source.parts) {
      if (part.table == table) parts.push_back(&part);
    }
  }
  return parts;
}

class Rearranger {
 public:
  explicit Rearranger(const Rearranging& at)
      : at_(at), folder_(SilverFolder(at.table)), change_{folder_, at.newest.version} {
    change_.rearranged = true;
  }

  // Writes the rows as the next file: its path below the lake.
  Result<std::string> Write(const std::string& rows) {
    const std::string name = at_.names.FileName(names_.size() + 1);
    const std::string file = folder_ + "/" + name;
    const auto written = at_.session.Execute(CopySql(rows, at_.lake.Path(file)));
    if (!written) return written.error();
    names_.push_back(name);
    return file;
  }

  void Remove(const std::string& file) { removes_.insert(file.substr(folder_.size() + 1)); }

  Result<TableChange> Finish() {
    if (names_.empty()) return std::move(change_);
    auto adds = Seal(at_.session, at_.lake.Path(folder_), at_.newest.schema, names_);
    if (!adds) return adds.error();
    change_.adds = *std::move(adds);
    for (delta::Add& add : change_.adds) add.data_change = false;
    change_.removes.assign(removes_.begin(), removes_.end());
    return std::move(change_);
  }

  const delta::Add* Find(const std::string& file) const {
    const auto found = at_.newest.files.find(file.substr(folder_.size() + 1));
    return found == at_.newest.files.end() ? nullptr : &found->second;
  }

  std::string ReadSql(const std::vector<std::string>& files) const {
    std::vector<std::string> paths;
    for (const std::string& file : files) {
      paths.push_back(engine::QuoteLiteral(at_.lake.Path(file)));
    }
    return "SELECT * FROM read_parquet([" + Join(paths, ", ") + "])";
  }

 private:
  const Rearranging& at_;
  const std::string folder_;
  TableChange change_;
  std::vector<std::string> names_;
  std::set<std::string> removes_;
};

// Groups of files that are small together; a file alone stays as it is.
std::vector<std::vector<std::string>> Groups(const Rearranger& rearranger,
                                             const std::vector<ManifestPart*>& parts,
                                             int64_t file_bytes) {
  std::vector<std::vector<std::string>> groups(1);
  std::set<std::string> seen;
  int64_t bytes = 0;
  for (const ManifestPart* part : parts) {
    const delta::Add* add = rearranger.Find(part->file);
    if (add == nullptr || add->size >= file_bytes || !seen.insert(part->file).second) continue;
    if (bytes + add->size > file_bytes) {
      groups.emplace_back();
      bytes = 0;
    }
    groups.back().push_back(part->file);
    bytes += add->size;
  }
  std::erase_if(groups, [](const auto& group) { return group.size() < 2; });
  return groups;
}

// Rows come in the order of the files, so that each part is a stretch of the new one.
Status JoinFiles(const std::vector<std::string>& group, const std::vector<ManifestPart*>& parts,
                 Rearranger* rearranger) {
  const auto file = rearranger->Write(rearranger->ReadSql(group));
  if (!file) return file.error();
  std::map<std::string, int64_t> begins;
  int64_t rows = 0;
  for (const std::string& old : group) {
    begins[old] = rows;
    rows += delta::RowsOf(*rearranger->Find(old));
    rearranger->Remove(old);
  }
  for (ManifestPart* part : parts) {
    const auto begin = begins.find(part->file);
    if (begin == begins.end()) continue;
    part->first = begin->second + std::max<int64_t>(part->first, 0);
    part->file = *file;
  }
  return Done{};
}

}  // namespace

Result<TableChange> PutTogether(const Rearranging& at, int64_t file_bytes, Manifest* manifest) {
  Rearranger rearranger(at);
  const auto parts = PartsOf(at.table, manifest);
  for (const auto& group : Groups(rearranger, parts, file_bytes)) {
    if (const auto joined = JoinFiles(group, parts, &rearranger); !joined) return joined.error();
  }
  return rearranger.Finish();
}

Result<TableChange> PutInOrder(const Rearranging& at, const std::vector<std::string>& columns,
                               Manifest* manifest) {
  if (const auto fit = delta::CheckZOrderColumns(at.newest, columns); !fit) return fit.error();
  Rearranger rearranger(at);
  for (ManifestPart* part : PartsOf(at.table, manifest)) {
    const auto sql = delta::ZOrderSql(&at.session, at.newest.schema,
                                      "SELECT * FROM " + PartSql(at.lake.Root(), *part), columns);
    if (!sql) return sql.error();
    const auto file = rearranger.Write(*sql);
    if (!file) return file.error();
    rearranger.Remove(part->file);
    part->file = *file;
    part->first = -1;
  }
  return rearranger.Finish();
}

}  // namespace aisle::ingest
