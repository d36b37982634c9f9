// An Answer on a terminal: sentence, table, chart, restatement, proof. Widths are counted in
// display columns (CJK wide, combining marks none). Writes no colour unless told to.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "answer/answer.h"

namespace aisle::answer {

struct Terminal {
  bool colour = false;
  int width = 100;        // display columns
  int64_t max_rows = 40;  // of a table; the rest is counted
};

std::string ToTerminal(const Answer& answer, const Terminal& terminal);

// A table of text cells: `right` says which columns are numbers. Cut to the terminal's width.
struct TextTable {
  std::vector<std::string> headings;
  std::vector<bool> right;
  std::vector<std::vector<std::string>> rows;
};
std::string ToTerminal(const TextTable& table, const Terminal& terminal);

// Only the table, and only the chart (empty when there is none), of an answer.
std::string TableOf(const Answer& answer, const Terminal& terminal);
std::string ChartOf(const Answer& answer, const Terminal& terminal);

int DisplayWidth(std::string_view text);                    // in columns
std::string Clip(std::string_view text, int width);         // ends in … when cut
std::string Bar(double share, int width);                   // eighths of a block; share 0..1
std::string Sparkline(const std::vector<double>& numbers);  // ▁▂▃▄▅▆▇█

}  // namespace aisle::answer
