#include "answer/terminal.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "answer/format.h"
#include "base/text.h"

namespace aisle::answer {
namespace {

constexpr int kWidestCell = 40;

// Reads one code point at `at`; a byte that is not UTF-8 counts as itself.
size_t CodePoint(std::string_view text, size_t at, utf8proc_int32_t* point) {
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at);
  const auto size = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - at), point);
  if (size > 0) return static_cast<size_t>(size);
  *point = 0xFFFD;
  return 1;
}

// Cells come from files: what could steer a terminal (escapes, line ends) is shown as a blank.
std::string Printable(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    utf8proc_int32_t point = 0;
    const size_t size = CodePoint(text, at, &point);
    const bool control = point < 0x20 || (point >= 0x7f && point < 0xa0) ||
                         (point >= 0x202a && point <= 0x202e) ||
                         (point >= 0x2066 && point <= 0x2069);
    if (control) {
      out += ' ';
    } else if (point == 0xFFFD && size == 1) {
      out += "\xEF\xBF\xBD";
    } else {
      out += text.substr(at, size);
    }
    at += size;
  }
  return out;
}

std::string Painted(std::string_view text, std::string_view code, const Terminal& terminal) {
  if (!terminal.colour) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

std::string Padded(const std::string& text, int width, bool right) {
  const std::string blanks(static_cast<size_t>(std::max(0, width - DisplayWidth(text))), ' ');
  return right ? blanks + text : text + blanks;
}

std::vector<int> WidthsOf(const TextTable& table) {
  std::vector<int> widths;
  for (const std::string& heading : table.headings) {
    widths.push_back(std::min(kWidestCell, DisplayWidth(heading)));
  }
  for (const auto& row : table.rows) {
    for (size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::clamp(DisplayWidth(row[i]), widths[i], std::max(widths[i], kWidestCell));
    }
  }
  return widths;
}

// How many columns fit the terminal side by side: at least one.
size_t FittingColumns(const std::vector<int>& widths, int width) {
  int used = 0;
  for (size_t i = 0; i < widths.size(); ++i) {
    used += widths[i] + 2;
    if (used > width && i > 0) return i;
  }
  return widths.size();
}

std::string LineOf(const std::vector<std::string>& cells, const TextTable& table,
                   const std::vector<int>& widths, size_t columns) {
  std::string line = "  ";
  for (size_t i = 0; i < columns; ++i) {
    line += Padded(Clip(cells[i], widths[i]), widths[i], table.right[i]);
    if (i + 1 < columns) line += "  ";
  }
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

// One row that is too wide: a line for each column.
std::string Upright(const TextTable& table) {
  int width = 0;
  for (const std::string& heading : table.headings) width = std::max(width, DisplayWidth(heading));
  std::string text;
  for (size_t i = 0; i < table.headings.size(); ++i) {
    text += "  " + Padded(table.headings[i], width, false) + "  " + table.rows[0][i] + "\n";
  }
  return text;
}

TextTable ToText(const Answer& answer, int64_t max_rows) {
  TextTable table;
  for (const AnswerColumn& column : answer.columns) {
    table.headings.push_back(Printable(column.name));
    table.right.push_back((IsNumeric(column.type) && column.format != "plain") || column.measure);
  }
  for (const auto& row : answer.rows) {
    if (static_cast<int64_t>(table.rows.size()) == max_rows) break;
    std::vector<std::string> cells;
    for (size_t i = 0; i < row.size(); ++i) {
      cells.push_back(Printable(FormatCell(row[i], answer.columns[i])));
    }
    table.rows.push_back(std::move(cells));
  }
  return table;
}

// The first group and the first measure of a result that bars can show.
struct Bars {
  size_t group = 0;
  size_t measure = 0;
};

bool FindBars(const Answer& answer, Bars* bars) {
  size_t groups = 0;
  bool measured = false;
  for (size_t i = 0; i < answer.columns.size(); ++i) {
    if (!answer.columns[i].measure) {
      if (groups++ == 0) bars->group = i;
    } else if (!measured) {
      bars->measure = i;
      measured = true;
    }
  }
  return groups == 1 && measured && answer.rows.size() > 1;
}

std::vector<double> NumbersOf(const Answer& answer, size_t column, size_t most) {
  std::vector<double> numbers;
  for (const auto& row : answer.rows) {
    double number = 0;
    numbers.push_back(AsNumber(row[column], &number) ? number : 0);
    if (numbers.size() == most) break;
  }
  return numbers;
}

std::string BarChart(const Answer& answer, const Bars& bars, const Terminal& terminal) {
  constexpr size_t kMostBars = 12;
  constexpr int kBarWidth = 30;
  const std::vector<double> numbers = NumbersOf(answer, bars.measure, kMostBars);
  const double most = *std::max_element(numbers.begin(), numbers.end());
  const double least = *std::min_element(numbers.begin(), numbers.end());
  if (most <= 0 || least < 0) return {};  // bars to the left say little in text
  std::vector<std::string> names;
  int width = 0;
  for (size_t row = 0; row < numbers.size(); ++row) {
    names.push_back(
        Clip(Printable(FormatCell(answer.rows[row][bars.group], answer.columns[bars.group])), 24));
    width = std::max(width, DisplayWidth(names.back()));
  }
  std::string text;
  for (size_t row = 0; row < numbers.size(); ++row) {
    text += "  " + Padded(names[row], width, false) + " " +
            Painted(Bar(numbers[row] / most, kBarWidth), "36", terminal) + "\n";
  }
  return text;
}

void AddNotes(const std::vector<std::string>& notes, const std::string& sign,
              const Terminal& terminal, std::string* text) {
  constexpr size_t kMostNotes = 6;
  for (size_t i = 0; i < notes.size() && i < kMostNotes; ++i) {
    *text += Painted("  " + sign + " " + Printable(notes[i]), "2", terminal) + "\n";
  }
  if (notes.size() > kMostNotes) {
    *text +=
        Painted(fmt::format("  … and {} more", notes.size() - kMostNotes), "2", terminal) + "\n";
  }
}

std::string Heading(const Answer& answer, const Terminal& terminal) {
  const std::string message = Printable(answer.message);
  if (answer.status == "answered") return Painted(message, "1", terminal) + "\n";
  if (answer.status == "clarify") return Painted(message, "33", terminal) + "\n";
  return Painted(message, "31", terminal) + "\n";
}

bool IsOneNumber(const Answer& answer) {
  return answer.columns.size() == 1 && answer.rows.size() == 1 && answer.columns[0].measure;
}

}  // namespace

int DisplayWidth(std::string_view text) {
  int width = 0;
  for (size_t at = 0; at < text.size();) {
    utf8proc_int32_t point = 0;
    at += CodePoint(text, at, &point);
    width += std::max(0, utf8proc_charwidth(point));
  }
  return width;
}

std::string Clip(std::string_view text, int width) {
  if (DisplayWidth(text) <= width) return std::string(text);
  std::string out;
  int used = 0;
  for (size_t at = 0; at < text.size();) {
    utf8proc_int32_t point = 0;
    const size_t size = CodePoint(text, at, &point);
    used += std::max(0, utf8proc_charwidth(point));
    if (used > width - 1) break;
    out += text.substr(at, size);
    at += size;
  }
  return out + "…";
}

std::string Bar(double share, int width) {
  constexpr std::array<std::string_view, 8> kPart = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const int eighths = static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * width * 8));
  std::string bar;
  for (int i = 0; i < eighths / 8; ++i) bar += "█";
  bar += kPart.at(static_cast<size_t>(eighths % 8));
  return bar.empty() && share > 0 ? "▏" : bar;
}

std::string Sparkline(const std::vector<double>& numbers) {
  constexpr std::array<std::string_view, 8> kLevel = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  if (numbers.empty()) return {};
  const auto [low, high] = std::minmax_element(numbers.begin(), numbers.end());
  const double span = *high - *low;
  std::string line;
  for (double number : numbers) {
    const double level = span == 0 ? 3 : 7 * (number - *low) / span;
    line += kLevel.at(static_cast<size_t>(std::lround(level)));
  }
  return line;
}

std::string ToTerminal(const TextTable& table, const Terminal& terminal) {
  const std::vector<int> widths = WidthsOf(table);
  const size_t columns = FittingColumns(widths, terminal.width - 2);
  std::string text = Painted(LineOf(table.headings, table, widths, columns), "1", terminal) + "\n";
  int ruler = 0;
  for (size_t i = 0; i < columns; ++i) ruler += widths[i] + 2;
  text += "  ";
  for (int i = 0; i < ruler - 2; ++i) text += "─";
  text += "\n";
  for (const auto& row : table.rows) text += LineOf(row, table, widths, columns) + "\n";
  if (columns < table.headings.size()) {
    std::vector<std::string> rest(table.headings.begin() + static_cast<std::ptrdiff_t>(columns),
                                  table.headings.end());
    text += "  (too wide for: " + Join(rest, ", ") + ")\n";
  }
  return text;
}

std::string TableOf(const Answer& answer, const Terminal& terminal) {
  if (answer.columns.empty() || answer.rows.empty()) return {};
  const TextTable table = ToText(answer, terminal.max_rows);
  if (table.rows.size() == 1 &&
      FittingColumns(WidthsOf(table), terminal.width - 2) < table.headings.size()) {
    return Upright(table);
  }
  std::string text = ToTerminal(table, terminal);
  const auto more = answer.total_rows - static_cast<int64_t>(table.rows.size());
  if (more > 0) {
    text += fmt::format("  … and {} more {}\n", Thousands(more), more == 1 ? "row" : "rows");
  }
  return text;
}

std::string ChartOf(const Answer& answer, const Terminal& terminal) {
  Bars bars;
  if (answer.chart.empty() || !FindBars(answer, &bars)) return {};
  const bool time = IsTemporal(answer.columns[bars.group].type);
  if (!time) return BarChart(answer, bars, terminal);
  const auto most = static_cast<size_t>(std::max(10, terminal.width - 4));
  return "  " + Painted(Sparkline(NumbersOf(answer, bars.measure, most)), "36", terminal) + "\n";
}

std::string ToTerminal(const Answer& answer, const Terminal& terminal) {
  std::string text = Heading(answer, terminal);
  for (size_t i = 0; i < answer.choices.size(); ++i) {
    text += fmt::format("  {}. {}\n", i + 1, Printable(answer.choices[i]));
  }
  if (answer.status == "answered") {
    if (!IsOneNumber(answer)) {
      const std::string table = TableOf(answer, terminal);
      if (!table.empty()) text += "\n" + table;
    }
    const std::string chart = ChartOf(answer, terminal);
    if (!chart.empty()) text += "\n" + chart;
    text += "\n";
    std::vector<std::string> proof;
    if (!answer.restatement.empty()) proof.push_back(answer.restatement);
    if (!answer.freshness.empty()) proof.push_back(answer.freshness);
    if (answer.verified) proof.emplace_back("verified");
    AddNotes(proof, "·", terminal, &text);
  }
  AddNotes(answer.assumptions, "assumed:", terminal, &text);
  AddNotes(answer.warnings, "note:", terminal, &text);
  return text;
}

}  // namespace aisle::answer
