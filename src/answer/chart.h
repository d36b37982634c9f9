// A chart chosen by the shape of the result, as a small declarative spec in the manner of
// Vega-Lite: {"mark":"bar","x":{"field":"Revenue","type":"quantitative"},"y":{"field":"State",
// "type":"nominal"}}. Draws nothing: the terminal (answer/terminal.h) and the page do.
#pragma once

#include <string>

#include "answer/answer.h"

namespace aisle::answer {

// Empty when a chart would not help: one number, long lists, detail rows.
std::string ChooseChart(const Answer& answer);

}  // namespace aisle::answer
