#include "sample/goods.h"

#include <algorithm>

namespace aisle::sample {
namespace {

constexpr int kStylesPerCategory = 24;
constexpr std::array<std::string_view, 14> kColors = {
    "Indigo",  "Rust",  "Sea Green", "Mustard", "Maroon", "Ivory", "Charcoal",
    "Peacock", "Coral", "Olive",     "Lilac",   "Teal",   "Sand",  "Black"};

Style MakeStyle(size_t category, int number, Random* random) {
  const Category& kind = kCategories[category];
  Style style;
  style.code = std::string(kind.code) + std::to_string(1000 + number * 17 + random->Below(17));
  style.category = category;
  style.color = random->Pick(kColors);
  style.price = random->Between(kind.low, kind.high) / 10 * 10 + 9;
  style.demand = kind.demand / (1.5 + number);  // a few sell much, most sell little
  return style;
}

}  // namespace

Goods::Goods(uint64_t seed) {
  Random random(seed ^ 0x6f0d5);
  double sum = 0;
  for (size_t category = 0; category < kCategories.size(); ++category) {
    for (int number = 0; number < kStylesPerCategory; ++number) {
      styles_.push_back(MakeStyle(category, number, &random));
      cumulated_.push_back(sum += styles_.back().demand);
    }
  }
}

const Style& Goods::Draw(Random* random) const {
  const double at = random->Share() * cumulated_.back();
  const auto found = std::upper_bound(cumulated_.begin(), cumulated_.end(), at);
  return styles_[static_cast<size_t>(found - cumulated_.begin())];
}

std::string Goods::Sku(const Style& style, size_t size) {
  std::string sku = style.code;
  sku += '-';
  sku.append(style.color, 0, 2);
  sku += '-';
  sku += kSizes[size];
  std::transform(sku.begin(), sku.end(), sku.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return sku;
}

}  // namespace aisle::sample
