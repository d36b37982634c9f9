#include "engine/duckdb/duckdb_engine.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cmath>
#include <fstream>
#include <thread>

namespace aisle::engine {
namespace {

std::unique_ptr<Session> Open(const Options& options = {}) {
  auto engine = OpenDuckDb(options);
  EXPECT_TRUE(engine.ok()) << (engine.ok() ? "" : engine.error().message);
  auto session = (*engine)->Connect();
  EXPECT_TRUE(session.ok());
  return std::move(*session);
}

struct TypeCase {
  const char* sql;
  Type type;
  Value value;
};

TEST(DuckDb, EveryTypeHasAReading) {
  const TypeCase kCases[] = {
      {"select true", Type::kBoolean, true},
      {"select -7::tinyint", Type::kInteger, int64_t{-7}},
      {"select 300::smallint", Type::kInteger, int64_t{300}},
      {"select 70000::integer", Type::kInteger, int64_t{70000}},
      {"select 9223372036854775807", Type::kInteger, INT64_MAX},
      {"select 255::utinyint", Type::kInteger, int64_t{255}},
      {"select 65535::usmallint", Type::kInteger, int64_t{65535}},
      {"select 4294967295::uinteger", Type::kInteger, int64_t{4294967295}},
      {"select 18446744073709551615::ubigint", Type::kInteger, 18446744073709551615.0},
      {"select 12::ubigint", Type::kInteger, int64_t{12}},
      {"select sum(i) from range(5) t(i)", Type::kInteger, int64_t{10}},
      {"select -12::hugeint", Type::kInteger, int64_t{-12}},
      {"select 170141183460469231731687303715884105727::hugeint", Type::kInteger,
       std::ldexp(1, 127)},
      {"select 12::uhugeint", Type::kInteger, int64_t{12}},
      {"select 1.5::float", Type::kDouble, 1.5},
      {"select 0.1::double", Type::kDouble, 0.1},
      {"select 12.3::decimal(4,1)", Type::kDecimal, 12.3},
      {"select -12.34::decimal(9,2)", Type::kDecimal, -12.34},
      {"select 78592678.30::decimal(18,2)", Type::kDecimal, 78592678.30},
      {"select sum(x) from (values (0.10::decimal(18,2)), (0.20)) t(x)", Type::kDecimal, 0.3},
      {"select -99999999999999999999.99::decimal(38,2)", Type::kDecimal, -1e20},
      {"select 'Mumbai'", Type::kText, "Mumbai"},
      {"select 'a text that is longer than twelve bytes'", Type::kText,
       "a text that is longer than twelve bytes"},
      {"select ''", Type::kText, ""},
      {"select date '1969-12-31'", Type::kDate, Date{-1}},
      {"select timestamp '1970-01-01 00:00:01.5'", Type::kTimestamp, Timestamp{1500000}},
      {"select '1970-01-01 00:00:01'::timestamp_s", Type::kTimestamp, Timestamp{1000000}},
      {"select '1970-01-01 00:00:01'::timestamp_ms", Type::kTimestamp, Timestamp{1000000}},
      {"select '1969-12-31 23:59:59.9999995'::timestamp_ns", Type::kTimestamp, Timestamp{-1}},
      {"select '1970-01-01 00:00:01+00'::timestamptz", Type::kTimestamp, Timestamp{1000000}},
      {"select time '10:15:00'", Type::kTime, TimeOfDay{36900000000}},
      {"select timestamp '-infinity'", Type::kTimestamp, "-infinity"},
      {"select 'infinity'::timestamp_s", Type::kTimestamp, "infinity"},
      {"select date 'infinity'", Type::kDate, "infinity"},
      {"select '10:15:00+02'::timetz", Type::kTime, TimeOfDay{36900000000}},
      {"select 'b'::enum('a', 'b')", Type::kText, "b"},
      {"select [1, null, 3]", Type::kText, "[1, NULL, 3]"},
      {"select [['a'], []]", Type::kText, "[[a], []]"},
      {"select [1, 2]::integer[2]", Type::kText, "[1, 2]"},
      {"select {'a': 1, 'b': 'x'}", Type::kText, "{'a': 1, 'b': x}"},
      {"select map {'a': 1, 'b': 2}", Type::kText, "{a=1, b=2}"},
      {"select union_value(n := 5)", Type::kText, "5"},
      {"select interval '14 months 3 days 02:00:00'", Type::kText,
       "1 year 2 months 3 days 02:00:00"},
      {"select interval '0 days'", Type::kText, "00:00:00"},
      {"select '01234567-89ab-cdef-0123-456789abcdef'::uuid", Type::kText,
       "01234567-89ab-cdef-0123-456789abcdef"},
      {"select '10110'::bit", Type::kText, "10110"},
      {"select 'a\\x00b'::blob", Type::kText, "a\\x00b"},
      {"select null", Type::kInteger, {}},
      {"select null::text", Type::kText, {}},
      {"select null::decimal(9,2)", Type::kDecimal, {}},
      {"select null::integer[]", Type::kText, {}},
  };
  auto session = Open();
  for (const auto& [sql, type, value] : kCases) {
    SCOPED_TRACE(sql);
    auto table = session->Query(sql);
    ASSERT_TRUE(table) << table.error().message;
    ASSERT_EQ(table->rows.size(), 1u);
    EXPECT_EQ(table->columns[0].type, type);
    EXPECT_EQ(table->rows[0][0], value) << ToString(table->rows[0][0]);
  }
}

// Whatever the engine can make, also in later versions, is read without a crash.
TEST(DuckDb, ReadsAllTypesThatTheEngineKnows) {
  auto session = Open();
  auto table = session->Query("select * from test_all_types()");
  ASSERT_TRUE(table) << table.error().message;
  EXPECT_EQ(table->rows.size(), 3u);
  for (const Value& value : table->rows[2]) EXPECT_TRUE(IsNull(value));
}

TEST(DuckDb, BindsEveryKindOfParameter) {
  auto session = Open();
  const std::vector<Value> parameters = {
      {}, true, int64_t{5}, 2.5, "it's", Date{19000}, Timestamp{1500000}, TimeOfDay{1000000}};
  auto table = session->Query("select $1, $2, $3, $4, $5, $6, $7, $8", parameters);
  ASSERT_TRUE(table) << table.error().message;
  EXPECT_EQ(table->rows[0], parameters);
}

TEST(DuckDb, PreparedStatementRunsAgainWithOtherParameters) {
  auto session = Open();
  auto prepared = session->Prepare("select $1::integer * 2");
  ASSERT_TRUE(prepared) << prepared.error().message;
  session.reset();  // the statement keeps what it needs
  for (int64_t i = 0; i < 3; ++i) {
    auto table = (*prepared)->Run({i});
    ASSERT_TRUE(table) << table.error().message;
    EXPECT_EQ(table->rows[0][0], Value(i * 2));
  }
  EXPECT_EQ((*prepared)->Run({}).error().message, "expected 1 parameters, found 0");
}

TEST(DuckDb, FailuresCarryTheEnginesMessage) {
  auto session = Open();
  EXPECT_NE(session->Query("select nothing").error().message.find("nothing"), std::string::npos);
  EXPECT_NE(session->Query("selec 1").error().message.find("syntax error"), std::string::npos);
  EXPECT_FALSE(session->Query("select 1; select 2"));
  EXPECT_FALSE(session->Query("select 'x'::integer"));
  EXPECT_FALSE(session->Execute("drop table nothing"));
  EXPECT_FALSE(session->Stream("select nothing", [](const Table&) { return true; }));
  EXPECT_FALSE(session->Prepare("select $1 from nothing"));
  EXPECT_FALSE(OpenDuckDb({.memory_limit = "plenty"}));
}

TEST(DuckDb, StreamFailsWhenALaterRowDoes) {
  auto session = Open();
  const auto status = session->Stream(
      "select case when i = 900000 then 'x' else '1' end::integer from range(1000000) t(i)",
      [](const Table&) { return true; });
  EXPECT_FALSE(status);
}

TEST(DuckDb, CountsStatements) {
  const std::pair<const char*, int> kCases[] = {
      {"", 0}, {"select 1", 1}, {"select 1;", 1}, {"select 1; select ';'", 2}, {"-- nothing", 0}};
  auto session = Open();
  for (const auto& [sql, count] : kCases) {
    SCOPED_TRACE(sql);
    EXPECT_EQ(session->CountStatements(sql), Result<int>(count));
  }
  EXPECT_FALSE(session->CountStatements("selec"));
}

TEST(DuckDb, StreamsAllRowsInBatchesAndStopsWhenTold) {
  auto session = Open();
  int64_t rows = 0;
  ASSERT_TRUE(session->Stream("select * from range(100000)", [&](const Table& batch) {
    rows += static_cast<int64_t>(batch.rows.size());
    return true;
  }));
  EXPECT_EQ(rows, 100000);
  int batches = 0;
  ASSERT_TRUE(session->Stream("select * from range(100000)", [&](const Table&) {
    ++batches;
    return false;
  }));
  EXPECT_EQ(batches, 1);
  EXPECT_TRUE(session->Query("select 1"));  // the session is free again
}

TEST(DuckDb, InterruptEndsTheRunningStatement) {
  auto session = Open();
  std::atomic<bool> done = false;
  std::thread other([&] {
    while (!done) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      EXPECT_LE(session->Progress(), 1.0);
      session->Interrupt();
    }
  });
  const auto table = session->Query(
      "select count(*) from range(1000000) a, range(1000000) b where a.range * b.range % 7 = 3");
  done = true;
  other.join();
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().code, ErrorCode::kCancelled);
  EXPECT_TRUE(session->Query("select 1"));
}

TEST(DuckDb, MemoryLimitIsAFailureNotACrash) {
  auto session = Open({.memory_limit = "20MB", .threads = 1});
  const auto table = session->Query("select list(range) from range(50000000)");
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().code, ErrorCode::kUnavailable);
}

TEST(DuckDb, ClosedEngineReadsOnlyWhatWasNamed) {
  const std::string folder = testing::TempDir() + "/aisle_allowed";
  const std::string other = testing::TempDir() + "/aisle_other.csv";
  ASSERT_EQ(std::system(("mkdir -p '" + folder + "'").c_str()), 0);
  std::ofstream(folder + "/a.csv") << "x\n1\n";
  std::ofstream(other) << "x\n2\n";
  auto session = Open({.read_only_files = true, .allowed_directories = {folder}});
  EXPECT_TRUE(session->Query("select * from " + QuoteLiteral(folder + "/a.csv")));
  EXPECT_FALSE(session->Query("select * from " + QuoteLiteral(other)));
  EXPECT_FALSE(session->Execute("set enable_external_access = true"));
}

TEST(Quote, RoundTripsThroughTheEngine) {
  auto session = Open();
  for (const char* text : {"plain", "it's", "\"quoted\"", "a;b--c", "ligne\nnouvelle", "₹", "\\"}) {
    SCOPED_TRACE(text);
    auto table = session->Query("select " + QuoteLiteral(text) + " as " + QuoteIdentifier(text));
    ASSERT_TRUE(table) << table.error().message;
    EXPECT_EQ(table->rows[0][0], Value(text));
    EXPECT_EQ(table->columns[0].name, text);
  }
}

TEST(Quote, IsExactByteForByte) {
  EXPECT_EQ(QuoteLiteral("a'b"), "'a''b'");
  EXPECT_EQ(QuoteIdentifier("a\"b"), "\"a\"\"b\"");
  EXPECT_EQ(QuoteLiteral(std::string_view("a\0b", 3)), "'ab'");
}

}  // namespace
}  // namespace aisle::engine
