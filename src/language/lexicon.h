// The Lexicon holds every name that the model gives to a metric, dimension, entity or table, by
// the stems of its words: "sub-categories" finds superstore.sub_category. Built once, immutable.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "language/piece.h"
#include "semantic/model.h"

namespace aisle::language {

class Lexicon {
 public:
  explicit Lexicon(const semantic::Model& model);

  struct Hit {
    size_t count = 0;
    Sense sense;
  };
  // Names that start at `tokens[at]`, longest first.
  std::vector<Hit> At(const std::vector<Token>& tokens, size_t at) const;
  // What a participle counts, or null: "returned".
  const Sense* DeedOf(const Token& token) const;
  // The lexicon's word nearest to a misspelt one, as a stem; empty if none is near.
  std::string NearestStem(const std::string& folded) const;

 private:
  static std::string StemOf(const Token& token);
  void Add(std::string_view phrase, Sense sense);
  void AddAlsoSaid();
  void AddOpposites(const semantic::Dimension& flag, Sense sense);
  void AddLengths(const semantic::Model& model);
  void AddFallbacks(const semantic::Model& model);
  void AddEntity(const semantic::Entity& entity);
  void AddDimension(const semantic::Model& model, const semantic::Dimension& dimension);
  static bool NamesAnother(const semantic::Model& model, const semantic::Dimension& dimension,
                           const std::string& name);
  void AddMetric(const semantic::Metric& metric);
  void AddAdjective(const semantic::Metric& metric, Sense sense);
  void FindLinks(const semantic::Model& model);
  void AddTurned(const semantic::Metric& metric, const Sense& sense);
  void AddDeeds(const semantic::Model& model);
  void AddTable(const semantic::TableMeaning& table);
  void AddPartialNames(const semantic::Model& model);
  void AddPartsOfNames(const semantic::Model& model);
  static bool OthersSayLittle(const semantic::Model& model, const std::vector<Token>& words,
                              const Token& kept);
  void AddPartialName(const semantic::Model& model, const semantic::Dimension& dimension,
                      const std::string& word);
  void AddDistinctiveWords(const semantic::Model& model, const semantic::TableMeaning& table);
  void PreferFigures(const semantic::Model& model);

  std::unordered_map<std::string, std::vector<Sense>> phrases_;  // stems joined by blanks
  std::unordered_map<std::string, std::string> words_;           // folded word → stem
  std::unordered_map<std::string, Sense> deeds_;                 // folded participle → its count
  std::set<std::string> links_;  // tables that only tie others together, which nobody names
  size_t longest_ = 1;
};

}  // namespace aisle::language
