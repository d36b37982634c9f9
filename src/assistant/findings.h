// Findings about a data set: each is computed by a query, then worded from its cells. The first
// say most: who has the biggest share, what grew, which days sell, how much hangs on few, what is
// missing.
#pragma once

#include <string>
#include <vector>

#include "assistant/assistant.h"
#include "assistant/pipeline.h"
#include "assistant/subject.h"

namespace aisle::assistant {

// `overview` has its cards and tables. At most five findings.
std::vector<std::string> Find(const catalog::Catalog& data, const semantic::Model& model,
                              const Subject& subject, const Pipeline& pipeline,
                              const Overview& overview);

}  // namespace aisle::assistant
