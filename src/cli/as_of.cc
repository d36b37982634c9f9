// --as-of: the day that "today" and "last month" count from.
#include <memory>
#include <string>

#include "cli/options.h"

namespace aisle::cli {

void AddAsOf(CLI::App* command, Common* common) {
  const auto read = [common](const std::string& text) {
    Date date;
    if (!ParseIsoDate(text, &date)) {
      throw CLI::ValidationError("--as-of", "expected a day as YYYY-MM-DD, found " + text);
    }
    common->settings.as_of = date;
  };
  command
      ->add_option_function<std::string>(
          "--as-of", read, "What \"today\" and \"last month\" count from; else the newest day")
      ->type_name("DATE");
}

}  // namespace aisle::cli
