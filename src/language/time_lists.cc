#include "language/time_lists.h"

#include <algorithm>
#include <optional>

#include "language/token_view.h"

namespace aisle::language {
namespace {

using Kind = TimeReading::Kind;

class ListReader : private TokenView {
 public:
  ListReader(const std::vector<Token>& tokens, const std::vector<TimeReading>& readings)
      : TokenView(tokens), readings_(readings) {}

  std::vector<TimeReading> Run() const {
    std::vector<TimeReading> joined;
    for (const TimeReading& reading : readings_) {
      if (!Joinable(reading) || Follows(reading)) continue;
      TimeReading list = reading;
      while (const TimeReading* next = NextOf(list)) Append(*next, &list);
      if (list.count > reading.count) joined.push_back(std::move(list));
    }
    return joined;
  }

 private:
  static bool Joinable(const TimeReading& reading) {
    return reading.kind == Kind::kParts && reading.name != "weekend" && reading.name != "month_end";
  }

  // Past "and", "or" and commas; `at` itself when none stands there.
  size_t PastJoint(size_t at) const {
    const size_t next = Skip(Skip(at, {","}), {"and", "or", "&"});
    return next == at ? at : Skip(next, {"on", "in"});
  }

  // "May 2016" in "April and May 2016": the year is meant for all.
  bool IsDated(const TimeReading& part) const {
    return std::any_of(readings_.begin(), readings_.end(), [&](const TimeReading& other) {
      return other.first == part.first && other.kind == Kind::kRange && other.count > part.count &&
             other.has_year;
    });
  }

  const TimeReading* NextOf(const TimeReading& list) const {
    const size_t end = list.first + list.count;
    const size_t next = PastJoint(end);
    if (next == end || list.parts.size() > 31) return nullptr;
    for (const TimeReading& reading : readings_) {
      if (reading.first != next || !Joinable(reading) || reading.name != list.name) continue;
      return IsDated(reading) ? nullptr : &reading;
    }
    return nullptr;
  }

  // Whether the reading goes on a list that begins before it.
  bool Follows(const TimeReading& reading) const {
    return std::any_of(readings_.begin(), readings_.end(), [&](const TimeReading& other) {
      const size_t end = other.first + other.count;
      return Joinable(other) && other.name == reading.name && other.first < reading.first &&
             PastJoint(end) == reading.first && end < reading.first;
    });
  }

  static void Append(const TimeReading& next, TimeReading* list) {
    list->count = next.first + next.count - list->first;
    for (const int64_t part : next.parts) {
      const auto& parts = list->parts;
      if (std::find(parts.begin(), parts.end(), part) == parts.end()) list->parts.push_back(part);
    }
    list->label += " and " + next.label;
    list->cost = std::max(list->cost, next.cost);
  }

  const std::vector<TimeReading>& readings_;
};

}  // namespace

void JoinParts(const std::vector<Token>& tokens, std::vector<TimeReading>* readings) {
  for (TimeReading& reading : ListReader(tokens, *readings).Run()) {
    readings->push_back(std::move(reading));
  }
}

}  // namespace aisle::language
