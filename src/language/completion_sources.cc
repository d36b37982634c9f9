#include "language/completion_sources.h"

namespace aisle::language {

Sources::Sources(const semantic::Model& model_in, const catalog::Catalog& catalog,
                 const ValueIndex& values_in)
    : model(model_in), values(values_in), names(NamesOf(model, catalog)) {
  for (const semantic::TableMeaning& table : model.tables) {
    Reached& reached = reach[table.name];
    for (const auto& step : semantic::ReachableFrom(model, table.name)) {
      reached.emplace(step.table, step.path.size());
    }
  }
  questions = FirstQuestions(names, values, reach);
}

}  // namespace aisle::language
