// Dimensions with the words that people use for them. A word that fits several columns of one
// table goes to the column it fits best.
#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.h"
#include "semantic/flag_words.h"
#include "semantic/infer_metric_words.h"
#include "semantic/infer_parts.h"

namespace aisle::semantic {
namespace {

// How closely a phrase belongs to a column, best first.
enum Fit { kOwnHeading, kTailOfHeading, kSameMeaning, kTailMeaning };

struct Claim {
  int fit = kTailMeaning;
  int rank = 0;      // among equal fits: default time and display columns first
  size_t extra = 0;  // words of the heading beyond the phrase
  size_t column = 0;
  bool operator<(const Claim& other) const {
    return std::tie(fit, rank, extra, column) <
           std::tie(other.fit, other.rank, other.extra, other.column);
  }
};

// Words whose synonyms speak of one particular column: "order status" is no courier status.
bool IsGeneric(const std::string& word) {
  for (const std::string_view generic :
       {"status", "type", "time", "name", "description", "unit", "location", "rating", "amount"})
    if (word == generic) return true;
  return false;
}

class TableSynonyms {
 public:
  TableSynonyms(const Draft& draft, const TableRole& table) : draft_(draft), table_(table) {
    for (size_t i = 0; i < table.columns.size(); ++i) ClaimAll(i);
  }

  // The phrases that `column` won.
  std::vector<std::string> Of(size_t column, const std::string& label) const {
    std::vector<std::pair<int, std::string>> won;
    for (const auto& [phrase, claim] : best_)
      if (claim.column == column && phrase != label) won.emplace_back(claim.fit, phrase);
    std::sort(won.begin(), won.end());
    std::vector<std::string> synonyms;
    for (auto& [fit, phrase] : won) synonyms.push_back(std::move(phrase));
    return synonyms;
  }

 private:
  void ClaimPhrase(const std::string& phrase, int fit, size_t column) {
    if (phrase.empty()) return;
    const ColumnRole& role = table_.columns[column];
    Claim claim{fit, 1, 0, column};
    if (role.Name() == table_.time || DisplayOf(table_) == &role) claim.rank = 0;
    if (role.hidden) claim.rank = 2;
    const size_t words = static_cast<size_t>(std::count(phrase.begin(), phrase.end(), ' ')) + 1;
    claim.extra = role.words.size() > words ? role.words.size() - words : 0;
    const auto [known, added] = best_.emplace(phrase, claim);
    if (!added && claim < known->second) known->second = claim;
  }

  void ClaimMeaning(const std::string& phrase, int fit, size_t column) {
    if (phrase == "amount" && AmountBase(table_) != "revenue") return;  // no order's amount
    for (const std::string& other : SynonymsOf(phrase)) ClaimPhrase(other, fit, column);
  }

  void ClaimHeading(const std::vector<std::string>& words, size_t column) {
    const std::string whole = aisle::Join(words, " ");
    ClaimPhrase(whole, kOwnHeading, column);
    ClaimMeaning(whole, kSameMeaning, column);
    for (size_t from = 1; from < words.size(); ++from) {
      const std::string tail =
          aisle::Join({words.begin() + static_cast<std::ptrdiff_t>(from), words.end()}, " ");
      const std::string& before = words[from - 1];
      if (!IsKnownPhrase(tail) || before == "per" || before == "of" || before == "the") continue;
      const ColumnRole& role = table_.columns[column];
      if (role.kind == DimensionKind::kFlag) continue;  // "out of stock" is no stock
      const bool of_sales = table_.fact || table_.snapshot || table_.priority == 0;
      if (role.kind == DimensionKind::kTime && !of_sales) continue;  // no sale's date
      if (IsGeneric(tail) && !of_sales) continue;  // "marital status" is no order's status
      ClaimPhrase(tail, kTailOfHeading, column);
      if (!IsGeneric(tail)) ClaimMeaning(tail, kTailMeaning, column);
    }
  }

  // "sales excluding tax" for the total excluding tax.
  void ClaimTaxed(const std::vector<std::string>& words, size_t column) {
    const bool taxed = words.size() == 3 && words[0] == "total" &&
                       (words[1] == "excluding" || words[1] == "including");
    if (!taxed) return;
    const std::string rest = " " + words[1] + " " + words[2];
    for (const char* what : {"sales", "sale", "revenue", "amount"})
      ClaimPhrase(what + rest, kTailMeaning, column);
  }

  // "MRP Old" is an MRP.
  void ClaimWithoutState(const std::vector<std::string>& words, size_t column) {
    if (words.size() < 2) return;
    if (words.back().find_first_not_of("0123456789%") == std::string::npos) {
      const std::string rest = aisle::Join({words.begin(), words.end() - 1}, " ");
      ClaimPhrase(rest, kTailOfHeading, column);  // "Tax 5%" is a tax
      ClaimMeaning(rest, kTailMeaning, column);
    }
    for (const std::string_view state : {"old", "new", "current", "final", "latest", "value"}) {
      const std::string rest = aisle::Join({words.begin(), words.end() - 1}, " ");
      if (words.back() == state && IsKnownPhrase(rest)) {
        ClaimPhrase(rest, kTailOfHeading, column);
        ClaimMeaning(rest, kTailMeaning, column);
      }
    }
  }

  bool IsForeignKey(const ColumnRole& role) const {
    return std::any_of(draft_.model.joins.begin(), draft_.model.joins.end(), [&](const Join& join) {
      return join.from_table == table_.Name() &&
             std::find(join.from_columns.begin(), join.from_columns.end(), role.Name()) !=
                 join.from_columns.end();
    });
  }

  // "customer" is customer_name; where there is no name, customer_id.
  void ClaimThing(const Thing& thing, int fit, size_t column) {
    ClaimPhrase(std::string(thing.name), fit, column);
    for (const std::string_view word : thing.synonyms)
      ClaimPhrase(std::string(word), fit + 2, column);
  }

  void ClaimAll(size_t column) {
    const ColumnRole& role = table_.columns[column];
    ClaimHeading(role.words, column);
    ClaimHeading(Split(role.heading, ' '), column);
    const bool display = DisplayOf(table_) == &role;
    const bool name = role.kind == DimensionKind::kName || role.kind == DimensionKind::kCategory;
    if (display && !table_.words.empty()) {
      const std::string thing = aisle::Join(table_.words, " ");
      ClaimPhrase(thing, kTailOfHeading, column);
      ClaimPhrase(thing + " name", kTailOfHeading, column);
      if (table_.thing)
        ClaimThing(*table_.thing, kTailOfHeading, column);
      else if (table_.snapshot)
        ClaimThing(*FindThing("product"), kTailOfHeading, column);
      for (const Join& join : draft_.model.joins) {
        const TableRole* from = draft_.Find(join.from_table);
        if (NamerOf(draft_, *from) == &table_)
          ClaimPhrase(aisle::Join(from->words, " "), kTailOfHeading, column);
      }
    } else if (role.thing && name) {
      ClaimThing(*role.thing, kTailOfHeading, column);
    } else if (role.thing && role.kind == DimensionKind::kIdentifier && !IsForeignKey(role) &&
               !DisplayOf(table_) && KeyOf(table_, role.thing->name) == &role) {
      ClaimThing(*role.thing, kSameMeaning, column);
    }
    const bool named = role.kind == DimensionKind::kName || role.kind == DimensionKind::kCategory;
    if (named && AmountBase(table_) == "expenses")
      for (const char* word : {"expense", "expense category", "expense type", "category"})
        ClaimPhrase(word, kTailOfHeading, column);
    if (role.phrase == "fy")
      for (const char* word : {"fiscal year", "financial year"})
        ClaimPhrase(word, kSameMeaning, column);
    if (role.Name() == table_.time) ClaimDate(column);
    ClaimQualified(role, column);
    ClaimWithoutName(role, column);
    ClaimWithoutState(role.words, column);
    ClaimTaxed(role.words, column);
    ClaimMeasure(role, column);
    if (role.kind == DimensionKind::kFlag) ClaimFlag(role, column);
  }

  // "promo code" for Promo Code Used. Who has it, only where each sale is a person's only one:
  // elsewhere a number of members would count their orders.
  void ClaimFlag(const ColumnRole& role, size_t column) {
    const FlagWords words = FlagWordsOf(role.words);
    for (const std::string& phrase : words.phrases)
      if (!IsMeasured(phrase)) ClaimPhrase(phrase, kTailMeaning, column);
    const ColumnRole* customer = KeyOf(table_, "customer");
    if (!customer || !table_.IsKey(customer->Name()) || table_.priority > 0) return;
    for (const std::string& word : words.holders) ClaimPhrase(word, kTailMeaning, column);
  }

  // Where a discount is a number somewhere, "discount" is that number.
  bool IsMeasured(const std::string& phrase) const {
    return std::any_of(draft_.tables.begin(), draft_.tables.end(), [&](const TableRole& table) {
      return std::any_of(table.columns.begin(), table.columns.end(), [&](const ColumnRole& role) {
        return role.kind == DimensionKind::kNumber && role.Has(phrase);
      });
    });
  }

  // The date that is meant when none is named: "date", "order date".
  void ClaimDate(size_t column) {
    if (table_.words.empty() || !table_.fact) return;
    ClaimPhrase("date", kTailOfHeading, column);
    ClaimPhrase(table_.words[0] + " date", kTailOfHeading, column);
    ClaimMeaning(table_.words[0] + " date", kTailMeaning, column);
  }

  // "category" for category_name.
  void ClaimWithoutName(const ColumnRole& role, size_t column) {
    const bool coded = role.words.size() > 1 && role.words.back() == "code" &&
                       role.kind == DimensionKind::kCategory;
    if (role.words.size() < 2 || (!IsNameWord(role.words.back()) && !coded) || role.Has("first") ||
        role.Has("last") || role.column->type != Type::kText)
      return;
    const std::string rest = aisle::Join({role.words.begin(), role.words.end() - 1}, " ");
    ClaimPhrase(rest, kTailOfHeading, column);
    ClaimMeaning(rest, kTailMeaning, column);
  }

  // Every quantity is "quantity", every stock level "stock", whatever its heading.
  void ClaimMeasure(const ColumnRole& role, size_t column) {
    std::string group;
    if (role.measure == Measure::kQuantity) group = "quantity";
    if (role.measure == Measure::kStock) group = "stock";
    if (role.phrase == "payment" && role.column->type == Type::kText) group = "payment method";
    if (role.measure == Measure::kListPrice && !table_.FindMeasure(Measure::kUnitPrice))
      group = "price";  // what a price list without other prices lists
    if (group.empty()) return;
    ClaimPhrase(group, kTailMeaning, column);
    ClaimMeaning(group, kTailMeaning, column);
  }

  // "customer country" for customers.country; "shipping state" for ship-state.
  void ClaimQualified(const ColumnRole& role, size_t column) {
    if (table_.thing && !table_.fact && !role.Has(table_.thing->name)) {
      ClaimPhrase(std::string(table_.thing->name) + " " + role.phrase, kTailOfHeading, column);
    }
    if (role.words.size() < 2 || role.words[0] != "ship" || role.Has("date")) return;
    const std::string rest = aisle::Join({role.words.begin() + 1, role.words.end()}, " ");
    for (const char* word : {"shipping ", "delivery ", "ship to ", "destination "})
      ClaimPhrase(word + rest, kTailMeaning, column);
  }

  const Draft& draft_;
  const TableRole& table_;
  std::map<std::string, Claim> best_;
};

// "CustomerID" → "Customer ID"; a heading that is already written for people stays.
std::string LabelOf(const ColumnRole& role) {
  const std::string& label = role.label;
  const bool written = label.find_first_of(" -") != std::string::npos && label[0] >= 'A' &&
                       label[0] <= 'Z' && label.find('_') == std::string::npos &&
                       FoldCase(label) != label;
  const bool shouted =
      std::none_of(label.begin(), label.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return written && !shouted ? label : TitleCase(role.heading);
}

std::string CurrencyOf(const TableRole& table) {
  for (const ColumnRole& role : table.columns) {
    if (role.phrase == "currency" && role.column->distinct == 1 && !role.column->top.empty())
      return role.column->top[0].first;
    if (!role.column->unit.empty() && role.column->unit != "%") return role.column->unit;
    if (!role.unit.empty() && IsMoney(role.measure)) return role.unit;
  }
  return {};
}

std::string UnitOf(const ColumnRole& role, const std::string& currency) {
  if (!role.column->unit.empty()) return role.column->unit;
  if (!role.unit.empty()) return role.unit;
  double high = 2;
  const bool fraction = AsNumber(role.column->max, &high) && high <= 1;
  const bool rate = role.measure == Measure::kDiscountRate || role.measure == Measure::kMarginRate;
  if (rate && fraction) return "%";
  return IsMoney(role.measure) ? currency : "";
}

std::string FindCurrency(const Draft& draft) {
  for (const size_t index : draft.by_priority) {
    const std::string currency = CurrencyOf(draft.tables[index]);
    if (!currency.empty()) return currency;
  }
  return {};
}

bool Names(const ColumnRole& name, const ColumnRole& code) {
  const bool number = code.column->type == Type::kInteger && !code.words.empty();
  return number && name.column->type == Type::kText && !name.hidden &&
         (name.heading == code.heading + " name" || name.heading == code.heading + " description");
}

// "Category" that holds numbers beside "Category Name": people mean the name.
bool IsNamedBeside(const TableRole& table, const ColumnRole& code) {
  return std::any_of(table.columns.begin(), table.columns.end(),
                     [&](const ColumnRole& name) { return Names(name, code); });
}

const ColumnRole* CodeBeside(const TableRole& table, const ColumnRole& name) {
  for (const ColumnRole& code : table.columns)
    if (Names(name, code)) return &code;
  return nullptr;
}

// What a description is of, where no other column is called that.
std::string BareHeading(const TableRole& table, const ColumnRole& role) {
  if (role.words.size() < 2 || role.words.back() != "description") return {};
  const std::vector<std::string> words(role.words.begin(), role.words.end() - 1);
  const std::string bare = aisle::Join(words, " ");
  const bool taken = std::any_of(table.columns.begin(), table.columns.end(),
                                 [&](const ColumnRole& other) { return other.phrase == bare; });
  return taken || ThingOf(words) ? std::string() : bare;
}

void AddTable(const TableRole& table, Draft* draft) {
  const TableSynonyms synonyms(*draft, table);
  const std::string own = CurrencyOf(table);
  const std::string& currency = own.empty() ? draft->model.currency : own;
  for (size_t i = 0; i < table.columns.size(); ++i) {
    const ColumnRole& role = table.columns[i];
    Dimension dimension;
    dimension.table = table.Name();
    dimension.column = role.Name();
    dimension.label = LabelOf(role);
    dimension.kind = role.kind;
    dimension.type = role.column->type;
    dimension.unit = UnitOf(role, currency);
    dimension.synonyms = synonyms.Of(i, FoldName(dimension.label));
    const bool of_people = role.words.size() == 2 && role.words[0] == "age";  // "age group"
    if (of_people && role.kind == DimensionKind::kCategory)
      AddUnique("customer " + role.heading, &dimension.synonyms);
    const std::string bare = BareHeading(table, role);  // "commodity" for COMMODITY_DESC
    if (!bare.empty()) AddUnique(bare, &dimension.synonyms);
    dimension.additive = role.kind == DimensionKind::kNumber && IsAdditive(role.measure);
    dimension.hidden = role.hidden || table.hidden || IsNamedBeside(table, role);
    if (const ColumnRole* code = CodeBeside(table, role))
      AddUnique(code->heading, &dimension.synonyms);
    draft->model.dimensions.push_back(std::move(dimension));
  }
}

// Where both the lines and the product list hold a price, "price" is the list's.
void SplitPrices(Draft* draft) {
  for (const TableRole& table : draft->tables) {
    const ColumnRole* sold = table.FindMeasure(Measure::kUnitPrice);
    if (!sold) sold = table.FindMeasure(Measure::kListPrice);
    if (!sold || !HasListedPrice(*draft, table)) continue;
    for (Dimension& dimension : draft->model.dimensions) {
      if (dimension.Field() != table.Name() + "." + sold->Name()) continue;
      dimension.synonyms = {"sold price", "selling price", "sale price", "price sold",
                            "price paid"};
    }
  }
}

// Levels of one hierarchy: the first heading found of each, widest first.
using Level = std::vector<std::string_view>;

const ColumnRole* FindLevel(const TableRole& table, const Level& headings) {
  for (const std::string_view heading : headings)
    for (const ColumnRole& role : table.columns)
      if (!role.hidden && (role.phrase == heading || role.heading == heading ||
                           EndsWith(role.phrase, " " + std::string(heading))))
        return &role;
  return nullptr;
}

void AddHierarchy(const std::string& name, const std::vector<Level>& levels, const TableRole& table,
                  Draft* draft) {
  Hierarchy hierarchy;
  hierarchy.name = name;
  const ColumnRole* wider = nullptr;
  for (const Level& level : levels) {
    const ColumnRole* role = FindLevel(table, level);
    // Each level splits the one above it, so it has at least as many values.
    if (!role || (wider && role->column->distinct < wider->column->distinct)) continue;
    AddUnique(table.Name() + "." + role->Name(), &hierarchy.levels);
    wider = role;
  }
  if (hierarchy.levels.size() > 1) draft->model.hierarchies.push_back(std::move(hierarchy));
}

}  // namespace

void InferDimensions(Draft* draft) {
  draft->model.currency = FindCurrency(*draft);
  for (const size_t index : draft->by_priority) AddTable(draft->tables[index], draft);
  SplitPrices(draft);
}

void InferHierarchies(Draft* draft) {
  for (const size_t index : draft->by_priority) {
    const TableRole& table = draft->tables[index];
    if (table.hidden) continue;
    AddHierarchy("geography",
                 {{"country"},
                  {"region"},
                  {"state", "province"},
                  {"county"},
                  {"city", "town"},
                  {"postal code", "zip"}},
                 table, draft);
    AddHierarchy("product",
                 {{"department"},
                  {"category"},
                  {"sub category", "subcategory"},
                  {"brand"},
                  {"product name", "item name", "product"},
                  {"sku"}},
                 table, draft);
  }
}

}  // namespace aisle::semantic
