// Metrics of an event log. Sales are the rows of one kind of event only; every kind is counted,
// and rates compare counts of the same rows.
#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"
#include "semantic/infer_events.h"
#include "semantic/infer_metric_words.h"

namespace aisle::semantic {
namespace {

// "users who bought", "visitors who made a purchase", …
std::vector<std::string> BuyerWords() {
  std::vector<std::string> words = {"purchasers", "unique buyers", "number of buyers"};
  for (const char* who : {"users", "customers", "visitors"}) {
    for (const char* adjective : {"purchasing ", "paying ", "buying "})
      words.push_back(adjective + std::string(who));
    for (const char* deed : {" who bought", " who purchased", " who made a purchase",
                             " who ordered", " who bought something", " bought", " made a purchase",
                             " bought something", " with a purchase"})
      words.push_back(who + std::string(deed));
  }
  return words;
}

std::vector<std::string> RateWords(const std::vector<std::string>& from,
                                   const std::vector<std::string>& to) {
  std::vector<std::string> words;
  for (const std::string& a : from) {
    for (const std::string& b : to) {
      if (a == b) continue;
      for (const std::string& word :
           {a + " to " + b + " conversion rate", "conversion rate from " + a + " to " + b,
            a + " to " + b + " rate", a + " to " + b + " conversion",
            "conversion from " + a + " to " + b})
        AddUnique(word, &words);
    }
  }
  return words;
}

constexpr std::array kStages = {EventStage::kSeen,  EventStage::kViewed,   EventStage::kClicked,
                                EventStage::kAdded, EventStage::kCheckout, EventStage::kPurchased};

}  // namespace

// A word that a table, a thing or a column has already is theirs.
bool EventMetrics::IsNameOfOther(const std::string& word) const {
  for (const Entity& entity : draft_.model.entities)
    if (entity.plural == word || entity.name == word) return true;
  return false;
}

std::vector<std::string> EventMetrics::Unclaimed(const std::vector<std::string>& words) {
  std::vector<std::string> free;
  for (const std::string& word : words)
    if (!IsNameOfOther(word) && claimed_.insert(word).second) free.push_back(word);
  return free;
}

// Of page views and product views, those of products.
const EventKind* EventMetrics::OnlyAt(EventStage stage) const {
  if (stage == EventStage::kPurchased) return log_->sale < 0 ? nullptr : &Sale();
  std::vector<const EventKind*> all, goods;
  for (const EventKind& kind : log_->kinds) {
    if (kind.words.stage != stage) continue;
    all.push_back(&kind);
    if (kind.words.object == "product" || kind.words.object == "item") goods.push_back(&kind);
  }
  if (all.size() == 1) return all.front();
  return goods.size() == 1 ? goods.front() : nullptr;
}

bool EventMetrics::IsOneOfSeveral(const EventKind& kind) const {
  return kind.words.stage != EventStage::kPurchased &&
         std::count_if(log_->kinds.begin(), log_->kinds.end(), [&](const EventKind& other) {
           return other.words.stage == kind.words.stage;
         }) > 1;
}

std::vector<std::string> EventMetrics::NounsOf(const EventKind& kind) const {
  if (IsOneOfSeveral(kind)) return {kind.words.object + " " + kind.words.deed};
  std::vector<std::string> nouns = {kind.words.noun};
  if (kind.words.stage == EventStage::kPurchased) AddUnique("purchase", &nouns);
  if (kind.words.stage == EventStage::kAdded) AddUnique("add to cart", &nouns);
  if (kind.words.stage == EventStage::kCheckout) AddUnique("checkout", &nouns);
  return nouns;
}

std::string EventMetrics::SaleRows() const {
  return "the rows whose " + log_->action->column->label + " is " +
         aisle::Join(Sale().values, " or ");
}

// "views" beside views of pages and of products are neither's, but what was viewed is a product;
// "additions" to the cart and to the wishlist are not told apart.
void EventMetrics::ClaimShared() {
  std::map<std::string, std::vector<const EventKind*>> owners;
  for (const EventKind& kind : log_->kinds)
    for (const std::string& word : kind.words.synonyms) owners[word].push_back(&kind);
  for (const auto& [word, kinds] : owners) {
    if (kinds.size() < 2) continue;
    const EventKind* only = OnlyAt(EventStage::kViewed);
    const bool of_goods = EndsWith(word, "ed") && std::count(kinds.begin(), kinds.end(), only) > 0;
    owner_[word] = of_goods ? only : nullptr;
  }
}

void EventMetrics::AddEvents(const EventLog& log) {
  log_ = &log;
  ClaimShared();
  other_sales_ = draft_.model.FindMetric("revenue") || draft_.model.FindMetric("units") ||
                 draft_.model.FindMetric("orders");
  for (const EventKind& kind : log.kinds) claimed_.insert(kind.words.plural);
  if (Sells()) AddRevenue();
  if (log.sale >= 0) AddKind(Sale());
  if (Sells()) AddOrders();
  AddPeople();
  for (const EventKind& kind : log.kinds)
    if (log.sale < 0 || &kind != &Sale()) AddKind(kind);
  if (Sells()) AddPerOrder();
  AddRates();
}

void EventMetrics::AddRevenue() {
  const Found price = log_->amount ? Found{table_.Name(), log_->amount} : Price();
  if (!price.role) return;
  const Found quantity = log_->amount ? Found{} : Own(Measure::kQuantity);
  const Expr money = quantity.role ? Times(Of(quantity), Of(price)) : Of(price);
  const std::string what =
      (quantity.role ? "quantity × " : "") + price.role->heading + " over " + SaleRows();
  Add("revenue", Sum(OfSales(money)), UnitOf(price), "Sum of " + what + ".");
  if (quantity.role)
    Add("units", Sum(OfSales(Of(quantity))), "", "Sum of quantity over " + SaleRows() + ".");
  if (quantity.role || log_->amount)
    Add("average sale", Average(OfSales(money)), UnitOf(price), "Average " + what + ".",
        {"average " + (log_->amount ? price.role->heading : std::string("purchase"))});
  if (quantity.role)
    Add("average " + quantity.role->heading, Average(OfSales(Of(quantity))), "",
        "Average " + quantity.role->heading + " over " + SaleRows() + ".");
  if (log_->amount) return;
  std::vector<std::string> words = {"average purchase price",
                                    "average price of purchased items",
                                    "average price of a purchased item",
                                    "average price of purchased products",
                                    "average price of sold items",
                                    "average price of items sold",
                                    "average price of purchases"};
  if (!quantity.role)
    for (const char* word : {"average revenue", "average sale", "average sales"})
      words.emplace_back(word);
  Add("average sold price", Average(OfSales(Of(price))), UnitOf(price),
      "Average " + price.role->heading + " over " + SaleRows() + ".", std::move(words));
}

// Where another table knows what was sold, a log's words for it are no figures of sales.
bool EventMetrics::IsToldElsewhere(const EventKind& kind) const {
  static const std::set<std::string> kTold = {"purchase", "order",  "sale",   "cancellation",
                                              "return",   "refund", "payment"};
  return other_sales_ && (kind.words.stage == EventStage::kPurchased ||
                          kTold.contains(kind.words.deed) || kTold.contains(kind.words.noun));
}

std::vector<std::string> EventMetrics::SaleWords() const {
  std::vector<std::string> words = {"purchases", "purchase count", "purchase events"};
  if (!Has("units"))
    for (const char* word : {"purchased items", "items purchased", "products purchased",
                             "units sold", "items sold", "products sold", "units", "items bought"})
      words.emplace_back(word);
  if (!log_->order && !log_->session) {
    words.emplace_back("orders");
    for (const std::string& word : MetricWords("orders")) AddUnique(word, &words);
  }
  return words;
}

void EventMetrics::AddKind(const EventKind& kind) {
  const EventWords& event = kind.words;
  const bool told = IsToldElsewhere(kind);
  const bool taken = told || IsNameOfOther(event.plural);
  const std::string base = taken ? event.phrase + " events" : event.plural;
  std::vector<std::string> words = told ? std::vector<std::string>() : event.synonyms;
  std::erase_if(words, [&](const std::string& word) {
    const auto owner = owner_.find(word);
    return owner != owner_.end() && owner->second != &kind;
  });
  if (log_->sale >= 0 && &kind == &Sale() && !told)
    for (std::string& word : SaleWords()) AddUnique(std::move(word), &words);
  Metric* metric = Add(
      base, Filtered(CountRows(table_.Name()), log_->Is(table_.Name(), kind)), "",
      "Rows whose " + log_->action->column->label + " is " + aisle::Join(kind.values, " or ") + ".",
      Unclaimed(words));
  if (!metric) return;
  // The first of two words would be read as what narrows the second: "item views", "home events".
  if (taken || event.plural == event.phrase + " events")
    metric->label = TitleCase("events named " + event.phrase);
  else if (std::count(event.plural.begin(), event.plural.end(), ' ') == 1)
    metric->label = TitleCase(event.object + " " + event.deed + " events");
  static const std::set<std::string> kBad = {"removal",      "deletion", "abandonment",
                                             "cancellation", "return",   "refund"};
  metric->lower_is_better = kBad.contains(event.deed);
}

// By the order's id; else the purchases of one session are one order; else each row is.
void EventMetrics::AddOrders() {
  const ColumnRole* key = log_->order ? log_->order : log_->session;
  if (!key || Has("orders")) return;
  const std::string what = log_->order ? "Orders, each counted once by " + key->column->label
                                       : "Sessions with at least one of " + SaleRows();
  Metric* metric = Add("orders", Filtered(Distinct(*key), IsSale()), "", what + ".");
  if (metric)
    std::erase_if(metric->synonyms, [&](const std::string& word) {
      return claimed_.contains(word) || word == "purchases";
    });
}

void EventMetrics::AddPeople() {
  if (log_->user) {
    const std::string noun = log_->user->Has("visitor") ? "visitors" : "users";
    std::vector<std::string> words;
    if (!other_sales_) words = MetricWords("customers");
    for (const char* word : {"unique users", "unique visitors", "distinct users", "active users",
                             "user count", "total users"})
      AddUnique(word, &words);
    Add(noun, Distinct(*log_->user), "",
        TitleCase(noun) + ", each counted once by " + log_->user->column->label +
            ", whatever they did.",
        std::move(words));
    if (Sells())
      Add("buyers", Filtered(Distinct(*log_->user), IsSale()), "",
          TitleCase(noun) + " with at least one of " + SaleRows() + ".", BuyerWords());
  }
  if (log_->session)
    Add("sessions", Distinct(*log_->session), "",
        "Sessions, each counted once by " + log_->session->column->label + ".",
        Unclaimed({"visits", "unique sessions", "total sessions", "session count"}));
}

void EventMetrics::AddPerOrder() {
  if (!Has("revenue")) return;
  const std::string unit = Get("revenue").unit;
  const std::string sale = Sale().words.plural;
  Add("average order value", Over(Ref("revenue"), Ref(Has("orders") ? "orders" : sale)), unit,
      Has("orders") ? "Revenue per order." : "Revenue per row.",
      {"average purchase value", "average transaction value"});
  if (!Has("buyers")) return;
  Add("revenue per customer", Over(Ref("revenue"), Ref("buyers")), unit, "Revenue per buyer.",
      {"revenue per buyer", "average spend per buyer"});
  Add("revenue per user",
      Over(Ref("revenue"), Ref(log_->user->Has("visitor") ? "visitors" : "users")), unit,
      "Revenue per user, whether or not they bought.",
      {"average revenue per user", "arpu", "revenue per visitor"});
  Add("purchases per customer", Over(Ref(sale), Ref("buyers")), "", TitleCase(sale) + " per buyer.",
      {"purchases per buyer", "average purchases per customer", "average purchases per buyer"});
}

void EventMetrics::AddRates() {
  std::vector<const EventKind*> stages;
  for (const EventStage stage : kStages)
    if (const EventKind* only = OnlyAt(stage)) stages.push_back(only);
  for (const EventKind* to : stages)
    for (const EventKind* from : stages)
      if (from->words.stage < to->words.stage) AddRate(*from, *to);
  AddOverallRates();
  AddRatesOfObjects();
}

void EventMetrics::AddRate(const EventKind& from, const EventKind& to) {
  if (!Has(from.words.plural) || !Has(to.words.plural)) return;
  std::vector<std::string> words = RateWords(NounsOf(from), NounsOf(to));
  const EventStage a = from.words.stage, b = to.words.stage;
  const bool plain = !IsOneOfSeveral(from) && !IsOneOfSeveral(to);
  if (plain && a == EventStage::kViewed && b == EventStage::kPurchased)
    for (const char* word :
         {"conversion rate", "conversion", "overall conversion rate", "purchase conversion rate"})
      AddUnique(word, &words);
  if (a == EventStage::kSeen && b == EventStage::kClicked)
    for (const char* word : {"click through rate", "clickthrough rate", "ctr"})
      AddUnique(word, &words);
  if (plain && a == EventStage::kViewed && b == EventStage::kAdded)
    for (const char* word : {"add to cart rate", "cart addition rate"}) AddUnique(word, &words);
  if (a == EventStage::kAdded && b == EventStage::kPurchased)
    for (const char* word : {"cart conversion rate", "cart completion rate"})
      AddUnique(word, &words);
  Add(NounsOf(from).front() + " to " +
          (b == EventStage::kPurchased ? "purchase" : NounsOf(to).front()) + " rate",
      Over(Ref(to.words.plural), Ref(from.words.plural)), "%",
      TitleCase(to.words.plural) + " as a part of " + from.words.plural + ".", Unclaimed(words));
}

// How many of the sessions, of the people, end up buying.
void EventMetrics::AddOverallRates() {
  if (log_->sale < 0) return;
  if (log_->session)
    Add("session conversion rate",
        Over(Filtered(Distinct(*log_->session), IsSale()), Distinct(*log_->session)), "%",
        "Sessions with at least one of " + SaleRows() + ", as a part of all sessions.",
        Unclaimed({"conversion rate of sessions", "conversion rate per session",
                   "share of sessions with a purchase", "percentage of sessions with a purchase",
                   "conversion rate", "conversion"}));
  if (log_->user)
    Add("user conversion rate",
        Over(Filtered(Distinct(*log_->user), IsSale()), Distinct(*log_->user)), "%",
        "Users with at least one of " + SaleRows() + ", as a part of all users.",
        Unclaimed({"buyer rate", "conversion rate of users", "customer conversion rate",
                   "visitor conversion rate", "share of users who bought",
                   "percentage of users who bought", "percentage of users who made a purchase",
                   "share of users who made a purchase", "conversion rate", "conversion"}));
}

// "offer received", "offer viewed", "offer completed": what becomes of each thing that was sent.
void EventMetrics::AddRatesOfObjects() {
  for (const EventKind& from : log_->kinds) {
    const bool first = from.words.deed == "receipt" || from.words.deed == "send";
    if (!first || from.words.object.empty() || !Has(from.words.plural)) continue;
    for (const EventKind& to : log_->kinds) {
      if (&to == &from || to.words.object != from.words.object || !Has(to.words.plural)) continue;
      Add(to.words.object + " " + to.words.deed + " rate",
          Over(Ref(to.words.plural), Ref(from.words.plural)), "%",
          TitleCase(to.words.plural) + " as a part of " + from.words.plural + ".",
          Unclaimed({to.words.deed + " rate"}));
    }
  }
}

}  // namespace aisle::semantic
