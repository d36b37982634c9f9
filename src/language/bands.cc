#include "language/bands.h"

#include <algorithm>

#include "base/text.h"
#include "language/token_view.h"

namespace aisle::language {

namespace {

using semantic::Expr;
using semantic::Literal;
using semantic::Make;
using semantic::Op;

constexpr size_t kFarthest = 9;  // tokens between two bands, labels included

Value NumberValue(double number) {
  if (number == static_cast<double>(static_cast<int64_t>(number))) {
    return static_cast<int64_t>(number);
  }
  return number;
}

class BandReader : private TokenView {
 public:
  explicit BandReader(const std::vector<Token>& tokens) : TokenView(tokens), tokens_(tokens) {}

  std::optional<Bands> Run() {
    ReadRanges();
    if (found_.size() < 2 || !SideBySide()) return std::nullopt;
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
    if (!IsNumber(low) || !IsNumber(low + 2)) return std::nullopt;
    const bool spelt = low > at;
    const bool link = Is(low + 1, {"-", "to"}) || (spelt && Is(low + 1, {"and", "&"}));
    const double a = tokens_[low].number, b = tokens_[low + 2].number;
    if (!link || b <= a) return std::nullopt;
    Band band;
    band.first = at;
    band.end = low + 3;
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
    size_t at = right_ > last.end ? right_ : last.end;
    while (Is(at, {")", ",", "and", "or"})) ++at;
    size_t end = at;
    std::string label = LabelAfter(at, size(), &end);
    if (!Descends() || at == last.end || label.empty()) return;
    Band rest;
    rest.high = last.low;
    rest.below = !last.above;
    rest.label = std::move(label);
    found_.push_back(std::move(rest));
    right_ = end;
  }

  // Sorted by where they begin, each ends where the next begins or before.
  bool SideBySide() const {
    if (Descends()) return true;
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

  bool IsLabelWord(size_t at) const {
    const Token* token = Get(at);
    if (token == nullptr) return false;
    if (token->kind == Token::Kind::kQuoted) return true;
    const bool opens = Is(at, {"example", "eg", "for", "where", "into", "as", "by", "and", "or"});
    return token->kind == Token::Kind::kWord && !opens && token->text[0] >= 'A' &&
           token->text[0] <= 'Z';
  }

  // The label that ends at `end`, going left: words that begin with a capital. Sets where it
  // begins.
  std::string LabelBefore(size_t end, size_t floor, size_t* begin) const {
    size_t at = end;
    while (at > floor &&
           (Is(at - 1, {"(", ":", "=", "spent", "spend", "spending", "with", "as"}))) {
      --at;
    }
    std::string label;
    while (at > floor && IsLabelWord(at - 1) && label.size() < 40) {
      --at;
      label = tokens_[at].text + (label.empty() ? "" : " ") + label;
    }
    *begin = at;
    return label;
  }

  std::string LabelAfter(size_t begin, size_t ceiling, size_t* end) const {
    size_t at = begin;
    while (at < ceiling && Is(at, {"(", ":", "=", "as", "is", "-", "are"})) ++at;
    std::string label;
    while (at < ceiling && IsLabelWord(at) && label.size() < 40) {
      label += (label.empty() ? "" : " ") + tokens_[at].text;
      ++at;
    }
    *end = at;
    return label;
  }

  // All labels stand on one side of their ranges.
  void Label() {
    std::vector<std::string> before, after;
    for (size_t i = 0; i < found_.size(); ++i) {
      const size_t floor = i == 0 ? 0 : found_[i - 1].end;
      const size_t ceiling = i + 1 < found_.size() ? found_[i + 1].first : size();
      size_t edge = 0;
      before.push_back(LabelBefore(found_[i].first, floor, &edge));
      if (i == 0) left_ = edge;
      after.push_back(LabelAfter(found_[i].end, ceiling, &edge));
      if (i + 1 == found_.size()) right_ = edge;
    }
    const auto complete = [](const std::vector<std::string>& labels) {
      return std::none_of(labels.begin(), labels.end(),
                          [](const std::string& label) { return label.empty(); });
    };
    const bool lefts = complete(before), rights = !lefts && complete(after);
    if (!lefts) left_ = found_.front().first;
    if (!rights) right_ = found_.back().end;
    for (size_t i = 0; i < found_.size(); ++i) {
      found_[i].label = lefts ? before[i] : rights ? after[i] : RangeText(found_[i]);
    }
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
    size_t first = left_, last = right_;
    while (Is(last, {")"})) ++last;
    while (first > 0 && Is(first - 1, {"(", ":", "example", "eg", "e", "g", "into", ","})) --first;
    bands.begin = tokens_[first].begin;
    bands.end = tokens_[last - 1].end;
    bands.bands = std::move(found_);
    return bands;
  }

  const std::vector<Token>& tokens_;
  std::vector<Band> found_;
  size_t left_ = 0, right_ = 0;  // tokens that the bands take
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
