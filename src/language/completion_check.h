// Keeps completions honest: reads the questions that they make and sees whether each was
// understood as it was meant. So many readings are made for one completion and no more.
// Internal to language/.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "language/completion.h"
#include "language/completion_offers.h"
#include "language/language.h"

namespace aisle::language {

using Read = std::function<Understanding(const std::string& question)>;

class Check {
 public:
  explicit Check(const Read& read) : read_(read) {}

  // The understanding of what is typed. A question is read in several scopes, each of which takes
  // its time.
  Understanding Of(const std::string& question);

  // Whether another offer may be looked at. The likeliest come first: after many that failed, the
  // rest would too.
  bool MayGoOn() const;

  // Whether a question that begins with `before` and the offer is understood as it was meant;
  // gives the item that question, and a value its quotation marks where it needs them.
  bool Works(const std::string& before, Offer* offer);

 private:
  bool WorksWith(const std::string& before, const std::string& tail, Completion* item);

  const Read& read_;
  size_t readings_ = 0;
  size_t failures_ = 0;
};

bool IsAnswered(const Understanding& understanding);

}  // namespace aisle::language
