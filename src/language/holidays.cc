#include "language/holidays.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "language/holiday_dates.h"
#include "language/token_view.h"

namespace aisle::language {
namespace {

struct Rule {
  enum class Kind { kFixed, kNth, kEaster, kLunar };
  Kind kind;
  int month = 0;  // kFixed, kNth
  int day = 0;    // kFixed: day; kNth: weekday; kLunar: which
  int nth = 0;    // kNth
  int shift = 0;  // days after
  int length = 1;
};

constexpr Rule Fixed(int month, int day) { return {Rule::Kind::kFixed, month, day}; }
constexpr Rule Nth(int month, int weekday, int nth, int shift = 0) {
  return {Rule::Kind::kNth, month, weekday, nth, shift};
}
constexpr Rule Easter(int shift) { return {Rule::Kind::kEaster, 0, 0, 0, shift}; }
constexpr Rule Lunar(LunarHoliday which) {
  return {Rule::Kind::kLunar, 0, static_cast<int>(which)};
}

struct Named {
  std::string_view words;  // folded, without possessives
  std::string_view name;
  Rule rule;
};

constexpr Rule kThanksgiving = Nth(11, 4, 4);
constexpr Rule kBlackFriday = Nth(11, 4, 4, 1);
constexpr Rule kCyberMonday = Nth(11, 4, 4, 4);
constexpr Rule kDiwali = Lunar(LunarHoliday::kDiwali);
constexpr Rule kLunarNewYear = Lunar(LunarHoliday::kLunarNewYear);

// Longer names before those that begin them.
constexpr Named kNamed[] = {
    {"christmas eve", "Christmas Eve", Fixed(12, 24)},
    {"christmas day", "Christmas", Fixed(12, 25)},
    {"christmas", "Christmas", Fixed(12, 25)},
    {"xmas eve", "Christmas Eve", Fixed(12, 24)},
    {"xmas", "Christmas", Fixed(12, 25)},
    {"boxing day", "Boxing Day", Fixed(12, 26)},
    {"new year eve", "New Year's Eve", Fixed(12, 31)},
    {"new years eve", "New Year's Eve", Fixed(12, 31)},
    {"new year day", "New Year's Day", Fixed(1, 1)},
    {"new years day", "New Year's Day", Fixed(1, 1)},
    {"thanksgiving day", "Thanksgiving", kThanksgiving},
    {"thanksgiving", "Thanksgiving", kThanksgiving},
    {"black friday", "Black Friday", kBlackFriday},
    {"small business saturday", "Small Business Saturday", Nth(11, 4, 4, 2)},
    {"cyber monday", "Cyber Monday", kCyberMonday},
    {"cyber week", "Cyber Week", {Rule::Kind::kNth, 11, 4, 4, 4, 7}},
    {"cyber weekend", "Cyber Weekend", {Rule::Kind::kNth, 11, 4, 4, 1, 4}},
    {"giving tuesday", "Giving Tuesday", Nth(11, 4, 4, 5)},
    {"singles day", "Singles' Day", Fixed(11, 11)},
    {"halloween", "Halloween", Fixed(10, 31)},
    {"valentine day", "Valentine's Day", Fixed(2, 14)},
    {"valentines day", "Valentine's Day", Fixed(2, 14)},
    {"valentine", "Valentine's Day", Fixed(2, 14)},
    {"valentines", "Valentine's Day", Fixed(2, 14)},
    {"st patrick day", "St Patrick's Day", Fixed(3, 17)},
    {"saint patrick day", "St Patrick's Day", Fixed(3, 17)},
    {"good friday", "Good Friday", Easter(-2)},
    {"easter sunday", "Easter", Easter(0)},
    {"easter monday", "Easter Monday", Easter(1)},
    {"easter", "Easter", Easter(0)},
    {"pentecost", "Pentecost", Easter(49)},
    {"mardi gras", "Mardi Gras", Easter(-47)},
    {"mother day", "Mother's Day", Nth(5, 7, 2)},
    {"mothers day", "Mother's Day", Nth(5, 7, 2)},
    {"father day", "Father's Day", Nth(6, 7, 3)},
    {"fathers day", "Father's Day", Nth(6, 7, 3)},
    {"memorial day", "Memorial Day", Nth(5, 1, -1)},
    {"labor day", "Labor Day", Nth(9, 1, 1)},
    {"presidents day", "Presidents' Day", Nth(2, 1, 3)},
    {"president day", "Presidents' Day", Nth(2, 1, 3)},
    {"martin luther king day", "Martin Luther King Day", Nth(1, 1, 3)},
    {"mlk day", "Martin Luther King Day", Nth(1, 1, 3)},
    {"columbus day", "Columbus Day", Nth(10, 1, 2)},
    {"juneteenth", "Juneteenth", Fixed(6, 19)},
    {"veterans day", "Veterans Day", Fixed(11, 11)},
    {"women day", "Women's Day", Fixed(3, 8)},
    {"gandhi jayanti", "Gandhi Jayanti", Fixed(10, 2)},
    {"bastille day", "Bastille Day", Fixed(7, 14)},
    {"diwali", "Diwali", kDiwali},
    {"deepavali", "Diwali", kDiwali},
    {"holi", "Holi", Lunar(LunarHoliday::kHoli)},
    {"lunar new year", "Lunar New Year", kLunarNewYear},
    {"chinese new year", "Lunar New Year", kLunarNewYear},
};

std::optional<Date> DateOf(const Rule& rule, int year) {
  switch (rule.kind) {
    case Rule::Kind::kFixed:
      return FromCivil({year, rule.month, rule.day});
    case Rule::Kind::kNth:
      return NthWeekday(year, rule.month, rule.day, rule.nth);
    case Rule::Kind::kEaster:
      return EasterOf(year);
    case Rule::Kind::kLunar:
      break;
  }
  return LunarDate(static_cast<LunarHoliday>(rule.day), year);
}

bool DaysOf(const Rule& rule, int year, Days* days) {
  const auto date = DateOf(rule, year);
  if (!date) return false;
  const Date from = AddDays(*date, rule.shift);
  *days = {from, AddDays(from, rule.length - 1)};
  return true;
}

// How many tokens from `at` spell `words`; 0 when they do not.
size_t Spelt(const TokenView& view, size_t at, std::string_view words) {
  size_t count = 0;
  while (!words.empty()) {
    const size_t blank = words.find(' ');
    if (view.Word(at + count) != words.substr(0, blank)) return 0;
    words = blank == std::string_view::npos ? std::string_view() : words.substr(blank + 1);
    ++count;
  }
  return count;
}

// A name of the file as tokens would show it: "Founder's Day" is "founder day".
std::string WordsOf(const std::string& name) {
  std::string words;
  for (const Token& token : Tokenize(name)) words += (words.empty() ? "" : " ") + token.folded;
  return words;
}

// The first run of days of that name in the year.
bool DaysInFile(const std::vector<Date>& dates, int year, Days* days) {
  bool found = false;
  for (const Date date : dates) {
    if (!found && ToCivil(date).year == year) {
      *days = DayOf(date);
      found = true;
    } else if (found && date.days == days->to.days + 1) {
      days->to = date;
    }
  }
  return found;
}

std::vector<HolidayHit> FileHits(const TokenView& view, size_t at,
                                 const std::vector<FileHoliday>& file) {
  std::vector<HolidayHit> hits;
  for (const FileHoliday& holiday : file) {
    const size_t count = Spelt(view, at, holiday.words);
    if (count == 0) continue;
    hits.push_back({count, holiday.name, [dates = holiday.dates](int year, Days* days) {
                      return DaysInFile(dates, year, days);
                    }});
  }
  return hits;
}

}  // namespace

std::vector<FileHoliday> GroupByName(const std::vector<semantic::Holiday>& days) {
  std::vector<FileHoliday> groups;
  for (const semantic::Holiday& day : days) {
    const std::string words = WordsOf(day.name);
    auto group = std::find_if(groups.begin(), groups.end(),
                              [&](const FileHoliday& each) { return each.words == words; });
    if (group == groups.end()) group = groups.insert(groups.end(), {words, day.name, {}});
    group->dates.push_back(day.date);
  }
  for (FileHoliday& group : groups) std::sort(group.dates.begin(), group.dates.end());
  return groups;
}

std::vector<HolidayHit> HolidaysAt(const std::vector<Token>& tokens, size_t at,
                                   const std::vector<FileHoliday>& file) {
  const TokenView view(tokens);
  if (view.Word(at).empty()) return {};
  std::vector<HolidayHit> hits = FileHits(view, at, file);
  for (const Named& named : kNamed) {
    const size_t count = Spelt(view, at, named.words);
    if (count == 0) continue;
    const Rule rule = named.rule;
    hits.push_back({count, std::string(named.name),
                    [rule](int year, Days* days) { return DaysOf(rule, year, days); }});
    break;
  }
  std::stable_sort(hits.begin(), hits.end(),
                   [](const HolidayHit& a, const HolidayHit& b) { return a.count > b.count; });
  return hits;
}

}  // namespace aisle::language
