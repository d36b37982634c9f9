#include "language/asking_back.h"

#include <algorithm>

#include "base/text.h"
#include "language/follow_up_editor.h"

namespace aisle::language {

namespace {

std::string LabelOfTable(const semantic::Model& model, const std::string& name) {
  const auto* table = model.FindTable(name);
  return table == nullptr || table->label.empty() ? name : table->label;
}

bool Reaches(const semantic::Model& model, const std::string& from, const std::string& to) {
  const auto reach = semantic::ReachableFrom(model, from);
  return std::any_of(reach.begin(), reach.end(),
                     [&](const semantic::Reach& step) { return step.table == to; });
}

// The column or figure that has the name, and its table; empty where there is none.
struct Place {
  std::string table;
  const char* kind = "column";
};
Place PlaceOf(const semantic::Model& model, const std::string& word) {
  for (const auto& metric : model.metrics) {
    if (SameName(metric.label, word) || SameName(metric.name, word))
      return {metric.table, "figure"};
  }
  for (const auto& field : model.dimensions) {
    const bool named = SameName(field.label, word) || SameName(field.column, word);
    if (named && !field.hidden) return {field.table};
  }
  for (const auto& entity : model.entities) {
    if (SameName(entity.name, word) || SameName(entity.plural, word)) return {entity.table, "row"};
  }
  return {};
}

// "“currency” is a column of Exchange Rates, which nothing joins to Orders."
std::string Elsewhere(const semantic::Model& model, const std::string& word, const Place& place,
                      const std::string& scope) {
  const std::string what =
      std::string(place.kind) == "row"
          ? "“" + word + "” are the rows of " + LabelOfTable(model, place.table)
          : "“" + word + "” is a " + place.kind + " of " + LabelOfTable(model, place.table);
  if (place.table == scope || place.table.empty() || Reaches(model, scope, place.table) ||
      Reaches(model, place.table, scope)) {
    return what + ", but how it belongs to the rest of the question is not clear.";
  }
  return what + ", which nothing joins to " + LabelOfTable(model, scope) + ".";
}

std::vector<std::string> NamesOf(const semantic::Model& model) {
  std::vector<std::string> names;
  for (const auto& metric : model.metrics) names.push_back(metric.label);
  for (const auto& dimension : model.dimensions) {
    if (!dimension.hidden) names.push_back(dimension.label);
  }
  return names;
}

std::string Quoted(const std::vector<std::string>& words) {
  std::vector<std::string> quoted;
  for (const std::string& word : words) quoted.push_back("“" + word + "”");
  return Join(quoted, ", ");
}

}  // namespace

bool SameName(std::string_view a, std::string_view b) {
  const std::string left = FoldName(a), right = FoldName(b);
  return left == right || Singular(left) == Singular(right);
}

std::string WhatCanBeAsked(const semantic::Model& model) {
  std::vector<std::string> metrics;
  for (const auto& metric : model.metrics) {
    if (metrics.size() < 5) metrics.push_back(metric.label);
  }
  std::vector<std::string> dimensions;
  for (const auto& dimension : model.dimensions) {
    const bool split = !dimension.hidden && dimension.kind == semantic::DimensionKind::kCategory;
    if (split && dimensions.size() < 5) dimensions.push_back(dimension.label);
  }
  return "It holds " + Join(metrics, ", ") +
         (dimensions.empty() ? "" : ", by " + Join(dimensions, ", ")) + ".";
}

std::string NothingAsked(const semantic::Model& model, const Reading& reading) {
  if (!reading.unexplained.empty()) return UnexplainedMessage(model, reading);
  const bool ranks = std::any_of(reading.pieces.begin(), reading.pieces.end(),
                                 [](const Piece& piece) { return piece.Main() == Role::kRank; });
  const std::string why =
      ranks                   ? "The highest or lowest of what? Name what is ranked, and by which "
                                "figure."
      : NamesMeasure(reading) ? "How these words belong together is not clear."
                              : "The question names no figure, and nothing to list.";
  return why + " " + WhatCanBeAsked(model);
}

std::string UnexplainedMessage(const semantic::Model& model, const Reading& reading) {
  std::vector<std::string> unknown;
  std::string message;
  for (const std::string& word : reading.unexplained) {
    const Place place = PlaceOf(model, word);
    if (place.table.empty()) {
      unknown.push_back(word);
    } else {
      message += (message.empty() ? "" : " ") + Elsewhere(model, word, place, reading.scope);
    }
  }
  if (unknown.empty()) return message;
  std::string text = "Nothing in the data is called " + Quoted(unknown) + ".";
  const std::vector<std::string> names = NamesOf(model);
  for (const std::string& word : unknown) {
    const std::string nearest = Nearest(word, names);
    if (!nearest.empty() && !SameName(nearest, word)) text += " Did you mean “" + nearest + "”?";
  }
  return text + (message.empty() ? "" : " " + message) + " " + WhatCanBeAsked(model);
}

}  // namespace aisle::language
