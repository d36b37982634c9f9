// Tokens of the text forms: words, names in backticks, text in double quotes, numbers, dates,
// date-times and times of day written bare (2022-04-30, 2022-04-30 10:15:00, 10:15:00), symbols.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/text.h"
#include "semantic/text_form.h"

namespace aisle::semantic {
namespace {

constexpr std::array<std::string_view, 8> kClauseWords = {"measures", "rows",  "by",     "where",
                                                          "having",   "order", "offset", "limit"};
constexpr std::array<std::string_view, 19> kOtherReserved = {
    "and", "or",   "not",  "in",    "between", "contains", "starts", "ends", "is",  "as",
    "asc", "desc", "true", "false", "null",    "within",   "per",    "with", "from"};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsWordStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool IsWordPart(char c) { return IsWordStart(c) || IsDigit(c); }
char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  Token Next() {
    SkipBlanks();
    Token token;
    token.at = at_;
    if (at_ >= text_.size()) return token;
    const char c = text_[at_];
    if (IsWordStart(c)) return Word(token);
    if (c == '`') return Quoted(token, '`');
    if (c == '"') return Quoted(token, '"');
    if (IsDigit(c) || (c == '.' && IsDigit(Peek(1)))) return NumberOrTime(token);
    return Symbol(token);
  }

 private:
  char Peek(size_t ahead) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  void SkipBlanks() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string::npos)
      ++at_;
  }

  Token Word(Token token) {
    token.kind = TokenKind::kWord;
    while (IsWordPart(Peek(0))) token.text += Lower(text_[at_++]);
    return token;
  }

  // A quote inside is doubled in a name, and escaped with \ in text.
  Token Quoted(Token token, char quote) {
    for (++at_; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == quote && quote == '`' && Peek(1) == '`') {
        token.text += text_[at_++];
      } else if (c == quote) {
        ++at_;
        return Closed(std::move(token), quote);
      } else if (c == '\\' && quote == '"') {
        token.text += Escaped(Peek(1));
        ++at_;
      } else {
        token.text += c;
      }
    }
    token.kind = TokenKind::kBad;
    token.text = quote == '"' ? "the closing \" is missing" : "the closing ` is missing";
    return token;
  }

  static char Escaped(char c) { return c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c; }

  static Token Closed(Token token, char quote) {
    if (quote == '`') {
      token.kind = TokenKind::kQuoted;
      return token;
    }
    token.kind = TokenKind::kLiteral;
    token.value = std::move(token.text);
    token.text = "text";
    return token;
  }

  bool Digits(size_t from, size_t count) const {
    for (size_t i = 0; i < count; ++i)
      if (!IsDigit(Peek(from + i))) return false;
    return true;
  }
  int Int(size_t from, size_t count) const {
    int number = 0;
    for (size_t i = 0; i < count; ++i) number = number * 10 + (Peek(from + i) - '0');
    return number;
  }

  bool LooksLikeDate() const {
    return Digits(0, 4) && Peek(4) == '-' && Digits(5, 2) && Peek(7) == '-' && Digits(8, 2) &&
           !IsWordPart(Peek(10));
  }
  bool LooksLikeTime(size_t from) const {
    return Digits(from, 2) && Peek(from + 2) == ':' && Digits(from + 3, 2);
  }

  Token NumberOrTime(Token token) {
    token.kind = TokenKind::kLiteral;
    if (LooksLikeDate()) return DateOrTimestamp(std::move(token));
    if (LooksLikeTime(0)) {
      int64_t micros = 0;
      if (!TakeTime(&micros)) return Bad(std::move(token), "no such time of day");
      token.value = TimeOfDay{micros};
      token.text = "a time";
      return token;
    }
    return Number(std::move(token));
  }

  static Token Bad(Token token, std::string_view why) {
    token.kind = TokenKind::kBad;
    token.text = why;
    return token;
  }

  Token DateOrTimestamp(Token token) {
    const CivilDate civil{Int(0, 4), Int(5, 2), Int(8, 2)};
    if (!IsValidCivil(civil)) return Bad(std::move(token), "no such date");
    at_ += 10;
    const Date date = FromCivil(civil);
    token.text = "a date";
    token.value = date;
    if ((Peek(0) == ' ' || Peek(0) == 'T') && LooksLikeTime(1)) {
      ++at_;
      int64_t micros = 0;
      if (!TakeTime(&micros)) return Bad(std::move(token), "no such time of day");
      token.value = Timestamp{int64_t{date.days} * 86'400'000'000 + micros};
    }
    return token;
  }

  // HH:MM[:SS[.ffffff]]
  bool TakeTime(int64_t* micros) {
    const int hour = Int(0, 2), minute = Int(3, 2);
    at_ += 5;
    int second = 0;
    int64_t fraction = 0;
    if (Peek(0) == ':' && Digits(1, 2)) {
      second = Int(1, 2);
      at_ += 3;
      if (Peek(0) == '.' && IsDigit(Peek(1))) fraction = TakeFraction();
    }
    *micros = ((int64_t{hour} * 60 + minute) * 60 + second) * 1'000'000 + fraction;
    return hour < 24 && minute < 60 && second < 60;
  }

  int64_t TakeFraction() {
    int64_t fraction = 0, unit = 100'000;
    for (++at_; IsDigit(Peek(0)); ++at_, unit /= 10) fraction += (Peek(0) - '0') * unit;
    return fraction;
  }

  Token Number(Token token) {
    const size_t begin = at_;
    while (IsDigit(Peek(0))) ++at_;
    bool whole = true;
    if (Peek(0) == '.' && IsDigit(Peek(1))) {
      whole = false;
      for (++at_; IsDigit(Peek(0));) ++at_;
    }
    if (TakeExponent()) whole = false;
    if (IsWordPart(Peek(0))) return Bad(std::move(token), "a number cannot end in a letter");
    token.text = "a number";
    return Parsed(std::move(token), text_.substr(begin, at_ - begin), whole);
  }

  bool TakeExponent() {
    if (Lower(Peek(0)) != 'e') return false;
    const size_t sign = Peek(1) == '+' || Peek(1) == '-' ? 1 : 0;
    if (!IsDigit(Peek(1 + sign))) return false;
    for (at_ += 1 + sign; IsDigit(Peek(0));) ++at_;
    return true;
  }

  static Token Parsed(Token token, std::string_view digits, bool whole) {
    int64_t integer = 0;
    const char* end = digits.data() + digits.size();
    if (whole && std::from_chars(digits.data(), end, integer).ec == std::errc()) {
      token.value = integer;
      return token;
    }
    double number = 0;
    if (std::from_chars(digits.data(), end, number).ec != std::errc() || !std::isfinite(number))
      return Bad(std::move(token), "the number is too large");
    token.value = number;
    return token;
  }

  Token Symbol(Token token) {
    token.kind = TokenKind::kSymbol;
    for (const std::string_view two : {"<=", ">=", "!=", "<>", "=="}) {
      if (text_.substr(at_, 2) != two) continue;
      at_ += 2;
      token.text = two == "<>" ? "!=" : two == "==" ? "=" : two;
      return token;
    }
    token.text = text_.substr(at_, 1);
    if (std::string_view("()+-*/=<>,.").find(token.text) == std::string_view::npos)
      return Bad(std::move(token), "unexpected character");
    ++at_;
    return token;
  }

  std::string_view text_;
  size_t at_ = 0;
};

}  // namespace

bool IsClauseWord(std::string_view word) {
  return std::find(kClauseWords.begin(), kClauseWords.end(), word) != kClauseWords.end();
}

bool IsReserved(std::string_view word) {
  return IsClauseWord(word) ||
         std::find(kOtherReserved.begin(), kOtherReserved.end(), word) != kOtherReserved.end();
}

std::string QuoteName(std::string_view name) {
  bool plain = !name.empty() && IsWordStart(name[0]) && !IsReserved(name);
  for (const char c : name) plain = plain && IsWordPart(c) && c == Lower(c);
  if (plain) return std::string(name);
  std::string quoted = "`";
  for (const char c : name) quoted.append(c == '`' ? 2 : 1, c);
  return quoted + "`";
}

std::vector<Token> Tokenize(std::string_view text) {
  std::vector<Token> tokens;
  if (!IsValidUtf8(text)) {
    tokens.push_back(Token{TokenKind::kBad, "the text is not UTF-8", {}, 0});
    return tokens;
  }
  Lexer lexer(text);
  do {
    tokens.push_back(lexer.Next());
  } while (tokens.back().kind != TokenKind::kEnd && tokens.back().kind != TokenKind::kBad);
  return tokens;
}

}  // namespace aisle::semantic
