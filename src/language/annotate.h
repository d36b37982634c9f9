// From tokens to pieces: finds every reading of every stretch of a question (Annotate), then, for
// one scope, picks the stretches that explain the question best (Segment). Internal to language/.
#pragma once

#include <vector>

#include "language/lexicon.h"
#include "language/piece.h"
#include "language/scope.h"
#include "language/time_words.h"
#include "language/value_index.h"

namespace aisle::language {

constexpr double kUnknownCost = 3;   // of a word that nothing explains
constexpr double kPieceCost = 0.1;   // of every piece, so that the longest names win
constexpr double kStepCost = 0.012;  // of each join between a sense and the scope's rows

struct Annotations {
  std::vector<Token> tokens;
  std::vector<std::vector<Piece>> at;  // by first token: candidate pieces, senses not merged
};

// Everything but times, which depend on the scope's data.
Annotations Annotate(std::string_view question, const Lexicon& lexicon, const ValueIndex& values);
Annotations WithTimes(Annotations annotations, const TimeContext& time);

struct Segmentation {
  std::vector<Piece> pieces;  // in order, covering every token once
  double cost = 0;
  std::vector<size_t> unknown;  // tokens with content that nothing in the scope explains
};
Segmentation Segment(const Annotations& annotations, const Scope& scope);

}  // namespace aisle::language
