// Time: periods to keep, grains and parts to group by, comparisons along it.
#include <algorithm>

#include "base/text.h"
#include "language/calendar_groups.h"
#include "language/periods.h"
#include "language/reader.h"
#include "language/time_context.h"
#include "language/time_years.h"

namespace aisle::language {

using semantic::Dimension;
using semantic::DimensionKind;
using semantic::Field;
using semantic::Literal;
using semantic::Make;
using semantic::Op;

namespace {

// The first day of the month, quarter or year around a day.
Date PeriodStart(Date day, std::string_view grain) {
  CivilDate civil = ToCivil(day);
  if (grain == "day") return day;
  civil.day = 1;
  if (grain == "quarter") civil.month -= (civil.month - 1) % 3;
  if (grain == "year") civil.month = 1;
  return FromCivil(civil);
}

semantic::Expr RangeFilter(const std::string& field, const TimeReading& range) {
  return Make(Op::kBetween, {Field(field), Literal(range.from), Literal(range.to)});
}

}  // namespace

// A column of the data that says the fiscal year is right where nothing else tells when it begins.
std::optional<semantic::Expr> Reader::FiscalColumn(const std::string& grain) const {
  if (!StartsWith(grain, "fiscal_year")) return std::nullopt;
  for (const Dimension& dimension : model_.dimensions) {
    const auto& words = dimension.synonyms;
    const bool says = FoldName(dimension.label) == "fiscal year" ||
                      std::find(words.begin(), words.end(), "fiscal year") != words.end();
    if (says && scope_.Reaches(dimension.table)) return Field(dimension.Field());
  }
  return std::nullopt;
}

// "year over year growth by month": each month against that of the year before.
void Reader::DropComparedYears() {
  const auto is = [](const Expr& group, std::string_view grain) {
    return group.op == Op::kGrain && group.name == grain;
  };
  const bool finer = std::any_of(groups_.begin(), groups_.end(), [&](const Expr& group) {
    return is(group, "month") || is(group, "quarter") || is(group, "week") || is(group, "day");
  });
  if (comparison_ != "year" || !finer) return;
  std::erase_if(groups_, [&](const Expr& group) { return is(group, "year"); });
}

// Whether the shares are split by something beside the period at `at`.
bool Reader::SharesByMore(size_t at) const {
  if (versus_ && !values_.empty()) return true;
  for (size_t i = 0; i < pieces_.size(); ++i)
    if (i != at && pieces_[i].Main() == Role::kGroup && pieces_[i].senses.front().ref == "by")
      return true;
  return false;
}

// From when to when the column that counts goes: stores may have opened long before the first sale.
TimeContext Reader::TimeOfField() const {
  TimeContext context = time_;
  const size_t dot = time_field_.find('.');
  const catalog::Column* column =
      catalog_.Find(time_field_.substr(0, dot), time_field_.substr(dot + 1));
  if (column == nullptr || time_field_ == scope_.time) return context;
  if (const auto* first = std::get_if<Date>(&column->min)) context.first = *first;
  if (const auto* last = std::get_if<Date>(&column->max)) context.newest = *last;
  return context;
}

// "the first half of 2023 and 2024": the same part of the second year.
void Reader::SharePartsOfYears() {
  for (size_t i = 2; i < pieces_.size(); ++i) {
    const Piece& first = pieces_[i - 2];
    Piece& second = pieces_[i];
    const bool link = pieces_[i - 1].Main() == Role::kAnd || pieces_[i - 1].Main() == Role::kVersus;
    const auto ranged = [](const Piece& piece) {
      return piece.Main() == Role::kTime && piece.time.kind == TimeReading::Kind::kRange;
    };
    if (!link || !ranged(first) || !ranged(second) || second.count != 1 || first.count < 2)
      continue;
    const int before = YearOf(tokens_[first.first + first.count - 1]);
    const int year = YearOf(tokens_[second.first]);
    const int days = first.time.to.days - first.time.from.days;
    if (before == 0 || year == 0 || days < 27 || days > 300) continue;
    const int months = 12 * (year - before);
    second.time.from = AddMonths(first.time.from, months);
    second.time.to = AddDays(AddMonths(AddDays(first.time.to, 1), months), -1);
    second.time.label = LabelOf(Days{second.time.from, second.time.to});
  }
}

// "fiscal 2016" where a column says each day's fiscal year, and nobody when such years begin.
bool Reader::ReadFiscalYear(const TimeReading& time) {
  const std::string& word = tokens_[time.first].folded;
  const bool fiscal = word == "fiscal" || word == "financial" || StartsWith(word, "fy");
  const bool year = fiscal && time.kind == TimeReading::Kind::kRange &&
                    AddMonths(time.from, 12).days == time.to.days + 1;
  const auto column =
      year && model_.calendar.fiscal_year_starts == 0 ? FiscalColumn("fiscal_year") : std::nullopt;
  const Dimension* field = column ? model_.FindDimension(column->name) : nullptr;
  if (field == nullptr || field->type != Type::kInteger) return false;
  const int64_t number = ToCivil(time.to).year;
  AddFilter(Make(Op::kEqual, {*column, Literal(number)}));
  return true;
}

void Reader::ReadTimes() {
  SharePartsOfYears();
  // A time column that is named takes the place of the default one: "shipped date in 2016".
  for (size_t i = 0; i < pieces_.size(); ++i) {
    const Dimension* field = pieces_[i].Main() == Role::kField ? FieldOf(pieces_[i]) : nullptr;
    if (field == nullptr || field->kind != DimensionKind::kTime) continue;
    const size_t next = Next(i);
    const size_t previous = Previous(i);
    const bool beside = (next != kNone && pieces_[next].Main() == Role::kTime) ||
                        (previous != kNone && pieces_[previous].Main() == Role::kTime);
    if (!beside) continue;
    time_field_ = field->Field();
    Use(i);
  }
  std::vector<size_t> grains;
  for (size_t i = 0; i < pieces_.size(); ++i) {
    Piece& piece = pieces_[i];
    if (piece.Main() != Role::kTime || piece.used) continue;
    const TimeReading& time = piece.time;
    // Where nothing here has a date, the word stays unexplained, unless a column says it.
    if (time_field_.empty() && (time.kind == TimeReading::Kind::kRange ||
                                time.kind == TimeReading::Kind::kParts || !TimeExpr(time.name)))
      continue;
    if (ReadFiscalYear(time)) {
      piece.used = true;
      continue;
    }
    switch (time.kind) {
      case TimeReading::Kind::kRange:
        ranges_.push_back(time);
        piece.used = true;
        break;
      case TimeReading::Kind::kParts: {
        if (++part_filters_[time.name] > 1) {
          failure_ = Fail(Outcome::kClarify, "unclear",
                          "Two different " + time.name + "s are named at once; ask for one.");
          return;
        }
        const auto hour = time.name == "hour" ? TimeExpr("hour") : std::nullopt;
        if (time.name == "hour" && !hour) {
          failure_ = Fail(Outcome::kRefuse, "missing",
                          "The data holds dates without a time of day, so hours cannot be told.");
          return;
        }
        const Expr part = hour ? *hour : Make(Op::kPart, {Field(time_field_)}, time.name);
        std::vector<Expr> args = {part};
        for (const int64_t value : time.parts) args.push_back(Literal(value));
        AddFilter(args.size() == 2 ? Make(Op::kEqual, args) : Make(Op::kIn, args));
        piece.used = true;
        if (versus_) AddGroup(part, false);
        break;
      }
      case TimeReading::Kind::kGrain:
      case TimeReading::Kind::kPart:
        grains.push_back(i);
        break;
    }
  }
  for (const size_t i : grains) {
    const TimeReading& time = pieces_[i].time;
    const size_t noun = pieces_[i].first + pieces_[i].count - 1;
    if (noun > 0 && tokens_[noun - 1].folded == "all") {
      Use(i);  // "over all years": none apart
      continue;
    }
    if (!time.comparison.empty()) comparison_ = time.comparison;
    const std::string name = time.name.empty()     ? "month"
                             : time.name == "auto" ? "month"
                                                   : time.name;
    // "average orders per day": the average is over days.
    std::optional<Expr> group;
    if (time.kind == TimeReading::Kind::kPart && name != "hour" && !time_field_.empty()) {
      group =
          name == "weekend" ? WeekendOf(time_field_) : Make(Op::kPart, {Field(time_field_)}, name);
    } else {
      group = FiscalColumn(name);
      if (!group && !time_field_.empty()) group = CalendarGroup(name, time_field_, TimeOfField());
      if (!group) group = TimeExpr(name);
    }
    if (!group) {
      failure_ = Fail(
          Outcome::kRefuse, "missing",
          "The data holds dates without a time of day, so it cannot be split by " + name + ".");
      return;
    }
    const std::string first = tokens_[pieces_[i].first].folded;
    // "average daily sales": the average over days of each day's sales.
    const size_t before = Previous(i);
    const Sense* fold = before == kNone ? nullptr : pieces_[before].Find(Role::kFold);
    const bool adjective =
        pieces_[i].count == 1 && time.kind == TimeReading::Kind::kGrain &&
        (first == "daily" || first == "weekly" || first == "monthly" || first == "quarterly" ||
         first == "yearly" || first == "annual" || first == "hourly");
    if (adjective && fold != nullptr && fold->ref == "avg" && before + 1 == i) {
      per_.push_back(*group);
      Use(i);
      continue;
    }
    const bool each = first == "each" || first == "within" || first == "every" || first == "per" ||
                      first == "for" ||
                      (pieces_[i].first > 0 && tokens_[pieces_[i].first - 1].folded == "each");
    if (each && Has(Role::kShare) && !Has(Role::kRank) && SharesByMore(i)) {
      AddGroup(*group, true);  // "the share of each type for each year" is of the year
      Use(i);
      continue;
    }
    const bool again = SplitAlready(*group);
    if ((first == "per" || first == "each" || first == "a") && !again && NestedPer(i, i)) {
      per_.push_back(*group);
    } else {
      AddGroup(*group, false);
    }
    Use(i);
  }
  DropComparedYears();
  std::vector<TimeReading> distinct;
  for (const TimeReading& range : ranges_) {
    const bool known = std::any_of(distinct.begin(), distinct.end(), [&](const TimeReading& other) {
      return other.from == range.from && other.to == range.to;
    });
    // "the change from the previous month, by month": what each is set against, and no filter.
    const std::string lead = tokens_[range.first].folded;
    const bool before = range.relative && (lead == "previous" || lead == "prior");
    const bool along = std::any_of(groups_.begin(), groups_.end(), [&](const Expr& group) {
      return group.op == Op::kGrain && range.label.find("previous") != std::string::npos;
    });
    if (before && ranges_.size() == 1 && (along || (!groups_.empty() && Has(Role::kChange)))) {
      comparison_ = "previous";
      continue;
    }
    if (!known) distinct.push_back(range);
  }
  ranges_ = std::move(distinct);
  if (ranges_.empty()) return;
  const auto outside = [&](const TimeReading& range) {
    return range.to < time_.first || time_.Newest() < range.from;
  };
  const auto missing = std::find_if(ranges_.begin(), ranges_.end(), outside);
  if (missing != ranges_.end()) {
    failure_ =
        Fail(Outcome::kRefuse, "period",
             "There is no data for " + missing->label + ": it covers " +
                 ToString(Value(time_.first)) + " to " + ToString(Value(time_.Newest())) + ".");
    return;
  }
  std::vector<Expr> parts;
  for (const TimeReading& range : ranges_) parts.push_back(RangeFilter(time_field_, range));
  for (const TimeReading& range : ranges_) {
    if (range.relative) {
      Assume("“" + range.label + "” counts back from " + TodayText(time_));
    }
  }
  if (parts.size() == 1) {
    AddFilter(parts.front());
    // "compare sales between Q1 and Q2", "grew between April and May": the periods side by side.
    const TimeReading& only = ranges_.front();
    bool between = tokens_[only.first].folded == "between";
    for (size_t i = 0; i + 1 < pieces_.size(); ++i) {
      if (pieces_[i].Main() == Role::kBetween && pieces_[i + 1].Main() == Role::kTime) {
        between = true;
        Use(i);
      }
    }
    if (between && only.complete && (versus_ || Has(Role::kChange))) {
      bool quarter = false;
      for (size_t i = only.first; i < only.first + only.count; ++i) {
        const std::string& word = tokens_[i].folded;
        quarter = quarter || (word.size() == 2 && word[0] == 'q');
      }
      const int days = only.to.days - only.from.days + 1;
      if (quarter && !only.has_year) {
        AddGroup(Make(Op::kPart, {Field(time_field_)}, "quarter"), false);
      } else {
        AddGroup(*TimeExpr(quarter ? "quarter" : days > 400 ? "year" : "month"), false);
      }
      if (Has(Role::kChange)) comparison_ = "previous";
    }
    return;
  }
  AddFilter(Make(Op::kOr, parts));
  // Several periods side by side.
  const bool beside = versus_ || std::any_of(ranges_.begin(), ranges_.end(), [](const auto& range) {
                        return range.comparison == "period";
                      });
  if (const auto group = ranges_[0].complete ? PeriodGroup() : std::nullopt)
    AddGroup(*group, false);
  else if (beside)
    AddGroup(PeriodsGroup(ranges_, time_field_), false);
}

// The grain that tells the periods apart: each lies within one step of it, no two in the same.
std::optional<semantic::Expr> Reader::PeriodGroup() const {
  for (const char* grain : {"day", "month", "quarter", "year"}) {
    std::vector<Date> steps;
    for (const TimeReading& range : ranges_) {
      const Date from = PeriodStart(range.from, grain);
      const bool within = from.days == PeriodStart(range.to, grain).days;
      const bool known = std::any_of(steps.begin(), steps.end(),
                                     [&](const Date& step) { return step.days == from.days; });
      if (!within || known) break;
      steps.push_back(from);
    }
    if (steps.size() == ranges_.size()) return TimeExpr(grain);
  }
  return std::nullopt;
}

}  // namespace aisle::language
