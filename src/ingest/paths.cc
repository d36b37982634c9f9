#include "ingest/paths.h"

#include <glob.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/text.h"

namespace aisle::ingest {
namespace {

namespace fs = std::filesystem;

// In a folder, what is surely no data is passed over in silence: hidden files and documents.
bool MayBeData(const fs::path& path) {
  const std::string name = FoldCase(path.filename().string());
  if (name.empty() || name[0] == '.' || name[0] == '_') return false;
  for (const char* suffix : {".md", ".py", ".sql", ".ipynb", ".pdf", ".png", ".jpg", ".jpeg",
                             ".html", ".yaml", ".yml", ".docx", ".pptx", ".sh", ".log"}) {
    if (EndsWith(name, suffix)) return false;
  }
  return true;
}

class Expander {
 public:
  void Add(const std::string& path) {
    std::error_code failure;
    if (fs::is_directory(path, failure)) {
      AddFolder(path);
    } else if (!fs::exists(path, failure) && path.find_first_of("*?[") != std::string::npos) {
      AddPattern(path);
    } else {
      AddFile(path);
    }
  }

  ExpandedPaths Take() { return std::move(expanded_); }

 private:
  void AddFile(const std::string& path) {
    std::error_code failure;
    const fs::path whole = fs::weakly_canonical(path, failure);
    if (seen_.insert(failure ? path : whole.string()).second) expanded_.files.push_back(path);
  }

  void AddFolder(const std::string& path) {
    std::vector<std::string> files;
    std::error_code failure;
    for (fs::recursive_directory_iterator it(path, failure), end; it != end && !failure;
         it.increment(failure)) {
      const std::string name = it->path().filename().string();
      if (it->is_directory(failure) && (name[0] == '.' || name[0] == '_')) {
        it.disable_recursion_pending();
      } else if (it->is_regular_file(failure) && MayBeData(it->path())) {
        files.push_back(it->path().string());
      }
    }
    std::sort(files.begin(), files.end());
    for (const std::string& file : files) AddFile(file);
    if (files.empty()) Problem(path, "the folder " + path + " has no data files in it");
  }

  void AddPattern(const std::string& path) {
    glob_t found = {};
    if (::glob(path.c_str(), GLOB_MARK, nullptr, &found) == 0) {
      for (std::size_t i = 0; i < found.gl_pathc; ++i) {
        const std::string match = found.gl_pathv[i];
        if (!EndsWith(match, "/")) AddFile(match);
      }
    } else {
      Problem(path, "no file matches " + path);
    }
    ::globfree(&found);
  }

  void Problem(const std::string& path, const std::string& message) {
    expanded_.problems.push_back({path, message});
  }

  ExpandedPaths expanded_;
  std::set<std::string> seen_;
};

}  // namespace

ExpandedPaths ExpandPaths(const std::vector<std::string>& paths) {
  Expander expander;
  for (const std::string& path : paths) expander.Add(path);
  return expander.Take();
}

}  // namespace aisle::ingest
