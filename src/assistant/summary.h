// The overview of any data set: headline figures with their change, the mix by category, region
// and status, the trend, and findings that are computed first and worded after. Everything goes
// through Queries, so that the planner's checks apply here as they do to a question.
#pragma once

#include <optional>
#include <string>

#include "assistant/assistant.h"
#include "assistant/pipeline.h"
#include "base/result.h"
#include "catalog/catalog.h"
#include "semantic/model.h"
#include "semantic/query.h"

namespace aisle::assistant {

// `as_of`: the last complete period is the last that ends by then; without it, by the newest date.
Overview SumUp(const catalog::Catalog& data, const semantic::Model& model, const Pipeline& pipeline,
               const std::optional<Date>& as_of = std::nullopt);

// The one-row query of the headline figures: what "summarize the sales data" answers. Measures,
// groups and filters that `asked` has already are kept.
Result<semantic::Query> HeadlineQuery(const catalog::Catalog& data, const semantic::Model& model,
                                      const semantic::Query& asked);

}  // namespace aisle::assistant
