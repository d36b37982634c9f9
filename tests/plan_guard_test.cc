// The guard against statements that people might try, through the engine's own parser.
#include <gtest/gtest.h>

#include "base/text.h"
#include "engine/duckdb/duckdb_engine.h"
#include "sql/guard.h"

namespace aisle {
namespace {

const std::vector<std::string> kTables = {"orders", "lines", "products"};

class GuardTest : public testing::Test {
 protected:
  void SetUp() override {
    engine_ = std::move(*engine::OpenDuckDb({}));
    session_ = std::move(*engine_->Connect());
  }
  Status Check(const std::string& sql) {
    const auto tree = session_->Query("select json_serialize_sql($1::varchar)", {sql});
    if (!tree) return tree.error();
    return sql::CheckReadOnly(ToString(tree->rows[0][0]), kTables);
  }
  std::unique_ptr<engine::Engine> engine_;
  std::unique_ptr<engine::Session> session_;
};

TEST_F(GuardTest, StatementsThatReadTheLakeAreAllowed) {
  const char* const kAllowed[] = {
      "select 1",
      "select * from orders",
      "select * from ORDERS o join Lines using (order_id)",
      "select * from main.orders",
      "from orders select count(*)",
      "with a as (select * from orders), b as (select * from a) select * from b, a",
      "with recursive t(n) as (select 1 union all select n + 1 from t where n < 9) select * from t",
      "select * from (select sum(x) over (partition by y order by z) from orders)",
      "select x from orders union all select y from lines order by 1 limit 3",
      "select * from orders where id in (select order_id from lines) and exists (from products)",
      "select * from range(10), generate_series(1, 3), unnest([1, 2])",
      "select case when a then upper(b) else b || 'x' end, a::date, a[1], {'k': a} from orders",
      "select list_transform([1, 2], x -> x + 1), count(*) filter (where a) from orders",
      "select * from orders qualify row_number() over (order by a) = 1",
      "select date_trunc('month', d), extract(year from d), d + interval 1 day from orders",
      "values (1), (2)",
      "select * from orders tablesample 10",
      "describe orders",
      "select median(a), quantile_cont(a, 0.5), string_agg(a, ',' order by a) from orders",
      "select x like '%a' or x ilike 'b' or regexp_matches(x, 'c') from orders",
      "select * exclude (a) replace (b + 1 as b) from orders",
      "select * from orders -- drop table orders",
  };
  for (const char* sql : kAllowed) {
    const Status status = Check(sql);
    EXPECT_TRUE(status) << sql << "\n" << status.error().message;
  }
}

TEST_F(GuardTest, HostileStatementsAreRefused) {
  const char* const kHostile[] = {
      "",
      ";",
      "select 1; select 2",
      "select 1; drop table orders",
      "drop table orders",
      "delete from orders",
      "update orders set a = 1",
      "insert into orders values (1)",
      "create table x as select 1",
      "create view v as select * from orders",
      "alter table orders add column x int",
      "truncate orders",
      "copy orders to '/tmp/x.csv'",
      "copy (select * from orders) to '/tmp/x.csv'",
      "copy orders from '/etc/passwd'",
      "export database '/tmp/x'",
      "import database '/tmp/x'",
      "attach '/tmp/x.db'",
      "detach memory",
      "use memory",
      "install httpfs",
      "load httpfs",
      "set memory_limit = '1TB'",
      "reset all",
      "pragma database_list",
      "call duckdb_settings()",
      "checkpoint",
      "vacuum",
      "begin transaction",
      "prepare p as select 1",
      "execute p",
      "explain analyze select 1",
      "set variable x = 1",
      "comment on table orders is 'x'",
      "select * from 'secret.csv'",
      "select * from '/etc/passwd'",
      "select * from read_csv('/etc/passwd')",
      "select * from read_text('/etc/passwd')",
      "select * from read_blob('x')",
      "select * from read_parquet('x.parquet')",
      "select * from parquet_scan('x')",
      "select * from glob('/*')",
      "select * from sniff_csv('x')",
      "select * from query('drop table orders')",
      "select * from query_table('orders')",
      "select * from duckdb_settings()",
      "select * from duckdb_tables",
      "select * from pragma_table_info('orders')",
      "select * from information_schema.tables",
      "select * from pg_catalog.pg_tables",
      "select * from sqlite_master",
      "select * from other.orders",
      "select * from memory.main.orders",
      "select * from customers",
      "select getenv('HOME')",
      "select current_setting('memory_limit')",
      "select getvariable('x')",
      "select nextval('s')",
      "select read_text('/etc/passwd')",
      "select upper((select content from read_text('/etc/passwd')))",
      "select * from orders where x in (select y from read_csv('/etc/passwd'))",
      "select * from orders order by (select 1 from secrets)",
      "select * from orders limit (select count(*) from secrets)",
      "select count(*) filter (where exists (from secrets)) from orders",
      "select sum(x) over (order by (select 1 from secrets)) from orders",
      "with orders as (select * from secrets) select * from orders",
      "with secrets as (select * from secrets) select * from secrets",
      "select * from (with a as (select 1) select * from a), a",
      "with a as (from b), b as (select 1) from a",
      "select (with x as (select 1) select 1), (select 1 from x)",
      "select * from orders, lateral (select * from read_csv(orders.path))",
      "select * from range((select count(*) from secrets))",
      "show tables",
      "show all tables",
      "summarize secrets",
      "describe secrets",
      "select sleep_ms(100000)",
      "select write_log('x')",
      "select json_deserialize_sql(json_serialize_sql('select 1'))",
      "select * from json_execute_serialized_sql(json_serialize_sql('select 1'))",
      "select system.main.current_database()",
      "select * from orders at (version => 1)",
      "select $1 from orders",
      "selec 1",
      "select",
      "select * from (pivot secrets on a using sum(b))",
      "select * from orders where x = any (select y from secrets)",
      "select list_transform([1], x -> (select count(*) from secrets))",
      "select columns(x -> x in (select y from secrets)) from orders",
      "merge into orders using lines on true when matched then delete",
  };
  for (const char* sql : kHostile) EXPECT_FALSE(Check(sql)) << sql;
}

TEST_F(GuardTest, RefusalsSayWhatIsAtFault) {
  const struct {
    const char* sql;
    const char* message;
    const char* hint;
  } kCases[] = {
      {"select * from order", "syntax error", ""},
      {"select * from ordrs", "`ordrs` is not a table", "Did you mean `orders`?"},
      {"select * from zzzzzz", "`zzzzzz` is not a table", "There are: orders, lines, products."},
      {"drop table orders", "only a statement that reads", ""},
      {"select 1; select 2", "exactly one statement", ""},
      {"select getenv('x')", "the function `getenv` is not allowed", "settings"},
      {"show tables", "lists what the engine holds", "describe"},
  };
  for (const auto& [sql, message, hint] : kCases) {
    SCOPED_TRACE(sql);
    const Status status = Check(sql);
    ASSERT_FALSE(status);
    EXPECT_NE(status.error().message.find(message), std::string::npos) << status.error().message;
    EXPECT_NE(status.error().hint.find(hint), std::string::npos) << status.error().hint;
  }
}

TEST(Guard, RubbishIsRefused) {
  for (const char* text :
       {"", "{}", "[]", "null", "{\"error\":false}", "{\"error\":1}",
        "{\"error\":false,\"statements\":[]}", "{\"error\":false,\"statements\":{}}"}) {
    EXPECT_FALSE(sql::CheckReadOnly(text, kTables)) << text;
  }
  EXPECT_FALSE(sql::CheckReadOnly(std::string(5000, '['), kTables));
}

}  // namespace
}  // namespace aisle
