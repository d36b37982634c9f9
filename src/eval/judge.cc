#include "eval/judge.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>
#include <optional>

namespace aisle::eval {
namespace {

// What counts as right: the gold rows, or an accepted alternative.
struct Choice {
  Rows rows;
  std::optional<int64_t> row_count;  // before the gold was cut for storage
  std::string sql;
  Names names;
};

struct Given {  // an answer, read once
  Rows rows;
  int64_t total = 0;
  Names names;
};

const json::value kNull = nullptr;

const json::value& At(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value ? *value : kNull;
}

std::string TextAt(const json::object& object, std::string_view key) {
  const auto& value = At(object, key);
  return value.is_string() ? std::string(value.get_string()) : std::string();
}

std::optional<int64_t> IntegerAt(const json::object& object, std::string_view key) {
  const auto& value = At(object, key);
  if (value.is_int64()) return value.get_int64();
  if (value.is_uint64()) return static_cast<int64_t>(value.get_uint64());
  return std::nullopt;
}

Names NamesAt(const json::object& object, std::string_view key) {
  Names names;
  const auto& value = At(object, key);
  if (!value.is_array()) return names;
  for (const auto& name : value.get_array())
    names.push_back(name.is_string() ? std::string(name.get_string()) : json::serialize(name));
  return names;
}

bool IsWordCharacter(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || (c & 0x80) != 0;
}

// Where `word` stands as a whole word at or after `from`, or npos.
size_t FindWord(std::string_view text, std::string_view word, size_t from = 0) {
  for (size_t at = text.find(word, from); at != text.npos; at = text.find(word, at + 1)) {
    const size_t end = at + word.size();
    if ((at == 0 || !IsWordCharacter(text[at - 1])) &&
        (end == text.size() || !IsWordCharacter(text[end])))
      return at;
  }
  return text.npos;
}

// `first`, blanks, `second`, as whole words.
bool HasWords(std::string_view text, std::string_view first, std::string_view second) {
  constexpr std::string_view kBlanks = " \t\r\n\f\v";
  for (size_t at = FindWord(text, first); at != text.npos; at = FindWord(text, first, at + 1)) {
    const size_t blanks = at + first.size();
    const size_t next = text.find_first_not_of(kBlanks, blanks);
    if (next != text.npos && next > blanks && FindWord(text, second, next) == next) return true;
  }
  return false;
}

std::string Lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return c < 0x80 ? static_cast<char>(std::tolower(c)) : c; });
  return text;
}

bool IsRanked(const std::string& sql) {
  const std::string lower = Lower(sql);
  return HasWords(lower, "order", "by") && FindWord(lower, "limit") != std::string::npos;
}

bool AsksForOrder(const std::string& question) {
  const std::string lower = Lower(question);
  for (const char* word : {"ascending", "descending"}) {
    for (size_t at = FindWord(lower, word); at != lower.npos; at = FindWord(lower, word, at + 1)) {
      const size_t next = at + std::string_view(word).size();
      if (lower.compare(next, 1, " ") == 0 && FindWord(lower, "order", next + 1) == next + 1)
        return true;
    }
  }
  return false;
}

bool NamesNumber(const std::string& question) {
  if (question.find_first_of("0123456789") != question.npos) return true;
  const std::string lower = Lower(question);
  constexpr std::array<std::string_view, 10> kNumbers = {"one", "two",   "three", "four", "five",
                                                         "six", "seven", "eight", "nine", "ten"};
  return std::any_of(kNumbers.begin(), kNumbers.end(),
                     [&](auto word) { return FindWord(lower, word) != lower.npos; });
}

bool IsBlankLabel(const Cell& cell) {
  return cell.is_null || cell.text.empty() || cell.text == "unknown" || cell.text == "(none)" ||
         cell.text == "null" || cell.text == "(blank)";
}

bool IsTotalLabel(const Cell& cell) {
  return !cell.is_null && (cell.text == "total" || cell.text == "grand total" ||
                           cell.text == "all" || cell.text == "overall" || cell.text == "sum");
}

// Rows less those with such a label; a label is a cell of a column that holds text.
template <typename IsLabel>
Rows Without(const Rows& rows, IsLabel is_label) {
  std::vector<size_t> texts;
  for (size_t c = 0; !rows.empty() && c < rows[0].size(); ++c) {
    if (std::any_of(rows.begin(), rows.end(),
                    [&](const Row& row) { return row[c].is_string && !row[c].number; }))
      texts.push_back(c);
  }
  Rows kept;
  std::copy_if(rows.begin(), rows.end(), std::back_inserter(kept), [&](const Row& row) {
    return std::none_of(texts.begin(), texts.end(), [&](size_t c) { return is_label(row[c]); });
  });
  return kept;
}

Rows FirstOf(const Rows& rows, size_t count) {
  return {rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(std::min(count, rows.size()))};
}

Rows Columns(const Rows& rows, const std::vector<size_t>& columns) {
  Rows out;
  for (const Row& row : rows) {
    Row& picked = out.emplace_back();
    for (const size_t c : columns) picked.push_back(c < row.size() ? row[c] : Cell());
  }
  return out;
}

// Calls `visit` with every sequence of `length` different numbers below `size`, in order, until
// it returns true or `*most` were seen.
template <typename Visit>
bool AnyPermutation(size_t size, size_t length, int* most, std::vector<size_t>* picked,
                    const Visit& visit) {
  if (picked->size() == length) return (*most)-- > 0 && visit(*picked);
  for (size_t i = 0; i<size&& * most> 0; ++i) {
    if (std::find(picked->begin(), picked->end(), i) != picked->end()) continue;
    picked->push_back(i);
    if (AnyPermutation(size, length, most, picked, visit)) return true;
    picked->pop_back();
  }
  return false;
}

// One answer against one choice of gold rows.
class Comparison {
 public:
  Comparison(const std::string& question, const Choice& gold, const Given& got, Tolerance tolerance)
      : gold_(gold), got_(got), tolerance_(tolerance) {
    ranked_ = IsRanked(gold.sql);
    ordered_ = ranked_ && AsksForOrder(question);
    names_number_ = NamesNumber(question);
  }

  bool Correct() const {
    const auto gold_count = static_cast<int64_t>(gold_.rows.size());
    const auto shown = static_cast<int64_t>(got_.rows.size());
    if (gold_.row_count && *gold_.row_count > gold_count)  // the gold was cut for storage
      return got_.total == *gold_.row_count && Match(gold_.rows, got_.rows);
    if (shown < got_.total && got_.total == gold_count && !ranked_) return CutAnswerMatches();
    if (shown == gold_count) return Match(gold_.rows, got_.rows);
    return shown > gold_count ? LongerMatches() : ShorterMatches();
  }

 private:
  bool Match(const Rows& gold, const Rows& got) const {
    return RowsMatch(gold, got, ordered_, gold_.names, got_.names, tolerance_);
  }

  // The answer was cut: all that it shows is in the gold.
  bool CutAnswerMatches() const {
    if (got_.rows.empty()) return false;
    int most = 200;
    std::vector<size_t> picked;
    return AnyPermutation(got_.rows[0].size(), gold_.rows[0].size(), &most, &picked,
                          [&](const std::vector<size_t>& columns) {
                            return RowsMatch(Columns(got_.rows, columns), gold_.rows, false, {}, {},
                                             tolerance_);
                          });
  }

  // A blank group or a total that the gold leaves out, or a ranking that goes on.
  bool LongerMatches() const {
    const auto blank_or_total = [](const Cell& c) { return IsBlankLabel(c) || IsTotalLabel(c); };
    if (LongerMatchesIn(got_.rows) || LongerMatchesIn(Without(got_.rows, IsBlankLabel)) ||
        LongerMatchesIn(Without(got_.rows, blank_or_total)))
      return true;
    return EqualLengthMatches(Without(got_.rows, IsTotalLabel));
  }

  bool LongerMatchesIn(const Rows& rows) const {
    if (ranked_ && Match(gold_.rows, FirstOf(rows, gold_.rows.size()))) return true;
    return EqualLengthMatches(rows);
  }

  bool EqualLengthMatches(const Rows& rows) const {
    return rows.size() == gold_.rows.size() && Match(gold_.rows, rows);
  }

  bool ShorterMatches() const {
    if (ranked_ && !got_.rows.empty() && !names_number_)
      return Match(FirstOf(gold_.rows, got_.rows.size()), got_.rows);
    const Rows kept = Without(gold_.rows, IsBlankLabel);
    return !got_.rows.empty() && kept.size() == got_.rows.size() && Match(kept, got_.rows);
  }

  const Choice& gold_;
  const Given& got_;
  Tolerance tolerance_;
  bool ranked_ = false;
  bool ordered_ = false;
  bool names_number_ = false;
};

std::vector<size_t> NeedOf(const json::object& question) {
  std::vector<size_t> need;
  const auto& value = At(question, "need");
  if (!value.is_array()) return need;
  for (const auto& index : value.get_array()) {
    if (index.is_int64() && index.get_int64() >= 0)
      need.push_back(static_cast<size_t>(index.get_int64()));
  }
  return need;
}

Choice GoldOf(const json::object& question, const std::vector<size_t>& need) {
  Choice gold;
  gold.rows = ReadRows(At(question, "gold_answer"));
  gold.row_count = IntegerAt(question, "gold_row_count");
  gold.sql = TextAt(question, "gold_sql");
  if (need.empty()) {
    gold.names = NamesAt(question, "gold_columns");
  } else {
    gold.rows = Columns(gold.rows, need);
  }
  return gold;
}

size_t WidthOf(const Rows& rows) { return rows.empty() ? 0 : rows[0].size(); }

std::vector<Choice> ChoicesOf(const json::object& question) {
  const std::vector<size_t> need = NeedOf(question);
  const size_t gold_width = WidthOf(ReadRows(At(question, "gold_answer")));
  std::vector<Choice> choices = {GoldOf(question, need)};
  const auto& alternatives = At(question, "alternatives");
  if (!alternatives.is_array()) return choices;
  for (const auto& value : alternatives.get_array()) {
    if (!value.is_object()) continue;
    const auto& alternative = value.get_object();
    if (Lower(TextAt(alternative, "why")).starts_with("wrong")) continue;
    if (At(alternative, "answer").is_null()) continue;
    Choice& choice = choices.emplace_back();
    choice.rows = ReadRows(At(alternative, "answer"));
    if (!need.empty() && WidthOf(choice.rows) == gold_width)
      choice.rows = Columns(choice.rows, need);
    choice.row_count = IntegerAt(alternative, "row_count");
    choice.sql = TextAt(alternative, "sql");
  }
  return choices;
}

Given GivenOf(const json::object& answer) {
  Given given;
  given.rows = ReadRows(At(answer, "rows"));
  given.names = NamesAt(answer, "columns");
  given.total = IntegerAt(answer, "total_rows").value_or(static_cast<int64_t>(given.rows.size()));
  return given;
}

}  // namespace

std::string Judge(const json::object& question, const json::value& answer, Tolerance tolerance) {
  const bool given = answer.is_object() && !answer.get_object().empty();
  const auto& status_value = given ? At(answer.get_object(), "status") : kNull;
  const std::string status =
      status_value.is_string() ? std::string(status_value.get_string()) : "missing";
  if (At(question, "gold_answer").is_null()) {
    if (status == "clarify" || status == "refused") return "correct";
    return status == "answered" ? "wrong" : status;
  }
  if (status != "answered") return status;
  const Given got = GivenOf(answer.get_object());
  const std::string text = TextAt(question, "question");
  for (const Choice& choice : ChoicesOf(question)) {
    if (Comparison(text, choice, got, tolerance).Correct()) return "correct";
  }
  return "wrong";
}

}  // namespace aisle::eval
