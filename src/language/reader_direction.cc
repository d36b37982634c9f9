// Which end comes first, when nothing is cut off: "lowest first", "in descending order", "newest
// first", "from best to worst".
#include <algorithm>

#include "base/text.h"
#include "language/reader.h"

namespace aisle::language {

using semantic::Dimension;
using semantic::DimensionKind;
using semantic::Item;
using semantic::Op;

void Reader::ReadDirection() {
  for (size_t i = 0; i < pieces_.size(); ++i) {
    if (pieces_[i].used || pieces_[i].Main() != Role::kDirection) continue;
    const Sense& sense = pieces_[i].senses.front();
    const bool contradicts = direction_ && direction_->direction != sense.direction;
    // "the highest first order": the first order, not an ordering.
    const size_t next = Next(i);
    const bool noun = EndsWith(FoldName(TextOf(pieces_[i])), " first") && next == i + 1 &&
                      IsDimension(pieces_[next]);
    if (contradicts || noun) continue;
    direction_ = sense;
    Use(i);
    const bool implies = !sense.ref.empty() && sense.ref != "time" && sense.ref != "name";
    if (!implies || rank_.set) continue;
    rank_.implied = sense.ref;
    rank_.at = i;
  }
}

// What is shown decides what is sorted: the figure; in a list the column that is meant.
bool Reader::ApplyDirection(semantic::Query* query) {
  if (!direction_) return true;
  const bool descending = direction_->direction > 0;
  const bool figure = direction_->ref != "time" && direction_->ref != "name";
  if (figure && !order_.empty()) {
    query->order.back().descending = descending;
    return true;
  }
  if (figure && !query->measures.empty()) {
    if (query->groups.empty()) return true;
    const bool cut = rank_.set && query->limit && !query->order.empty();
    if (cut && query->order.front().descending != descending) {
      Assume("those that the rank names come first");
    } else if (!cut) {
      query->order = {{query->measures.front().expr, descending}};
    }
    return true;
  }
  const auto fits = [&](const Item& item) {
    if (IsTimeGroup(item.expr)) return direction_->ref == "time";
    const Dimension* field = model_.FindDimension(item.expr.name);
    if (item.expr.op != Op::kField || field == nullptr) return false;
    const bool time = field->kind == DimensionKind::kTime;
    const bool number = field->kind == DimensionKind::kNumber;
    return direction_->ref == "time" ? time : direction_->ref == "name" ? !time && !number : number;
  };
  auto by = std::find_if(query->groups.begin(), query->groups.end(), fits);
  if (by == query->groups.end() && figure) by = query->groups.begin();
  if (by == query->groups.end()) return false;
  query->order = {{by->expr, descending}};
  return true;
}

}  // namespace aisle::language
