#include "language/tokens.h"

#include <algorithm>
#include <utility>

#include "language/numbers.h"
#include "language/question_text.h"
#include "language/word_forms.h"

namespace aisle::language {
namespace {

constexpr size_t kMaxBytes = 16 * 1024;

// Reads the question from left to right; `at_` is always at the start of a character.
class Scanner : private QuestionText {
 public:
  explicit Scanner(std::string_view text) : QuestionText(text.substr(0, kMaxBytes)) {}

  std::vector<Token> Run() {
    while (at_ < text_.size()) Step();
    return std::move(tokens_);
  }

 private:
  void Step() {
    if (ReadBlank() || ReadQuoted() || ReadShortYear() || ReadMoney() || ReadNumber() || ReadWord())
      return;
    ReadSymbol();
  }

  bool ReadBlank() {
    size_t length = IsBlank(At(at_)) ? 1 : 0;
    if (Has(at_, "\u00a0")) length = 2;
    at_ += length;
    return length > 0;
  }

  void Add(size_t end, Token::Kind kind, std::string_view folded) {
    Token token;
    token.begin = at_;
    token.end = end;
    token.text = std::string(text_.substr(at_, end - at_));
    token.folded = std::string(folded);
    token.stem = token.folded;
    token.kind = kind;
    tokens_.push_back(std::move(token));
    at_ = end;
  }

  // '2022-11-05' is a date, however it is wrapped.
  static bool IsDate(std::string_view inner) {
    const auto digits =
        std::count_if(inner.begin(), inner.end(), [](char c) { return c >= '0' && c <= '9'; });
    const auto signs = std::count_if(inner.begin(), inner.end(),
                                     [](char c) { return c == '-' || c == '/' || c == '.'; });
    return signs == 2 && digits >= 6 && digits + signs == static_cast<std::ptrdiff_t>(inner.size());
  }

  bool ReadQuoted() {
    static constexpr std::pair<std::string_view, std::string_view> kQuotes[] = {
        {"\"", "\""}, {"“", "”"}, {"”", "”"}, {"'", "'"}, {"‘", "’"}, {"«", "»"}, {"`", "`"}};
    for (const auto& [open, close] : kQuotes) {
      if (!Has(at_, open) || (at_ > 0 && WordCharacter(at_ - 1) == 1)) continue;
      const size_t begin = at_ + open.size();
      const size_t end = QuoteEnd(begin, close);
      if (end == std::string_view::npos) continue;
      if (IsDate(text_.substr(begin, end - begin))) return false;
      AddQuoted(begin, end, end + close.size());
      return true;
    }
    return false;
  }

  void AddQuoted(size_t begin, size_t end, size_t after) {
    const std::string_view inner = text_.substr(begin, end - begin);
    Add(after, Token::Kind::kQuoted, FoldWord(inner));
    tokens_.back().text = std::string(inner);
    tokens_.back().capital = IsUpper(inner[0]);
  }

  // "'22": the apostrophe is kept, for it makes a year of the number.
  bool ReadShortYear() {
    const size_t length = Apostrophe(at_);
    const size_t end = at_ + length + 2;
    if (length == 0 || !IsDigit(At(at_ + length)) || !IsDigit(At(end - 1))) return false;
    if (WordCharacter(end) > 0) return false;
    const std::string digits(text_.substr(at_ + length, 2));
    Add(end, Token::Kind::kNumber, "'" + digits);
    tokens_.back().text = tokens_.back().folded;
    tokens_.back().number = *ParseDigits(digits);
    return true;
  }

  // "₹10,000", "Rs. 500", "US$5k": a currency before digits.
  bool ReadMoney() {
    static constexpr std::string_view kSigns[] = {"₹", "$", "€", "£", "¥", "US$"};
    for (const std::string_view sign : kSigns) {
      if (Has(at_, sign) && TryMoney(sign, at_ + sign.size())) return true;
    }
    if (!IsAsciiLetter(At(at_))) return false;
    const size_t end = RunEnd(at_);
    if (end - at_ < 2 || end - at_ > 3) return false;
    const std::string folded = FoldWord(text_.substr(at_, end - at_));
    if (CurrencyOf(folded).empty() || folded == "yen") return false;
    return TryMoney(folded, At(end) == '.' ? end + 1 : end);
  }

  bool TryMoney(std::string_view sign, size_t digits) {
    while (At(digits) == ' ') ++digits;
    if (!IsDigit(At(digits))) return false;
    AddNumber(at_, digits, CurrencyOf(FoldWord(sign)));
    return true;
  }

  bool ReadNumber() {
    const char c = At(at_);
    const bool fraction = c == '.' && IsDigit(At(at_ + 1));
    const bool negative = c == '-' && (IsDigit(At(at_ + 1)) || At(at_ + 1) == '.') && StartsWord();
    if (!IsDigit(c) && !fraction && !negative) return false;
    const size_t digits = negative ? at_ + 1 : at_;
    if (!IsDigit(At(digits)) && !IsDigit(At(digits + 1))) return false;
    if (!fraction && IsCode(at_)) return false;
    AddNumber(at_, digits, "");
    if (negative) tokens_.back().number = -tokens_.back().number;
    return true;
  }

  // Whether nothing but a blank, a bracket or a comparison stands before: "-5" is then a number.
  bool StartsWord() const {
    if (at_ == 0) return true;
    const char before = text_[at_ - 1];
    if (!IsBlank(before)) return before == '(' || before == '>' || before == '<' || before == '=';
    return tokens_.empty() || tokens_.back().kind != Token::Kind::kNumber;
  }

  void AddNumber(size_t begin, size_t digits, std::string unit) {
    size_t end = DigitsEnd(digits);
    double value = ParseDigits(text_.substr(digits, end - digits)).value_or(0);
    const bool money = !unit.empty();
    const size_t run = RunEnd(end);
    const std::string glued = FoldWord(text_.substr(end, run - end));
    const double scale = ScaleOf(glued, true);
    if (scale > 0 && (money || (glued != "b" && glued != "l"))) {
      value *= scale;
      end = run;
    } else if (run == end) {
      end = ReadScaleWord(end, &value);
    }
    end = ReadUnit(end, &unit);
    at_ = begin;
    Add(end, Token::Kind::kNumber, FoldWord(text_.substr(begin, end - begin)));
    tokens_.back().number = value;
    tokens_.back().unit = std::move(unit);
  }

  size_t ReadScaleWord(size_t end, double* value) const {
    size_t after = end;
    const double scale = ScaleOf(NextWord(end, &after), false);
    if (scale == 0) return end;
    *value *= scale;
    return after;
  }

  size_t ReadUnit(size_t end, std::string* unit) const {
    if (At(end) == '%' || (At(end) == ' ' && At(end + 1) == '%')) {
      *unit = "%";
      return end + (At(end) == '%' ? 1 : 2);
    }
    for (const std::string_view sign : {"₹", "$", "€", "£", "¥"}) {
      if (!Has(end, sign) || !unit->empty()) continue;
      *unit = CurrencyOf(sign);
      return end + sign.size();
    }
    size_t after = end;
    const std::string word = NextWord(end, &after);
    size_t second = after;
    if (word == "percent" || word == "pct" ||
        (word == "per" && NextWord(after, &second) == "cent")) {
      *unit = "%";
      return word == "per" ? second : after;
    }
    const std::string code = CurrencyOf(word);
    if (!code.empty() && (unit->empty() || *unit == code) &&
        (word.size() > 3 || !LeadsNumber(after))) {
      *unit = code;
      return after;
    }
    return end;
  }

  bool ReadWord() {
    if (WordCharacter(at_) == 0) return false;
    const size_t begin = at_;
    size_t end = CompoundEnd(begin);
    while (ContinuesWord(end)) end = RunEnd(end + std::max<size_t>(1, Apostrophe(end)));
    if (Apostrophe(end) > 0 && end > begin && (text_[end - 1] | 0x20) == 's') {
      // "customers' orders": the apostrophe is the word's own, no quote opens here.
      AddWord(begin, end);
      at_ = end + Apostrophe(end);
      return true;
    }
    AddWord(begin, end);
    return true;
  }

  // Whether an apostrophe or the point of a domain at `end` goes on with the word.
  bool ContinuesWord(size_t end) const {
    if (const size_t length = Apostrophe(end)) {
      return WordCharacter(end + length) > 0 && !IsDigit(At(end + length));
    }
    if (At(end) != '.' || WordCharacter(end + 1) == 0) return false;
    const size_t next = RunEnd(end + 1);
    return IsDomainEnding(text_.substr(end + 1, next - end - 1)) && !HasDigitBefore(end);
  }

  bool HasDigitBefore(size_t end) const { return end > 0 && IsDigit(text_[end - 1]); }

  void AddWord(size_t begin, size_t end) {
    const bool starts = StartsSentence();
    std::string folded = FoldWord(text_.substr(begin, end - begin));
    const Contraction cut = CutContraction(folded);
    at_ = begin;
    if (!FoldNumberWords(begin, end, cut.rest)) {
      Add(end, Token::Kind::kWord, SpeltOut(cut.rest));
      Token& token = tokens_.back();
      token.stem = Stem(token.folded);
      token.number = OrdinalOf(token.folded);
      token.plural = LooksPlural(token.folded);
      token.capital = IsUpper(text_[begin]) && !starts;
    }
    if (!cut.negated) return;
    Token negation = tokens_.back();
    negation.folded = negation.stem = "not";
    negation.plural = negation.capital = false;
    tokens_.push_back(std::move(negation));
  }

  bool StartsSentence() const {
    if (tokens_.empty()) return true;
    const Token& last = tokens_.back();
    return last.kind == Token::Kind::kSymbol &&
           (last.text == "." || last.text == "?" || last.text == "!" || last.text == ";");
  }

  // Makes one number of "twenty five", which starts with the word from `begin` to `end`.
  bool FoldNumberWords(size_t begin, size_t end, std::string_view first) {
    std::vector<std::string> held = {std::string(first)};
    std::vector<size_t> ends = {end};
    while (held.size() < 8 && (At(ends.back()) == ' ' || At(ends.back()) == '-')) {
      const size_t start = ends.back() + 1;
      const size_t next = RunEnd(start);
      if (next == start) break;
      held.push_back(FoldWord(text_.substr(start, next - start)));
      ends.push_back(next);
    }
    const auto number = ReadNumberWords({held.begin(), held.end()});
    if (!number) return false;
    at_ = begin;
    std::string unit;
    const size_t after = ReadUnit(ends[number->count - 1], &unit);
    Add(after, Token::Kind::kNumber, FoldWord(text_.substr(begin, after - begin)));
    tokens_.back().number = number->value;
    tokens_.back().unit = std::move(unit);
    return true;
  }

  void ReadSymbol() {
    if (ReadHyphen() || ReadPoint()) return;
    static constexpr std::pair<std::string_view, std::string_view> kSigns[] = {
        {">=", ">="}, {"=>", ">="}, {"<=", "<="}, {"=<", "<="}, {"!=", "!="}, {"<>", "!="},
        {"==", "="},  {"≥", ">="},  {"≤", "<="},  {"≠", "!="},  {"…", "."},   {"×", "*"},
        {"₹", "₹"},   {"€", "€"},   {"£", "£"},   {"¥", "¥"},   {"？", "?"}};
    for (const auto& [sign, folded] : kSigns) {
      if (!Has(at_, sign)) continue;
      Add(at_ + sign.size(), Token::Kind::kSymbol, folded);
      return;
    }
    static constexpr std::string_view kSingle = "><=&+/*():,#?;!%$[]";
    if (kSingle.find(text_[at_]) != std::string_view::npos) {
      Add(at_ + 1, Token::Kind::kSymbol, text_.substr(at_, 1));
      return;
    }
    at_ += CharacterLength(at_);
  }

  // A hyphen between words is no sign; between numbers, months or weekdays it is a range, and
  // between blanks a minus or a dash.
  bool ReadHyphen() {
    for (const std::string_view dash : {"–", "—", "−"}) {
      if (!Has(at_, dash)) continue;
      Add(at_ + dash.size(), Token::Kind::kSymbol, "-");
      return true;
    }
    if (At(at_) != '-' && At(at_) != '_') return false;
    if (At(at_) == '-' && HyphenIsSign()) {
      Add(at_ + 1, Token::Kind::kSymbol, "-");
    } else {
      ++at_;
    }
    return true;
  }

  bool IsCurrencyAt(size_t at) const {
    for (const std::string_view sign : {"$", "€", "£", "₹"})
      if (Has(at, sign)) return true;
    return false;
  }

  bool HyphenIsSign() const {
    const bool glued_before = at_ > 0 && !IsBlank(text_[at_ - 1]);
    const bool glued_after = WordCharacter(at_ + 1) > 0;
    if (glued_before && IsCurrencyAt(at_ + 1) && !tokens_.empty()) {  // "$15-$30"
      return tokens_.back().end == at_ && tokens_.back().kind == Token::Kind::kNumber;
    }
    if (!glued_before || !glued_after) return !glued_before && IsBlank(At(at_ + 1));
    if (tokens_.empty() || tokens_.back().end != at_) return false;
    const Token& before = tokens_.back();
    const std::string after = FoldWord(text_.substr(at_ + 1, RunEnd(at_ + 1) - at_ - 1));
    return Ranges(before.folded) && Ranges(after);
  }

  static bool Ranges(std::string_view folded) {
    return HasDigit(folded) || IsMonthWord(folded) || IsDayWord(folded);
  }

  // A point ends a sentence before a blank or the end, unless it belongs to an abbreviation.
  bool ReadPoint() {
    if (At(at_) != '.') return false;
    if (DropsLetterPoint()) return true;
    const bool ends = at_ + 1 >= text_.size() || IsBlank(At(at_ + 1));
    const bool shortened = !tokens_.empty() && tokens_.back().end == at_ &&
                           IsAbbreviation(tokens_.back().folded) && at_ + 1 < text_.size();
    if (ends && !shortened) {
      Add(at_ + 1, Token::Kind::kSymbol, ".");
    } else {
      ++at_;
    }
    return true;
  }

  // "e.g.", "U.S.A.": single letters with points make one word.
  bool DropsLetterPoint() {
    if (tokens_.empty()) return false;
    Token& last = tokens_.back();
    const bool letters = last.kind == Token::Kind::kWord && last.end == at_ && last.end >= 1 &&
                         IsAsciiLetter(text_[at_ - 1]) &&
                         (last.end - last.begin == 1 || last.text.find('.') != std::string::npos);
    if (!letters || (last.end - last.begin > 1 && text_[at_ - 2] != '.')) return false;
    const bool more = IsAsciiLetter(At(at_ + 1)) && WordCharacter(at_ + 2) == 0;
    if (!more && last.text.find('.') == std::string::npos) return false;
    last.end = at_ + (more ? 2 : 1);
    last.text = std::string(text_.substr(last.begin, last.end - last.begin));
    if (more) last.folded += FoldWord(text_.substr(at_ + 1, 1));
    last.stem = last.folded;
    at_ = last.end;
    return true;
  }

  size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> Tokenize(std::string_view question) { return Scanner(question).Run(); }

}  // namespace aisle::language
