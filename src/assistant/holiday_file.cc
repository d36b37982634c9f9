#include "assistant/holiday_file.h"

#include <filesystem>
#include <utility>

#include "assistant/files.h"
#include "semantic/calendar.h"

namespace aisle::assistant {
namespace {

Result<std::vector<semantic::Holiday>> ReadDays(const std::string& lake, const std::string& name) {
  const std::filesystem::path file(name);
  const bool beside = !name.empty() && file == file.filename() && name != "." && name != "..";
  if (!beside) {
    return Error{ErrorCode::kInvalid,
                 "`holidays`: expected a file beside model.yaml, found `" + name + "`"};
  }
  const auto text = ReadFile((std::filesystem::path(lake) / file).string());
  if (!text) {
    return Error{text.error().code, "`holidays`: the file `" + name + "` is not beside model.yaml"};
  }
  auto days = semantic::ParseHolidays(*text);
  if (!days) return Error{days.error().code, "`" + name + "`, " + days.error().message};
  return days;
}

}  // namespace

Result<semantic::Model> WithHolidays(const std::string& lake, semantic::Model model) {
  if (model.calendar.holidays.empty()) return model;
  auto days = ReadDays(lake, model.calendar.holidays);
  if (!days) {
    return Error{days.error().code, days.error().message,
                 "See all mistakes with: aisle model check"};
  }
  model.calendar.days = std::move(*days);
  return model;
}

std::vector<semantic::Problem> CheckHolidays(const std::string& lake, const std::string& text) {
  const semantic::Model model = semantic::ReadModelYaml(text).model;
  if (model.calendar.holidays.empty()) return {};
  const auto days = ReadDays(lake, model.calendar.holidays);
  if (days) return {};
  return {semantic::ProblemAt(text, "calendar.holidays", days.error().message)};
}

}  // namespace aisle::assistant
