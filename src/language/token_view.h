// A TokenView reads tokens by position without fear of the end: past it there are no words.
#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "language/tokens.h"

namespace aisle::language {

class TokenView {
 public:
  using Words = std::initializer_list<std::string_view>;

  explicit TokenView(const std::vector<Token>& tokens) : tokens_(tokens) {}

  size_t size() const { return tokens_.size(); }
  const Token* Get(size_t index) const { return index < size() ? &tokens_[index] : nullptr; }
  // The folded text at `index`; empty past the end and for what is quoted.
  std::string_view Word(size_t index) const {
    const Token* token = Get(index);
    return token && token->kind != Token::Kind::kQuoted ? std::string_view(token->folded)
                                                        : std::string_view();
  }
  bool Is(size_t index, Words words) const {
    const std::string_view word = Word(index);
    return !word.empty() && std::find(words.begin(), words.end(), word) != words.end();
  }
  // Past the token at `index` when it is one of `words`.
  size_t Skip(size_t index, Words words) const { return Is(index, words) ? index + 1 : index; }

 private:
  const std::vector<Token>& tokens_;
};

}  // namespace aisle::language
