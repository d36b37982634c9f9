// Queries of every shape → plan, SQL, rows, against tests/golden/plans.txt. Set
// AISLE_UPDATE_GOLDEN=1 to rewrite the file, then read the difference. The rows in it are proven
// by plan_oracle_test.cc and plan_shapes_test.cc, so a golden cannot fossilise a wrong number.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/text.h"
#include "plan_world.h"

namespace aisle {
namespace {

std::string GoldenPath() {
  const std::string here = __FILE__;
  return here.substr(0, here.rfind('/')) + "/golden/plans.txt";
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// What stands after "query" up to "plan" in each entry of the golden file.
std::vector<std::string> QueriesOf(const std::string& golden) {
  std::vector<std::string> queries;
  std::istringstream lines(golden);
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    if (line == "=== query") {
      queries.emplace_back();
      inside = true;
    } else if (StartsWith(line, "---")) {
      inside = false;
    } else if (inside) {
      queries.back() += line + "\n";
    }
  }
  return queries;
}

std::string Entry(const world::World& world, const std::string& text) {
  std::string entry = "=== query\n" + text;
  const auto query = semantic::ParseQuery(text);
  if (!query) return entry + "--- cannot be read\n" + query.error().message + "\n\n";
  const auto plan = plan::MakePlan(world.model, *query);
  if (!plan) return entry + "--- refused\n" + plan.error().message + "\n\n";
  entry += "--- plan\n" + ToString(*plan);
  const auto rendered = world.Sql(*query);
  if (!rendered) return entry + "--- no sql\n" + rendered.error().message + "\n\n";
  entry += "--- sql\n" + rendered->text + "\n";
  const auto rows = world.session->Query(rendered->text);
  if (!rows) return entry + "--- failed\n" + rows.error().message + "\n\n";
  return entry + "--- rows\n" + world::RowsText(*rows) + "\n";
}

TEST(PlanGolden, QueriesPlanAndRenderAsWritten) {
  const world::World world;
  const std::string golden = ReadFile(GoldenPath());
  ASSERT_FALSE(golden.empty()) << GoldenPath();
  std::string actual;
  for (const std::string& query : QueriesOf(golden)) actual += Entry(world, query);
  if (std::getenv("AISLE_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(GoldenPath()) << actual;
    return;
  }
  EXPECT_EQ(actual, golden);
  EXPECT_EQ(actual.find("--- failed"), std::string::npos);
  EXPECT_EQ(actual.find("--- cannot be read"), std::string::npos);
}

}  // namespace
}  // namespace aisle
