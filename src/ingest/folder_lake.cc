// The folder lake: see lake.h. A version is whole when CURRENT names it; everything else in the
// folder is either older and still readable, or the remains of a load that did not finish.
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/text.h"
#include "ingest/lake.h"

namespace aisle::ingest {
namespace {

namespace fs = std::filesystem;

Error Unavailable(std::string message) {
  return Error{ErrorCode::kUnavailable, std::move(message)};
}

Status SyncPath(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return Unavailable("cannot open " + path.string() + " to make it durable");
  const int failed = ::fsync(descriptor);
  ::close(descriptor);
  if (failed != 0) return Unavailable("cannot make " + path.string() + " durable");
  return Done{};
}

Result<std::string> ReadWhole(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{ErrorCode::kNotFound, "no file " + path.string()};
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return std::move(bytes).str();
}

Status WriteWhole(const fs::path& path, std::string_view bytes) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) return Unavailable("cannot write " + path.string() + ": " + std::strerror(errno));
  return SyncPath(path);
}

constexpr char kDigits[] = "0123456789";

bool IsVersionName(const std::string& name) {
  return name.size() >= 2 && name[0] == 'v' &&
         name.find_first_not_of(kDigits, 1) == std::string::npos;
}

// "v000002" of "orders-v000002-1.parquet"; data files always hold their version's name.
std::string VersionOfFile(const std::string& name) {
  const std::size_t at = name.rfind("-v");
  if (at == std::string::npos) return {};
  const std::size_t end = name.find_first_not_of(kDigits, at + 2);
  return name.substr(at + 1, (end == std::string::npos ? name.size() : end) - at - 1);
}

// Every string below `value`: the data files that a manifest or catalog names are among them.
void CollectStrings(const json::value& value, std::set<std::string>* strings) {
  if (value.is_string()) strings->emplace(value.get_string());
  if (value.is_array()) {
    for (const json::value& item : value.get_array()) CollectStrings(item, strings);
  }
  if (value.is_object()) {
    for (const auto& item : value.get_object()) CollectStrings(item.value(), strings);
  }
}

class FolderLake final : public Lake {
 public:
  explicit FolderLake(fs::path root) : root_(std::move(root)) {}

  std::string Root() const override { return root_.string(); }

  Result<std::string> Current() const override {
    auto name = ReadWhole(root_ / "CURRENT");
    if (!name) return Error{ErrorCode::kNotFound, "nothing was loaded into " + root_.string()};
    std::string trimmed(Trim(*name));
    if (!IsVersionName(trimmed)) {
      return Invalid((root_ / "CURRENT").string() + " does not name a version");
    }
    return trimmed;
  }

  Result<std::string> Read(std::string_view name) const override {
    const auto version = Current();
    if (!version) return version.error();
    return ReadWhole(VersionFolder(*version) / name);
  }

  Result<std::string> Begin() override {
    std::error_code failure;
    for (const char* folder : {"silver", "quarantine", "versions"}) {
      fs::create_directories(root_ / folder, failure);
      if (failure) return Unavailable("cannot make " + (root_ / folder).string());
    }
    RemoveAbandoned();
    const std::string version = NextVersion();
    fs::create_directory(VersionFolder(version), failure);
    if (failure) return Unavailable("cannot make " + VersionFolder(version).string());
    return version;
  }

  Status Write(const std::string& version, std::string_view name, std::string_view bytes) override {
    return WriteWhole(VersionFolder(version) / name, bytes);
  }

  Status Commit(const std::string& version) override {
    if (const auto synced = SyncDataFiles(version); !synced) return synced;
    const auto previous = Current();
    const fs::path staged = root_ / "CURRENT.new";
    if (const auto written = WriteWhole(staged, version + "\n"); !written) return written;
    if (std::rename(staged.c_str(), (root_ / "CURRENT").c_str()) != 0) {
      return Unavailable("cannot switch " + root_.string() + " to " + version);
    }
    if (const auto synced = SyncPath(root_); !synced) return synced;
    KeepOnly(version, previous ? *previous : std::string());
    return Done{};
  }

  void Abandon(const std::string& version) override {
    RemoveDataFiles([&](const std::string& name) { return VersionOfFile(name) == version; });
    std::error_code ignored;
    fs::remove_all(VersionFolder(version), ignored);
  }

 private:
  fs::path VersionFolder(const std::string& version) const { return root_ / "versions" / version; }

  std::vector<std::string> Versions() const {
    std::vector<std::string> names;
    std::error_code failure;
    for (const auto& entry : fs::directory_iterator(root_ / "versions", failure)) {
      if (IsVersionName(entry.path().filename().string())) {
        names.push_back(entry.path().filename().string());
      }
    }
    return names;
  }

  static long Number(const std::string& version) { return std::atol(version.c_str() + 1); }

  std::string NextVersion() const {
    long last = 0;
    for (const std::string& name : Versions()) last = std::max(last, Number(name));
    char name[32];
    std::snprintf(name, sizeof name, "v%06ld", last + 1);
    return name;
  }

  // Versions above the one in force were never committed: what a crash left.
  void RemoveAbandoned() {
    const auto current = Current();
    const long in_force = current ? Number(*current) : 0;
    for (const std::string& name : Versions()) {
      if (Number(name) > in_force) Abandon(name);
    }
    RemoveDataFiles(
        [&](const std::string& name) { return Number(VersionOfFile(name) + " ") > in_force; });
    std::error_code ignored;
    fs::remove_all(root_ / "tmp", ignored);
  }

  template <typename Predicate>
  void RemoveDataFiles(const Predicate& unwanted) {
    std::error_code ignored;
    for (const char* folder : {"silver", "quarantine"}) {
      std::vector<fs::path> doomed;
      for (const auto& entry : fs::directory_iterator(root_ / folder, ignored)) {
        const std::string name = entry.path().filename().string();
        if (!VersionOfFile(name).empty() && unwanted(name)) doomed.push_back(entry.path());
      }
      for (const fs::path& path : doomed) fs::remove(path, ignored);
    }
  }

  Status SyncDataFiles(const std::string& version) {
    std::error_code ignored;
    for (const char* folder : {"silver", "quarantine"}) {
      for (const auto& entry : fs::directory_iterator(root_ / folder, ignored)) {
        if (VersionOfFile(entry.path().filename().string()) != version) continue;
        if (const auto synced = SyncPath(entry.path()); !synced) return synced;
      }
      if (const auto synced = SyncPath(root_ / folder); !synced) return synced;
    }
    if (const auto synced = SyncPath(VersionFolder(version)); !synced) return synced;
    return SyncPath(root_ / "versions");
  }

  // Readers of the version before may still be at work, so its files stay one version longer.
  void KeepOnly(const std::string& version, const std::string& previous) {
    std::set<std::string> named;
    for (const std::string& name : {version, previous}) {
      if (name.empty()) continue;
      for (const char* file : {"catalog.json", "manifest.json"}) {
        const auto text = ReadWhole(VersionFolder(name) / file);
        if (!text) continue;
        const auto parsed = ParseJson(*text);
        if (!parsed) return;  // unsure what is in use: remove nothing
        CollectStrings(*parsed, &named);
      }
    }
    std::set<std::string> used;
    for (const std::string& name : named) used.insert(fs::path(name).filename().string());
    RemoveDataFiles([&](const std::string& name) { return !used.contains(name); });
    std::error_code ignored;
    for (const std::string& name : Versions()) {
      if (name != version && name != previous) fs::remove_all(VersionFolder(name), ignored);
    }
  }

  fs::path root_;
};

}  // namespace

Result<std::unique_ptr<Lake>> OpenFolderLake(const std::string& root, bool create) {
  std::error_code failure;
  if (create) fs::create_directories(root, failure);
  if (failure) return Unavailable("cannot make the lake's folder " + root);
  if (!fs::is_directory(root, failure)) {
    return Error{ErrorCode::kNotFound, "there is no lake at " + root,
                 "load some files first: aisle load PATH… --lake " + root};
  }
  return std::unique_ptr<Lake>(std::make_unique<FolderLake>(root));
}

}  // namespace aisle::ingest
