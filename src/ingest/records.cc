#include "ingest/records.h"

#include <algorithm>
#include <cstring>
#include <map>

namespace aisle::ingest {
namespace {

constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

bool IsBlankAt(std::string_view text, std::size_t at) {
  return text[at] == ' ' || text[at] == '\t' || text[at] == '\r' || text[at] == '\n' ||
         text[at] == '\v' || text[at] == '\f';
}

}  // namespace

RecordReader::RecordReader(std::string_view text, Dialect dialect, std::size_t at)
    : text_(text), dialect_(dialect), at_(at), begin_(at) {
  stops_[static_cast<unsigned char>(dialect.delimiter)] = true;
  stops_[static_cast<unsigned char>('\n')] = true;
  stops_[static_cast<unsigned char>('\r')] = true;
}

// The offset of the quote that closes a cell whose content begins at `from`.
std::size_t RecordReader::FindClosing(std::size_t from, bool* doubled) const {
  std::size_t at = from;
  while (at < text_.size()) {
    const void* found = std::memchr(text_.data() + at, dialect_.quote, text_.size() - at);
    if (found == nullptr) return kNowhere;
    at = static_cast<std::size_t>(static_cast<const char*>(found) - text_.data());
    if (at + 1 < text_.size() && text_[at + 1] == dialect_.quote) {
      *doubled = true;
      at += 2;
      continue;
    }
    return at;
  }
  return kNowhere;
}

std::string_view RecordReader::ReadPlain(std::size_t from) {
  std::size_t end = at_;
  const std::size_t size = text_.size();
  while (end < size && !stops_[static_cast<unsigned char>(text_[end])]) ++end;
  at_ = end;
  return text_.substr(from, end - from);
}

// `"5" pipe,` keeps what follows the closing quote.
std::string_view RecordReader::JoinTail(std::string_view head) {
  const std::string_view tail = ReadPlain(at_);
  if (!tail.empty()) quotes_ = std::max(quotes_, Quotes::kLoose);
  if (TrimCell(tail).empty()) return head;
  unquoted_.push_back(std::string(head) + std::string(tail));
  return unquoted_.back();
}

std::string_view RecordReader::ReadQuoted() {
  const std::size_t from = at_ + 1;
  bool doubled = false;
  const std::size_t closing = at_ >= no_closing_after_ ? kNowhere : FindClosing(from, &doubled);
  if (closing == kNowhere) {
    no_closing_after_ = std::min(no_closing_after_, at_);
    quotes_ = Quotes::kUnclosed;
    return ReadPlain(at_);
  }
  std::string_view content = text_.substr(from, closing - from);
  lines_ += std::count(content.begin(), content.end(), '\n');
  if (doubled) {
    std::string plain;
    plain.reserve(content.size());
    for (std::size_t i = 0; i < content.size(); ++i) {
      plain += content[i];
      if (content[i] == dialect_.quote) ++i;
    }
    unquoted_.push_back(std::move(plain));
    content = unquoted_.back();
  }
  at_ = closing + 1;
  return JoinTail(content);
}

void RecordReader::SkipLineEnd() {
  if (at_ >= text_.size()) return;
  if (text_[at_] == '\r') ++at_;
  if (at_ < text_.size() && text_[at_] == '\n') ++at_;
  ++lines_;
}

bool RecordReader::Next() {
  cells_.clear();
  if (!unquoted_.empty()) unquoted_.clear();
  begin_ = at_;
  quotes_ = Quotes::kProper;
  if (at_ >= text_.size()) return false;
  while (true) {
    const bool quoted =
        at_ < text_.size() && dialect_.quote != '\0' && text_[at_] == dialect_.quote;
    cells_.push_back(quoted ? ReadQuoted() : ReadPlain(at_));
    if (at_ >= text_.size() || text_[at_] != dialect_.delimiter) break;
    ++at_;
  }
  SkipLineEnd();
  return true;
}

std::string_view TrimCell(std::string_view cell) {
  while (!cell.empty()) {
    if (IsBlankAt(cell, 0)) {
      cell.remove_prefix(1);
    } else if (cell.size() >= 2 && cell[0] == '\xC2' && cell[1] == '\xA0') {
      cell.remove_prefix(2);
    } else {
      break;
    }
  }
  while (!cell.empty()) {
    if (IsBlankAt(cell, cell.size() - 1)) {
      cell.remove_suffix(1);
    } else if (cell.size() >= 2 && cell[cell.size() - 2] == '\xC2' && cell.back() == '\xA0') {
      cell.remove_suffix(2);
    } else {
      break;
    }
  }
  return cell;
}

namespace {

struct Fit {
  double score = 0;
  std::size_t width = 1;
};

// How well a dialect explains the text: the share of records with the commonest width, a bonus
// for the header having it too, and a little for width.
Fit FitOf(std::string_view head, Dialect dialect) {
  constexpr int kRecords = 400;
  RecordReader reader(head, dialect);
  std::map<std::size_t, int> widths;
  int records = 0;
  std::size_t first_width = 0;
  int stray_quotes = 0;
  while (records < kRecords && reader.Next()) {
    const auto& cells = reader.cells();
    if (cells.size() == 1 && TrimCell(cells[0]).empty()) continue;
    if (records++ == 0) first_width = cells.size();
    ++widths[cells.size()];
    for (const std::string_view cell : cells) {
      const std::string_view trimmed = TrimCell(cell);
      if (!trimmed.empty() && trimmed.front() == '"') ++stray_quotes;
    }
  }
  Fit fit;
  int most = 0;
  for (const auto& [width, count] : widths) {
    if (width > 1 && count >= most) {
      most = count;
      fit.width = width;
    }
  }
  if (records == 0 || fit.width < 2) return fit;
  fit.score = static_cast<double>(most) / records;
  if (first_width == fit.width) fit.score += 0.5;
  fit.score += 0.01 * static_cast<double>(std::min<std::size_t>(fit.width, 20));
  fit.score -= 0.5 * std::min(1.0, static_cast<double>(stray_quotes) / records);
  return fit;
}

}  // namespace

Dialect DetectDialect(std::string_view head) {
  Dialect best;
  double best_score = 0;
  for (const char delimiter : {',', ';', '\t', '|'}) {
    for (const char quote : {'"', '\''}) {
      // A single quote is a quote only where cells begin with it; otherwise it is an apostrophe.
      if (quote == '\'' && head.find(std::string{delimiter, '\''}) == std::string_view::npos) {
        continue;
      }
      const Dialect dialect{delimiter, quote};
      const double score = FitOf(head, dialect).score - (quote == '\'' ? 0.05 : 0.0);
      if (score <= best_score) continue;
      best = dialect;
      best_score = score;
    }
  }
  return best;
}

}  // namespace aisle::ingest
