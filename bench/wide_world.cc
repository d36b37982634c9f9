#include "wide_world.h"

#include <unordered_set>

#include "base/text.h"
#include "semantic/catalog_builder.h"
#include "semantic/infer.h"

namespace aisle::bench {
namespace {

using semantic::Relate;
using semantic::TableBuilder;

constexpr const char* kEvents[] = {"sales",  "returns", "shipments", "payments",
                                   "visits", "tickets", "purchases", "bookings"};
constexpr const char* kThings[] = {
    "customer", "product", "store",   "supplier", "employee", "warehouse", "carrier",  "campaign",
    "region",   "brand",   "channel", "terminal", "account",  "contract",  "voucher",  "machine",
    "route",    "vehicle", "partner", "agent",    "kiosk",    "franchise", "designer", "season",
    "fabric",   "planner", "shelf",   "promoter", "auditor",  "inspector", "courier",  "landlord"};
constexpr size_t kKeysOfEvent = 4;
constexpr int64_t kRows = 2'000'000;

std::string Word(Dice* dice) {
  static constexpr const char* kStarts[] = {"b", "br", "c", "ch", "d", "dr", "f", "g", "gr", "h",
                                            "j", "k",  "l", "m",  "n", "p",  "r", "s", "st", "t"};
  static constexpr const char* kRests[] = {"an", "el", "in", "or", "us", "a",  "e",  "i",  "o", "u",
                                           "ar", "en", "is", "on", "um", "ai", "ea", "ia", "oo"};
  std::string word;
  for (size_t i = 0, size = 2 + dice->Below(3); i < size; ++i) {
    word += kStarts[dice->Below(std::size(kStarts))];
    word += kRests[dice->Below(std::size(kRests))];
  }
  return word;
}

std::vector<std::string> Vocabulary(Dice* dice) {
  std::vector<std::string> words;
  for (size_t i = 0; i < 120'000; ++i) words.push_back(Word(dice));
  return words;
}

// Two or three words, a few of them very common.
std::string NameOf(const std::vector<std::string>& words, Dice* dice) {
  const auto pick = [&]() -> const std::string& {
    const size_t range = dice->Below(3) == 0 ? 2'000 : words.size();
    return words[dice->Below(range)];
  };
  std::string name = pick() + " " + pick();
  if (dice->Below(3) == 0) name += " " + pick();
  return name;
}

catalog::ColumnValues Names(const std::string& table, const std::string& column, size_t count,
                            const std::vector<std::string>& words, Dice* dice) {
  catalog::ColumnValues values{table, column, {}, {}};
  std::unordered_set<std::string> seen;
  while (values.values.size() < count) {
    std::string name = NameOf(words, dice);
    if (!seen.insert(name).second) continue;
    values.values.push_back(std::move(name));
    values.counts.push_back(static_cast<int64_t>(count - values.counts.size()));
  }
  return values;
}

void AddThing(const std::string& thing, size_t names, const std::vector<std::string>& words,
              Dice* dice, WideWorld* world) {
  const auto label = [&](const char* what) { return thing + " " + what; };
  world->catalog.tables.push_back(TableBuilder(Plural(thing), static_cast<int64_t>(names))
                                      .Id(label("id"), static_cast<int64_t>(names))
                                      .Text(label("name"), static_cast<int64_t>(names))
                                      .Text(label("kind"), 12)
                                      .Text(label("tier"), 5)
                                      .Text(label("city"), 200)
                                      .Text(label("country"), 30)
                                      .Number(label("rating"), 50, 1, 5)
                                      .Number(label("cost"), 900, 1, 500)
                                      .Date(label("start date"), 900)
                                      .Flag(label("active"))
                                      .Key({SnakeCase(label("id"))})
                                      .Build());
  const std::string table = world->catalog.tables.back().name;
  const auto add = [&](const char* what, size_t count) {
    world->values.push_back(Names(table, SnakeCase(label(what)), count, words, dice));
  };
  add("name", names);
  add("kind", 12);
  add("tier", 5);
  add("city", 200);
  add("country", 30);
  world->things.push_back(thing);
}

void AddEvent(const std::string& event, size_t number, WideWorld* world) {
  TableBuilder table(event, kRows);
  const std::string one = Singular(event);
  table.Id(one + " id", kRows);
  table.Date(one + " date", 900);
  for (size_t i = 0; i < kKeysOfEvent; ++i) {
    const std::string key = world->things[(number * 3 + i) % world->things.size()] + "_id";
    table.Id(key, 30'000);
    world->catalog.relations.push_back(
        Relate(event + "." + key,
               Plural(world->things[(number * 3 + i) % world->things.size()]) + "." + key));
  }
  table.Number(one + " amount", 40'000, 1, 9'000);
  table.Whole(one + " quantity", 50, 1, 50);
  table.Number(one + " discount", 100, 0, 1);
  table.Text(one + " status", 4);
  table.Key({SnakeCase(one + " id")});
  world->catalog.tables.push_back(table.Build());
}

void GiveDates(catalog::Catalog* catalog) {
  for (catalog::Table& table : catalog->tables) {
    for (catalog::Column& column : table.columns) {
      if (column.type != Type::kDate) continue;
      column.min = FromCivil({2022, 1, 1});
      column.max = FromCivil({2024, 6, 30});
    }
  }
}

std::string Misspell(std::string word, Dice* dice) {
  const size_t edits = word.size() >= 8 ? 1 + dice->Below(2) : 1;
  for (size_t i = 0; i < edits && word.size() > 3; ++i) {
    const size_t at = 1 + dice->Below(word.size() - 2);
    switch (dice->Below(3)) {
      case 0:
        word.erase(at, 1);
        break;
      case 1:
        std::swap(word[at], word[at + 1]);
        break;
      default:
        word[at] = static_cast<char>('a' + dice->Below(26));
    }
  }
  return word;
}

}  // namespace

WideWorld MakeWideWorld(size_t distinct_values) {
  WideWorld world;
  Dice dice(0x9E3779B97F4A7C15);
  const std::vector<std::string> words = Vocabulary(&dice);
  const size_t names = distinct_values / std::size(kThings);
  for (const char* thing : kThings) AddThing(thing, names, words, &dice, &world);
  for (size_t i = 0; i < std::size(kEvents); ++i) AddEvent(kEvents[i], i, &world);
  GiveDates(&world.catalog);
  world.model = semantic::InferModel(world.catalog);
  return world;
}

std::vector<std::string> TypedValues(const WideWorld& world, size_t count, bool misspelt) {
  Dice dice(42), slips(43);
  std::vector<std::string> typed;
  while (typed.size() < count) {
    const auto& column = world.values[dice.Below(world.values.size() / 5) * 5];
    std::string value = column.values[dice.Below(column.values.size())];
    if (misspelt) {
      const size_t end = value.find(' ');
      value = Misspell(value.substr(0, end), &slips) + value.substr(end);
    }
    typed.push_back(std::move(value));
  }
  return typed;
}

std::vector<std::string> Questions(const WideWorld& world, size_t count) {
  Dice dice(7);
  const auto known = TypedValues(world, count, false);
  const auto wrong = TypedValues(world, count, true);
  std::vector<std::string> questions;
  for (size_t i = 0; i < count; ++i) {
    const size_t event = dice.Below(std::size(kEvents));
    const std::string one = Singular(kEvents[event]);
    const auto thing = [&] {
      return world.things[(event * 3 + dice.Below(kKeysOfEvent)) % world.things.size()];
    };
    const std::string a = thing(), b = thing();
    switch (dice.Below(8)) {
      case 0:
        questions.push_back("total " + one + " amount by " + a + " kind");
        break;
      case 1:
        questions.push_back("top 5 " + Plural(a) + " by " + one + " amount in 2023");
        break;
      case 2:
        questions.push_back("how many " + std::string(kEvents[event]) + " per month last year");
        break;
      case 3:
        questions.push_back(one + " quantity for " + known[i]);
        break;
      case 4:
        questions.push_back("average " + one + " amount for " + wrong[i] + " by " + b + " tier");
        break;
      case 5:
        questions.push_back("which " + a + " country has the highest " + one + " quantity");
        break;
      case 6:
        questions.push_back("number of " + Plural(a) + " with " + a + " rating above 4");
        break;
      default:
        questions.push_back(std::string(kEvents[event]) + " by " + a + " tier and " + b +
                            " kind in Q2 2023 excluding " + known[i]);
    }
  }
  return questions;
}

}  // namespace aisle::bench
