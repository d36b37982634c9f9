// The order and the number of rows: "lowest first", "sort by units", "top 10 instead", "only the
// first 3", "all of them".
#include <algorithm>

#include "language/follow_up_editor.h"
#include "language/query_edits.h"

namespace aisle::language {

namespace {

bool IsTimeNoun(const Token& token) {
  constexpr std::string_view kNouns[] = {"hour", "day", "week", "month", "quarter", "year"};
  return std::find(std::begin(kNouns), std::end(kNouns), token.stem) != std::end(kNouns);
}

}  // namespace

void FollowUpEditor::OrderBy(bool descending) {
  if (query_.order.empty() && !query_.measures.empty()) {
    query_.order.push_back({query_.measures.front().expr, descending});
  }
  const bool along = !ordered_ && !query_.order.empty() && !query_.measures.empty() &&
                     !semantic::IsMeasure(query_.order.front().by);
  if (along) query_.order = {{query_.measures.front().expr, descending}};
  if (!query_.order.empty()) query_.order.front().descending = descending;
}

void FollowUpEditor::ReadOrder() {
  if (words_.TakeFirst({"sort them by", "sort it by", "sort by", "sorted by", "order them by",
                        "order it by", "order by", "ordered by", "rank by", "rank them by",
                        "ranked by"})) {
    Touch(Cue::kStrong);
    if (words_.TakeLast({"in ascending order", "ascending", "asc", "lowest first"})) {
      descending_ = false;
    } else if (words_.TakeLast({"in descending order", "descending", "desc", "highest first"})) {
      descending_ = true;
    }
    return SortBy(words_.TakeFrom(0));
  }
  const bool before = query_.order.empty() || query_.order.front().descending;
  if (words_.Take({"from lowest to highest", "from low to high", "low to high", "lowest first",
                   "smallest first", "least first", "worst first", "fewest first", "quietest first",
                   "in ascending order", "ascending order", "ascending", "asc", "lowest on top"})) {
    descending_ = false;
  } else if (words_.Take({"from highest to lowest", "from high to low", "high to low",
                          "highest first", "biggest first", "largest first", "best first",
                          "busiest first", "most first", "in descending order", "descending order",
                          "descending", "desc"})) {
    descending_ = true;
  } else if (words_.Take({"reverse the order", "in reverse order", "reverse order", "reverse it",
                          "reverse", "the other way round", "the other way around", "flip it"})) {
    for (semantic::Order& order : query_.order) order.descending = !order.descending;
    if (query_.order.empty()) descending_ = !before;
    return Touch(Cue::kStrong);
  } else if (words_.TakeAll({"newest first", "latest first", "most recent first", "oldest first",
                             "earliest first", "chronologically", "in chronological order"})) {
    const bool newest = question_.find("est first") != std::string::npos &&
                        FollowUpWords(question_).Has({"newest", "latest", "recent"});
    for (const Item& item : query_.groups) {
      if (!IsTimeGroup(item.expr)) continue;
      query_.order = {{item.expr, newest}};
      ordered_ = true;
      return Touch(Cue::kStrong);
    }
    Hint(Cue::kStrong);
    return Fail("The result has no dates to sort by. Split it by month or by day first.");
  } else if (words_.TakeAll(
                 {"alphabetically", "in alphabetical order", "alphabetical order", "a to z"})) {
    return SortBy("name");
  } else {
    return;
  }
  Touch(words_.size() <= 4 ? Cue::kStrong : Cue::kWeak);
}

void FollowUpEditor::SortBy(const std::string& names) {
  Touch(Cue::kStrong);
  ordered_ = true;
  const Reading reading = context_.read(names);
  if (Explains(reading) && NamesMeasure(reading) && !reading.query.measures.empty()) {
    const Item by = Alike(reading.query.measures).front();
    if (query_.kind == semantic::QueryKind::kAggregate) AddMeasures({by}, &query_);
    query_.order = {{by.expr, descending_.value_or(true)}};
    descending_.reset();
    if (query_.limit) assumptions_.push_back("the rows kept are now the first by “" + names + "”");
    return;
  }
  const Reading grouped = ReadBeside("by " + names);
  for (const Item& item : query_.groups) {
    const bool named = std::find(grouped.query.groups.begin(), grouped.query.groups.end(), item) !=
                       grouped.query.groups.end();
    if (!named && names != "name" && names != "date" && names != "time") continue;
    if (names == "name" && IsTimeGroup(item.expr)) continue;
    if ((names == "date" || names == "time") && !IsTimeGroup(item.expr)) continue;
    query_.order = {{item.expr, descending_.value_or(false)}};
    descending_.reset();
    return;
  }
  Fail("The result can be sorted by what it shows; “" + names + "” is not among it.");
}

// "last 3 months": a number of periods, not of rows.
bool FollowUpEditor::NumbersTime() const {
  for (size_t i = 0; i + 1 < words_.size(); ++i) {
    const bool number = words_.at(i).number > 0;
    if (number && IsTimeNoun(words_.at(i + 1))) return true;
  }
  return false;
}

// Late orders and return rates are worst where they are highest.
bool FollowUpEditor::HighIsGood() const {
  if (query_.measures.empty()) return true;
  const auto named = semantic::MetricsOf(query_.measures.front().expr);
  const auto* metric = named.empty() ? nullptr : context_.model.FindMetric(named.front());
  if (metric != nullptr && metric->lower_is_better) return false;
  const auto conditions = ConditionsOf(query_.where);
  return std::none_of(  // nor are more cancelled orders, counted by a filter
      context_.model.metrics.begin(), context_.model.metrics.end(), [&](const auto& known) {
        const bool part = known.lower_is_better && known.expr.op == semantic::Op::kWhere;
        return part && std::find(conditions.begin(), conditions.end(), known.expr.args[1]) !=
                           conditions.end();
      });
}

// "drop the top 5, show all".
bool FollowUpEditor::DropsLimit() {
  const FollowUpWords before = words_;
  const bool gives_up = words_.TakeFirst({"drop the", "remove the", "forget the", "without the",
                                          "lift the", "not just the", "not only the", "drop",
                                          "remove", "forget", "no", "without"});
  const bool limit = gives_up && words_.TakeFirst({"top #", "bottom #", "first #", "limit"});
  if (limit) words_.TakeFirst({"and", "then"});
  if (limit && (words_.empty() || words_.TakeAll({"show all", "show all of them", "list all", "all",
                                                  "show everything", "show them all"})))
    return true;
  words_ = before;
  return words_.TakeAll({"show all", "show them all", "list all", "list them all",
                         "show everything", "show all rows"});
}

// "best month", "worst region": the first of what the figure is split by then.
bool FollowUpEditor::ReadBest() {
  const FollowUpWords before = words_;
  bool high = true;
  if (words_.TakeFirst({"the best", "best"})) {
    high = HighIsGood();
  } else if (words_.TakeFirst({"the worst", "worst"})) {
    high = !HighIsGood();
  } else if (words_.TakeFirst({"the lowest", "lowest"})) {
    high = false;
  } else if (!words_.TakeFirst({"the highest", "highest", "peak"})) {
    return false;
  }
  const std::string thing = words_.Text();
  const Reading split = words_.empty() || words_.size() > 2 ? Reading() : ReadBeside("by " + thing);
  const bool known = Explains(split) && split.query.groups.size() == 1 && !split.query.where &&
                     !query_.measures.empty() && !NamesNumber(split);
  if (!known) {  // "best rated" is by another figure
    words_ = before;
    return false;
  }
  words_.TakeFrom(0);
  ApplyGroups(split.query.groups);
  number_ = 1;
  descending_ = high;
  query_.order.clear();
  return true;
}

void FollowUpEditor::ReadNumber() {
  if (ReadBest()) return Touch(Cue::kStrong);
  if (DropsLimit() || words_.TakeAll({"all of them", "show all of them", "all rows", "all",
                                      "the whole list", "the full list", "everything", "no limit",
                                      "without a limit", "without limit"})) {
    query_.limit.reset();
    query_.offset = 0;
    query_.ties = false;
    return Touch(Cue::kStrong);
  }
  if (NumbersTime()) return;
  // The number of rows by itself: "10 instead", "just 3", "make it 20".
  const FollowUpWords before = words_;
  if (words_.TakeAll({"#", "the #", "# rows", "# of them"})) {
    bool plain = false;
    for (size_t i = 0; i < before.size(); ++i) {
      plain = plain || before.at(i).kind == Token::Kind::kNumber;
    }
    if (plain && words_.Number() < 1000 && cue_ != Cue::kNone && !query_.groups.empty()) {
      number_ = static_cast<int64_t>(words_.Number());
      return Touch(Cue::kStrong);
    }
    words_ = before;
    return;
  }
  if (words_.TakeFirst({"the best #", "best #", "the # best", "# best"})) {
    descending_ = HighIsGood();
  } else if (words_.TakeFirst({"the worst #", "worst #", "the # worst", "# worst"})) {
    descending_ = !HighIsGood();
  } else if (words_.TakeFirst({"the top #", "top #", "the highest #", "highest #", "the largest #",
                               "largest #", "the biggest #", "biggest #", "the # highest",
                               "the # largest", "# highest", "# largest", "# biggest"}) ||
             words_.TakeLast({"the top #", "top #"})) {
    descending_ = true;
  } else if (words_.TakeFirst({"the bottom #", "bottom #", "the lowest #", "lowest #",
                               "the smallest #", "smallest #", "the # lowest", "the # smallest",
                               "# lowest", "# smallest"}) ||
             words_.TakeLast({"the bottom #", "bottom #"})) {
    descending_ = false;
  } else if (!words_.TakeFirst({"the first #", "first #", "the top", "top"})) {
    if (words_.TakeAll({"the lowest", "lowest", "the worst", "worst", "the smallest", "the least",
                        "the fewest", "the bottom"})) {
      descending_ = false;
    } else if (words_.TakeAll({"the highest", "highest", "the best", "best", "the biggest",
                               "the largest", "the most"})) {
      descending_ = true;
    } else {
      return;
    }
    Hint(Cue::kStrong);
    if (query_.groups.empty())
      return Fail("The result is one figure; split it by something first.");
    if (!query_.limit) {
      query_.limit = 1;
      query_.ties = true;
    }
    return Touch(Cue::kWeak);
  }
  if (words_.Number() < 1) {
    words_ = before;
    return;
  }
  number_ = static_cast<int64_t>(words_.Number());
  words_.TakeAll({"only", "rows", "of them", "of these", "of those"});
  Touch(Cue::kWeak);
}

}  // namespace aisle::language
