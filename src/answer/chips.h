// A query as a row of chips, one for each part that a follow-up may change: "revenue", "by region",
// "country: Germany", "2023", "top 5". What a conversation shows after each answer.
#pragma once

#include <string>
#include <vector>

#include "semantic/model.h"
#include "semantic/query.h"

namespace aisle::answer {

std::vector<std::string> ChipsOf(const semantic::Model& model, const semantic::Query& query);
// "[revenue] [by region] [2023]"; empty when there are none.
std::string ChipLine(const std::vector<std::string>& chips);

}  // namespace aisle::answer
