// The summary on a terminal: cards, mixes, trend, findings.
#pragma once

#include <string>

#include "assistant/assistant.h"
#include "assistant/present.h"

namespace aisle::cli {

std::string OverviewText(const assistant::Overview& overview, const answer::Terminal& terminal);

}  // namespace aisle::cli
