#include "language/value_keys.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"
#include "language/tokens.h"

namespace aisle::language {
namespace {

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}
bool IsLetterByte(char c) { return c >= 'a' && c <= 'z'; }

// "400081", "10%", "26-35" and "$10.00" are compared sign by sign.
std::string WithoutBlanks(std::string_view text) {
  std::string key;
  bool digits = false;
  for (const char c : text) {
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') key += c;
    digits = digits || (c >= '0' && c <= '9');
  }
  return digits ? key : std::string();
}

// The length of a sign beyond ASCII at `at` (dashes, quotes, blanks), or 0 for a letter.
size_t SignLength(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  if (byte(at) == 0xE2 && byte(at + 1) >= 0x80 && byte(at + 1) <= 0x82) return 3;
  if (byte(at) == 0xC2 && byte(at + 1) >= 0xA0 && byte(at + 1) <= 0xBF) return 2;
  return 0;
}

const std::unordered_set<std::string_view>& FunctionWords() {
  static const std::unordered_set<std::string_view> words = {
      "a",    "an",    "and",   "any",  "are",   "as",      "at",    "be",    "been",   "but",
      "by",   "can",   "did",   "do",   "does",  "for",     "from",  "had",   "has",    "have",
      "he",   "her",   "hi",    "how",  "i",     "if",      "in",    "is",    "it",     "its",
      "me",   "my",    "no",    "not",  "of",    "off",     "ok",    "on",    "or",     "our",
      "out",  "over",  "per",   "she",  "so",    "than",    "that",  "the",   "their",  "them",
      "then", "there", "these", "they", "this",  "those",   "to",    "up",    "us",     "was",
      "we",   "were",  "what",  "when", "where", "which",   "who",   "whom",  "whose",  "why",
      "will", "with",  "would", "you",  "your",  "all",     "both",  "each",  "every",  "only",
      "also", "just",  "more",  "most", "least", "less",    "other", "vs",    "versus", "show",
      "list", "give",  "find",  "get",  "tell",  "between", "under", "above", "below",  "about",
      "into", "some",  "such",  "too",  "very",  "o",       "s",     "t",     "co",     "de",
      "la",
  };
  return words;
}

const std::unordered_set<std::string_view>& CommonWords() {
  static const std::unordered_set<std::string_view> words = {
      "able",         "according",  "account",     "accounts",     "across",       "activity",
      "actual",       "actually",   "address",     "after",        "again",        "against",
      "ago",          "among",      "amount",      "amounts",      "analyse",      "analysis",
      "analyze",      "annual",     "answer",      "answers",      "appear",       "april",
      "august",       "available",  "average",     "averages",     "avg",          "back",
      "bar",          "based",      "basis",       "because",      "become",       "before",
      "being",        "below",      "best",        "better",       "beyond",       "biggest",
      "bill",         "bills",      "bonus",       "bottom",       "bought",       "brand",
      "brands",       "break",      "breakdown",   "bring",        "brings",       "budget",
      "budgets",      "bulk",       "busiest",     "business",     "busy",         "buy",
      "buyer",        "buyers",     "buys",        "calculate",    "came",         "canceled",
      "cancellation", "cancelled",  "categories",  "category",     "certain",      "change",
      "changed",      "changes",    "channel",     "channels",     "charge",       "charges",
      "chart",        "churn",      "cities",      "city",         "code",         "codes",
      "cohort",       "color",      "colors",      "colour",       "column",       "columns",
      "combination",  "combined",   "come",        "comes",        "commission",   "common",
      "commonly",     "company",    "compare",     "compared",     "comparison",   "compute",
      "computed",     "contain",    "containing",  "contains",     "contribute",   "contribution",
      "correlation",  "cost",       "costs",       "could",        "count",        "countries",
      "country",      "counts",     "create",      "cumulative",   "current",      "customer",
      "customers",    "daily",      "dashboard",   "data",         "dataset",      "date",
      "dates",        "day",        "days",        "debit",        "december",     "decline",
      "declined",     "decrease",   "delivered",   "delivery",     "describe",     "detail",
      "details",      "determine",  "deviation",   "differ",       "difference",   "different",
      "dimension",    "dimensions", "discount",    "discounts",    "display",      "distinct",
      "distribution", "does",       "doing",       "down",         "during",       "earliest",
      "earn",         "earned",     "either",      "else",         "employee",     "employees",
      "end",          "ending",     "ends",        "entire",       "entries",      "entry",
      "equal",        "equals",     "especially",  "estimate",     "estimated",    "even",
      "ever",         "everything", "exceed",      "exceeded",     "exceeding",    "exceeds",
      "exclude",      "excluding",  "exist",       "expected",     "expense",      "expenses",
      "expensive",    "explain",    "fast",        "fastest",      "february",     "fee",
      "feel",         "fees",       "fell",        "few",          "fewer",        "fewest",
      "field",        "fields",     "figure",      "figures",      "file",         "files",
      "filter",       "first",      "following",   "forecast",     "freight",      "frequency",
      "frequent",     "frequently", "friday",      "fulfilled",    "fulfillment",  "fulfilment",
      "fund",         "funds",      "gap",         "gaps",         "gave",         "generally",
      "generate",     "generated",  "generates",   "given",        "gives",        "goal",
      "goals",        "goes",       "good",        "graph",        "great",        "greater",
      "greatest",     "grew",       "gross",       "group",        "grouped",      "grow",
      "growing",      "grown",      "growth",      "half",         "happen",       "having",
      "head",         "heads",      "help",        "here",         "high",         "higher",
      "highest",      "hour",       "hourly",      "hours",        "identify",     "impact",
      "include",      "included",   "including",   "income",       "increase",     "increased",
      "individual",   "inside",     "insight",     "insights",     "instead",      "inventory",
      "invoice",      "invoices",   "item",        "items",        "january",      "july",
      "june",         "keep",       "keeps",       "know",         "kpi",          "kpis",
      "large",        "largest",    "last",        "late",         "later",        "latest",
      "lead",         "leads",      "least",       "letter",       "letters",      "level",
      "levels",       "like",       "line",        "lines",        "link",         "linked",
      "local",        "long",       "longest",     "look",         "losing",       "loss",
      "losses",       "lost",       "lot",         "lots",         "lower",        "lowest",
      "loyal",        "loyalty",    "made",        "main",         "mainly",       "make",
      "makes",        "manager",    "managers",    "many",         "march",        "margin",
      "margins",      "market",     "max",         "maximum",      "may",          "mean",
      "means",        "measure",    "measures",    "median",       "method",       "methods",
      "metric",       "metrics",    "min",         "minimum",      "minus",        "missing",
      "mode",         "model",      "models",      "modes",        "monday",       "money",
      "month",        "monthly",    "months",      "mostly",       "much",         "multiple",
      "name",         "named",      "names",       "near",         "need",         "negative",
      "never",        "new",        "newest",      "next",         "none",         "normally",
      "note",         "notes",      "november",    "null",         "number",       "numbers",
      "numeric",      "october",    "often",       "old",          "oldest",       "once",
      "order",        "order-wise", "ordered",     "ordering",     "orders",       "overall",
      "overview",     "paid",       "part",        "particular",   "past",         "pattern",
      "patterns",     "payment",    "payments",    "pays",         "peak",         "peaks",
      "people",       "per",        "percent",     "percentage",   "percentile",   "perform",
      "performance",  "performed",  "performing",  "period",       "person",       "persons",
      "pie",          "pin",        "place",       "placed",       "plan",         "plans",
      "please",       "plot",       "plus",        "poor",         "popular",      "positive",
      "postal",       "predict",    "previous",    "price",        "prices",       "product",
      "products",     "profit",     "profitable",  "profits",      "provide",      "purchase",
      "purchased",    "purchases",  "quantities",  "quantity",     "quarter",      "quarterly",
      "quarters",     "question",   "questions",   "quick",        "quickly",      "quite",
      "range",        "rank",       "ranked",      "ranking",      "ranks",        "rate",
      "rated",        "rates",      "rather",      "rating",       "ratings",      "ratio",
      "ratios",       "receive",    "received",    "recent",       "recently",     "record",
      "records",      "refund",     "refunds",     "region",       "regions",      "relation",
      "relationship", "repeat",     "repeated",    "report",       "result",       "results",
      "retention",    "retrieve",   "return",      "returned",     "returning",    "returns",
      "revenue",      "revenues",   "rose",        "row",          "rows",         "said",
      "salary",       "sale",       "sales",       "same",         "saturday",     "says",
      "season",       "seasonal",   "seasonality", "see",          "seem",         "seems",
      "seen",         "sees",       "segment",     "segments",     "sell",         "selling",
      "sells",        "september",  "service",     "services",     "several",      "share",
      "sheet",        "shipment",   "shipments",   "shipped",      "shipper",      "shippers",
      "shipping",     "shortest",   "should",      "side",         "since",        "size",
      "sizes",        "slow",       "slowest",     "small",        "smallest",     "sold",
      "sort",         "sorted",     "specific",    "specifically", "spend",        "spent",
      "split",        "spread",     "staff",       "start",        "starting",     "starts",
      "state",        "states",     "status",      "still",        "stock",        "stocks",
      "store",        "stores",     "string",      "subtotal",     "sum",          "summarize",
      "summary",      "sunday",     "supplier",    "suppliers",    "table",        "tables",
      "take",         "takes",      "target",      "targets",      "tax",          "taxes",
      "team",         "teams",      "tend",        "text",         "them",         "throughout",
      "thursday",     "time",       "times",       "today",        "together",     "took",
      "top",          "total",      "totals",      "transaction",  "transactions", "trend",
      "trending",     "trends",     "tuesday",     "turnover",     "type",         "types",
      "typical",      "typically",  "unique",      "unit",         "units",        "until",
      "used",         "user",       "users",       "uses",         "using",        "usually",
      "value",        "values",     "variance",    "various",      "vary",         "vendor",
      "vendors",      "view",       "visual",      "volume",       "volumes",      "want",
      "warehouse",    "wednesday",  "week",        "weekend",      "weekly",       "weeks",
      "weight",       "well",       "went",        "whether",      "whichever",    "while",
      "whole",        "whose",      "wise",        "within",       "without",      "word",
      "words",        "work",       "works",       "worst",        "worth",        "write",
      "year",         "yearly",     "years",       "yesterday",    "zip",
  };
  return words;
}

// Words of questions that are as often values: statuses of orders.
const std::unordered_set<std::string_view>& StatusWords() {
  static const std::unordered_set<std::string_view> words = {
      "shipped",    "delivered", "cancelled", "canceled", "cancellation", "cancellations",
      "cancelling", "returned",  "return",    "returns",  "pending",      "refunded",
      "shipping",   "delivery",  "late",      "online",   "local",        "store",
      "weekend",    "daily",     "weekly",    "monthly",
  };
  return words;
}

struct Place {
  std::string_view code;
  std::string_view name;
};

// Codes in daily use for countries and for the states of India and the United States.
constexpr Place kPlaces[] = {
    {"usa", "united states"},
    {"us", "united states"},
    {"usa", "united states of america"},
    {"us", "usa"},
    {"america", "united states"},
    {"america", "usa"},
    {"uk", "united kingdom"},
    {"gb", "united kingdom"},
    {"great britain", "united kingdom"},
    {"great britain", "uk"},
    {"britain", "united kingdom"},
    {"britain", "uk"},
    {"uae", "united arab emirates"},
    {"in", "india"},
    {"de", "germany"},
    {"fr", "france"},
    {"holland", "netherlands"},
    {"bombay", "mumbai"},
    {"bangalore", "bengaluru"},
    {"calcutta", "kolkata"},
    {"madras", "chennai"},
    {"gurgaon", "gurugram"},
    {"nyc", "new york city"},
    {"nyc", "new york"},
    {"ap", "andhra pradesh"},
    {"ar", "arunachal pradesh"},
    {"as", "assam"},
    {"br", "bihar"},
    {"cg", "chhattisgarh"},
    {"ct", "chhattisgarh"},
    {"ga", "goa"},
    {"gj", "gujarat"},
    {"hr", "haryana"},
    {"hp", "himachal pradesh"},
    {"jk", "jammu and kashmir"},
    {"jh", "jharkhand"},
    {"ka", "karnataka"},
    {"kl", "kerala"},
    {"mp", "madhya pradesh"},
    {"mh", "maharashtra"},
    {"mn", "manipur"},
    {"ml", "meghalaya"},
    {"mz", "mizoram"},
    {"nl", "nagaland"},
    {"or", "odisha"},
    {"od", "odisha"},
    {"orissa", "odisha"},
    {"pb", "punjab"},
    {"rj", "rajasthan"},
    {"sk", "sikkim"},
    {"tn", "tamil nadu"},
    {"ts", "telangana"},
    {"tg", "telangana"},
    {"tr", "tripura"},
    {"up", "uttar pradesh"},
    {"uk", "uttarakhand"},
    {"wb", "west bengal"},
    {"dl", "delhi"},
    {"pondicherry", "puducherry"},
    {"al", "alabama"},
    {"ak", "alaska"},
    {"az", "arizona"},
    {"ar", "arkansas"},
    {"ca", "california"},
    {"co", "colorado"},
    {"ct", "connecticut"},
    {"de", "delaware"},
    {"fl", "florida"},
    {"ga", "georgia"},
    {"hi", "hawaii"},
    {"id", "idaho"},
    {"il", "illinois"},
    {"in", "indiana"},
    {"ia", "iowa"},
    {"ks", "kansas"},
    {"ky", "kentucky"},
    {"la", "louisiana"},
    {"me", "maine"},
    {"md", "maryland"},
    {"ma", "massachusetts"},
    {"mi", "michigan"},
    {"mn", "minnesota"},
    {"ms", "mississippi"},
    {"mo", "missouri"},
    {"mt", "montana"},
    {"ne", "nebraska"},
    {"nv", "nevada"},
    {"nh", "new hampshire"},
    {"nj", "new jersey"},
    {"nm", "new mexico"},
    {"ny", "new york"},
    {"nc", "north carolina"},
    {"nd", "north dakota"},
    {"oh", "ohio"},
    {"ok", "oklahoma"},
    {"or", "oregon"},
    {"pa", "pennsylvania"},
    {"ri", "rhode island"},
    {"sc", "south carolina"},
    {"sd", "south dakota"},
    {"tn", "tennessee"},
    {"tx", "texas"},
    {"ut", "utah"},
    {"vt", "vermont"},
    {"va", "virginia"},
    {"wa", "washington"},
    {"wv", "west virginia"},
    {"wi", "wisconsin"},
    {"wy", "wyoming"},
    {"dc", "district of columbia"},
};

// One country to a line, blanks of its names as "_". Codes that may be a state or a department as
// well ("DE", "IT") are not for sure.
constexpr std::string_view kCountries[] = {
    "uk united_kingdom gb great_britain britain",
    "us usa united_states united_states_of_america",
    "uae united_arab_emirates",
    "germany deutschland",
    "spain espana",
    "italy italia",
    "netherlands holland the_netherlands",
    "brazil brasil",
    "south_korea korea",
    "czech_republic czechia",
};

}  // namespace

std::string ValueKey(std::string_view text) {
  const std::string folded = FoldWord(text);
  if (!HoldsLetter(folded)) return WithoutBlanks(folded);
  std::string key;
  key.reserve(folded.size());
  bool gap = false;
  const auto put = [&](std::string_view piece) {
    if (gap && !key.empty()) key += ' ';
    gap = false;
    key += piece;
  };
  for (size_t i = 0; i < folded.size(); ++i) {
    const char c = folded[i];
    if (static_cast<unsigned char>(c) >= 0x80) {
      if (const size_t sign = SignLength(folded, i)) {
        gap = true;
        i += sign - 1;
        continue;
      }
    }
    if (IsWordByte(c)) {
      put(std::string_view(&folded[i], 1));
    } else if (c == '\'') {
      const bool ends = i + 2 >= folded.size() || !IsWordByte(folded[i + 2]);
      const bool own = i > 0 && IsWordByte(folded[i - 1]);
      if (own && ends && i + 1 < folded.size() && folded[i + 1] == 's') ++i;  // "men's"
    } else if (c == '&' || c == '+') {
      gap = true;
      put("and");
      gap = true;
    } else if (c == '.' && i > 0 && IsLetterByte(folded[i - 1]) && i + 1 < folded.size() &&
               IsLetterByte(folded[i + 1])) {
      key += c;
    } else {
      gap = true;
    }
  }
  return key;
}

bool HoldsLetter(std::string_view folded) {
  for (size_t i = 0; i < folded.size(); ++i) {
    if (IsLetterByte(folded[i])) return true;
    if (static_cast<unsigned char>(folded[i]) < 0x80) continue;
    const size_t sign = SignLength(folded, i);
    if (sign == 0) return true;
    i += sign - 1;
  }
  return false;
}

std::string Squash(std::string_view key) {
  std::string squashed;
  squashed.reserve(key.size());
  for (const char c : key) {
    if (c != ' ' && c != '.') squashed += c;
  }
  return squashed;
}

bool IsFunctionWord(std::string_view folded) { return FunctionWords().count(folded) > 0; }

bool IsStatusWord(std::string_view folded) { return StatusWords().count(folded) > 0; }

bool IsCommonWord(std::string_view folded) {
  return IsFunctionWord(folded) || CommonWords().count(folded) > 0;
}

const std::vector<std::string_view>& OtherNames(std::string_view key) {
  static const auto known = [] {
    std::unordered_map<std::string_view, std::vector<std::string_view>> others;
    for (const Place& place : kPlaces) {
      others[place.code].push_back(place.name);
      others[place.name].push_back(place.code);
    }
    return others;
  }();
  static const std::vector<std::string_view> kNone;
  const auto found = known.find(key);
  return found == known.end() ? kNone : found->second;
}

const std::vector<Attribute>& AttributesOf(std::string_view key) {
  struct Entry {
    std::string_view word;
    Attribute attribute;
  };
  static constexpr Entry kEntries[] = {
      {"male", {"gender", "m"}},
      {"men", {"gender", "m"}},
      {"man", {"gender", "m"}},
      {"men", {"gender", "male"}},
      {"man", {"gender", "male"}},
      {"male", {"gender", "men"}},
      {"female", {"gender", "f"}},
      {"women", {"gender", "f"}},
      {"woman", {"gender", "f"}},
      {"women", {"gender", "female"}},
      {"woman", {"gender", "female"}},
      {"female", {"gender", "women"}},
      {"female", {"gender", "w"}},
      {"women", {"gender", "w"}},
      {"small", {"size", "s"}},
      {"medium", {"size", "m"}},
      {"large", {"size", "l"}},
      {"extra large", {"size", "xl"}},
      {"xlarge", {"size", "xl"}},
      {"extra small", {"size", "xs"}},
      {"double extra large", {"size", "xxl"}},
  };
  static const auto known = [] {
    std::unordered_map<std::string_view, std::vector<Attribute>> attributes;
    for (const Entry& entry : kEntries) attributes[entry.word].push_back(entry.attribute);
    return attributes;
  }();
  static const std::vector<Attribute> kNone;
  const auto found = known.find(key);
  return found == known.end() ? kNone : found->second;
}

std::vector<std::string_view> SameCountry(std::string_view key) {
  static const std::unordered_map<std::string, std::vector<std::string>> known = [] {
    std::unordered_map<std::string, std::vector<std::string>> others;
    for (const std::string_view line : kCountries) {
      const std::vector<std::string> names = Split(line, ' ');
      for (const std::string& one : names) {
        for (const std::string& other : names)
          if (one != other)
            others[ReplaceAll(one, "_", " ")].push_back(ReplaceAll(other, "_", " "));
      }
    }
    return others;
  }();
  const auto found = known.find(std::string(key));
  if (found == known.end()) return {};
  return {found->second.begin(), found->second.end()};
}

}  // namespace aisle::language
