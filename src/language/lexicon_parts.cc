// Parts of names: "installments" for payment_installments, "industry" for job_industry_category.
#include <algorithm>
#include <map>

#include "base/text.h"
#include "language/lexicon.h"

namespace aisle::language {

namespace {

// Words that many headings end or begin with: alone they name no column.
bool SaysLittle(const std::string& folded) {
  constexpr std::string_view kPlain[] = {
      "name",     "number",  "code",        "date",     "time",      "type",    "value",
      "amount",   "total",   "price",       "status",   "count",     "unit",    "units",
      "rate",     "level",   "percent",     "first",    "last",      "title",   "group",
      "class",    "address", "average",     "prefix",   "timestamp", "text",    "old",
      "new",      "flag",    "quantity",    "sales",    "sale",      "cost",    "line",
      "customer", "product", "order",       "store",    "employee",  "item",    "supplier",
      "invoice",  "account", "transaction", "purchase", "member",    "user",    "branch",
      "gross",    "online",  "business",    "annual",   "yearly",    "monthly", "current"};
  return folded.size() < 4 ||
         std::find(std::begin(kPlain), std::end(kPlain), folded) != std::end(kPlain);
}

// What a name costs that is only part of a column's.
constexpr double kGuessCost = 0.35;

}  // namespace

// Whether nothing but the thing and plain words stand beside a word: "freight" of "freight value",
// "weight" of "product weight", but not "profit" of "profit margin".
bool Lexicon::OthersSayLittle(const semantic::Model& model, const std::vector<Token>& words,
                              const Token& kept) {
  return std::all_of(words.begin(), words.end(), [&](const Token& word) {
    const auto names = [&](const std::string& name) {
      const auto parts = Tokenize(name);
      return std::any_of(parts.begin(), parts.end(),
                         [&](const Token& part) { return part.stem == word.stem; });
    };
    return word.folded == kept.folded || SaysLittle(word.folded) ||
           std::any_of(model.tables.begin(), model.tables.end(),
                       [&](const auto& table) { return names(table.label); }) ||
           std::any_of(model.entities.begin(), model.entities.end(),
                       [&](const auto& entity) { return names(entity.name); });
  });
}

// "installments" for payment_installments: a word that the heading of one column only holds.
void Lexicon::AddPartialNames(const semantic::Model& model) {
  std::unordered_map<std::string, std::vector<const semantic::Dimension*>> holders;
  for (const auto& dimension : model.dimensions) {
    if (dimension.hidden) continue;
    for (const Token& word : Tokenize(dimension.label)) holders[StemOf(word)].push_back(&dimension);
  }
  for (const auto& dimension : model.dimensions) {
    const auto words = Tokenize(dimension.label);
    if (dimension.hidden || words.size() < 2 || IsTemporal(dimension.type)) continue;
    for (const Token& word : words) {
      const bool plain = word.kind != Token::Kind::kWord || SaysLittle(word.folded) ||
                         IsStopWord(word.folded) || !StructureWordsAt({word}, 0).empty() ||
                         !OthersSayLittle(model, words, word);
      const auto known = phrases_.find(StemOf(word));
      const bool taken = known != phrases_.end() &&
                         std::any_of(known->second.begin(), known->second.end(),
                                     [](const Sense& s) { return s.role != Role::kTable; });
      if (plain || taken || holders[StemOf(word)].size() > 1) continue;
      AddPartialName(model, dimension, word.text);
    }
  }
}

namespace {

// The parts of a label, each some of its words in a row: "fat content" of "item fat content".
std::vector<std::string> PartsOf(const std::string& label) {
  const std::vector<Token> words = Tokenize(label);
  std::vector<std::string> parts;
  for (size_t first = 0; first < words.size(); ++first) {
    std::string part;
    bool plain = true;
    for (size_t last = first; last < words.size(); ++last) {
      if (words[last].kind != Token::Kind::kWord) break;
      const bool structural =
          IsStopWord(words[last].folded) || !StructureWordsAt({words[last]}, 0).empty();
      plain = plain && (structural || SaysLittle(words[last].folded));
      part += (part.empty() ? "" : " ") + words[last].text;
      const bool whole = first == 0 && last + 1 == words.size();
      if (!plain && !whole && !structural) parts.push_back(part);
    }
  }
  return parts;
}

}  // namespace

// "industry" for job_industry_category: what only one label holds, as a guess that is told.
void Lexicon::AddPartsOfNames(const semantic::Model& model) {
  std::map<std::string, std::set<std::string>> labels;  // of each part
  std::map<std::string, std::vector<const semantic::Dimension*>> holders;
  for (const auto& dimension : model.dimensions) {
    const bool figure = dimension.kind == semantic::DimensionKind::kNumber;
    if (dimension.hidden || figure || IsTemporal(dimension.type)) continue;
    for (const std::string& part : PartsOf(dimension.label)) {
      labels[part].insert(FoldName(dimension.label));
      holders[part].push_back(&dimension);
    }
  }
  for (const auto& [part, columns] : holders) {
    std::string key;
    for (const Token& word : Tokenize(part)) key += (key.empty() ? "" : " ") + StemOf(word);
    if (labels[part].size() > 1 || phrases_.contains(key)) continue;
    for (const semantic::Dimension* column : columns) {
      Sense sense;
      sense.role = Role::kField;
      sense.ref = column->Field();
      sense.table = column->table;
      sense.value = "fallback";
      sense.cost = kGuessCost;
      Add(part, sense);
    }
  }
}

void Lexicon::AddPartialName(const semantic::Model& model, const semantic::Dimension& dimension,
                             const std::string& word) {
  Sense sense;
  sense.role = Role::kField;
  sense.ref = dimension.Field();
  sense.table = dimension.table;
  sense.cost = 0.09;
  Add(word, sense);
  const semantic::Expr total = semantic::Sum(semantic::Field(dimension.Field()));
  for (const auto& metric : model.metrics) {
    if (metric.expr != total) continue;
    sense.role = Role::kMetric;
    sense.ref = metric.name;
    sense.table = metric.table;
    Add(word, sense);
    Add("total " + word, sense);
  }
}

}  // namespace aisle::language
