#include "language/language.h"

#include <algorithm>
#include <limits>
#include <map>

#include "base/text.h"
#include "language/annotate.h"
#include "language/asking_back.h"
#include "language/bands.h"
#include "language/business_calendar.h"
#include "language/choices.h"
#include "language/completer.h"
#include "language/contradictions.h"
#include "language/date_grain.h"
#include "language/follow_up.h"
#include "language/follow_up_editor.h"
#include "language/follow_up_pointers.h"
#include "language/lexicon.h"
#include "language/reader.h"
#include "language/scope.h"
#include "language/scope_costs.h"
#include "language/scope_times.h"
#include "language/time_context.h"
#include "language/topics.h"
#include "language/value_index.h"
#include "language/why.h"
#include "language/without_context.h"

namespace aisle::language {

namespace {

using semantic::Field;
using semantic::Make;
using semantic::Op;

// Scopes in which one question is read at most; most questions need two or three.
constexpr size_t kMostScopes = 12;

bool DayOf(const Value& value, Date* date) {
  if (const auto* day = std::get_if<Date>(&value)) {
    *date = *day;
    return true;
  }
  if (const auto* moment = std::get_if<Timestamp>(&value)) {
    date->days = static_cast<int32_t>(moment->micros / 86'400'000'000);
    return true;
  }
  return false;
}

TimeContext ContextOf(const catalog::Catalog& catalog, const std::string& field) {
  TimeContext context;
  context.first = FromCivil({1970, 1, 1});
  context.as_of = FromCivil({2100, 1, 1});
  const size_t dot = field.find('.');
  if (dot == std::string::npos) return context;
  const catalog::Column* column = catalog.Find(field.substr(0, dot), field.substr(dot + 1));
  if (column == nullptr) return context;
  DayOf(column->min, &context.first);
  DayOf(column->max, &context.as_of);
  return context;
}

// "How many …? Do we have any …?": the first of two questions.
std::string_view FirstQuestion(std::string_view question) {
  const size_t mark = question.find('?');
  if (mark == std::string_view::npos || mark + 12 > question.size()) return question;
  const std::string rest = FoldName(question.substr(mark + 1));
  const bool yes_no = StartsWith(rest, "do ") || StartsWith(rest, "can ") ||
                      StartsWith(rest, "are ") || StartsWith(rest, "is ") ||
                      StartsWith(rest, "any ");
  if (!yes_no) return question;
  return question.substr(0, mark + 1);
}

// The question with blanks for what the bands take, so that the other words keep their places.
std::string Without(const Bands& bands, std::string_view question) {
  std::string rest(question);
  for (const auto& [begin, end] : bands.spans) {
    for (size_t i = begin; i < end && i < rest.size(); ++i) rest[i] = ' ';
  }
  return rest;
}

std::string Quoted(const std::vector<std::string>& words) {
  std::vector<std::string> quoted;
  for (const std::string& word : words) quoted.push_back("“" + word + "”");
  return Join(quoted, ", ");
}

class RulesLanguage : public Language {
 public:
  RulesLanguage(const semantic::Model& model, const catalog::Catalog& catalog,
                const catalog::Values& values, const std::optional<Date>& as_of)
      : model_(model),
        catalog_(catalog),
        lexicon_(model_),
        values_(ValueIndex::Build(values)),
        scopes_(MakeScopes(model_)),
        costs_(scopes_),
        completer_(model_, catalog_, values_) {
    for (const Scope& scope : scopes_) {
      TimeContext data = ContextOf(catalog, scope.time);
      KeepToKeys(model_, catalog, scope, &data);
      times_.push_back(WithCalendar(std::move(data), model_.calendar, as_of));
    }
    time_groups_ = GroupTimes(scopes_, times_);
    for (size_t i = 0; i < scopes_.size(); ++i) {
      const bool dated = time_groups_[i] > 0;
      const bool before =
          time_groups_[main_time_] == 0 || scopes_[i].prior < scopes_[main_time_].prior;
      if (dated && before) main_time_ = i;
    }
  }

  Understanding Understand(std::string_view question, const Turn* before) const override {
    return Understood(question, before, {Detail::kTold, values_});
  }

  Completions Complete(std::string_view text, size_t limit) const override {
    const ValueIndex values = values_.Remembering();
    return completer_.Complete(text, limit, [&](const std::string& question) {
      return Understood(question, nullptr, {Detail::kRead, values});
    });
  }

 private:
  // How much is wanted of an understanding: what was read, or also what a person is told of it,
  // which are messages, choices and the readings that were not chosen.
  enum class Detail { kRead, kTold };
  struct Asked {
    Detail detail;
    const ValueIndex& values;
  };

  Understanding Understood(std::string_view question, const Turn* before, Asked asked) const {
    Understanding understanding = Read(question, before, asked);
    if (understanding.outcome != Outcome::kQuery) return understanding;
    if (auto contradiction = ContradictionIn(understanding.query, model_))
      return AskBack(*std::move(contradiction));
    if (auto finer = FinerThanDates(understanding.query, catalog_)) {
      understanding.outcome = Outcome::kRefuse;
      understanding.reason = "missing";
      understanding.message = *std::move(finer);
    }
    return understanding;
  }

  Understanding Read(std::string_view question, const Turn* before, Asked asked) const {
    if (const auto command = ReadConversationCommand(question)) return *command;
    if (const auto rest = AfterStartOver(question)) return Read(*rest, nullptr, asked);
    const std::string_view whole = question;
    question = FirstQuestion(question);
    const auto bands = FindBands(Tokenize(question));
    const Annotations annotations =
        Annotate(bands ? Without(*bands, question) : question, lexicon_, asked.values);
    if (auto topic = ReadTopic(annotations.tokens)) return *topic;
    std::vector<Reading> readings = ReadAll(annotations, bands ? bands->bands : std::vector<Band>(),
                                            before == nullptr ? std::string() : before->query.fact);
    if (readings.empty()) return Nothing();
    if (before == nullptr) {
      if (auto back = NeedsContext(question, annotations.tokens, readings.front(), model_))
        return *back;
    } else if (auto edited = FollowUp(question, annotations.tokens, readings, *before)) {
      return *edited;
    }
    if (AsksForSummary(annotations.tokens) && readings.front().query.groups.empty()) {
      return Summary();
    }
    if (AsksForPeriod(annotations.tokens)) return Period(readings.front());
    Understanding understanding = Decide(readings, annotations.tokens, asked.detail);
    if (auto both = SideBySide(question, understanding, asked)) return *both;
    if (asked.detail == Detail::kTold && understanding.reason == "why") {
      understanding.choices = WhereItChanged(understanding.query, before, ChoicesBy());
      if (!understanding.choices.empty())
        understanding.message = "Causes are not in the data. Where the change was is:";
    }
    if (asked.detail == Detail::kTold && understanding.outcome == Outcome::kClarify) {
      understanding.choices = Choices(question, annotations.tokens, readings.front());
    }
    if (question.size() < whole.size() && understanding.outcome == Outcome::kQuery) {
      understanding.assumptions.push_back(
          "only the first question is answered; ask the second by itself");
    }
    return understanding;
  }

  ChoiceContext ChoicesBy() const {
    const auto meaning = [this](const std::string& text) {
      const Understanding one = Understood(text, nullptr, {Detail::kRead, values_});
      return one.outcome == Outcome::kQuery ? semantic::ToString(semantic::Canonical(one.query))
                                            : std::string();
    };
    return {model_, catalog_, meaning};
  }

  std::vector<std::string> Choices(std::string_view question, const std::vector<Token>& tokens,
                                   const Reading& reading) const {
    return ChoicesFor(question, tokens, reading, ChoicesBy());
  }

  // Readings in the scopes that may be the cheapest, and in that of `always`; cheapest first.
  std::vector<Reading> ReadAll(const Annotations& annotations, const std::vector<Band>& bands,
                               const std::string& always = {}) const {
    if (scopes_.empty()) return {};
    SeenTimes timed(annotations, time_groups_, times_);
    const auto order =
        costs_.Order(annotations, timed.Of(main_time_), time_groups_, time_groups_[main_time_]);
    std::vector<Reading> readings(scopes_.size());
    std::vector<size_t> read;
    double best = std::numeric_limits<double>::infinity();
    for (const ScopeCost& next : order) {
      const Scope& scope = scopes_[next.scope];
      const bool worth = next.least <= best && read.size() < kMostScopes;
      if (!worth && scope.root != always) continue;
      const Annotations& seen = timed.Of(next.scope);
      Reader reader(model_, catalog_, scope, times_[next.scope], seen.tokens, Segment(seen, scope),
                    bands);
      readings[next.scope] = reader.Read();
      best = std::min(best, readings[next.scope].cost);
      read.push_back(next.scope);
    }
    std::sort(read.begin(), read.end(), [&](size_t a, size_t b) {
      return std::make_pair(readings[a].cost, a) < std::make_pair(readings[b].cost, b);
    });
    std::vector<Reading> sorted;
    for (const size_t scope : read) sorted.push_back(std::move(readings[scope]));
    return sorted;
  }

  // "Total received vs total expenses": two figures that no one table holds, each read by itself.
  std::optional<Understanding> SideBySide(std::string_view question, const Understanding& whole,
                                          Asked asked) const {
    if (whole.outcome == Outcome::kQuery || whole.outcome == Outcome::kSummary) return std::nullopt;
    const std::string folded = FoldCase(question);
    for (const std::string_view link : {" vs. ", " vs ", " versus ", " against ", " with "}) {
      const size_t at = folded.find(link);
      if (at == std::string_view::npos) continue;
      std::string left(question.substr(0, at));
      const std::string right(question.substr(at + link.size()));
      if (StartsWith(FoldName(left), "compare ")) left = left.substr(left.find(' ') + 1);
      const size_t tail = SplitTail(right);
      const Understanding b = Simple(right, asked);
      if (b.outcome != Outcome::kQuery) continue;
      Understanding a = Simple(left + right.substr(tail), asked);
      if (Fits(a, b)) return Together(std::move(a), b);
    }
    return std::nullopt;
  }

  // Where "by category", "for each store" begins, which both sides share.
  static size_t SplitTail(std::string_view text) {
    const std::string folded = FoldCase(text);
    size_t first = text.size();
    for (const std::string_view marker : {" by ", " for each ", " per ", " in each ", " in "}) {
      first = std::min(first, folded.find(marker));
    }
    return first;
  }

  Understanding Simple(std::string_view question, Asked asked) const {
    const Annotations annotations = Annotate(question, lexicon_, asked.values);
    return Decide(ReadAll(annotations, {}), annotations.tokens, asked.detail);
  }

  static bool Fits(const Understanding& a, const Understanding& b) {
    return a.outcome == Outcome::kQuery && b.outcome == Outcome::kQuery &&
           a.query.kind == semantic::QueryKind::kAggregate && a.query.fact != b.query.fact &&
           !a.query.measures.empty() && !b.query.measures.empty() &&
           a.query.groups == b.query.groups && a.query.where == b.query.where && !a.query.having &&
           !b.query.having && !a.query.limit && !b.query.limit;
  }

  static Understanding Together(Understanding a, const Understanding& b) {
    for (const semantic::Item& measure : b.query.measures) a.query.measures.push_back(measure);
    a.assumptions.insert(a.assumptions.end(), b.assumptions.begin(), b.assumptions.end());
    return a;
  }

  // The edit of the last query; names are read in the scope that it was asked in.
  std::optional<Understanding> FollowUp(std::string_view question, const std::vector<Token>& tokens,
                                        const std::vector<Reading>& readings,
                                        const Turn& before) const {
    const auto read = [&](const std::string& text) { return ReadIn(text, before.query.fact); };
    const Date newest = times_[main_time_].Newest();
    auto edited = EditPrevious(question, {model_, before, read, newest});
    const bool leans = PointsBack(question, readings.front()) ||
                       IsFragment(question, readings.front()) || AsksOnlyWhich(tokens);
    if (!edited && leans) {
      edited = AskBack("What that points at in the last answer is not clear: name what is meant.");
    }
    if (edited) Annotated(readings, tokens, Detail::kTold, &*edited);
    return edited;
  }

  // The reading in the scope, or the cheapest one where that scope does not explain the text.
  Reading ReadIn(const std::string& text, const std::string& scope) const {
    const auto bands = FindBands(Tokenize(text));
    const Annotations annotations =
        Annotate(bands ? Without(*bands, text) : text, lexicon_, values_);
    std::vector<Reading> readings =
        ReadAll(annotations, bands ? bands->bands : std::vector<Band>(), scope);
    if (readings.empty()) return Reading();
    const auto same = std::find_if(readings.begin(), readings.end(), [&](const Reading& reading) {
      return reading.scope == scope && Explains(reading);
    });
    return same == readings.end() ? readings.front() : *same;
  }

  Understanding Decide(const std::vector<Reading>& readings, const std::vector<Token>& tokens,
                       Detail detail) const {
    const Reading& best = readings.front();
    Understanding understanding;
    Annotated(readings, tokens, detail, &understanding);
    understanding.assumptions = best.assumptions;
    understanding.query = best.query;
    if (Refused(best, &understanding)) return understanding;
    if (best.outcome != Outcome::kQuery) {
      understanding.outcome = best.outcome;
      understanding.reason = best.reason;
      understanding.message = best.message;
      const bool silent = best.message.empty() && detail == Detail::kTold;
      if (silent) understanding.message = NothingAsked(model_, best);
      return understanding;
    }
    if (!best.unexplained.empty()) return Unexplained(best, detail, std::move(understanding));
    if (GuessesFiscalYear(model_.calendar, tokens)) {
      understanding.assumptions.push_back(
          "fiscal years are taken to begin in January: the model names no month");
    }
    understanding.outcome = Outcome::kQuery;
    return understanding;
  }

  // Words that say that no figure can be the answer.
  static bool Refused(const Reading& best, Understanding* understanding) {
    for (const Piece& piece : best.pieces) {
      if (piece.Main() == Role::kOut && !piece.used) {
        const std::string& reason = piece.senses.front().ref;
        understanding->outcome = Outcome::kRefuse;
        understanding->reason = reason;
        understanding->message =
            reason == "forecast"
                ? "The data says what was, not what will be: forecasts are not made."
            : reason == "advice"
                ? "That asks for advice. The figures behind it can be asked for: totals, "
                  "rankings, shares and trends."
            : reason == "why"
                ? "Causes are not in the data. Ask for the same figure split by month, "
                  "product or region to see where it changed."
            : reason == "write" ? "Questions only read the data; nothing can be changed by asking."
            : reason == "random"
                ? "An answer must come out the same each time, so random samples are not drawn."
                : "That is not something this data can answer.";
        return true;
      }
      if (piece.Main() == Role::kBucket && !piece.used) {
        understanding->outcome = Outcome::kClarify;
        understanding->reason = "unclear";
        understanding->message =
            "Into which groups? Say where they begin and end, for instance: under 100, 100 to 500, "
            "over 500.";
        return true;
      }
      if (piece.Main() == Role::kRelation && !piece.used) {
        understanding->outcome = Outcome::kClarify;
        understanding->reason = "unclear";
        understanding->message =
            "The relation of which two figures? Name two columns of numbers, for instance discount "
            "and profit.";
        return true;
      }
      if (piece.Main() == Role::kUnsupported && !piece.used) {
        understanding->outcome = Outcome::kRefuse;
        understanding->reason = "unsupported";
        understanding->message =
            "This asks for " + piece.senses.front().ref + ", which cannot be answered yet.";
        return true;
      }
    }
    return false;
  }

  Understanding Unexplained(const Reading& best, Detail detail, Understanding understanding) const {
    understanding.outcome = Outcome::kClarify;
    understanding.reason = "unclear";
    if (detail == Detail::kTold) understanding.message = UnexplainedMessage(model_, best);
    return understanding;
  }

  Understanding Nothing() const {
    Understanding understanding;
    understanding.outcome = Outcome::kRefuse;
    understanding.reason = "empty";
    understanding.message = "The lake holds no tables that can be asked about.";
    return understanding;
  }

  Understanding Summary() const {
    Understanding understanding;
    understanding.outcome = Outcome::kSummary;
    return understanding;
  }

  // From when to when: of the table that is named, else of the main one.
  Understanding Period(const Reading& reading) const {
    Understanding understanding;
    const auto named =
        std::find_if(reading.pieces.begin(), reading.pieces.end(),
                     [](const Piece& piece) { return piece.Main() == Role::kTable; });
    const std::string table = named == reading.pieces.end() ? "" : named->senses.front().ref;
    for (const Scope& scope : scopes_) {
      if (scope.time.empty() || (!table.empty() && scope.root != table)) continue;
      understanding.outcome = Outcome::kQuery;
      for (const char* fold : {"min", "max"}) {
        understanding.query.measures.push_back(
            {Make(Op::kAggregate, {Field(scope.time)}, fold), {}});
      }
      understanding.query.fact = scope.root;
      return understanding;
    }
    understanding.reason = "missing";
    understanding.message = "No column of the data holds dates.";
    return understanding;
  }

  static void Annotated(const std::vector<Reading>& readings, const std::vector<Token>& tokens,
                        Detail detail, Understanding* understanding) {
    AddMentions(readings.front(), tokens, understanding);
    understanding->considered.resize(readings.size());
    if (detail == Detail::kTold) Compare(readings, understanding);
  }

  static void AddMentions(const Reading& reading, const std::vector<Token>& tokens,
                          Understanding* understanding) {
    for (const Piece& piece : reading.pieces) {
      Mention mention;
      mention.begin = tokens[piece.first].begin;
      mention.end = tokens[piece.first + piece.count - 1].end;
      for (size_t i = piece.first; i < piece.first + piece.count; ++i) {
        mention.text += (mention.text.empty() ? "" : " ") + tokens[i].text;
      }
      mention.kind = std::string(ToString(piece.Main()));
      if (!piece.senses.empty()) {
        const Sense& sense = piece.senses.front();
        mention.meaning = sense.value.empty() || sense.role != Role::kValue
                              ? sense.ref
                              : sense.ref + " = \"" + sense.value + "\"";
        if (sense.role == Role::kTime)
          mention.meaning = piece.time.label.empty() ? piece.time.name : piece.time.label;
        mention.cost = sense.cost;
        mention.relative = sense.role == Role::kTime && piece.time.relative;
      }
      understanding->mentions.push_back(std::move(mention));
    }
  }

  static void Compare(const std::vector<Reading>& readings, Understanding* understanding) {
    for (size_t i = 0; i < readings.size(); ++i) {
      const Reading& reading = readings[i];
      Candidate& candidate = understanding->considered[i];
      candidate.query = semantic::ToString(semantic::Canonical(reading.query));
      candidate.cost = reading.cost;
      candidate.verdict =
          i == 0 ? "chosen"
          : !reading.unexplained.empty()
              ? "in " + reading.scope + " nothing explains " + Quoted(reading.unexplained)
              : "costs more in " + reading.scope;
    }
  }

  semantic::Model model_;
  catalog::Catalog catalog_;
  Lexicon lexicon_;
  ValueIndex values_;
  std::vector<Scope> scopes_;
  ScopeCosts costs_;
  Completer completer_;
  std::vector<TimeContext> times_;   // of each scope
  std::vector<size_t> time_groups_;  // of each scope: those with the same days share a number
  size_t main_time_ = 0;             // the likeliest scope that has a time
};

}  // namespace

std::unique_ptr<Language> MakeLanguage(const semantic::Model& model,
                                       const catalog::Catalog& catalog,
                                       const catalog::Values& values,
                                       const std::optional<Date>& as_of) {
  return std::make_unique<RulesLanguage>(model, catalog, values, as_of);
}

}  // namespace aisle::language
