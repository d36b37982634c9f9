#include "language/reader.h"

#include <algorithm>

#include "base/text.h"

namespace aisle::language {

using semantic::Dimension;
using semantic::DimensionKind;
using semantic::Field;
using semantic::Op;

// A table that answers comes before one that asks back.
constexpr double kFailureCost = 0.8;

Reader::Reader(const semantic::Model& model, const catalog::Catalog& catalog, const Scope& scope,
               const TimeContext& time, const std::vector<Token>& tokens, Segmentation segmentation,
               std::vector<Band> bands)
    : model_(model),
      catalog_(catalog),
      scope_(scope),
      time_(time),
      tokens_(tokens),
      pieces_(std::move(segmentation.pieces)),
      cost_(segmentation.cost + scope.prior),
      time_field_(scope.time),
      bands_(std::move(bands)) {}

bool Reader::HasMissing(const std::string& field) const {
  const size_t dot = field.find('.');
  const catalog::Column* column = catalog_.Find(field.substr(0, dot), field.substr(dot + 1));
  return column != nullptr && column->nulls > 0;
}

size_t Reader::Next(size_t at) const {
  for (size_t i = at + 1; i < pieces_.size(); ++i) {
    if (pieces_[i].Main() != Role::kStop) return i;
  }
  return kNone;
}

size_t Reader::Previous(size_t at) const {
  for (size_t i = at; i-- > 0;) {
    if (pieces_[i].Main() != Role::kStop) return i;
  }
  return kNone;
}

bool Reader::NextIs(size_t at, Role role) const {
  const size_t next = Next(at);
  return next != kNone && pieces_[next].Is(role);
}

bool Reader::PreviousIs(size_t at, Role role) const {
  const size_t previous = Previous(at);
  return previous != kNone && pieces_[previous].Is(role);
}

bool Reader::Has(Role role) const {
  return std::any_of(pieces_.begin(), pieces_.end(),
                     [&](const Piece& piece) { return piece.Main() == role; });
}

bool Reader::HasFree(Role role) const {
  return std::any_of(pieces_.begin(), pieces_.end(),
                     [&](const Piece& piece) { return !piece.used && piece.Main() == role; });
}

std::string Reader::TextOf(const Piece& piece) const {
  std::string text;
  for (size_t i = piece.first; i < piece.first + piece.count; ++i) {
    text += (text.empty() ? "" : " ") + tokens_[i].text;
  }
  return text;
}

const Dimension* Reader::FieldOf(const Piece& piece) const {
  const Sense* sense = piece.Find(Role::kField);
  return sense == nullptr ? nullptr : model_.FindDimension(sense->ref);
}

const Dimension* Reader::NumberFieldOf(const Piece& piece) const {
  for (const Sense& sense : piece.senses) {
    if (sense.role != Role::kField) continue;
    const Dimension* field = model_.FindDimension(sense.ref);
    if (field != nullptr && field->kind == DimensionKind::kNumber) return field;
  }
  return nullptr;
}

const semantic::Entity* Reader::EntityOf(const Piece& piece) const {
  const Sense* sense = piece.Find(Role::kEntity);
  return sense == nullptr ? nullptr : model_.FindEntity(sense->ref);
}

bool Reader::IsDimension(const Piece& piece) const {
  if (piece.Main() == Role::kValue || piece.Main() == Role::kTime) return false;
  if (piece.Main() == Role::kTimeNoun) return TimeExpr(piece.senses.front().ref).has_value();
  const semantic::Entity* entity = EntityOf(piece);
  if (entity != nullptr && !DisplayOf(*entity).empty()) return true;
  const Dimension* field = FieldOf(piece);
  return field != nullptr && field->kind != DimensionKind::kNumber;
}

// "customers", "orders": a thing whose number is also a metric.
bool Reader::IsCountMetric(const Piece& piece) const {
  const Sense* metric = piece.Find(Role::kMetric);
  if (metric == nullptr) return false;
  const Dimension* field = FieldOf(piece);
  const bool thing =
      piece.Is(Role::kEntity) || (field != nullptr && field->kind != DimensionKind::kNumber);
  if (!thing) return false;
  const auto expanded = semantic::Expand(model_, semantic::MetricRef(metric->ref));
  return expanded && expanded->op == Op::kAggregate &&
         (expanded->name == "count" || expanded->name == "count_distinct");
}

bool Reader::IsMeasure(const Piece& piece) const {
  if (piece.Main() == Role::kValue || piece.Main() == Role::kTime) return false;
  return (piece.Is(Role::kMetric) && !IsCountMetric(piece)) || NumberFieldOf(piece) != nullptr;
}

// The column that names a thing for people: its own, or that of the kind it belongs to when it has
// only a code ("pizza" by the name of its "pizza type").
std::string Reader::DisplayOf(const semantic::Entity& entity) const {
  const bool coded =
      entity.display.empty() || (!entity.key.empty() && entity.display == entity.key.front());
  if (coded && entity.row) {
    for (const semantic::Join& join : model_.joins) {
      if (join.from_table != entity.table) continue;
      for (const semantic::Entity& kind : model_.entities) {
        const bool of_it = kind.table == join.to_table && !kind.display.empty() &&
                           !kind.key.empty() && kind.display != kind.key.front() &&
                           kind.name.substr(0, kind.name.find(' ')) ==
                               entity.name.substr(0, entity.name.find(' '));
        if (of_it) return kind.table + "." + kind.display;
      }
    }
  }
  if (!entity.display.empty()) return entity.table + "." + entity.display;
  return entity.key.empty() ? std::string() : entity.table + "." + entity.key.front();
}

std::optional<semantic::Expr> Reader::DimensionExpr(const Piece& piece) const {
  if (piece.Main() == Role::kTimeNoun) return TimeExpr(piece.senses.front().ref);
  const semantic::Entity* entity = EntityOf(piece);
  const Dimension* field = FieldOf(piece);
  const bool entity_first =
      entity != nullptr && (field == nullptr || piece.Find(Role::kEntity)->cost <=
                                                    piece.Find(Role::kField)->cost + 0.02);
  if (entity_first) {
    const std::string display = DisplayOf(*entity);
    if (!display.empty()) return Field(display);
  }
  if (field == nullptr) return std::nullopt;
  return Field(field->Field());
}

void Reader::Assume(std::string sentence) {
  if (std::find(assumptions_.begin(), assumptions_.end(), sentence) == assumptions_.end()) {
    assumptions_.push_back(std::move(sentence));
  }
}

Reading Reader::Fail(Outcome outcome, std::string reason, std::string message) const {
  Reading reading;
  reading.outcome = outcome;
  reading.reason = std::move(reason);
  reading.message = std::move(message);
  reading.cost = cost_ + (outcome == Outcome::kClarify ? kFailureCost : 0);
  reading.assumptions = assumptions_;
  reading.pieces = pieces_;
  reading.scope = scope_.root;
  return reading;
}

bool Reader::MentionsText(std::string_view folded) const {
  return std::any_of(tokens_.begin(), tokens_.end(),
                     [&](const Token& token) { return token.folded == folded; });
}

// "URGENT priority": a word taken for a slip of the name that stands beside it is something else.
void Reader::DropDoubledGuesses() {
  constexpr double kSlip = 0.4;
  for (Piece& guess : pieces_) {
    const Dimension* field = guess.Main() == Role::kField ? FieldOf(guess) : nullptr;
    if (field == nullptr || guess.senses.front().cost < kSlip || SharesWord(guess, field->label))
      continue;
    const bool twice = std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& piece) {
      return &piece != &guess && piece.Main() == Role::kField && FieldOf(piece) == field;
    });
    if (!twice) continue;
    guess.senses.resize(1);
    guess.senses.front().role = Role::kUnknown;
    cost_ += 1.5;
  }
}

// "shipped" and "Ship Mode": by stems.
bool Reader::SharesWord(const Piece& piece, const std::string& label) const {
  for (const Token& word : Tokenize(label))
    if (word.stem == tokens_[piece.first].stem) return true;
  return false;
}

// A word has one nature here: "ordered" is a verb and no order, "sales" the metric and not each
// sale; of a value in several columns the plainest column is meant ("status", not "courier
// status").
void Reader::PruneSenses() {
  DropDoubledGuesses();
  for (Piece& piece : pieces_) {
    if (piece.senses.empty()) continue;
    const size_t after = piece.first + piece.count;
    const bool price = after < tokens_.size() && tokens_[after].stem == "price";
    if (piece.Main() == Role::kRank && price && tokens_[after - 1].folded == "selling")
      piece.senses.front().ref.clear();  // "the highest selling price"
    if (piece.Is(Role::kValue)) {
      // "cancelled" is the value before it is the name of a count of cancelled things.
      std::erase_if(piece.senses, [](const Sense& sense) {
        return sense.role == Role::kMetric && sense.value == "adjective";
      });
    }
    // A column called "Total" is not meant in "total gross income".
    const size_t index = static_cast<size_t>(&piece - pieces_.data());
    if (piece.Main() == Role::kField && piece.Is(Role::kFold) && index + 1 < pieces_.size() &&
        (IsMeasure(pieces_[index + 1]) || pieces_[index + 1].Is(Role::kEntity) ||
         pieces_[index + 1].Main() == Role::kCount)) {
      std::erase_if(piece.senses, [](const Sense& sense) { return sense.role != Role::kFold; });
    }
    // "more than 2 times" is how often, and no time of day.
    if (index > 0 && pieces_[index - 1].Is(Role::kNumber) && piece.Is(Role::kCountAfter) &&
        tokens_[piece.first].folded == "times") {
      std::erase_if(piece.senses, [](const Sense& sense) {
        return sense.role == Role::kTimeNoun || sense.role == Role::kTime;
      });
    }
    // "a purchase", "per purchase": the thing, not the deed.
    const std::string article = piece.first == 0 ? "" : tokens_[piece.first - 1].folded;
    if (piece.Main() == Role::kVerb && piece.Is(Role::kEntity) &&
        (article == "a" || article == "an" || article == "per" || article == "each" ||
         article == "single" || article == "average")) {
      std::erase_if(piece.senses, [](const Sense& sense) { return sense.role == Role::kVerb; });
    }
    const Sense main = piece.senses.front();
    const bool structural = main.role >= Role::kFold && main.role <= Role::kDetail;
    if (structural) {
      std::erase_if(piece.senses, [&](const Sense& sense) {
        const bool named = sense.role == Role::kEntity || sense.role == Role::kField ||
                           sense.role == Role::kMetric || sense.role == Role::kTable;
        return named && sense.cost > main.cost + 0.03;
      });
    }
    const Sense* metric = piece.Find(Role::kMetric);
    if (metric != nullptr && !IsCountMetric(piece)) {
      const double cost = metric->cost;
      std::erase_if(piece.senses, [&](const Sense& sense) {
        if (sense.role == Role::kEntity) return sense.cost > cost - 0.03;
        const Dimension* field =
            sense.role == Role::kField ? model_.FindDimension(sense.ref) : nullptr;
        return field != nullptr && field->kind != DimensionKind::kNumber &&
               sense.cost > cost - 0.03;
      });
    }
    if (main.role == Role::kValue) {
      std::stable_sort(
          piece.senses.begin(), piece.senses.end(), [&](const Sense& a, const Sense& b) {
            const auto cost = [&](const Sense& sense) {
              const Dimension* field =
                  sense.role == Role::kValue ? model_.FindDimension(sense.ref) : nullptr;
              return sense.cost +
                     (field == nullptr
                          ? 0
                          : 0.02 * static_cast<double>(Split(field->label, ' ').size()));
            };
            return cost(a) < cost(b);
          });
    }
  }
}

// "for cancelled orders", "from cities starting with P": where the figure is taken from, once a
// figure is asked for.
bool Reader::IsContext(size_t at) const {
  if (rank_.set && (at < rank_.at || measures_.empty())) return false;
  if (measures_.empty() && !Has(Role::kCount)) return false;
  if (pieces_[at].first > 0 && tokens_[pieces_[at].first - 1].folded == "which")
    return false;  // "and from which store?"
  for (size_t i = at; i-- > 0;) {
    const std::string& word = tokens_[pieces_[i].first].folded;
    if (pieces_[i].Main() == Role::kStop &&
        (word == "for" || word == "of" || word == "from" || word == "in" || word == "on" ||
         word == "among" || word == "to")) {
      return true;
    }
    const bool skip = pieces_[i].Main() == Role::kStop || pieces_[i].Main() == Role::kValue ||
                      (pieces_[i].Main() == Role::kField && pieces_[i].used) ||
                      pieces_[i].Main() == Role::kNot || pieces_[i].Main() == Role::kTable;
    if (!skip) return false;
  }
  return false;
}

// "delivery time (ship date - order date)": a formula in brackets after a measure says how it is
// made; a metric already knows. "the Customers table": where to look, not what to show.
void Reader::DropExplanations() {
  for (size_t i = 1; i < pieces_.size(); ++i) {
    if (tokens_[pieces_[i].first].text == "(" && pieces_[i - 1].Is(Role::kMetric)) {
      size_t end = i + 1;
      bool formula = true;
      bool fields = false;
      while (end < pieces_.size() && tokens_[pieces_[end].first].text != ")") {
        fields = fields || pieces_[end].Is(Role::kField);
        formula =
            formula && (pieces_[end].Is(Role::kField) || pieces_[end].Main() == Role::kSymbol);
        ++end;
      }
      if (end == pieces_.size() || !formula || !fields) continue;
      for (size_t j = i; j <= end; ++j) Use(j);
    }
    // "how many customers does BikeStore have": whose data it is.
    const std::string& auxiliary = tokens_[pieces_[i - 1].first].folded;
    const bool subject = pieces_[i].Main() == Role::kUnknown && tokens_[pieces_[i].first].capital &&
                         (auxiliary == "does" || auxiliary == "did" || auxiliary == "has") &&
                         i + 1 < pieces_.size();
    if (subject) {
      Use(i);
      cost_ -= 3;
    }
    // "the Northwind company": a name of the business itself.
    if (pieces_[i].Main() == Role::kUnknown && tokens_[pieces_[i].first].capital &&
        pieces_[i].first + 1 < tokens_.size()) {
      const std::string& noun = tokens_[pieces_[i].first + 1].folded;
      if (noun == "company" || noun == "business" || noun == "dataset" || noun == "database") {
        Use(i);
        cost_ -= 3;
      }
    }
    // "average delivery time in days": the unit that the metric has anyway.
    if (tokens_[pieces_[i].first].folded == "in" ||
        (pieces_[i].first > 0 && tokens_[pieces_[i].first - 1].folded == "in")) {
      const std::string& unit = tokens_[pieces_[i].first + pieces_[i].count - 1].folded;
      const bool duration =
          unit == "days" || unit == "hours" || unit == "weeks" || unit == "minutes";
      const bool measured = std::any_of(
          pieces_.begin(), pieces_.begin() + static_cast<std::ptrdiff_t>(i), [&](const Piece& p) {
            const Sense* metric = p.Find(Role::kMetric);
            const auto* known = metric == nullptr ? nullptr : model_.FindMetric(metric->ref);
            return known != nullptr && known->unit == unit;
          });
      if (duration && measured) Use(i);
    }
    // "rounded to 2 decimal places"
    if (pieces_[i].Is(Role::kNumber) && pieces_[i].first + 1 < tokens_.size() &&
        tokens_[pieces_[i].first + 1].folded.rfind("decimal", 0) == 0) {
      Use(i);
    }
    if (tokens_[pieces_[i].first].folded == "table" && pieces_[i].count == 1 &&
        (pieces_[i - 1].Is(Role::kEntity) || pieces_[i - 1].Is(Role::kTable))) {
      Use(i - 1);
      Use(i);
    }
  }
}

Reading Reader::Read() {
  for (const Piece& piece : pieces_) {
    if (!piece.senses.empty() && piece.senses.front().value == "typo") {
      const std::string& name = piece.senses.front().ref;
      const Dimension* meant = model_.FindDimension(name);
      Assume("“" + TextOf(piece) + "” is read as " +
             (meant != nullptr ? meant->label : ReplaceAll(name, "_", " ")));
    }
    if (piece.senses.empty() || piece.senses.front().value != "fallback") continue;
    const Dimension* field = FieldOf(piece);
    Assume("“" + TextOf(piece) + "” is read as " +
           (field != nullptr ? field->label : piece.senses.front().ref));
  }
  versus_ = Has(Role::kVersus);
  PruneSenses();
  PruneSides();
  KeepKindsOfThings();
  ReadBrackets();
  DropExplanations();
  ResolveFields();
  PreferCountColumns();
  ReadOrder();
  ReadContains();
  ReadMoments();
  ReadUndone();
  ReadFlags();
  ReadRoleNouns();
  ReadValues();
  UseNounsOfValues();
  UsePeopleOfValues();
  UseNounsOfFields();
  UseOwnersOfAttributes();
  UseTypesOf();
  UseDaysOf();
  UseOurselves();
  ReadValueRates();
  ReadButNot();
  ReadMissing();
  ReadOnTime();
  ReadDeedsOfEvery();
  ReadInEvery();
  ReadTimes();
  ReadNever();
  ReadSaleEvents();
  ReadDelays();
  ReadColumnComparisons();
  ReadComparisons();
  ReadSigns();
  ReadBands();
  AskForBands();
  ReadStreak();
  ReadNewcomers();
  ReadFrequencies();
  ReadMultiple();
  ReadFirstLast();
  ReadRank();
  ReadDirection();
  ReadSingleThings();
  ReadVariety();
  ReadHowMuch();
  ReadHowOften();
  ReadTopPercent();
  ReadTogether();
  ReadRelation();
  ReadDifferences();
  ReadWhere();
  ReadGroups();
  ReadTheirs();
  ReadLoyalty();
  ReadRepeat();
  ReadMeasures();
  ReadSingleDeeds();
  ReadLargestOfEach();
  NarrowByNamed();
  CountApart();
  ReadBothFigures();
  ReadHowLong();
  ReadFocus();
  ShowTheirs();
  SplitSeries();
  DivideNamed();
  ReadImplied();
  ReadMakeUp();
  FixNestedGrain();
  CutAtPercent();
  CutAtStreak();
  ReadTopShare();
  CountFromFirst();
  ReadPeriodsSideBySide();
  NumberQuarters();
  ReadWindows();
  if (failure_) return *failure_;
  return Build();
}

}  // namespace aisle::language
