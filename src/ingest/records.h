// Records of delimited text, one at a time, without copying: cells are views of the text, or of a
// buffer when quotes had to be taken out. Lenient as files are: a quote inside an unquoted cell is
// a character, text after a closing quote is kept, a quote that is never closed is a character.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace aisle::ingest {

struct Dialect {
  char delimiter = ',';
  char quote = '"';  // '\0': none
  bool operator==(const Dialect&) const = default;
};

// How a record's quotes stand: loose ones have text after the closing quote.
enum class Quotes : uint8_t { kProper, kLoose, kUnclosed };

class RecordReader {
 public:
  // Reads `text` from offset `at`; both must outlive the reader's cells.
  RecordReader(std::string_view text, Dialect dialect, std::size_t at = 0);

  // Moves to the next record; false at the end. A line with nothing on it is a record with one
  // empty cell.
  bool Next();

  const std::vector<std::string_view>& cells() const { return cells_; }
  std::size_t begin() const { return begin_; }  // offset of the record
  std::size_t end() const { return at_; }       // offset of the next one
  int64_t lines() const { return lines_; }      // line ends passed so far
  Quotes quotes() const { return quotes_; }     // of the record

 private:
  std::string_view ReadQuoted();
  std::string_view ReadPlain(std::size_t from);
  std::string_view JoinTail(std::string_view head);
  std::size_t FindClosing(std::size_t from, bool* doubled) const;
  void SkipLineEnd();

  std::string_view text_;
  Dialect dialect_;
  std::size_t at_ = 0;
  std::size_t begin_ = 0;
  int64_t lines_ = 0;
  Quotes quotes_ = Quotes::kProper;
  std::size_t no_closing_after_ = static_cast<std::size_t>(-1);
  std::vector<std::string_view> cells_;
  std::deque<std::string> unquoted_;  // a deque: views of its strings stay valid
  bool stops_[256] = {};
};

// The cell without outer blanks (ASCII and U+00A0).
std::string_view TrimCell(std::string_view cell);

// Guesses from the beginning of a text: the delimiter that makes records equally wide.
Dialect DetectDialect(std::string_view head);

}  // namespace aisle::ingest
