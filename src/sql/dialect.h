// A Dialect is how one engine spells what engines disagree about. What most agree on has a
// default here; what each must decide has none, so that a forgotten one does not compile. Each
// dialect is one file and one line in dialects.cc; see docs/how-to-add-a-dialect.md.
//
// Arguments named x, y, from, to are SQL already, safe to stand as operands. A Dialect has no
// state and is shared by threads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/value.h"

namespace aisle::sql {

class Dialect {
 public:
  virtual ~Dialect() = default;

  // --- every dialect decides ---
  virtual std::string_view Name() const = 0;
  // The date on which x's period starts; for the hour a timestamp. A week starts on Monday.
  virtual std::string PeriodStart(std::string_view grain, const std::string& x) const = 0;
  // As a number: hour 0–23, weekday 1–7 from Monday, day, month, quarter, year, ISO week; weekend
  // and month_end (the last day of its month) are flags.
  virtual std::string PartOfTime(std::string_view part, const std::string& x) const = 0;
  // Whole days or months, hours with their fraction, from one time to another.
  virtual std::string Elapsed(std::string_view unit, const std::string& from,
                              const std::string& to) const = 0;
  // A length of time: `count` periods of a grain.
  virtual std::string Interval(std::string_view grain, int64_t count) const = 0;
  // x / y as a real number, null where y is 0.
  virtual std::string Divide(const std::string& x, const std::string& y) const = 0;
  virtual std::string Median(const std::string& x) const = 0;
  // The number below which the part p (0..1) of the x lies, between two of them if need be.
  virtual std::string Percentile(const std::string& x, const std::string& p) const = 0;
  // Whether x contains, starts or ends with the text, without regard to case.
  virtual std::string Contains(const std::string& x, std::string_view text) const = 0;
  virtual std::string StartsWith(const std::string& x, std::string_view text) const = 0;
  virtual std::string EndsWith(const std::string& x, std::string_view text) const = 0;

  // --- most agree ---
  virtual std::string QuoteIdentifier(std::string_view name) const;
  virtual std::string QuoteLiteral(std::string_view text) const;
  virtual std::string Literal(const Value& value) const;
  virtual std::string CastToText(const std::string& x) const;
  virtual std::string CastToNumber(const std::string& x) const;  // of a flag: 0 or 1
  virtual std::string SameOrBothNull(const std::string& x, const std::string& y) const;
  virtual std::string CountDistinct(const std::vector<std::string>& xs) const;
  virtual std::string Aggregate(std::string_view fold, const std::vector<std::string>& xs) const;
  virtual std::string Filtered(const std::string& aggregate, const std::string& condition) const;
  virtual std::string Limit(int64_t limit, int64_t offset) const;
};

// The dialect of that name, or null. "duckdb" is the one Aisle runs itself.
const Dialect* FindDialect(std::string_view name);

}  // namespace aisle::sql
