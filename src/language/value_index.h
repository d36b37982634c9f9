// The ValueIndex finds the words of a question among the values of the data: "maharastra" is
// sales.ship_state = "MAHARASHTRA", "kurtas" is products.category = "kurta".
//
// It is built once from catalog::Values, immutable, and shared by threads. It knows spelling
// only; whether "Total" is meant as a value is for the interpreter to decide.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/values.h"
#include "language/tokens.h"

namespace aisle::language {

struct ValueTables;
struct RememberedWords;

struct ValueHit {
  std::string field;  // "table.column"
  std::string value;  // as stored
  int64_t count = 0;  // rows that hold it
  size_t first = 0;   // tokens of the question
  size_t count_tokens = 0;
  // 0: the same but for case, accents and punctuation. Up to 0.3: another number of the word,
  // other blanks, a code for the same place. About 0.4: a word of plain English that is also a
  // value, another inflection. From 0.5: initials, a misspelling, only part of the value.
  double cost = 0;
  bool whole = false;  // the words stand for the whole value, not for a part of it

  bool operator==(const ValueHit&) const = default;
};

class ValueIndex {
 public:
  ValueIndex();
  ~ValueIndex();
  ValueIndex(ValueIndex&&) noexcept;
  ValueIndex& operator=(ValueIndex&&) noexcept;

  static ValueIndex Build(const catalog::Values& values);

  // The same index, which keeps what it found near each word: for many look-ups of nearly the same
  // tokens by one thread.
  ValueIndex Remembering() const;

  // Every value that a span of at most eight tokens names, by position, longest span first, then
  // cheapest, then most frequent. At most a dozen hits a span, one value a field at its best.
  std::vector<ValueHit> Find(const std::vector<Token>& tokens) const;

  // Values that begin with `prefix`, then those with a later word that does, then, where there
  // are none, those that begin nearly so; the most frequent of each first.
  std::vector<ValueHit> Complete(std::string_view prefix, size_t limit) const;

  // The most frequent values of `field` ("table.column").
  std::vector<ValueHit> Frequent(std::string_view field, size_t limit) const;

 private:
  std::shared_ptr<const ValueTables> tables_;
  std::shared_ptr<RememberedWords> remembered_;  // null: nothing is kept
};

}  // namespace aisle::language
