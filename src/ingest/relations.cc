#include "ingest/relations.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ingest/keys_names.h"
#include "ingest/relations_names.h"
#include "ingest/relations_sample.h"

namespace aisle::ingest {
namespace {

constexpr int64_t kManyTexts = 50;  // distinct values that do not coincide by luck
constexpr double kMostlyFound = 0.5;
constexpr double kNearlyAllFound = 0.98;
constexpr double kDescribedFound = 0.9;
constexpr int kBlindProofs = 60;  // candidates without a hint from their names

struct Candidate {
  const RelationSide* from = nullptr;
  std::vector<const catalog::Column*> from_columns;
  const RelationSide* to = nullptr;
  std::vector<const catalog::Column*> to_columns;
  int affinity = kNoAffinity;
  // Proven:
  int64_t filled = 0;  // from-rows without a null
  int64_t matched = 0;
  int64_t matched_distinct = 0;  // for a single column

  int64_t orphans() const { return filled - matched; }
};

// Null aside, no value occurs twice.
bool IsUnique(const catalog::Column& column) {
  return column.distinct > 0 && column.distinct == column.rows - column.nulls;
}

bool IsSingleKey(const catalog::Table& table, const catalog::Column& column) {
  return std::any_of(table.keys.begin(), table.keys.end(),
                     [&](const auto& key) { return key.size() == 1 && key[0] == column.name; });
}

bool Identifies(const catalog::Column& column) {
  return column.identifier || ReadName(column.name).identifies;
}

// Where references may lead: keys, and identifiers that are missing here and there.
bool MayBeReferredTo(const catalog::Table& table, const catalog::Column& column) {
  if (column.row_number || !IsUnique(column)) return false;
  return IsSingleKey(table, column) || (column.nulls > 0 && Identifies(column));
}

bool MayRefer(const catalog::Column& column) {
  if (column.row_number || column.distinct == 0) return false;
  if (column.type == Type::kDate) return true;
  if (column.type != Type::kInteger && column.type != Type::kText) return false;
  return column.type == Type::kText || Identifies(column) || !ReadName(column.name).measures;
}

// A number that does not identify must at least be what the other table is about, or a date:
// two tables with a "rank" each have nothing in common.
bool MayBeMatched(const catalog::Table& to, const catalog::Column& key) {
  if (key.type != Type::kInteger || Identifies(key)) return true;
  const NameHint hint = ReadName(key.name);
  return hint.dates || Denotes(hint.stem, to.name);
}

// Two tables with the same columns are two lots of the same things, whose numbers may coincide.
bool AreAlike(const catalog::Table& a, const catalog::Table& b) {
  const auto same_name = [](const auto& x, const auto& y) { return x.name == y.name; };
  return &a != &b && std::equal(a.columns.begin(), a.columns.end(), b.columns.begin(),
                                b.columns.end(), same_name);
}

// A list of some of the ids of another table, with hardly anything beside them: the orders that
// were returned.
bool MayMark(const catalog::Table& table, const catalog::Column& key) {
  return table.columns.size() <= 3 && Identifies(key) &&
         std::all_of(table.columns.begin(), table.columns.end(), [&](const catalog::Column& each) {
           return &each == &key || each.row_number || each.type == Type::kText ||
                  each.type == Type::kBoolean;
         });
}

class RelationFinder {
 public:
  RelationFinder(engine::Session& session, const std::vector<RelationSide>& sides,
                 const catalog::Values& values)
      : session_(session), sides_(sides), sample_(values) {}

  Result<std::vector<catalog::Relation>> Find() {
    for (const RelationSide& to : sides_) {
      if (to.table->repeats) continue;
      if (const auto status = FindSingles(to); !status) return status.error();
    }
    ChooseDirections();
    DropDetours();
    DropSecondKeys();
    for (const RelationSide& to : sides_) {
      if (to.table->repeats) continue;
      if (const auto status = FindCompounds(to); !status) return status.error();
    }
    return ToRelations();
  }

 private:
  Status FindSingles(const RelationSide& to) {
    for (const catalog::Column& key : to.table->columns) {
      if (!MayBeReferredTo(*to.table, key) || !MayBeMatched(*to.table, key)) continue;
      for (const RelationSide& from : sides_) {
        if (from.table->repeats || AreAlike(*from.table, *to.table)) continue;
        for (const catalog::Column& column : from.table->columns) {
          if (const auto status = Try(from, column, to, key); !status) return status;
        }
      }
    }
    return Done{};
  }

  Status Try(const RelationSide& from, const catalog::Column& column, const RelationSide& to,
             const catalog::Column& key) {
    if (&column == &key || column.type != key.type || !MayRefer(column)) return Done{};
    Candidate candidate{&from, {&column}, &to, {&key}};
    candidate.affinity = Affinity({from.table->name, column.name}, {to.table->name, key.name});
    if (!IsWorthProving(candidate)) return Done{};
    if (candidate.affinity == kNoAffinity && ++blind_proofs_ > kBlindProofs) return Done{};
    if (const auto status = Prove(&candidate); !status) return status;
    if (IsAccepted(candidate)) found_.push_back(std::move(candidate));
    return Done{};
  }

  // Ranges that do not meet need no proof.
  static bool Overlap(const catalog::Column& a, const catalog::Column& b) {
    return !(a.max < b.min) && !(b.max < a.min);
  }

  bool IsWorthProving(const Candidate& candidate) {
    const catalog::Column& column = *candidate.from_columns[0];
    const catalog::Column& key = *candidate.to_columns[0];
    if (!Overlap(column, key)) return false;
    if (column.type == Type::kDate) return IsCalendar(candidate.to->table->name);
    if (MarksAlike(candidate)) return true;  // however few they are
    if (candidate.affinity >= kAffinity) return ShareInSample(candidate) > 0;
    return candidate.from != candidate.to && column.type == Type::kText &&
           column.distinct >= kManyTexts && column.distinct <= key.distinct + key.distinct / 20 &&
           ShareInSample(candidate) >= kNearlyAllFound - 0.05;
  }

  static bool MarksAlike(const Candidate& candidate) {
    return candidate.from != candidate.to && candidate.affinity >= kAffinity &&
           candidate.from_columns[0]->name == candidate.to_columns[0]->name &&
           MayMark(*candidate.to->table, *candidate.to_columns[0]);
  }

  double ShareInSample(const Candidate& candidate) {
    return sample_.ShareFound(candidate.from->table->name, candidate.from_columns[0]->name,
                              candidate.to->table->name, candidate.to_columns[0]->name);
  }

  static std::string Equalities(const Candidate& candidate) {
    std::string all;
    for (std::size_t i = 0; i < candidate.from_columns.size(); ++i) {
      if (i > 0) all += " AND ";
      all += fmt::format("t.{} = f.{}", engine::QuoteIdentifier(candidate.to_columns[i]->name),
                         engine::QuoteIdentifier(candidate.from_columns[i]->name));
    }
    return all;
  }

  static std::string Filled(const Candidate& candidate) {
    std::string all;
    for (const catalog::Column* column : candidate.from_columns) {
      if (!all.empty()) all += " AND ";
      all += fmt::format("f.{} IS NOT NULL", engine::QuoteIdentifier(column->name));
    }
    return all;
  }

  Status Prove(Candidate* candidate) {
    const std::string first = engine::QuoteIdentifier(candidate->from_columns[0]->name);
    const auto proof = session_.Query(fmt::format(
        "SELECT (SELECT count(*) FROM {0} AS f WHERE {1}), count(*), count(DISTINCT f.{2}) "
        "FROM {0} AS f WHERE EXISTS (SELECT 1 FROM {3} AS t WHERE {4})",
        candidate->from->relation_sql, Filled(*candidate), first, candidate->to->relation_sql,
        Equalities(*candidate)));
    if (!proof) return proof.error();
    const auto& row = proof->rows.at(0);
    candidate->filled = std::get<int64_t>(row[0]);
    candidate->matched = std::get<int64_t>(row[1]);
    candidate->matched_distinct = std::get<int64_t>(row[2]);
    return Done{};
  }

  static bool IsAccepted(const Candidate& candidate) {
    if (candidate.matched == 0) return false;
    const catalog::Column& column = *candidate.from_columns[0];
    const double rows =
        static_cast<double>(candidate.matched) / static_cast<double>(candidate.filled);
    const double distinct =
        static_cast<double>(candidate.matched_distinct) / static_cast<double>(column.distinct);
    if (candidate.from == candidate.to) return rows == 1;
    if (column.type == Type::kDate) return rows >= kDescribedFound;
    if (candidate.affinity < kAffinity) return distinct >= kNearlyAllFound;
    if (!Identifies(column) && !Identifies(*candidate.to_columns[0])) {
      return rows >= kDescribedFound;
    }
    if (MarksAlike(candidate) && candidate.matched_distinct == candidate.to_columns[0]->distinct) {
      return true;
    }
    return rows >= kMostlyFound || distinct >= kMostlyFound;
  }

  static bool Joins(const Candidate& candidate, const RelationSide* a, const catalog::Column* of_a,
                    const RelationSide* b, const catalog::Column* of_b) {
    return candidate.from == a && candidate.from_columns[0] == of_a && candidate.to == b &&
           candidate.to_columns[0] == of_b;
  }

  // Of two tables that find each other by unique columns, one direction is kept: the one that
  // finds clearly more, else the one that leads to the table named for the things.
  void ChooseDirections() {
    const std::vector<Candidate> all = found_;  // erasing moves what it keeps
    std::erase_if(found_, [&](const Candidate& one) {
      const auto back = std::find_if(all.begin(), all.end(), [&](const Candidate& other) {
        return Joins(other, one.to, one.to_columns[0], one.from, one.from_columns[0]);
      });
      return back != all.end() && back->to != back->from && IsBetter(*back, one);
    });
  }

  static bool IsBetter(const Candidate& a, const Candidate& b) {
    const double share_a = static_cast<double>(a.matched) / static_cast<double>(a.filled);
    const double share_b = static_cast<double>(b.matched) / static_cast<double>(b.filled);
    if (std::abs(share_a - share_b) > 0.1) return share_a > share_b;
    if (a.affinity != b.affinity) return a.affinity > b.affinity;
    if (share_a != share_b) return share_a > share_b;
    return a.to < b.to;  // they lead to different tables: the earlier one wins
  }

  // Of order_lines → orders, payments → orders and order_lines → payments, all by the order's
  // number, the last says nothing new: payments are reached through orders.
  void DropDetours() {
    const std::vector<Candidate> all = found_;
    std::erase_if(found_, [&](const Candidate& one) {
      return std::any_of(all.begin(), all.end(), [&](const Candidate& better) {
        return better.from == one.from && better.from_columns == one.from_columns &&
               better.to != one.to && IsNearer(better, one) && AreJoined(all, better, one);
      });
    });
  }

  static bool IsNearer(const Candidate& a, const Candidate& b) {
    if (a.affinity != b.affinity) return a.affinity > b.affinity;
    return a.matched != b.matched ? a.matched > b.matched : a.to < b.to;
  }

  static bool AreJoined(const std::vector<Candidate>& all, const Candidate& a, const Candidate& b) {
    return std::any_of(all.begin(), all.end(), [&](const Candidate& link) {
      return Joins(link, a.to, a.to_columns[0], b.to, b.to_columns[0]) ||
             Joins(link, b.to, b.to_columns[0], a.to, a.to_columns[0]);
    });
  }

  // orders(customer_id, customer_name) → customers(customer_id, customer_name): one is enough.
  void DropSecondKeys() {
    const std::vector<Candidate> all = found_;
    std::erase_if(found_, [&](const Candidate& one) {
      return std::any_of(all.begin(), all.end(), [&](const Candidate& better) {
        return better.from == one.from && better.to == one.to && better.from != better.to &&
               better.to_columns != one.to_columns && IsPreferredKey(better, one);
      });
    });
  }

  static bool IsPreferredKey(const Candidate& a, const Candidate& b) {
    const bool a_identifies = Identifies(*a.to_columns[0]);
    const bool b_identifies = Identifies(*b.to_columns[0]);
    if (a_identifies != b_identifies) return a_identifies;
    if (a.affinity != b.affinity) return a.affinity > b.affinity;
    return a.matched != b.matched ? a.matched > b.matched : a.to_columns < b.to_columns;
  }

  Status FindCompounds(const RelationSide& to) {
    for (const auto& key : to.table->keys) {
      if (key.size() < 2) continue;
      for (const RelationSide& from : sides_) {
        if (&from == &to || from.table->repeats || AreAlike(*from.table, *to.table)) continue;
        if (const auto status = TryCompound(from, to, key); !status) return status;
      }
    }
    return Done{};
  }

  static const catalog::Column* Find(const catalog::Table& table, const std::string& name) {
    const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                    [&](const auto& column) { return column.name == name; });
    return found == table.columns.end() ? nullptr : &*found;
  }

  // Columns of several parts must be called alike.
  Status TryCompound(const RelationSide& from, const RelationSide& to,
                     const std::vector<std::string>& key) {
    Candidate candidate{&from, {}, &to, {}};
    for (const std::string& name : key) {
      const catalog::Column* column = Find(*from.table, name);
      const catalog::Column* of_key = Find(*to.table, name);
      if (!column || !of_key || column->type != of_key->type || column->distinct == 0)
        return Done{};
      candidate.from_columns.push_back(column);
      candidate.to_columns.push_back(of_key);
    }
    if (IsKnown(candidate) || OnlyShareReferences(candidate)) return Done{};
    if (const auto status = Prove(&candidate); !status) return status;
    if (candidate.matched == 0) return Done{};
    if (static_cast<double>(candidate.matched) <
        kDescribedFound * static_cast<double>(candidate.filled)) {
      return Done{};
    }
    found_.push_back(std::move(candidate));
    return Done{};
  }

  // Sales and stock both by store and product: they share stores and products, and neither is
  // about the other.
  bool OnlyShareReferences(const Candidate& candidate) const {
    return std::all_of(candidate.to_columns.begin(), candidate.to_columns.end(),
                       [&](const catalog::Column* column) {
                         return std::any_of(found_.begin(), found_.end(), [&](const auto& other) {
                           return other.from == candidate.to && other.from_columns.size() == 1 &&
                                  other.from_columns[0] == column;
                         });
                       });
  }

  // Already joined, this way or the other.
  bool IsKnown(const Candidate& candidate) const {
    return std::any_of(found_.begin(), found_.end(), [&](const Candidate& other) {
      return (other.from == candidate.to && other.to == candidate.from) ||
             (other.from == candidate.from && other.to == candidate.to &&
              other.from_columns.size() == 1);
    });
  }

  static bool IsOneToOne(const Candidate& candidate) {
    if (candidate.from_columns.size() == 1) return IsUnique(*candidate.from_columns[0]);
    std::vector<std::string> names;
    for (const catalog::Column* column : candidate.from_columns) names.push_back(column->name);
    std::sort(names.begin(), names.end());
    const auto& keys = candidate.from->table->keys;
    return std::any_of(keys.begin(), keys.end(), [&](std::vector<std::string> key) {
      std::sort(key.begin(), key.end());
      return key == names;
    });
  }

  std::vector<catalog::Relation> ToRelations() const {
    std::vector<catalog::Relation> relations;
    for (const Candidate& each : found_) {
      catalog::Relation& relation = relations.emplace_back();
      relation.from_table = each.from->table->name;
      relation.to_table = each.to->table->name;
      for (const auto* column : each.from_columns) relation.from_columns.push_back(column->name);
      for (const auto* column : each.to_columns) relation.to_columns.push_back(column->name);
      relation.cardinality =
          IsOneToOne(each) ? catalog::Cardinality::kOneToOne : catalog::Cardinality::kManyToOne;
      relation.orphans = each.orphans();
      relation.matched = each.matched;
    }
    return relations;
  }

  engine::Session& session_;
  const std::vector<RelationSide>& sides_;
  ValueSample sample_;
  std::vector<Candidate> found_;
  int blind_proofs_ = 0;
};

}  // namespace

Result<std::vector<catalog::Relation>> FindRelations(engine::Session& session,
                                                     const std::vector<RelationSide>& sides,
                                                     const catalog::Values& values) {
  return RelationFinder(session, sides, values).Find();
}

}  // namespace aisle::ingest
