#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "sample/parts.h"
#include "sample/season.h"
#include "sample/writer.h"

namespace aisle::sample {
namespace {

struct StatusKind {
  std::string_view name;
  double share;
};
constexpr std::array<StatusKind, 7> kStatuses = {{{"Shipped", 58},
                                                  {"Shipped - Delivered to Buyer", 23},
                                                  {"Cancelled", 13.5},
                                                  {"Shipped - Returned to Seller", 3},
                                                  {"Pending", 1.5},
                                                  {"Shipped - Picked Up", 0.9},
                                                  {"Shipped - Lost in Transit", 0.1}}};
constexpr std::string_view kCancelled = "Cancelled";
constexpr int64_t kRepeatEvery = 4000;  // lines between two that are repeated

// Everything that the lines of one order share.
struct OrderHead {
  std::string id;
  std::string date;
  std::string month;
  std::string_view status;
  bool cancelled = false;
  bool marketplace = true;
  bool own_site = false;
  bool expedited = true;
  bool business = false;
  std::string city, state, postal, promotions;
  std::string_view true_state;
};

struct OrderLine {
  const Style* style = nullptr;
  size_t size = 0;
  int64_t units = 1;
  Money amount = 0;
  bool has_amount = true;
};

// A different id for each number: the first part tells numbers apart up to the modulus, the
// second carries what is above it.
std::string OrderId(int64_t number) {
  constexpr int64_t kModulus = 10'000'000;  // has no factor in common with the multiplier
  const int64_t first = number % kModulus * 6'180'339 % kModulus;
  const int64_t second = (number / kModulus + first * 7'368'787) % kModulus;
  return fmt::format("40{}-{:07}-{:07}", first % 9, first, second);
}

std::string Capitalised(std::string_view upper) {
  std::string out(upper);
  for (size_t i = 1; i < out.size(); ++i) {
    if (out[i - 1] != ' ' && out[i] >= 'A' && out[i] <= 'Z')
      out[i] = static_cast<char>(out[i] + 32);
  }
  return out;
}

std::string Misspelt(std::string_view name, Random* random) {
  std::string out(name);
  const auto at = static_cast<size_t>(random->Between(2, static_cast<int64_t>(out.size()) - 2));
  if (random->Chance(0.5)) {
    out.erase(at, 1);
  } else {
    std::swap(out[at], out[at - 1]);
  }
  return out;
}

class OrderWriter {
 public:
  OrderWriter(Writer writer, const Goods& goods, uint64_t seed)
      : writer_(std::move(writer)), goods_(goods), random_(seed ^ 0x0de25) {}

  Result<OrdersTruth> Write(const std::vector<int64_t>& rows_by_day) {
    WriteHeader();
    for (size_t day = 0; day < rows_by_day.size(); ++day)
      WriteDay(Date{FirstDay().days + static_cast<int32_t>(day)}, rows_by_day[day]);
    if (const auto closed = writer_.Close(); !closed) return closed.error();
    return truth_;
  }

 private:
  void WriteHeader() {
    for (const char* name : {"index",
                             "Order ID",
                             "Date",
                             "Status",
                             "Fulfilment",
                             "Sales Channel ",
                             "ship-service-level",
                             "Style",
                             "SKU",
                             "Category",
                             "Size",
                             "Courier Status",
                             "Qty",
                             "currency",
                             "Amount",
                             "ship-city",
                             "ship-state",
                             "ship-postal-code",
                             "ship-country",
                             "promotion-ids",
                             "B2B",
                             "fulfilled-by"})
      writer_.Cell(name);
    writer_.EndRow();
  }

  void WriteDay(Date date, int64_t rows) {
    for (int64_t left = rows; left > 0;) {
      const OrderHead head = MakeHead(date);
      const int64_t lines = std::min<int64_t>(left, LinesOfOrder());
      std::vector<OrderLine> written;
      for (int64_t i = 0; i < lines && left > 0; ++i) {
        written.push_back(MakeOtherLine(head, written));
        left -= WriteLineOnceOrTwice(head, written.back(), left);
      }
    }
  }

  // An article that the order does not hold yet, so that only planted lines repeat.
  OrderLine MakeOtherLine(const OrderHead& head, const std::vector<OrderLine>& written) {
    OrderLine line = MakeLine(head);
    const auto same = [&](const OrderLine& other) {
      return other.style == line.style && other.size == line.size;
    };
    while (std::any_of(written.begin(), written.end(), same)) line = MakeLine(head);
    return line;
  }

  // How many rows were written: a planted repeat takes one of the day's.
  int64_t WriteLineOnceOrTwice(const OrderHead& head, const OrderLine& line, int64_t left) {
    WriteLine(head, line);
    const bool repeat = left > 1 && since_repeat_ >= kRepeatEvery;
    if (!repeat) return 1;
    since_repeat_ = 0;
    WriteLine(head, line);
    ++truth_.repeated_lines;
    return 2;
  }

  int64_t LinesOfOrder() {
    const double draw = random_.Share();
    return draw < 0.93 ? 1 : draw < 0.985 ? 2 : 3;
  }

  OrderHead MakeHead(Date date) {
    static const auto kShares = [] {
      std::array<double, kStatuses.size()> shares{};
      for (size_t i = 0; i < shares.size(); ++i) shares[i] = kStatuses[i].share;
      return shares;
    }();
    OrderHead head;
    head.id = OrderId(truth_.orders++);
    head.date = MonthFirst(date);
    head.month = YearMonth(date);
    head.status = kStatuses[random_.Weighted(kShares)].name;
    head.cancelled = head.status == kCancelled;
    head.marketplace = random_.Chance(0.7);
    head.own_site = random_.Chance(0.04);
    head.expedited = random_.Chance(head.marketplace ? 0.97 : 0.15);
    head.business = random_.Chance(0.008);
    SetPlace(&head);
    if (random_.Chance(0.55)) head.promotions = Promotions();
    return head;
  }

  void SetPlace(OrderHead* head) {
    static const auto kDemand = DemandOf(kStates);
    const State& state = kStates[random_.Weighted(kDemand)];
    head->true_state = state.name;
    if (random_.Chance(0.0003)) {  // nobody typed an address
      head->true_state = "";
      return;
    }
    const size_t city = random_.Weighted(std::array<double, 3>{6, 3, 2});
    head->city = CaseVariant(state.cities[city], 0.2);
    head->state = StateAsTyped(state.name);
    head->postal = std::to_string(state.postal * 10000 + static_cast<int>(city) * 1000 +
                                  static_cast<int>(random_.Below(95))) +
                   ".0";
  }

  std::string StateAsTyped(std::string_view name) {
    if (random_.Chance(0.0004)) {
      return Misspelt(name, &random_);
    }
    std::string typed = CaseVariant(name, 0.06);
    if (random_.Chance(0.002)) typed += ' ';
    return typed;
  }

  std::string CaseVariant(std::string_view upper, double share) {
    return random_.Chance(share) ? Capitalised(upper) : std::string(upper);
  }

  std::string Promotions() {
    constexpr std::array<std::string_view, 4> kKinds = {
        "Free Shipping 2024/11", "Bank Card Cashback", "Festive Saver", "First Order"};
    std::string out;
    const int64_t count = random_.Chance(0.6) ? 1 : random_.Between(2, 9);
    for (int64_t i = 0; i < count; ++i) {
      if (i > 0) out += ',';
      out += random_.Pick(kKinds);
      out += " PR-" + std::to_string(random_.Between(1000, 1400));
    }
    return out;
  }

  OrderLine MakeLine(const OrderHead& head) {
    OrderLine line;
    line.style = &goods_.Draw(&random_);
    line.size = random_.Weighted(kSizeDemand);
    line.units = random_.Chance(0.02) ? random_.Between(2, head.business ? 12 : 4) : 1;
    const int64_t discount = random_.Chance(0.35) ? random_.Between(5, 30) : 0;
    line.amount = line.units * line.style->price * (100 - discount);
    if (head.cancelled) {
      line.has_amount = !random_.Chance(0.42);
      if (random_.Chance(0.7)) line.units = 0;
    }
    return line;
  }

  void WriteLine(const OrderHead& head, const OrderLine& line) {
    const Category& category = kCategories[line.style->category];
    writer_.Cell(truth_.rows).Cell(head.id).Cell(head.date).Cell(head.status);
    writer_.Cell(head.marketplace ? "Marketplace" : "Merchant");
    writer_.Cell(head.own_site ? "Own Website" : "Bazaar.in");
    writer_.Cell(head.expedited ? "Expedited" : "Standard");
    writer_.Cell(line.style->code).Cell(Goods::Sku(*line.style, line.size)).Cell(category.name);
    writer_.Cell(kSizes[line.size]).Cell(CourierStatus(head)).Cell(line.units);
    if (line.has_amount) {
      writer_.Cell("INR").Hundredths(line.amount);
    } else {
      writer_.Blanks(2);
    }
    writer_.Cell(head.city).Cell(head.state).Cell(head.postal);
    writer_.Cell(head.state.empty() ? "" : "IN").Cell(head.promotions);
    writer_.Cell(head.business ? "True" : "False").Cell(head.marketplace ? "" : "Swift Ship");
    writer_.EndRow();
    ++since_repeat_;
    Count(head, line);
  }

  static std::string_view CourierStatus(const OrderHead& head) {
    if (head.cancelled) return head.marketplace ? "Cancelled" : "";
    return head.status == "Pending" ? "Unshipped" : "Shipped";
  }

  void Count(const OrderHead& head, const OrderLine& line) {
    ++truth_.rows;
    ++truth_.rows_by_status[std::string(head.status)];
    truth_.units += line.units;
    if (!head.state.empty() && head.state != head.true_state) CountOddPlace(head);
    if (!line.has_amount) {
      ++truth_.without_amount;
      return;
    }
    truth_.amount += line.amount;
    truth_.amount_by_category[std::string(kCategories[line.style->category].name)] += line.amount;
    truth_.amount_by_month[head.month] += line.amount;
    if (!head.true_state.empty())
      truth_.amount_by_state[std::string(head.true_state)] += line.amount;
  }

  void CountOddPlace(const OrderHead& head) {
    std::string upper = head.state;
    while (upper.ends_with(' ')) upper.pop_back();
    std::transform(upper.begin(), upper.end(), upper.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    ++(upper == head.true_state ? truth_.odd_places : truth_.misspelt_states);
  }

  Writer writer_;
  const Goods& goods_;
  Random random_;
  OrdersTruth truth_;
  int64_t since_repeat_ = 0;
};

}  // namespace

Result<OrdersTruth> WriteOrders(const std::string& path, const Goods& goods,
                                const SampleOptions& options) {
  auto writer = Writer::Open(path);
  if (!writer) return writer.error();
  return OrderWriter(std::move(*writer), goods, options.seed)
      .Write(RowsByDay(options.rows, options.seed));
}

}  // namespace aisle::sample
