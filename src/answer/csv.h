// An Answer's table as CSV (RFC 4180, LF), cells as in --json.
#pragma once

#include <string>

#include "answer/answer.h"

namespace aisle::answer {

std::string ToCsv(const Answer& answer);

}  // namespace aisle::answer
