#include "language/completion_head.h"

#include <algorithm>

#include "base/text.h"

namespace aisle::language {
namespace {

constexpr double kJoinCost = 0.03;  // of each join away

}  // namespace

bool Has(const Understanding& understanding, std::string_view kind) {
  return std::any_of(understanding.mentions.begin(), understanding.mentions.end(),
                     [&](const Mention& mention) { return mention.kind == kind; });
}

Head::Head(const Understanding& understanding, const Sources& sources)
    : place_(PlaceAfter(understanding.mentions)),
      measured_(understanding.outcome == Outcome::kQuery && Has(understanding, "metric")),
      timed_(Has(understanding, "time")) {
  const auto reach = sources.reach.find(understanding.query.fact);
  if (measured_ && reach != sources.reach.end()) reach_ = &reach->second;
  for (const Mention& mention : understanding.mentions) used_.insert(mention.meaning);
  if (!understanding.mentions.empty()) last_ = FoldName(understanding.mentions.back().text) + " ";
  tails_ = Tails(sources.names, sources.values, reach_, used_, timed_);
}

bool Head::EndsLike(const std::string& text) const {
  return !last_.empty() && StartsWith(text, last_);
}

std::optional<double> Head::CostOfWayTo(const std::string& table) const {
  if (reach_ == nullptr || table.empty()) return 0;
  const auto found = reach_->find(table);
  if (found == reach_->end()) return std::nullopt;
  return kJoinCost * static_cast<double>(found->second);
}

}  // namespace aisle::language
