#include "ingest/spellings.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"

namespace aisle::ingest {
namespace {

using engine::QuoteIdentifier;
using engine::QuoteLiteral;

constexpr int64_t kMostVariants = 20000;  // distinct values of a column looked at for case
constexpr std::size_t kMostNames = 400;   // and for misspellings

struct Count {
  std::string value;
  int64_t rows = 0;
};

bool HasDigit(const std::string& text) {
  return text.find_first_of("0123456789") != std::string::npos;
}

// Codes differ by case on purpose, and sentences are not values.
bool HoldsNames(const std::vector<Count>& counts) {
  std::size_t with_digit = 0;
  std::size_t bytes = 0;
  for (const Count& count : counts) {
    with_digit += HasDigit(count.value) ? 1 : 0;
    bytes += count.value.size();
  }
  return with_digit * 2 <= counts.size() && bytes <= counts.size() * 60;
}

class SpellingMerger {
 public:
  SpellingMerger(engine::Session& session, const SpellingTarget& target, PipelineFile* pipeline,
                 std::vector<std::string>* notes)
      : session_(session), target_(target), pipeline_(*pipeline), notes_(*notes) {}

  Status Run() {
    std::vector<std::pair<const catalog::Column*, std::vector<Count>>> named;
    for (const catalog::Column& column : target_.columns) {
      if (column.type != Type::kText || column.identifier || column.row_number) continue;
      auto counts = CountValues(column);
      if (!counts) return counts.error();
      if (counts->empty()) continue;
      Remember(column, *counts);
      named.emplace_back(&column, *std::move(counts));
    }
    for (const auto& [column, counts] : named) {
      if (const auto merged = MergeColumn(*column, counts); !merged) return merged;
    }
    return Done{};
  }

 private:
  Status MergeColumn(const catalog::Column& column, const std::vector<Count>& counts) {
    std::map<std::string, std::string> merges = Remembered(column, counts);
    if (static_cast<int64_t>(counts.size()) <= kMostVariants && HoldsNames(counts)) {
      MergeCase(column, counts, &merges);
      if (const auto proposed = ProposeNames(column, counts, &merges); !proposed) return proposed;
    }
    return Apply(column, counts, merges);
  }

  void Remember(const catalog::Column& column, const std::vector<Count>& counts) {
    sizes_[column.name] = {0, 0};  // too long or too many to settle anything
    if (static_cast<int64_t>(counts.size()) > kMostVariants) return;
    int64_t rows = 0;
    std::size_t bytes = 0;
    for (const Count& count : counts) {
      rows += count.rows;
      bytes += count.value.size();
    }
    const bool is_short = bytes <= counts.size() * 40;
    sizes_[column.name] = {is_short ? static_cast<int64_t>(counts.size()) : 0, rows};
  }

  // Most frequent first; one more than the limit tells that there are too many.
  Result<std::vector<Count>> CountValues(const catalog::Column& column) {
    const std::string name = QuoteIdentifier(column.name);
    const auto table = session_.Query("SELECT " + name + ", count(*) FROM " +
                                      QuoteIdentifier(target_.engine_table) + " WHERE " + name +
                                      " IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT " +
                                      std::to_string(kMostVariants + 1));
    if (!table) return table.error();
    std::vector<Count> counts;
    for (const auto& row : table->rows) {
      counts.push_back({ToString(row[0]), std::get<int64_t>(row[1])});
    }
    return counts;
  }

  // What the file says already, by value.
  std::map<std::string, std::string> Remembered(const catalog::Column& column,
                                                const std::vector<Count>& counts) const {
    std::map<std::string, std::string> merges;
    std::set<std::string> present;
    for (const Count& count : counts) present.insert(count.value);
    for (const Spelling& spelling : pipeline_.spellings) {
      if (spelling.table != target_.table || spelling.column != column.name) continue;
      if (spelling.applied && present.contains(spelling.from)) {
        merges[spelling.from] = spelling.to;
      }
    }
    return merges;
  }

  void Record(const catalog::Column& column, const Count& from, const std::string& to, bool applied,
              const std::string& why, std::map<std::string, std::string>* merges) {
    if (pipeline_.Find(target_.table, column.name, from.value) != nullptr) return;
    pipeline_.Add({target_.table, column.name, from.value, to, from.rows, applied, why});
    if (applied) (*merges)[from.value] = to;
  }

  void MergeCase(const catalog::Column& column, const std::vector<Count>& counts,
                 std::map<std::string, std::string>* merges) {
    std::map<std::string, const Count*> usual;  // the most frequent spelling comes first
    for (const Count& count : counts) {
      const auto [found, first] = usual.emplace(FoldCase(count.value), &count);
      if (first) continue;
      Record(column, count, found->second->value, true,
             "differs in case only from a spelling in " + Thousands(found->second->rows) + " rows",
             merges);
    }
  }

  // ---- misspellings and aliases --------------------------------------------------------------

  // What other rows with the same finer value say about the rows with a rare one.
  struct Witness {
    std::string value;  // empty: nothing
    int64_t rows = 0;
    std::string why;
  };

  Status ProposeNames(const catalog::Column& column, const std::vector<Count>& counts,
                      std::map<std::string, std::string>* merges) {
    const std::vector<Count> names = MergedCounts(counts, *merges);
    if (names.size() > kMostNames || names.size() < 5) return Done{};
    int64_t rows = 0;
    for (const Count& name : names) rows += name.rows;
    std::vector<Count> rare;
    for (const Count& name : names) {
      const bool few = name.rows * 1000 <= rows && name.rows * 20 <= names[0].rows;
      if (few && !HasDigit(name.value) &&
          pipeline_.Find(target_.table, column.name, name.value) == nullptr) {
        rare.push_back(name);
      }
    }
    if (rare.empty() || rows < 500) return Done{};
    std::vector<std::pair<Count, std::vector<Alike>>> open;
    std::vector<std::string> open_names;
    for (const Count& name : rare) {
      std::vector<Alike> alike = NamesLike(name, names);
      if (alike.empty()) continue;
      open_names.push_back(name.value);
      open.emplace_back(name, std::move(alike));
    }
    if (open.empty()) return Done{};
    const auto witnesses = FindWitnesses(column, static_cast<int64_t>(names.size()), open_names);
    if (!witnesses) return witnesses.error();
    for (const auto& [name, alike] : open) {
      const auto witness = witnesses->find(name.value);
      ProposeName(column, name, alike, witness == witnesses->end() ? Witness{} : witness->second,
                  merges);
    }
    return Done{};
  }

  struct Alike {
    std::string name;
    std::string why;
  };
  static std::vector<Alike> NamesLike(const Count& rare, const std::vector<Count>& names) {
    std::vector<Alike> alike;
    for (const Count& name : names) {
      std::string why;
      if (name.rows < rare.rows * 20 || name.value == rare.value) continue;
      if (AreAlike(rare.value, name.value, &why)) alike.push_back({name.value, why});
    }
    return alike;
  }

  static std::vector<Count> MergedCounts(const std::vector<Count>& counts,
                                         const std::map<std::string, std::string>& merges) {
    std::map<std::string, int64_t> rows;
    for (const Count& count : counts) {
      const auto merge = merges.find(count.value);
      rows[merge == merges.end() ? count.value : merge->second] += count.rows;
    }
    std::vector<Count> merged;
    for (const auto& [value, number] : rows) merged.push_back({value, number});
    std::stable_sort(merged.begin(), merged.end(),
                     [](const Count& a, const Count& b) { return a.rows > b.rows; });
    return merged;
  }

  void ProposeName(const catalog::Column& column, const Count& rare,
                   const std::vector<Alike>& alike, const Witness& witness,
                   std::map<std::string, std::string>* merges) {
    std::string best;
    std::string best_why;
    bool safe = false;
    for (const auto& [name, why] : alike) {
      // One row is enough to bear out a slip of a letter, not an abbreviation.
      const bool slip = why.find("away from it") != why.npos;
      const bool agrees =
          FoldCase(witness.value) == FoldCase(name) && witness.rows >= (slip ? 1 : 3);
      // Only misspelt letters speak for themselves: an abbreviation could stand for several names,
      // and "coral pink" is not pink.
      if (!agrees && (!slip || !best.empty())) continue;
      best = name;
      best_why = agrees ? why + "; " + witness.why : why;
      safe = agrees;
      if (agrees) break;
    }
    if (!best.empty()) Record(column, rare, best, safe, best_why, merges);
  }

  // Asks finer columns that almost always settle this one (a postal code its state), the coarsest
  // first, about all rare names at once.
  Result<std::map<std::string, Witness>> FindWitnesses(const catalog::Column& column,
                                                       int64_t values_above,
                                                       const std::vector<std::string>& rare) {
    std::map<std::string, Witness> witnesses;
    const auto finer = FindFiner(column, values_above);
    if (!finer) return finer.error();
    for (const std::string& name : *finer) {
      if (const auto asked = AskWitness(column, name, rare, &witnesses); !asked) {
        return asked.error();
      }
    }
    return witnesses;
  }

  Status AskWitness(const catalog::Column& column, const std::string& finer,
                    const std::vector<std::string>& rare,
                    std::map<std::string, Witness>* witnesses) {
    std::vector<std::string> folded;
    for (const std::string& name : rare) {
      if (!witnesses->contains(name)) folded.push_back("lower(" + QuoteLiteral(name) + ")");
    }
    if (folded.empty()) return Done{};
    const std::string p = QuoteIdentifier(finer);
    const std::string c = QuoteIdentifier(column.name);
    const std::string t = QuoteIdentifier(target_.engine_table);
    const auto votes = session_.Query(
        "WITH rare AS (SELECT DISTINCT lower(" + c + ") AS name, " + p + " AS p FROM " + t +
        " WHERE lower(" + c + ") IN (" + Join(folded, ", ") + ")) SELECT rare.name, upper(" + c +
        ") AS says, count(*) AS n FROM " + t + " JOIN rare ON rare.p = " + t + "." + p +
        " WHERE lower(" + c + ") <> rare.name GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2");
    if (!votes) return votes.error();
    for (const std::string& name : rare) {
      if (!witnesses->contains(name)) Hear(votes->rows, finer, name, witnesses);
    }
    return Done{};
  }

  // Nine of ten must say the same.
  static void Hear(const std::vector<std::vector<Value>>& votes, const std::string& finer,
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

  // How many values a column has, and in how many rows.
  Result<std::pair<int64_t, int64_t>> SizeOf(const std::string& column) {
    const auto known = sizes_.find(column);
    if (known != sizes_.end()) return known->second;
    const auto counted =
        session_.Query("SELECT approx_count_distinct(" + QuoteIdentifier(column) +
                       "), count(*) FROM " + QuoteIdentifier(target_.engine_table));
    if (!counted) return counted.error();
    const auto& row = counted->rows[0];
    return sizes_[column] = {std::get<int64_t>(row[0]), std::get<int64_t>(row[1])};
  }

  // Names and postal codes say where or what a row is; the numbers of orders and articles do not.
  static bool MayBeWitness(const catalog::Column& column) {
    if (column.row_number) return false;
    if (!column.identifier) return column.type == Type::kText;
    const std::string name = SnakeCase(column.label);
    for (const char* word : {"postal", "postcode", "zip", "pincode", "pin_code"}) {
      if (name.find(word) != std::string::npos) return true;
    }
    return false;
  }

  Result<std::vector<std::string>> FindFiner(const catalog::Column& column, int64_t values_above) {
    std::vector<std::pair<int64_t, std::string>> candidates;
    for (const catalog::Column& other : target_.columns) {
      if (!MayBeWitness(other) || other.name == column.name) continue;
      const auto size = SizeOf(other.name);
      if (!size) return size.error();
      // Finer than the column, yet with several rows for each value.
      if (size->first < std::max<int64_t>(values_above * 3, 50)) continue;
      if (size->first * 4 <= size->second) candidates.emplace_back(size->first, other.name);
    }
    // The coarsest have the most rows to speak for each value.
    std::sort(candidates.begin(), candidates.end());
    std::vector<std::string> finer;
    for (const auto& [values, name] : candidates) {
      if (finer.size() == 2) break;
      // Most columns settle nothing, and a part of the rows shows it.
      for (const char* rows : {" LIMIT 20000", ""}) {
        const auto settles = Settles(name, column.name, rows);
        if (!settles) return settles.error();
        if (!*settles) break;
        if (*rows == '\0') finer.push_back(name);
      }
    }
    return finer;
  }

  // Whether rows with the same `finer` value nearly always have the same `coarser` one.
  Result<bool> Settles(const std::string& finer, const std::string& coarser,
                       const std::string& rows) {
    const auto share = session_.Query(
        "SELECT coalesce(sum(n), 0)::DOUBLE, coalesce(sum(m), 0)::DOUBLE FROM (SELECT sum(n) AS n, "
        "max(n) AS m FROM (SELECT p, upper(c) AS c, count(*) AS n FROM (SELECT " +
        QuoteIdentifier(finer) + " AS p, " + QuoteIdentifier(coarser) + " AS c FROM " +
        QuoteIdentifier(target_.engine_table) + rows +
        ") WHERE p IS NOT NULL AND c IS NOT NULL GROUP BY ALL) GROUP BY p HAVING sum(n) > 1)");
    if (!share) return share.error();
    double repeated = 0;
    double settled = 0;
    AsNumber(share->rows[0][0], &repeated);
    AsNumber(share->rows[0][1], &settled);
    return repeated >= 500 && settled >= repeated * 0.95;
  }

  // ---- the change ----------------------------------------------------------------------------

  // A merge into a value that itself merges goes all the way; a circle that people wrote stops.
  static std::string Final(const std::map<std::string, std::string>& merges, std::string value) {
    for (int turn = 0; turn < 5; ++turn) {
      const auto next = merges.find(value);
      if (next == merges.end() || next->second == value) break;
      value = next->second;
    }
    return value;
  }

  Status Apply(const catalog::Column& column, const std::vector<Count>& counts,
               const std::map<std::string, std::string>& merges) {
    std::vector<std::string> pairs;
    int64_t rows = 0;
    std::set<std::string> targets;
    for (const Count& count : counts) {
      const std::string to = Final(merges, count.value);
      if (to == count.value) continue;
      pairs.push_back("(" + QuoteLiteral(count.value) + ", " + QuoteLiteral(to) + ")");
      targets.insert(to);
      rows += count.rows;
    }
    if (pairs.empty()) return Done{};
    const std::string name = QuoteIdentifier(column.name);
    const auto updated =
        session_.Execute("UPDATE " + QuoteIdentifier(target_.engine_table) + " SET " + name +
                         " = m.merged FROM (VALUES " + Join(pairs, ", ") +
                         ") m(original, merged) WHERE " + name + " = m.original");
    if (!updated) return updated;
    notes_.push_back(column.label + ": " + Thousands(static_cast<int64_t>(pairs.size())) +
                     " spellings merged into " + Thousands(static_cast<int64_t>(targets.size())) +
                     " values in " + Thousands(rows) + " rows, listed in pipeline.yaml");
    return Done{};
  }

  engine::Session& session_;
  const SpellingTarget& target_;
  PipelineFile& pipeline_;
  std::vector<std::string>& notes_;
  std::map<std::string, std::pair<int64_t, int64_t>> sizes_;
};

std::string Letters(const std::string& name) {
  std::string letters;
  for (const char c : FoldName(name)) {
    if (c != ' ') letters += c;
  }
  return letters;
}

// The letters in order, the first one first: RJ in RAJASTHAN.
bool Abbreviates(const std::string& abbreviation, const std::string& name) {
  if (abbreviation.size() < 2 || abbreviation.size() > 4 || name.size() < 4) return false;
  if (name[0] != abbreviation[0]) return false;
  std::size_t at = 0;
  for (const char c : name) {
    if (at < abbreviation.size() && c == abbreviation[at]) ++at;
  }
  return at == abbreviation.size();
}

bool HoldsWords(const std::string& whole, const std::string& part) {
  const auto words = Split(FoldName(ReplaceAll(whole, "/", " ")), ' ');
  const auto wanted = Split(FoldName(part), ' ');
  return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) {
    return word.size() > 2 && std::find(words.begin(), words.end(), word) != words.end();
  });
}

}  // namespace

bool AreAlike(const std::string& rare, const std::string& usual, std::string* why) {
  const std::string a = Letters(rare);
  const std::string b = Letters(usual);
  if (a.empty() || b.empty()) return false;
  const int limit = b.size() >= 10 ? 3 : b.size() >= 6 ? 2 : 1;
  const int distance = EditDistance(a, b, limit);
  if (distance <= limit && a[0] == b[0] && a.size() >= 4) {
    *why = distance == 0 ? "differs in spacing and punctuation only"
                         : std::to_string(distance) + (distance == 1 ? " letter" : " letters") +
                               " away from it";
    return true;
  }
  if (Abbreviates(a, b)) {
    *why = "an abbreviation of it";
    return true;
  }
  if (HoldsWords(rare, usual) || HoldsWords(usual, rare)) {
    *why = "shares its words";
    return true;
  }
  return false;
}

Status MergeSpellings(engine::Session& session, const SpellingTarget& target,
                      PipelineFile* pipeline, std::vector<std::string>* notes) {
  return SpellingMerger(session, target, pipeline, notes).Run();
}

}  // namespace aisle::ingest
