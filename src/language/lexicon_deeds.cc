// Deeds: what happens to things, told by rows of their own. A table of returns knows what was
// "returned", one of rentals what was "rented": the word counts those rows.
#include "base/text.h"
#include "language/lexicon.h"

namespace aisle::language {

using semantic::CountDistinct;
using semantic::CountRows;
using semantic::Field;

namespace {

const semantic::Metric* RowCount(const semantic::Model& model, const semantic::Entity& entity) {
  for (const semantic::Metric& metric : model.metrics) {
    const bool rows = metric.expr == CountRows(entity.table);
    const bool keys = entity.key.size() == 1 &&
                      metric.expr == CountDistinct(Field(entity.table + "." + entity.key.front()));
    if (rows || keys) return &metric;
  }
  return nullptr;
}

// "rental" → "rented", "review" → "reviewed", "release" → "released".
std::string Participle(std::string noun) {
  if (EndsWith(noun, "al") && noun.size() > 5) noun.resize(noun.size() - 2);
  return noun + (EndsWith(noun, "e") ? "d" : "ed");
}

bool IsVerb(const std::string& word) {
  for (const WordHit& hit : StructureWordsAt(Tokenize(word), 0))
    if (hit.sense.role == Role::kVerb) return true;
  return false;
}

}  // namespace

// Verbs that the grammar has ("ordered", "paid") stay what they are.
void Lexicon::AddDeeds(const semantic::Model& model) {
  for (const semantic::Entity& entity : model.entities) {
    const auto* table = model.FindTable(entity.table);
    const bool event = entity.row && table != nullptr && table->fact && !table->hidden;
    const semantic::Metric* count = event ? RowCount(model, entity) : nullptr;
    if (count == nullptr) continue;
    std::vector<std::string> nouns = entity.synonyms;
    nouns.push_back(entity.name);
    for (const std::string& noun : nouns) {
      const std::string word = Participle(noun);
      if (noun.find(' ') != std::string::npos || IsVerb(word)) continue;
      Sense sense;
      sense.role = Role::kMetric;
      sense.ref = count->name;
      sense.table = count->table;
      sense.value = "deed";
      sense.cost = 0.02;
      deeds_.emplace(word, std::move(sense));
    }
  }
}

const Sense* Lexicon::DeedOf(const Token& token) const {
  const auto found = deeds_.find(token.folded);
  return found == deeds_.end() ? nullptr : &found->second;
}

// "Returned units" are also "units returned", "units that were returned".
void Lexicon::AddTurned(const semantic::Metric& metric, const Sense& sense) {
  const std::vector<std::string> words = Split(FoldName(metric.label), ' ');
  if (words.size() != 2 || !EndsWith(words[0], "ed")) return;
  for (const char* link : {" ", " were ", " was ", " are ", " that were "})
    Add(words[1] + link + words[0], sense);
}

}  // namespace aisle::language
