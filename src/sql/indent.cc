#include "sql/indent.h"

namespace aisle::sql {

std::string Indented(std::string_view sql) {
  std::string text;
  char quote = '\0';  // a doubled quote closes and opens again: no special case
  for (const char c : sql) {
    text += c;
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '\n') {
      text += "  ";
    }
  }
  return text;
}

}  // namespace aisle::sql
