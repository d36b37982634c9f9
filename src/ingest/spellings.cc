#include "ingest/spellings.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/text.h"
#include "ingest/gender_initials.h"
#include "ingest/region_codes.h"
#include "ingest/spellings_witness.h"

namespace aisle::ingest {
namespace {

using engine::QuoteIdentifier;
using engine::QuoteLiteral;

constexpr std::size_t kMostNames = 400;  // distinct values looked at for misspellings

using Counts = std::vector<TextCount>;
using Merges = std::map<std::string, std::string>;  // by the value that goes

bool HasDigit(const std::string& text) {
  return text.find_first_of("0123456789") != std::string::npos;
}

// Codes differ by case on purpose, and sentences are not values.
bool HoldsNames(const Counts& counts) {
  std::size_t with_digit = 0;
  std::size_t bytes = 0;
  for (const TextCount& count : counts) {
    with_digit += HasDigit(count.value) ? 1 : 0;
    bytes += count.value.size();
  }
  return with_digit * 2 <= counts.size() && bytes <= counts.size() * 60;
}

class SpellingMerger {
 public:
  SpellingMerger(engine::Session& session, const SpellingTarget& target, PipelineFile pipeline,
                 CountsByColumn* counts)
      : session_(session),
        target_(target),
        pipeline_(std::move(pipeline)),
        counts_(*counts),
        witnesses_(session, target.engine_table, target.columns, *counts) {}

  Result<MergedSpellings> Run() {
    for (const catalog::Column& column : target_.columns) {
      const auto counts = counts_.find(column.name);
      if (counts == counts_.end() || counts->second.values.empty()) continue;
      if (const auto merged = MergeColumn(column, &counts->second); !merged) return merged.error();
    }
    return std::move(merged_);
  }

 private:
  Status MergeColumn(const catalog::Column& column, TextCounts* counts) {
    Merges merges = Remembered(column, counts->values);
    if (counts->complete() && HoldsNames(counts->values)) {
      MergeCase(column, counts->values, &merges);
      if (const auto proposed = ProposeNames(column, counts->values, &merges); !proposed) {
        return proposed;
      }
      MergeCodes(column, counts->values, &merges);
    }
    return Apply(column, merges, counts);
  }

  // What the file says already, by value.
  Merges Remembered(const catalog::Column& column, const Counts& counts) const {
    Merges merges;
    std::set<std::string> present;
    for (const TextCount& count : counts) present.insert(count.value);
    for (const Spelling& spelling : pipeline_.spellings) {
      if (spelling.table != target_.table || spelling.column != column.name) continue;
      if (spelling.applied && present.contains(spelling.from)) {
        merges[spelling.from] = spelling.to;
      }
    }
    return merges;
  }

  void Record(const catalog::Column& column, const TextCount& from, const std::string& to,
              bool applied, const std::string& why, Merges* merges) {
    if (pipeline_.Find(target_.table, column.name, from.value) != nullptr) return;
    merged_.found.push_back({target_.table, column.name, from.value, to, from.rows, applied, why});
    pipeline_.Add(merged_.found.back());
    if (applied) (*merges)[from.value] = to;
  }

  void MergeCase(const catalog::Column& column, const Counts& counts, Merges* merges) {
    std::map<std::string, const TextCount*> usual;  // the most frequent spelling comes first
    for (const TextCount& count : counts) {
      const auto [found, first] = usual.emplace(FoldCase(count.value), &count);
      if (first) continue;
      Record(column, count, found->second->value, true,
             "differs in case only from a spelling in " + Thousands(found->second->rows) + " rows",
             merges);
    }
  }

  void MergeCodes(const catalog::Column& column, const Counts& counts, Merges* merges) {
    if (counts.size() > kMostNames) return;
    const Counts names = MergedCounts(counts, *merges);
    std::vector<NamedCode> codes = RegionCodesAmong(names);
    for (NamedCode& initial : GenderInitialsAmong(names)) codes.push_back(std::move(initial));
    for (const NamedCode& code : codes) {
      const auto rows = std::find_if(names.begin(), names.end(), [&](const TextCount& name) {
        return name.value == code.code;
      });
      Record(column, *rows, code.name, true, code.why, merges);
    }
  }

  // ---- misspellings and aliases --------------------------------------------------------------

  Status ProposeNames(const catalog::Column& column, const Counts& counts, Merges* merges) {
    const Counts names = MergedCounts(counts, *merges);
    if (names.size() > kMostNames || names.size() < 5) return Done{};
    int64_t rows = 0;
    for (const TextCount& name : names) rows += name.rows;
    Counts rare;
    for (const TextCount& name : names) {
      const bool few = name.rows * 1000 <= rows && name.rows * 20 <= names[0].rows;
      if (few && !HasDigit(name.value) &&
          pipeline_.Find(target_.table, column.name, name.value) == nullptr) {
        rare.push_back(name);
      }
    }
    if (rare.empty() || rows < 500) return Done{};
    std::vector<std::pair<TextCount, std::vector<Alike>>> open;
    std::vector<std::string> open_names;
    for (const TextCount& name : rare) {
      std::vector<Alike> alike = NamesLike(name, names);
      if (alike.empty()) continue;
      open_names.push_back(name.value);
      open.emplace_back(name, std::move(alike));
    }
    if (open.empty()) return Done{};
    const auto witnesses = witnesses_.Ask(column, static_cast<int64_t>(names.size()), open_names);
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
  static std::vector<Alike> NamesLike(const TextCount& rare, const Counts& names) {
    std::vector<Alike> alike;
    for (const TextCount& name : names) {
      std::string why;
      if (name.rows < rare.rows * 20 || name.value == rare.value) continue;
      if (AreAlike(rare.value, name.value, &why)) alike.push_back({name.value, why});
    }
    return alike;
  }

  static Counts MergedCounts(const Counts& counts, const Merges& merges) {
    std::map<std::string, int64_t> rows;
    for (const TextCount& count : counts) {
      const auto merge = merges.find(count.value);
      rows[merge == merges.end() ? count.value : merge->second] += count.rows;
    }
    return Ordered(rows).values;
  }

  void ProposeName(const catalog::Column& column, const TextCount& rare,
                   const std::vector<Alike>& alike, const Witness& witness, Merges* merges) {
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

  // ---- the change ----------------------------------------------------------------------------

  // A merge into a value that itself merges goes all the way; a circle that people wrote stops.
  static std::string Final(const Merges& merges, std::string value) {
    for (int turn = 0; turn < 5; ++turn) {
      const auto next = merges.find(value);
      if (next == merges.end() || next->second == value) break;
      value = next->second;
    }
    return value;
  }

  Status Apply(const catalog::Column& column, const Merges& merges, TextCounts* counts) {
    std::vector<std::string> pairs;
    int64_t changed = 0;
    std::set<std::string> targets;
    std::map<std::string, int64_t> rows;
    for (const TextCount& count : counts->values) {
      const std::string to = Final(merges, count.value);
      rows[to] += count.rows;
      if (to == count.value) continue;
      pairs.push_back("(" + QuoteLiteral(count.value) + ", " + QuoteLiteral(to) + ")");
      targets.insert(to);
      changed += count.rows;
    }
    if (pairs.empty()) return Done{};
    const std::string name = QuoteIdentifier(column.name);
    const auto updated =
        session_.Execute("UPDATE " + QuoteIdentifier(target_.engine_table) + " SET " + name +
                         " = m.merged FROM (VALUES " + Join(pairs, ", ") +
                         ") m(original, merged) WHERE " + name + " = m.original");
    if (!updated) return updated;
    if (counts->complete()) *counts = Ordered(rows);
    merged_.notes.push_back(column.label + ": " + Thousands(static_cast<int64_t>(pairs.size())) +
                            " spellings merged into " +
                            Thousands(static_cast<int64_t>(targets.size())) + " values in " +
                            Thousands(changed) + " rows, listed in pipeline.yaml");
    return Done{};
  }

  engine::Session& session_;
  const SpellingTarget& target_;
  PipelineFile pipeline_;
  CountsByColumn& counts_;
  Witnesses witnesses_;
  MergedSpellings merged_;
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

Result<MergedSpellings> MergeSpellings(engine::Session& session, const SpellingTarget& target,
                                       PipelineFile pipeline, CountsByColumn* counts) {
  return SpellingMerger(session, target, std::move(pipeline), counts).Run();
}

}  // namespace aisle::ingest
