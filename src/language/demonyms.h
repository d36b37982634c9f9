// Demonyms: "German customers" are those of Germany. Internal to language/.
#pragma once

#include <string_view>

namespace aisle::language {

// The country of a folded demonym ("german" → "germany"); empty for other words.
std::string_view CountryOf(std::string_view folded);

}  // namespace aisle::language
