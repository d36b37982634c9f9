#include "answer/tell.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <set>
#include <vector>

#include "answer/format.h"
#include "answer/label.h"
#include "base/text.h"

namespace aisle::answer {
namespace {

using semantic::Query;
using semantic::QueryKind;

std::string Cell(const Answer& answer, size_t row, size_t column) {
  return FormatCell(answer.rows[row][column], answer.columns[column]);
}

std::vector<size_t> ColumnsThat(const Answer& answer, bool measure) {
  std::vector<size_t> found;
  for (size_t i = 0; i < answer.columns.size(); ++i) {
    if (answer.columns[i].measure == measure) found.push_back(i);
  }
  return found;
}

std::string Parenthesis(const std::string& filters) {
  return filters.empty() ? "" : " (" + filters + ")";
}

std::string ListOf(std::vector<std::string> names, size_t shown, size_t total) {
  if (names.size() > shown) names.resize(shown);
  if (names.size() < total) return Join(names, ", ") + " …";
  if (names.size() < 2) return Join(names, "");
  return Join({names.begin(), names.end() - 1}, ", ") + " and " + names.back();
}

// Whether a column counts things that its heading names in the plural: "Orders".
bool CountsThings(const AnswerColumn& column) {
  if (column.type != Type::kInteger || !column.unit.empty() || !EndsWith(column.name, "s")) {
    return false;
  }
  const std::string first = Split(column.name, ' ').front();
  return first != "Total" && first != "Highest" && first != "Lowest" && first != "Median" &&
         first != "Number" && first != "Average";
}

// "Highest price" ranked by itself is the highest price, not the highest highest price.
std::string WithoutExtreme(const std::string& label) {
  for (const std::string_view word : {"highest ", "lowest "}) {
    if (StartsWith(label, word)) return label.substr(word.size());
  }
  return label;
}

// One row, no groups: "Revenue is ₹78,592,678.30 (Apr 2022)."
std::string TellTotals(const Answer& answer, const std::string& filters) {
  if (answer.columns.size() == 1) {
    if (const auto* yes = std::get_if<bool>(&answer.rows[0][0])) {
      return std::string(*yes ? "Yes" : "No") + ": " + InSentence(answer.columns[0].name) +
             (*yes ? "" : " does not hold") + Parenthesis(filters) + ".";
    }
    if (CountsThings(answer.columns[0])) {
      const bool one = answer.rows[0][0] == Value(int64_t{1});
      const std::string things = InSentence(answer.columns[0].name);
      return Cell(answer, 0, 0) + " " + (one ? Singular(things) : things) + Parenthesis(filters) +
             ".";
    }
    return answer.columns[0].name + " is " + Cell(answer, 0, 0) + Parenthesis(filters) + ".";
  }
  std::vector<std::string> parts;
  for (size_t i = 0; i < answer.columns.size(); ++i) {
    const std::string& name = answer.columns[i].name;
    parts.push_back((i == 0 ? name : InSentence(name)) + " " + Cell(answer, 0, i));
  }
  return Join(parts, ", ") + Parenthesis(filters) + ".";
}

// "Goa, Monday"; a number says nothing without what it counts: "orders per customer 5".
std::string GroupName(const Answer& answer, size_t row, const std::vector<size_t>& groups,
                      bool begins = false) {
  std::vector<std::string> names;
  for (size_t column : groups) {
    const AnswerColumn& group = answer.columns[column];
    const std::string cell = Cell(answer, row, column);
    const bool bare = IsNumeric(group.type) && group.format.empty();
    if (IsNull(answer.rows[row][column])) {
      names.push_back("no " + InSentence(group.name));
    } else if (bare) {
      const std::string label = begins && names.empty() ? group.name : InSentence(group.name);
      names.push_back(label + " " + cell);
    } else {
      names.push_back(cell);
    }
  }
  return Join(names, ", ");
}

struct Extremes {
  size_t high = 0;
  size_t low = 0;
  bool tied = false;  // another row is as high
};

std::optional<Extremes> FindExtremes(const Answer& answer, size_t column) {
  std::optional<Extremes> found;
  double high = 0;
  double low = 0;
  for (size_t row = 0; row < answer.rows.size(); ++row) {
    double number = 0;
    if (!AsNumber(answer.rows[row][column], &number)) continue;
    if (!found) {
      found = Extremes{row, row, false};
      high = low = number;
      continue;
    }
    if (number == high) found->tied = true;
    if (number > high) {
      *found = Extremes{row, found->low, false};
      high = number;
    }
    if (number < low) {
      found->low = row;
      low = number;
    }
  }
  return found;
}

bool IsPeriod(const AnswerColumn& column) {
  static const std::set<std::string> kGrains = {"hour", "day", "week", "month", "quarter", "year"};
  return kGrains.contains(column.format) && IsTemporal(column.type);
}

// The column of the measure that the order is by, if its rows are ordered by one shown.
std::optional<size_t> OrderedColumn(const Query& query, const std::vector<size_t>& measures) {
  if (query.order.empty() || query.measures.size() != measures.size()) return std::nullopt;
  for (size_t i = 0; i < query.measures.size(); ++i) {
    if (query.measures[i].expr == query.order[0].by) return measures[i];
  }
  return std::nullopt;
}

// "Maharashtra has the highest revenue: ₹13,335,534.14, before Karnataka (₹10,481,114.37)."
std::string TellRanked(const Query& query, const Answer& answer, size_t measure,
                       const std::string& filters) {
  const std::vector<size_t> groups = ColumnsThat(answer, false);
  const std::string label = WithoutExtreme(InSentence(answer.columns[measure].name));
  const bool highest = query.order[0].descending;
  const bool things = CountsThings(answer.columns[measure]);
  const std::string extreme =
      things ? (highest ? "the most " : "the fewest ") : (highest ? "the highest " : "the lowest ");
  const std::string word =
      query.offset == 0 ? extreme : fmt::format("rank {} by ", query.offset + 1);
  const bool tied = answer.rows.size() > 1 && answer.rows[0][measure] == answer.rows[1][measure];
  std::string text = GroupName(answer, 0, groups, true) + (tied ? " shares " : " has ") + word +
                     label + ": " + Cell(answer, 0, measure);
  if (answer.rows.size() > 1) {
    text += fmt::format(", {} {} ({})", tied ? "with" : "then", GroupName(answer, 1, groups),
                        Cell(answer, 1, measure));
  }
  return text + Parenthesis(filters) + ".";
}

// Measures that are no numbers, such as a last date: the first row stands for all.
std::string TellFirst(const Answer& answer, size_t measure, const std::string& filters) {
  const std::string first =
      GroupName(answer, 0, ColumnsThat(answer, false)) + " " + Cell(answer, 0, measure);
  return answer.columns[measure].name + ": " + first + (answer.total_rows > 1 ? ", …" : "") +
         Parenthesis(filters) + ".";
}

std::string TellGroups(const Answer& answer, size_t measure, const std::string& filters) {
  const std::vector<size_t> groups = ColumnsThat(answer, false);
  const auto extremes = FindExtremes(answer, measure);
  const std::string& label = answer.columns[measure].name;
  if (!extremes) return TellFirst(answer, measure, filters);
  const auto at = [&](size_t row) {
    return GroupName(answer, row, groups) + " (" + Cell(answer, row, measure) + ")";
  };
  if (answer.rows.size() == 1) {
    return label + " for " + GroupName(answer, 0, groups) + " is " + Cell(answer, 0, measure) +
           Parenthesis(filters) + ".";
  }
  std::string text = label + " is highest ";
  text += (groups.size() == 1 && IsPeriod(answer.columns[groups[0]]) ? "in " : "for ");
  text += at(extremes->high);
  if (extremes->high == extremes->low)
    return label + " is the same for all" + Parenthesis(filters) + ".";
  return text + ", lowest " +
         (groups.size() == 1 && IsPeriod(answer.columns[groups[0]]) ? "in " : "for ") +
         at(extremes->low) + Parenthesis(filters) + ".";
}

std::string TellList(const Answer& answer, const std::string& filters) {
  const std::string label = InSentence(answer.columns[0].name);
  const auto total = static_cast<size_t>(answer.total_rows);
  if (answer.columns.size() > 1) {
    return fmt::format("{} {} found{}.", Thousands(answer.total_rows),
                       answer.total_rows == 1 ? "row" : "rows", Parenthesis(filters));
  }
  if (total == 1) return Cell(answer, 0, 0) + Parenthesis(filters) + ".";
  std::vector<std::string> names;
  for (size_t row = 0; row < std::min<size_t>(answer.rows.size(), 10); ++row) {
    names.push_back(Cell(answer, row, 0));
  }
  return fmt::format("{} values of {}: {}{}.", Thousands(answer.total_rows), label,
                     ListOf(std::move(names), 10, total), Parenthesis(filters));
}

std::string TellRows(const Answer& answer, const std::string& filters) {
  return fmt::format("{} {}{}.", Thousands(answer.total_rows),
                     answer.total_rows == 1 ? "row" : "rows", Parenthesis(filters));
}

bool NumberStart(const std::string& text, size_t at) {
  const auto digit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
  return digit(text[at]) && (at == 0 || (!digit(text[at - 1]) && text[at - 1] != '.'));
}

// Digits of each number in the text, thousands separators dropped: "₹1,234.50" → "1234.50".
std::set<std::string> NumbersIn(const std::string& text) {
  std::set<std::string> found;
  for (size_t at = 0; at < text.size(); ++at) {
    if (!NumberStart(text, at)) continue;
    std::string number;
    for (; at < text.size(); ++at) {
      const char c = text[at];
      const bool more =
          at + 1 < text.size() && std::isdigit(static_cast<unsigned char>(text[at + 1]));
      if (std::isdigit(static_cast<unsigned char>(c)) || (c == '.' && more)) {
        number += c;
      } else if (!(c == ',' && more)) {
        break;
      }
    }
    found.insert(number);
  }
  return found;
}

}  // namespace

std::string Tell(const Query& query, const Answer& answer, const std::string& filters) {
  if (answer.rows.empty()) return "No rows match" + Parenthesis(filters) + ".";
  if (query.kind == QueryKind::kRows) return TellRows(answer, filters);
  const std::vector<size_t> measures = ColumnsThat(answer, true);
  if (measures.size() == answer.columns.size()) return TellTotals(answer, filters);
  if (measures.empty()) return TellList(answer, filters);
  const auto ordered = OrderedColumn(query, measures);
  if (ordered && query.limit_per.empty()) return TellRanked(query, answer, *ordered, filters);
  return TellGroups(answer, measures[0], filters);
}

bool Proven(const std::string& sentence, const Answer& answer) {
  std::set<std::string> known = NumbersIn(answer.restatement);
  known.merge(NumbersIn(Thousands(answer.total_rows)));
  // The rank that a question asks for is in the restatement; labels may hold digits of their own.
  for (const AnswerColumn& column : answer.columns) known.merge(NumbersIn(column.name));
  for (const std::string& number : NumbersIn(sentence)) {
    if (known.contains(number)) continue;
    bool found = false;
    for (size_t row = 0; row < answer.rows.size() && !found; ++row) {
      for (size_t column = 0; column < answer.columns.size() && !found; ++column) {
        found = NumbersIn(Cell(answer, row, column)).contains(number);
      }
    }
    if (!found) return false;
  }
  return true;
}

}  // namespace aisle::answer
