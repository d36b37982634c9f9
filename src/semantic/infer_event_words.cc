#include "semantic/infer_event_words.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "semantic/infer_parts.h"

namespace aisle::semantic {
namespace {

struct Verb {
  std::string_view base;
  std::string_view noun;       // of the deed, where it is not the base
  std::string_view past = {};  // where it is irregular
};

constexpr std::array kVerbs = {
    Verb{"view", ""},
    Verb{"visit", ""},
    Verb{"browse", ""},
    Verb{"click", ""},
    Verb{"tap", "", "tapped"},
    Verb{"search", ""},
    Verb{"add", "addition"},
    Verb{"remove", "removal"},
    Verb{"delete", "deletion"},
    Verb{"buy", "purchase", "bought"},
    Verb{"purchase", ""},
    Verb{"order", ""},
    Verb{"sell", "sale", "sold"},
    Verb{"pay", "payment", "paid"},
    Verb{"place", ""},
    Verb{"install", ""},
    Verb{"uninstall", ""},
    Verb{"register", "registration"},
    Verb{"subscribe", "subscription"},
    Verb{"unsubscribe", ""},
    Verb{"start", ""},
    Verb{"begin", "start", "begun"},
    Verb{"initiate", "start"},
    Verb{"complete", "completion"},
    Verb{"finish", "completion"},
    Verb{"abandon", "abandonment"},
    Verb{"receive", "receipt"},
    Verb{"send", "", "sent"},
    Verb{"redeem", "redemption"},
    Verb{"cancel", "cancellation", "cancelled"},
    Verb{"return", ""},
    Verb{"refund", ""},
    Verb{"share", ""},
    Verb{"like", ""},
    Verb{"rate", "rating"},
    Verb{"review", ""},
    Verb{"play", ""},
    Verb{"watch", ""},
    Verb{"download", ""},
    Verb{"open", ""},
    Verb{"close", ""},
    Verb{"select", "selection"},
    Verb{"submit", "submission", "submitted"},
    Verb{"save", ""},
};

template <size_t N>
bool Contains(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool Has(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string PastOf(const Verb& verb) {
  if (!verb.past.empty()) return std::string(verb.past);
  const std::string base(verb.base);
  return base.back() == 'e' ? base + "d" : base + "ed";
}

std::string NounOf(const Verb& verb) {
  return std::string(verb.noun.empty() ? verb.base : verb.noun);
}

const Verb* VerbOf(std::string_view word) {
  for (const Verb& verb : kVerbs)
    if (word == verb.base || word == PastOf(verb)) return &verb;
  for (const Verb& verb : kVerbs)
    if (word == verb.noun) return &verb;
  return nullptr;
}

// Events that a noun says without a verb.
bool IsEventNoun(std::string_view word) {
  constexpr std::array<std::string_view, 11> kNouns = {
      "impression", "checkout", "signup",  "login",      "logout", "transaction",
      "sale",       "lead",     "payment", "conversion", "visit"};
  return Contains(kNouns, word);
}

// What things are put into: as an event, the word alone says that something was.
bool IsContainer(std::string_view word) {
  constexpr std::array<std::string_view, 7> kAll = {"cart",     "basket",   "bag",      "trolley",
                                                    "wishlist", "favorite", "favourite"};
  return Contains(kAll, word);
}

bool IsCart(std::string_view word) {
  return word == "cart" || word == "basket" || word == "bag" || word == "trolley";
}

bool IsPreposition(std::string_view word) {
  constexpr std::array<std::string_view, 7> kAll = {"to", "from", "in", "into", "on", "for", "of"};
  return Contains(kAll, word);
}

// "addtocart", "pageview", "checkout": words that logs write as one.
bool SplitGlued(std::string_view rest, std::vector<std::string>* parts) {
  if (rest.empty()) return true;
  constexpr std::array<std::string_view, 17> kParts = {
      "add",  "remove", "delete", "to",   "from", "cart",     "basket", "page",  "product",
      "item", "view",   "screen", "list", "wish", "purchase", "click",  "detail"};
  for (const std::string_view part : kParts) {
    if (!StartsWith(rest, part)) continue;
    parts->emplace_back(part);
    if (SplitGlued(rest.substr(part.size()), parts)) return true;
    parts->pop_back();
  }
  return false;
}

// "sign up", "check out", "wish list" are one word each.
void JoinPairs(std::vector<std::string>* words) {
  constexpr std::array<std::array<std::string_view, 3>, 6> kPairs = {{
      {"sign", "up", "signup"},
      {"signed", "up", "signup"},
      {"log", "in", "login"},
      {"check", "out", "checkout"},
      {"wish", "list", "wishlist"},
      {"log", "out", "logout"},
  }};
  for (size_t i = 0; i + 1 < words->size(); ++i) {
    for (const auto& pair : kPairs) {
      if ((*words)[i] != pair[0] || (*words)[i + 1] != pair[1]) continue;
      (*words)[i] = pair[2];
      words->erase(words->begin() + static_cast<std::ptrdiff_t>(i) + 1);
    }
  }
}

// Where a deed is named, orders and carts are what it is done to.
bool IsObject(std::string_view word) {
  return word == "order" || word == "purchase" || word == "sale" || word == "payment";
}

// The place of the verb; the number of words when there is none.
size_t VerbAt(const std::vector<std::string>& words) {
  std::vector<size_t> found;
  for (size_t i = 0; i < words.size(); ++i)
    if (VerbOf(words[i])) found.push_back(i);
  if (found.size() > 1) {
    std::vector<size_t> deeds;
    for (const size_t at : found)
      if (!IsObject(words[at])) deeds.push_back(at);
    if (!deeds.empty()) found = std::move(deeds);
  }
  for (const size_t at : found)
    if (words[at] == PastOf(*VerbOf(words[at]))) return at;
  return found.empty() ? words.size() : found.front();
}

bool IsGoods(std::string_view object) {
  constexpr std::array<std::string_view, 9> kGoods = {
      "",       "product",    "item", "page", "screen", "product page", "product detail",
      "detail", "item detail"};
  return Contains(kGoods, object);
}

EventStage StageOf(const EventWords& event, const Verb* verb) {
  const std::string_view base = verb ? verb->base : std::string_view();
  const bool removed = base == "remove" || base == "delete" || base == "abandon";
  if (SaleRank(event.words) >= 0) return EventStage::kPurchased;
  if (event.phrase == "impression") return EventStage::kSeen;
  if (event.phrase == "cart" || event.phrase == "basket") return EventStage::kAdded;
  if (base == "view" && IsGoods(event.object)) return EventStage::kViewed;
  if (base == "click" && IsGoods(event.object)) return EventStage::kClicked;
  if (base == "add" && (IsCart(event.object) || IsGoods(event.object))) return EventStage::kAdded;
  const bool begun = !verb || verb->noun == "start" || base == "start";
  if (begun && !removed && event.words.back() != "view" && Has(event.words, "checkout") &&
      event.words.size() <= 2)
    return EventStage::kCheckout;
  return EventStage::kOther;
}

// "carts", "added to cart", "cart additions": for whatever says that the cart was filled.
void AddCartWords(const std::string& container, EventWords* event) {
  for (const std::string& word :
       {"added to " + container, container + " additions", "additions to " + container,
        "add to " + container, container + " adds", Plural(container)})
    AddUnique(word, &event->synonyms);
}

void NameNoun(const std::string& word, EventWords* event) {
  event->known = true;
  event->plural = Plural(word);
  event->noun = word;
  if (word == "signup")
    for (const char* form : {"sign ups", "signed up", "sign up"}) AddUnique(form, &event->synonyms);
  if (word == "login")
    for (const char* form : {"log ins", "logged in"}) AddUnique(form, &event->synonyms);
  if (word == "checkout")
    for (const char* form : {"check outs", "checked out"}) AddUnique(form, &event->synonyms);
}

void NameDeed(const Verb& verb, size_t at, EventWords* event) {
  const std::vector<std::string>& words = event->words;
  std::vector<std::string> rest = words;
  rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(at));
  const std::string past = PastOf(verb);
  event->known = true;
  event->deed = NounOf(verb);
  const std::string deeds = Plural(event->deed);
  const bool into = at + 1 < words.size() && IsPreposition(words[at + 1]);
  if (rest.empty()) {
    event->plural = deeds;
    event->noun = event->deed;
    AddUnique(past, &event->synonyms);
  } else if (into) {  // "removals from cart", "removed from cart", "cart removals"
    const std::string where = aisle::Join(rest, " ");
    event->object = aisle::Join({rest.begin() + 1, rest.end()}, " ");
    event->plural = deeds + " " + where;
    event->noun = event->object + " " + event->deed;
    for (const std::string& word : {past + " " + where, event->object + " " + deeds, deeds, past})
      AddUnique(word, &event->synonyms);
  } else {  // "page views", "pages viewed"
    event->object = aisle::Join(rest, " ");
    event->plural = event->object + " " + deeds;
    event->noun = event->object + " " + event->deed;
    const std::string objects = Plural(event->object);
    for (const std::string& word : {objects + " " + past, deeds, past})
      AddUnique(word, &event->synonyms);
    // "most viewed items" are items; "completed offers" are counted.
    if (!IsGoods(event->object)) AddUnique(past + " " + objects, &event->synonyms);
  }
}

}  // namespace

std::vector<std::string> WordsOfEvent(std::string_view value) {
  std::vector<std::string> words;
  for (const std::string& part : Split(SnakeCase(value), '_')) {
    std::vector<std::string> parts;
    if (part.empty()) continue;
    if (part.size() < 6 || VerbOf(part) || !SplitGlued(part, &parts)) parts = {part};
    for (std::string& each : parts) words.push_back(std::move(each));
  }
  JoinPairs(&words);
  return words;
}

EventWords EventWordsOf(const std::vector<std::string>& words) {
  EventWords event;
  event.words = words;
  event.phrase = aisle::Join(words, " ");
  const size_t at = VerbAt(words);
  const Verb* verb = at < words.size() ? VerbOf(words[at]) : nullptr;
  const bool single = words.size() == 1;
  if (single && (IsEventNoun(words[0]) || IsContainer(words[0])))
    NameNoun(words[0], &event);
  else if (verb)
    NameDeed(*verb, at, &event);
  event.stage = words.empty() ? EventStage::kOther : StageOf(event, verb);
  if (event.plural.empty()) {
    event.plural = event.phrase + " events";
    event.noun = event.phrase;
  }
  if (single && IsContainer(words[0]))
    AddCartWords(words[0], &event);
  else if (event.stage == EventStage::kAdded)
    AddCartWords(IsCart(event.object) ? event.object : "cart", &event);
  if (event.stage == EventStage::kViewed && event.object.empty())
    for (const char* word : {"page views", "product views", "item views"})
      AddUnique(word, &event.synonyms);
  if (event.stage == EventStage::kCheckout) AddUnique("checkouts", &event.synonyms);
  if (event.stage == EventStage::kViewed) event.noun = "view";
  if (event.stage == EventStage::kAdded) event.noun = "cart";
  if (event.stage == EventStage::kCheckout) event.noun = "checkout";
  AddUnique(event.phrase + " events", &event.synonyms);
  if (!single) AddUnique(event.phrase, &event.synonyms);
  std::erase(event.synonyms, event.plural);
  return event;
}

int SaleRank(const std::vector<std::string>& words) {
  constexpr std::array<std::string_view, 14> kSale = {
      "purchase", "purchased", "buy",     "bought",      "order",        "ordered", "sale",
      "sold",     "sales",     "payment", "transaction", "transactions", "paid",    "orders"};
  constexpr std::array<std::string_view, 14> kDone = {
      "complete", "completed", "place", "placed",  "confirm",    "confirmed", "made",
      "make",     "success",   "done",  "succeed", "successful", "succeeded", "event"};
  constexpr std::array<std::string_view, 5> kGoods = {"product", "item", "app", "in", "checkout"};
  bool sale = false, done = false, checkout = false;
  for (const std::string& word : words) {
    if (!Contains(kSale, word) && !Contains(kDone, word) && !Contains(kGoods, word)) return -1;
    sale = sale || Contains(kSale, word);
    done = done || Contains(kDone, word);
    checkout = checkout || word == "checkout";
  }
  if (checkout) return done ? 2 : -1;  // alone it may be only begun
  if (!sale) return -1;
  for (const char* word : {"purchase", "purchased", "buy", "bought"})
    if (Has(words, word)) return 0;
  return Has(words, "payment") || Has(words, "paid") ? 2 : 1;
}

bool SaysMovement(const std::vector<std::string>& words) {
  constexpr std::array<std::string_view, 10> kAll = {
      "adjustment", "adjust", "transfer", "restock", "replenishment",
      "sell",       "stock",  "damage",   "damaged", "inventory"};
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return Contains(kAll, word); });
}

}  // namespace aisle::semantic
