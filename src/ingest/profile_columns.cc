#include "ingest/profile_columns.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/engine.h"

namespace aisle::ingest {
namespace {

constexpr std::size_t kTop = 30;
// From this many rows on, columns whose values hardly repeat are tallied by the engine alone.
constexpr int64_t kGlimpsedRows = 50000;
constexpr int kGlimpse = 4096;
constexpr double kHardlyRepeats = 0.7;  // distinct values among the first rows
constexpr double kLongText = 60;        // average bytes
// And from this many on, those with this many distinct values are not even tallied.
constexpr int64_t kManyRows = 2000000;
constexpr int64_t kManyDistinct = 500000;

struct Counted {
  Value value;
  int64_t count = 0;
};

bool MoreFrequent(const Counted& a, const Counted& b) {
  return a.count != b.count ? a.count > b.count : a.value < b.value;
}

bool IsCode(const std::string& text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return text.find(' ') == std::string::npos && std::any_of(text.begin(), text.end(), is_digit);
}

// The values of one column with their counts, in any order, each value once.
class Tally {
 public:
  void Add(Value value, int64_t count) {
    if (IsNull(value)) {
      nulls_ += count;
      return;
    }
    ++distinct_;
    Widen(value);
    if (const auto* text = std::get_if<std::string>(&value)) Measure(*text);
    all_.push_back({std::move(value), count});
    if (all_.size() > kKept) KeepMostFrequent();
  }

  TextShape Shape() const {
    if (distinct_ == 0) return {};
    const auto distinct = static_cast<double>(distinct_);
    return {static_cast<double>(bytes_) / distinct, static_cast<double>(codes_) / distinct};
  }

  void Describe(catalog::Column* column) {
    column->nulls = nulls_;
    column->distinct = distinct_;
    column->min = min_;
    column->max = max_;
    const auto middle = all_.begin() + static_cast<std::ptrdiff_t>(std::min(kTop, all_.size()));
    std::partial_sort(all_.begin(), middle, all_.end(), MoreFrequent);
    column->top.clear();
    for (auto each = all_.begin(); each != middle; ++each) {
      column->top.emplace_back(ToString(each->value), each->count);
    }
  }

  // Only when the distinct values were few enough to be kept: see BelongsInIndex.
  void MoveTo(catalog::ColumnValues* values) {
    std::sort(all_.begin(), all_.end(), MoreFrequent);
    for (Counted& each : all_) {
      values->values.push_back(std::move(std::get<std::string>(each.value)));
      values->counts.push_back(each.count);
    }
  }

 private:
  static constexpr std::size_t kKept = 2 * catalog::ColumnValues::kMaxDistinct;

  void Widen(const Value& value) {
    if (IsNull(min_) || value < min_) min_ = value;
    if (IsNull(max_) || max_ < value) max_ = value;
  }

  void Measure(const std::string& text) {
    bytes_ += static_cast<int64_t>(text.size());
    codes_ += IsCode(text) ? 1 : 0;
  }

  // Too many for the index: from here on only the most frequent matter.
  void KeepMostFrequent() {
    std::partial_sort(all_.begin(), all_.begin() + kTop, all_.end(), MoreFrequent);
    all_.resize(kTop);
  }

  std::vector<Counted> all_;
  int64_t nulls_ = 0;
  int64_t distinct_ = 0;
  int64_t bytes_ = 0;
  int64_t codes_ = 0;
  Value min_;
  Value max_;
};

int64_t Count(const Value& value) {
  const auto* count = std::get_if<int64_t>(&value);
  return count ? *count : 0;
}

ColumnProfile ProfileOf(Tally* tally, catalog::Column* column) {
  tally->Describe(column);
  ColumnProfile profile{tally->Shape(), {}};
  if (BelongsInIndex(*column, profile.shape)) tally->MoveTo(&profile.values);
  return profile;
}

Result<ColumnProfile> ProfileByTally(engine::Session& session, const std::string& relation_sql,
                                     catalog::Column* column) {
  Tally tally;
  const std::string sql = fmt::format("SELECT {0}, count(*) FROM {1} GROUP BY 1",
                                      engine::QuoteIdentifier(column->name), relation_sql);
  const auto done = session.Stream(sql, [&](const engine::Table& batch) {
    for (const auto& row : batch.rows) tally.Add(row[0], Count(row[1]));
    return true;
  });
  if (!done) return done.error();
  return ProfileOf(&tally, column);
}

ColumnProfile ProfileByCounts(const TextCounts& counts, catalog::Column* column) {
  Tally tally;
  int64_t filled = 0;
  for (const TextCount& count : counts.values) {
    tally.Add(count.value, count.rows);
    filled += count.rows;
  }
  if (filled < column->rows) tally.Add(Value{}, column->rows - filled);
  return ProfileOf(&tally, column);
}

// One statement and few rows out of it, for columns that will hardly enter the index.
Result<ColumnProfile> ProfileByEngine(engine::Session& session, const std::string& relation_sql,
                                      catalog::Column* column) {
  const auto summary = session.Query(fmt::format(
      "WITH g AS MATERIALIZED (SELECT {0} AS v, count(*) AS n FROM {1} GROUP BY 1), "
      "s AS (SELECT count(v), coalesce(sum(n) FILTER (v IS NULL), 0)::BIGINT, min(v), max(v), "
      "avg(strlen(v::VARCHAR)) FROM g), "
      "t AS (SELECT v, n FROM g WHERE v IS NOT NULL ORDER BY n DESC, v LIMIT {2}) "
      "SELECT * FROM s LEFT JOIN t ON true ORDER BY n DESC, v",
      engine::QuoteIdentifier(column->name), relation_sql, kTop));
  if (!summary) return summary.error();
  const auto& first = summary->rows.at(0);
  column->distinct = Count(first[0]);
  column->nulls = Count(first[1]);
  column->min = first[2];
  column->max = first[3];
  column->top.clear();
  for (const auto& row : summary->rows) {
    if (!IsNull(row[5])) column->top.emplace_back(ToString(row[5]), Count(row[6]));
  }
  ColumnProfile profile;
  if (column->type == Type::kText) AsNumber(first[4], &profile.shape.average_length);
  if (BelongsInIndex(*column, profile.shape)) return ProfileByTally(session, relation_sql, column);
  return profile;
}

// Row numbers: a bit for each.
Result<ColumnProfile> ProfileCounter(engine::Session& session, const std::string& relation_sql,
                                     catalog::Column* column) {
  const std::string name = engine::QuoteIdentifier(column->name);
  const auto range = session.Query(
      fmt::format("SELECT count(*) - count({0}), min({0}), max({0}) FROM {1}", name, relation_sql));
  if (!range) return range.error();
  const auto& row = range->rows.at(0);
  const int64_t least = Count(row[1]);
  const int64_t most = Count(row[2]);
  constexpr int64_t kBits = 100000000;
  if (IsNull(row[1]) || column->type != Type::kInteger || least < 0 || most > kBits) {
    return ProfileByEngine(session, relation_sql, column);
  }
  const auto bits = session.Query(fmt::format(
      "SELECT bit_count(bitstring_agg({0}, {1}, {2})) FROM {3}", name, least, most, relation_sql));
  if (!bits) return bits.error();
  column->nulls = Count(row[0]);
  column->distinct = Count(bits->rows.at(0).at(0));
  column->min = row[1];
  column->max = row[2];
  column->top.clear();
  return ColumnProfile{};
}

// For columns like the order number of ten million rows: no value is frequent, and the distinct
// ones are told apart by 64-bit hashes. As many hashes as rows prove that no value repeats; below
// that, the count is short by one with a chance of about one in a million.
Result<ColumnProfile> ProfileBySummary(engine::Session& session, const std::string& relation_sql,
                                       catalog::Column* column) {
  const std::string name = engine::QuoteIdentifier(column->name);
  const auto summary = session.Query(fmt::format(
      "SELECT count(*) - count({0}), count(DISTINCT hash({0})) FILTER ({0} IS NOT NULL), min({0}), "
      "max({0}), avg(length({0}::VARCHAR)) FROM {1}",
      name, relation_sql));
  if (!summary) return summary.error();
  const auto& row = summary->rows.at(0);
  column->nulls = Count(row[0]);
  column->distinct = Count(row[1]);
  column->min = row[2];
  column->max = row[3];
  column->top.clear();
  ColumnProfile profile;
  if (column->type == Type::kText) AsNumber(row[4], &profile.shape.average_length);
  return profile;
}

Result<bool> HasManyDistinct(engine::Session& session, const std::string& relation_sql,
                             int64_t rows, const catalog::Column& column) {
  if (rows < kManyRows) return false;
  const auto guess = session.Query(fmt::format("SELECT approx_count_distinct({0}) FROM {1}",
                                               engine::QuoteIdentifier(column.name), relation_sql));
  if (!guess) return guess.error();
  return Count(guess->rows.at(0).at(0)) > kManyDistinct;
}

// All values and their counts, where they are known.
const TextCounts* KnownCounts(const ColumnsSource& source, const catalog::Column& column) {
  const auto found = source.counts.find(column.name);
  return found != source.counts.end() && found->second.complete() ? &found->second : nullptr;
}

// Of each text, and each number that identifies, whether its first rows hardly repeat or are long.
Result<std::vector<bool>> Glimpse(engine::Session& session, const ColumnsSource& source,
                                  const std::vector<catalog::Column>& columns) {
  std::vector<bool> varied(columns.size(), false);
  std::vector<std::size_t> looked_at;
  std::string list;
  std::string names;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].type != Type::kText && columns[i].type != Type::kInteger) continue;
    if (columns[i].row_number || KnownCounts(source, columns[i]) != nullptr) continue;
    const std::string name = engine::QuoteIdentifier(columns[i].name);
    const std::string separator = looked_at.empty() ? "" : ", ";
    list += separator + fmt::format("count({0}), approx_count_distinct({0}), ", name);
    list += columns[i].type == Type::kText ? fmt::format("avg(strlen({}))", name) : "0";
    names += separator + name;
    looked_at.push_back(i);
  }
  if (looked_at.empty() || source.rows < kGlimpsedRows) return varied;
  const auto first = session.Query(fmt::format("SELECT {} FROM (SELECT {} FROM {} LIMIT {})", list,
                                               names, source.relation_sql, kGlimpse));
  if (!first) return first.error();
  auto cell = first->rows.at(0).begin();
  for (const std::size_t i : looked_at) {
    const auto filled = static_cast<double>(Count(*cell++));
    const auto distinct = static_cast<double>(Count(*cell++));
    double length = 0;
    AsNumber(*cell++, &length);
    varied[i] = length > kLongText || (filled > 0 && distinct > kHardlyRepeats * filled);
  }
  return varied;
}

Result<ColumnProfile> ProfileColumn(engine::Session& session, const ColumnsSource& source,
                                    bool varied, catalog::Column* column) {
  const std::string& relation_sql = source.relation_sql;
  if (column->row_number) return ProfileCounter(session, relation_sql, column);
  if (const auto* counts = KnownCounts(source, *column)) return ProfileByCounts(*counts, column);
  const auto many = HasManyDistinct(session, relation_sql, column->rows, *column);
  if (!many) return many.error();
  if (*many) return ProfileBySummary(session, relation_sql, column);
  return varied ? ProfileByEngine(session, relation_sql, column)
                : ProfileByTally(session, relation_sql, column);
}

}  // namespace

Result<std::vector<ColumnProfile>> ProfileColumns(engine::Session& session,
                                                  const ColumnsSource& source,
                                                  std::vector<catalog::Column>* columns) {
  std::vector<ColumnProfile> profiles;
  if (columns->empty()) return profiles;
  const auto varied = Glimpse(session, source, *columns);
  if (!varied) return varied.error();
  for (std::size_t i = 0; i < columns->size(); ++i) {
    (*columns)[i].rows = source.rows;
    auto profile = ProfileColumn(session, source, (*varied)[i], &(*columns)[i]);
    if (!profile) return profile.error();
    profiles.push_back(*std::move(profile));
  }
  return profiles;
}

}  // namespace aisle::ingest
