#include "ingest/profile_consistency.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "ingest/keys_names.h"

namespace aisle::ingest {
namespace {

using catalog::Column;
using Words = std::vector<std::string_view>;

const Words kQuantities = {"qty", "quantity", "pc", "piece"};
const Words kAmounts = {"amount", "amt", "sale", "revenue", "gross"};
// What happens to an order, in its order.
const Words kFirst = {"order", "ordered", "purchase", "created", "start", "begin", "placed"};
const Words kLater = {"ship",   "shipped", "shipping", "dispatch", "delivery", "delivered",
                      "closed", "end",     "return",   "returned", "finished"};

bool HasAny(const NameHint& hint, const Words& words) {
  return std::any_of(hint.words.begin(), hint.words.end(), [&](const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  });
}

std::string Label(const Column& column) {
  return column.label.empty() ? column.name : column.label;
}

class Finder {
 public:
  Finder(engine::Session& session, const std::string& relation_sql, const catalog::Table& table)
      : session_(session), relation_sql_(relation_sql), table_(table) {
    for (const Column& column : table.columns) hints_.push_back(ReadName(column.name));
  }

  Result<std::vector<catalog::QualityWarning>> Find() {
    for (std::size_t a = 0; a < hints_.size(); ++a) {
      for (std::size_t b = 0; b < hints_.size(); ++b) {
        if (a == b) continue;
        if (const auto status = Compare(a, b); !status) return status.error();
      }
    }
    return std::move(warnings_);
  }

 private:
  Status Compare(std::size_t a, std::size_t b) {
    if (IsIdWithName(a, b)) return CompareNames(At(a), At(b));
    if (IsQuantityWithAmount(a, b)) return CompareAmounts(At(a), At(b));
    if (AreDatesInOrder(a, b)) return CompareDates(At(a), At(b));
    return Done{};
  }

  const Column& At(std::size_t column) const { return table_.columns[column]; }

  // product_id, product_name; not when the id is never repeated.
  bool IsIdWithName(std::size_t id, std::size_t name) const {
    return hints_[id].identifies && hints_[name].names && !hints_[id].stem.empty() &&
           StartsWith(hints_[name].stem, hints_[id].stem + "_") &&
           hints_[name].words.size() == Split(hints_[id].stem, '_').size() + 1 &&
           At(id).distinct > 1 && At(id).distinct < At(id).rows - At(id).nulls;
  }

  bool IsQuantityWithAmount(std::size_t quantity, std::size_t amount) const {
    return IsNumeric(At(quantity).type) && IsNumeric(At(amount).type) && !At(quantity).identifier &&
           !At(amount).identifier && !HasAny(hints_[quantity], kAmounts) &&
           HasAny(hints_[quantity], kQuantities) && HasAny(hints_[amount], kAmounts) &&
           !HasAny(hints_[amount], kQuantities);
  }

  bool AreDatesInOrder(std::size_t first, std::size_t later) const {
    return IsTemporal(At(first).type) && IsTemporal(At(later).type) &&
           HasAny(hints_[first], kFirst) && !HasAny(hints_[first], kLater) &&
           HasAny(hints_[later], kLater);
  }

  Status CompareNames(const Column& id, const Column& name) {
    const auto count = Count(fmt::format(
        "SELECT count(*) FROM (SELECT {0} FROM {2} WHERE {0} IS NOT NULL GROUP BY {0} "
        "HAVING min({1}) <> max({1}))",
        engine::QuoteIdentifier(id.name), engine::QuoteIdentifier(name.name), relation_sql_));
    if (!count) return count.error();
    Warn(name, *count,
         fmt::format("{} of {} values of {} have more than one {}", Thousands(*count),
                     Thousands(id.distinct), Label(id), Label(name)));
    return Done{};
  }

  Status CompareAmounts(const Column& quantity, const Column& amount) {
    const auto without_quantity = CountRows("{0} = 0 AND {1} <> 0", quantity, amount);
    if (!without_quantity) return without_quantity.error();
    Warn(amount, *without_quantity,
         fmt::format("{} of {} rows have {} although {} is 0", Thousands(*without_quantity),
                     Thousands(table_.rows), Label(amount), Label(quantity)));
    const auto without_amount = CountRows("{0} > 0 AND coalesce({1}, 0) = 0", quantity, amount);
    if (!without_amount) return without_amount.error();
    Warn(amount, *without_amount,
         fmt::format("{} of {} rows have {} above 0 but no {}, or 0", Thousands(*without_amount),
                     Thousands(table_.rows), Label(quantity), Label(amount)));
    return Done{};
  }

  Status CompareDates(const Column& first, const Column& later) {
    const auto count = CountRows("{1} < {0}", first, later);
    if (!count) return count.error();
    Warn(later, *count,
         fmt::format("{} of {} rows have {} before {}", Thousands(*count), Thousands(table_.rows),
                     Label(later), Label(first)));
    return Done{};
  }

  Result<int64_t> CountRows(const char* condition, const Column& a, const Column& b) {
    const std::string where = fmt::format(fmt::runtime(condition), engine::QuoteIdentifier(a.name),
                                          engine::QuoteIdentifier(b.name));
    return Count(fmt::format("SELECT count(*) FROM {} WHERE {}", relation_sql_, where));
  }

  Result<int64_t> Count(const std::string& sql) {
    const auto table = session_.Query(sql);
    if (!table) return table.error();
    return std::get<int64_t>(table->rows.at(0).at(0));
  }

  void Warn(const Column& column, int64_t count, std::string text) {
    if (count == 0) return;
    warnings_.push_back({table_.name, column.name, "inconsistent", std::move(text), count});
  }

  engine::Session& session_;
  const std::string& relation_sql_;
  const catalog::Table& table_;
  std::vector<NameHint> hints_;
  std::vector<catalog::QualityWarning> warnings_;
};

}  // namespace

Result<std::vector<catalog::QualityWarning>> FindInconsistencies(engine::Session& session,
                                                                 const std::string& relation_sql,
                                                                 const catalog::Table& table) {
  return Finder(session, relation_sql, table).Find();
}

}  // namespace aisle::ingest
