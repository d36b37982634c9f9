#include "language/choices.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "language/asking_back.h"
#include "language/follow_up_editor.h"

namespace aisle::language {

namespace {

constexpr size_t kMostChoices = 5;
constexpr size_t kMostTried = 14;

// Makes candidates of the words of one question.
class Candidates {
 public:
  Candidates(std::string_view question, const std::vector<Token>& tokens, const Reading& reading,
             const ChoiceContext& context)
      : text_(Trimmed(question)), tokens_(tokens), reading_(reading), context_(context) {}

  std::vector<std::string> Make() {
    AddNearNames();
    AddKnownFigures();
    AddSingleRankings();
    AddEachOrTogether();
    AddPeriods();
    AddBands();
    AddSubjects();
    return std::move(made_);
  }

 private:
  static std::string Trimmed(std::string_view question) {
    std::string text(Trim(question));
    while (!text.empty() && (text.back() == '?' || text.back() == '.' || text.back() == '!')) {
      text.pop_back();
    }
    return text;
  }

  size_t Begin(const Piece& piece) const { return tokens_[piece.first].begin; }
  size_t End(const Piece& piece) const { return tokens_[piece.first + piece.count - 1].end; }
  std::string Part(size_t begin, size_t end) const {
    if (begin >= text_.size() || end <= begin) return {};
    return std::string(Trim(std::string_view(text_).substr(begin, end - begin)));
  }
  bool Has(Role role) const {
    return std::any_of(reading_.pieces.begin(), reading_.pieces.end(),
                       [&](const Piece& piece) { return piece.Main() == role; });
  }
  void Add(std::string text) { made_.push_back(std::move(text)); }

  // The question with one word in the place of another.
  std::string Replaced(const std::string& text, const std::string& word,
                       const std::string& name) const {
    const size_t at = text.find(word);
    return at == std::string::npos ? text
                                   : text.substr(0, at) + name + text.substr(at + word.size());
  }

  std::vector<std::string> NamesNear(const std::string& word) const {
    std::vector<std::pair<int, std::string>> near;
    const int most = std::max(1, static_cast<int>(word.size()) / 3);
    const auto consider = [&](const std::string& name) {
      const int distance = EditDistance(FoldName(word), FoldName(name), most);
      if (distance <= most && !SameName(word, name)) near.emplace_back(distance, FoldCase(name));
    };
    for (const auto& metric : context_.model.metrics) consider(metric.label);
    for (const auto& field : context_.model.dimensions) {
      if (!field.hidden) consider(field.label);
    }
    for (const auto& entity : context_.model.entities) consider(entity.plural);
    std::sort(near.begin(), near.end());
    std::vector<std::string> names;
    for (const auto& [distance, name] : near) {
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    return names;
  }

  // "revenue by regoin": the word replaced by what it resembles.
  void AddNearNames() {
    for (const std::string& word : reading_.unexplained) {
      for (const std::string& name : NamesNear(word)) Add(Replaced(text_, word, name));
    }
  }

  // "by profit", "highest profit", "compare MRP": where a figure is named.
  bool StandsForFigure(const std::string& word) const {
    constexpr std::string_view kBefore[] = {"by",    "highest", "lowest",  "most",
                                            "least", "total",   "average", "compare"};
    for (size_t i = 1; i < tokens_.size(); ++i) {
      if (tokens_[i].text != word) continue;
      return std::find(std::begin(kBefore), std::end(kBefore), tokens_[i - 1].folded) !=
             std::end(kBefore);
    }
    return false;
  }

  // "top categories by profit", where nothing is a profit: by what is there.
  void AddKnownFigures() {
    if (reading_.unexplained.size() != 1 || NamesMeasure(reading_)) return;
    if (!StandsForFigure(reading_.unexplained.front())) return;
    for (const auto& metric : context_.model.metrics) {
      if (made_.size() > 3) return;
      Add(Replaced(text_, reading_.unexplained.front(), FoldCase(metric.label)));
    }
  }

  // "top category, top state and top SKU by revenue": each by itself.
  void AddSingleRankings() {
    std::vector<size_t> starts;
    size_t tail = text_.size();
    for (const Piece& piece : reading_.pieces) {
      if (piece.Main() == Role::kRank) starts.push_back(Begin(piece));
      const bool shared = piece.Main() == Role::kGroup || piece.Main() == Role::kMeasureBy;
      if (shared && starts.size() > 1) tail = std::min(tail, Begin(piece));
    }
    if (starts.size() < 2) return;
    const std::string rest = Part(tail, text_.size());
    for (size_t i = 0; i < starts.size(); ++i) {
      std::string one = Part(starts[i], i + 1 < starts.size() ? starts[i + 1] : tail);
      while (EndsWith(one, ",") || EndsWith(one, " and")) {
        one = one.substr(0, one.size() - (one.back() == ',' ? 1 : 4));
      }
      Add(Part(0, starts.front()) + (starts.front() > 0 ? " " : "") + one +
          (rest.empty() ? "" : " " + rest));
    }
  }

  // The pieces that list several values of one column.
  std::vector<const Piece*> ValueList() const {
    std::vector<const Piece*> values;
    for (const Piece& piece : reading_.pieces) {
      if (piece.Main() == Role::kValue) values.push_back(&piece);
    }
    return values;
  }

  // "top 3 products in Germany and Spain": in each of them, or in both together; or one alone.
  void AddEachOrTogether() {
    const auto values = ValueList();
    if (values.size() < 2) return;
    const size_t begin = Begin(*values.front()), end = End(*values.back());
    std::string lead = Part(0, begin);
    const std::string list = Part(begin, end), rest = Part(end, text_.size());
    const size_t space = lead.rfind(' ');
    const std::string word = space == std::string::npos ? lead : lead.substr(space + 1);
    const bool preposition = word == "in" || word == "for" || word == "from" || word == "of";
    const std::string before =
        preposition && space != std::string::npos ? lead.substr(0, space) : lead;
    const std::string after = rest.empty() ? "" : " " + rest;
    if (!Has(Role::kShare)) {
      Add(before + " in each of " + list + after);
      Add(lead + " " + ReplaceAll(list, " and ", " or ") + after);
    }
    for (const Piece* value : values) {
      Add(lead + " " + Part(Begin(*value), End(*value)) + after);
    }
  }

  // The time of the scope's rows, or of the rows that they belong to.
  const catalog::Column* TimeColumn() const {
    for (const auto& step : semantic::ReachableFrom(context_.model, reading_.scope)) {
      const auto* table = context_.model.FindTable(step.table);
      if (table == nullptr || table->time.empty()) continue;
      return context_.catalog.Find(table->name, table->time);
    }
    return nullptr;
  }

  // "which categories grew": from which period to which.
  void AddPeriods() {
    if (!Has(Role::kChange)) return;
    const catalog::Column* column = TimeColumn();
    if (column != nullptr) {
      const auto* first = std::get_if<Date>(&column->min);
      const auto* last = std::get_if<Date>(&column->max);
      const int from = first == nullptr ? 0 : ToCivil(*first).year;
      const int to = last == nullptr ? 0 : ToCivil(*last).year;
      if (from < to) {
        Add(text_ + " from " + std::to_string(to - 1) + " to " + std::to_string(to));
        if (from < to - 1) {
          Add(text_ + " from " + std::to_string(from) + " to " + std::to_string(to));
        }
      }
    }
    Add(text_ + " by month");
    Add(text_ + " by year");
  }

  // Three bands of round edges over what the column holds.
  void AddBands() {
    if (!Has(Role::kBucket)) return;
    for (const Piece& piece : reading_.pieces) {
      for (const Sense& sense : piece.senses) {
        if (sense.role == Role::kField) AddBandsOf(sense.ref);
      }
    }
  }
  void AddBandsOf(const std::string& field) {
    const size_t dot = field.find('.');
    const auto* column = context_.catalog.Find(field.substr(0, dot), field.substr(dot + 1));
    double low = 0, high = 0;
    if (column == nullptr || !AsNumber(column->min, &low) || !AsNumber(column->max, &high)) return;
    int64_t edge = 1;
    while (static_cast<double>(edge) * 20 < high) edge *= 10;
    if (high < 4) return;
    const std::string a = std::to_string(edge), b = std::to_string(5 * edge);
    Add(text_ + ": under " + a + ", " + a + " to " + b + ", over " + b);
  }

  // "the highest", "more than 500": of what, and by which figure.
  void AddSubjects() {
    if (!reading_.unexplained.empty() || !made_.empty()) return;
    std::vector<std::string> things;
    for (const auto& entity : context_.model.entities) {
      if (!entity.display.empty()) things.push_back(entity.name);
    }
    for (const auto& field : context_.model.dimensions) {
      const bool category = !field.hidden && field.kind == semantic::DimensionKind::kCategory;
      if (category && things.size() < 4) things.push_back(FoldCase(field.label));
    }
    if (things.size() > 4) things.resize(4);
    const std::string figure =
        context_.model.metrics.empty() ? "" : FoldCase(context_.model.metrics.front().label);
    if (!reading_.query.groups.empty() || NamesMeasure(reading_)) {
      for (const auto& metric : context_.model.metrics) {
        if (made_.size() < 4 && !NamesMeasure(reading_))
          Add(text_ + " by " + FoldCase(metric.label));
      }
      for (const std::string& thing : things) Add(text_ + " by " + thing);
      return;
    }
    for (const std::string& thing : things) {
      if (Has(Role::kRank)) Add(text_ + " " + Plural(thing) + " by " + figure);
    }
    const bool fragment = !Has(Role::kRank) && !Has(Role::kWhich) && !Has(Role::kList) &&
                          !Has(Role::kVerb) && tokens_.size() <= 6;
    for (const auto& metric : context_.model.metrics) {
      if (fragment && made_.size() < 4) Add(FoldCase(metric.label) + " " + text_);
    }
  }

  std::string text_;
  const std::vector<Token>& tokens_;
  const Reading& reading_;
  const ChoiceContext& context_;
  std::vector<std::string> made_;
};

}  // namespace

std::vector<std::string> ChoicesFor(std::string_view question, const std::vector<Token>& tokens,
                                    const Reading& reading, const ChoiceContext& context) {
  std::vector<std::string> choices;
  std::set<std::string> meanings;
  size_t tried = 0;
  for (std::string& candidate : Candidates(question, tokens, reading, context).Make()) {
    if (choices.size() == kMostChoices || tried++ == kMostTried) break;
    const std::string meaning = context.meaning(candidate);
    if (meaning.empty() || !meanings.insert(meaning).second) continue;
    choices.push_back(std::move(candidate));
  }
  return choices;
}

}  // namespace aisle::language
