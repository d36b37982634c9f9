// DuckDB, the embedded engine.
#include <fmt/format.h>

#include "sql/dialect.h"
#include "sql/dialects.h"

namespace aisle::sql {
namespace {

class DuckDb : public Dialect {
 public:
  std::string_view Name() const override { return "duckdb"; }

  std::string PeriodStart(std::string_view grain, const std::string& x) const override {
    if (grain == "hour") return fmt::format("date_trunc('hour', cast({} as timestamp))", x);
    if (grain == "day") return fmt::format("cast({} as date)", x);
    return fmt::format("cast(date_trunc('{}', {}) as date)", grain, x);
  }

  std::string PartOfTime(std::string_view part, const std::string& x) const override {
    if (part == "weekday") return fmt::format("isodow({})", x);
    if (part == "weekend") return fmt::format("(isodow({}) >= 6)", x);
    if (part == "month_end") return fmt::format("(cast({0} as date) = last_day({0}))", x);
    return fmt::format("{}({})", part, x);
  }

  std::string Elapsed(std::string_view unit, const std::string& from,
                      const std::string& to) const override {
    if (unit == "hours") {
      return fmt::format("((epoch(cast({} as timestamp)) - epoch(cast({} as timestamp))) / 3600)",
                         to, from);
    }
    if (unit == "months") return fmt::format("date_sub('month', {}, {})", from, to);
    return fmt::format("date_diff('day', cast({} as date), cast({} as date))", from, to);
  }

  std::string Interval(std::string_view grain, int64_t count) const override {
    return fmt::format("interval {} {}", count, grain);
  }

  std::string Divide(const std::string& x, const std::string& y) const override {
    return fmt::format("{} / nullif({}, 0)", x, y);
  }

  // The median or another percentile of decimals would be rounded to their digits.
  std::string Median(const std::string& x) const override {
    return "median(cast(" + x + " as double))";
  }

  std::string Percentile(const std::string& x, const std::string& p) const override {
    return fmt::format("quantile_cont(cast({} as double), {})", x, p);
  }

  std::string Contains(const std::string& x, std::string_view text) const override {
    return fmt::format("contains(lower({}), lower({}))", x, QuoteLiteral(text));
  }
  std::string StartsWith(const std::string& x, std::string_view text) const override {
    return fmt::format("starts_with(lower({}), lower({}))", x, QuoteLiteral(text));
  }
  std::string EndsWith(const std::string& x, std::string_view text) const override {
    return fmt::format("suffix(lower({}), lower({}))", x, QuoteLiteral(text));
  }
};

}  // namespace

const Dialect& DuckDbDialect() {
  static const DuckDb dialect;
  return dialect;
}

}  // namespace aisle::sql
