// How the words of a text were read, for marking them while it is typed. Internal to language/.
#pragma once

#include <string_view>
#include <vector>

#include "language/completion.h"
#include "language/language.h"

namespace aisle::language {

std::vector<WordSpan> SpansOf(std::string_view text, const Understanding& understanding);

}  // namespace aisle::language
