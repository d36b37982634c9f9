// What the invented shop sells, and where its customers live. Every file of one sample is made
// from the same Goods, so that their codes agree.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "sample/random.h"

namespace aisle::sample {

struct Style {
  std::string code;  // TUN1042
  size_t category = 0;
  std::string color;
  int64_t price = 0;  // whole rupees
  double demand = 1;  // share of its category's sales
};

struct Category {
  std::string_view name;  // as the order file spells it, lower case for some
  std::string_view code;  // TUN
  double demand;          // share of all sales
  int64_t low, high;      // prices
};

constexpr std::array<Category, 8> kCategories = {{{"Tunic", "TUN", 36, 349, 999},
                                                  {"Co-ord Set", "COS", 28, 699, 1899},
                                                  {"shirt", "SHI", 14, 399, 1099},
                                                  {"Trousers", "TRO", 9, 449, 1299},
                                                  {"Gown", "GOW", 6, 999, 2999},
                                                  {"Skirt", "SKI", 4, 399, 1199},
                                                  {"Jacket", "JAC", 2, 999, 3499},
                                                  {"Shawl", "SHA", 1, 299, 1599}}};
constexpr std::array<std::string_view, 7> kSizes = {"XS", "S", "M", "L", "XL", "XXL", "3XL"};
constexpr std::array<double, 7> kSizeDemand = {6, 14, 20, 21, 18, 13, 8};

struct State {
  std::string_view name;
  double demand;
  int postal;  // first two digits
  std::array<std::string_view, 3> cities;
};

constexpr std::array<State, 14> kStates = {
    {{"MAHARASHTRA", 17, 40, {"MUMBAI", "PUNE", "NAGPUR"}},
     {"KARNATAKA", 14, 56, {"BENGALURU", "MYSURU", "MANGALURU"}},
     {"TAMIL NADU", 10, 60, {"CHENNAI", "COIMBATORE", "MADURAI"}},
     {"TELANGANA", 9, 50, {"HYDERABAD", "WARANGAL", "KARIMNAGAR"}},
     {"UTTAR PRADESH", 9, 22, {"LUCKNOW", "NOIDA", "GHAZIABAD"}},
     {"DELHI", 7, 11, {"NEW DELHI", "DELHI", "DWARKA"}},
     {"KERALA", 6, 68, {"KOCHI", "THIRUVANANTHAPURAM", "KOZHIKODE"}},
     {"WEST BENGAL", 6, 70, {"KOLKATA", "HOWRAH", "SILIGURI"}},
     {"GUJARAT", 5, 38, {"AHMEDABAD", "SURAT", "VADODARA"}},
     {"HARYANA", 5, 12, {"GURUGRAM", "FARIDABAD", "PANIPAT"}},
     {"RAJASTHAN", 4, 30, {"JAIPUR", "JODHPUR", "UDAIPUR"}},
     {"MADHYA PRADESH", 3, 45, {"INDORE", "BHOPAL", "GWALIOR"}},
     {"PUNJAB", 3, 14, {"LUDHIANA", "AMRITSAR", "JALANDHAR"}},
     {"GOA", 2, 40, {"PANAJI", "MARGAO", "VASCO DA GAMA"}}}};

class Goods {
 public:
  explicit Goods(uint64_t seed);

  const std::vector<Style>& Styles() const { return styles_; }
  const Style& Draw(Random* random) const;
  static std::string Sku(const Style& style, size_t size);

 private:
  std::vector<Style> styles_;
  std::vector<double> cumulated_;  // demand up to and with each style
};

// The weights of an array of States or Categories, for Random::Weighted.
template <typename List>
std::array<double, std::tuple_size_v<List>> DemandOf(const List& list) {
  std::array<double, std::tuple_size_v<List>> demand{};
  for (size_t i = 0; i < demand.size(); ++i) demand[i] = list[i].demand;
  return demand;
}

}  // namespace aisle::sample
