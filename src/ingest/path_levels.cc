#include "ingest/path_levels.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.h"
#include "ingest/path_shape.h"

namespace aisle::ingest {
namespace {

using engine::QuoteIdentifier;

struct Level {
  catalog::Column column;
  TextCounts counts;
  std::string sql;
};

std::vector<TextCounts> CountLevels(const PathShape& shape, const TextCounts& paths) {
  std::vector<std::map<std::string, int64_t>> rows(shape.levels);
  for (const TextCount& path : paths.values) {
    const std::vector<std::string> levels = LevelsOf(shape, path.value);
    for (std::size_t i = 0; i < levels.size(); ++i) {
      if (!levels[i].empty()) rows[i][levels[i]] += path.rows;
    }
  }
  std::vector<TextCounts> counts;
  for (const auto& level : rows) counts.push_back(Ordered(level));
  return counts;
}

bool AreSame(const TextCounts& a, const TextCounts& b) {
  return std::equal(a.values.begin(), a.values.end(), b.values.begin(), b.values.end(),
                    [](const TextCount& x, const TextCount& y) {
                      return x.value == y.value && x.rows == y.rows;
                    });
}

class Splitter {
 public:
  Splitter(engine::Session& session, const LevelsTarget& target)
      : session_(session), target_(target), columns_(*target.columns), counts_(*target.counts) {}

  Result<std::vector<std::string>> Run() {
    const std::vector<catalog::Column> given = columns_;
    for (const catalog::Column& column : given) {
      const auto counts = counts_.find(column.name);
      if (counts == counts_.end()) continue;
      const auto shape = FindPathShape(column.label, counts->second);
      if (!shape) continue;
      if (const auto split = Split(column, *shape); !split) return split.error();
    }
    return std::move(notes_);
  }

 private:
  Status Split(const catalog::Column& column, const PathShape& shape) {
    std::vector<Level> levels = LevelsToAdd(column, shape);
    if (levels.empty()) return Done{};
    if (const auto written = Write(levels); !written) return written;
    notes_.push_back(column.label + ": paths such as \"" + counts_[column.name].values[0].value +
                     "\", split into " + std::to_string(levels.size()) + " columns of levels");
    for (Level& level : levels) {
      counts_[level.column.name] = std::move(level.counts);
      columns_.push_back(std::move(level.column));
    }
    return Done{};
  }

  // A level that stands in a column of its own already is not written again.
  std::vector<Level> LevelsToAdd(const catalog::Column& column, const PathShape& shape) const {
    std::vector<TextCounts> counted = CountLevels(shape, counts_.at(column.name));
    std::vector<Level> levels;
    for (std::size_t i = 0; i < counted.size(); ++i) {
      if (counted[i].values.empty() || IsHeld(counted[i])) continue;
      const std::string number = std::to_string(i + 1);
      Level level;
      level.column.name = FreeName(column.name + "_level_" + number);
      level.column.label = column.label + " level " + number;
      level.column.level_of = column.name;
      level.column.level = static_cast<int>(i + 1);
      level.counts = std::move(counted[i]);
      level.sql = LevelSql(shape, column.name, i);
      levels.push_back(std::move(level));
    }
    return levels;
  }

  bool IsHeld(const TextCounts& level) const {
    return std::any_of(counts_.begin(), counts_.end(),
                       [&](const auto& held) { return AreSame(held.second, level); });
  }

  std::string FreeName(std::string name) const {
    const auto is_taken = [&](const catalog::Column& column) { return column.name == name; };
    while (std::any_of(columns_.begin(), columns_.end(), is_taken)) name += "_";
    return name;
  }

  Status Write(const std::vector<Level>& levels) {
    const std::string table = QuoteIdentifier(target_.engine_table);
    std::vector<std::string> changes;
    for (const Level& level : levels) {
      const std::string name = QuoteIdentifier(level.column.name);
      changes.push_back(name + " = " + level.sql);
      const auto added =
          session_.Execute("ALTER TABLE " + table + " ADD COLUMN " + name + " VARCHAR");
      if (!added) return added;
    }
    return session_.Execute("UPDATE " + table + " SET " + Join(changes, ", "));
  }

  engine::Session& session_;
  const LevelsTarget& target_;
  std::vector<catalog::Column>& columns_;
  CountsByColumn& counts_;
  std::vector<std::string> notes_;
};

}  // namespace

Result<std::vector<std::string>> SplitPaths(engine::Session& session, const LevelsTarget& target) {
  return Splitter(session, target).Run();
}

}  // namespace aisle::ingest
