#include "ingest/profile_columns.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/engine.h"

namespace aisle::ingest {
namespace {

constexpr std::size_t kTop = 30;
// Beyond this many distinct values, the engine keeps the tally and hands over a summary.
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
  tally.Describe(column);
  ColumnProfile profile{tally.Shape(), {}};
  if (BelongsInIndex(*column, profile.shape)) tally.MoveTo(&profile.values);
  return profile;
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

}  // namespace

Result<ColumnProfile> ProfileColumn(engine::Session& session, const std::string& relation_sql,
                                    int64_t rows, catalog::Column* column) {
  column->rows = rows;
  if (column->row_number) return ProfileBySummary(session, relation_sql, column);
  const auto many = HasManyDistinct(session, relation_sql, rows, *column);
  if (!many) return many.error();
  return *many ? ProfileBySummary(session, relation_sql, column)
               : ProfileByTally(session, relation_sql, column);
}

}  // namespace aisle::ingest
