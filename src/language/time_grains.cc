#include "language/time_grains.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "language/periods.h"
#include "language/time_clock.h"
#include "language/token_view.h"

namespace aisle::language {
namespace {

using Kind = TimeReading::Kind;

struct Named {
  std::string_view word;
  std::string_view name;
};

// The period that a noun names, in the singular or the plural.
std::string_view GrainOfNoun(std::string_view word) {
  static constexpr Named kNouns[] = {
      {"hour", "hour"},   {"hours", "hour"},   {"day", "day"},         {"days", "day"},
      {"date", "day"},    {"dates", "day"},    {"week", "week"},       {"weeks", "week"},
      {"month", "month"}, {"months", "month"}, {"quarter", "quarter"}, {"quarters", "quarter"},
      {"year", "year"},   {"years", "year"},
  };
  for (const Named& noun : kNouns) {
    if (noun.word == word) return noun.name;
  }
  return {};
}

std::string_view GrainOfAdverb(std::string_view word) {
  static constexpr Named kAdverbs[] = {
      {"daily", "day"},         {"weekly", "week"},         {"monthly", "month"},
      {"quarterly", "quarter"}, {"yearly", "year"},         {"annual", "year"},
      {"annually", "year"},     {"hourly", "hour"},         {"daywise", "day"},
      {"datewise", "day"},      {"weekwise", "week"},       {"monthwise", "month"},
      {"yearwise", "year"},     {"quarterwise", "quarter"}, {"hourwise", "hour"},
  };
  for (const Named& adverb : kAdverbs) {
    if (adverb.word == word) return adverb.name;
  }
  return {};
}

// "mom", "yoy": what is compared with the period before.
std::string_view GrainOfShortComparison(std::string_view word) {
  static constexpr Named kShort[] = {{"mom", "month"}, {"yoy", "year"}, {"qoq", "quarter"},
                                     {"wow", "week"},  {"dod", "day"},  {"m-o-m", "month"},
                                     {"y-o-y", "year"}};
  for (const Named& entry : kShort) {
    if (entry.word == word) return entry.name;
  }
  return {};
}

class GrainReader : private TokenView {
 public:
  GrainReader(const std::vector<Token>& tokens, size_t at, std::vector<TimeReading>* readings)
      : TokenView(tokens), tokens_(tokens), at_(at), readings_(readings) {}

  void Run() {
    if (tokens_[at_].kind == Token::Kind::kQuoted) return;
    ReadAdverb();
    ReadNoun();
    ReadAuto();
    ReadComparison();
    ReadAgainst();
    ReadPartOfTime();
    ReadWeekdays();
    ReadMonthEnd();
    ReadWeekNumber();
  }

 private:
  bool AfterIs(Words words) const { return at_ > 0 && Is(at_ - 1, words); }

  TimeReading& Add(size_t end, Kind kind, std::string_view name, double cost) {
    TimeReading reading;
    reading.first = at_;
    reading.count = end - at_;
    reading.kind = kind;
    reading.name = std::string(name);
    reading.cost = cost;
    reading.label = reading.name;
    readings_->push_back(std::move(reading));
    return readings_->back();
  }

  // An hour of a single day groups by clock time far more often than by date and hour.
  void AddGrain(size_t end, std::string_view grain, double cost) {
    if (grain == "hour") Add(end, Kind::kPart, "hour", cost);
    Add(end, Kind::kGrain, grain, cost + (grain == "hour" ? 0.3 : 0));
  }

  // "monthly", "daily trend", "month-wise".
  void ReadAdverb() {
    std::string_view grain = GrainOfAdverb(Word(at_));
    size_t end = at_ + 1;
    if (grain.empty() && Is(at_ + 1, {"wise", "wize"})) {
      grain = GrainOfNoun(Word(at_));
      end = at_ + 2;
    }
    if (grain.empty() && GrainOfNoun(Word(at_)) == GrainOfNoun(Word(at_ + 2)) &&
        Is(at_ + 1, {"by"})) {
      grain = GrainOfNoun(Word(at_));  // "month by month"
      end = at_ + 3;
    }
    if (grain.empty()) return;
    AddGrain(end, grain, 0);
    if (Is(end, {"basis", "trend", "trends", "breakdown"})) AddGrain(end + 1, grain, 0);
  }

  // "by month", "per day", "each quarter", "across months", "which month", "month".
  void ReadNoun() {
    if (Is(at_, {"by", "per", "each", "every", "across", "over", "for", "in", "during", "on"})) {
      size_t noun = at_ + 1;
      const bool strong = Is(at_, {"by", "per", "each", "every"});
      if (!strong || Is(at_, {"by"})) {
        const size_t each = Skip(noun, {"each", "every", "all", "different", "individual", "the"});
        const bool all = each > noun && !Is(noun, {"the"});
        if (!strong && !all && !IsPluralNoun(noun)) return;
        noun = each;
      }
      noun = Skip(noun, {"calendar", "single", "order", "sale", "sales", "different"});
      const size_t month = Skip(noun + 1, {"-"});
      if (Is(noun, {"year"}) && Is(month, {"month"})) return AddGrain(month + 1, "month", 0);
      const std::string_view grain = GrainOfNoun(Word(noun));
      if (grain.empty() || IsPartOf(noun)) return;
      AddGrain(noun + 1, grain, 0);
      return;
    }
    const std::string_view grain = GrainOfNoun(Word(at_));
    if (grain.empty() || IsPartOf(at_)) return;
    AddGrain(at_ + 1, grain, NounCost());
    if (grain == "month") Add(at_ + 1, Kind::kPart, "month", NounCost() + 0.4);
    if (grain == "day" && !Is(at_, {"date", "dates"})) {
      const bool usual = Is(at_, {"days"}) || AfterIs({"peak", "busiest", "busy", "slowest"});
      Add(at_ + 1, Kind::kPart, "weekday", NounCost() + (usual ? 0.1 : 0.4));
    }
  }

  bool IsPluralNoun(size_t index) const {
    return !GrainOfNoun(Word(index)).empty() && Word(index).back() == 's';
  }

  // "day of the week", "hour of the day": the noun is part of a longer expression.
  bool IsPartOf(size_t noun) const {
    const size_t of = Skip(Skip(noun + 1, {"of"}), {"the", "a"});
    return Is(noun + 1, {"of"}) && !GrainOfNoun(Word(of)).empty();
  }

  double NounCost() const {
    if (AfterIs({"which", "what", "by", "per", "each", "every", "best", "worst", "top", "busiest",
                 "peak", "and", ",", "individual"})) {
      return 0.1;
    }
    if (AfterIs({"last", "this", "next", "previous", "past", "current", "same", "to"})) return 1;
    if (at_ > 0 && tokens_[at_ - 1].kind == Token::Kind::kNumber) {
      const bool ranked = at_ > 1 && Is(at_ - 2, {"top", "bottom", "best", "worst", "busiest"});
      return ranked ? 0.1 : 0.8;  // "top 5 days", but "within 3 days"
    }
    return 0.4;
  }

  // "over time", "over the years", "trend": by a period that suits the span.
  void ReadAuto() {
    if (Is(at_, {"over", "through", "across", "with", "throughout"})) {
      const size_t noun = Skip(at_ + 1, {"the", "different", "all"});
      if (Is(noun, {"time", "period", "periods"}) && !Is(at_, {"with"})) {
        Add(noun + 1, Kind::kGrain, "auto", 0);
      }
      if (Is(noun, {"time"}) && Is(at_, {"with"})) Add(noun + 1, Kind::kGrain, "auto", 0.1);
      if (Is(noun, {"years"})) Add(noun + 1, Kind::kGrain, "year", 0);
      if (Is(noun, {"year"}) && Is(at_, {"over", "throughout", "through"}) && noun > at_ + 1) {
        Add(noun + 1, Kind::kGrain, "month", 0.1);
      }
      return;
    }
    if (Is(at_, {"trend", "trends", "timeline", "trending"})) {
      Add(at_ + 1, Kind::kGrain, "auto", 0.2);
    }
    if (Is(at_, {"time"}) && Is(at_ + 1, {"series"})) Add(at_ + 2, Kind::kGrain, "auto", 0);
    if (Is(at_, {"historically"})) Add(at_ + 1, Kind::kGrain, "auto", 0.2);
  }

  // "month over month (MoM)", "year-on-year", "yoy", "month to month", "day to day".
  void ReadComparison() {
    std::string_view grain = GrainOfShortComparison(Word(at_));
    size_t end = at_ + 1;
    const std::string_view noun = GrainOfNoun(Word(at_));
    if (grain.empty() && !noun.empty() && noun == GrainOfNoun(Word(at_ + 2)) &&
        Is(at_ + 1, {"over", "on", "to", "vs", "versus", "against"})) {
      grain = noun;
      end = at_ + 3;
      if (Is(end, {"("}) && GrainOfShortComparison(Word(end + 1)) == grain && Is(end + 2, {")"})) {
        end += 3;
      }
    }
    if (grain.empty()) return;
    AddComparison(end, grain, 0);
  }

  void AddComparison(size_t end, std::string_view grain, double cost) {
    TimeReading& reading = Add(end, Kind::kGrain, grain, cost);
    reading.comparison = grain == "year" ? "year" : "previous";
    reading.label = std::string(grain) + " over " + std::string(grain);
  }

  // "vs last year", "compared to the previous month", "against the same period last year".
  void ReadAgainst() {
    size_t next = at_ + 1;
    if (Is(at_, {"same"})) {
      ReadSamePeriod(next);
      return;
    }
    if (Is(at_, {"compared", "relative", "comparison", "compare", "comparing"})) {
      next = Skip(next, {"to", "with", "against"});
      if (next == at_ + 1) return;
    } else if (!Is(at_, {"vs", "versus", "against", "over", "from", "than", "to", "with"})) {
      return;
    }
    next = Skip(Skip(next, {"that", "those"}), {"of", "in", "from"});
    next = Skip(next, {"the"});
    const bool weak = Is(at_, {"over", "from", "to", "with", "than"});
    if (Is(next, {"same"})) {
      ReadSamePeriod(next + 1);
      return;
    }
    if (!Is(next, {"previous", "prior", "last", "preceding", "earlier"})) return;
    const std::string_view grain = GrainOfNoun(Word(next + 1));
    const bool period = Is(next + 1, {"period", "one", "time"});
    if (grain.empty() && !period) return;
    // "over the last month" is a stretch of time, "from last year" may be.
    const bool stretch = weak && !Is(next, {"previous", "prior"});
    AddComparison(next + 2, grain, stretch ? 0.8 : weak ? 0.2 : 0.1);
  }

  void ReadSamePeriod(size_t next) {
    if (!Is(next, {"period", "time", "month", "quarter", "week", "day"})) return;
    size_t end = Skip(Skip(next + 1, {"of", "in", "the"}), {"the"});
    if (!Is(end, {"last", "previous", "prior", "year"})) return;
    end = Is(end, {"year"}) ? end : end + 1;
    if (!Is(end, {"year"})) return;
    end = Skip(end + 1, {"before", "earlier", "ago"});
    TimeReading& reading = Add(end, Kind::kGrain, "", 0);
    reading.comparison = "year";
    reading.label = "same period last year";
  }

  // "day of the week", "weekday", "hour of the day", "time of day", "month of the year".
  void ReadPartOfTime() {
    size_t at = Skip(at_, {"by", "per", "each", "every"});
    std::string_view part;
    size_t end = at + 1;
    if (Is(at + 1, {"of"})) {
      part = PartWithin(Word(at), Skip(at + 2, {"the", "a", "each"}), &end);
    } else if (Is(at, {"weekday", "weekdays", "dayofweek", "dow"})) {
      part = "weekday";
    } else if (Is(at, {"hour", "hours"}) && at > at_) {
      part = "hour";
    } else if (Is(at + 1, {"name", "names"}) && Is(at, {"day", "weekday", "month"})) {
      part = Is(at, {"month"}) ? "month" : "weekday";
      end = at + 2;
    } else if (Is(at + 1, {"number"}) && Is(at, {"month", "week"})) {
      part = Word(at);
      end = at + 2;
    } else if (Is(at, {"time", "day"}) && Is(at + 1, {"slot", "slots", "part", "parts"})) {
      part = "hour";
      end = at + 2;
    } else if (Is(at, {"hour"}) && Is(at + 1, {"wise"})) {
      part = "hour";
      end = at + 2;
    } else if (Is(at, {"times"}) && AfterIs({"and", "what", "which", "peak", "busiest"})) {
      part = "hour";
    } else if (Is(at, {"weekend", "weekends", "weekday", "weekdays"}) &&
               Is(at + 1, {"vs", "versus", "and", "or", "against", "compared"})) {
      ReadWeekendSplit(at);
      return;
    }
    if (part.empty()) return;
    Add(end, Kind::kPart, part, Is(at, {"times"}) ? 0.2 : 0);
    if (part == "weekday" && Is(at, {"weekdays", "weekday"})) ReadWeekendSplit(at);
  }

  // "weekends vs weekdays".
  void ReadWeekendSplit(size_t at) {
    size_t other = at + 2;
    if (Is(at + 1, {"compared"})) other = Skip(other, {"to", "with"});
    if (!Is(at + 1, {"vs", "versus", "and", "or", "against", "compared"})) return;
    const bool first_is_end = Is(at, {"weekend", "weekends"});
    const bool pair =
        first_is_end ? Is(other, {"weekday", "weekdays"}) : Is(other, {"weekend", "weekends"});
    if (pair) Add(other + 1, Kind::kPart, "weekend", 0);
  }

  // "day of the week" is a weekday, whatever stands between; `whole` is the second noun.
  std::string_view PartWithin(std::string_view noun, size_t whole, size_t* end) const {
    const std::string_view grain = noun == "time" ? "time" : GrainOfNoun(noun);
    const std::string_view in = GrainOfNoun(Word(whole));
    *end = whole + 1;
    if (grain == "day" && in == "week") return "weekday";
    if (grain == "day" && in == "month") return "day";
    if ((grain == "hour" || grain == "time") && in == "day") return "hour";
    const bool in_year = grain == "month" || grain == "week" || grain == "quarter";
    return in_year && in == "year" ? grain : std::string_view();
  }

  TimeReading& AddParts(size_t end, std::string_view name, std::vector<int64_t> parts,
                        double cost) {
    TimeReading& reading = Add(end, Kind::kParts, name, cost);
    reading.parts = std::move(parts);
    return reading;
  }

  // "on Mondays", "weekends", "Saturday and Sunday" (one reading a day), "Mon-Fri".
  void ReadWeekdays() {
    if (Is(at_, {"weekend", "weekends"})) AddParts(at_ + 1, "weekend", {1}, 0).label = "weekends";
    if (Is(at_, {"weekdays", "workdays"})) {
      AddParts(at_ + 1, "weekend", {0}, AfterIs({"on", "during"}) ? 0 : 0.2).label = "weekdays";
    }
    if (tokens_[at_].kind != Token::Kind::kWord) return;
    const int day = DayAt(at_);
    if (day == 0) return;
    AddParts(at_ + 1, "weekday", {day}, 0).label = WeekdayName(day);
    const size_t next = at_ + 2;
    const int last = Is(at_ + 1, {"-", "to", "through"}) ? DayAt(next) : 0;
    if (last == 0) return;
    std::vector<int64_t> days;
    for (int i = day;; i = i % 7 + 1) {
      days.push_back(i);
      if (i == last) break;
    }
    AddParts(next + 1, "weekday", std::move(days), 0).label =
        std::string(WeekdayName(day)) + " to " + std::string(WeekdayName(last));
  }

  // Short names of days are words of their own ("sun", "sat", "wed"): only beside another day,
  // or after "on" with a capital.
  int DayAt(size_t index) const {
    const int day = WeekdayOfWord(Word(index));
    if (day == 0 || Word(index).size() >= 6) return day;
    const bool neighbour =
        WeekdayOfWord(Word(index + 2)) > 0 || (index >= 2 && WeekdayOfWord(Word(index - 2)) > 0);
    const bool named = tokens_[index].capital && index > 0 && Is(index - 1, {"on", "every"});
    return neighbour || named ? day : 0;
  }

  // "the last day of the month", "month end".
  void ReadMonthEnd() {
    size_t end = 0;
    if (Is(at_, {"last", "final"}) && Is(at_ + 1, {"day", "days"}) && Is(at_ + 2, {"of", "in"})) {
      const size_t noun = Skip(at_ + 3, {"the", "each", "every", "a", "any", "their"});
      if (Is(noun, {"month", "months"})) end = noun + 1;
    } else if (Is(at_, {"month"}) && Is(at_ + 1, {"end", "ends"})) {
      end = at_ + 2;
    }
    if (end > 0) AddParts(end, "month_end", {1}, 0).label = "last day of the month";
    if (Is(at_, {"first"}) && Is(at_ + 1, {"day"}) && Is(at_ + 2, {"of"})) {
      const size_t noun = Skip(at_ + 3, {"the", "each", "every", "a", "any"});
      if (Is(noun, {"month", "months"})) {
        AddParts(noun + 1, "day", {1}, 0).label = "first day of the month";
      }
    }
  }

  // "week 12".
  void ReadWeekNumber() {
    const Token* number = Get(at_ + 1);
    if (!Is(at_, {"week"}) || !number || number->kind != Token::Kind::kNumber) return;
    const double week = number->number;
    if (week < 1 || week > 53 || !number->unit.empty() || number->text.size() > 2) return;
    AddParts(at_ + 2, "week", {static_cast<int64_t>(week)}, 0.1).label = Typed(at_ + 2);
  }

  std::string Typed(size_t end) const {
    std::string text;
    for (size_t i = at_; i < end; ++i) text += (i > at_ ? " " : "") + tokens_[i].folded;
    return text;
  }

  const std::vector<Token>& tokens_;
  size_t at_;
  std::vector<TimeReading>* readings_;
};

}  // namespace

void ReadGrains(const std::vector<Token>& tokens, size_t at, std::vector<TimeReading>* readings) {
  GrainReader(tokens, at, readings).Run();
  ReadClock(tokens, at, readings);
}

}  // namespace aisle::language
