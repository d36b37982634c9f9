// What an expression is called where people read it: "Revenue", "Average Price", "Month", "Share
// of revenue". Also its unit and how its cells are printed. Knows the model, no data.
#pragma once

#include <string>

#include "answer/answer.h"
#include "semantic/model.h"
#include "semantic/query.h"

namespace aisle::answer {

std::string LabelOf(const semantic::Model& model, const semantic::Expr& expr);
// "INR", "%", "days" or "" (a count, a plain number).
std::string UnitOf(const semantic::Model& model, const semantic::Expr& expr);
// The AnswerColumn format: "month", "weekday", "plain" (a number that is a name), "money", "".
std::string FormatOf(const semantic::Model& model, const semantic::Expr& expr);

// The query with every item labelled, each label once: the headings of the answer.
semantic::Query Labelled(const semantic::Model& model, semantic::Query query);

// A label inside a sentence: "Order Date" → "order date"; acronyms stay ("SKU", "GROSS AMT").
std::string InSentence(const std::string& label);

}  // namespace aisle::answer
