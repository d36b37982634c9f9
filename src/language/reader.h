// The Reader makes one Query of the pieces of a question, seen in one scope. It goes over the
// pieces in passes, each of which takes what it understands and marks it used: filters, then
// comparisons, times, ranks, groups, measures, and what they imply together. What no pass took is
// reported, never dropped. Internal to language/.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "language/annotate.h"
#include "language/bands.h"
#include "language/language.h"
#include "language/piece.h"
#include "language/scope.h"
#include "semantic/model.h"
#include "semantic/query.h"

namespace aisle::language {

// What one scope makes of a question.
struct Reading {
  Outcome outcome = Outcome::kQuery;
  semantic::Query query;
  double cost = 0;
  std::string message;
  std::string reason;
  std::vector<std::string> assumptions;
  std::vector<std::string> unexplained;  // words that were not used
  std::vector<Piece> pieces;
  std::string scope;
};

class Reader {
 public:
  Reader(const semantic::Model& model, const catalog::Catalog& catalog, const Scope& scope,
         const TimeContext& time, const std::vector<Token>& tokens, Segmentation segmentation,
         std::vector<Band> bands = {});
  Reading Read();

 private:
  using Expr = semantic::Expr;

  struct Measure {
    Expr expr;
    size_t at = 0;         // piece
    bool support = false;  // only named by a condition
  };
  struct Rank {
    bool set = false;
    int direction = 1;
    bool both = false;  // "best and worst"
    int64_t n = 0;      // 0: not said
    int64_t offset = 0;
    std::string implied;
    size_t at = 0;
    size_t counts_at = 0;  // the word that says that things are counted
    bool unsaid = false;   // how many was not said
    bool counts = false;   // "most", "fewest": what follows is counted
  };
  struct ValueFilter {
    std::string field;
    std::vector<std::string> values;
    bool negated = false;
    size_t at = 0;
  };

  // Looking around (reader.cc). Indexes are of pieces; kNone is "there is none".
  static constexpr size_t kNone = static_cast<size_t>(-1);
  size_t Next(size_t at) const;      // next piece that is not a stop word
  size_t Previous(size_t at) const;  // the piece before, likewise
  bool NextIs(size_t at, Role role) const;
  bool PreviousIs(size_t at, Role role) const;
  bool Has(Role role) const;
  std::string TextOf(const Piece& piece) const;
  const semantic::Dimension* FieldOf(const Piece& piece) const;        // any dimension
  const semantic::Dimension* NumberFieldOf(const Piece& piece) const;  // one that can be measured
  const semantic::Entity* EntityOf(const Piece& piece) const;
  bool IsDimension(const Piece& piece) const;  // can be grouped by
  bool IsMeasure(const Piece& piece) const;    // names something to be computed
  std::optional<Expr> DimensionExpr(const Piece& piece) const;
  std::optional<Expr> TimeExpr(const std::string& grain_or_part) const;
  const semantic::Dimension* ColumnOfPart(const std::string& part) const;
  void Use(size_t at) { pieces_[at].used = true; }
  void Assume(std::string sentence);
  Reading Fail(Outcome outcome, std::string reason, std::string message) const;

  // Passes, in order.
  void DropDoubledGuesses();  // reader.cc
  bool SharesWord(const Piece& piece, const std::string& label) const;
  void PruneSenses();
  void DropExplanations();  // reader.cc
  void ResolveFields();     // reader.cc
  const semantic::Dimension* CountColumnOf(const semantic::Dimension& field) const;
  void PreferCountColumns();
  void ReadTogether();  // reader_relations.cc
  void ReadTopPercent();
  void ReadMakeUp();
  void ReadRelation();
  void ReadStreak();
  void ReadBands();  // reader_bands.cc
  bool Registers(const std::string& table) const;
  void ReadNewcomers();  // reader_cohorts.cc
  bool ReadNewEntries();
  void ReadLoyalty();
  void ReadFrequencies();
  void CountFromFirst();
  void ReadBrackets();                          // reader_brackets.cc
  void ReadOrder();                             // reader_ranks.cc
  void ReadDirection();                         // reader_direction.cc
  bool ApplyDirection(semantic::Query* query);  // false where nothing of that kind is shown
  void ReadContains();                          // reader_filters.cc
  void ReadFlags();
  void ReadValues();
  void ReadMissing();  // reader_absence.cc
  void ReadUndone();
  bool IsDeed(const Piece& piece) const;
  size_t OtherThingAfter(size_t never, const semantic::Entity& entity) const;
  const semantic::TableMeaning* LinkBetween(const semantic::Entity& a,
                                            const semantic::Entity& b) const;
  void ReadNever();
  bool SplitsByTime(size_t at) const;
  void ReadMoments();  // reader_moments.cc
  void ReadMonthOf();
  const semantic::Dimension* YearsOf(const Piece& verb) const;
  void ReadYearsOf();
  void ReadFirstLast();
  void ReadComparisons();  // reader_compare.cc
  void ReadNumberComparison(size_t at, size_t number);
  bool ReadNumberedThing(size_t at);
  bool ReadExactly(size_t number);
  bool ReadIdOf(size_t number);
  bool ReadNumberOfThing(size_t name, size_t number);
  size_t IdBefore(size_t number) const;
  void ReadColumnComparisons();
  bool SaysLoss(const Piece& piece) const;
  void ReadSigns();  // reader_signs.cc
  void ReadDiscounted();
  size_t EveryThingAfter(size_t deed, size_t* said) const;
  void ReadDeedsOfEvery();
  std::vector<const semantic::Dimension*> PlacesInSight() const;  // reader_places.cc
  void ReadWhere();
  void ReadRepeat();
  void ReadMultiple();
  void ReadDifferences();  // reader_folds.cc
  void ReadBothFigures();
  void CountApart();
  void SharePartsOfYears();
  TimeContext TimeOfField() const;
  const catalog::Column* ColumnOfTime() const;
  bool AddsUpSales() const;
  std::optional<Expr> CountOfOwner(const Piece& column) const;
  void ReadTimes();   // reader_time.cc
  void ReadRank();    // reader_ranks.cc
  void ReadGroups();  // reader_groups.cc
  bool SellsValues() const;
  bool SellsMost(size_t at) const;
  bool CountsOnly() const;
  bool Measures(const Sense& metric, const Piece& column) const;
  bool AddsUp(const Expr& number) const;
  bool IsMomentColumn(const Piece& piece) const;
  bool SaysTotalSold(size_t at) const;
  std::optional<Expr> ExtremeOf(const std::string& fold, const Piece& piece) const;
  void UseDaysOf();
  void AskForBands();
  bool FoldBothEnds();
  void DropComparedYears();
  std::string AgainstWhat() const;
  bool AsksForFigure() const;
  void ReadMeasures();  // reader_measures.cc
  void ReadImplied();   // reader_implied.cc
  void ReadFocus();     // reader_focus.cc
  void ReadWindows();   // reader_windows.cc
  Reading Build();

  // Parts of the passes.
  struct Target {
    std::optional<Expr> measure;  // over groups
    std::optional<Expr> scalar;   // of a row
    size_t at = kNone;
    bool folded = false;  // "total sales", "average price": surely over groups
  };
  double TakeUnit(size_t number, const Target& target);
  const semantic::Dimension* ColumnOf(const Target& target) const;
  std::string UnitOf(const Target& target) const;
  double PartOf(size_t number, const Target& target);
  double LargestOf(const semantic::Dimension& field) const;
  Target TargetLeft(size_t at) const;
  Target TargetRight(size_t at) const;
  std::optional<Expr> AveragedBefore(const Target& target, size_t at) const;
  void CompareWith(const Target& said, size_t at, size_t number, const std::string& sign);
  bool IsPieces(const Target& target) const;
  std::optional<Expr> AgeBefore(size_t at, size_t number) const;
  void KeepAges(const Expr& age, size_t at, size_t number, const std::string& sign);
  std::optional<Expr> PartOfColumn(size_t number);
  bool ReadLetteredThing(size_t at);
  Target TargetOf(size_t at) const;
  Target TargetBeside(size_t at) const;
  Target TargetBefore(size_t at) const;
  bool Costs(size_t at) const;
  void AddHaving(const Target& target, Expr condition);
  bool IsAverageLike(const Expr& measure) const;
  static semantic::Op SignOf(const std::string& sign);
  struct Average {               // what stands right of the sign
    double factor = 1;           // "twice the average"
    std::string grain;           // "the daily average"
    size_t figure = kNone;       // the piece that says what is averaged
    std::optional<Expr> within;  // "of their category"
    std::vector<size_t> taken;   // its pieces
  };
  double ReadFactor(size_t* at, std::vector<size_t>* taken) const;  // reader_average.cc
  std::optional<Expr> WithinAfter(size_t after, std::vector<size_t>* taken) const;
  void TakeWhoseAverage(size_t after, std::vector<size_t>* taken) const;
  std::optional<Average> AverageAfter(size_t at) const;
  void CompareWithAverage(semantic::Op sign, const Target& target, const Average& average);
  bool ReadAverageComparison(size_t at);
  void AddComparison(const Target& target, semantic::Op op, Expr value);
  const semantic::Dimension* StockField() const;
  bool RowFocus(const Expr& scalar) const;
  bool Repeats(const semantic::Dimension& field) const;
  void AddFilter(Expr condition) { where_.push_back(std::move(condition)); }
  void AddGroup(Expr expr, bool fixed);
  size_t TakeDimensionList(size_t at, bool fixed);
  bool NamesKindOf(size_t at) const;
  bool SplitAlready(const Expr& group) const;
  bool NestedPer(size_t marker, size_t at) const;
  double SideCost(const Sense& sense) const;
  void AssumeSide(const Piece& piece);
  bool Linked(const std::string& a, const std::string& b) const;
  Expr EmptyOf(const semantic::Dimension& field) const;
  const semantic::TableMeaning* RelatedTable(const Piece& piece) const;
  std::shared_ptr<semantic::Query> NamedBy(const semantic::Entity& entity,
                                           const semantic::TableMeaning* related) const;
  const semantic::Dimension* MomentOf(const Piece& piece) const;
  bool SplitFollows(size_t at) const;
  bool DateFollows(size_t at) const;
  bool HasFree(Role role) const;
  void AddEnds(const std::string& field, int direction, bool both, size_t at);
  bool ReadMoreThanAverage(size_t at);
  bool AddComparedGrain();
  std::optional<Expr> OwnCondition(size_t at);
  bool WorthOf(size_t at) const;
  bool SplitsByBoth(size_t at);
  bool RatesOnly() const;
  std::vector<Expr> TakeAdjectives(size_t share, std::vector<Expr>* part) const;
  bool EndsGroupList(size_t at) const;
  bool ListsMeasures(size_t at) const;
  bool CrossesCategories() const;
  bool RanksSellers();
  bool AsksWhichMore(const std::string& verb);
  bool SetsTwoAgainst() const;
  bool SharesUses() const;
  bool AsksForAll() const;
  void CountFilteredRows();
  std::optional<Expr> NamedCount() const;
  bool SplitsEach(const ValueFilter& filter) const;
  bool SpreadsCategory() const;
  std::optional<Expr> AverageOfRows(const Expr& measure) const;
  static Expr TotalsOf(const Expr& formula);
  bool GrowsVaguely() const;
  bool SharesByMore(size_t at) const;
  std::optional<Expr> FiscalColumn(const std::string& grain) const;
  bool IsMoment(const Expr& group) const;
  bool Leads(const std::string& from, const std::string& to) const;
  static std::shared_ptr<semantic::Query> Themselves(const semantic::Entity& entity);
  void UseNounsOfValues();  // reader_nouns.cc
  void UsePeopleOfValues();
  void UseNounsOfFields();
  void UseOwnersOfAttributes();
  void UseTypesOf();
  void KeepKindsOfThings();
  void PruneSides();
  void UseOurselves();
  void ReadTheirs();
  void ShowTheirs();
  void ReadValueRates();  // reader_parts.cc
  void ReadButNot();
  const semantic::Entity* MembersBeside(const std::string& field) const;
  void ReadDelays();  // reader_delays.cc
  void ReadOnTime();
  std::optional<size_t> OrderingAfter(size_t at) const;
  std::optional<size_t> ValuesBefore(size_t noun) const;
  void TurnForFalls();
  bool IsEveryValue(const ValueFilter& filter) const;
  void SplitSeries();
  size_t LastValueOf(const ValueFilter& filter) const;
  static Expr ConditionOf(const ValueFilter& filter);
  bool IsAlternative(const ValueFilter& left, const ValueFilter& right) const;
  bool RanksSeveral() const;
  std::optional<Expr> RowOf(const Expr& measure) const;
  bool CountedBefore(size_t at) const;
  bool DividesFigures(size_t share);
  bool ComparesNothing() const;
  bool AsksForStock() const;
  void NarrowSecond(size_t at, const Expr& condition);
  std::optional<Expr> BasketKey() const;
  void CutAtPercent();
  static Expr PartWhere(const Expr& measure, Expr condition);  // its share of the whole
  std::vector<size_t> RelatedFigures() const;
  bool SplitByLevels(const std::vector<size_t>& figures);
  bool Falls(const Piece& piece) const;
  void CutAtStreak();
  void DivideNamed();
  void RankByChange();
  std::optional<Expr> AgeOfMembers();
  bool HasOtherFigure(size_t at) const;
  std::optional<Expr> BandedMember(size_t* at) const;
  std::optional<Expr> BandedMeasure(size_t member);
  bool NamesBands() const;
  bool Distributes(size_t at) const;
  bool EventKeyed(const semantic::Dimension& number) const;
  std::optional<Expr> BuyerKey() const;
  bool SaysRepeat(const Piece& piece, std::string_view which) const;
  void SetApart(const Expr& key, const Expr& orders, size_t repeat, size_t other);
  void UseLoyaltyWords();
  const semantic::Entity* HolderOf(const semantic::Dimension& field) const;
  void ReadVariety();  // reader_variety.cc
  void ReadSingleDeeds();
  void ReadLargestOfEach();
  void ReadHowMuch();
  void ReadHowOften();
  void NarrowByNamed();
  bool SaysSingle(size_t at, std::vector<size_t>* taken) const;
  void ReadSingleThings();
  bool CountsEntries() const;
  void ReadSaleEvents();
  bool SplitsEvents() const;
  bool NamesBothSides(size_t at, const semantic::Dimension& flag);
  bool RowKeyed(const std::string& field) const;
  bool AddsUpOver(const Expr& measure) const;
  const semantic::Dimension* SummedRate() const;
  bool SplitsByPresence(size_t without, const semantic::Dimension& field);
  bool SharesOf(const ValueFilter& filter, size_t share) const;
  bool IsContributed(const ValueFilter& filter) const;
  bool IsUnmatched(const semantic::Dimension& field) const;
  bool OrderFocus() const;
  bool ContinuesList(size_t at) const;
  bool IsPartOfSeveral(const Piece& piece, const Sense& chosen) const;
  bool CountsValue(size_t at) const;
  bool CountsComebacks() const;
  bool AsksWhen() const;
  bool ListsCounted(size_t at);
  bool ListsWhole(size_t at);
  bool IsNamed(const semantic::Entity& entity) const;
  void ReadRoleNouns();  // reader_roles.cc
  void CountHolders(size_t at, const semantic::Dimension& flag);
  bool SplitsByFlag(size_t at, const semantic::Dimension& flag);
  bool IsOwner(size_t at) const;
  bool IsPossessive(size_t at) const;
  bool IsSubject(size_t at) const;
  bool IsMeasuredRow(size_t at) const;
  bool StandsLoose(size_t at, size_t focus) const;
  bool SplitsUnasked(size_t at) const;
  void DropDateOfGrains();
  bool OwnsRate(size_t at) const;
  bool Acts(size_t at) const;
  void BreakDownByFilter();
  void NumberQuarters();
  bool IsMember(const semantic::Dimension& field) const;
  bool NamesAnother(size_t at) const;
  bool MeasuresField(size_t open, const semantic::Dimension& column) const;
  bool SplitsByValues(size_t marker, size_t at);
  bool Compares() const;
  std::optional<Expr> PeriodGroup() const;
  Expr WeekendOf(const std::string& field) const;
  bool SpreadsThing(size_t token);
  void ReadHowLong();
  void FixCoarserGrain();
  void FixNestedGrain();
  bool RanksBothAges() const;
  bool TurnRank(size_t at);
  bool RanksTwoFigures(size_t at) const;
  void RankSoldThings();
  void ListSoldThings();
  const semantic::Entity* SoldThing(size_t at) const;
  bool SellsBeforeSales(const Piece& verb) const;
  bool AsksManner() const;
  std::string OtherSide() const;
  const semantic::Join* PlainSide(const semantic::Join& join) const;
  std::string TableLabel(const std::string& table) const;
  bool ReadFiscalYear(const TimeReading& time);
  Expr BothEnds(const semantic::Query& query) const;
  bool RanksRowsOfEach() const;
  void ReadInEvery();
  const semantic::Dimension* PhysicalField(const Piece& piece) const;
  bool HoldsAll(const std::string& table, const std::vector<std::string>& asked) const;
  bool IsRatio(const Piece& piece) const;
  size_t ClosingBracket(size_t open) const;
  std::optional<Expr> FormulaIn(size_t first, size_t last) const;
  size_t FoldBefore(size_t open) const;
  void UseNamed(size_t open);
  void ReadNamedColumn(size_t open, size_t close);
  bool RanksItself() const;
  bool RanksOne(size_t rank, const std::string& word) const;
  void NameMembers(std::vector<Expr>* groups);
  bool IsOwnKey(const Expr& field) const;
  bool SharesNames(const semantic::Entity& entity) const;
  Expr MemberOf(const Expr& group) const;
  std::vector<Expr> CompanionsOf(const Expr& group) const;
  bool ReadPartOf(size_t share);
  void ReadOnAverage();
  bool PerRow(size_t marker, size_t at) const;
  const semantic::Metric* NamelessCount(size_t at) const;
  bool IsActor(size_t at) const;
  bool OurOwn(size_t by) const;
  bool RanksRatio(size_t marker) const;
  bool NamesPart() const;
  bool DividesByAll();
  bool IsWhen(const Expr& condition) const;
  bool Describes(size_t value, size_t thing) const;
  bool IsIdleNumber(size_t at) const;
  bool Contained(const Piece& piece) const;
  bool Offers() const;
  bool MostOfKind(size_t at) const;
  bool EventFocus() const;
  const semantic::Dimension* NumberLike(std::string_view word) const;
  static std::vector<Expr> KeysOf(const semantic::Entity& entity);
  std::optional<Expr> CountOf(const Piece& piece) const;
  std::optional<Expr> CountActive(const semantic::Entity& entity) const;
  bool CountsThing(size_t at) const;
  bool LinksList(size_t at) const;
  bool InListOfFigures(size_t at) const;
  bool SaysItems(const Piece& piece) const;
  bool IsContext(size_t at) const;
  bool MentionsText(std::string_view folded) const;
  std::optional<std::pair<TimeReading, TimeReading>> ComparedPeriods(const Expr& time) const;
  void KeepGrown(const Expr& growth);
  bool RanksByRate() const;
  void ReadPeriodsSideBySide();  // reader_windows.cc
  bool IsCountMetric(const Piece& piece) const;
  std::string DisplayOf(const semantic::Entity& entity) const;
  std::optional<Expr> FoldOf(const std::string& fold, const Piece& piece) const;
  bool SaysSumOf(const Piece& piece) const;
  bool HasOwnFold(const Piece& piece) const;
  std::optional<Expr> DefaultMeasure(const Piece& piece) const;
  std::optional<Expr> Implied(const std::string& concept_name) const;
  std::optional<Expr> ImpliedQuality(const std::string& quality) const;
  const semantic::Metric* MetricLike(std::initializer_list<std::string_view> names) const;
  const semantic::Metric* OnlyTotal() const;
  const semantic::Dimension* PriceField() const;
  bool ProductLike(const semantic::Entity& entity) const;
  void AddMeasure(Expr expr, size_t at);
  std::optional<Expr> FocusDimension() const;
  bool IsTimeGroup(const Expr& expr) const;
  bool SharesOfEach(size_t share);
  void ReadTopShare();  // reader_windows.cc
  bool ListsColumns() const;
  const semantic::Entity* SubjectOfCondition() const;
  void KeepMembers(const semantic::Entity& entity);
  void KeepSubjectsOfGroups();
  bool MeasureMembers();
  bool CountMembers();
  void DivideMembers(const std::string& members);
  bool FoldSuperlative();
  Reading BuildRows();
  std::optional<semantic::Query> TopRows() const;
  void AssumeWholeOrders();
  std::vector<std::string> Leftovers() const;

  bool HasMissing(const std::string& field) const;

  const semantic::Model& model_;
  const catalog::Catalog& catalog_;
  const Scope& scope_;
  const TimeContext& time_;
  const std::vector<Token>& tokens_;
  std::vector<Piece> pieces_;
  double cost_ = 0;

  std::vector<Expr> where_;
  std::vector<Expr> having_;
  std::vector<ValueFilter> values_;
  std::vector<Expr> groups_;
  std::vector<Expr> fixed_;  // groups within which a rank or share counts
  std::vector<Expr> per_;    // "per order" of an average
  std::vector<Measure> measures_;
  std::vector<TimeReading> ranges_;
  std::string time_field_;
  std::map<std::string, int> part_filters_;  // hour, weekday …: how many are named
  std::string comparison_;                   // along time: previous, year
  Rank rank_;
  bool versus_ = false;
  bool listing_ = false;
  bool whole_rows_ = false;             // rows without an id, with all their columns
  std::vector<Expr> theirs_;            // "and their suppliers": shown beside what is asked for
  std::optional<Sense> direction_;      // "lowest first": all rows stay
  std::vector<semantic::Order> order_;  // said in so many words: "sorted by contact name"
  bool together_ = false;
  std::optional<double> top_percent_;
  std::pair<int64_t, bool> streak_ = {0, false};  // periods in a row; falling
  std::optional<Expr> rank_by_;                   // what orders the ranking, if not the measure
  std::vector<Band> bands_;
  std::vector<std::string> banded_folds_;
  std::optional<Expr> newcomer_;  // whose first moment counts
  std::vector<Measure> defined_;  // by formulas in brackets
  bool named_measure_ = false;
  std::optional<Expr> denominator_;            // "profit per unit": what a measure is divided by
  const semantic::Entity* counted_ = nullptr;  // the product whose pieces are added up
  std::vector<std::string> assumptions_;
  std::optional<Reading> failure_;
};

}  // namespace aisle::language
