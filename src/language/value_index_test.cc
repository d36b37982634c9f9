#include "language/value_index.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

namespace aisle::language {
namespace {

catalog::ColumnValues Column(std::string table, std::string column,
                             std::vector<std::string> values) {
  catalog::ColumnValues held{std::move(table), std::move(column), std::move(values), {}};
  for (size_t i = 0; i < held.values.size(); ++i) {
    held.counts.push_back(static_cast<int64_t>(1000 - i));
  }
  return held;
}

const ValueIndex& Shop() {
  static const ValueIndex index = ValueIndex::Build({
      Column("sales", "state",
             {"MAHARASHTRA", "Tamil Nadu", "UTTAR PRADESH", "Oregon", "New York", "Jammu & Kashmir",
              "California"}),
      Column("sales", "status", {"Shipped", "Cancelled", "Pending", "Returned to Seller"}),
      Column("sales", "channel", {"Amazon.in", "Non-Amazon"}),
      Column("products", "category",
             {"kurta", "Kurta", "Set", "Western Dress", "Top", "Watch", "Office Supplies",
              "Women's Wear"}),
      Column("products", "name",
             {"The Hawaiian Pizza", "Classic Dlx", "Queso Cabrales", "Queso Manchego La Pastora",
              "O'Malley Rye"}),
      Column("customers", "name", {"REVATHY LOGANATHAN", "Margaret Peacock", "José Álvarez"}),
      Column("customers", "country", {"USA", "UK", "Germany"}),
      Column("customers", "postal_code", {"400081", "560001"}),
      Column("customers", "age", {"18-25", "26-35", "55+"}),
      Column("orders", "discount", {"10%", "15%", "$10.00"}),
      Column("orders", "sku", {"SET389-KR-NP-S", "J0003-SET-S"}),
      Column("orders", "size", {"M", "L", "3XL", "Total"}),
  });
  return index;
}

// The best hit as "field=value"; empty when there is none up to `limit`.
std::string Best(std::string_view question, double limit = 1) {
  const ValueHit* best = nullptr;
  const std::vector<ValueHit> hits = Shop().Find(Tokenize(question));
  for (const ValueHit& hit : hits) {
    if (hit.cost > limit) continue;
    const bool longer = best && hit.count_tokens > best->count_tokens;
    if (!best || longer || (hit.count_tokens == best->count_tokens && hit.cost < best->cost)) {
      best = &hit;
    }
  }
  return best ? best->field + "=" + best->value : "";
}

struct Case {
  std::string_view text;
  std::string_view best;
};

constexpr Case kExact[] = {
    {"sales in Maharashtra", "sales.state=MAHARASHTRA"},
    {"TAMIL nadu sales", "sales.state=Tamil Nadu"},
    {"orders from jammu and kashmir", "sales.state=Jammu & Kashmir"},
    {"cancelled orders", "sales.status=Cancelled"},
    {"large orders", "orders.size=L"},
    {"orders of medium", "orders.size=M"},
    {"through amazon.in", "sales.channel=Amazon.in"},
    {"non-amazon sales", "sales.channel=Non-Amazon"},
    {"category 'Western Dress'", "products.category=Western Dress"},
    {"womens' wear", "products.category=Women's Wear"},
    {"women's wear", "products.category=Women's Wear"},
    {"by jose alvarez", "customers.name=José Álvarez"},
    {"o'malley rye", "products.name=O'Malley Rye"},
    {"postal code 400081", "customers.postal_code=400081"},
    {"aged 26-35", "customers.age=26-35"},
    {"aged 55+", "customers.age=55+"},
    {"a 15% discount", "orders.discount=15%"},
    {"SET389-KR-NP-S", "orders.sku=SET389-KR-NP-S"},
    {"size 3xl", "orders.size=3XL"},
};

TEST(ValueIndex, FindsWhatIsTheSameButForSpelling) {
  for (const auto& [text, best] : kExact) EXPECT_EQ(Best(text, 0.35), best) << text;
}

constexpr Case kGuessed[] = {
    {"kurtas", "products.category=kurta"},
    {"western dresses", "products.category=Western Dress"},
    {"watches", "products.category=Watch"},
    {"how many cancellations", "sales.status=Cancelled"},
    {"in maharastra", "sales.state=MAHARASHTRA"},
    {"in Tamilnadu", "sales.state=Tamil Nadu"},
    {"in utter pradesh", "sales.state=UTTAR PRADESH"},
    {"califronia", "sales.state=California"},
    {"'REVATHY LOGANATHN'", "customers.name=REVATHY LOGANATHAN"},
    {"orders shiped", "sales.status=Shipped"},
    {"hawaiian pizza", "products.name=The Hawaiian Pizza"},
    {"sales in MH", "sales.state=MAHARASHTRA"},
    {"sales in UP", "sales.state=UTTAR PRADESH"},
    {"sales in NY", "sales.state=New York"},
    {"customers in the United States", "customers.country=USA"},
    {"Classic", "products.name=Classic Dlx"},
    {"orders by Peacock", "customers.name=Margaret Peacock"},
    {"queso", "products.name=Queso Cabrales"},
};

TEST(ValueIndex, GuessesAtACost) {
  for (const auto& [text, best] : kGuessed) {
    EXPECT_EQ(Best(text), best) << text;
    EXPECT_EQ(Best(text, 0), "") << text;
  }
}

constexpr std::string_view kNothing[] = {
    "",
    "in or up",
    "40008",
    "400082",
    "10",
    "1000",
    "sat",
    "sales by state",
    "sets of tops and tip",
    "which has the highest",
    "washing",
    "setting",
    "amazon in april",
};

TEST(ValueIndex, PlainEnglishIsNoMisspeltValue) {
  for (const std::string_view text : kNothing) {
    for (const ValueHit& hit : Shop().Find(Tokenize(text))) {
      EXPECT_TRUE(hit.value == "Set" || hit.value == "Top" || !hit.whole)
          << text << ": " << hit.value << " " << hit.cost;
    }
  }
}

TEST(ValueIndex, CommonWordsCostMoreThanOthers) {
  const auto cost = [](std::string_view text) { return Shop().Find(Tokenize(text)).at(0).cost; };
  EXPECT_GT(cost("total sales"), 0.3);
  EXPECT_EQ(cost("'Total'"), 0);
  EXPECT_EQ(cost("kurta"), 0);
}

TEST(ValueIndex, EveryStoredSpellingIsFound) {
  std::vector<std::string> values;
  for (const ValueHit& hit : Shop().Find(Tokenize("KURTA"))) values.push_back(hit.value);
  EXPECT_EQ(values, (std::vector<std::string>{"kurta", "Kurta"}));
}

TEST(ValueIndex, AWordInsideAFoundValueIsNotGuessedAt) {
  for (const ValueHit& hit : Shop().Find(Tokenize("office supplies for Margaret Peacock"))) {
    EXPECT_TRUE(hit.whole) << hit.value;
  }
}

TEST(ValueIndex, CompletesFromTheStartFirst) {
  const std::vector<ValueHit> hits = Shop().Complete("PE", 5);
  ASSERT_EQ(hits.size(), 2U);
  EXPECT_EQ(hits[0].value, "Pending");
  EXPECT_EQ(hits[1].value, "Margaret Peacock");
  EXPECT_TRUE(Shop().Complete("", 5).empty());
  EXPECT_EQ(Shop().Complete("q", 1).size(), 1U);
}

// Near words depend on the word, its stem and whether it is common, and on nothing else.
TEST(ValueIndex, RememberingFindsTheSame) {
  const ValueIndex remembering = Shop().Remembering();
  for (const char* text : {"maharastra", "kurtas in maharastra", "cancellations of kurtas",
                           "Tops by state", "tops by state", "\"margret peacok\" 3XL"}) {
    for (int again = 0; again < 2; ++again) {
      EXPECT_EQ(remembering.Find(Tokenize(text)), Shop().Find(Tokenize(text))) << text;
    }
  }
}

TEST(ValueIndex, EmptyAndHostileInput) {
  EXPECT_TRUE(ValueIndex().Find(Tokenize("kurta")).empty());
  EXPECT_TRUE(ValueIndex::Build({}).Complete("k", 3).empty());
  const ValueIndex odd = ValueIndex::Build(
      {Column("t", "c", {"", " ", "\xff\xfe", std::string(5000, 'x'), "--", "a'", "&"})});
  (void)odd.Find(Tokenize("a & b -- \xff 'x"));
  for (const char* piece : {"new york ", "office ", "a-", "queso mancheg ", "maharastra tamil "}) {
    std::string text;
    while (text.size() < 10000) text += piece;
    EXPECT_LT(Shop().Find(Tokenize(text)).size(), 20000U) << piece;
  }
}

}  // namespace
}  // namespace aisle::language
