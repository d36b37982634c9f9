// Counts the cells of one column without reading each: most cells are equal to one not far above
// ("Shipped", "1", "INR"), so what the last different ones are is remembered, and how often each
// was seen since is added to the column's facts in one go.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "ingest/column_facts.h"

namespace aisle::ingest {

class CellMemo {
 public:
  CellMemo() : seen_(kPlaces) {}

  // Counts one cell, given as the file has it, now or with the next Flush; says what it is. The
  // answer holds until the next call.
  const SeenCell& Add(std::string_view raw, ColumnFacts* facts);

  // Adds what was counted since the last Flush, all of it given to Add with the same `facts`.
  void Flush(ColumnFacts* facts);

 private:
  static constexpr std::size_t kPlaces = 64;
  static constexpr std::size_t kLongest = 32;  // bytes of a cell that is remembered

  // The bytes of a short cell, laid out so that equal keys are equal cells.
  struct Key {
    std::array<uint64_t, 4> words{};
    std::size_t size = 0;

    // Without a branch: a comparison of arrays is a call, and this is asked of every cell.
    bool Is(const Key& other) const {
      uint64_t differences = size ^ other.size;
      for (std::size_t i = 0; i < words.size(); ++i) differences |= words[i] ^ other.words[i];
      return differences == 0;
    }
  };
  struct Seen {
    Key key;  // an empty cell: nothing is remembered here
    SeenCell cell;
    int64_t times = 0;  // since the last Flush
  };

  static Key KeyOf(std::string_view raw);
  static std::size_t PlaceOf(const Key& key);
  static void Count(Seen* seen, ColumnFacts* facts);

  std::vector<Seen> seen_;
  SeenCell unremembered_;
};

}  // namespace aisle::ingest
