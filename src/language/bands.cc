#include "language/bands.h"

#include <algorithm>

#include "base/text.h"
#include "language/numbers.h"
#include "language/token_view.h"

namespace aisle::language {

namespace {

using semantic::Expr;
using semantic::Literal;
using semantic::Make;
using semantic::Op;

constexpr size_t kFarthest = 9;  // tokens between two bands, labels included

class BandReader : private TokenView {
 public:
  explicit BandReader(const std::vector<Token>& tokens) : TokenView(tokens), tokens_(tokens) {}

  std::optional<Bands> Run() {
    ReadRanges();
    if (found_.size() < 2 || !SideBySide() || !OfOneThing() || LeavesGap()) return std::nullopt;
    Label();
    AddRest();
    return Span();
  }

 private:
  bool IsNumber(size_t at) const {
    return Get(at) != nullptr && Get(at)->kind == Token::Kind::kNumber && Get(at)->unit != "%";
  }

  void ReadRanges() {
    for (size_t at = 0; at < size();) {
      auto band = RangeAt(at);
      if (!band) {
        ++at;
        continue;
      }
      at = band->end = SkipUnit(band->end);
      if (!found_.empty() && band->first - found_.back().end > kFarthest) found_.clear();
      found_.push_back(std::move(*band));
    }
  }

  size_t SkipUnit(size_t at) const {
    return Skip(at, {"hrs", "hours", "hour", "h", "years", "year", "days", "usd", "dollars"});
  }

  std::optional<Band> RangeAt(size_t at) const {
    if (auto band = OpenAt(at)) return band;
    return ClosedAt(at);
  }

  // "less than 100", "> 500", "100 and above", "500+".
  std::optional<Band> OpenAt(size_t at) const {
    Band band;
    band.first = at;
    size_t number = at;
    bool up = false, down = false, strict = true;
    if (Is(at, {"<", "below", "under", "before", "upto"})) down = true, number = at + 1;
    if (Is(at, {"<="})) down = true, strict = false, number = at + 1;
    if (Is(at, {">", "above", "over", "after", "exceeding", "beyond"})) up = true, number = at + 1;
    if (Is(at, {">="})) up = true, strict = false, number = at + 1;
    if (Is(at + 1, {"than"})) {
      if (Is(at, {"less", "fewer", "lower", "smaller"})) down = true, number = at + 2;
      if (Is(at, {"more", "greater", "higher", "larger"})) up = true, number = at + 2;
    }
    if (Is(at, {"up"}) && Is(at + 1, {"to"})) down = true, strict = false, number = at + 2;
    if (Is(at, {"at"}) && Is(at + 1, {"most"})) down = true, strict = false, number = at + 2;
    if (Is(at, {"at"}) && Is(at + 1, {"least"})) up = true, strict = false, number = at + 2;
    if (!IsNumber(number)) return std::nullopt;
    band.end = number + 1;
    if (!up && !down) {
      const bool more = Is(number + 1, {"and", "or"}) && Is(number + 2, {"above", "more", "over"});
      const bool less = Is(number + 1, {"and", "or"}) && Is(number + 2, {"below", "less", "under"});
      const bool plus = Is(number + 1, {"+"});
      if (!more && !less && !plus) return std::nullopt;
      up = more || plus;
      strict = false;
      band.end = number + (plus ? 2 : 3);
    }
    const double value = tokens_[number].number;
    if (up) band.low = value, band.above = strict;
    if (!up) band.high = value, band.below = strict;
    return band;
  }

  // "100 to 500", "between 12 & 17", "$1,000 - $5,000".
  std::optional<Band> ClosedAt(size_t at) const {
    const size_t low = Skip(at, {"between", "from"});
    if (!IsNumber(low)) return std::nullopt;
    const bool spelt = low > at;
    const bool link = Is(low + 1, {"-", "to"}) || (spelt && Is(low + 1, {"and", "&"}));
    const size_t high = Skip(low + 2, {"under", "below"});  // "10 to under 20"
    if (!link || !IsNumber(high)) return std::nullopt;
    const double a = tokens_[low].number, b = tokens_[high].number;
    if (b <= a) return std::nullopt;
    Band band;
    band.first = at;
    band.end = high + 1;
    band.below = high > low + 2;
    band.low = a;
    band.high = b;
    return band;
  }

  // "High (>= 15000), Medium (>= 5000)": each is what the ones before it left.
  bool Descends() const {
    for (size_t i = 0; i < found_.size(); ++i) {
      if (!found_[i].low || found_[i].high) return false;
      if (i > 0 && *found_[i].low >= *found_[i - 1].low) return false;
    }
    return true;
  }

  // "… and Low": the rest has a label of its own and no number.
  void AddRest() {
    const Band last = found_.back();
    size_t at = last.end;
    while (Is(at, {")", ",", "and", "or"})) ++at;
    const LabelFound label = LabelAfter(at, size());
    if (!Descends() || at == last.end || label.text.empty()) return;
    Band rest;
    rest.high = last.low;
    rest.below = !last.above;
    rest.label = label.text;
    found_.push_back(std::move(rest));
    Take(label.begin, label.end);
  }

  // Sorted by where they begin, each ends where the next begins or before.
  bool SideBySide() const {
    if (Descends()) return !Labels(true).empty() || !Labels(false).empty();
    std::vector<Band> sorted = found_;
    const auto start = [](const Band& band) { return band.low.value_or(-1e300); };
    std::sort(sorted.begin(), sorted.end(),
              [&](const Band& a, const Band& b) { return start(a) < start(b); });
    for (size_t i = 0; i + 1 < sorted.size(); ++i) {
      if (!sorted[i].high || !sorted[i + 1].low || *sorted[i].high > *sorted[i + 1].low) {
        return false;
      }
    }
    return true;
  }

  // "below 3.5 with more than 10,000 ratings": what lies between would be in neither.
  bool LeavesGap() const {
    if (found_.size() > 2 || !Labels(true).empty() || !Labels(false).empty()) return false;
    const Band& a = found_[0].high && !found_[0].low ? found_[0] : found_[1];
    const Band& b = &a == &found_[0] ? found_[1] : found_[0];
    return a.high && b.low && *b.low > *a.high + std::max(1.0, 0.05 * *a.high);
  }

  // "more than 100 views and fewer than 5 purchases" are two conditions: the nouns differ.
  bool OfOneThing() const {
    if (!Labels(true).empty() || !Labels(false).empty()) return true;
    std::string noun;
    for (const Band& band : found_) {
      const Token* after = Get(band.end);
      const bool word = after != nullptr && after->kind == Token::Kind::kWord &&
                        !Is(band.end, {"and", "or", "to", "for", "by", "in", "per", "each", "then",
                                       "from", "between", "as", "show", "with", "vs"});
      if (!word) continue;
      if (!noun.empty() && noun != after->stem) return false;
      noun = after->stem;
    }
    return true;
  }

  // "low", "very high": words that label a band without a capital.
  bool IsDegree(size_t at) const {
    return Is(at,
              {"low",   "lower", "medium", "mid",   "middle",    "moderate", "high",   "higher",
               "very",  "small", "large",  "cheap", "expensive", "premium",  "budget", "affordable",
               "young", "adult", "senior", "teen",  "short",     "long"});
  }

  bool IsLabelWord(size_t at) const {
    const Token* token = Get(at);
    if (token == nullptr) return false;
    if (token->kind == Token::Kind::kQuoted) return true;
    const bool opens = Is(at, {"example", "eg", "for", "where", "into", "as", "by", "and", "or"});
    const bool capital = token->text[0] >= 'A' && token->text[0] <= 'Z';
    return token->kind == Token::Kind::kWord && !opens && (capital || IsDegree(at));
  }

  struct LabelFound {
    std::string text;
    size_t begin = 0, end = 0;
    bool noun = false;  // a noun stands between it and the range, and stays in the question
  };

  // The label that ends before `end`, going left: "Gold (", and "a low rating (" whose noun stays.
  LabelFound LabelBefore(size_t end, size_t floor) const {
    size_t at = end;
    while (at > floor && Is(at - 1, {"(", ":", "=", "spent", "spend", "spending", "with", "as"}))
      --at;
    const bool noun =
        at > floor + 1 && !IsLabelWord(at - 1) && Is(at, {"("}) && IsLabelWord(at - 2);
    if (noun) --at;
    LabelFound found;
    found.end = at;
    found.noun = noun;
    while (at > floor && IsLabelWord(at - 1) && found.text.size() < 40) {
      --at;
      found.text = tokens_[at].text + (found.text.empty() ? "" : " ") + found.text;
    }
    found.begin = at;
    return found;
  }

  LabelFound LabelAfter(size_t begin, size_t ceiling) const {
    size_t at = begin;
    while (at < ceiling && Is(at, {"(", ":", "=", "as", "is", "-", "are"})) ++at;
    LabelFound found;
    found.begin = at;
    while (at < ceiling && IsLabelWord(at) && found.text.size() < 40) {
      found.text += (found.text.empty() ? "" : " ") + tokens_[at].text;
      ++at;
    }
    found.end = at;
    return found;
  }

  // The labels left or right of the ranges; none when one of the ranges has no label there.
  std::vector<LabelFound> Labels(bool left) const {
    std::vector<LabelFound> labels;
    for (size_t i = 0; i < found_.size(); ++i) {
      const size_t floor = i == 0 ? 0 : found_[i - 1].end;
      const size_t ceiling = i + 1 < found_.size() ? found_[i + 1].first : size();
      labels.push_back(left ? LabelBefore(found_[i].first, floor)
                            : LabelAfter(found_[i].end, ceiling));
      if (labels.back().text.empty()) return {};
    }
    return labels;
  }

  // All labels stand on one side of their ranges.
  void Label() {
    std::vector<LabelFound> labels = Labels(true);
    const bool lefts = !labels.empty();
    if (!lefts) labels = Labels(false);
    for (size_t i = 0; i < found_.size(); ++i) {
      Take(found_[i].first, found_[i].end);
      found_[i].label = labels.empty() ? RangeText(found_[i]) : labels[i].text;
      if (labels.empty()) continue;
      if (lefts && !labels[i].noun) Take(labels[i].begin, found_[i].end);
      Take(labels[i].begin, labels[i].end);
    }
  }

  // These tokens belong to the bands, with the signs around them.
  void Take(size_t first, size_t end) {
    while (Is(end, {")", ":"})) ++end;
    while (first > 0 && Is(first - 1, {"(", ":", "example", "eg"})) --first;
    if (first < end) spans_.emplace_back(tokens_[first].begin, tokens_[end - 1].end);
  }

  std::string RangeText(const Band& band) const {
    std::string text;
    for (size_t i = band.first; i < band.end; ++i) {
      const bool sign = tokens_[i].kind == Token::Kind::kSymbol;
      text += (text.empty() || sign || (i > 0 && tokens_[i - 1].text == "-") ? "" : " ") +
              tokens_[i].text;
    }
    return text;
  }

  Bands Span() {
    Bands bands;
    bands.spans = std::move(spans_);
    bands.bands = std::move(found_);
    return bands;
  }

  const std::vector<Token>& tokens_;
  std::vector<Band> found_;
  std::vector<std::pair<size_t, size_t>> spans_;
};

Expr Holds(const Expr& scalar, const Band& band) {
  std::vector<Expr> sides;
  if (band.low) {
    sides.push_back(Make(band.above ? Op::kGreater : Op::kGreaterEqual,
                         {scalar, Literal(NumberValue(*band.low))}));
  }
  if (band.high) {
    sides.push_back(
        Make(band.below ? Op::kLess : Op::kLessEqual, {scalar, Literal(NumberValue(*band.high))}));
  }
  return semantic::And(std::move(sides));
}

}  // namespace

std::optional<Bands> FindBands(const std::vector<Token>& tokens) {
  return BandReader(tokens).Run();
}

semantic::Expr BandOf(const semantic::Expr& scalar, const std::vector<Band>& bands) {
  std::vector<Expr> args;
  for (const Band& band : bands) {
    args.push_back(Holds(scalar, band));
    args.push_back(Literal(band.label));
  }
  return Make(Op::kCase, std::move(args));
}

}  // namespace aisle::language
