#include "language/demonyms.h"

#include <algorithm>
#include <array>
#include <utility>

namespace aisle::language {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 48> kDemonyms = {{
    {"american", "usa"},         {"argentine", "argentina"},  {"argentinian", "argentina"},
    {"australian", "australia"}, {"austrian", "austria"},     {"bangladeshi", "bangladesh"},
    {"belgian", "belgium"},      {"brazilian", "brazil"},     {"british", "united kingdom"},
    {"canadian", "canada"},      {"chilean", "chile"},        {"chinese", "china"},
    {"colombian", "colombia"},   {"czech", "czech republic"}, {"danish", "denmark"},
    {"dutch", "netherlands"},    {"egyptian", "egypt"},       {"emirati", "united arab emirates"},
    {"finnish", "finland"},      {"french", "france"},        {"german", "germany"},
    {"greek", "greece"},         {"hungarian", "hungary"},    {"indian", "india"},
    {"indonesian", "indonesia"}, {"irish", "ireland"},        {"israeli", "israel"},
    {"italian", "italy"},        {"japanese", "japan"},       {"korean", "south korea"},
    {"malaysian", "malaysia"},   {"mexican", "mexico"},       {"norwegian", "norway"},
    {"pakistani", "pakistan"},   {"peruvian", "peru"},        {"polish", "poland"},
    {"portuguese", "portugal"},  {"romanian", "romania"},     {"russian", "russia"},
    {"saudi", "saudi arabia"},   {"spanish", "spain"},        {"swedish", "sweden"},
    {"swiss", "switzerland"},    {"thai", "thailand"},        {"turkish", "turkey"},
    {"ukrainian", "ukraine"},    {"venezuelan", "venezuela"}, {"vietnamese", "vietnam"},
}};

}  // namespace

std::string_view CountryOf(std::string_view folded) {
  const auto found = std::find_if(kDemonyms.begin(), kDemonyms.end(),
                                  [&](const auto& entry) { return entry.first == folded; });
  return found == kDemonyms.end() ? std::string_view() : found->second;
}

}  // namespace aisle::language
