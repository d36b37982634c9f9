// What a column of a result is called when the query gives it no label: "Revenue",
// "Average Unit Price", "Number of orders", "Month".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "semantic/model.h"

namespace aisle::plan {

// `expr` is as asked, with metrics by name.
std::string HeadingOf(const semantic::Model& model, const semantic::Expr& expr);

std::string FieldLabel(const semantic::Model& model, std::string_view field);
// What a row of the table is, for people: "order line"; and several of them.
std::string RowName(const semantic::Model& model, std::string_view table);
std::string RowsName(const semantic::Model& model, std::string_view table);

// `name`, with a number when `taken` has it already (case does not tell names apart).
std::string Unique(std::string name, const std::vector<std::string>& taken);

}  // namespace aisle::plan
