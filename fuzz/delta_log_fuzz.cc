// Any text as a commit of a Delta table: what is read is written in a form that reads back as the
// same, and replaying it ends in a state or in an error.
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <variant>

#include "base/check.h"
#include "delta/actions.h"
#include "delta/snapshot.h"
#include "delta/statistics.h"

using namespace aisle::delta;  // NOLINT: a fuzz target is all about this namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto actions = ParseCommit(text);
  if (!actions) return 0;
  for (const Action& action : *actions) {
    const auto* add = std::get_if<Add>(&action);
    if (add != nullptr && add->deletion_vector)
      return 0;  // only seen, to be refused: never written
  }
  const auto again = ParseCommit(ToCommit(*actions));
  CHECK(again);
  CHECK(*again == *actions);
  Snapshot snapshot;
  for (const Action& action : *actions) {
    if (!Apply(action, &snapshot)) return 0;
  }
  if (!CheckWhole(snapshot)) return 0;
  CHECK(ParseSchema(ToSchemaString(snapshot.schema)) == snapshot.schema);
  for (const auto& [path, add] : snapshot.files) (void)ParseStatistics(add.stats, snapshot.schema);
  return 0;
}
