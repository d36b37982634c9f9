// What a person names on the command line, as files: a file is itself, a folder all the data
// files in it, a pattern (*, ?, […]) whatever it matches.
#pragma once

#include <string>
#include <vector>

namespace aisle::ingest {

struct PathProblem {
  std::string path;
  std::string message;
};

struct ExpandedPaths {
  std::vector<std::string> files;  // in order, each once
  std::vector<PathProblem> problems;
};

ExpandedPaths ExpandPaths(const std::vector<std::string>& paths);

}  // namespace aisle::ingest
