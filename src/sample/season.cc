#include "sample/season.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "sample/random.h"

namespace aisle::sample {
namespace {

constexpr int kDays = 365;
constexpr std::array<double, 7> kWeek = {0.95, 0.92, 0.93, 0.96, 1.02, 1.14, 1.18};  // from Monday
constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

// A hill around a day of the year.
double Hill(int day, int top, double width, double height) {
  const double x = (day - top) / width;
  return height * std::exp(-x * x);
}

double Weight(int day) {
  const double growth = 1 + 0.4 * day / kDays;
  const double sales = Hill(day, 25, 5, 0.5) + Hill(day, 218, 4, 0.9);  // January, August
  const double festival = Hill(day, 290, 12, 1.1);                      // before Diwali
  const double rains = -Hill(day, 190, 20, 0.2);
  return growth * (1 + sales + festival + rains);
}

}  // namespace

Date FirstDay() { return FromCivil({kYear, 1, 1}); }

std::vector<int64_t> RowsByDay(int64_t rows, uint64_t seed) {
  Random random(seed ^ 0x5ea50);
  std::vector<double> weights;
  double sum = 0;
  for (int day = 0; day < kDays; ++day) {
    const int weekday = Weekday(Date{FirstDay().days + day});
    const double noise = 0.92 + 0.16 * random.Share();
    weights.push_back(Weight(day) * kWeek[static_cast<size_t>(weekday - 1)] * noise);
    sum += weights.back();
  }
  std::vector<int64_t> counts;
  int64_t given = 0;
  double reached = 0;
  for (const double weight : weights) {
    reached += weight;
    const auto upto = static_cast<int64_t>(std::llround(static_cast<double>(rows) * reached / sum));
    counts.push_back(upto - given);
    given = upto;
  }
  return counts;
}

std::string MonthFirst(Date date) {
  const CivilDate civil = ToCivil(date);
  return fmt::format("{:02}-{:02}-{:02}", civil.month, civil.day, civil.year % 100);
}

std::string MonthLabel(Date date) {
  const CivilDate civil = ToCivil(date);
  return fmt::format("{}-{:02}", kMonths[static_cast<size_t>(civil.month - 1)], civil.year % 100);
}

std::string YearMonth(Date date) {
  const CivilDate civil = ToCivil(date);
  return fmt::format("{}-{:02}", civil.year, civil.month);
}

}  // namespace aisle::sample
