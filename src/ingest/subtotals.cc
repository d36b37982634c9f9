// Totals among the data: a row that says "Total", or has no label and a number that is the sum of
// the rows above. Kept as data it would be counted twice. What is not proven by the sum is left
// alone, unless the row says that it is a total and has little else.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <map>
#include <optional>
#include <set>

#include "base/text.h"
#include "ingest/block_rows.h"
#include "ingest/blocks.h"
#include "ingest/cell.h"

namespace aisle::ingest {
namespace {

std::optional<double> NumberIn(std::string_view cell) {
  NumberShape shape;
  const std::string_view text = TrimCell(cell);
  if (!ReadNumber(text, &shape)) return std::nullopt;
  const bool comma = shape.comma_decimal;
  std::string digits;
  bool negative = shape.parentheses;
  for (const char c : text) {
    if ((c >= '0' && c <= '9') || (c == '.' && !comma)) digits += c;
    if (c == ',' && comma) digits += '.';
    if (c == '-') negative = true;
  }
  double value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return negative ? -value : value;
}

bool IsSame(double a, double b) { return std::fabs(a - b) <= 0.005 + 1e-9 * std::fabs(a); }

std::string Print(double number) {
  char text[40];
  std::snprintf(text, sizeof text, "%.10g", number);
  return text;
}

enum class Word { kNone, kTotal, kPartOfName, kBalance };

Word WordIn(std::string_view cell) {
  if (cell.empty() || cell.size() > 40) return Word::kNone;
  const std::string word = FoldName(cell);
  static const std::set<std::string> kTotals = {
      "total",        "totals",        "grand total", "sub total",    "subtotal", "sum",
      "total amount", "overall total", "total:",      "grand total:", "sum total"};
  static const std::set<std::string> kBalances = {
      "balance",    "pending",     "pending amount",  "balance amount",
      "difference", "net",         "net amount",      "amount due",
      "due",        "outstanding", "carried forward", "closing balance",
      "remaining"};
  if (kTotals.contains(word)) return Word::kTotal;
  if (kBalances.contains(word)) return Word::kBalance;
  return EndsWith(word, " total") || StartsWith(word, "total ") ? Word::kPartOfName : Word::kNone;
}

struct Sum {
  double value = 0;
  int64_t rows = 0;
  void Add(double number) {
    value += number;
    ++rows;
  }
};

struct Place {
  std::size_t page = 0;
  std::size_t row = 0;
  double number = 0;
  Word word = Word::kNone;
};

class TotalFinder {
 public:
  TotalFinder(const ScannedText& scanned, Blocks* blocks, Block* block)
      : scanned_(scanned), blocks_(*blocks), block_(*block) {}

  // Quarantines proven totals; `totals` gathers their numbers.
  void FindProven(std::vector<double>* totals) {
    Prepare();
    if (number_columns_.empty() || !HasCandidates()) return;
    since_.assign(number_columns_.size(), Sum{});
    all_ = since_;
    std::vector<std::pair<Place, Fate>> fates;
    VisitRows(
        scanned_, block_, [](std::size_t) { return true; },
        [&](const BlockRow& row) {
          if (row.fate == kKept) Judge(row, totals, &fates);
        });
    for (const auto& [place, fate] : fates) {
      SetFate(*scanned_.scan, place.page, place.row, fate, &block_);
    }
  }

  // The few rows below the first total that are made of totals.
  void FindTail(const std::vector<double>& totals) {
    if (tail_.size() > kLongestTail) return;
    for (const Place& place : tail_) {
      std::string reason;
      if (IsMadeOf(place.number, totals)) {
        reason = "below the total: " + Print(place.number) + " is a difference of totals";
      } else if (place.word == Word::kBalance) {
        reason = "below the total: a balance, not a data row";
      } else {
        continue;
      }
      SetFate(*scanned_.scan, place.page, place.row, blocks_.FateFor(reason), &block_);
    }
  }

 private:
  static constexpr std::size_t kLongestTail = 5;

  void Prepare() {
    const BlockFacts facts = FactsOf(scanned_, block_);
    for (std::size_t i = blocks_.row_numbers ? 1 : 0; i < block_.cells.size(); ++i) {
      const ColumnFacts& column = facts.columns[i];
      const int64_t numbers = column.Count(CellKind::kNumber);
      if (numbers * 10 >= column.Values() * 6 && numbers > 0) {
        number_columns_.push_back(block_.cells[i]);
      } else if (column.Values() * 2 > facts.rows) {
        label_columns_.push_back(block_.cells[i]);
      }
      usual_fill_ += static_cast<double>(column.Values());
    }
    usual_fill_ /= static_cast<double>(std::max<int64_t>(facts.rows, 1));
  }

  // Only records of odd pages can be totals: an even page has all its records alike.
  bool HasCandidates() const {
    bool any = false;
    VisitRows(
        scanned_, block_, [&](std::size_t p) { return !any && scanned_.scan->pages[p].odd; },
        [&](const BlockRow& row) {
          any = any ||
                (row.fate == kKept && (LookAt(row).word == Word::kTotal ||
                                       LookAt(row).word == Word::kPartOfName || LookAt(row).bare));
        });
    return any;
  }

  struct Look {
    Word word = Word::kNone;
    bool bare = false;  // numbers without any label
    int filled = 0;
  };
  Look LookAt(const BlockRow& row) const {
    Look look;
    int numbers = 0;
    for (std::size_t i = blocks_.row_numbers ? 1 : 0; i < block_.cells.size(); ++i) {
      const std::size_t at = block_.cells[i];
      const std::string_view cell =
          at < row.cells->size() ? TrimCell((*row.cells)[at]) : std::string_view();
      if (cell.empty()) continue;
      ++look.filled;
      const bool is_number =
          std::find(number_columns_.begin(), number_columns_.end(), at) != number_columns_.end();
      numbers += is_number && NumberIn(cell) ? 1 : 0;
      if (look.word == Word::kNone && !is_number) look.word = WordIn(cell);
    }
    look.bare = numbers > 0 && numbers == look.filled && !label_columns_.empty();
    return look;
  }

  void Judge(const BlockRow& row, std::vector<double>* totals,
             std::vector<std::pair<Place, Fate>>* fates) {
    const Look look = LookAt(row);
    const bool candidate = look.bare || look.word == Word::kTotal || look.word == Word::kPartOfName;
    std::string reason;
    double number = 0;
    if (candidate) reason = Proof(row, look, &number);
    if (!reason.empty()) {
      totals->push_back(number);
      in_tail_ = true;
      fates->push_back({Place{row.page, row.row}, blocks_.FateFor(reason)});
      since_.assign(number_columns_.size(), Sum{});
      return;
    }
    for (std::size_t i = 0; i < number_columns_.size(); ++i) {
      const auto value = Value(row, number_columns_[i]);
      if (!value) continue;
      since_[i].Add(*value);
      all_[i].Add(*value);
      number = *value;
    }
    if (in_tail_ && tail_.size() <= kLongestTail) {
      tail_.push_back(Place{row.page, row.row, number, look.word});
    }
  }

  static std::optional<double> Value(const BlockRow& row, std::size_t at) {
    if (at >= row.cells->size()) return std::nullopt;
    return NumberIn((*row.cells)[at]);
  }

  // Why the row is a total, or nothing.
  std::string Proof(const BlockRow& row, const Look& look, double* number) const {
    int matches = 0;
    int values = 0;
    int64_t summed = 0;
    for (std::size_t i = 0; i < number_columns_.size(); ++i) {
      const auto value = Value(row, number_columns_[i]);
      if (!value) continue;
      ++values;
      for (const Sum* sum : {&since_[i], &all_[i]}) {
        if (sum->rows < 2 || !IsSame(sum->value, *value)) continue;
        ++matches;
        if (summed == 0) *number = *value;
        summed = sum->rows;
        break;
      }
    }
    const bool proven = look.bare ? matches > 0 && matches == values : matches > 0;
    if (proven) {
      return "subtotal: " + Print(*number) + " is the sum of the " + std::to_string(summed) +
             " rows above";
    }
    const bool says_so =
        look.word == Word::kTotal && values > 0 && look.filled <= usual_fill_ * 0.75;
    return says_so ? "total row" : std::string();
  }

  static bool IsMadeOf(double number, const std::vector<double>& totals) {
    for (const double a : totals) {
      if (IsSame(std::fabs(number), std::fabs(a))) return true;
      for (const double b : totals) {
        if (!IsSame(a, b) && IsSame(number, a - b)) return true;
      }
    }
    return false;
  }

  const ScannedText& scanned_;
  Blocks& blocks_;
  Block& block_;
  std::vector<std::size_t> number_columns_;
  std::vector<std::size_t> label_columns_;
  double usual_fill_ = 0;
  std::vector<Sum> since_;  // the last total
  std::vector<Sum> all_;
  bool in_tail_ = false;
  std::vector<Place> tail_;
};

}  // namespace

void FindSubtotals(const ScannedText& scanned, Blocks* blocks) {
  const bool any_odd = std::any_of(scanned.scan->pages.begin(), scanned.scan->pages.end(),
                                   [](const Page& page) { return page.odd; });
  if (!any_odd) return;
  std::vector<TotalFinder> finders;
  std::vector<double> totals;
  for (Block& block : blocks->blocks) {
    if (!block.tabular) continue;
    finders.emplace_back(scanned, blocks, &block);
    finders.back().FindProven(&totals);
  }
  for (TotalFinder& finder : finders) finder.FindTail(totals);
}

}  // namespace aisle::ingest
