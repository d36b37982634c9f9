// What stands before the place of a completion, as far as it says what may follow. Internal to
// language/.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "language/completion_place.h"
#include "language/completion_sources.h"
#include "language/completion_tails.h"
#include "language/language.h"

namespace aisle::language {

class Head {
 public:
  Head(const Understanding& understanding, const Sources& sources);

  const Place& place() const { return place_; }
  bool measured() const { return measured_; }  // a figure is named
  bool timed() const { return timed_; }        // a period is
  const Tails& tails() const { return tails_; }

  bool Uses(const std::string& meaning) const { return used_.contains(meaning); }
  // "average average order value": whether the text begins with the word that stands last.
  bool EndsLike(const std::string& text) const;
  // What the joins cost that lead from the rows spoken of to the table; nothing where none do.
  std::optional<double> CostOfWayTo(const std::string& table) const;

 private:
  Place place_;
  bool measured_ = false;
  bool timed_ = false;
  const Reached* reach_ = nullptr;  // null: every table
  std::set<std::string> used_;      // meanings that are said already
  std::string last_;                // folded, with a blank after it
  Tails tails_;
};

bool Has(const Understanding& understanding, std::string_view kind);

}  // namespace aisle::language
