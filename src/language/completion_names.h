// The names that a question may be continued with: of metrics, dimensions and things, with their
// synonyms, periods of the data and structure words; and how well a beginning fits one of them.
// Internal to language/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"
#include "semantic/model.h"

namespace aisle::language {

struct Name {
  enum class Kind { kMetric, kDimension, kEntity, kTime, kGrain, kWord };

  Kind kind = Kind::kMetric;
  std::string text;     // as it is typed: "product category"
  std::string plural;   // "product categories"; empty where there is none
  std::string ref;      // metric, "table.column", entity, or the text itself
  std::string meaning;  // as Completion has it
  std::string table;    // whose rows it needs; empty: none
  double cost = 0;      // 0 is the likeliest of its kind
  semantic::DimensionKind dimension = semantic::DimensionKind::kCategory;
  uint64_t initials = 0;  // the letters that its words begin with, see InitialsOf
};

std::vector<Name> NamesOf(const semantic::Model& model, const catalog::Catalog& catalog);

// A bit for each letter that a word of the folded text begins with. A beginning fits no name that
// lacks its letter, which spares most of them a closer look.
uint64_t InitialsOf(std::string_view text);

// What it costs to take the folded beginning `typed` for `name`: 0 where the name begins so, more
// where a later word does or a letter is wrong. Nothing where it does not fit, or is all there.
std::optional<double> Fit(std::string_view typed, std::string_view name);

}  // namespace aisle::language
