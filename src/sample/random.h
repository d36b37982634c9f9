// Random draws that are the same on every machine and with every library: SplitMix64.
#pragma once

#include <array>
#include <cstdint>
#include <iterator>
#include <span>

namespace aisle::sample {

class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}

  uint64_t Next() {
    uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  // 0 … bound-1; the bias is below 2^-32 for the small bounds used here.
  int64_t Below(int64_t bound) {
    return static_cast<int64_t>((Next() >> 32) * static_cast<uint64_t>(bound) >> 32);
  }
  int64_t Between(int64_t low, int64_t high) { return low + Below(high - low + 1); }
  double Share() { return static_cast<double>(Next() >> 11) * 0x1p-53; }
  bool Chance(double share) { return Share() < share; }

  template <typename List>
  const auto& Pick(const List& list) {
    return list[static_cast<size_t>(Below(static_cast<int64_t>(std::size(list))))];
  }
  // An index, each with its weight's share.
  size_t Weighted(std::span<const double> weights) {
    double sum = 0;
    for (const double weight : weights) sum += weight;
    double at = Share() * sum;
    for (size_t i = 0; i < weights.size(); ++i) {
      if ((at -= weights[i]) < 0) return i;
    }
    return weights.size() - 1;
  }

 private:
  uint64_t state_;
};

}  // namespace aisle::sample
