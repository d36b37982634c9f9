// The stock list, with blank rows at its end and broken codes, and the price list of a supplier
// whose codes are not the shop's.
#include <algorithm>
#include <array>

#include "sample/parts.h"
#include "sample/writer.h"

namespace aisle::sample {
namespace {

constexpr int64_t kBlankRows = 36;
constexpr int64_t kBrokenEvery = 97;  // rows between two codes that a spreadsheet lost

std::string Upper(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return out;
}

std::string ColorAsTyped(const std::string& color, Random* random) {
  const double draw = random->Share();
  if (draw < 0.03) return Upper(color);
  return draw < 0.05 ? color + " " : color;
}

void Header(std::initializer_list<const char*> names, Writer* writer) {
  for (const char* name : names) writer->Cell(name);
  writer->EndRow();
}

std::string StockCode(const Style& style, size_t size, StockTruth* truth) {
  if (truth->rows % kBrokenEvery != kBrokenEvery - 1) return Goods::Sku(style, size);
  ++truth->broken_codes;
  return "#REF!";
}

void WriteStockRow(const Style& style, size_t size, Random* random, Writer* writer,
                   StockTruth* truth) {
  const int64_t units = random->Chance(0.07) ? 0 : random->Below(120) * random->Below(3);
  writer->Cell(truth->rows).Cell(StockCode(style, size, truth)).Cell(style.code);
  writer->Cell(std::to_string(units) + ".0").Cell(Upper(kCategories[style.category].name));
  writer->Cell(kSizes[size]).Cell(ColorAsTyped(style.color, random));
  writer->EndRow();
  ++truth->rows;
  truth->units += units;
}

// Writes a price, or what stands where a price should.
void WritePrice(int64_t price, Random* random, Writer* writer, PriceTruth* truth) {
  const double draw = random->Share();
  if (draw < 0.03) {
    writer->Cell("Nill");
    ++truth->missing_cells;
  } else if (draw < 0.034) {
    writer->Cell("#VALUE!");
    ++truth->broken_cells;
  } else {
    writer->Cell(price);
  }
}

}  // namespace

Result<StockTruth> WriteStock(const std::string& path, const Goods& goods,
                              const SampleOptions& options) {
  auto writer = Writer::Open(path);
  if (!writer) return writer.error();
  Random random(options.seed ^ 0x570c4);
  StockTruth truth;
  Header({"index", "SKU Code", "Design No.", "Stock", "Category", "Size", "Color"}, &*writer);
  for (const Style& style : goods.Styles()) {
    for (size_t size = 0; size < kSizes.size(); ++size)
      WriteStockRow(style, size, &random, &*writer, &truth);
  }
  for (; truth.blank_rows < kBlankRows; ++truth.blank_rows) {
    writer->Cell(truth.rows + truth.blank_rows).Blanks(6);
    writer->EndRow();
  }
  if (const auto closed = writer->Close(); !closed) return closed.error();
  return truth;
}

Result<PriceTruth> WritePrices(const std::string& path, const Goods& goods,
                               const SampleOptions& options) {
  auto writer = Writer::Open(path);
  if (!writer) return writer.error();
  Random random(options.seed ^ 0x9a1ce);
  PriceTruth truth;
  Header({"index", "Sku", "Style Id", "Catalog", "Category", "Weight", "TP", "MRP Old",
          "Bazaar MRP", "Outlet MRP"},
         &*writer);
  constexpr std::array<std::string_view, 4> kCatalogs = {"Monsoon", "Everyday", "Festive",
                                                         "Studio"};
  for (const Style& style : goods.Styles()) {
    const std::string id = "Pl_" + style.code.substr(3) + "_" +
                           std::string(kCategories[style.category].code.substr(0, 1));
    const std::string_view catalog = random.Pick(kCatalogs);
    for (size_t size = 1; size < kSizes.size(); ++size) {
      writer->Cell(truth.rows++).Cell(id + "_" + std::string(kSizes[size])).Cell(id).Cell(catalog);
      writer->Cell(kCategories[style.category].name);
      writer->Cell(random.Chance(0.05) ? "Nill" : style.category % 2 == 0 ? "0.3" : "0.4");
      for (const int64_t percent : {60, 240, 250, 230})
        WritePrice(style.price * percent / 100, &random, &*writer, &truth);
      writer->EndRow();
    }
  }
  if (const auto closed = writer->Close(); !closed) return closed.error();
  return truth;
}

}  // namespace aisle::sample
