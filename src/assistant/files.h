// Small whole files, read and replaced as one.
#pragma once

#include <string>

#include "base/result.h"

namespace aisle::assistant {

Result<std::string> ReadFile(const std::string& path);  // kNotFound when there is none
// Writes beside the file and renames over it, so that a reader sees the old or the new one.
Status WriteFile(const std::string& path, const std::string& bytes);

}  // namespace aisle::assistant
