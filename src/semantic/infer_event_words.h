// What the values of an event column say: "remove_from_cart" is a removal from the cart, "Offer
// Viewed" a view of an offer. Nouns, verbs and their forms are derived, not listed value by value.
// Private to semantic/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aisle::semantic {

// How far towards a sale an event is.
enum class EventStage { kOther, kSeen, kViewed, kClicked, kAdded, kCheckout, kPurchased };

struct EventWords {
  std::vector<std::string> words;     // of the value: remove from cart
  std::string phrase;                 // the same with blanks
  std::string plural;                 // what several of them are called: "removals from cart"
  std::string noun;                   // one of them, in the name of a rate: "view", "cart"
  std::string object;                 // what it is done to: "cart", "offer"; or empty
  std::string deed;                   // the noun of the verb: "removal"; or empty
  std::vector<std::string> synonyms;  // "removed from cart", "cart removals"
  EventStage stage = EventStage::kOther;
  bool known = false;  // its verb or its noun is one of events
};

// "addToCart", "Add To Cart" → add to cart; "page_view" → page view.
std::vector<std::string> WordsOfEvent(std::string_view value);
EventWords EventWordsOf(const std::vector<std::string>& words);
// How surely the words say that something was sold, 0 the most; -1 when they do not.
int SaleRank(const std::vector<std::string>& words);
// Whether the words are of goods moved between shelves, not of people in a shop.
bool SaysMovement(const std::vector<std::string>& words);

}  // namespace aisle::semantic
