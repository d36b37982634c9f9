#include "ingest/calendar_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "base/text.h"

namespace aisle::ingest {
namespace {

using catalog::Column;
using engine::QuoteIdentifier;

// When a thing was made, or by another calendar, is not when it was sold.
bool IsOfSomethingElse(const Column& column) {
  for (const std::string& word : Split(SnakeCase(column.label), '_'))
    for (const std::string_view other : {"fiscal", "financial", "model", "birth", "built", "week",
                                         "release", "launch", "since", "expiry", "hire"})
      if (word == other) return true;
  return false;
}

bool Ends(const Column& column, std::initializer_list<std::string_view> with) {
  const std::string name = SnakeCase(column.label);
  return std::any_of(with.begin(), with.end(), [&](std::string_view word) {
    return name == word || EndsWith(name, "_" + std::string(word));
  });
}

class DateMaker {
 public:
  DateMaker(engine::Session& session, const CalendarTarget& target)
      : session_(session), target_(target), columns_(*target.columns) {}

  Result<std::vector<std::string>> Run() {
    std::vector<std::string> notes;
    Find();
    if (!year_ || (!month_ && !IsYearOfSales())) return notes;
    const auto proven = IsProven();
    if (!proven) return proven.error();
    if (!*proven) return notes;
    const std::string source = Source();
    if (const Status written = Write(source); !written) return written.error();
    notes.push_back(source + ": put together as dates");
    return notes;
  }

 private:
  void Find() {
    for (const Column& column : columns_) {
      if (IsTemporal(column.type)) return Forget();
      if (IsOfSomethingElse(column)) continue;
      const bool whole = column.type == Type::kInteger;
      if (whole && !year_ && Ends(column, {"year", "yr"})) year_ = &column;
      const bool text = column.type == Type::kText;
      if ((whole || text) && Ends(column, {"month", "month_number", "month_no", "mnth"}))
        if (!month_ || (whole && month_->type != Type::kInteger)) month_ = &column;
      if (whole && !day_ && Ends(column, {"day", "day_of_month"})) day_ = &column;
    }
    if (!month_) day_ = nullptr;  // a day of no month dates nothing
  }

  // A year alone dates sales, and not cars or houses that were built in it.
  bool IsYearOfSales() const {
    const std::string name = SnakeCase(year_->label);
    const bool plain = name == "year" || name == "yr" || name == "sales_year" ||
                       name == "order_year" || name == "sale_year" || name == "transaction_year";
    const bool made = std::any_of(columns_.begin(), columns_.end(), [](const Column& column) {
      const std::string other = SnakeCase(column.label);
      return other == "model" || other == "make" || other == "mileage" || other == "engine" ||
             other == "bedrooms";
    });
    const bool sells = std::any_of(columns_.begin(), columns_.end(), [](const Column& column) {
      const std::string other = SnakeCase(column.label);
      return other.find("sale") != std::string::npos || other.find("revenue") != std::string::npos;
    });
    return plain && sells && !made;
  }

  void Forget() { year_ = month_ = day_ = nullptr; }

  // Numbers, or names in full or in short.
  std::string DateSql() const {
    const std::string year = QuoteIdentifier(year_->name);
    if (!month_) return fmt::format("try_strptime({} || '-01-01', '%Y-%m-%d')::DATE", year);
    const std::string month = QuoteIdentifier(month_->name);
    const std::string day = day_ ? QuoteIdentifier(day_->name) : "1";
    const std::string written =
        month_->type == Type::kInteger
            ? fmt::format("{} || '-' || {} || '-' || {}", year, month, day)
            : fmt::format("{} || '-' || left({}, 3) || '-' || {}", year, month, day);
    const char* format = month_->type == Type::kInteger ? "%Y-%m-%d" : "%Y-%b-%d";
    return fmt::format("try_strptime({}, '{}')::DATE", written, format);
  }

  Result<bool> IsProven() {
    const auto counted = session_.Query(fmt::format(
        "SELECT count(*) FILTER (WHERE {0} IS NOT NULL AND {1} IS NOT NULL AND ({2}) IS NULL), "
        "count({2}), min({0}), max({0}) FROM {3}",
        QuoteIdentifier(year_->name), QuoteIdentifier((month_ ? month_ : year_)->name), DateSql(),
        QuoteIdentifier(target_.engine_table)));
    if (!counted) return counted.error();
    const auto& row = counted->rows.at(0);
    double low = 0, high = 0;
    const bool years =
        AsNumber(row.at(2), &low) && AsNumber(row.at(3), &high) && low >= 1900 && high <= 2100;
    return years && row.at(0) == Value(int64_t{0}) && row.at(1) != Value(int64_t{0});
  }

  Status Write(const std::string& source) {
    Column date;
    date.name = FreeName("date");
    date.label = "Date";
    date.type = Type::kDate;
    date.made_of = source;
    const std::string table = QuoteIdentifier(target_.engine_table);
    const std::string name = QuoteIdentifier(date.name);
    const Status added = session_.Execute("ALTER TABLE " + table + " ADD COLUMN " + name + " DATE");
    if (!added) return added;
    const Status filled = session_.Execute("UPDATE " + table + " SET " + name + " = " + DateSql());
    if (filled) columns_.push_back(std::move(date));
    return filled;
  }

  std::string FreeName(std::string name) const {
    const auto is_taken = [&](const Column& column) { return column.name == name; };
    while (std::any_of(columns_.begin(), columns_.end(), is_taken)) name += "_";
    return name;
  }

  std::string Source() const {
    return year_->label + (month_ ? ", " + month_->label : "") + (day_ ? ", " + day_->label : "");
  }

  engine::Session& session_;
  const CalendarTarget& target_;
  std::vector<Column>& columns_;
  const Column* year_ = nullptr;
  const Column* month_ = nullptr;
  const Column* day_ = nullptr;
};

}  // namespace

Result<std::vector<std::string>> MakeDates(engine::Session& session, const CalendarTarget& target) {
  return DateMaker(session, target).Run();
}

}  // namespace aisle::ingest
