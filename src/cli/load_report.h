// The load report for people: a table of files whose rows add up, what was found in them, the keys
// and relations proven, and what to type next.
#pragma once

#include <string>

#include "assistant/loading.h"
#include "assistant/present.h"

namespace aisle::cli {

std::string LoadReportText(const assistant::Loaded& loaded, const std::string& lake,
                           const answer::Terminal& terminal);

}  // namespace aisle::cli
