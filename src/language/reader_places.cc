// "Where are the most sellers", "where do most orders come from": by the column that says a place.
// Where there are several, or none, the question is asked back.
#include <algorithm>

#include "base/text.h"
#include "language/reader.h"

namespace aisle::language {

using semantic::Dimension;
using semantic::DimensionKind;
using semantic::Field;

namespace {

constexpr size_t kMostPlaces = 6;  // named when asking back

bool SaysPlace(const Dimension& dimension) {
  static constexpr std::string_view kPlaces[] = {
      "city",      "cities",   "state",  "country", "region", "province", "county",
      "location",  "district", "town",   "zone",    "area",   "store",    "branch",
      "territory", "market",   "outlet", "mall",    "suburb", "village",  "postcode"};
  const bool named =
      dimension.kind == DimensionKind::kCategory || dimension.kind == DimensionKind::kName;
  if (dimension.hidden || !named) return false;
  const auto words = Split(FoldName(dimension.label), ' ');
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return std::find(std::begin(kPlaces), std::end(kPlaces), word) != std::end(kPlaces);
  });
}

}  // namespace

// Places of the thing that the question names; else those of all that is in sight.
std::vector<const Dimension*> Reader::PlacesInSight() const {
  std::vector<const Dimension*> own, all;
  for (const Dimension& dimension : model_.dimensions) {
    if (!SaysPlace(dimension) || !scope_.Reaches(dimension.table)) continue;
    all.push_back(&dimension);
    const bool named = std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& piece) {
      const semantic::Entity* entity = EntityOf(piece);
      return entity != nullptr && entity->table == dimension.table;
    });
    if (named) own.push_back(&dimension);
  }
  return own.empty() ? all : own;
}

void Reader::ReadWhere() {
  if (tokens_.empty() || tokens_[0].folded != "where" || pieces_[0].Main() != Role::kWhich) return;
  const bool named = std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& piece) {
    const Dimension* field = FieldOf(piece);
    const semantic::Entity* entity = EntityOf(piece);
    return (field != nullptr && SaysPlace(*field)) || piece.Main() == Role::kValue ||
           (entity != nullptr && entity->name == "store");
  });
  if (named) return;
  const std::vector<const Dimension*> places = PlacesInSight();
  if (places.size() == 1) {
    AddGroup(Field(places.front()->Field()), false);
    return;
  }
  std::vector<std::string> labels;
  for (const Dimension* place : places)
    if (labels.size() < kMostPlaces) labels.push_back(place->label);
  const std::string ask = labels.empty() ? "No column here tells of places."
                                         : "By which place? There is " + Join(labels, ", ") + ".";
  failure_ = Fail(Outcome::kClarify, "unclear", ask);
}

}  // namespace aisle::language
