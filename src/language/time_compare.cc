#include "language/time_compare.h"

#include <algorithm>
#include <optional>
#include <string>

#include "language/holidays.h"
#include "language/period_parts.h"
#include "language/token_view.h"

namespace aisle::language {
namespace {

using Kind = TimeReading::Kind;

constexpr double kMostDoubt = 0.5;  // of a reading that others are counted from
constexpr double kSaid = -0.01;     // before comparing along time

class CompareReader : private TokenView {
 public:
  CompareReader(const std::vector<Token>& tokens, const TimeContext& context,
                const std::vector<TimeReading>& readings)
      : TokenView(tokens), tokens_(tokens), context_(context), readings_(readings) {}

  std::vector<TimeReading> Run() {
    for (at_ = 1; at_ < size(); ++at_) {
      base_ = BaseBefore(at_);
      if (base_ == nullptr) continue;
      const size_t start = PastLead(at_);
      ReadPrevious(start);
      ReadSame(start);
    }
    return std::move(found_);
  }

 private:
  // The last range that ends before `at`: the longest there, then the surest.
  const TimeReading* BaseBefore(size_t at) const {
    const TimeReading* best = nullptr;
    for (const TimeReading& reading : readings_) {
      if (reading.first >= at) break;
      if (reading.kind != Kind::kRange || reading.cost >= kMostDoubt) continue;
      if (reading.first + reading.count > at) continue;
      const bool within = best != nullptr && reading.first < best->first + best->count;
      if (!within) best = &reading;
    }
    return best;
  }

  size_t PastLead(size_t at) const {
    size_t next = Skip(at, {"compared", "relative", "comparison", "compare", "comparing"});
    next = Skip(next, {"vs", "versus", "against", "to", "with", "over", "than", "and"});
    return next == at ? at : Skip(Skip(next, {"that", "those"}), {"of", "in", "from"});
  }

  void Add(size_t end, Days days) {
    TimeReading reading;
    reading.first = at_;
    reading.count = end - at_;
    reading.from = days.from;
    reading.to = days.to;
    reading.relative = base_->relative;
    reading.has_year = base_->has_year;
    reading.complete = base_->complete;
    reading.comparison = "period";
    reading.label = LabelOf(days);
    reading.cost = kSaid;
    found_.push_back(std::move(reading));
  }

  Days Base() const { return {base_->from, base_->to}; }

  // A whole month, quarter or year is compared along time instead: each with the one before.
  bool IsOnePeriod() const {
    const int months = WholeMonths(Base());
    return months == 1 || months == 3 || months == 12;
  }

  // "the previous 30 days", "the prior period", "the 30 days before".
  void ReadPrevious(size_t start) {
    const size_t at = Skip(start, {"the"});
    if (Is(at, {"previous", "prior", "preceding", "earlier"})) {
      const size_t noun = Skip(at + 1, {"equal", "same", "equivalent", "comparable"});
      if (Is(noun, {"period", "one"}) && !IsOnePeriod()) Add(noun + 1, SameLengthBefore(Base()));
      AddCounted(at + 1, 0);
    } else if (at > start) {
      AddCounted(at, 1);
    }
  }

  // "30 days", and with `tail` what says that they come before.
  void AddCounted(size_t at, size_t tail) {
    const Token* number = Get(at);
    if (!number || number->kind != Token::Kind::kNumber || !number->unit.empty()) return;
    const auto length = LengthOfUnit(Word(at + 1));
    if (!length || number->number < 1 || number->number > 5000) return;
    if (tail > 0 && !Is(at + 2, {"before", "prior", "earlier"})) return;
    // Not "two weeks before Diwali", which names its own time.
    if (tail > 0 && IsTimeAt(at + 3)) return;
    const size_t end = Skip(at + 2 + tail, tail > 0 ? Words{"that", "this", "it"} : Words{});
    Add(end, StretchBefore(Base(), *length, static_cast<int>(number->number)));
  }

  bool IsTimeAt(size_t at) const {
    return std::any_of(readings_.begin(), readings_.end(),
                       [&](const TimeReading& reading) { return reading.first == at; });
  }

  // "the same period last year", "the same days of the previous month", "a year earlier".
  void ReadSame(size_t start) {
    size_t at = Skip(start, {"the"});
    if (Is(at, {"same", "corresponding", "equivalent"})) {
      if (!Is(at + 1, {"period", "time", "days", "dates", "month", "quarter", "week", "weeks",
                       "day", "months", "quarters"})) {
        return;
      }
      at = Skip(Skip(at + 2, {"of", "in", "from", "a"}), {"the"});
      size_t unit = Skip(at, {"last", "previous", "prior"});
      const size_t after = Skip(unit + 1, {"before", "earlier", "ago", "prior"});
      if (unit == at && after == unit + 1) return;
      AddShifted(unit, after);
      return;
    }
    if (start == at_) return;  // only after "vs" and its like
    const size_t unit = Skip(at, {"a", "one"});
    if (Is(unit + 1, {"before", "earlier", "ago", "prior"}) && !IsTimeAt(unit + 2)) {
      AddShifted(unit, unit + 2);
    }
  }

  void AddShifted(size_t unit, size_t end) {
    const auto length = LengthOfUnit(Word(unit));
    if (!length || (length->months == 12 && IsOnePeriod())) return;
    if (length->months == 12 && IsHoliday()) return AddHolidayBefore(end);
    // The same week of last year begins on the same weekday.
    const bool seven = length->months == 12 && base_->to.days - base_->from.days == 6;
    const bool week = base_->label.find("week") != std::string::npos || SaysWeek(unit);
    if (seven && week) return Add(end, {AddDays(base_->from, -364), AddDays(base_->to, -364)});
    if (length->months > 0) return Add(end, MonthsEarlier(Base(), length->months));
    Add(end, {AddDays(base_->from, -length->days), AddDays(base_->to, -length->days)});
  }

  bool SaysWeek(size_t before) const {
    for (size_t i = at_; i < before; ++i) {
      if (Is(i, {"week", "weeks"})) return true;
    }
    return false;
  }

  // "Black Friday 2016 vs the same day last year": that holiday, not that date.
  bool IsHoliday() const { return HolidayBefore().has_value(); }

  std::optional<Days> HolidayBefore() const {
    const int year = ToCivil(base_->from).year;
    for (const HolidayHit& hit : HolidaysAt(tokens_, base_->first, context_.holidays)) {
      Days days;
      Days earlier;
      if (!hit.in_year(year, &days) || !(days == Base())) continue;
      if (hit.in_year(year - 1, &earlier)) return earlier;
    }
    return std::nullopt;
  }

  void AddHolidayBefore(size_t end) { Add(end, *HolidayBefore()); }

  const std::vector<Token>& tokens_;
  const TimeContext& context_;
  const std::vector<TimeReading>& readings_;
  std::vector<TimeReading> found_;
  const TimeReading* base_ = nullptr;
  size_t at_ = 0;
};

}  // namespace

void ReadEqualPeriods(const std::vector<Token>& tokens, const TimeContext& context,
                      std::vector<TimeReading>* readings) {
  for (TimeReading& reading : CompareReader(tokens, context, *readings).Run()) {
    readings->push_back(std::move(reading));
  }
}

}  // namespace aisle::language
