#include "language/annotate.h"

#include <algorithm>
#include <limits>
#include <span>

#include "base/text.h"
#include "language/demonyms.h"
#include "language/time_years.h"
#include "language/value_keys.h"

namespace aisle::language {

namespace {

constexpr double kTypoCost = 0.6;

Piece MakePiece(size_t first, size_t count, Sense sense) {
  Piece piece;
  piece.first = first;
  piece.count = count;
  piece.senses.push_back(std::move(sense));
  return piece;
}

// A value costs more than a name of the model, so that "orders" is not the value "Orders", and
// less when it is quoted or capitalised.
double ValueCost(const ValueHit& hit, const std::vector<Token>& tokens) {
  const Token& token = tokens[hit.first];
  if (token.kind == Token::Kind::kQuoted) return hit.cost;
  bool capital = false;
  bool plain = true;
  for (size_t i = hit.first; i < hit.first + hit.count_tokens; ++i) {
    capital = capital || tokens[i].capital;
    plain = plain && IsKnownWord(tokens[i].folded);
  }
  if (hit.cost == 0 && hit.whole && capital && (!plain || hit.count_tokens > 1)) return 0.001;
  const double doubt = capital || (hit.whole && hit.count_tokens > 1) ? 0.1 : 0.5;
  return hit.cost + (capital ? 0.02 : 0.06) + (plain ? doubt : 0) + (hit.whole ? 0 : 0.35);
}

void AddValues(const ValueIndex& values, Annotations* annotations) {
  for (const ValueHit& hit : values.Find(annotations->tokens)) {
    Sense sense;
    sense.role = Role::kValue;
    sense.ref = hit.field;
    sense.value = hit.value;
    sense.table = hit.field.substr(0, hit.field.find('.'));
    sense.cost = ValueCost(hit, annotations->tokens);
    sense.whole = hit.whole;
    annotations->at[hit.first].push_back(MakePiece(hit.first, hit.count_tokens, std::move(sense)));
  }
}

// "German" finds the value "Germany" where the data holds it.
// "britain" for "united kingdom", but no city that begins so.
bool IsCountry(const std::string& value, std::string_view country) {
  const std::string folded = FoldName(value);
  const auto others = SameCountry(country);
  return folded == country || std::find(others.begin(), others.end(), folded) != others.end();
}

// "US" in capitals, "the us", "canada vs us"; "show us" is nobody's country.
bool SaysUnitedStates(const std::vector<Token>& tokens, size_t at) {
  if (tokens[at].folded != "us") return false;
  if (tokens[at].text == "US" || at == 0) return tokens[at].text == "US";
  const std::string& before = tokens[at - 1].folded;
  return before == "the" || before == "vs" || before == "versus" || before == "v" || before == "or";
}

void AddDemonyms(const ValueIndex& values, Annotations* annotations) {
  for (size_t at = 0; at < annotations->tokens.size(); ++at) {
    const Token& token = annotations->tokens[at];
    const std::string_view country = token.kind != Token::Kind::kWord ? std::string_view()
                                     : SaysUnitedStates(annotations->tokens, at)
                                         ? std::string_view("usa")
                                         : CountryOf(token.folded);
    if (country.empty()) continue;
    for (const ValueHit& hit : values.Find(Tokenize(country))) {
      if (!hit.whole || !IsCountry(hit.value, country)) continue;
      Sense sense;
      sense.role = Role::kValue;
      sense.ref = hit.field;
      sense.value = hit.value;
      sense.table = hit.field.substr(0, hit.field.find('.'));
      sense.cost = token.folded == "us" ? 0.1 * hit.cost : 0.05 + hit.cost;  // not "us" who ask
      annotations->at[at].push_back(MakePiece(at, 1, std::move(sense)));
    }
  }
}

void AddSingle(size_t at, Annotations* annotations) {
  const Token& token = annotations->tokens[at];
  Sense sense;
  if (token.kind == Token::Kind::kNumber) {
    sense.role = Role::kNumber;
    sense.cost = 0.05;
  } else if (token.kind == Token::Kind::kSymbol) {
    sense.role = Role::kSymbol;
    sense.ref = token.text;
    sense.cost = token.text == "&" ? 0.1 : 0;  // "and", where that is said by a sign
  } else if (token.kind == Token::Kind::kWord && token.number != 0) {
    sense.role = Role::kNumber;  // an ordinal: "second"
    sense.ref = "ordinal";
    sense.cost = 0.05;
  } else if (token.kind == Token::Kind::kWord && IsStopWord(token.folded)) {
    sense.role = Role::kStop;
    sense.cost = 0.08;
  } else {
    return;
  }
  Piece piece = MakePiece(at, 1, std::move(sense));
  piece.number = token.number;
  piece.unit = token.unit;
  annotations->at[at].push_back(std::move(piece));
}

// "lsit", "shw", but not "lost" or "shop": another letter makes another word of four.
bool IsSlip(const std::string& written, std::string_view word) {
  if (written.size() > 4 || written.size() != word.size()) return true;
  std::string a = written, b(word);
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

// The first of `words` that is written one letter wrong, or empty.
std::string SlipOf(const std::string& written, std::span<const std::string_view> words) {
  for (const std::string_view word : words)
    if (word[0] == written[0] && EditDistance(written, word, 1) == 1 && IsSlip(written, word))
      return std::string(word);
  return {};
}

// "last yaer", "Febuary": the word of time that a word nobody knows was meant to be; empty when
// none.
std::string TimeWordOf(const Token& token) {
  constexpr std::string_view kWords[] = {
      "year",      "years",   "month",    "months",    "week",    "weeks",     "quarter",
      "quarters",  "monthly", "weekly",   "yearly",    "daily",   "quarterly", "yesterday",
      "today",     "last",    "previous", "current",   "january", "february",  "march",
      "april",     "june",    "july",     "august",    "october", "november",  "december",
      "september", "monday",  "tuesday",  "wednesday", "friday",  "saturday",  "sunday",
      "thursday",  "weekend", "weekday"};
  if (token.kind != Token::Kind::kWord || token.folded.size() < 4 || IsKnownWord(token.folded))
    return {};
  return SlipOf(token.folded, kWords);
}

bool Holds(const std::vector<Piece>& pieces, Role role, size_t end) {
  return std::any_of(pieces.begin(), pieces.end(), [&](const Piece& piece) {
    return piece.first + piece.count == end && piece.Is(role);
  });
}

// Whether a number stands behind a figure or a column of names: "sales 98", "by country 98", but
// not "store 12".
bool StandsBehindName(const Annotations& annotations, size_t at) {
  if (Holds(annotations.at[at], Role::kValue, at + 1)) return false;
  for (size_t start = at < 3 ? 0 : at - 3; start < at; ++start) {
    const auto& before = annotations.at[start];
    const bool named = Holds(before, Role::kMetric, at) || Holds(before, Role::kField, at);
    if (named && !Holds(before, Role::kEntity, at)) return true;
  }
  return false;
}

// "in 98", "sales 98", where the data holds 1998; 0 where it is no year.
int ShortYearAt(const Annotations& annotations, const std::vector<Token>& tokens, size_t at,
                const TimeContext& context) {
  if (at == 0 || !IsPlainNumber(tokens[at]) || tokens[at].text.size() != 2) return 0;
  constexpr std::string_view kLeads[] = {"in",   "for",  "during", "since",  "of",
                                         "year", "from", "vs",     "versus", "h1",
                                         "h2",   "q1",   "q2",     "q3",     "q4"};
  const std::string& lead = tokens[at - 1].folded;
  const bool led = std::find(std::begin(kLeads), std::end(kLeads), lead) != std::end(kLeads) ||
                   StandsBehindName(annotations, at);
  const bool counts =
      at + 1 < tokens.size() && tokens[at + 1].kind == Token::Kind::kWord && tokens[at + 1].plural;
  const int year = FullYear(static_cast<int>(tokens[at].number));
  const bool held = year >= ToCivil(context.first).year && year <= ToCivil(context.Newest()).year;
  return led && !counts && held ? year : 0;
}

// The tokens as the times are read from them. Only what nothing else explains is corrected.
std::vector<Token> WithTimeWords(const Annotations& annotations, const TimeContext& context,
                                 std::vector<bool>* corrected) {
  std::vector<Token> tokens = annotations.tokens;
  for (size_t at = 0; at < tokens.size(); ++at) {
    if (const int year = ShortYearAt(annotations, tokens, at, context); year > 0) {
      tokens[at].text = tokens[at].folded = std::to_string(year);
      tokens[at].number = year;
      continue;
    }
    const auto& pieces = annotations.at[at];
    const bool known = std::any_of(pieces.begin(), pieces.end(), [](const Piece& piece) {
      return piece.senses.front().cost < kTypoCost;
    });
    std::string word = known ? std::string() : TimeWordOf(tokens[at]);
    if (word.empty()) continue;
    Token meant = Tokenize(word).front();
    meant.begin = tokens[at].begin;
    meant.end = tokens[at].end;
    tokens[at] = std::move(meant);
    (*corrected)[at] = true;
  }
  return tokens;
}

void AddTimes(const TimeContext& context, Annotations* annotations) {
  std::vector<bool> corrected(annotations->tokens.size(), false);
  const std::vector<Token> tokens = WithTimeWords(*annotations, context, &corrected);
  for (TimeReading& reading : ReadTimes(tokens, context)) {
    Sense sense;
    sense.role = Role::kTime;
    sense.cost = reading.cost + 0.03;
    for (size_t i = reading.first; i < reading.first + reading.count; ++i) {
      if (!corrected[i]) continue;
      sense.cost += kTypoCost;
      sense.value = "typo";
      sense.ref = tokens[i].text;
    }
    Piece piece = MakePiece(reading.first, reading.count, std::move(sense));
    piece.time = std::move(reading);
    annotations->at[piece.first].push_back(std::move(piece));
  }
}

// "wich", "averge": a word of the grammar misspelt by one letter.
void AddStructureTypo(size_t at, Annotations* annotations) {
  const Token& token = annotations->tokens[at];
  if (token.kind != Token::Kind::kWord || !annotations->at[at].empty() || token.folded.size() < 4) {
    return;
  }
  constexpr std::string_view kWords[] = {
      "which",   "what",    "total", "average", "highest", "lowest",  "count",      "between",
      "month",   "monthly", "year",  "quarter", "week",    "number",  "percentage", "maximum",
      "minimum", "show",    "list",  "compare", "where",   "bottom",  "most",       "least",
      "every",   "each",    "more",  "less",    "than",    "greater", "biggest",    "largest"};
  std::vector<Token> corrected = {token};
  corrected[0].folded = SlipOf(token.folded, kWords);
  if (corrected[0].folded.empty()) return;
  for (WordHit& hit : StructureWordsAt(corrected, 0)) {
    hit.sense.cost += kTypoCost;
    annotations->at[at].push_back(MakePiece(at, 1, std::move(hit.sense)));
  }
}

constexpr size_t kLongestName = 2;  // words before the last that may be misspelt

// "revnue": a word that nothing explains may be a name of the model misspelt.
void AddTypo(size_t at, const Lexicon& lexicon, Annotations* annotations) {
  const Token& token = annotations->tokens[at];
  if (token.kind != Token::Kind::kWord || !annotations->at[at].empty()) return;
  if (IsKnownWord(token.folded)) return;
  const std::string stem = lexicon.NearestStem(token.folded);
  if (stem.empty()) return;
  std::vector<Token> corrected = annotations->tokens;
  corrected[at].stem = stem;
  // The word may be a later one of a name: "payment methd".
  for (size_t first = at < kLongestName ? 0 : at - kLongestName; first <= at; ++first) {
    for (auto& hit : lexicon.At(corrected, first)) {
      if (first + hit.count <= at) continue;
      hit.sense.cost += kTypoCost;
      hit.sense.value = "typo";
      annotations->at[first].push_back(MakePiece(first, hit.count, std::move(hit.sense)));
    }
  }
}

// "average amount per order by state": "order by" sorts only where a clause begins.
bool IsNounAfterAll(const std::vector<Token>& tokens, size_t at, const Sense& sense) {
  if (sense.role != Role::kMeasureBy || tokens[at].folded != "order" || at == 0) return false;
  const Token& before = tokens[at - 1];
  return before.kind != Token::Kind::kSymbol && before.folded != "and";
}

// "ordered" is rather the verb than the noun "order", and "sales per customer" may be cut where the
// next word goes on: "sales per customer segment".
double NameCost(const std::vector<Token>& tokens, size_t at, size_t count) {
  if (count == 1) {
    for (const WordHit& hit : StructureWordsAt(tokens, at)) {
      if (hit.count == 1 && hit.sense.role == Role::kVerb) return 0.15;
    }
    return 0;
  }
  // "the most expensive product sold": the noun and its verb; "products sold" is a figure.
  if (tokens[at + count - 1].folded == "sold" && count == 2 && !tokens[at].plural) return 0.25;
  // "products purchased per customer" names no "purchases per customer".
  if (EndsWith(tokens[at].folded, "ed") && at > 0 && tokens[at - 1].plural) return 0.3;
  // "products priced between": the noun and what is said of it, not the name "product price".
  if (EndsWith(tokens[at + count - 1].folded, "ed")) return 0.25;
  for (size_t i = at; i < at + count; ++i) {
    if (tokens[i].folded == "per" || tokens[i].folded == "by") return 0.15;
  }
  return 0;
}

double SenseCost(const Sense& sense, const Scope& scope) {
  const auto found = scope.distance.find(sense.table);
  return sense.cost + (found == scope.distance.end() ? 0 : kStepCost * found->second);
}

// The piece with only the senses that the scope reaches, cheapest first; without senses when
// there is none.
void KeepReachable(const Scope& scope, Piece* piece) {
  std::erase_if(piece->senses, [&](const Sense& sense) { return !scope.Reaches(sense.table); });
  for (Sense& sense : piece->senses) sense.cost = SenseCost(sense, scope);
  std::stable_sort(piece->senses.begin(), piece->senses.end(),
                   [](const Sense& a, const Sense& b) { return a.cost < b.cost; });
}

struct Step {
  double cost = std::numeric_limits<double>::infinity();
  size_t next = 0;
  Piece piece;
};

// All senses of the same stretch make one piece.
std::vector<Piece> Merge(const std::vector<Piece>& candidates, const Scope& scope) {
  std::vector<Piece> merged;
  for (const Piece& candidate : candidates) {
    auto same = std::find_if(merged.begin(), merged.end(),
                             [&](const Piece& piece) { return piece.count == candidate.count; });
    if (same == merged.end()) {
      merged.push_back(candidate);
      continue;
    }
    if (candidate.Is(Role::kTime) && !same->Is(Role::kTime)) same->time = candidate.time;
    if (candidate.Is(Role::kTime) && same->Is(Role::kTime)) {
      if (same->Find(Role::kTime)->cost <= candidate.senses[0].cost) continue;
      same->time = candidate.time;
      std::erase_if(same->senses, [](const Sense& sense) { return sense.role == Role::kTime; });
    }
    if (candidate.Is(Role::kNumber)) {
      same->number = candidate.number;
      same->unit = candidate.unit;
    }
    same->senses.insert(same->senses.end(), candidate.senses.begin(), candidate.senses.end());
  }
  for (Piece& piece : merged) KeepReachable(scope, &piece);
  std::erase_if(merged, [](const Piece& piece) { return piece.senses.empty(); });
  return merged;
}

Piece UnknownPiece(const std::vector<Token>& tokens, size_t at) {
  Sense sense;
  sense.role = Role::kUnknown;
  sense.cost = kUnknownCost;
  sense.value = tokens[at].text;
  return MakePiece(at, 1, std::move(sense));
}

// "Return the number of orders": a verb that opens the question and has its object after it names
// nothing, even where the data knows returns.
bool IsCommand(const std::vector<Token>& tokens, size_t at) {
  constexpr std::string_view kOpenObjects[] = {"the", "all", "a", "an", "only", "every", "each"};
  if (at > 0 || tokens.size() < 2 ||
      std::find(std::begin(kOpenObjects), std::end(kOpenObjects), tokens[1].folded) ==
          std::end(kOpenObjects))
    return false;
  const std::vector<WordHit> hits = StructureWordsAt(tokens, at);
  return std::any_of(hits.begin(), hits.end(), [](const WordHit& hit) {
    return hit.count == 1 && hit.sense.role == Role::kList;
  });
}

// "customers who bought shoes": more than the name "customers who bought" says, as a time or a
// split would not be; and "find customers who bought" counts none.
bool GoesOn(const std::vector<Token>& tokens, size_t at, size_t count) {
  const bool clause = std::any_of(
      tokens.begin() + static_cast<std::ptrdiff_t>(at),
      tokens.begin() + static_cast<std::ptrdiff_t>(at + count),
      [](const Token& token) { return token.folded == "who" || token.folded == "that"; });
  if (!clause) return false;
  constexpr std::string_view kLists[] = {"find", "list",  "identify", "show",
                                         "get",  "which", "name"};
  const bool lists = at == 1 && std::find(std::begin(kLists), std::end(kLists), tokens[0].folded) !=
                                    std::end(kLists);
  const size_t next = at + count;
  if (lists || next >= tokens.size() || tokens[next].kind != Token::Kind::kWord) return lists;
  constexpr std::string_view kFrames[] = {
      "in",   "during", "last", "this", "since",  "between", "by",  "before", "after", "per",
      "each", "every",  "on",   "over", "within", "today",   "and", "across", "until"};
  return std::find(std::begin(kFrames), std::end(kFrames), tokens[next].folded) ==
         std::end(kFrames);
}

// "`Total`", "“Stock Item”": a name of the model, set apart by its quotes.
void AddQuotedNames(const Lexicon& lexicon, const Token& token, std::vector<Lexicon::Hit>* names) {
  if (token.kind != Token::Kind::kQuoted) return;
  const std::vector<Token> inner = Tokenize(token.text);
  if (inner.empty() || inner.front().kind == Token::Kind::kQuoted) return;
  for (Lexicon::Hit& hit : lexicon.At(inner, 0))
    if (hit.count == inner.size()) names->push_back({1, std::move(hit.sense)});
}

// The names that start here. A deed is no thing: "returned" counts returns and lists none.
std::vector<Lexicon::Hit> NamesAt(const Lexicon& lexicon, const std::vector<Token>& tokens,
                                  size_t at) {
  std::vector<Lexicon::Hit> names = lexicon.At(tokens, at);
  if (IsCommand(tokens, at)) std::erase_if(names, [](const auto& hit) { return hit.count == 1; });
  std::erase_if(names, [&](const auto& hit) { return GoesOn(tokens, at, hit.count); });
  AddQuotedNames(lexicon, tokens[at], &names);
  const Sense* deed = lexicon.DeedOf(tokens[at]);
  if (deed == nullptr) return names;
  std::erase_if(names, [](const Lexicon::Hit& hit) {
    return hit.count == 1 && (hit.sense.role == Role::kEntity || hit.sense.role == Role::kTable ||
                              hit.sense.role == Role::kMetric);
  });
  names.push_back({1, *deed});
  return names;
}

bool NamesModel(const Piece& piece) {
  const Role role = piece.senses.front().role;
  return role == Role::kMetric || role == Role::kField;
}

// "received amount", "amount paid": where a name of the model holds the verb, the verb alone says
// nothing, also where only another table has that name.
void DropVerbsInNames(Annotations* annotations) {
  const size_t n = annotations->at.size();
  std::vector<bool> inside(n, false);
  for (size_t at = 0; at < n; ++at) {
    for (const Piece& piece : annotations->at[at]) {
      const bool name = piece.count > 1 && NamesModel(piece) && piece.senses.front().cost < 0.1;
      for (size_t i = at; name && i < at + piece.count; ++i) inside[i] = true;
    }
  }
  for (size_t at = 0; at < n; ++at) {
    for (Piece& piece : annotations->at[at]) {
      Sense& sense = piece.senses.front();
      if (!inside[at] || piece.count > 1 || sense.role != Role::kVerb) continue;
      sense.role = Role::kUnknown;
      sense.cost = kUnknownCost;
      sense.value = annotations->tokens[at].text;
    }
  }
}

}  // namespace

Annotations WithTimes(Annotations annotations, const TimeContext& time) {
  AddTimes(time, &annotations);
  return annotations;
}

Annotations Annotate(std::string_view question, const Lexicon& lexicon, const ValueIndex& values) {
  Annotations annotations;
  annotations.tokens = Tokenize(question);
  annotations.at.resize(annotations.tokens.size());
  AddValues(values, &annotations);
  AddDemonyms(values, &annotations);
  for (size_t at = 0; at < annotations.tokens.size(); ++at) {
    const auto names = NamesAt(lexicon, annotations.tokens, at);
    for (auto hit : names) {
      hit.sense.cost += NameCost(annotations.tokens, at, hit.count);
      annotations.at[at].push_back(MakePiece(at, hit.count, std::move(hit.sense)));
    }
    for (auto& hit : StructureWordsAt(annotations.tokens, at)) {
      if (IsNounAfterAll(annotations.tokens, at, hit.sense)) continue;
      // "reviews" are out of scope only where the data holds none.
      if (hit.sense.role == Role::kOut && hit.sense.ref == "out_of_scope" && !names.empty())
        continue;
      annotations.at[at].push_back(MakePiece(at, hit.count, std::move(hit.sense)));
    }
    AddSingle(at, &annotations);
    AddTypo(at, lexicon, &annotations);
    AddStructureTypo(at, &annotations);
    for (Piece& piece : annotations.at[at]) {
      const Token& last = annotations.tokens[at + piece.count - 1];
      piece.quoted = annotations.tokens[at].kind == Token::Kind::kQuoted;
      piece.plural = last.plural;
    }
  }
  DropVerbsInNames(&annotations);
  return annotations;
}

Segmentation Segment(const Annotations& annotations, const Scope& scope) {
  const size_t n = annotations.tokens.size();
  std::vector<Step> best(n + 1);
  best[n].cost = 0;
  for (size_t at = n; at-- > 0;) {
    std::vector<Piece> candidates = Merge(annotations.at[at], scope);
    if (std::none_of(candidates.begin(), candidates.end(),
                     [](const Piece& piece) { return piece.count == 1; })) {
      candidates.push_back(UnknownPiece(annotations.tokens, at));
    }
    for (Piece& piece : candidates) {
      const double cost = piece.senses[0].cost + kPieceCost + best[at + piece.count].cost;
      if (cost < best[at].cost) best[at] = Step{cost, at + piece.count, std::move(piece)};
    }
  }
  Segmentation segmentation;
  segmentation.cost = best[0].cost;
  for (size_t at = 0; at < n; at = best[at].next) {
    if (best[at].piece.Main() == Role::kUnknown) segmentation.unknown.push_back(at);
    segmentation.pieces.push_back(best[at].piece);
  }
  return segmentation;
}

}  // namespace aisle::language
