#include "eval/match.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace aisle::eval {
namespace {

constexpr size_t kLong = 200;  // rows; above this, cells are compared by one rounded key each

bool SameNumber(const Cell& gold, const Cell& got, double scale, Tolerance tolerance) {
  const double a = *gold.number;
  double b = *got.number;
  if (tolerance.relative > 0) return std::abs(a - b * scale) <= tolerance.relative * std::abs(a);
  const bool whole = gold.is_integer || (gold.is_string && !gold.has_point);
  if (whole && scale == 1) return std::abs(a - b) <= 1e-9 * std::max(1.0, std::abs(a));
  b *= scale;
  const double unit = 0.5001 * std::pow(10, -gold.decimals);
  if (std::abs(a - b) <= std::max(unit, 1e-6 * std::abs(a))) return true;
  const int shown = std::max(2, got.decimals);  // rounded to 2 decimals or more
  return std::abs(a - b) <= 0.5001 * std::pow(10, -shown) * scale && std::abs(b) >= 0.1 * scale;
}

bool IsFirstOfYear(const std::string& text) {
  return (text.size() == 7 && text.ends_with("-01")) ||
         (text.size() == 10 && text.ends_with("-01-01"));
}

// 1 = January = 2015-01, 3 = Q3, 2014 = 2014-01-01.
bool NumberNamesPeriod(double number, const Cell& got) {
  if (number != std::floor(number) || std::isinf(number)) return false;
  if (got.period->index == number) return true;
  return IsFirstOfYear(got.text) && got.period->year && *got.period->year == number;
}

bool SameFlag(const std::string& gold, const std::string& got) {
  return (gold == "true") == (got == "yes" || got == "1");
}

std::string KeyOf(const Cell& cell) {
  if (cell.number) {
    const std::string rounded = fmt::format("{:.2f}", *cell.number);
    return rounded == "-0.00" ? "n0.00" : "n" + rounded;
  }
  return cell.is_null ? "z" : "t" + cell.text;
}

using Keys = std::vector<std::vector<std::string>>;  // by row, then column

Keys KeysOf(const Rows& rows) {
  Keys keys;
  for (const Row& row : rows) {
    auto& out = keys.emplace_back();
    for (const Cell& cell : row) out.push_back(KeyOf(cell));
  }
  return keys;
}

std::string TupleOf(const std::vector<std::string>& row, const std::vector<size_t>& columns) {
  std::string tuple;
  for (const size_t c : columns) tuple += row[c] + '\x1f';
  return tuple;
}

// Calls `visit` with one option of each list, the last list's varying fastest, until it returns
// true or `most` choices were seen.
template <typename Option, typename Visit>
bool AnyChoice(const std::vector<std::vector<Option>>& lists, int most, Visit visit) {
  std::vector<size_t> at(lists.size(), 0);
  std::vector<Option> choice;
  for (const auto& list : lists) {
    if (list.empty()) return false;
    choice.push_back(list[0]);
  }
  for (int seen = 0; seen < most; ++seen) {
    if (visit(choice)) return true;
    size_t i = lists.size();
    while (i > 0 && at[i - 1] + 1 == lists[i - 1].size()) {
      --i;
      at[i] = 0;
      choice[i] = lists[i][0];
    }
    if (i == 0) return false;
    choice[i - 1] = lists[i - 1][++at[i - 1]];
  }
  return false;
}

// Columns of `got` that hold every key of gold column `g`.
std::vector<size_t> ColumnsHolding(const Keys& gold, size_t g, const Keys& got) {
  std::vector<size_t> fits;
  for (size_t c = 0; c < got[0].size(); ++c) {
    std::unordered_set<std::string_view> found;
    for (const auto& row : got) found.insert(row[c]);
    if (std::all_of(gold.begin(), gold.end(), [&](const auto& r) { return found.contains(r[g]); }))
      fits.push_back(c);
  }
  return fits;
}

bool Includes(const Keys& gold, const Keys& got, const std::vector<size_t>& columns) {
  std::unordered_map<std::string, int> have;
  for (const auto& row : got) ++have[TupleOf(row, columns)];
  std::vector<size_t> all(gold[0].size());
  for (size_t i = 0; i < all.size(); ++i) all[i] = i;
  return std::all_of(gold.begin(), gold.end(),
                     [&](const auto& row) { return have[TupleOf(row, all)]-- > 0; });
}

bool LongListsMatch(const Rows& gold_rows, const Rows& got_rows) {
  const Keys gold = KeysOf(gold_rows);
  const Keys got = KeysOf(got_rows);
  std::vector<std::vector<size_t>> fits;
  for (size_t g = 0; g < gold[0].size(); ++g) fits.push_back(ColumnsHolding(gold, g, got));
  return AnyChoice(fits, 200, [&](const std::vector<size_t>& choice) {
    if (std::set<size_t>(choice.begin(), choice.end()).size() < choice.size()) return false;
    return Includes(gold, got, choice);
  });
}

bool IsLetterOrDigit(utf8proc_int32_t point) {
  switch (utf8proc_category(point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
      return true;
    default:
      return false;
  }
}

// Letters and digits alone, lower case.
std::string Plain(const std::string& name) {
  const std::string lower = NormalText(name);
  std::string out;
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(lower.data());
  auto left = static_cast<utf8proc_ssize_t>(lower.size());
  while (left > 0) {
    utf8proc_int32_t point = 0;
    const auto n = std::max<utf8proc_ssize_t>(utf8proc_iterate(at, left, &point), 1);
    if (IsLetterOrDigit(point))
      out.append(reinterpret_cast<const char*>(at), static_cast<size_t>(n));
    at += n;
    left -= n;
  }
  return out;
}

Names PlainNames(const Names& names, size_t width) {
  Names out;
  if (names.size() != width) return out;
  for (const auto& name : names) out.push_back(Plain(name));
  return out;
}

struct Fit {
  size_t column = 0;
  double scale = 1;
};

class Matcher {
 public:
  Matcher(const Rows& gold, const Rows& got, bool ordered, Tolerance tolerance)
      : gold_(gold), got_(got), ordered_(ordered), tolerance_(tolerance) {}

  void UseNames(const Names& gold_names, const Names& got_names) {
    const bool distinct =
        std::set<std::string>(gold_names.begin(), gold_names.end()).size() == gold_names.size();
    if (distinct) gold_names_ = PlainNames(gold_names, gold_[0].size());
    got_names_ = PlainNames(got_names, got_[0].size());
  }

  bool Match() const {
    std::vector<std::vector<Fit>> candidates;
    for (size_t g = 0; g < gold_[0].size(); ++g) {
      candidates.push_back(FitsOf(g));
      if (candidates.back().empty()) return false;
    }
    return AnyChoice(candidates, 2000, [&](const std::vector<Fit>& choice) {
      std::set<size_t> columns;
      for (const Fit& fit : choice) columns.insert(fit.column);
      if (columns.size() < choice.size()) return false;
      return ordered_ ? MatchInOrder(choice) : MatchInAnyOrder(choice);
    });
  }

 private:
  bool NamedOtherwise(size_t g, size_t c) const {
    if (gold_names_.empty() || got_names_.empty() || got_names_[c] == gold_names_[g]) return false;
    return std::find(gold_names_.begin(), gold_names_.end(), got_names_[c]) != gold_names_.end();
  }

  std::vector<double> ScalesOf(size_t g) const {
    bool real = false;
    bool small = true;
    for (const Row& row : gold_) {
      if (!row[g].is_real) continue;
      real = true;
      small = small && std::abs(*row[g].number) <= 1;
    }
    if (!real) return {1};
    return small ? std::vector<double>{1, 100, 0.01} : std::vector<double>{1, 100};
  }

  bool CouldBeShares(size_t c, double scale) const {
    const double most = scale == 100 ? 20 : 100;
    return std::all_of(got_.begin(), got_.end(), [&](const Row& row) {
      return !row[c].number || std::abs(*row[c].number) <= most;
    });
  }

  bool ColumnFits(size_t g, const Fit& fit) const {
    if (fit.scale != 1 && !CouldBeShares(fit.column, fit.scale)) return false;
    if (ordered_) {
      for (size_t r = 0; r < std::min(gold_.size(), got_.size()); ++r) {
        if (!Same(gold_[r][g], got_[r][fit.column], fit.scale, tolerance_)) return false;
      }
      return true;
    }
    return std::all_of(gold_.begin(), gold_.end(), [&](const Row& row) {
      return std::any_of(got_.begin(), got_.end(), [&](const Row& r) {
        return Same(row[g], r[fit.column], fit.scale, tolerance_);
      });
    });
  }

  std::vector<Fit> FitsOf(size_t g) const {
    std::vector<Fit> fits;
    const std::vector<double> scales = ScalesOf(g);
    for (size_t c = 0; c < got_[0].size(); ++c) {
      if (NamedOtherwise(g, c)) continue;
      for (const double scale : scales) {
        if (!ColumnFits(g, {c, scale})) continue;
        fits.push_back({c, scale});
        break;
      }
    }
    return fits;
  }

  bool Equal(const Row& gold, const Row& got, const std::vector<Fit>& choice) const {
    for (size_t i = 0; i < choice.size(); ++i) {
      if (!Same(gold[i], got[choice[i].column], choice[i].scale, tolerance_)) return false;
    }
    return true;
  }

  bool MatchInOrder(const std::vector<Fit>& choice) const {
    if (got_.size() < gold_.size()) return false;
    for (size_t r = 0; r < gold_.size(); ++r) {
      if (!Equal(gold_[r], got_[r], choice)) return false;
    }
    return true;
  }

  bool MatchInAnyOrder(const std::vector<Fit>& choice) const {
    std::vector<const Row*> left;
    for (const Row& row : got_) left.push_back(&row);
    for (const Row& row : gold_) {
      const auto hit = std::find_if(left.begin(), left.end(),
                                    [&](const Row* r) { return Equal(row, *r, choice); });
      if (hit == left.end()) return false;
      left.erase(hit);
    }
    return true;
  }

  const Rows& gold_;
  const Rows& got_;
  bool ordered_;
  Tolerance tolerance_;
  Names gold_names_;
  Names got_names_;
};

}  // namespace

bool Same(const Cell& gold, const Cell& got, double scale, Tolerance tolerance) {
  if (gold.is_null || got.is_null) {
    return (gold.is_null && got.empty_like) || (got.is_null && gold.is_string && gold.empty_like);
  }
  if (gold.number && got.number) return SameNumber(gold, got, scale, tolerance);
  if (scale != 1) return false;
  if (!gold.number && !got.number && gold.text == got.text) return true;
  const bool is_flag = gold.text == "true" || gold.text == "false";
  if (is_flag && (got.text == "yes" || got.text == "no" || got.text == "1" || got.text == "0"))
    return SameFlag(gold.text, got.text);
  if (gold.period && got.period) {
    return gold.period->kind == got.period->kind && gold.period->index == got.period->index &&
           (gold.period->year == got.period->year || !got.period->year);
  }
  return got.period && gold.number && NumberNamesPeriod(*gold.number, got);
}

bool RowsMatch(const Rows& gold, const Rows& got, bool ordered, const Names& gold_names,
               const Names& got_names, Tolerance tolerance) {
  if (gold.empty()) return got.empty();
  if (got.empty() || got[0].size() < gold[0].size()) return false;
  if (gold.size() > kLong && !ordered && tolerance.relative == 0) return LongListsMatch(gold, got);
  Matcher matcher(gold, got, ordered, tolerance);
  matcher.UseNames(gold_names, got_names);
  return matcher.Match();
}

}  // namespace aisle::eval
