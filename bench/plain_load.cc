// What loading costs without Aisle: CREATE TABLE AS … read_csv of each file named, into a database
// in memory, all files in one process. Prints the seconds. A file whose types the engine cannot
// guess is read as text.
//
//   plain_load MEMORY FILE…
#include <chrono>
#include <cstdio>
#include <string>

#include "engine/duckdb/duckdb_engine.h"

namespace {

using namespace aisle;

bool LoadOne(engine::Session* session, const std::string& file, int number) {
  const std::string create = "create table t" + std::to_string(number) +
                             " as select * from read_csv(" + engine::QuoteLiteral(file);
  if (session->Execute(create + ")").ok()) return true;
  const auto as_text = session->Execute(create + ", all_varchar = true, null_padding = true)");
  if (!as_text) std::fprintf(stderr, "%s: %s\n", file.c_str(), as_text.error().message.c_str());
  return as_text.ok();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const auto engine = engine::OpenDuckDb({.memory_limit = argv[1]});
  if (!engine) return 1;
  const auto session = (*engine)->Connect();
  if (!session) return 1;
  const auto start = std::chrono::steady_clock::now();
  for (int i = 2; i < argc; ++i) {
    if (!LoadOne(session->get(), argv[i], i)) return 1;
  }
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  std::printf("%.3f\n", seconds.count());
  return 0;
}
