#include "sample/sample.h"

#include <filesystem>
#include <fstream>

#include "sample/parts.h"

namespace aisle::sample {
namespace {

Status WriteText(const std::string& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary);
  out << text;
  out.close();
  if (!out) return Invalid("cannot write " + path);
  return Done{};
}

// Runs one part and keeps its truth, or its error.
template <typename Part>
Status Keep(Result<Part> made, Part* truth) {
  if (!made) return made.error();
  *truth = std::move(*made);
  return Done{};
}

Status WriteFiles(const SampleOptions& options, Truth* truth) {
  const Goods goods(options.seed);
  const std::string files = options.folder + "/files/";
  auto done = Keep(WriteOrders(files + "Online Orders.csv", goods, options), &truth->orders);
  if (done) {
    done = Keep(WriteInternational(files + "International Sales.csv", goods, options),
                &truth->international);
  }
  if (done) done = Keep(WriteStock(files + "Stock.csv", goods, options), &truth->stock);
  if (done) done = Keep(WritePrices(files + "Price List.csv", goods, options), &truth->prices);
  return done;
}

}  // namespace

Result<Truth> Generate(const SampleOptions& options) {
  if (options.rows <= 0) return Invalid("expected a positive number of rows");
  std::error_code failed;
  std::filesystem::create_directories(options.folder + "/files", failed);
  if (failed) return Invalid("cannot create " + options.folder + ": " + failed.message());
  Truth truth;
  truth.seed = options.seed;
  auto done = WriteFiles(options, &truth);
  if (done) done = WriteText(options.folder + "/truth.json", ToJson(truth) + "\n");
  if (done) done = WriteText(options.folder + "/questions.jsonl", QuestionsOf(truth));
  if (!done) return done.error();
  return truth;
}

}  // namespace aisle::sample
