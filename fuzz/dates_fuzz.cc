// Any text as a cell: what is read as a date exists, and its writing has a format.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "ingest/cell.h"
#include "ingest/column_facts.h"
#include "ingest/typing.h"

using namespace aisle::ingest;  // NOLINT: a fuzz target is all about this namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  DateShape shape;
  if (ReadDate(text, &shape)) {
    CHECK(!FormatOf(shape, DayOrder::kDayFirst).empty());
    CHECK(!FormatOf(shape, DayOrder::kMonthFirst).empty());
  }
  ColumnFacts facts;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = text.find('\n', begin);
    facts.Add(text.substr(begin, end == text.npos ? text.npos : end - begin));
    if (end == text.npos) break;
    begin = end + 1;
  }
  const ColumnType type = TypeOf(facts, "cell", {});
  CHECK(!type.Expression("c0").empty());
  return 0;
}
