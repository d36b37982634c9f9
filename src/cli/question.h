// The words of `aisle ask [FILE…] QUESTION`: leading words that are files, then the question,
// quoted or not.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace aisle::cli {

struct Question {
  std::vector<std::string> files;
  std::string text;
};

// Fails when a leading word looks like a file that is not there.
Result<Question> SplitQuestion(const std::vector<std::string>& words);

}  // namespace aisle::cli
