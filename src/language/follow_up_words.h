// The words of a follow-up, from which phrases are taken as they are understood: what remains is
// read as names and values. Internal to language/.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "language/tokens.h"

namespace aisle::language {

class FollowUpWords {
 public:
  // Misspelt words of conversation ("insted", "wihtout") are read as what they mean.
  explicit FollowUpWords(std::string_view text);

  // Each takes the first of the phrases that is there; false when none is. A phrase is folded
  // words with single blanks; `#` in it stands for a number or an ordinal, kept in Number().
  bool Take(std::initializer_list<std::string_view> phrases);
  bool TakeFirst(std::initializer_list<std::string_view> phrases);  // at the beginning
  bool TakeLast(std::initializer_list<std::string_view> phrases);   // at the end
  bool TakeAll(std::initializer_list<std::string_view> phrases);    // nothing else is there

  bool Has(std::initializer_list<std::string_view> words) const;
  double Number() const { return number_; }
  size_t size() const { return left_.size(); }
  bool empty() const { return left_.empty(); }
  const Token& at(size_t i) const { return left_[i]; }
  void Drop(size_t i) { left_.erase(left_.begin() + static_cast<std::ptrdiff_t>(i)); }
  // What remains, as typed; the words after the one at `from`, which are taken.
  std::string Text() const;
  std::string TakeFrom(size_t from);

 private:
  bool TakeAt(std::string_view phrase, size_t at);
  size_t Match(std::string_view phrase, size_t at);

  std::string text_;
  std::vector<Token> left_;
  double number_ = 0;
};

}  // namespace aisle::language
