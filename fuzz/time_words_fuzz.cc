// Any text as a question: tokens, time expressions and values must be read without harm.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "language/time_words.h"
#include "language/tokens.h"
#include "language/value_index.h"

using aisle::language::ReadTimes;
using aisle::language::TimeContext;
using aisle::language::Tokenize;
using aisle::language::ValueIndex;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const ValueIndex index = ValueIndex::Build(
      {{"t", "c", {"New York", "May", "Amazon.in", "26-35", "O'Brien & Sons", "São Paulo"}, {}}});
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto tokens = Tokenize(text);
  const TimeContext context{aisle::Date{17530}, aisle::Date{16073}, 4, 1};
  (void)ReadTimes(tokens, context);
  (void)index.Find(tokens);
  (void)ValueIndex::Build({{"t", "c", {std::string(text)}, {1}}}).Find(tokens);
  return 0;
}
