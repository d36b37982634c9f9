#include "language/time_years.h"

#include <algorithm>

#include "language/token_view.h"

namespace aisle::language {
namespace {

constexpr double kGuess = 0.3;  // possible, but another reading is as good

class YearReader : private TokenView {
 public:
  YearReader(const std::vector<Token>& tokens, const TimeContext& context)
      : TokenView(tokens), context_(context) {}

  double Cost(size_t at) const {
    const bool led =
        at > 0 && Is(at - 1, {"in",    "for",     "during", "of", "from",  "since",   "by",
                              "vs",    "versus",  "and",    "to", "until", "till",    "before",
                              "after", "between", "-",      "or", ",",     "through", "year"});
    const int year = YearOf(*Get(at));
    double cost = 0;
    const bool held =
        year >= ToCivil(context_.first).year && year <= ToCivil(context_.Newest()).year;
    if (!held) cost += led ? 0.1 : 0.5;
    if (at > 0 && Is(at - 1, {"top",    "bottom", "first",  "than",    "least", "most", "over",
                              "under",  "above",  "below",  ">",       "<",     ">=",   "<=",
                              "=",      "!=",     "exceed", "exceeds", "limit", "+",    "*",
                              "equals", "id",     "number", "no",      "#"})) {
      cost += 1;
    }
    if (BoundsAmounts(at)) cost += 1;
    const Token* next = Get(at + 1);
    // "2016 orders": of the year, where the data holds it; else as many.
    if (!led && !held && next && next->kind == Token::Kind::kWord && next->plural) cost += kGuess;
    return cost;
  }

 private:
  // "1000 - 2000": the other end of the range is no year, so neither is this.
  bool BoundsAmounts(size_t at) const {
    const auto amount = [&](size_t index) {
      const Token* token = Get(index);
      return token && token->kind == Token::Kind::kNumber && YearOf(*token) == 0 &&
             token->number > 31;
    };
    if (Is(at + 1, {"-", "to", "and"}) && amount(at + 2)) return true;
    return at >= 2 && Is(at - 1, {"-", "to", "and"}) && amount(at - 2);
  }

  const TimeContext& context_;
};

}  // namespace

bool IsPlainNumber(const Token& token) {
  return token.kind == Token::Kind::kNumber && token.unit.empty() && token.number >= 0 &&
         token.text.size() <= 4 && std::all_of(token.text.begin(), token.text.end(), [](char c) {
           return (c >= '0' && c <= '9') || c == '\'';
         });
}

int FullYear(int two_digits) { return two_digits + (two_digits <= 68 ? 2000 : 1900); }

int YearOf(const Token& token) {
  if (!IsPlainNumber(token)) return 0;
  if (token.text.size() == 3 && token.text[0] == '\'') {
    return FullYear(static_cast<int>(token.number));
  }
  const int year = token.text.size() == 4 ? static_cast<int>(token.number) : 0;
  return year >= 1990 && year <= 2060 ? year : 0;
}

double YearCost(const std::vector<Token>& tokens, size_t at, const TimeContext& context) {
  return YearReader(tokens, context).Cost(at);
}

}  // namespace aisle::language
