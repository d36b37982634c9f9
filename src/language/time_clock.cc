#include "language/time_clock.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "language/token_view.h"

namespace aisle::language {
namespace {

struct Stretch {
  std::string_view word;
  std::string_view second;  // empty: one word
  int from, to;             // hours; `to` is not included
};

// The hours that are usually meant, so at a cost. Pairs before single words.
constexpr Stretch kStretches[] = {
    {"early", "morning", 4, 8},    {"late", "morning", 10, 12},  {"early", "afternoon", 12, 15},
    {"late", "afternoon", 15, 18}, {"early", "evening", 17, 19}, {"late", "evening", 20, 23},
    {"late", "night", 22, 4},      {"business", "hours", 9, 17}, {"working", "hours", 9, 17},
    {"work", "hours", 9, 17},      {"office", "hours", 9, 17},   {"lunch", "time", 12, 14},
    {"lunch", "hour", 12, 14},     {"lunch", "hours", 12, 14},   {"dinner", "time", 18, 21},
    {"day", "time", 6, 18},        {"night", "time", 21, 6},     {"morning", "", 6, 12},
    {"mornings", "", 6, 12},       {"forenoon", "", 9, 12},      {"afternoon", "", 12, 17},
    {"afternoons", "", 12, 17},    {"evening", "", 17, 21},      {"evenings", "", 17, 21},
    {"night", "", 21, 6},          {"nights", "", 21, 6},        {"lunchtime", "", 12, 14},
    {"dinnertime", "", 18, 21},    {"midday", "", 11, 14},       {"daytime", "", 6, 18},
    {"nighttime", "", 21, 6},      {"overnight", "", 22, 6},
};

class ClockReader : private TokenView {
 public:
  ClockReader(const std::vector<Token>& tokens, size_t at, std::vector<TimeReading>* readings)
      : TokenView(tokens), tokens_(tokens), at_(at), readings_(readings) {}

  void Run() {
    if (tokens_[at_].kind == Token::Kind::kQuoted) return;
    ReadStretch();
    size_t end = at_;
    const int hour = ClockHour(&end);
    if (hour >= 0) Add(end, {hour}, 0).label = Typed(end);
    ReadHourRange();
  }

 private:
  TimeReading& Add(size_t end, std::vector<int64_t> hours, double cost) {
    TimeReading reading;
    reading.first = at_;
    reading.count = end - at_;
    reading.kind = TimeReading::Kind::kParts;
    reading.name = "hour";
    reading.parts = std::move(hours);
    reading.cost = cost;
    readings_->push_back(std::move(reading));
    return readings_->back();
  }

  static std::vector<int64_t> Hours(int from, int to) {
    std::vector<int64_t> hours;
    for (int hour = from; hour != to; hour = (hour + 1) % 24) hours.push_back(hour);
    return hours;
  }

  std::string Typed(size_t end) const {
    std::string text;
    for (size_t i = at_; i < end; ++i) text += (i > at_ ? " " : "") + tokens_[i].folded;
    return text;
  }

  void ReadStretch() {
    for (const Stretch& stretch : kStretches) {
      if (Word(at_) != stretch.word) continue;
      const bool pair = !stretch.second.empty();
      if (pair && Word(at_ + 1) != stretch.second) continue;
      const size_t end = at_ + (pair ? 2 : 1);
      Add(end, Hours(stretch.from, stretch.to), 0.3).label = Typed(end);
    }
  }

  // "between 5pm and 8pm" is the hours 17, 18 and 19; "9 to 11 am", "after 6 pm", "before noon".
  void ReadHourRange() {
    const bool before = Is(at_, {"before", "until", "till"});
    const bool after = Is(at_, {"after", "since"});
    const bool led = before || after || Is(at_, {"between", "from"});
    size_t next = led ? at_ + 1 : at_;
    int from = ClockHour(&next);
    if (from < 0 && led && !before && !after) from = BorrowedHour(&next);
    if (from < 0) return;
    std::vector<int64_t> hours;
    if (before || after) {
      hours = before ? Hours(0, from) : Hours(from, 0);
    } else {
      if (!Is(next, {"and", "to", "-", "till", "until"}) || (!led && Is(next, {"and"}))) return;
      ++next;
      const int to = ClockHour(&next);
      if (to < 0) return;
      hours = Hours(from, to);
    }
    if (!hours.empty()) Add(next, std::move(hours), 0).label = Typed(next);
  }

  // The 9 of "9 to 11 am" and "9 to 5 pm": in the half of the day that keeps the order.
  int BorrowedHour(size_t* at) const {
    const Token* number = Get(*at);
    if (!number || number->kind != Token::Kind::kNumber || !number->unit.empty()) return -1;
    if (number->number < 1 || number->number > 12 || number->text.size() > 2) return -1;
    size_t other = *at + 2;
    const int to = ClockHour(&other);
    if (to < 0 || !Is(*at + 1, {"and", "to", "-", "till", "until"})) return -1;
    const int morning = static_cast<int>(number->number) % 12;
    const int same = to >= 12 ? morning + 12 : morning;
    ++*at;
    return same < to ? same : morning < to ? morning : -1;
  }

  // 17 of "5pm", "5 pm" and "17:00"; -1 when it is no clock time. `at` moves past it.
  int ClockHour(size_t* at) const {
    const size_t first = *at;
    if (Is(first, {"noon", "midnight"})) {
      ++*at;
      return Is(first, {"noon"}) ? 12 : 0;
    }
    if (first < tokens_.size() && tokens_[first].kind == Token::Kind::kNumber) {
      return SpacedHour(at);
    }
    const std::string_view word = Word(first);
    if (word.size() < 3 || word.size() > 4) return -1;
    int hour = 0;
    for (const char c : word.substr(0, word.size() - 2)) {
      if (c < '0' || c > '9') return -1;
      hour = hour * 10 + (c - '0');
    }
    const int clock = HalfDay(hour, word.substr(word.size() - 2));
    if (clock >= 0) ++*at;
    return clock;
  }

  int SpacedHour(size_t* at) const {
    const double number = tokens_[*at].number;
    if (number < 0 || number > 23) return -1;
    const int hour = static_cast<int>(number);
    const int clock = HalfDay(hour, Word(*at + 1));
    if (clock >= 0) *at += 2;
    if (clock >= 0 || !Is(*at + 1, {":"}) || !Is(*at + 2, {"00"})) return clock;
    *at += 3;
    return hour;
  }

  static int HalfDay(int hour, std::string_view half) {
    if ((half != "am" && half != "pm") || hour < 1 || hour > 12) return -1;
    return hour % 12 + (half == "pm" ? 12 : 0);
  }

  const std::vector<Token>& tokens_;
  size_t at_;
  std::vector<TimeReading>* readings_;
};

}  // namespace

void ReadClock(const std::vector<Token>& tokens, size_t at, std::vector<TimeReading>* readings) {
  ClockReader(tokens, at, readings).Run();
}

}  // namespace aisle::language
