#include "ingest/cell_memo.h"

#include <cstring>

namespace aisle::ingest {
namespace {

// `size` bytes, 8 at most.
uint64_t Load(const char* from, std::size_t size) {
  uint64_t word = 0;
  std::memcpy(&word, from, size);
  return word;
}

}  // namespace

// Reads from both ends where a fixed number of bytes would not fit: the size tells how they meet.
CellMemo::Key CellMemo::KeyOf(std::string_view raw) {
  Key key;
  key.size = raw.size();
  const char* const begin = raw.data();
  const char* const end = begin + raw.size();
  if (raw.size() > 16) {
    key.words = {Load(begin, 8), Load(begin + 8, 8), Load(end - 16, 8), Load(end - 8, 8)};
  } else if (raw.size() >= 8) {
    key.words = {Load(begin, 8), Load(end - 8, 8), 0, 0};
  } else if (raw.size() >= 4) {
    key.words = {Load(begin, 4), Load(end - 4, 4), 0, 0};
  } else {
    key.words = {Load(begin, 1), Load(begin + raw.size() / 2, 1), Load(end - 1, 1), 0};
  }
  return key;
}

std::size_t CellMemo::PlaceOf(const Key& key) {
  uint64_t mixed = key.size;
  for (const uint64_t word : key.words) mixed = (mixed ^ word) * 0x9E3779B97F4A7C15ULL;
  return (mixed ^ (mixed >> 29)) >> 32 & (kPlaces - 1);
}

const SeenCell& CellMemo::Add(std::string_view raw, ColumnFacts* facts) {
  if (raw.empty() || raw.size() > kLongest) {
    unremembered_ = Look(raw);
    facts->Add(unremembered_, 1);
    return unremembered_;
  }
  const Key key = KeyOf(raw);
  Seen& seen = seen_[PlaceOf(key)];
  if (!seen.key.Is(key)) {
    Count(&seen, facts);
    seen.key = key;
    seen.cell = Look(raw);
  }
  // What dates say depends on their order.
  if (seen.cell.cell.kind == CellKind::kDate || seen.cell.cell.kind == CellKind::kTime) {
    facts->Add(seen.cell, 1);
  } else {
    ++seen.times;
  }
  return seen.cell;
}

void CellMemo::Count(Seen* seen, ColumnFacts* facts) {
  if (seen->times > 0) facts->Add(seen->cell, seen->times);
  seen->times = 0;
}

void CellMemo::Flush(ColumnFacts* facts) {
  for (Seen& seen : seen_) Count(&seen, facts);
}

}  // namespace aisle::ingest
