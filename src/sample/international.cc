// Three reports in one file, as a person copied them below each other: sales; stock by style;
// sales once more, printed later with its columns elsewhere. The last two must not be added to
// the first.
#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "sample/parts.h"
#include "sample/season.h"
#include "sample/writer.h"

namespace aisle::sample {
namespace {

constexpr std::array<std::string_view, 12> kGiven = {"ANOUKA", "BELISA",  "CORVINA", "DARIYA",
                                                     "ELVIRA", "FENELLA", "GALINA",  "HESPER",
                                                     "ISOLDE", "JUNIA",   "KERENZA", "LIRIS"};
constexpr std::array<std::string_view, 6> kFamily = {"VANTERPOOL", "OKONSKI",  "MARADES",
                                                     "TELLWRIGHT", "SUNDERIC", "ABERLOCH"};
constexpr std::array<std::string_view, 6> kShops = {"VELLORA BOUTIQUE",    "MIRELLE’S CLOSET",
                                                    "SARONG & SILK HOUSE", "THE THIRD LOOM",
                                                    "OSMANTHUS FASHIONS",  "KALEIDO TEXTILES"};
constexpr int kDaysOfSales = 300;

struct Sale {
  Date date;
  std::string customer;  // as typed
  const Style* style = nullptr;
  size_t size = 0;
  int64_t pieces = 1;
  Money rate = 0;
  Money gross = 0;
};

std::string CustomerName(size_t number) {
  if (number % 4 == 0) return std::string(kShops[number / 4 % kShops.size()]);
  return std::string(kGiven[number % kGiven.size()]) + " " +
         std::string(kFamily[number / kGiven.size() % kFamily.size()]);
}

class InternationalWriter {
 public:
  InternationalWriter(Writer writer, const Goods& goods, const SampleOptions& options)
      : writer_(std::move(writer)), goods_(goods), random_(options.seed ^ 0x1a7e2) {
    rows_ = std::max<int64_t>(200, options.rows / 7);
  }

  Result<InternationalTruth> Write() {
    const std::vector<Sale> sales = MakeSales();
    WriteFirstReport(sales);
    WriteStockReport();
    WriteSecondPrinting(sales);
    if (const auto closed = writer_.Close(); !closed) return closed.error();
    return truth_;
  }

 private:
  std::vector<Sale> MakeSales() {
    std::vector<Sale> sales;
    while (static_cast<int64_t>(sales.size()) < rows_) AddVisit(&sales);
    std::stable_sort(sales.begin(), sales.end(),
                     [](const Sale& a, const Sale& b) { return a.date < b.date; });
    return sales;
  }

  // A customer buys a handful of articles on one day.
  void AddVisit(std::vector<Sale>* sales) {
    const auto customers = static_cast<int64_t>(24 + std::min<int64_t>(rows_ / 100, 48));
    const std::string customer = CustomerName(static_cast<size_t>(random_.Below(customers)));
    const Date date{FirstDay().days + static_cast<int32_t>(random_.Below(kDaysOfSales))};
    const int64_t articles = random_.Between(1, 9);
    for (int64_t i = 0; i < articles && static_cast<int64_t>(sales->size()) < rows_; ++i)
      sales->push_back(MakeSale(customer, date));
  }

  Sale MakeSale(const std::string& customer, Date date) {
    Sale sale;
    sale.date = date;
    sale.customer = customer + (random_.Chance(0.05) ? " " : "");
    sale.style = &goods_.Draw(&random_);
    sale.size = random_.Weighted(kSizeDemand);
    sale.pieces = random_.Chance(0.15) ? random_.Between(2, 6) : 1;
    sale.rate = sale.style->price * 65 + random_.Below(100);
    sale.gross = sale.rate * sale.pieces;
    if (random_.Chance(0.3)) sale.gross = sale.gross * (100 - random_.Between(2, 12)) / 100;
    return sale;
  }

  Writer& StartRow() { return writer_.Cell(index_++); }

  void WriteFirstReport(const std::vector<Sale>& sales) {
    for (const char* name : {"index", "DATE", "Months", "CUSTOMER", "Style", "SKU", "Size", "PCS",
                             "RATE", "GROSS AMT"})
      writer_.Cell(name);
    writer_.EndRow();
    std::set<std::string> customers;
    for (const Sale& sale : sales) {
      StartRow().Cell(MonthFirst(sale.date)).Cell(MonthLabel(sale.date)).Cell(sale.customer);
      writer_.Cell(sale.style->code).Cell(SkuOf(sale)).Cell(kSizes[sale.size]);
      Fixed(sale.pieces * 100);
      Fixed(sale.rate);
      Fixed(sale.gross);
      writer_.EndRow();
      truth_.amount += sale.gross;
      customers.insert(sale.customer.substr(0, sale.customer.find_last_not_of(' ') + 1));
    }
    truth_.rows = static_cast<int64_t>(sales.size());
    truth_.customers = static_cast<int64_t>(customers.size());
  }

  // Some articles were sold without a code.
  std::string SkuOf(const Sale& sale) {
    const bool without = (sale.gross * 7 + sale.pieces) % 17 == 0;
    return without ? "" : Goods::Sku(*sale.style, sale.size);
  }

  // 616.56, 617.00
  void Fixed(int64_t hundredths) {
    const auto rest = hundredths % 100;
    writer_.Cell(std::to_string(hundredths / 100) + (rest < 10 ? ".0" : ".") +
                 std::to_string(rest));
  }

  void OtherRow(std::initializer_list<std::string_view> cells) {
    StartRow();
    for (const auto cell : cells) writer_.Cell(cell);
    writer_.Blanks(9 - static_cast<int>(cells.size()));
    writer_.EndRow();
  }

  void WriteStockReport() {
    OtherRow({"SKU"});
    for (size_t i = 0; i < 12; ++i) OtherRow({goods_.Styles()[i * 5].code});
    OtherRow({});
    OtherRow({"Style", "Stock"});
    truth_.other_rows = 15;
    for (const Style& style : goods_.Styles()) {
      OtherRow({style.code, std::to_string(random_.Below(300)) + ".0"});
      ++truth_.stock_pairs;
    }
  }

  void WriteSecondPrinting(const std::vector<Sale>& sales) {
    OtherRow({"CUSTOMER", "DATE", "Months", "Style", "SKU", "PCS", "RATE", "GROSS AMT", "Stock"});
    ++truth_.other_rows;
    const size_t printed = sales.size() * 93 / 100;  // it ends before the first one does
    for (size_t i = 0; i < printed; ++i) {
      WriteShifted(sales[i], sales[i].style->code, SkuOf(sales[i]), sales[i].pieces, sales[i].rate,
                   sales[i].gross);
      ++truth_.second_printing;
      if (i % 40 == 39) {
        WriteShifted(sales[i], "SHIPPING", "SHIPPING", 1, 150000, 150000);
        ++truth_.shipping_rows;
      }
    }
  }

  void WriteShifted(const Sale& sale, std::string_view style, std::string_view sku, int64_t pieces,
                    Money rate, Money gross) {
    StartRow().Cell(sale.customer).Cell(MonthFirst(sale.date)).Cell(MonthLabel(sale.date));
    writer_.Cell(style).Cell(sku);
    Fixed(pieces * 100);
    Fixed(rate);
    Fixed(gross);
    Fixed(random_.Below(60) * 100);
    writer_.EndRow();
  }

  Writer writer_;
  const Goods& goods_;
  Random random_;
  int64_t rows_ = 0;
  int64_t index_ = 0;
  InternationalTruth truth_;
};

}  // namespace

Result<InternationalTruth> WriteInternational(const std::string& path, const Goods& goods,
                                              const SampleOptions& options) {
  auto writer = Writer::Open(path);
  if (!writer) return writer.error();
  return InternationalWriter(std::move(*writer), goods, options).Write();
}

}  // namespace aisle::sample
