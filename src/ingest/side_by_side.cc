// Tables side by side: two ledgers whose columns happen to share the records of one file. They
// show as labels that come again ("Particular, Amount, Particular, Amount"), or as an empty
// column without a name between groups that are not equally long.
#include <algorithm>
#include <optional>
#include <set>

#include "base/text.h"
#include "ingest/block_rows.h"
#include "ingest/blocks.h"

namespace aisle::ingest {
namespace {

struct Group {
  std::size_t begin = 0;  // positions in the block's cells
  std::size_t end = 0;
};

// "Amount.1" is how programs write the second Amount; "Expance Amount" is how a header of two
// rows was put together.
std::string PlainLabel(const Block& block, std::size_t at) {
  std::string label = FoldCase(block.labels[at]);
  if (!block.groups.empty() && !block.groups[at].empty()) {
    const std::string group = FoldCase(block.groups[at]) + " ";
    if (StartsWith(label, group)) label.erase(0, group.size());
  }
  const std::size_t dot = label.rfind('.');
  if (dot != std::string::npos && dot + 1 < label.size() &&
      label.find_first_not_of("0123456789", dot + 1) == std::string::npos) {
    label.resize(dot);
  }
  return label;
}

// Labels in a period of two or more: the same columns again.
std::vector<Group> ByRepeatedLabels(const Block& block, std::size_t first) {
  const std::size_t count = block.labels.size() - first;
  for (std::size_t period = 2; period * 2 <= count; ++period) {
    if (count % period != 0) continue;
    bool repeats = true;
    std::set<std::string> distinct;
    for (std::size_t i = 0; i < count && repeats; ++i) {
      const std::string label = PlainLabel(block, first + i);
      repeats = !label.empty() && label == PlainLabel(block, first + i % period);
      distinct.insert(label);
    }
    if (!repeats || distinct.size() != period) continue;
    std::vector<Group> groups;
    for (std::size_t at = first; at < block.labels.size(); at += period) {
      groups.push_back({at, at + period});
    }
    return groups;
  }
  return {};
}

std::vector<Group> ByEmptyColumns(const Block& block, const BlockFacts& facts, std::size_t first) {
  std::vector<Group> groups;
  std::size_t begin = first;
  for (std::size_t i = first; i <= block.labels.size(); ++i) {
    const bool end = i == block.labels.size();
    if (!end && !(IsUnnamed(block.labels[i]) && facts.columns[i].Values() == 0)) continue;
    if (i > begin) groups.push_back({begin, i});
    begin = i + 1;
  }
  const bool wide = std::all_of(groups.begin(), groups.end(),
                                [](const Group& group) { return group.end - group.begin >= 2; });
  return wide && groups.size() >= 2 ? groups : std::vector<Group>{};
}

bool HasValue(const BlockRow& row, const Block& block, const Group& group) {
  for (std::size_t i = group.begin; i < group.end; ++i) {
    const std::size_t cell = block.cells[i];
    if (cell < row.cells->size() && !TrimCell((*row.cells)[cell]).empty()) return true;
  }
  return false;
}

// Groups that end at different records are tables of their own; groups of one length may be
// one table with a gap, unless a label comes twice.
bool AreIndependent(const ScannedText& scanned, const Block& block,
                    const std::vector<Group>& groups) {
  std::vector<int64_t> last(groups.size(), -1);
  int64_t number = 0;
  VisitRows(
      scanned, block, [](std::size_t) { return true; },
      [&](const BlockRow& row) {
        ++number;
        if (row.fate != kKept) return;
        for (std::size_t g = 0; g < groups.size(); ++g) {
          if (HasValue(row, block, groups[g])) last[g] = number;
        }
      });
  const auto [least, most] = std::minmax_element(last.begin(), last.end());
  if (*most - *least >= 2) return true;
  std::set<std::string> labels;
  for (const Group& group : groups) {
    for (std::size_t i = group.begin; i < group.end; ++i) {
      if (!labels.insert(PlainLabel(block, i)).second) return true;
    }
  }
  return false;
}

std::string TitleOf(const Block& block, const Group& group) {
  if (!block.groups.empty() && !block.groups[group.begin].empty()) return block.groups[group.begin];
  return {};
}

Block MakePart(const ScannedText& scanned, const Block& whole, const Group& group, bool first_part,
               bool row_numbers) {
  Block part;
  part.title = TitleOf(whole, group);
  part.pages.resize(scanned.scan->pages.size());
  if (row_numbers) {
    part.cells.push_back(whole.cells[0]);
    part.labels.push_back(whole.labels[0]);
  }
  for (std::size_t i = group.begin; i < group.end; ++i) {
    part.cells.push_back(whole.cells[i]);
    std::string label = whole.labels[i];
    if (!part.title.empty() && StartsWith(label, part.title + " ")) {
      label.erase(0, part.title.size() + 1);
    }
    if (const std::size_t dot = label.rfind('.');
        dot != std::string::npos && PlainLabel(whole, i) == FoldCase(label.substr(0, dot))) {
      label.resize(dot);
    }
    part.labels.push_back(label);
  }
  VisitRows(
      scanned, whole, [](std::size_t) { return true; },
      [&](const BlockRow& row) {
        if (row.fate != kKept) {
          if (first_part) SetFate(*scanned.scan, row.page, row.row, row.fate, &part);
        } else if (HasValue(row, whole, group)) {
          SetFate(*scanned.scan, row.page, row.row, kKept, &part);
        }
      });
  return part;
}

}  // namespace

void SplitSideBySide(const ScannedText& scanned, Blocks* blocks) {
  const std::size_t first = blocks->row_numbers ? 1 : 0;
  std::vector<Block> result;
  for (Block& block : blocks->blocks) {
    std::vector<Group> groups;
    if (block.tabular) {
      groups = ByRepeatedLabels(block, first);
      if (groups.empty()) {
        groups = ByEmptyColumns(block, FactsOf(scanned, block), first);
        if (!groups.empty() && !AreIndependent(scanned, block, groups)) groups.clear();
      }
    }
    if (groups.empty()) {
      result.push_back(std::move(block));
      continue;
    }
    for (std::size_t g = 0; g < groups.size(); ++g) {
      result.push_back(MakePart(scanned, block, groups[g], g == 0, blocks->row_numbers));
    }
    blocks->notes.push_back(std::to_string(groups.size()) +
                            " tables stand side by side; a line counts once for each that it "
                            "has a row of");
  }
  blocks->blocks = std::move(result);
}

}  // namespace aisle::ingest
