#include "ingest/lake.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <utility>

#include "base/text.h"
#include "delta/files.h"

namespace aisle::ingest {
namespace {

namespace fs = std::filesystem;

constexpr char kDigits[] = "0123456789";

Status MakeFolder(const std::string& path) {
  std::error_code failure;
  fs::create_directories(path, failure);
  if (failure) return Error{ErrorCode::kUnavailable, "cannot make the folder " + path};
  return Done{};
}

std::vector<fs::path> Entries(const std::string& folder) {
  std::vector<fs::path> paths;
  std::error_code failure;
  for (const auto& entry : fs::directory_iterator(folder, failure)) paths.push_back(entry.path());
  return paths;
}

// Files with the version's name, and the folder when nothing else was in it.
void RemoveDataFiles(const fs::path& folder, const std::string& version) {
  std::error_code ignored;
  for (const fs::path& path : Entries(folder.string())) {
    if (VersionOfFile(path.filename().string()) == version) fs::remove(path, ignored);
  }
  fs::remove(folder, ignored);
}

}  // namespace

std::string SilverFolder(const std::string& table) { return "silver/" + table; }

std::string VersionName(int64_t number) {
  char name[32];
  std::snprintf(name, sizeof name, "v%06lld", static_cast<long long>(number));
  return name;
}

int64_t VersionNumber(std::string_view name) {
  int64_t number = 0;
  if (name.size() < 2 || name[0] != 'v') return 0;
  const char* last = name.data() + name.size();
  const auto [end, failure] = std::from_chars(name.data() + 1, last, number);
  return failure == std::errc() && end == last && number > 0 ? number : 0;
}

std::string VersionOfFile(const std::string& name) {
  const std::size_t at = name.rfind("-v");
  if (at == std::string::npos) return {};
  const std::size_t end = name.find_first_not_of(kDigits, at + 2);
  return name.substr(at + 1, (end == std::string::npos ? name.size() : end) - at - 1);
}

Result<Lake> Lake::Open(const std::string& root, bool create) {
  if (create) {
    if (const auto made = MakeFolder(root); !made) return made.error();
  }
  std::error_code failure;
  if (!fs::is_directory(root, failure)) {
    return Error{ErrorCode::kNotFound, "there is no lake at " + root,
                 "load some files first: aisle load PATH… --lake " + root};
  }
  return Lake(root);
}

Result<std::string> Lake::Current() const {
  const auto name = delta::ReadFile(Path("CURRENT"));
  if (!name) return Error{ErrorCode::kNotFound, "nothing was loaded into " + root_};
  std::string trimmed(Trim(*name));
  if (VersionNumber(trimmed) == 0) return Invalid(Path("CURRENT") + " does not name a version");
  return trimmed;
}

std::vector<int64_t> Lake::Folders() const {
  std::vector<int64_t> numbers;
  for (const fs::path& path : Entries(Path("versions"))) {
    const int64_t number = VersionNumber(path.filename().string());
    if (number > 0) numbers.push_back(number);
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

Result<std::string> Lake::Read(const std::string& version, std::string_view name) const {
  return delta::ReadFile(Folder(version) + "/" + std::string(name));
}

Result<std::string> Lake::Begin() const {
  for (const char* folder : {"silver", "quarantine", "versions"}) {
    if (const auto made = MakeFolder(Path(folder)); !made) return made.error();
  }
  const auto folders = Folders();
  const auto current = Current();
  const int64_t in_force = current ? VersionNumber(*current) : 0;
  const int64_t last = folders.empty() ? 0 : folders.back();
  std::string version = VersionName(std::max(last, in_force) + 1);
  if (const auto made = MakeFolder(Folder(version)); !made) return made.error();
  if (const auto synced = delta::SyncFolder(Path("versions")); !synced) return synced.error();
  return version;
}

Status Lake::Write(const std::string& version, std::string_view name,
                   std::string_view bytes) const {
  const std::string path = Folder(version) + "/" + std::string(name);
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) return Error{ErrorCode::kUnavailable, "cannot write " + path};
  return delta::SyncFile(path);
}

Status Lake::Put(const std::string& version, std::string_view name, std::string_view bytes) const {
  return delta::ReplaceFile(Folder(version), std::string(name), bytes);
}

Status Lake::Switch(const std::string& version) const {
  return delta::ReplaceFile(root_, "CURRENT", version + "\n");
}

void Lake::Abandon(const std::string& version) const {
  for (const fs::path& table : Entries(Path("silver"))) RemoveDataFiles(table, version);
  RemoveDataFiles(Path(kQuarantineFolder), version);
  std::error_code ignored;
  fs::remove_all(Folder(version), ignored);
}

}  // namespace aisle::ingest
