// Questions about the data itself or the product: which tables, which columns, how far back, what
// a metric means, how to ask. Answered from the catalog and the model; no data is read.
#pragma once

#include <string>

#include "answer/answer.h"
#include "catalog/catalog.h"
#include "semantic/model.h"

namespace aisle::assistant {

// `topic` is Understanding::topic.
void TellAbout(const catalog::Catalog& data, const semantic::Model& model, const std::string& topic,
               answer::Answer* answer);

// Questions that this data can answer, as examples: made from its metrics and dimensions.
std::vector<std::string> Examples(const semantic::Model& model, size_t most);

}  // namespace aisle::assistant
