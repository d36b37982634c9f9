// The FollowUpEditor goes over the words of a follow-up in passes, each of which takes the phrases
// that it understands: rows pointed at, comparisons, orders, numbers, filters dropped; what remains
// are names and values, which the Reader reads. Internal to language/.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "language/follow_up.h"
#include "language/follow_up_words.h"
#include "semantic/query.h"

namespace aisle::language {

class FollowUpEditor {
 public:
  FollowUpEditor(std::string_view question, const FollowUpContext& context);
  std::optional<Understanding> Edit();

 private:
  using Expr = semantic::Expr;
  using Item = semantic::Item;

  // How sure the words are that they continue what was said.
  enum class Cue { kNone, kWeak, kStrong };
  void Hint(Cue cue) { cue_ = cue > cue_ ? cue : cue_; }
  void Touch(Cue cue = Cue::kWeak);

  // Passes, in order. Each leaves a question back in `failure_` where it understands the words
  // but cannot do what they say.
  void ReadPoliteness();  // follow_up_cues.cc
  void ReadCorrection();  // follow_up_corrections.cc
  void DropNounOne();
  void ReadManner();
  bool ReadThings();  // follow_up_things.cc: true where nothing is left to read
  void ReadThatOne();
  void ReadWhichThing();
  void ReadPointer();  // follow_up_rows.cc
  void ReadCompare();  // follow_up_compare.cc
  void ReadShare();
  void ReadSameMonths();
  void ReadOrder();  // follow_up_order.cc
  bool ReadBest();
  void ReadNumber();
  void ReadDrops();  // follow_up_filters.cc
  bool ReadNames();  // follow_up_names.cc: false when they are none
  bool IsFresh() const;
  bool IsBareFigure(const Reading& whole) const;
  bool NamesNumber(const Reading& reading) const;
  void Finish();
  Understanding Edited();

  // follow_up_corrections.cc
  bool OpensWithNo() const;
  bool RepeatsPeriod(const Expr& condition);
  void KeepFold(std::vector<Item>* figures) const;
  // follow_up_each.cc
  bool AsksInEach();
  bool NamesOwnFigure(const Reading& reading) const;
  void RankWithin(const Reading& asked);
  bool AsksForOne();
  bool RanksAnew(const Reading& asked);
  // follow_up_shown.cc
  Expr AtShown(const Expr& condition, const Reading& reading);
  bool PicksShown(const std::string& names);
  bool KeepsSome();
  // follow_up_periods.cc
  bool RanksChange();
  bool MovesWithinYear(const Expr& condition);
  // follow_up_rates.cc
  void ReadRate();
  bool RatesCounted(const Reading& whole);
  bool SwapPart(const Expr& condition);
  Expr Known(const Expr& figure) const;
  // follow_up_whereabouts.cc
  std::optional<Expr> ColumnOf(const std::string& thing) const;
  void ListBeside(const std::vector<Expr>& columns);
  bool AsksWhoDid();
  bool AsksWhere();
  std::vector<Expr> PlacesOfShown() const;
  void KeepColumn(size_t column);
  void KeepOwners(const Expr& column);
  void ReadThoseOthers();
  // follow_up_pointers.cc
  void ReadOnIt();
  void ReadBoth();
  bool AsksSamePeriod();
  // follow_up_things.cc
  std::string NameOfGroup(bool plural) const;
  const semantic::Entity* CountedThing() const;
  bool ListsCounted();
  bool AsksWhichOne();
  bool CountsThem();
  bool AsksWhatTheyDo();
  bool AsksForNext();
  void ReadThatMuch();
  // follow_up_rows.cc
  void PickRow(size_t row);
  void PickTop();
  void KeepShown();
  bool SaysThere();
  bool ListsOf(const std::string& names);
  void NarrowRows(const std::optional<Expr>& condition);
  bool NamesGroup(const std::string& stem) const;
  // follow_up_order.cc
  void OrderBy(bool descending);
  void SortBy(const std::string& names);
  bool NumbersTime() const;
  bool HighIsGood() const;
  bool DropsLimit();
  // follow_up_compare.cc
  void CompareWith(const std::string& names);
  void NarrowToMonths();
  void ChooseAfter();
  void ShareOfOne(const Expr& measure);
  bool ComparesToPlan(const std::string& names);
  void ComparePrevious(const std::string& grain);
  void CompareSides(const Expr& before, const Expr& after);
  void CompareYears();
  void AddChange();
  bool Grains(const std::string& grain) const;
  std::optional<size_t> PeriodFilter() const;  // which condition of the filter is a period
  // follow_up_filters.cc
  bool DropNamed(const std::string& names);
  void DropAll();
  std::string FiltersSet() const;
  bool TakeCondition(Expr* measure);
  bool DividesBy();
  bool Comparable(const Expr& part, const Expr& whole) const;
  Expr InUnits(const Expr& part, const Expr& whole);
  // follow_up_names.cc
  bool NamesGoods(const std::string& names) const;
  bool RanksOthers(const std::string& names);
  bool ExcludesNamed(const Reading& reading, const std::vector<Item>& figures);
  Reading ReadBeside(const std::string& names) const;  // read with a figure before them
  std::string Figure() const;
  void EndComparison();
  void DropShares();
  std::vector<Item> OnEachSide(const std::vector<Item>& figures) const;
  void WidenMeasures(const Expr& condition);
  void ApplyFilters(const Reading& reading);
  void MoveTo(const std::string& fact);
  void WidenFor(const std::vector<Item>& groups);
  void ApplyGroups(const std::vector<Item>& groups);
  std::vector<Item> FiguresIn(const Reading& reading) const;
  std::vector<Item> Alike(std::vector<Item> figures) const;
  std::vector<Item> CountedHere(std::vector<Item> figures, std::string* fact) const;
  void ApplyMeasures(const std::vector<Item>& given, std::string fact);
  void ReplaceGroup(const std::vector<Item>& groups);
  void BecomeAggregate();
  void Assume(const Reading& reading);

  void Fail(std::string message, std::vector<std::string> choices = {});
  const semantic::Query& Previous() const { return context_.before.query; }

  const FollowUpContext& context_;
  std::string question_;
  FollowUpWords words_;
  semantic::Query query_;
  std::vector<std::string> assumptions_;
  std::optional<Understanding> failure_;
  Cue cue_ = Cue::kNone;
  bool touched_ = false;     // a pass changed the query
  bool pointed_ = false;     // rows of the last answer are meant
  bool corrects_ = false;    // "no, i meant …"
  bool possessive_ = false;  // "its", "their"
  bool adds_ = false;        // "also", "too": beside what is there
  bool joins_ = false;       // "and": groups are added
  bool splits_ = false;      // "split", "break down": within what is there
  bool only_ = false;        // "only", "just"
  bool excludes_ = false;    // "without"
  bool regrouped_ = false;
  bool remeasured_ = false;
  bool ordered_ = false;           // an order was said
  std::optional<int64_t> number_;  // of rows
  std::optional<bool> descending_;
  std::string instead_of_;  // what is given up by name
};

// Whether the reading says something whole: a query, or filters and groups without a figure.
bool Explains(const Reading& reading);
// Whether its words name a figure of their own.
bool NamesMeasure(const Reading& reading);

}  // namespace aisle::language
