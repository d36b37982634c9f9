// Undoes gzip and zstd into a file, in constant memory. The error completes the sentence that
// begins with the file's name: "is cut short: …".
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace aisle::ingest {

Status GunzipTo(std::string_view bytes, const std::string& path);
Status UnzstdTo(std::string_view bytes, const std::string& path);

}  // namespace aisle::ingest
