// The structure words of a question, as one flat table: phrase, role, what it refines, direction.
#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"
#include "language/piece.h"
#include "language/stop_words.h"

namespace aisle::language {

namespace {

struct Row {
  std::string_view phrases;  // separated by |
  Role role;
  std::string_view ref = {};
  int direction = 0;
};

constexpr Row kRows[] = {
    {"how many|how often|number of|no of|count of|# of|total number of|total count of|the number "
     "of|count "
     "the number of|"
     "total no of|quantity count of|numbers of|how many total|number of times|how many times|total "
     "number "
     "of times|the number of times|no of times",
     Role::kCount},
    {"count|counts|volume|frequency|volumes|times", Role::kCountAfter},
    {"distinct|unique|different", Role::kDistinct},
    {"total|sum|sum of|overall|combined|totals|altogether|in total|aggregate|totaling|totalling",
     Role::kFold, "sum"},
    {"average|avg|mean|typical|typically|on average|averages|an average|average of", Role::kFold,
     "avg"},
    {"maximum|max", Role::kFold, "max"},
    {"minimum|min", Role::kFold, "min"},
    {"median", Role::kFold, "median"},
    {"standard deviation|std dev|stddev|standard deviation of", Role::kFold, "stddev"},
    {"top|best|highest|most|largest|biggest|greatest|leading|widest|top performing|best performing|"
     "strongest|highest number of|top ranked|max number of|maximum number of|the "
     "most|higher|best performer|"
     "doing better|does better|performing better|performs better|perform better|"
     "best performers|top performers|high performing",
     Role::kRank, "", 1},
    {"bottom|worst|lowest|least|fewest|smallest|weakest|lowest number of|worst performing|"
     "minimum number of|least number of|poorest|lower|bottom performing|lowest performing",
     Role::kRank, "", -1},
    {"best selling|bestselling|best sellers|best seller|bestsellers|bestseller|top selling|highest "
     "selling|"
     "most sold|most selling|top sellers|top seller|hottest selling|most bought|most "
     "purchased|fastest selling|sells best|sell best|sold best|sells the best|sells the most|sell "
     "the most|sells most|sell most",
     Role::kRank, "units", 1},
    {"worst selling|least selling|lowest selling|least sold|slowest selling|slow moving|poorest "
     "selling",
     Role::kRank, "units", -1},
    {"most popular|most common|most frequent|most frequently|most used|most commonly|most ordered|"
     "most often|most times|the most times|most number of times|highest number of times|most "
     "frequently "
     "ordered|most liked|most loved|most demanded|most in demand|most demand|most "
     "demanding|highest demand|most "
     "wanted|most chosen|preferred|favorite|favourite|commonest|most favored|most "
     "preferred|prefer|prefers|"
     "prefer most",
     Role::kRank, "count", 1},
    {"least often|least popular|least common|least frequent|least used|least ordered|rarest|least "
     "frequently "
     "ordered",
     Role::kRank, "count", -1},
    {"most profitable|highest profit making|highest earning", Role::kRank, "profit", 1},
    {"most losses|the most losses|highest losses|biggest losses|largest losses|highest "
     "loss|biggest "
     "loss|least profitable|unprofitable",
     Role::kRank, "profit", -1},
    {"most expensive|highest priced|priciest|costliest|dearest|most costly", Role::kRank, "price",
     1},
    {"cheapest|least expensive|lowest priced", Role::kRank, "price", -1},
    {"busiest|peak", Role::kRank, "orders", 1},
    {"quietest|least busy", Role::kRank, "orders", -1},
    {"revenue contributing|revenue-contributing|most valuable|highest value|highest grossing|top "
     "grossing|highest revenue generating|revenue "
     "generating|top earning|biggest spending|highest spending|biggest spender|biggest "
     "spenders|top "
     "spender|top spenders|highest spender|highest spenders|largest spenders",
     Role::kRank, "revenue", 1},
    {"lowest grossing|least valuable", Role::kRank, "revenue", -1},
    {"widest|broadest|most diverse|most varied", Role::kRank, "", 1},
    {"heaviest", Role::kRank, "weight", 1},
    {"youngest", Role::kRank, "age", -1},
    {"lightest", Role::kRank, "weight", -1},
    {"tallest", Role::kRank, "height", 1},
    {"longest|slowest", Role::kRank, "length", 1},
    {"shortest|fastest|quickest", Role::kRank, "length", -1},
    {"highest rated|best rated|top rated|highest rating|best reviewed|highest reviewed",
     Role::kRank, "rating", 1},
    {"lowest rated|worst rated|lowest rating|worst reviewed|poorly rated", Role::kRank, "rating",
     -1},
    {"latest|most recent|newest|very last|last ever|last", Role::kRank, "time", 1},
    {"earliest|oldest|very first|first ever|first", Role::kRank, "time", -1},
    {"by|broken down by|split by|grouped by|group by|breakdown by|breakdown of|separated "
     "by|segmented by|according to",
     Role::kGroup, "by"},
    {"per|in an|in a single|for each combination of|for every combination of|for each of the|for "
     "each of|each of the",
     Role::kGroup, "per"},
    {"print|print details of|print the details of|show details of|show the details of|get details "
     "of|give details of|list details of|return the|return all|return only|names of|names of "
     "the|names of all|the names of",
     Role::kList},
    {"for all transactions|across all transactions|for all orders|across all "
     "orders|over all transactions|"
     "over all their orders|across all their "
     "orders|for all their orders|over all orders|within "
     "this date range|in this date range|during this period|in this period|over this period",
     Role::kStop},
    {"each|for each|for every|every|in each|in every|within each|within every|of each|to each|from "
     "each|by each|with each|at each|over each|on each|under each|under every",
     Role::kGroup, "each"},
    {"across|between different|across different|across the|within|among different|over "
     "different|across each",
     Role::kGroup, "across"},
    {"across all|over all|across all of|across all the|for all|in all|from all", Role::kGroup,
     "all"},
    {"wise", Role::kWise},
    {"based on|in terms of|ranked by|sorted by|ordered by|order by|sort by|on the basis "
     "of|measured by|rank by|in order of|sorted on|"
     "sort the results by|and sort by|as measured by|with respect to|ordering by",
     Role::kMeasureBy},
    {"more than|greater than|above|over|exceeding|exceeds|exceed|exceeded|higher than|larger "
     "than|bigger than|>|beyond|"
     "is above|are above|is greater than|are greater than|is more than|longer than|heavier "
     "than|taller than|more "
     "expensive than|costlier than|dearer than|totaling more than|later than",
     Role::kCompare, ">"},
    {"at least|>=|no less than|not less than|minimum of|greater than or equal to|a minimum of|more "
     "than or equal to",
     Role::kCompare, ">="},
    {"less than|below|under|fewer than|lower than|smaller than|<|is below|are below|is less "
     "than|shorter than|lighter than|cheaper than|less expensive than",
     Role::kCompare, "<"},
    {"at most|<=|no more than|not more than|up to|less than or equal to|maximum of", Role::kCompare,
     "<="},
    {"equal to|=|equals|exactly|equalling|is exactly", Role::kCompare, "="},
    {"or more|and above|or above|or higher|and more|or greater|and over|or over", Role::kOrMore,
     ">="},
    {"or less|or fewer|and below|or below|or lower|and under", Role::kOrMore, "<="},
    {"between", Role::kBetween},
    {"not|non|except|excluding|exclude|excl|excludes|excluded|other than|apart from|but "
     "not|without|not from|not "
     "in|isn't|aren't|are not|is not|outside",
     Role::kNot},
    {"never|have never|has never|had never|did not|didn't|haven't|have not|who never|no|with no|do "
     "not|don't|has not|hasn't|who have not|who has not|that have not|that has not|which have "
     "not|which has not|who did not|that did not|which did not|who do not|that do not",
     Role::kNever},
    {"percentage of|percent of|% of|percentage|percent|%|share of|share|proportion "
     "of|proportion|contribution|"
     "contribute|contributes|percentage contribution|percentage contribution of|fraction "
     "of|contribution of|"
     "portion of|what percent|what percentage of|percent contribution|% share|relative share|share "
     "%|pct|contribution to|contributed|"
     "contribution %|% contribution|percentage share|percentage share of|contributing|share "
     "in|concentration|what proportion of|with %|with percentage|with percentages|and %|and "
     "percentage",
     Role::kShare},
    {"growth rate|growth|grew|grow|growing|change|changed|changes|percent change|percentage "
     "change|growth rates|"
     "growth of|increase|increased|decrease|decreased|decline|declined|rate of change|change "
     "in|changing|grown|fell|rose|rise|drop|dropped|growing or shrinking|growing or declining|"
     "increasing or decreasing|increase rate|increase rates|growing shrinking or holding steady|"
     "shrinking|growing or falling",
     Role::kChange},
    {"running total|running total of|cumulative|running|running sum|accumulated|cumulative "
     "sum|cumulative "
     "total|running totals",
     Role::kCumulative},
    {"moving average|rolling average|moving average of|rolling average of|moving avg",
     Role::kMovingAverage},
    {"rank|ranking|ranked|rankings|ranks", Role::kRankList},
    {"from highest to lowest|highest to lowest|from high to low|high to low|from best to "
     "worst|best "
     "to worst|from largest to smallest|largest to smallest|from biggest to smallest|biggest to "
     "smallest|from most to least|most to least|in descending order of|in descending order|order "
     "in descending order|order by descending order|order it in descending order|order it by "
     "descending order|order them in descending order|order them by descending order|arrange in "
     "descending order|arrange by descending order|arrange it in descending order|arrange it by "
     "descending order|arrange them in descending order|arrange them by descending order|sort in "
     "descending order|sort by descending order|sort it in descending order|sort it by descending "
     "order|sort them in descending order|sort them by descending order|rank in descending "
     "order|rank by descending order|rank it in descending order|rank it by descending order|rank "
     "them in descending order|rank them by descending order|by "
     "descending order|descending order|descending|desc|in decreasing order|decreasing "
     "order|highest "
     "first|biggest first|largest first|best first|most first|highest on top|biggest on top",
     Role::kDirection, "", 1},
    {"from lowest to highest|lowest to highest|from low to high|low to high|from worst to "
     "best|worst to best|from smallest to largest|smallest to largest|from smallest to "
     "biggest|smallest to biggest|from least to most|least to most|in ascending order of|in "
     "ascending order|order in ascending order|order by ascending order|order it in ascending "
     "order|order it by ascending order|order them in ascending order|order them by ascending "
     "order|arrange in ascending order|arrange by ascending order|arrange it in ascending "
     "order|arrange it by ascending order|arrange them in ascending order|arrange them by "
     "ascending order|sort in ascending order|sort by ascending order|sort it in ascending "
     "order|sort it by ascending order|sort them in ascending order|sort them by ascending "
     "order|rank in ascending order|rank by ascending order|rank it in ascending order|rank it by "
     "ascending order|rank them in ascending order|rank them by ascending order|by ascending "
     "order|ascending order|ascending|asc|in increasing "
     "order|increasing order|lowest first|smallest first|worst first|fewest first|least "
     "first|lowest on top|worst on top",
     Role::kDirection, "", -1},
    {"newest first|latest first|most recent first|from newest to oldest|newest to oldest|in "
     "reverse "
     "chronological order|reverse chronological order",
     Role::kDirection, "time", 1},
    {"oldest first|earliest first|from oldest to newest|oldest to newest|in chronological "
     "order|chronological order|chronologically",
     Role::kDirection, "time", -1},
    {"in alphabetical order|alphabetical order|alphabetically|a to z", Role::kDirection, "name",
     -1},
    {"z to a|in reverse alphabetical order", Role::kDirection, "name", 1},
    {"busiest first", Role::kDirection, "orders", 1},
    {"quietest first", Role::kDirection, "orders", -1},
    {"most expensive first|priciest first|dearest first|from most expensive to cheapest|from most "
     "expensive to least expensive|most expensive to cheapest",
     Role::kDirection, "price", 1},
    {"cheapest first|least expensive first|from cheapest to most expensive|cheapest to most "
     "expensive|from least to most expensive|from cheapest to costliest",
     Role::kDirection, "price", -1},
    {"which|what|who|whom|whose|where|what's|which of|which are|what are the|what is the|which are "
     "the",
     Role::kWhich},
    {"write a sql query to|write a sql query for|write a query to|write an sql query to|sql query "
     "to|"
     "write a query|write sql to|that shows|which shows|shows|provide a query "
     "that|measure|assess|evaluate|examine|explore|understand|check|fetch|"
     "pull|looking at|looking at the|checking for|checking|displays|generate a list "
     "of|visualize|visualise|plot|draw|chart|graph|list out|look at|write a sql query that",
     Role::kList},
    {"summarize|summarise|summary of|summarize the|overview "
     "of|group|list|show|display|find|get|retrieve|give|identify|return|provide|fetch|tell|see|"
     "determine|"
     "calculate|compute|"
     "show me|give me|tell me|view|report|analyze|analyse|find "
     "out|create|print|produce|present|extract|select|look up|showing|show a list of|a list "
     "of|list of|like to see|like to "
     "know|want to see|want to know|include|including|listing|finding|finding the|analyzing|"
     "analysing|calculating|identifying|determining|computing",
     Role::kList},
    {"missing|blank|null|empty|lacking|lack|lacks|unspecified|not filled|absent", Role::kMissing},
    {"contains|containing|contain|includes the string|include the string|includes|with the "
     "word|containing the word|"
     "contains the word|contain the word|contain the words|contain the text|contains the "
     "text|contains the letter|containing the letter|contain the letter|contains the "
     "string|containing the string|like",
     Role::kContains, "contains"},
    {"starting with|starts with|start with|beginning with|begins with|begin with|starting with the "
     "letter|starts with the letter|that start with|"
     "beginning with the letter",
     Role::kContains, "starts"},
    {"ending with|ends with|end with|ending in|ends in", Role::kContains, "ends"},
    {"vs|v|versus|compare|compared to|compared with|comparison "
     "of|comparison|comparing|against|compared|compares|comparison between|compare to",
     Role::kVersus},
    {"difference between|spread between|gap between|difference|spread|gap|minus|difference of",
     Role::kDifference},
    {"ratio between them|ratio between the two|ratio of the two|their ratio|ratio of both|ratio "
     "between both|ratio of these two",
     Role::kBoth, "ratio"},
    {"difference between them|difference between the two|difference of the two|their difference|"
     "gap between them|gap between the two",
     Role::kBoth, "difference"},
    {"and|&|n|,|plus|as well as|along with|together with|also|and also|alongside", Role::kAnd},
    {"or", Role::kOr},
    {"month|months|calendar month", Role::kTimeNoun, "month"},
    {"date|dates|day|days|calendar date|individual date|individual day", Role::kTimeNoun, "day"},
    {"week|weeks", Role::kTimeNoun, "week"},
    {"quarter|quarters", Role::kTimeNoun, "quarter"},
    {"year|years", Role::kTimeNoun, "year"},
    {"hour|hours|time|times|hour of the day|hour of day|hours of the day|time of day|times of "
     "day|times of "
     "the day|hours of day",
     Role::kTimeNoun, "hour"},
    {"weekday|weekdays|day of the week|day of week|days of the week|days of week|days of the weeks",
     Role::kTimeNoun, "weekday"},
    {"sell|sells|sold|selling|sale of|were sold|was sold|are sold", Role::kVerb, "sell"},
    {"purchased items from|bought items from|purchased products from|bought products from|buy "
     "products "
     "from|purchase products from|purchase items from|ordered items from|ordered products from|buy "
     "items from|purchased an item from|purchased items in|bought items in|purchased products in",
     Role::kVerb, "order"},
    {"ordered|ordering|order the|purchased|bought|buy|buys|purchase|purchasing|were ordered|are "
     "ordered|being ordered",
     Role::kVerb, "order"},
    {"spend|spent|spends|spending|paid|pay|pays", Role::kVerb, "spend"},
    {"generate|generates|generated|made|make|makes|shipped to|are shipped to|delivered to|sent "
     "to|bring|brings|brought in|bring "
     "in|earn|earned|earns|placed|place|produce|yield|yields|"
     "drive|drives|have made|has made|who made|has placed|have placed|come from|comes from|came "
     "from|attract|attracts|making|generating|had|get|gets|saw|see|experienced|recorded|"
     "record|processed|process|handled|managed|manage|served|achieved|achieve|achieves|reached|"
     "operate|operates|operating|located|living|live|lives|living in|reside|acquired|acquire|"
     "acquiring|doing business|did "
     "business|received|receives|receive|gave|gives|give|assigned|assigned "
     "to|filed|submitted|selected|fulfilled|fulfil|fulfill|fall in|falls in|fall into|fall "
     "under|occurred|occur|happened|happen|took "
     "place|represented|registered|appeared|appear|appears|starred|featured|belong|belongs|carry|"
     "carries|hold|holds|held|provides|provide|provided|supply|supplies|supplied|associated "
     "with|is associated with|are associated "
     "with|got|gets|account "
     "for|accounts for|make up|makes up|"
     "accounted for",
     Role::kVerb, "make"},
    {"used|use|uses|chosen|choose|chose", Role::kVerb, "use"},
    {"perform|performs|performed|performing|perform best|doing|performance", Role::kVerb,
     "perform"},
    {"that|with|having|whose|who|when|where the|who have|that have|which have|who "
     "has|whose|who're|who are",
     Role::kThat},
    {"negative|loss making|losing money|loses money|lose money|in the red|in loss|negatively|at a "
     "loss|running at a "
     "loss|making a loss|making losses|makes a loss|unprofitable|below zero",
     Role::kNegative},
    {"zero|no sales|0", Role::kZero},
    {"out of stock|sold out|no stock|zero stock|no longer in stock", Role::kZero, "stock"},
    {"high value|high-value", Role::kStop},
    {"for each of those years|for each of those months|for each of these years|for each of these "
     "months|of those years|of those months|data set|data sets|set of|the set of|full name|full "
     "names",
     Role::kStop},
    {"shipped|delivered|dispatched", Role::kVerb, "ship"},
    {"multiple|several|more than one|many different|two or more", Role::kMultiple},
    {"appearing in every|appear in every|present in every|sold in every|ordered in every|active in "
     "every|appearing in all|"
     "appear in all|present in all|sold in all|available in every|available in all|stocked in "
     "every|stocked in all|"
     "carried in every|carried by every|found in every|in every single|bought in every",
     Role::kInEvery},
    {"only once|exactly once|just once|once|one-time|one time|one and done", Role::kRepeat, "once"},
    {"new|first time|first-time|newly acquired|brand new", Role::kRepeat, "new"},
    {"a single purchase|a single order|single purchase|single order|one purchase only",
     Role::kRepeat, "single"},
    {"repeat|returning|more than once|multiple times|repeated|recurring|multiple orders|repeat "
     "purchases|repeat purchase|duplicate|duplicated|duplicates",
     Role::kRepeat},
    {"all columns|all fields|all details|all the columns|all the "
     "fields|record|records|row|rows|entries|entry|detail|details|line|lines|observations|data "
     "points",
     Role::kDetail},
    {"why|reason|reasons|how come|explain why|root cause|what caused|what is causing|cause of",
     Role::kOut, "why"},
    {"predict|forecast|forecasting|prediction|projection|projected|will be|next month|next "
     "quarter|next year|going to be|expected sales|future|predicted|project",
     Role::kOut, "forecast"},
    {"should|recommend|recommendation|recommendations|suggest|suggestion|advice|strategy|"
     "strategies|improve|optimize|leverage|"
     "how can we|how do i|how can i|what can we do|how to|how should|should we|action items|could "
     "leverage|take off the menu",
     Role::kOut, "advice"},
    {"policy|policies|complain|complaining|complaints|review|reviews|feedback|email|weather|joke|"
     "poem|track my|contact|"
     "phone number|refund my|my order|sentiment|satisfaction|opinions|news|stock "
     "market|salary|salaries",
     Role::kOut, "out_of_scope"},
    {"delete|drop table|update|insert|truncate|remove|erase|overwrite|alter table", Role::kOut,
     "write"},
    {"random|randomly|sample of|random sample", Role::kOut, "random"},
    {"together|bought together|purchased together|ordered together|in the same order|frequently "
     "bought together|market basket|together in the same order|ordered together in the same order|"
     "in the same basket|in the same transaction|together in the same transaction|bought together "
     "in "
     "the same order|purchased together in the same order|cross sell|combinations bought|basket "
     "analysis|commonly bought together|sold together|bought in combination|item combinations|"
     "product combinations|items combinations|combinations of items|combinations of products",
     Role::kTogether},
    {"correlation|correlate|correlated|correlation between", Role::kRelation, "correlation"},
    {"regression", Role::kUnsupported, "regression"},
    {"impact|impacts|influence|influences|effect|effects|affect|affects|relationship|relation|"
     "relationship between|related to",
     Role::kRelation, "relation"},
    {"consecutive|in a row|streak|consecutively|successive", Role::kStreak},
    {"categorize|categorise|segment|segmented|segment into|bucket|buckets|tiers|tier|bins|classify|"
     "segmented into|classified into|grouping "
     "of|groups|bands|band|ranges|range|brackets|slabs|slab|shift|"
     "shifts|time slot|time slots|segments|classes|class|divide|split into|group into|grouped into|"
     "time of the day|time of day",
     Role::kBucket},
    {"with her|with him|by her|by him|with them|from her|from him|same|of these|for each of those",
     Role::kUnsupported, "a second step over the first result"},
    {"percentile|quartile|decile|percentiles|quartiles|pareto", Role::kUnsupported,
     "percentiles and cumulative shares"},
    {"seasonality|seasonal|anomaly|anomalies|outlier|outliers|seasonally", Role::kUnsupported,
     "seasonality and anomalies"},
    {"churn|retention|cohort|cohorts|rfm", Role::kUnsupported, "cohorts and retention"},
    {"trending up|trending down|trends "
     "up|underperform|underperforming|underperforms|overperforming|understocked|"
     "overstocked|typical day",
     Role::kUnsupported, "a judgement without a stated measure"},
};

struct Vocabulary {
  std::unordered_map<std::string, std::vector<Sense>> phrases;
  std::unordered_set<std::string> words;
  size_t longest = 1;

  Vocabulary() {
    for (const Row& row : kRows) Add(row);
    words.insert(StopWords().begin(), StopWords().end());
  }

  void Add(const Row& row) {
    for (const std::string& phrase : Split(row.phrases, '|')) {
      Sense sense;
      sense.role = row.role;
      sense.ref = std::string(row.ref);
      sense.direction = row.direction;
      sense.cost = row.role == Role::kTimeNoun ? 0.003 : row.ref == "ship" ? 1.5 : 0.05;
      phrases[phrase].push_back(sense);
      const std::vector<std::string> parts = Split(phrase, ' ');
      longest = std::max(longest, parts.size());
      // "shipped" may be a value of the data: no plain word.
      if (row.ref != "ship") words.insert(parts.begin(), parts.end());
    }
  }
};

const Vocabulary& Words() {
  static const Vocabulary vocabulary;
  return vocabulary;
}

constexpr std::string_view kRoleNames[] = {
    "metric",     "dimension", "entity",      "table",       "value",      "time",
    "number",     "fold",      "count",       "count after", "distinct",   "rank",
    "group",      "wise",      "measure by",  "compare",     "or more",    "between",
    "not",        "never",     "share",       "change",      "cumulative", "moving average",
    "rank list",  "which",     "list",        "missing",     "contains",   "versus",
    "difference", "both",      "and",         "or",          "time noun",  "verb",
    "that",       "negative",  "zero",        "multiple",    "in every",   "repeat",
    "detail",     "together",  "relation",    "streak",      "direction",  "bucket",
    "symbol",     "out",       "unsupported", "stop",        "unknown"};

}  // namespace

const Sense* Piece::Find(Role role) const {
  for (const Sense& sense : senses) {
    if (sense.role == role) return &sense;
  }
  return nullptr;
}

std::vector<WordHit> StructureWordsAt(const std::vector<Token>& tokens, size_t at) {
  std::vector<WordHit> hits;
  std::string phrase;
  for (size_t count = 1; count <= Words().longest && at + count <= tokens.size(); ++count) {
    const Token& token = tokens[at + count - 1];
    if (token.kind == Token::Kind::kQuoted) break;
    phrase +=
        (count > 1 ? " " : "") + (token.kind == Token::Kind::kSymbol ? token.text : token.folded);
    const auto found = Words().phrases.find(phrase);
    if (found == Words().phrases.end()) continue;
    for (const Sense& sense : found->second) hits.push_back({count, sense});
  }
  std::stable_sort(hits.begin(), hits.end(),
                   [](const WordHit& a, const WordHit& b) { return a.count > b.count; });
  return hits;
}

bool IsKnownWord(std::string_view folded) { return Words().words.contains(std::string(folded)); }
std::string_view ToString(Role role) { return kRoleNames[static_cast<size_t>(role)]; }

}  // namespace aisle::language
