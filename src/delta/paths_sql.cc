#include "delta/paths_sql.h"

#include "base/text.h"
#include "engine/engine.h"

namespace aisle::delta {
namespace {

// A set of one character is that character.
std::string AsPattern(const std::string& path) {
  std::string pattern;
  for (const char c : path) {
    const bool special = c == '*' || c == '?' || c == '[';
    pattern += special ? std::string("[") + c + "]" : std::string(1, c);
  }
  return pattern;
}

}  // namespace

std::string PathListSql(const std::vector<std::string>& paths) {
  std::vector<std::string> literals;
  for (const std::string& path : paths) literals.push_back(engine::QuoteLiteral(AsPattern(path)));
  return "[" + Join(literals, ", ") + "]";
}

}  // namespace aisle::delta
