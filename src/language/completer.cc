#include "language/completer.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "base/text.h"
#include "language/completion_place.h"
#include "language/completion_tails.h"
#include "language/tokens.h"
#include "language/word_spans.h"

namespace aisle::language {
namespace {

constexpr size_t kMostReadings = 48;  // of one completion, in all scopes
constexpr size_t kMostFailures = 10;  // readings that confirm nothing
constexpr size_t kMostStubWords = 3;  // words at the end that may begin a name
constexpr size_t kMostValues = 8;     // that begin as typed
constexpr size_t kValueFields = 5;    // of which frequent values are offered
constexpr size_t kValuesOfField = 3;
constexpr size_t kLongestValue = 60;   // bytes
constexpr double kUnasked = 2;         // what costs this much is offered only when it is typed
constexpr double kNextWordCost = 0.3;  // going on after a word without a blank
constexpr double kStubWordGain = 0.2;  // "product ca" is rather one name than two words
constexpr double kRareWordCost = 1;
constexpr double kJoinCost = 0.03;  // of each join away

bool Has(const Understanding& understanding, std::string_view kind) {
  return std::any_of(understanding.mentions.begin(), understanding.mentions.end(),
                     [&](const Mention& mention) { return mention.kind == kind; });
}

std::string_view KindOf(Name::Kind kind) {
  switch (kind) {
    case Name::Kind::kMetric:
      return "metric";
    case Name::Kind::kDimension:
    case Name::Kind::kEntity:
      return "dimension";
    case Name::Kind::kTime:
    case Name::Kind::kGrain:
      return "time";
    case Name::Kind::kWord:
      return "word";
  }
  return "";
}

struct Offer {
  Completion item;
  double cost = 0;
  std::vector<std::string> tails;  // what makes it a whole question, the likeliest first
};

// The end of the text, taken as the beginning of what comes next.
struct Stub {
  size_t from = 0;
  size_t words = 0;
  std::string typed;  // folded, with a blank where one was typed after it
};

}  // namespace

// One completion of one text.
class Completing {
 public:
  Completing(const Completer& completer, std::string_view text, size_t limit,
             const Completer::Read& read)
      : completer_(completer), text_(text), limit_(limit), read_(read) {
    gap_ = text_.empty() || text_.back() == ' ';
  }

  Completions Run() {
    if (!Trim(text_).empty()) whole_ = Read(text_);
    completions_.understood = IsAnswered(whole_);
    completions_.words = SpansOf(text_, whole_);
    for (const Stub& stub : Stubs()) Gather(stub);
    std::stable_sort(offers_.begin(), offers_.end(),
                     [](const Offer& a, const Offer& b) { return a.cost < b.cost; });
    for (const Offer& offer : offers_) Keep(offer);
    MarkHalfTyped();
    return std::move(completions_);
  }

 private:
  static bool IsAnswered(const Understanding& understanding) {
    return understanding.outcome == Outcome::kQuery || understanding.outcome == Outcome::kSummary ||
           understanding.outcome == Outcome::kAbout;
  }

  std::vector<Stub> Stubs() const {
    std::vector<Stub> stubs;
    const std::vector<Token> tokens = Tokenize(text_);
    for (size_t words = 1; words <= std::min(kMostStubWords, tokens.size()); ++words) {
      const Token& first = tokens[tokens.size() - words];
      if (first.kind == Token::Kind::kSymbol) break;
      std::string typed = FoldName(text_.substr(first.begin));
      if (gap_) typed += ' ';
      stubs.push_back({first.begin, words, std::move(typed)});
    }
    if (gap_ || EndsWithWord()) stubs.push_back({text_.size(), 0, {}});
    return stubs;
  }

  // Whether the last word is all there, so that another may follow: "by", not "b".
  bool EndsWithWord() const {
    if (completions_.words.empty()) return true;
    const WordSpan& last = completions_.words.back();
    if (last.state != "understood") return false;
    if (last.kind == "number") return PlaceAfter(whole_.mentions).at == Place::At::kRank;
    return last.kind != "stop" || last.end > last.begin + 1;
  }

  // What of the model and the data begins as the stub does, and fits where it would stand.
  void Gather(const Stub& stub) {
    std::vector<std::pair<const Name*, double>> names;
    for (const Name& name : completer_.names_) {
      const auto fit = Fit(stub.typed, name.text);
      const auto plural = fit || name.plural.empty() ? fit : Fit(stub.typed, name.plural);
      const bool there =
          !stub.typed.empty() && (stub.typed == name.text || stub.typed == name.plural);
      if (plural && !there) names.emplace_back(&name, *plural);
    }
    std::vector<ValueHit> values;
    if (!stub.typed.empty()) values = completer_.values_.Complete(stub.typed, kMostValues);
    if (names.empty() && values.empty() && stub.from > 0) return;
    if (!SeeHead(stub)) return;
    for (const auto& [name, fit] : names) AddName(stub, *name, fit);
    if (stub.typed.empty()) {
      AddFrequentValues(stub);
    } else {
      for (size_t i = 0; i < values.size(); ++i)
        AddValue(stub, values[i], 0.05 * static_cast<double>(i));
    }
    if (stub.from == 0 || Trim(text_).empty()) AddQuestions(stub);
  }

  // Reads what stands before the stub. False when nothing can follow it.
  bool SeeHead(const Stub& stub) {
    if (stub.from == text_.size()) {
      head_ = whole_;
    } else if (stub.from == 0) {
      head_ = {};
    } else {
      head_ = Read(text_.substr(0, stub.from));
    }
    if (Has(head_, "unknown")) return false;
    place_ = PlaceAfter(head_.mentions);
    measured_ = head_.outcome == Outcome::kQuery && Has(head_, "metric");
    const auto reach = completer_.reach_.find(head_.query.fact);
    reach_ = !measured_ || reach == completer_.reach_.end() ? nullptr : &reach->second;
    used_.clear();
    for (const Mention& mention : head_.mentions) used_.insert(mention.meaning);
    timed_ = Has(head_, "time");
    tails_ = Tails(completer_.names_, completer_.values_, reach_, used_, timed_);
    return true;
  }

  // Joins from the rows that the text speaks of; nothing where they do not lead there.
  std::optional<double> StepsTo(const std::string& table) const {
    if (reach_ == nullptr || table.empty()) return 0;
    const auto found = reach_->find(table);
    if (found == reach_->end()) return std::nullopt;
    return kJoinCost * static_cast<double>(found->second);
  }

  double PlaceCost(const Name& name) const {
    const Place::Costs& costs = place_.costs();
    switch (name.kind) {
      case Name::Kind::kMetric:
        return costs.metric;
      case Name::Kind::kDimension:
        return Averages(name) ? costs.dimension : kUnasked;
      case Name::Kind::kEntity:
        return costs.entity;
      case Name::Kind::kTime:
        return timed_ || place_.at == Place::At::kBy ? kUnasked : costs.time;
      case Name::Kind::kGrain:
        return place_.at == Place::At::kBy ? costs.time : kUnasked;
      case Name::Kind::kWord:
        return WordCost(name.text);
    }
    return kUnasked;
  }

  // Numbers are averaged and added up, other columns are not.
  bool Averages(const Name& name) const {
    return place_.at != Place::At::kFold || name.dimension == semantic::DimensionKind::kNumber;
  }

  double WordCost(const std::string& word) const {
    const auto words = place_.Words();
    const auto found = std::find(words.begin(), words.end(), word);
    if (found == words.end()) return std::max(kUnasked, place_.costs().word + kRareWordCost);
    return place_.costs().word + 0.05 * static_cast<double>(found - words.begin());
  }

  void AddName(const Stub& stub, const Name& name, double fit) {
    const double cost = PlaceCost(name);
    const bool metric = name.kind == Name::Kind::kMetric;
    const auto steps = metric ? std::optional<double>(0) : StepsTo(name.table);
    if (!steps || used_.contains(name.ref) || (stub.typed.empty() && cost >= kUnasked)) return;
    const bool plural = place_.plural && !name.plural.empty();
    const std::string& text = plural ? name.plural : name.text;
    if (RepeatsLastWord(text)) return;
    Offer offer;
    offer.item.kind = KindOf(name.kind);
    offer.item.meaning = name.meaning;
    offer.cost = cost + name.cost + fit + *steps;
    offer.tails = tails_.After(name, place_, measured_);
    Add(stub, text, std::move(offer));
  }

  // "average average order value".
  bool RepeatsLastWord(const std::string& text) const {
    if (head_.mentions.empty()) return false;
    return StartsWith(text, FoldName(head_.mentions.back().text) + " ");
  }

  void AddFrequentValues(const Stub& stub) {
    if (place_.costs().value >= 1) return;
    size_t fields = 0;
    fields_.clear();
    for (const Name& name : completer_.names_) {
      const bool own = !place_.field.empty() && name.ref == place_.field;
      const bool any = place_.field.empty() && name.dimension == semantic::DimensionKind::kCategory;
      if (name.kind != Name::Kind::kDimension || !(own || any) || !StepsTo(name.table)) continue;
      if (!fields_.insert(name.ref).second) continue;
      const size_t count = own ? kMostValues : kValuesOfField;
      const auto values = completer_.values_.Frequent(name.ref, count);
      for (size_t i = 0; i < values.size(); ++i) {
        AddValue(stub, values[i],
                 0.1 * static_cast<double>(i) + 0.02 * static_cast<double>(fields) + name.cost);
      }
      if (!values.empty() && ++fields == kValueFields) break;
    }
  }

  void AddValue(const Stub& stub, const ValueHit& hit, double position) {
    const auto* dimension = completer_.model_.FindDimension(hit.field);
    const auto steps = StepsTo(hit.field.substr(0, hit.field.find('.')));
    const bool shown =
        dimension != nullptr && !dimension->hidden && hit.value.size() <= kLongestValue;
    if (!shown || !steps || (hit.cost > 0 && stub.words > 1)) return;
    Offer offer;
    offer.item.kind = "value";
    offer.item.meaning = hit.field + " = \"" + hit.value + "\"";
    if (used_.contains(offer.item.meaning)) return;
    const bool own = !place_.field.empty() && hit.field == place_.field;
    offer.cost = place_.costs().value + 0.4 * hit.cost + position + *steps +
                 (place_.field.empty() || own ? 0 : 0.5);
    offer.tails = tails_.AfterValue(measured_);
    Add(stub, hit.value, std::move(offer));
  }

  void AddQuestions(const Stub& stub) {
    const auto& questions = completer_.questions_;
    for (size_t i = 0; i < questions.size(); ++i) {
      if (!StartsWith(questions[i], stub.typed) || questions[i] == Trim(stub.typed)) continue;
      Offer offer;
      offer.item.kind = "question";
      offer.tails = {""};
      offer.cost = 0.02 * static_cast<double>(i) + (stub.typed.empty() ? -1 : 0.4);
      Add(stub, questions[i], std::move(offer));
    }
  }

  void Add(const Stub& stub, const std::string& text, Offer offer) {
    const bool next = stub.words == 0 && !gap_;
    offer.item.from = stub.from;
    offer.item.text = next ? " " + text : text;
    offer.cost += next ? kNextWordCost : 0;
    if (stub.words > 1) offer.cost -= kStubWordGain * static_cast<double>(stub.words - 1);
    offers_.push_back(std::move(offer));
  }

  // Takes the offer when a question with it is understood as it was meant.
  void Keep(const Offer& offer) {
    if (completions_.items.size() >= limit_ || IsOffered(offer.item)) return;
    Completion item = offer.item;
    const std::string before = text_.substr(0, item.from);
    if (FoldName(After(item)) == FoldName(text_)) return;
    for (const std::string& tail : offer.tails) {
      if (TryRead(before, tail, &item)) return completions_.items.push_back(std::move(item));
    }
    if (item.kind != "value" || offer.tails.empty()) return;
    const bool next = item.text[0] == ' ';
    item.text = (next ? " \"" : "\"") + item.text.substr(next ? 1 : 0) + "\"";
    if (TryRead(before, offer.tails[0], &item)) completions_.items.push_back(std::move(item));
  }

  bool TryRead(const std::string& before, const std::string& tail, Completion* item) {
    if (readings_ >= kMostReadings || failures_ >= kMostFailures) return false;
    item->question = before + item->text + tail;
    const Understanding understanding = Read(item->question);
    const bool works = IsAnswered(understanding) && IsMeant(understanding, before.size(), *item);
    failures_ += works ? 0 : 1;
    return works;
  }

  // A question is read in several scopes, each of which takes its time.
  Understanding Read(const std::string& question) {
    Understanding understanding = read_(question);
    readings_ += std::max<size_t>(1, understanding.considered.size());
    return understanding;
  }

  // Whether the words of the completion were read, and a value as that value.
  static bool IsMeant(const Understanding& understanding, size_t begin, const Completion& item) {
    bool value = item.kind != "value";
    for (const Mention& mention : understanding.mentions) {
      if (mention.end <= begin || mention.begin >= begin + item.text.size()) continue;
      if (mention.kind == "unknown") return false;
      value = value || mention.meaning == item.meaning;
    }
    return value;
  }

  // The text with the completion in it.
  std::string After(const Completion& item) const { return text_.substr(0, item.from) + item.text; }

  bool IsOffered(const Completion& item) const {
    return std::any_of(completions_.items.begin(), completions_.items.end(),
                       [&](const Completion& other) {
                         const bool same = FoldName(After(other)) == FoldName(After(item));
                         return same || (other.kind == item.kind && !item.meaning.empty() &&
                                         other.meaning == item.meaning);
                       });
  }

  // "ca" is on its way to "categories".
  void MarkHalfTyped() {
    if (gap_ || completions_.words.empty() || completions_.items.empty()) return;
    WordSpan& last = completions_.words.back();
    const Completion& first = completions_.items.front();
    if (last.state != "unknown" || first.from > last.begin) return;
    last.state = "guessed";
    last.kind = first.kind;
    last.meaning = first.meaning;
  }

  const Completer& completer_;
  const std::string text_;
  const size_t limit_;
  const Completer::Read& read_;
  bool gap_ = false;  // a blank stands at the end
  size_t readings_ = 0;
  size_t failures_ = 0;
  Understanding whole_;
  Completions completions_;
  std::vector<Offer> offers_;
  // Of the stub being looked at:
  Understanding head_;
  Place place_;
  bool measured_ = false;  // a figure is named
  bool timed_ = false;     // a period is
  const std::unordered_map<std::string, size_t>* reach_ = nullptr;
  std::set<std::string> used_;
  std::set<std::string> fields_;  // whose values are offered
  Tails tails_;
};

Completer::Completer(const semantic::Model& model, const catalog::Catalog& catalog,
                     const ValueIndex& values)
    : model_(model), values_(values), names_(NamesOf(model, catalog)) {
  for (const semantic::TableMeaning& table : model.tables) {
    auto& reach = reach_[table.name];
    for (const auto& step : semantic::ReachableFrom(model, table.name)) {
      reach.emplace(step.table, step.path.size());
    }
  }
  questions_ = FirstQuestions(names_, values_, reach_);
}

Completions Completer::Complete(std::string_view text, size_t limit, const Read& read) const {
  return Completing(*this, text, limit, read).Run();
}

}  // namespace aisle::language
