#include "ingest/keys.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "ingest/keys_names.h"

namespace aisle::ingest {
namespace {

constexpr double kProse = 80;           // average bytes of a text that is no identifier
constexpr std::size_t kParts = 10;      // columns tried together
constexpr int64_t kSmallSample = 4096;  // rows that rule most sets out, cheaply
constexpr int64_t kLargeSample = 65536;
constexpr double kNearlyUnique = 0.995;
constexpr int kProofs = 4;             // sets of one size that are tried on all rows
constexpr std::size_t kCompounds = 2;  // more keys of several columns tell nothing new

// A column that may be a key or part of one.
struct Part {
  std::size_t column = 0;
  int score = 0;  // how much it looks like an identifier
  bool identifies = false;
};

using ColumnSet = std::vector<std::size_t>;

class KeyFinder {
 public:
  KeyFinder(engine::Session& session, const std::string& relation_sql, const catalog::Table& table,
            const std::vector<TextShape>& shapes)
      : session_(session), relation_sql_(relation_sql), table_(table), shapes_(shapes) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) AddPart(i);
    std::stable_sort(parts_.begin(), parts_.end(),
                     [](const Part& a, const Part& b) { return a.score > b.score; });
  }

  Result<KeyFacts> Find() {
    if (table_.rows == 0) return facts_;
    const bool identified = FindSingles();
    FindNearKey();
    if (!identified && table_.rows > 1) {
      if (const auto status = FindCompounds(); !status) return status.error();
    }
    if (const auto status = CountCopies(); !status) return status.error();
    return facts_;
  }

 private:
  const catalog::Column& At(std::size_t column) const { return table_.columns[column]; }

  static bool HasKeyType(Type type) {
    return type == Type::kInteger || type == Type::kText || IsTemporal(type);
  }

  void AddPart(std::size_t index) {
    const catalog::Column& column = At(index);
    if (column.row_number || column.IsMade() || column.nulls > 0 || !HasKeyType(column.type))
      return;
    const NameHint hint = ReadName(column.name);
    const bool identifies = column.identifier || hint.identifies;
    if (hint.measures && IsNumeric(column.type) && !identifies) return;
    if (shapes_[index].average_length > kProse) return;
    parts_.push_back({index, Score(index, hint, identifies), identifies});
  }

  int Score(std::size_t index, const NameHint& hint, bool identifies) const {
    const catalog::Column& column = At(index);
    int score = identifies ? 40 : 0;
    if (Denotes(hint.stem, table_.name)) score += 30;
    if (hint.stem.empty()) score += 30;  // a mere "id" is the table's own
    if (!identifies && hint.names) score += 10;
    if (IsTemporal(column.type)) score -= 20;
    return score - static_cast<int>(std::min<std::size_t>(index, 9));
  }

  bool IsUnique(std::size_t column) const {
    return At(column).nulls == 0 && At(column).distinct == table_.rows;
  }

  // Whole numbers that are unique by luck (a population) are no keys.
  bool MayStandAlone(const Part& part) const {
    if (part.identifies || At(part.column).type != Type::kInteger) return true;
    return part.column == 0 || ReadName(At(part.column).name).dates ||
           Denotes(ReadName(At(part.column).name).stem, table_.name);
  }

  // Whether one of them is an identifier.
  bool FindSingles() {
    bool identified = false;
    for (const Part& part : parts_) {
      if (!IsUnique(part.column) || !MayStandAlone(part)) continue;
      if (table_.rows == 1 && !part.identifies) continue;
      AddKey({part.column});
      identified |= part.identifies || part.score >= 25;
    }
    return identified;
  }

  // An identifier that a few rows repeat or lack.
  void FindNearKey() {
    if (!facts_.keys.empty()) return;
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
      const catalog::Column& column = At(i);
      const int64_t repeats = column.rows - column.nulls - column.distinct;
      if (column.row_number || repeats == 0 || !IsNearlyUnique(column.distinct + column.nulls) ||
          column.nulls > column.rows / 20 || !HasKeyType(column.type)) {
        continue;
      }
      if (!column.identifier && !ReadName(column.name).identifies) continue;
      facts_.near_key = {column.name};
      facts_.near_key_repeats = repeats;
      return;
    }
  }

  void AddKey(const ColumnSet& set) { facts_.keys.push_back(Names(set)); }

  std::vector<std::string> Names(ColumnSet set) const {
    std::vector<std::string> names;
    for (const std::size_t column : set) names.push_back(At(column).name);
    return names;
  }

  std::string Quoted(const ColumnSet& set) const { return QuotedNames(Names(set)); }

  static std::string QuotedNames(const std::vector<std::string>& names) {
    std::string list;
    for (const std::string& name : names) {
      if (!list.empty()) list += ", ";
      list += engine::QuoteIdentifier(name);
    }
    return list;
  }

  // Rows that differ in `set`. Told apart by 64-bit hashes: never too many, so "as many as rows"
  // proves uniqueness; too few by one with a chance of one in a million at ten million rows.
  Result<int64_t> CountDistinct(const ColumnSet& set) {
    return CountOf(
        fmt::format("SELECT count(DISTINCT hash({})) FROM {}", Quoted(set), relation_sql_));
  }

  Result<int64_t> CountOf(const std::string& sql) {
    const auto table = session_.Query(sql);
    if (!table) return table.error();
    const auto* count = std::get_if<int64_t>(&table->rows.at(0).at(0));
    return count ? *count : 0;
  }

  // Copies agree in the near key too: where there is one, only its repeats need a look.
  Status CountCopies() {
    ColumnSet all;
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
      if (!At(i).row_number && !At(i).IsMade()) all.push_back(i);
    }
    if (all.empty() || !facts_.keys.empty() || copies_counted_) return Done{};
    copies_counted_ = true;
    const std::string near = facts_.near_key.size() < 2 ? "" : QuotedNames(facts_.near_key);
    const std::string repeats =
        near.empty() ? ""
                     : fmt::format(
                           " SEMI JOIN (SELECT {0} FROM {1} GROUP BY {0} HAVING count(*) > 1)"
                           " USING ({0})",
                           near, relation_sql_);
    const auto copies = CountOf(fmt::format("SELECT count(*) - count(DISTINCT hash({})) FROM {}{}",
                                            Quoted(all), relation_sql_, repeats));
    if (!copies) return copies.error();
    facts_.copies = *copies;
    return Done{};
  }

  // --- two or three columns together ---

  void KeepLikelyParts() {
    std::erase_if(parts_, [&](const Part& part) {
      return At(part.column).distinct < 2 || IsUnique(part.column);
    });
    if (parts_.size() > kParts) parts_.resize(kParts);
  }

  Status FindCompounds() {
    KeepLikelyParts();
    if (const auto status = ReadSample(); !status) return status;
    for (const std::size_t size : {2u, 3u}) {
      if (const auto status = ProveSets(LikelySets(size)); !status) return status;
      if (compounds_ > 0) return Done{};
      // Where rows have copies there is no key to find.
      if (const auto status = CountCopies(); !status) return status;
      if (facts_.copies > 0) return Done{};
    }
    return Done{};
  }

  int64_t SampleRows() const { return std::clamp(table_.rows / 64, kSmallSample, kLargeSample); }

  Status ReadSample() {
    if (parts_.empty()) return Done{};
    std::string list;
    for (const Part& part : parts_) {
      if (!list.empty()) list += ", ";
      list += fmt::format("(hash({}) >> 1)::BIGINT", engine::QuoteIdentifier(At(part.column).name));
    }
    const auto sample = session_.Query(
        fmt::format("SELECT {} FROM {} LIMIT {}", list, relation_sql_, SampleRows()));
    if (!sample) return sample.error();
    sample_.reserve(sample->rows.size());
    for (const auto& row : sample->rows) {
      std::vector<uint64_t>& hashes = sample_.emplace_back();
      for (const Value& value : row)
        hashes.push_back(static_cast<uint64_t>(std::get<int64_t>(value)));
    }
    return Done{};
  }

  struct Candidate {
    std::vector<std::size_t> parts;
    int score = 0;
    bool unique_in_sample = false;
  };

  std::vector<Candidate> LikelySets(std::size_t size) const {
    std::vector<Candidate> sets;
    std::vector<std::size_t> chosen;
    Choose(0, size, &chosen, &sets);
    std::stable_sort(sets.begin(), sets.end(), [](const Candidate& a, const Candidate& b) {
      if (a.unique_in_sample != b.unique_in_sample) return a.unique_in_sample;
      return a.score > b.score;
    });
    return sets;
  }

  void Choose(std::size_t from, std::size_t size, std::vector<std::size_t>* chosen,
              std::vector<Candidate>* sets) const {
    if (chosen->size() == size) {
      Consider(*chosen, sets);
      return;
    }
    for (std::size_t part = from; part < parts_.size(); ++part) {
      chosen->push_back(part);
      Choose(part + 1, size, chosen, sets);
      chosen->pop_back();
    }
  }

  void Consider(const std::vector<std::size_t>& parts, std::vector<Candidate>* sets) const {
    double product = 1;
    Candidate candidate{parts, 0, false};
    bool identifies = false;
    for (const std::size_t part : parts) {
      product *= static_cast<double>(At(parts_[part].column).distinct);
      candidate.score += parts_[part].score;
      identifies |= parts_[part].identifies;
    }
    if (product < kNearlyUnique * static_cast<double>(table_.rows)) return;
    const double unique = UniqueShareInSample(parts);
    candidate.unique_in_sample = unique == 1;
    // A near key is worth telling only of identifiers.
    if (unique < 1 && (unique < kNearlyUnique || !identifies)) return;
    sets->push_back(std::move(candidate));
  }

  // Gives up, with 0, once too many rows repeat.
  double UniqueShareInSample(const std::vector<std::size_t>& parts) const {
    std::vector<uint64_t> seen(4 * sample_.size() + 1);  // open addressing, 0 is free
    std::size_t repeats = 0;
    const double rows = static_cast<double>(sample_.size());
    for (const auto& hashes : sample_) {
      if (!Insert(Mixed(hashes, parts), &seen)) ++repeats;
      if (static_cast<double>(repeats) > rows * (1 - kNearlyUnique)) return 0;
    }
    return 1 - static_cast<double>(repeats) / rows;
  }

  static uint64_t Mixed(const std::vector<uint64_t>& hashes,
                        const std::vector<std::size_t>& parts) {
    uint64_t mixed = 0;
    for (const std::size_t part : parts) {
      mixed = (mixed ^ hashes[part]) * 0x9E3779B97F4A7C15u;
      mixed ^= mixed >> 29;
    }
    return mixed | 1;
  }

  static bool Insert(uint64_t hash, std::vector<uint64_t>* seen) {
    std::size_t at = (hash >> 20) % seen->size();
    while ((*seen)[at] != 0) {
      if ((*seen)[at] == hash) return false;
      at = (at + 1) % seen->size();
    }
    (*seen)[at] = hash;
    return true;
  }

  Status ProveSets(const std::vector<Candidate>& sets) {
    int proofs = 0;
    for (const Candidate& candidate : sets) {
      if (!candidate.unique_in_sample && !facts_.near_key.empty()) return Done{};
      if (proofs++ == kProofs || compounds_ == kCompounds) return Done{};
      if (const auto status = Prove(ColumnsOf(candidate.parts)); !status) return status;
    }
    return Done{};
  }

  ColumnSet ColumnsOf(const std::vector<std::size_t>& parts) const {
    ColumnSet set;
    for (const std::size_t part : parts) set.push_back(parts_[part].column);
    std::sort(set.begin(), set.end());  // as the table has them
    return set;
  }

  Status Prove(const ColumnSet& set) {
    const auto distinct = CountDistinct(set);
    if (!distinct) return distinct.error();
    if (*distinct == table_.rows) {
      AddKey(set);
      ++compounds_;
      return Done{};
    }
    if (!facts_.near_key.empty() || !IsNearlyUnique(*distinct) || !Identifies(set)) return Done{};
    facts_.near_key = Names(set);
    facts_.near_key_repeats = table_.rows - *distinct;
    return Done{};
  }

  bool IsNearlyUnique(int64_t distinct) const {
    return static_cast<double>(distinct) >= kNearlyUnique * static_cast<double>(table_.rows);
  }

  bool Identifies(const ColumnSet& set) const {
    return std::any_of(parts_.begin(), parts_.end(), [&](const Part& part) {
      return part.identifies && std::find(set.begin(), set.end(), part.column) != set.end();
    });
  }

  engine::Session& session_;
  const std::string& relation_sql_;
  const catalog::Table& table_;
  const std::vector<TextShape>& shapes_;
  std::vector<Part> parts_;
  std::vector<std::vector<uint64_t>> sample_;
  KeyFacts facts_;
  std::size_t compounds_ = 0;
  bool copies_counted_ = false;
};

}  // namespace

Result<KeyFacts> FindKeys(engine::Session& session, const std::string& relation_sql,
                          const catalog::Table& table, const std::vector<TextShape>& shapes) {
  return KeyFinder(session, relation_sql, table, shapes).Find();
}

}  // namespace aisle::ingest
