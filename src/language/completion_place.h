// Where in a question the next word would stand, told by what was read before it: after "by" come
// dimensions, after "top 5" things, after a metric "by", "in" or "for". Internal to language/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "language/language.h"

namespace aisle::language {

struct Place {
  enum class At {
    kStart,
    kBy,         // "revenue by"
    kByMeasure,  // "top 5 products by"
    kRank,       // "top 5"
    kMetric,     // "revenue"
    kWhere,      // "revenue in"
    kGrouped,    // "revenue by category"
    kRanked,     // "top 5 products"
    kThing,      // "how many customers"
    kField,      // "revenue in region"
    kValue,      // "cancelled", "revenue in West"
    kTime,       // "revenue last month"
    kCount,      // "how many"
    kFold,       // "average"
    kWhich,      // "which", "list"
    kElsewhere,
  };

  At at = At::kStart;
  std::string field;  // kField: whose values come next
  bool plural = false;

  // What a metric, dimension, thing, value, period or structure word costs here.
  struct Costs {
    double metric, dimension, entity, value, time, word;
  };
  const Costs& costs() const;
  // The structure words that come next, the likeliest first.
  std::vector<std::string_view> Words() const;
};

Place PlaceAfter(const std::vector<Mention>& mentions);

}  // namespace aisle::language
