#include "language/lexicon.h"

#include <algorithm>
#include <cstdlib>

#include "base/text.h"

namespace aisle::language {

namespace {

// What a step away from the main table's first metric costs.
constexpr double kPriorityCost = 0.0004;

// Each further synonym is a little less likely to be meant than the one before.
double SynonymCost(size_t position) { return 0.02 + 0.004 * static_cast<double>(position); }

}  // namespace

// Snowball leaves words in -us alone, and with them the plurals "skus" and "menus".
std::string Lexicon::StemOf(const Token& token) {
  if (token.folded == "avg") return Stem("average");
  const bool plural = token.stem == token.folded && token.folded.size() <= 5 &&
                      EndsWith(token.folded, "us") && token.folded != "bonus" &&
                      token.folded != "plus" && token.folded != "virus";
  return plural ? token.folded.substr(0, token.folded.size() - 1) : token.stem;
}

Lexicon::Lexicon(const semantic::Model& model) {
  FindLinks(model);
  for (const auto& metric : model.metrics) AddMetric(metric);
  for (const auto& dimension : model.dimensions) AddDimension(model, dimension);
  for (const auto& entity : model.entities) AddEntity(entity);
  for (const auto& table : model.tables) AddTable(table);
  for (const auto& table : model.tables) AddDistinctiveWords(model, table);
  PreferFigures(model);
  AddPartialNames(model);
  AddFallbacks(model);
  AddPartsOfNames(model);
  AddDeeds(model);
}

// A table of nothing but the ids of two others: "film category" is a category of films.
void Lexicon::FindLinks(const semantic::Model& model) {
  for (const semantic::TableMeaning& table : model.tables) {
    const auto ties =
        std::count_if(model.joins.begin(), model.joins.end(),
                      [&](const semantic::Join& join) { return join.from_table == table.name; });
    const bool ids = std::all_of(model.dimensions.begin(), model.dimensions.end(),
                                 [&](const semantic::Dimension& field) {
                                   return field.table != table.name || field.hidden ||
                                          field.kind == semantic::DimensionKind::kIdentifier;
                                 });
    if (ties >= 2 && ids && !table.fact && !table.snapshot) links_.insert(table.name);
  }
}

// What else people call a thing, where the data does not use the word for another.
void Lexicon::AddAlsoSaid() {
  struct Pair {
    const char* name;
    const char* said;
    double cost;
    bool guess;
  };
  constexpr Pair kPairs[] = {{"film", "movie", 0.03, false},     {"movie", "film", 0.03, false},
                             {"track", "song", 0.03, false},     {"song", "track", 0.03, false},
                             {"book", "title", 0.1, false},      {"unit", "copy", 0.05, false},
                             {"category", "genre", 0.2, true},   {"genre", "category", 0.2, true},
                             {"units sold", "copy", 0.05, false}};
  for (const Pair& pair : kPairs) {
    const auto found = phrases_.find(Stem(pair.name));
    if (found == phrases_.end() || phrases_.contains(Stem(pair.said))) continue;
    std::vector<Sense> senses = found->second;
    for (Sense& sense : senses) {
      sense.cost += pair.cost;
      if (pair.guess) sense.value = "fallback";
      Add(pair.said, sense);
    }
  }
}

// "running time" of what has a length, in whatever unit it is kept.
void Lexicon::AddLengths(const semantic::Model& model) {
  for (const semantic::Dimension& field : model.dimensions) {
    const std::string label = FoldName(field.label);
    const bool lasts = label == "length" || label == "duration" || label == "runtime" ||
                       label == "milliseconds" || label == "minutes" || label == "seconds";
    if (!lasts || field.kind != semantic::DimensionKind::kNumber) continue;
    Sense sense;
    sense.role = Role::kField;
    sense.ref = field.Field();
    sense.table = field.table;
    sense.cost = 0.08;
    for (const char* word : {"running time", "run time", "runtime", "length", "duration"})
      Add(word, sense);
  }
}

// Words that people use for the nearest thing there is: a "region" where only states are known,
// "money" for revenue. Dear, so that a real name always wins; the answer states what was taken.
void Lexicon::AddFallbacks(const semantic::Model& model) {
  const auto known = [&](const char* word) { return phrases_.contains(Stem(word)); };
  const auto first_like =
      [&](std::initializer_list<std::string_view> words) -> const semantic::Dimension* {
    for (const std::string_view word : words) {
      for (const auto& dimension : model.dimensions) {
        const bool like = dimension.column.find(word) != std::string::npos && !dimension.hidden &&
                          dimension.kind != semantic::DimensionKind::kNumber &&
                          dimension.kind != semantic::DimensionKind::kTime;
        if (like) return &dimension;
      }
    }
    return nullptr;
  };
  AddLengths(model);
  AddAlsoSaid();
  if (!known("region")) {
    if (const auto* place = first_like({"state", "province", "territory", "country", "city"})) {
      for (const char* word : {"region", "area", "location"}) {
        Sense sense;
        sense.role = Role::kField;
        sense.ref = place->Field();
        sense.table = place->table;
        sense.value = "fallback";
        sense.cost = 0.3;
        Add(word, sense);
      }
    }
  }
  for (const auto& metric : model.metrics) {
    if (metric.name != "units" || known("item")) continue;
    Sense sense;
    sense.role = Role::kMetric;
    sense.ref = metric.name;
    sense.table = metric.table;
    sense.cost = 0.15;
    Add("item", sense);
  }
  for (const auto& metric : model.metrics) {
    if (metric.name != "revenue") continue;
    for (const char* word : {"money", "income", "earnings"}) {
      if (known(word)) continue;
      Sense sense;
      sense.role = Role::kMetric;
      sense.ref = metric.name;
      sense.table = metric.table;
      sense.value = "fallback";
      sense.cost = 0.2;
      Add(word, sense);
    }
  }
}

void Lexicon::Add(std::string_view phrase, Sense sense) {
  std::string key;
  std::string joined;
  size_t count = 0;
  for (const Token& token : Tokenize(phrase)) {
    if (token.kind == Token::Kind::kSymbol) continue;
    if (!key.empty() && token.folded == "the") continue;  // "cost of the product"
    key += (key.empty() ? "" : " ") + StemOf(token);
    joined += token.folded;
    ++count;
    if (token.folded.size() > 3) words_.emplace(token.folded, token.stem);
  }
  if (key.empty()) return;
  const auto put = [&](const std::string& stems) {
    auto& senses = phrases_[stems];
    for (Sense& known : senses) {
      if (known.role == sense.role && known.ref == sense.ref) {
        known.cost = std::min(known.cost, sense.cost);
        return;
      }
    }
    senses.push_back(sense);
  };
  put(key);
  if (count == 1 && EndsWith(joined, "person")) {  // salespeople
    put(Stem(joined.substr(0, joined.size() - 6) + "people"));
  }
  if (count >= 2) put(Stem(joined));  // "subcategory" for "sub-category", "UnitPriceUSD"
  longest_ = std::max(longest_, count);
}

// "Late orders" also gives the adjective: "which orders are late".
void Lexicon::AddAdjective(const semantic::Metric& metric, Sense sense) {
  if (metric.expr.op != semantic::Op::kWhere) return;
  const std::vector<std::string> words = Split(metric.label, ' ');
  if (words.size() != 2) return;
  sense.value = "adjective";
  sense.cost = 0.05;
  Add(words.front(), sense);
}

void Lexicon::AddMetric(const semantic::Metric& metric) {
  Sense sense;
  sense.role = Role::kMetric;
  sense.ref = metric.name;
  sense.table = metric.table;
  sense.cost = kPriorityCost * metric.priority;
  Add(metric.label, sense);
  Add(ReplaceAll(metric.name, "_", " "), sense);
  AddAdjective(metric, sense);
  AddTurned(metric, sense);
  for (size_t i = 0; i < metric.synonyms.size(); ++i) {
    // "distinct products" and "number of products" are read word by word, and in lists too.
    const auto lead = StructureWordsAt(Tokenize(metric.synonyms[i]), 0);
    const bool counted = std::any_of(lead.begin(), lead.end(), [](const WordHit& hit) {
      return hit.sense.role == Role::kCount || hit.sense.role == Role::kDistinct;
    });
    if (counted) continue;
    sense.cost = SynonymCost(i) + kPriorityCost * metric.priority;
    Add(metric.synonyms[i], sense);
  }
}

// "inactive", "unsubscribed": the flag is not set.
void Lexicon::AddOpposites(const semantic::Dimension& flag, Sense sense) {
  if (flag.kind != semantic::DimensionKind::kFlag) return;
  sense.value = "negated";
  std::vector<std::string> words = flag.synonyms;
  words.push_back(FoldName(flag.label));
  for (const std::string& word : words) {
    const bool adjective = EndsWith(word, "ive") || EndsWith(word, "ed");
    if (!adjective || word.find(' ') != std::string::npos) continue;
    for (const char* prefix : {"in", "un", "non", "non "}) Add(prefix + word, sense);
  }
}

// Whether another column of the table is called what this one is named in the lake: people mean
// the one that is called so.
bool Lexicon::NamesAnother(const semantic::Model& model, const semantic::Dimension& dimension,
                           const std::string& name) {
  return std::any_of(model.dimensions.begin(), model.dimensions.end(),
                     [&](const semantic::Dimension& other) {
                       return other.table == dimension.table && other.column != dimension.column &&
                              !other.hidden && FoldName(other.label) == name;
                     });
}

// "Month" with 1 to 12 beside a date: who says "monthly" means the months of the date.
bool IsOwnPeriod(const semantic::Model& model, const semantic::Dimension& dimension) {
  const auto* table = model.FindTable(dimension.table);
  const std::string label = FoldName(dimension.label);
  return table != nullptr && !table->time.empty() && dimension.type == Type::kInteger &&
         (label == "month" || label == "quarter" || label == "week" || label == "year");
}

void Lexicon::AddDimension(const semantic::Model& model, const semantic::Dimension& dimension) {
  Sense sense;
  sense.role = Role::kField;
  sense.ref = dimension.Field();
  sense.table = dimension.table;
  sense.cost = dimension.hidden ? 0.2 : IsOwnPeriod(model, dimension) ? 0.1 : 0.005;
  AddOpposites(dimension, sense);
  Add(dimension.label, sense);
  Add(ReplaceAll(dimension.label, " ", ""), sense);  // as programs write it: "UnitPrice"
  const std::string name = ReplaceAll(dimension.column, "_", " ");
  if (!NamesAnother(model, dimension, name)) Add(name, sense);
  for (size_t i = 0; i < dimension.synonyms.size(); ++i) {
    sense.cost = SynonymCost(i) + (dimension.hidden ? 0.2 : 0.005);
    Add(dimension.synonyms[i], sense);
  }
}

// "transactions" are what a column of that name holds the number of, before they are the rows of
// another table.
void Lexicon::PreferFigures(const semantic::Model& model) {
  for (const semantic::Dimension& dimension : model.dimensions) {
    const bool figure = dimension.kind == semantic::DimensionKind::kNumber && dimension.additive &&
                        !dimension.hidden;
    const auto found = figure ? phrases_.find(Stem(FoldName(dimension.label))) : phrases_.end();
    if (found == phrases_.end()) continue;
    for (Sense& sense : found->second) {
      const semantic::Metric* metric =
          sense.role == Role::kMetric ? model.FindMetric(sense.ref) : nullptr;
      const bool counts = metric != nullptr && metric->table != dimension.table &&
                          metric->expr.op == semantic::Op::kAggregate &&
                          metric->expr.name.starts_with("count");
      const bool other = sense.role == Role::kEntity || counts;
      if (other && Stem(FoldName(sense.ref)) != found->first) sense.cost += 0.3;
    }
  }
}

void Lexicon::AddEntity(const semantic::Entity& entity) {
  if (links_.contains(entity.table)) return;
  Sense sense;
  sense.role = Role::kEntity;
  sense.ref = entity.name;
  sense.table = entity.table;
  sense.cost = 0.004;
  Add(entity.name, sense);
  Add(entity.plural, sense);
  for (size_t i = 0; i < entity.synonyms.size(); ++i) {
    sense.cost = SynonymCost(i) + 0.004;
    Add(entity.synonyms[i], sense);
  }
  // Where customers live in the sales, each of them is active.
  if (entity.name != "customer" || entity.row) return;
  Add("active customer", sense);
  for (const std::string& synonym : entity.synonyms) Add("active " + synonym, sense);
}

// "international customers": a word that only one table's name holds says which table is meant.
void Lexicon::AddDistinctiveWords(const semantic::Model& model,
                                  const semantic::TableMeaning& table) {
  for (const Token& word : Tokenize(table.label)) {
    if (word.kind != Token::Kind::kWord || word.folded.size() < 5 ||
        phrases_.contains(StemOf(word)))
      continue;
    if (IsKnownWord(word.folded)) continue;
    const auto holds = [&](const semantic::TableMeaning& other) {
      const auto tokens = Tokenize(other.label);
      return &other != &table && !other.hidden && other.priority <= table.priority &&
             std::any_of(tokens.begin(), tokens.end(),
                         [&](const Token& token) { return token.stem == word.stem; });
    };
    const bool column = std::any_of(
        model.dimensions.begin(), model.dimensions.end(), [&](const semantic::Dimension& field) {
          const auto tokens = Tokenize(field.label);
          return !field.hidden && field.kind == semantic::DimensionKind::kNumber &&
                 std::any_of(tokens.begin(), tokens.end(),
                             [&](const Token& token) { return token.stem == word.stem; });
        });  // "warehouse contribution" is of the warehouse sales
    if (table.hidden || std::any_of(model.tables.begin(), model.tables.end(), holds)) continue;
    Sense sense;
    sense.role = Role::kTable;
    sense.ref = table.name;
    sense.table = table.name;
    sense.cost = column ? 0.3 : 0.1;
    Add(word.text, sense);
  }
}

void Lexicon::AddTable(const semantic::TableMeaning& table) {
  if (links_.contains(table.name)) return;
  Sense sense;
  sense.role = Role::kTable;
  sense.ref = table.name;
  sense.table = table.name;
  // A file's whole name is no accident, unless it is a period and a figure: "weekly sales".
  const std::vector<Token> words = Tokenize(table.label);
  const bool period = !words.empty() && EndsWith(words.front().folded, "ly");
  sense.cost = period ? 0.4 : words.size() > 1 ? -0.5 : 0.03;
  Add(table.label, sense);
  if (!table.entity.empty()) Add(table.entity + " table", sense);  // whatever the file is called
  Add(ReplaceAll(table.name, "_", " "), sense);
  for (size_t i = 0; i < table.synonyms.size(); ++i) {
    sense.cost = (period ? 0.4 : 0.03) + SynonymCost(i);
    Add(table.synonyms[i], sense);
  }
}

// "the most ordered products" are no "order products".
bool IsMostDone(const Token& most, const Token& done) {
  const std::string& how = most.folded;
  const bool rank = how == "most" || how == "least" || how == "best" || how == "frequently";
  return rank && done.folded.size() > 4 && EndsWith(done.folded, "ed");
}

namespace {

bool SaysMade(const std::string& word) {
  return word == "generated" || word == "earned" || word == "gained" || word == "collected" ||
         word == "made" || word == "brought";
}

}  // namespace

std::vector<Lexicon::Hit> Lexicon::At(const std::vector<Token>& tokens, size_t at) const {
  std::vector<Hit> hits;
  std::string key, bare;
  const bool deed = at > 0 && IsMostDone(tokens[at - 1], tokens[at]);
  for (size_t count = 1; count <= longest_ && at + count <= tokens.size(); ++count) {
    const Token& token = tokens[at + count - 1];
    if (count > 1 && deed) break;
    if (token.kind == Token::Kind::kSymbol || token.kind == Token::Kind::kQuoted) break;
    if (count > 1 && token.folded == "the") continue;  // "value of the discounts"
    key += (count > 1 ? " " : "") + StemOf(token);
    if (count > 1 && !SaysMade(token.folded)) bare += " " + StemOf(token);
    if (count == 1) bare = key;
    const auto found = phrases_.find(key);
    if (found != phrases_.end())
      for (const Sense& sense : found->second) hits.push_back({count, sense});
    // "the revenue generated per order" is the revenue per order.
    const auto made = bare == key || SaysMade(token.folded) ? phrases_.end() : phrases_.find(bare);
    if (made == phrases_.end()) continue;
    for (const Sense& sense : made->second) hits.push_back({count, sense});
  }
  std::stable_sort(hits.begin(), hits.end(),
                   [](const Hit& a, const Hit& b) { return a.count > b.count; });
  return hits;
}

namespace {

// "discount" without the vowels that hasty people leave out: "dscnt".
std::string Skeleton(std::string_view word) {
  std::string skeleton;
  for (const char c : word) {
    const bool vowel = c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
    if (skeleton.empty() || (!vowel && c != skeleton.back())) skeleton += c;
  }
  return skeleton;
}

}  // namespace

std::string Lexicon::NearestStem(const std::string& folded) const {
  if (folded.size() < 5) return {};
  int best = folded.size() >= 9 ? 3 : 2;
  const std::string own = Stem(folded);  // "catagories" is nearer to "category" by its stem
  const std::string skeleton = Skeleton(folded);
  std::string nearest;
  for (const auto& [word, stem] : words_) {
    if (word[0] != folded[0]) continue;  // people rarely miss the first letter
    const bool shortened = word.size() > folded.size() && skeleton.size() > 3;
    if (shortened && Skeleton(word) == skeleton) return stem;
    if (std::abs(static_cast<int>(word.size()) - static_cast<int>(folded.size())) >= best) continue;
    const int distance = std::min(EditDistance(folded, word, best), EditDistance(own, stem, best));
    if (distance < best || (distance == best && !nearest.empty() && stem < nearest)) {
      best = distance;
      nearest = stem;
    }
  }
  return nearest;
}

}  // namespace aisle::language
