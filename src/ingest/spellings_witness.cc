#include "ingest/spellings_witness.h"

#include <algorithm>

#include "base/text.h"

namespace aisle::ingest {
namespace {

using engine::QuoteIdentifier;
using engine::QuoteLiteral;

// Names and postal codes say where or what a row is; the numbers of orders and articles do not.
bool MayBeWitness(const catalog::Column& column) {
  if (column.row_number) return false;
  if (!column.identifier) return column.type == Type::kText;
  const std::string name = SnakeCase(column.label);
  for (const char* word : {"postal", "postcode", "zip", "pincode", "pin_code"}) {
    if (name.find(word) != std::string::npos) return true;
  }
  return false;
}

// How many values, and in how many rows; no values where they are too long or too many to settle
// anything.
std::pair<int64_t, int64_t> SizeOfCounted(const TextCounts& counts) {
  if (!counts.complete()) return {0, 0};
  int64_t rows = 0;
  std::size_t bytes = 0;
  for (const TextCount& count : counts.values) {
    rows += count.rows;
    bytes += count.value.size();
  }
  const bool is_short = bytes <= counts.values.size() * 40;
  return {is_short ? static_cast<int64_t>(counts.values.size()) : 0, rows};
}

// Nine of ten must say the same.
void Hear(const std::vector<std::vector<Value>>& votes, const std::string& finer,
          const std::string& name, std::map<std::string, Witness>* witnesses) {
  Witness witness;
  int64_t all = 0;
  for (const auto& vote : votes) {
    if (FoldCase(ToString(vote[0])) != FoldCase(name)) continue;
    if (all == 0) {
      witness.value = ToString(vote[1]);
      witness.rows = std::get<int64_t>(vote[2]);
    }
    all += std::get<int64_t>(vote[2]);
  }
  if (all == 0 || witness.rows * 10 < all * 9) return;
  witness.why = Thousands(witness.rows) + " of " + Thousands(all) + " other rows with the same " +
                finer + " say " + witness.value;
  (*witnesses)[name] = witness;
}

}  // namespace

Witnesses::Witnesses(engine::Session& session, const std::string& engine_table,
                     const std::vector<catalog::Column>& columns, const CountsByColumn& counts)
    : session_(session), engine_table_(engine_table), columns_(columns) {
  for (const auto& [column, counted] : counts) {
    if (!counted.values.empty()) sizes_[column] = SizeOfCounted(counted);
  }
}

Result<std::map<std::string, Witness>> Witnesses::Ask(const catalog::Column& column, int64_t values,
                                                      const std::vector<std::string>& rare) {
  std::map<std::string, Witness> witnesses;
  const auto finer = FindFiner(column, values);
  if (!finer) return finer.error();
  for (const Finer& each : *finer) {
    if (const auto asked = AskOne(each, rare, &witnesses); !asked) return asked.error();
  }
  return witnesses;
}

Result<std::vector<Witnesses::Finer>> Witnesses::FindFiner(const catalog::Column& column,
                                                           int64_t values) {
  const auto candidates = MayBeFiner(column, values);
  if (!candidates) return candidates.error();
  std::vector<Finer> finer;
  for (const auto& [size, name] : *candidates) {
    if (finer.size() == 2) break;
    // Most columns settle nothing, and a part of the rows shows it.
    const auto likely = Settles("(" + PairsOf(name, column.name, " LIMIT 20000") + ")");
    if (!likely) return likely.error();
    if (!*likely) continue;
    const std::string pairs = "pairs_" + std::to_string(finer.size());
    const auto made = session_.Execute("CREATE OR REPLACE TEMP TABLE " + pairs + " AS " +
                                       PairsOf(name, column.name, ""));
    if (!made) return made.error();
    const auto settles = Settles(pairs);
    if (!settles) return settles.error();
    if (*settles) finer.push_back({name, pairs});
  }
  return finer;
}

// Finer than the column, yet with several rows for each value; the coarsest have the most rows to
// speak for each value, and come first.
Result<std::vector<std::pair<int64_t, std::string>>> Witnesses::MayBeFiner(
    const catalog::Column& column, int64_t values) {
  std::vector<std::pair<int64_t, std::string>> candidates;
  for (const catalog::Column& other : columns_) {
    if (!MayBeWitness(other) || other.name == column.name) continue;
    const auto size = SizeOf(other.name);
    if (!size) return size.error();
    if (size->first < std::max<int64_t>(values * 3, 50)) continue;
    if (size->first * 4 <= size->second) candidates.emplace_back(size->first, other.name);
  }
  std::sort(candidates.begin(), candidates.end());
  return candidates;
}

Result<std::pair<int64_t, int64_t>> Witnesses::SizeOf(const std::string& column) {
  const auto known = sizes_.find(column);
  if (known != sizes_.end()) return known->second;
  const auto counted = session_.Query("SELECT approx_count_distinct(" + QuoteIdentifier(column) +
                                      "), count(*) FROM " + QuoteIdentifier(engine_table_));
  if (!counted) return counted.error();
  const auto& row = counted->rows[0];
  return sizes_[column] = {std::get<int64_t>(row[0]), std::get<int64_t>(row[1])};
}

// The pairs of values that occur together: all that is asked later is few rows then.
std::string Witnesses::PairsOf(const std::string& finer, const std::string& coarser,
                               const std::string& rows) const {
  return "SELECT p, c, count(*) AS n FROM (SELECT " + QuoteIdentifier(finer) + " AS p, " +
         QuoteIdentifier(coarser) + " AS c FROM " + QuoteIdentifier(engine_table_) + rows +
         ") WHERE p IS NOT NULL AND c IS NOT NULL GROUP BY ALL";
}

// Whether rows with the same finer value nearly always have the same coarser one.
Result<bool> Witnesses::Settles(const std::string& pairs) {
  const auto share = session_.Query(
      "SELECT coalesce(sum(n), 0)::DOUBLE, coalesce(sum(m), 0)::DOUBLE FROM (SELECT sum(n) AS n, "
      "max(n) AS m FROM (SELECT p, upper(c) AS c, sum(n) AS n FROM " +
      pairs + " GROUP BY ALL) GROUP BY p HAVING sum(n) > 1)");
  if (!share) return share.error();
  double repeated = 0;
  double settled = 0;
  AsNumber(share->rows[0][0], &repeated);
  AsNumber(share->rows[0][1], &settled);
  return repeated >= 500 && settled >= repeated * 0.95;
}

Status Witnesses::AskOne(const Finer& finer, const std::vector<std::string>& rare,
                         std::map<std::string, Witness>* witnesses) {
  std::vector<std::string> folded;
  for (const std::string& name : rare) {
    if (!witnesses->contains(name)) folded.push_back("lower(" + QuoteLiteral(name) + ")");
  }
  if (folded.empty()) return Done{};
  const auto votes = session_.Query(
      "WITH rare AS (SELECT DISTINCT lower(c) AS name, p FROM " + finer.pairs +
      " WHERE lower(c) IN (" + Join(folded, ", ") +
      ")) SELECT rare.name, upper(c) AS says, sum(n)::BIGINT AS votes FROM " + finer.pairs +
      " JOIN rare USING (p) WHERE lower(c) <> rare.name GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2");
  if (!votes) return votes.error();
  for (const std::string& name : rare) {
    if (!witnesses->contains(name)) Hear(votes->rows, finer.name, name, witnesses);
  }
  return Done{};
}

}  // namespace aisle::ingest
