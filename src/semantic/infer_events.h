// Event logs: a row for each thing that somebody did in a shop, seldom a sale. Private to
// semantic/.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "semantic/infer_event_words.h"
#include "semantic/infer_metric_returns.h"

namespace aisle::semantic {

struct EventKind {  // the values of the column that say the same
  EventWords words;
  std::vector<std::string> values;
};

struct EventLog {
  const ColumnRole* action = nullptr;  // says what happened
  const ColumnRole* user = nullptr;
  const ColumnRole* session = nullptr;
  const ColumnRole* order = nullptr;   // its id
  const ColumnRole* amount = nullptr;  // the money of a row; else `price` and `quantity`
  std::vector<EventKind> kinds;        // most frequent first
  int sale = -1;                       // which of them says that something was sold

  Expr Is(const std::string& table, const EventKind& kind) const;  // a row is of that kind
};

// The table as a log of events, or nothing.
std::optional<EventLog> EventLogOf(const TableRole& table);
// What a row of the log is called: event, action, activity.
std::string EventNoun(const EventLog& log);

class EventMetrics : protected ReturnMetrics {
 public:
  EventMetrics(Draft* draft, const TableRole& table) : ReturnMetrics(draft, table) {}

 protected:
  // Counts of each kind of event, what the sales among them brought, and rates between them.
  void AddEvents(const EventLog& log);

 private:
  void ClaimShared();
  void AddRevenue();
  void AddKind(const EventKind& kind);
  void AddOrders();
  void AddPeople();
  void AddPerOrder();
  void AddRates();
  void AddRate(const EventKind& from, const EventKind& to);
  void AddOverallRates();
  void AddRatesOfObjects();
  std::vector<std::string> Unclaimed(const std::vector<std::string>& words);
  bool IsNameOfOther(const std::string& word) const;
  bool Sells() const { return log_->sale >= 0 && !other_sales_; }
  const EventKind& Sale() const { return log_->kinds[static_cast<size_t>(log_->sale)]; }
  Expr IsSale() const { return log_->Is(table_.Name(), Sale()); }
  // What `x` is on rows that say a sale, and nothing on others: a total of it stays a plain one, of
  // which shares and averages are taken.
  Expr OfSales(Expr x) const { return Make(Op::kCase, {IsSale(), std::move(x), Literal(Value())}); }
  Expr Distinct(const ColumnRole& role) const {
    return CountDistinct(Field(table_.Name() + "." + role.Name()));
  }
  bool IsToldElsewhere(const EventKind& kind) const;
  std::vector<std::string> SaleWords() const;
  bool IsOneOfSeveral(const EventKind& kind) const;  // of its stage
  std::vector<std::string> NounsOf(const EventKind& kind) const;
  const EventKind* OnlyAt(EventStage stage) const;  // null when there are several
  std::string SaleRows() const;                     // "rows whose Event Type is purchase"

  const EventLog* log_ = nullptr;
  bool other_sales_ = false;  // another table knows what was sold
  std::set<std::string> claimed_;
  std::map<std::string, const EventKind*> owner_;  // of words that several kinds have; or null
};

}  // namespace aisle::semantic
