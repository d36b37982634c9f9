// Paths of data files as the log writes them: relative to the table's folder, percent-encoded
// (RFC 3986), '/' between folders.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace aisle::delta {

// The path on disk → as it stands in the log. Letters, digits and -._~/= stay.
std::string EncodePath(std::string_view path);

// The inverse; a '%' that starts no escape stays. kInvalid for a path that could lead out of the
// table's folder: absolute, with a scheme, or with a `..` in it (shallow clones have such).
Result<std::string> DecodePath(std::string_view encoded);

// The same with nothing refused: percent escapes become their bytes.
std::string DecodePercent(std::string_view text);

}  // namespace aisle::delta
