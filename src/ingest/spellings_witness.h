// What the other columns of a table say about rare names of one column: a finer column that almost
// always settles it (a postal code its state) witnesses what the name should be.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "catalog/catalog.h"
#include "engine/engine.h"
#include "ingest/text_counts.h"

namespace aisle::ingest {

// What other rows with the same finer value say about the rows with a rare one.
struct Witness {
  std::string value;  // empty: nothing
  int64_t rows = 0;
  std::string why;
};

class Witnesses {
 public:
  // All must outlive it.
  Witnesses(engine::Session& session, const std::string& engine_table,
            const std::vector<catalog::Column>& columns, const CountsByColumn& counts);

  // Asks up to two finer columns, the coarsest first, about all `rare` names of `column` at once;
  // those that nothing is known of are left out. `values` is how many names the column has.
  Result<std::map<std::string, Witness>> Ask(const catalog::Column& column, int64_t values,
                                             const std::vector<std::string>& rare);

 private:
  // A finer column, and the engine's table of its values beside the coarser ones.
  struct Finer {
    std::string name;
    std::string pairs;
  };

  Result<std::vector<Finer>> FindFiner(const catalog::Column& column, int64_t values);
  Result<std::vector<std::pair<int64_t, std::string>>> MayBeFiner(const catalog::Column& column,
                                                                  int64_t values);
  Result<std::pair<int64_t, int64_t>> SizeOf(const std::string& column);
  std::string PairsOf(const std::string& finer, const std::string& coarser,
                      const std::string& rows) const;
  Result<bool> Settles(const std::string& pairs);
  Status AskOne(const Finer& finer, const std::vector<std::string>& rare,
                std::map<std::string, Witness>* witnesses);

  engine::Session& session_;
  const std::string& engine_table_;
  const std::vector<catalog::Column>& columns_;
  std::map<std::string, std::pair<int64_t, int64_t>> sizes_;  // by column: values, rows
};

}  // namespace aisle::ingest
