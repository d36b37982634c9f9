// Columns of paths: "Electronics|Mobiles|Smartphones", "Home & Kitchen > Heating > Fans". Whether a
// column holds them is decided from all its distinct values together: the same sign parts most of
// them, the parts are words, and few first parts branch into many paths. Sets ("Action|Comedy"),
// sizes ("M/L"), titles ("Emma | Hardcover"), dates, addresses and bullet points are none.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "ingest/text_counts.h"

namespace aisle::ingest {

struct PathShape {
  static constexpr std::size_t kMostLevels = 8;

  std::string separator;
  bool list = false;       // written as a list: ["A >> B"], ['A', 'B']
  std::size_t root = 0;    // first parts that all paths share: no level
  std::size_t levels = 0;  // of the longest path below the root, at most kMostLevels
};

// How the paths of a column are written; none when it does not surely hold paths. `label` is its
// heading: names and descriptions of things are left alone.
std::optional<PathShape> FindPathShape(const std::string& label, const TextCounts& counts);

// The levels of one path, widest first; those that it lacks are left out.
std::vector<std::string> LevelsOf(const PathShape& shape, const std::string& path);

// SQL for one of them, 0 the widest: text or null.
std::string LevelSql(const PathShape& shape, const std::string& column, std::size_t level);

}  // namespace aisle::ingest
