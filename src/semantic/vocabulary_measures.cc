#include <algorithm>
#include <array>

#include "semantic/vocabulary.h"

namespace aisle::semantic {
namespace {

using Words = std::vector<std::string_view>;

struct MeasureWords {
  Measure measure;
  Words words;  // all of them in the heading
};

// First match wins: the more particular come first.
const std::vector<MeasureWords>& MeasureTable() {
  static const std::vector<MeasureWords> kAll = {
      {Measure::kOther, {"date"}},
      {Measure::kOther, {"reorder"}},
      {Measure::kOther, {"sequential"}},
      {Measure::kOther, {"installment"}},
      {Measure::kOther, {"prefix"}},
      {Measure::kPhysical, {"lenght"}},
      {Measure::kCount, {"photo"}},
      {Measure::kOther, {"credit", "limit"}},
      {Measure::kOther, {"income", "annual"}},
      {Measure::kOther, {"salary"}},
      {Measure::kCount, {"unit", "on", "order"}},
      {Measure::kMarginRate, {"margin", "percent"}},
      {Measure::kMarginRate, {"margin", "rate"}},
      {Measure::kMarginRate, {"profit", "percent"}},
      {Measure::kMarginRate, {"profit", "ratio"}},
      {Measure::kProfit, {"profit"}},
      {Measure::kProfit, {"gross", "income"}},
      {Measure::kProfit, {"net", "income"}},
      {Measure::kProfit, {"earning"}},
      {Measure::kProfit, {"margin"}},
      {Measure::kDiscountRate, {"discount", "percent"}},
      {Measure::kDiscountRate, {"discount", "rate"}},
      {Measure::kUnitPrice, {"discounted", "price"}},
      {Measure::kUnitPrice, {"discount", "price"}},
      {Measure::kUnitPrice, {"discounted", "selling"}},
      {Measure::kDiscountAmount, {"discount", "amount"}},
      {Measure::kDiscountAmount, {"discount", "value"}},
      {Measure::kDiscountAmount, {"total", "discount"}},
      {Measure::kDiscountAmount, {"markdown"}},
      {Measure::kDiscountAmount, {"rebate"}},
      {Measure::kDiscountRate, {"discount"}},
      {Measure::kRate, {"tax", "rate"}},
      {Measure::kRate, {"tax", "percent"}},
      {Measure::kTax, {"tax"}},
      {Measure::kTax, {"duty"}},
      {Measure::kShipping, {"freight"}},
      {Measure::kShipping, {"ship", "cost"}},
      {Measure::kShipping, {"ship", "fee"}},
      {Measure::kShipping, {"ship", "charge"}},
      {Measure::kShipping, {"ship", "price"}},
      {Measure::kShipping, {"delivery", "cost"}},
      {Measure::kShipping, {"delivery", "fee"}},
      {Measure::kShipping, {"delivery", "charge"}},
      {Measure::kShipping, {"postage"}},
      {Measure::kDuration, {"delivery", "time"}},
      {Measure::kDuration, {"delivery", "day"}},
      {Measure::kDuration, {"ship", "day"}},
      {Measure::kDuration, {"lead", "time"}},
      {Measure::kDuration, {"day", "to"}},
      {Measure::kDuration, {"day", "since"}},
      {Measure::kDuration, {"day", "between"}},
      {Measure::kDuration, {"tenure"}},
      {Measure::kDuration, {"duration"}},
      {Measure::kDuration, {"minute"}},
      {Measure::kUnitPrice, {"cost", "to", "customer"}},
      {Measure::kUnitCost, {"unit", "cost"}},
      {Measure::kUnitCost, {"cost", "price"}},
      {Measure::kUnitCost, {"cost", "per"}},
      {Measure::kUnitCost, {"standard", "cost"}},
      {Measure::kUnitCost, {"buy", "price"}},
      {Measure::kUnitCost, {"buying", "price"}},
      {Measure::kUnitCost, {"purchase", "price"}},
      {Measure::kUnitCost, {"product", "cost"}},
      {Measure::kUnitCost, {"item", "cost"}},
      {Measure::kCost, {"cogs"}},
      {Measure::kCost, {"cost"}},
      {Measure::kListPrice, {"mrp"}},
      {Measure::kListPrice, {"msrp"}},
      {Measure::kListPrice, {"list", "price"}},
      {Measure::kListPrice, {"retail", "price"}},
      {Measure::kRevenue, {"total", "price"}},
      {Measure::kRevenue, {"extended", "price"}},
      {Measure::kRevenue, {"line", "price"}},
      {Measure::kRevenue, {"line", "total"}},
      {Measure::kUnitPrice, {"price"}},
      {Measure::kStock, {"stock", "quantity"}},
      {Measure::kOther, {"safety", "stock"}},
      {Measure::kOther, {"stock", "min"}},
      {Measure::kOther, {"stock", "max"}},
      {Measure::kStock, {"stock"}},
      {Measure::kStock, {"inventory"}},
      {Measure::kStock, {"on", "hand"}},
      {Measure::kStock, {"onhand"}},
      {Measure::kStock, {"available", "quantity"}},
      {Measure::kCount, {"rating", "count"}},
      {Measure::kCount, {"rating", "number"}},
      {Measure::kCount, {"rating", "total"}},
      {Measure::kRating, {"rating"}},
      {Measure::kRating, {"score"}},
      {Measure::kRating, {"star"}},
      {Measure::kQuantity, {"number", "product", "sold"}},
      {Measure::kQuantity, {"number", "item", "sold"}},
      {Measure::kQuantity, {"number", "unit", "sold"}},
      {Measure::kCount, {"number", "of"}},
      {Measure::kCount, {"review", "count"}},
      {Measure::kQuantity, {"quantity"}},
      {Measure::kQuantity, {"piece"}},
      {Measure::kQuantity, {"unit", "sold"}},
      {Measure::kQuantity, {"item", "sold"}},
      {Measure::kQuantity, {"sale", "unit"}},
      {Measure::kQuantity, {"sale", "volume"}},
      {Measure::kQuantity, {"volume"}},
      {Measure::kQuantity, {"sold"}},
      {Measure::kQuantity, {"unit"}},
      {Measure::kGrossRevenue, {"gross", "sale"}},
      {Measure::kGrossRevenue, {"gross", "revenue"}},
      {Measure::kRevenue, {"gross", "amount"}},
      {Measure::kRevenue, {"revenue"}},
      {Measure::kRevenue, {"sale"}},
      {Measure::kRevenue, {"turnover"}},
      {Measure::kRevenue, {"gmv"}},
      {Measure::kExpense, {"expense"}},
      {Measure::kExpense, {"expance"}},
      {Measure::kExpense, {"marketing"}},
      {Measure::kExpense, {"advertising"}},
      {Measure::kRevenue, {"amount"}},
      {Measure::kRevenue, {"subtotal"}},
      {Measure::kRevenue, {"sub", "total"}},
      {Measure::kRevenue, {"order", "value"}},
      {Measure::kRevenue, {"order", "total"}},
      {Measure::kRevenue, {"payment", "value"}},
      {Measure::kRevenue, {"transaction", "value"}},
      {Measure::kRevenue, {"purchase", "value"}},
      {Measure::kRevenue, {"spend"}},
      {Measure::kRevenue, {"spent"}},
      {Measure::kRevenue, {"spending"}},
      {Measure::kRevenue, {"money"}},
      {Measure::kRevenue, {"proceed"}},
      {Measure::kRevenue, {"bill"}},
      {Measure::kCount, {"previous", "purchase"}},
      {Measure::kRevenue, {"payment"}},
      {Measure::kQuantity, {"item", "purchase"}},
      {Measure::kQuantity, {"item", "purchased"}},
      {Measure::kQuantity, {"product", "purchased"}},
      {Measure::kRevenue, {"purchase"}},
      {Measure::kRevenue, {"total"}},
      {Measure::kRate, {"rate"}},
      {Measure::kRate, {"percent"}},
      {Measure::kRate, {"ratio"}},
      {Measure::kRate, {"index"}},
      {Measure::kPhysical, {"weight"}},
      {Measure::kPhysical, {"height"}},
      {Measure::kPhysical, {"length"}},
      {Measure::kPhysical, {"width"}},
      {Measure::kPhysical, {"size"}},
      {Measure::kPhysical, {"temperature"}},
      {Measure::kPhysical, {"age"}},
      {Measure::kPhysical, {"latitude"}},
      {Measure::kPhysical, {"longitude"}},
      {Measure::kPhysical, {"visibility"}},
      {Measure::kCount, {"count"}},
      {Measure::kCount, {"visit"}},
      {Measure::kCount, {"visitor"}},
      {Measure::kCount, {"click"}},
      {Measure::kCount, {"impression"}},
      {Measure::kCount, {"view"}},
      {Measure::kCount, {"point"}},
      {Measure::kCount, {"footfall"}},
      {Measure::kCount, {"return"}},
      {Measure::kCount, {"item"}},
      {Measure::kCount, {"customer"}},
      {Measure::kCount, {"order"}},
      {Measure::kCount, {"transaction"}},
      {Measure::kCount, {"transfer"}},
  };
  return kAll;
}

bool HasAll(const std::vector<std::string>& words, const Words& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](std::string_view each) {
    return std::find(words.begin(), words.end(), each) != words.end();
  });
}

}  // namespace

bool IsAdditive(Measure measure) {
  switch (measure) {
    case Measure::kRevenue:
    case Measure::kGrossRevenue:
    case Measure::kProfit:
    case Measure::kCost:
    case Measure::kQuantity:
    case Measure::kStock:
    case Measure::kDiscountAmount:
    case Measure::kTax:
    case Measure::kShipping:
    case Measure::kCount:
    case Measure::kExpense:
    case Measure::kPlan:
      return true;
    default:
      return false;
  }
}

bool IsMoney(Measure measure) {
  switch (measure) {
    case Measure::kRevenue:
    case Measure::kGrossRevenue:
    case Measure::kProfit:
    case Measure::kCost:
    case Measure::kUnitCost:
    case Measure::kUnitPrice:
    case Measure::kListPrice:
    case Measure::kDiscountAmount:
    case Measure::kTax:
    case Measure::kShipping:
    case Measure::kExpense:
    case Measure::kPlan:
      return true;
    default:
      return false;
  }
}

namespace {

// "boxes shipped", "crates ordered".
bool CountsWhatWasSold(const std::vector<std::string>& words) {
  constexpr std::array<std::string_view, 6> kDeeds = {"ship",       "ordered",   "purchased",
                                                      "dispatched", "delivered", "bought"};
  return words.size() > 1 && std::find(kDeeds.begin(), kDeeds.end(), words.back()) != kDeeds.end();
}

}  // namespace

Measure MeasureOf(const std::vector<std::string>& words) {
  // "total children" is a number of children; "total" alone, or with money, is money.
  if (words.size() > 1 && words[0] == "total") {
    const Measure rest = MeasureOf({words.begin() + 1, words.end()});
    if (rest == Measure::kOther) return Measure::kCount;
    if (rest != Measure::kUnitPrice) return rest;
  }
  Measure measure = Measure::kOther;
  for (const MeasureWords& row : MeasureTable()) {
    if (!HasAll(words, row.words)) continue;
    measure = row.measure;
    break;
  }
  const bool number = measure == Measure::kOther || measure == Measure::kCount;
  return number && CountsWhatWasSold(words) ? Measure::kQuantity : measure;
}

}  // namespace aisle::semantic
