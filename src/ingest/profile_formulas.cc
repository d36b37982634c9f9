#include "ingest/profile_formulas.h"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "base/text.h"

namespace aisle::ingest {
namespace {

using catalog::Column;
using catalog::Formula;
using catalog::FormulaKind;
using engine::QuoteIdentifier;

constexpr std::size_t kSample = 2048;     // rows that propose
constexpr std::size_t kMostNumbers = 24;  // columns; wider tables are matrices, not sales
constexpr std::size_t kFewestRows = 20;   // that could contradict
constexpr double kCents = 0.011;          // one unit of money's last digit
constexpr double kRounding = 0.002;       // of the result, where a factor was rounded

// Whether a column may take part: what all rows share proves nothing.
bool IsAmount(const Column& column) {
  return IsNumeric(column.type) && !column.identifier && !column.row_number && column.distinct > 1;
}

// Less what share: a fraction, or whole percents.
double Percent(const Column& column) {
  double low = 0, high = 0;
  if (!AsNumber(column.min, &low) || !AsNumber(column.max, &high) || low < 0 || high > 100)
    return 0;
  return high > 1 ? 100 : 1;
}

class FormulaFinder {
 public:
  FormulaFinder(engine::Session& session, const std::string& relation_sql,
                const catalog::Table& table)
      : session_(session), relation_sql_(relation_sql) {
    for (const Column& column : table.columns)
      if (IsAmount(column)) columns_.push_back(&column);
  }

  Result<std::vector<Formula>> Find() {
    if (columns_.size() < 3 || columns_.size() > kMostNumbers) return std::move(found_);
    if (const Status read = ReadSample(); !read) return read.error();
    for (std::size_t result = 0; result < columns_.size(); ++result)
      if (const Status tried = TryResult(result); !tried) return tried.error();
    return std::move(found_);
  }

 private:
  struct Candidate {
    FormulaKind kind;
    std::size_t result, a, b, c;
  };

  Status ReadSample() {
    std::vector<std::string> names;
    for (const Column* column : columns_)
      names.push_back(QuoteIdentifier(column->name) + "::DOUBLE");
    const auto rows = session_.Query(
        fmt::format("SELECT {} FROM {} LIMIT {}", Join(names, ", "), relation_sql_, kSample));
    if (!rows) return rows.error();
    for (const auto& row : rows->rows) {
      std::vector<double>& sample = rows_.emplace_back();
      for (const Value& value : row) {
        double number = std::nan("");
        AsNumber(value, &number);
        sample.push_back(number);
      }
    }
    return Done{};
  }

  Status TryResult(std::size_t result) {
    for (std::size_t a = 0; a < columns_.size(); ++a)
      for (std::size_t b = 0; b < columns_.size(); ++b) {
        if (a == b || a == result || b == result) continue;
        const Status tried = TryPair(result, a, b);
        if (!tried) return tried;
      }
    return Done{};
  }

  Status TryPair(std::size_t result, std::size_t a, std::size_t b) {
    if (const Status tried = Try({FormulaKind::kDifference, result, a, b, b}); !tried) return tried;
    if (a > b) return Done{};
    if (const Status tried = Try({FormulaKind::kProduct, result, a, b, b}); !tried) return tried;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const bool other = c != result && c != a && c != b;
      if (!other || Percent(*columns_[c]) == 0) continue;
      const Status tried = Try({FormulaKind::kDiscounted, result, a, b, c});
      if (!tried) return tried;
    }
    return Done{};
  }

  Status Try(const Candidate& candidate) {
    return HoldsOnSample(candidate) ? Prove(candidate) : Done{};
  }

  bool HoldsOnSample(const Candidate& candidate) const {
    std::size_t telling = 0, tried = 0, misses = 0;
    for (const std::vector<double>& row : rows_) {
      const double got = row[candidate.result], expected = Expected(candidate, row);
      if (std::isnan(got) || std::isnan(expected)) continue;
      ++tried;
      telling += IsTelling(candidate, row);
      misses += std::abs(got - expected) > Tolerance(candidate, expected);
      if (misses * 20 > rows_.size()) return false;
    }
    return telling >= kFewestRows && telling * 20 >= tried && misses * 20 <= tried;
  }

  double Expected(const Candidate& candidate, const std::vector<double>& row) const {
    const double a = row[candidate.a], b = row[candidate.b];
    if (candidate.kind == FormulaKind::kDifference) return a - b;
    if (candidate.kind == FormulaKind::kProduct) return a * b;
    return a * b * (1 - row[candidate.c] / Percent(*columns_[candidate.c]));
  }

  // A quantity of one, a cost of nothing or a discount of none agree with anything.
  bool IsTelling(const Candidate& candidate, const std::vector<double>& row) const {
    const double a = row[candidate.a], b = row[candidate.b];
    const double least = 4 * Tolerance(candidate, row[candidate.result]);
    if (candidate.kind == FormulaKind::kDifference)
      return std::abs(b) > least && std::abs(row[candidate.result]) > least;
    const bool product = a != 1 && b != 1 && a * b != 0;
    return product && (candidate.kind == FormulaKind::kProduct || row[candidate.c] != 0);
  }

  double Tolerance(const Candidate& candidate, double expected) const {
    return kCents + Slack(candidate) + kRounding * std::abs(expected);
  }

  // A whole number made of others was rounded to one.
  double Slack(const Candidate& candidate) const {
    const auto whole = [&](std::size_t i) { return columns_[i]->type == Type::kInteger; };
    return whole(candidate.result) && !(whole(candidate.a) && whole(candidate.b)) ? 0.5 : 0;
  }

  Status Prove(const Candidate& candidate) {
    const std::string expected = ExpectedSql(candidate);
    const auto counted = session_.Query(fmt::format(
        "SELECT count(e), count(*) FILTER (WHERE abs(r - e) > {} + {} * abs(e)) FROM (SELECT "
        "{}::DOUBLE AS r, {} AS e FROM {}) WHERE r IS NOT NULL",
        kCents + Slack(candidate), kRounding, Name(candidate.result), expected, relation_sql_));
    if (!counted) return counted.error();
    Formula formula{candidate.kind, columns_[candidate.result]->name, Parts(candidate)};
    formula.rows = std::get<int64_t>(counted->rows.at(0).at(0));
    formula.exceptions = std::get<int64_t>(counted->rows.at(0).at(1));
    if (formula.exceptions * 20 <= formula.rows) found_.push_back(std::move(formula));
    return Done{};
  }

  std::string Name(std::size_t column) const { return QuoteIdentifier(columns_[column]->name); }

  std::string ExpectedSql(const Candidate& candidate) const {
    const std::string a = Name(candidate.a) + "::DOUBLE", b = Name(candidate.b) + "::DOUBLE";
    if (candidate.kind == FormulaKind::kDifference) return a + " - " + b;
    if (candidate.kind == FormulaKind::kProduct) return a + " * " + b;
    return fmt::format("{} * {} * (1 - {}::DOUBLE / {})", a, b, Name(candidate.c),
                       Percent(*columns_[candidate.c]));
  }

  std::vector<std::string> Parts(const Candidate& candidate) const {
    std::vector<std::string> parts = {columns_[candidate.a]->name, columns_[candidate.b]->name};
    if (candidate.kind == FormulaKind::kDiscounted) parts.push_back(columns_[candidate.c]->name);
    return parts;
  }

  engine::Session& session_;
  const std::string& relation_sql_;
  std::vector<const Column*> columns_;
  std::vector<std::vector<double>> rows_;
  std::vector<Formula> found_;
};

}  // namespace

Result<std::vector<Formula>> FindFormulas(engine::Session& session, const std::string& relation_sql,
                                          const catalog::Table& table) {
  return FormulaFinder(session, relation_sql, table).Find();
}

}  // namespace aisle::ingest
