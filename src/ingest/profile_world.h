// Tables made by SQL and profiled, and what was found as short texts; for tests.
#pragma once

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "engine/duckdb/duckdb_engine.h"
#include "ingest/profile.h"

namespace aisle::ingest {

inline Type TypeOf(const std::string& engine_type) {
  if (engine_type == "VARCHAR") return Type::kText;
  if (engine_type == "DATE") return Type::kDate;
  if (engine_type == "TIME") return Type::kTime;
  if (engine_type == "BOOLEAN") return Type::kBoolean;
  if (engine_type == "DOUBLE") return Type::kDouble;
  if (StartsWith(engine_type, "DECIMAL")) return Type::kDecimal;
  if (StartsWith(engine_type, "TIMESTAMP")) return Type::kTimestamp;
  return Type::kInteger;
}

// Tables made by SQL, profiled as loading would.
class World {
 public:
  World() {
    auto engine = engine::OpenDuckDb({});
    EXPECT_TRUE(engine.ok());
    engine_ = *std::move(engine);
    session_ = *engine_->Connect();
  }

  World& Add(const std::string& table, const std::string& select) {
    const auto made = session_->Execute("CREATE TABLE " + table + " AS " + select);
    EXPECT_TRUE(made.ok()) << table << ": " << (made.ok() ? "" : made.error().message);
    ProfileInput input;
    input.table = table;
    input.label = table;
    input.relation_sql = table;
    const auto columns = session_->Query(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = $1 "
        "ORDER BY ordinal_position",
        {table});
    for (const auto& row : columns->rows) {
      catalog::Column& column = input.columns.emplace_back();
      column.name = std::get<std::string>(row[0]);
      column.label = column.name;
      column.type = TypeOf(std::get<std::string>(row[1]));
      column.row_number = column.name == "index";
    }
    inputs_.push_back(std::move(input));
    return *this;
  }

  ProfileInput& last() { return inputs_.back(); }
  engine::Session& session() { return *session_; }

  Profile Run() {
    auto profile = ProfileTables(*session_, inputs_);
    EXPECT_TRUE(profile.ok()) << (profile.ok() ? "" : profile.error().message);
    return profile.ok() ? *std::move(profile) : Profile{};
  }

  int64_t Count(const std::string& sql) {
    const auto table = session_->Query(sql);
    EXPECT_TRUE(table.ok()) << sql << ": " << (table.ok() ? "" : table.error().message);
    return table.ok() ? std::get<int64_t>(table->rows[0][0]) : -1;
  }

 private:
  std::unique_ptr<engine::Engine> engine_;
  std::unique_ptr<engine::Session> session_;
  std::vector<ProfileInput> inputs_;
};

inline std::string ToString(const catalog::Relation& relation) {
  return fmt::format("{}.{} {} {}.{} {}/{}", relation.from_table, Join(relation.from_columns, "+"),
                     relation.cardinality == catalog::Cardinality::kOneToOne ? "=" : "->",
                     relation.to_table, Join(relation.to_columns, "+"), relation.matched,
                     relation.orphans);
}

inline std::vector<std::string> Relations(const Profile& profile) {
  std::vector<std::string> texts;
  for (const auto& relation : profile.catalog.relations) texts.push_back(ToString(relation));
  return texts;
}

inline std::vector<std::string> Keys(const Profile& profile, std::string_view table) {
  std::vector<std::string> texts;
  for (const auto& key : profile.catalog.Find(table)->keys) texts.push_back(Join(key, "+"));
  return texts;
}

inline std::vector<std::string> Warnings(const Profile& profile, std::string_view kind) {
  std::vector<std::string> texts;
  for (const auto& warning : profile.catalog.warnings) {
    if (warning.kind == kind) texts.push_back(warning.text);
  }
  return texts;
}

}  // namespace aisle::ingest
