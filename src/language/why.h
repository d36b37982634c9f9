// "Why did sales drop in February?": no cause is in the data, but where the change was is. Internal
// to language/.
#pragma once

#include <string>
#include <vector>

#include "language/choices.h"
#include "language/language.h"

namespace aisle::language {

// Complete questions for the change against the stretch before, split by what the data can be split
// by; of the figure and the filters that `before` had where the question names none. Empty when no
// stretch of time is spoken of.
std::vector<std::string> WhereItChanged(const semantic::Query& asked, const Turn* before,
                                        const ChoiceContext& context);

}  // namespace aisle::language
