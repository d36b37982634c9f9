// A Piece is a stretch of the question with every role that it may play: what the annotator
// hands to the reader. Internal to language/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "language/time_words.h"
#include "language/tokens.h"
#include "language/value_index.h"

namespace aisle::language {

enum class Role {
  // from the model and the data
  kMetric,  // ref = metric
  kField,   // ref = table.column
  kEntity,  // ref = entity
  kTable,   // ref = table
  kValue,   // ref = table.column, value
  kTime,    // time
  kNumber,
  // structure words; ref refines
  kFold,        // sum avg min max median stddev
  kCount,       // "how many", "number of"
  kCountAfter,  // "count", "volume": after the thing counted
  kDistinct,
  kRank,       // direction; ref = what is ranked when nothing says so: units orders price …
  kGroup,      // by, per, each …; ref = "by" | "per" | "each" | "across"
  kWise,       // category-wise
  kMeasureBy,  // "based on", "in terms of", "sorted by"
  kCompare,    // ref = > >= < <= =
  kOrMore,     // after a number; ref = >= <=
  kBetween,
  kNot,
  kNever,
  kShare,
  kChange,
  kCumulative,
  kMovingAverage,
  kRankList,
  kWhich,
  kList,
  kMissing,
  kContains,  // ref = contains | starts | ends
  kVersus,
  kDifference,
  kBoth,  // "the ratio between them": ref = ratio | difference
  kAnd,
  kOr,
  kTimeNoun,  // ref = grain
  kVerb,      // ref = what it says: sell, order, spend, make, perform …
  kThat,      // who, that, with, whose, having, where
  kNegative,  // "negative", "losing": below zero
  kZero,
  kMultiple,   // "in multiple regions"
  kInEvery,    // "appearing in every month"
  kRepeat,     // more than once
  kDetail,     // records, rows, details, transactions
  kTogether,   // "bought together"
  kRelation,   // ref = correlation | relation
  kStreak,     // "consecutive", "in a row"
  kDirection,  // "lowest first": direction; ref = time | name | what is implied, like kRank's
  kBucket,     // "groups", "tiers", "classify": bands that the question spells out
  kSymbol,
  kOut,          // ref = reason: advice forecast …
  kUnsupported,  // a shape that is not built: ref says which
  kStop,
  kUnknown,
};

struct Sense {
  Role role = Role::kUnknown;
  std::string ref;
  std::string value;
  int direction = 0;  // kRank, kDirection: 1 highest first, -1 lowest first
  double cost = 0;
  std::string table;  // whose table it needs; empty: none
  bool whole = true;  // kValue: the words are the whole value
};

struct Piece {
  size_t first = 0;  // tokens
  size_t count = 0;
  std::vector<Sense> senses;  // cheapest first
  TimeReading time;           // when a sense is kTime
  double number = 0;          // kNumber, and ordinals
  std::string unit;
  bool quoted = false;
  bool plural = false;
  bool used = false;

  const Sense* Find(Role role) const;
  bool Is(Role role) const { return Find(role) != nullptr; }
  // The role when nothing in the context says otherwise.
  Role Main() const { return senses.empty() ? Role::kUnknown : senses.front().role; }
};

// The structure words that start at `tokens[at]`, longest first.
struct WordHit {
  size_t count = 0;
  Sense sense;
};
std::vector<WordHit> StructureWordsAt(const std::vector<Token>& tokens, size_t at);
// Whether the word is plain English that carries no meaning for a query.
bool IsStopWord(std::string_view folded);
// Every single word that the tables know, for "this is no misspelling".
bool IsKnownWord(std::string_view folded);

std::string_view ToString(Role role);

}  // namespace aisle::language
