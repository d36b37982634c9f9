// Any text as a query, an expression or a query's JSON: read without harm, and whatever was read
// prints in a form that reads back as the same.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "semantic/query.h"

using aisle::semantic::Canonical;
using aisle::semantic::ParseExpr;
using aisle::semantic::ParseQuery;
using aisle::semantic::ParseQueryJson;
using aisle::semantic::Query;

namespace {

void CheckQuery(const Query& query) {
  const auto again = ParseQuery(ToString(query));
  CHECK(again.ok() && *again == query);
  const auto from_json = ParseQueryJson(ToJson(query));
  CHECK(from_json.ok() && *from_json == query);
  const Query once = Canonical(query);
  CHECK(ToString(Canonical(once)) == ToString(once));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto query = ParseQuery(text); query.ok()) CheckQuery(*query);
  if (const auto query = ParseQueryJson(text); query.ok()) CheckQuery(*query);
  if (const auto expr = ParseExpr(text); expr.ok()) {
    const auto again = ParseExpr(ToString(*expr));
    CHECK(again.ok() && *again == *expr);
  }
  return 0;
}
