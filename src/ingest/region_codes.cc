#include "ingest/region_codes.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "base/text.h"

namespace aisle::ingest {
namespace {

constexpr std::size_t kFewestNames = 3;

struct Region {
  std::string_view code;
  std::string_view name;  // folded
};

struct Country {
  std::string_view name;
  std::vector<Region> regions;
};

// ISO 3166-2, with the codes that it had before (OR for Odisha until 2023) and names still written.
const std::vector<Country>& Countries() {
  static const std::vector<Country> kAll = {
      {"India",
       {{"AN", "andaman and nicobar islands"},
        {"AN", "andaman & nicobar islands"},
        {"AN", "andaman & nicobar"},
        {"AN", "andaman and nicobar"},
        {"AP", "andhra pradesh"},
        {"AR", "arunachal pradesh"},
        {"AS", "assam"},
        {"BR", "bihar"},
        {"CG", "chhattisgarh"},
        {"CG", "chattisgarh"},
        {"CH", "chandigarh"},
        {"CT", "chhattisgarh"},
        {"CT", "chattisgarh"},
        {"DH", "dadra and nagar haveli and daman and diu"},
        {"DH", "dadra and nagar haveli"},
        {"DH", "dadra & nagar haveli"},
        {"DL", "delhi"},
        {"DL", "nct of delhi"},
        {"DL", "new delhi"},
        {"GA", "goa"},
        {"GJ", "gujarat"},
        {"HP", "himachal pradesh"},
        {"HR", "haryana"},
        {"JH", "jharkhand"},
        {"JK", "jammu and kashmir"},
        {"JK", "jammu & kashmir"},
        {"KA", "karnataka"},
        {"KL", "kerala"},
        {"LA", "ladakh"},
        {"LD", "lakshadweep"},
        {"MH", "maharashtra"},
        {"ML", "meghalaya"},
        {"MN", "manipur"},
        {"MP", "madhya pradesh"},
        {"MZ", "mizoram"},
        {"NL", "nagaland"},
        {"OD", "odisha"},
        {"OD", "orissa"},
        {"OR", "odisha"},
        {"OR", "orissa"},
        {"PB", "punjab"},
        {"PY", "puducherry"},
        {"PY", "pondicherry"},
        {"RJ", "rajasthan"},
        {"SK", "sikkim"},
        {"TG", "telangana"},
        {"TN", "tamil nadu"},
        {"TR", "tripura"},
        {"TS", "telangana"},
        {"UK", "uttarakhand"},
        {"UK", "uttaranchal"},
        {"UP", "uttar pradesh"},
        {"UT", "uttarakhand"},
        {"UT", "uttaranchal"},
        {"WB", "west bengal"}}},
      {"the USA", {{"AK", "alaska"},        {"AL", "alabama"},
                   {"AR", "arkansas"},      {"AZ", "arizona"},
                   {"CA", "california"},    {"CO", "colorado"},
                   {"CT", "connecticut"},   {"DC", "district of columbia"},
                   {"DC", "washington dc"}, {"DC", "washington d.c."},
                   {"DE", "delaware"},      {"FL", "florida"},
                   {"GA", "georgia"},       {"HI", "hawaii"},
                   {"IA", "iowa"},          {"ID", "idaho"},
                   {"IL", "illinois"},      {"IN", "indiana"},
                   {"KS", "kansas"},        {"KY", "kentucky"},
                   {"LA", "louisiana"},     {"MA", "massachusetts"},
                   {"MD", "maryland"},      {"ME", "maine"},
                   {"MI", "michigan"},      {"MN", "minnesota"},
                   {"MO", "missouri"},      {"MS", "mississippi"},
                   {"MT", "montana"},       {"NC", "north carolina"},
                   {"ND", "north dakota"},  {"NE", "nebraska"},
                   {"NH", "new hampshire"}, {"NJ", "new jersey"},
                   {"NM", "new mexico"},    {"NV", "nevada"},
                   {"NY", "new york"},      {"OH", "ohio"},
                   {"OK", "oklahoma"},      {"OR", "oregon"},
                   {"PA", "pennsylvania"},  {"PR", "puerto rico"},
                   {"RI", "rhode island"},  {"SC", "south carolina"},
                   {"SD", "south dakota"},  {"TN", "tennessee"},
                   {"TX", "texas"},         {"UT", "utah"},
                   {"VA", "virginia"},      {"VT", "vermont"},
                   {"WA", "washington"},    {"WI", "wisconsin"},
                   {"WV", "west virginia"}, {"WY", "wyoming"}}},
      {"Canada",
       {{"AB", "alberta"},
        {"BC", "british columbia"},
        {"MB", "manitoba"},
        {"NB", "new brunswick"},
        {"NL", "newfoundland and labrador"},
        {"NL", "newfoundland"},
        {"NS", "nova scotia"},
        {"NT", "northwest territories"},
        {"NU", "nunavut"},
        {"ON", "ontario"},
        {"PE", "prince edward island"},
        {"QC", "quebec"},
        {"SK", "saskatchewan"},
        {"YT", "yukon"}}},
      {"Australia",
       {{"ACT", "australian capital territory"},
        {"NSW", "new south wales"},
        {"NT", "northern territory"},
        {"QLD", "queensland"},
        {"SA", "south australia"},
        {"TAS", "tasmania"},
        {"VIC", "victoria"},
        {"WA", "western australia"}}},
      {"Brazil",
       {{"AC", "acre"},
        {"AL", "alagoas"},
        {"AM", "amazonas"},
        {"AP", "amapa"},
        {"BA", "bahia"},
        {"CE", "ceara"},
        {"DF", "distrito federal"},
        {"ES", "espirito santo"},
        {"GO", "goias"},
        {"MA", "maranhao"},
        {"MG", "minas gerais"},
        {"MS", "mato grosso do sul"},
        {"MT", "mato grosso"},
        {"PA", "para"},
        {"PB", "paraiba"},
        {"PE", "pernambuco"},
        {"PI", "piaui"},
        {"PR", "parana"},
        {"RJ", "rio de janeiro"},
        {"RN", "rio grande do norte"},
        {"RO", "rondonia"},
        {"RR", "roraima"},
        {"RS", "rio grande do sul"},
        {"SC", "santa catarina"},
        {"SE", "sergipe"},
        {"SP", "sao paulo"},
        {"TO", "tocantins"}}},
  };
  return kAll;
}

// Values by their names without case and accents; the most frequent spelling stays.
using Folded = std::map<std::string, std::string>;

std::size_t NamesOf(const Country& country, const Folded& values) {
  std::set<std::string_view> names;
  for (const Region& region : country.regions)
    if (values.contains(std::string(region.name))) names.insert(region.name);
  return names.size();
}

const Country* CountryOf(const Folded& values) {
  const Country* best = nullptr;
  std::size_t most = 0;
  for (const Country& country : Countries()) {
    const std::size_t names = NamesOf(country, values);
    if (names > most) best = &country;
    most = std::max(most, names);
  }
  return most >= kFewestNames && most * 2 >= values.size() ? best : nullptr;
}

// The value that the code stands for in this country; empty when the column does not have it.
std::string NameOf(const Country& country, const std::string& folded_code, const Folded& values) {
  for (const Region& region : country.regions) {
    if (FoldCase(region.code) != folded_code) continue;
    const auto found = values.find(std::string(region.name));
    if (found != values.end()) return found->second;
  }
  return {};
}

// WA where both Washington and Western Australia are named.
bool IsOfTwoCountries(const std::string& folded_code, const Folded& values) {
  const auto named = std::count_if(
      Countries().begin(), Countries().end(),
      [&](const Country& country) { return !NameOf(country, folded_code, values).empty(); });
  return named > 1;
}

bool MayBeCode(const std::string& value) {
  return (value.size() == 2 || value.size() == 3) &&
         std::all_of(value.begin(), value.end(),
                     [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); });
}

}  // namespace

std::vector<NamedCode> RegionCodesAmong(const std::vector<TextCount>& values) {
  const bool any = std::any_of(values.begin(), values.end(),
                               [](const TextCount& each) { return MayBeCode(each.value); });
  if (!any) return {};
  Folded folded;
  for (const TextCount& each : values) folded.emplace(FoldName(each.value), each.value);
  const Country* country = CountryOf(folded);
  if (country == nullptr) return {};
  std::vector<NamedCode> codes;
  for (const TextCount& each : values) {
    const std::string code = MayBeCode(each.value) ? FoldCase(each.value) : std::string();
    const std::string name = code.empty() ? code : NameOf(*country, code, folded);
    if (name.empty() || IsOfTwoCountries(code, folded)) continue;
    codes.push_back(
        {each.value, name, "the ISO 3166-2 code of " + name + " in " + std::string(country->name)});
  }
  return codes;
}

}  // namespace aisle::ingest
