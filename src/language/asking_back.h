// What is said when a question cannot be answered as it stands: which words nothing explains, what
// exists under that name elsewhere, what the data holds. Internal to language/.
#pragma once

#include <string>
#include <vector>

#include "language/reader.h"
#include "semantic/model.h"

namespace aisle::language {

// "It holds Revenue, Orders, by Region, Category."
std::string WhatCanBeAsked(const semantic::Model& model);
// Why nothing could be made of a question in which every word is known.
std::string NothingAsked(const semantic::Model& model, const Reading& reading);
// Which words nothing explains. A word that names a column of another table is told so; one that
// resembles a name is asked about, never with the same word again.
std::string UnexplainedMessage(const semantic::Model& model, const Reading& reading);
// Whether the two are one name: "currencies", "Currency".
bool SameName(std::string_view a, std::string_view b);

}  // namespace aisle::language
