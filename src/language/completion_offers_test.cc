// The order in which offers come, and that the short ways to it leave nothing out.
#include "language/completion_offers.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "language/garden_world.h"

namespace aisle::language {
namespace {

struct Garden {
  testing::World world = testing::GardenWorld();
  ValueIndex values = ValueIndex::Build(world.values);
  Sources sources{world.model, world.catalog, values};
};

const Sources& TheSources() {
  static const Garden garden;
  return garden.sources;
}

Stub StubOf(const std::string& typed) { return {0, typed.empty() ? 0U : 1U, typed, false, true}; }

std::vector<Offer> Taken(Offers offers) {
  std::vector<Offer> taken;
  while (!offers.empty()) taken.push_back(offers.TakeBest());
  return taken;
}

std::vector<Offer> OffersFor(const Stub& stub) {
  Offers offers(TheSources());
  offers.Add(stub, Head({}, TheSources()), Beginners(stub, TheSources()));
  return Taken(std::move(offers));
}

TEST(CompletionOffers, QuestionsComeFirstWhereNothingIsTyped) {
  const auto offers = OffersFor(StubOf(""));
  ASSERT_GT(offers.size(), TheSources().questions.size());
  for (size_t i = 0; i < TheSources().questions.size(); ++i) {
    EXPECT_EQ(offers[i].item.text, TheSources().questions[i]);
    EXPECT_EQ(offers[i].tails, std::vector<std::string>{""});
  }
}

TEST(CompletionOffers, OfTheSameCostTheFirstAddedIsFirst) {
  const Stub stub = StubOf("");
  Offers offers(TheSources());
  Stub second = stub;
  second.from = 5;
  for (const Stub& one : {stub, second}) {
    offers.Add(one, Head({}, TheSources()), Beginners(one, TheSources()));
  }
  const auto taken = Taken(std::move(offers));
  ASSERT_GE(taken.size(), 4U);
  for (size_t i = 0; i < 4; ++i) EXPECT_EQ(taken[i].item.from, i % 2 == 0 ? 0U : 5U);
}

TEST(CompletionOffers, ABlankComesFirstWhereOneIsMissing) {
  Stub stub = StubOf("");
  stub.glued = true;
  for (const Offer& offer : OffersFor(stub)) {
    EXPECT_TRUE(StartsWith(offer.item.text, " ")) << offer.item.text;
  }
}

TEST(CompletionOffers, EveryNameThatFitsIsAmongTheBeginners) {
  for (const std::string typed :
       {"c", "ca", "categ", "catgory", "sto", "colour", "5", "o v", "é"}) {
    std::set<std::string> fitting;
    for (const Name& name : TheSources().names) {
      const bool there = typed == name.text || typed == name.plural;
      const bool fits = Fit(typed, name.text) || Fit(typed, name.plural);
      if (fits && !there) fitting.insert(name.text);
    }
    std::set<std::string> found;
    for (const auto& [name, fit] : Beginners(StubOf(typed), TheSources()).names) {
      found.insert(name->text);
    }
    EXPECT_EQ(found, fitting) << typed;
  }
}

}  // namespace
}  // namespace aisle::language
