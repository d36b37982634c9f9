// The calendar file that model.yaml names: holidays, beside the model.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "semantic/model_yaml.h"

namespace aisle::assistant {

// The model with the days of its calendar file. A file that is missing or wrong is an error: a
// question about a holiday would be answered with another day.
Result<semantic::Model> WithHolidays(const std::string& lake, semantic::Model model);

// What is wrong with the calendar file that `text`, a model.yaml, names.
std::vector<semantic::Problem> CheckHolidays(const std::string& lake, const std::string& text);

}  // namespace aisle::assistant
