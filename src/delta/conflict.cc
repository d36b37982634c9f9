#include <fmt/format.h>

#include <algorithm>

#include "delta/commit.h"
#include "delta/partition.h"
#include "delta/uri.h"

namespace aisle::delta {
namespace {

std::string Decoded(const std::string& path) {
  const auto decoded = DecodePath(path);
  return decoded ? *decoded : path;
}

bool Removes(const Change& change, const std::string& path) {
  return std::any_of(change.actions.begin(), change.actions.end(), [&](const Action& action) {
    const auto* remove = std::get_if<Remove>(&action);
    return remove != nullptr && Decoded(remove->path) == Decoded(path);
  });
}

// Whether rows of this partition were read. A partition that is not known may be any.
bool DidRead(const Reads& reads, const Schema& schema,
             const std::optional<PartitionValues>& partition) {
  if (reads.everything) return true;
  if (reads.partitions.empty()) return false;
  if (!partition) return true;
  const PartitionValues values = Normal(schema, *partition);
  return std::find(reads.partitions.begin(), reads.partitions.end(), values) !=
         reads.partitions.end();
}

template <typename T>
const T* FindSame(const Change& change, const std::function<bool(const T&)>& is_same) {
  for (const Action& action : change.actions) {
    const T* own = std::get_if<T>(&action);
    if (own != nullptr && is_same(*own)) return own;
  }
  return nullptr;
}

struct Checker {
  const Change& change;
  const Schema& schema;
  using Answer = std::optional<std::string>;

  Answer operator()(const Protocol&) const { return "the table's protocol was changed"; }
  Answer operator()(const Metadata&) const {
    return "the table's schema or properties were changed";
  }
  Answer operator()(const CommitInfo&) const { return {}; }

  Answer operator()(const Add& add) const {
    if (!add.data_change || !DidRead(change.reads, schema, add.partition_values)) return {};
    return "rows were added where rows had been read";
  }

  Answer operator()(const Remove& remove) const {
    if (Removes(change, remove.path)) {
      return fmt::format("the file {} was removed by another writer too", remove.path);
    }
    if (!remove.data_change || !DidRead(change.reads, schema, remove.partition_values)) return {};
    return "rows were removed where rows had been read";
  }

  Answer operator()(const Transaction& transaction) const {
    const auto* same = FindSame<Transaction>(
        change, [&](const Transaction& own) { return own.app_id == transaction.app_id; });
    if (same == nullptr) return {};
    return fmt::format("another writer went on with `{}`", transaction.app_id);
  }

  Answer operator()(const DomainMetadata& domain) const {
    const auto* same = FindSame<DomainMetadata>(
        change, [&](const DomainMetadata& own) { return own.domain == domain.domain; });
    if (same == nullptr) return {};
    return fmt::format("the domain `{}` was changed", domain.domain);
  }
};

}  // namespace

std::optional<std::string> FindConflict(const Change& change, const Schema& schema,
                                        const std::vector<Action>& winner) {
  for (const Action& action : winner) {
    if (auto reason = std::visit(Checker{change, schema}, action)) return reason;
  }
  return {};
}

}  // namespace aisle::delta
