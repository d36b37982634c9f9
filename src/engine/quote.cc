#include "engine/engine.h"

namespace aisle::engine {
namespace {

// The text between two `mark`s, each `mark` inside it doubled. A NUL byte cannot stand in SQL
// text, and no name or value needs one: it is left out.
std::string Quoted(std::string_view text, char mark) {
  std::string quoted(1, mark);
  quoted.reserve(text.size() + 2);
  for (const char c : text) {
    if (c == '\0') continue;
    if (c == mark) quoted += mark;
    quoted += c;
  }
  return quoted + mark;
}

}  // namespace

std::string QuoteLiteral(std::string_view text) { return Quoted(text, '\''); }
std::string QuoteIdentifier(std::string_view name) { return Quoted(name, '"'); }

}  // namespace aisle::engine
