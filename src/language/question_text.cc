#include "language/question_text.h"

#include <utf8proc.h>

#include "language/numbers.h"
#include "language/tokens.h"
#include "language/word_forms.h"

namespace aisle::language {
namespace {

constexpr size_t kMaxQuoted = 200;
constexpr size_t kMaxParts = 12;  // of one code

}  // namespace

size_t QuestionText::WordCharacter(size_t index) const {
  if (index >= text_.size()) return 0;
  const char c = text_[index];
  if (IsAsciiLetter(c) || IsDigit(c)) return 1;
  if (static_cast<unsigned char>(c) < 0x80) return 0;
  utf8proc_int32_t code = 0;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text_.data()) + index;
  const auto length =
      utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text_.size() - index), &code);
  if (length <= 0) return 0;
  switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
      return static_cast<size_t>(length);
    default:
      return 0;
  }
}

bool QuestionText::Has(size_t index, std::string_view what) const {
  return text_.substr(std::min(index, text_.size()), what.size()) == what;
}

size_t QuestionText::Apostrophe(size_t index) const {
  if (At(index) == '\'') return 1;
  return Has(index, "’") || Has(index, "‘") ? std::string_view("’").size() : 0;
}

size_t QuestionText::RunEnd(size_t index) const {
  while (const size_t length = WordCharacter(index)) index += length;
  return index;
}

bool QuestionText::IsCode(size_t index) const {
  const size_t end = CompoundEnd(index);
  const std::string_view run = text_.substr(index, end - index);
  if (!HasLetter(run)) return false;
  if (run.find_first_of("-_") != std::string_view::npos) return true;
  size_t letters = index;
  while (IsDigit(At(letters))) ++letters;
  const std::string tail = FoldWord(text_.substr(letters, end - letters));
  return ScaleOf(tail, true) == 0 || tail == "b" || tail == "l";
}

size_t QuestionText::DigitsEnd(size_t index) const {
  const size_t start = index;
  while (IsDigit(At(index))) ++index;
  if (index - start <= 3) {
    while (At(index) == ',' && GroupLength(index + 1) > 0) index += 1 + GroupLength(index + 1);
  }
  if (At(index) == '.' && IsDigit(At(index + 1))) {
    ++index;
    while (IsDigit(At(index))) ++index;
  }
  return index;
}

size_t QuestionText::GroupLength(size_t index) const {
  size_t length = 0;
  while (length < 4 && IsDigit(At(index + length))) ++length;
  if (length == 3) return 3;
  return length == 2 && At(index + 2) == ',' && GroupLength(index + 3) > 0 ? 2 : 0;
}

size_t QuestionText::CompoundEnd(size_t begin) const {
  const size_t first = RunEnd(begin);
  std::vector<std::string_view> parts = {text_.substr(begin, first - begin)};
  size_t end = first;
  while (parts.size() < kMaxParts && (At(end) == '-' || At(end) == '_') &&
         WordCharacter(end + 1) > 0) {
    const size_t next = RunEnd(end + 1);
    parts.push_back(text_.substr(end + 1, next - end - 1));
    end = next;
  }
  return JoinsToCode(parts) ? end : first;
}

bool QuestionText::JoinsToCode(const std::vector<std::string_view>& parts) {
  bool digits = false;
  bool letters = false;
  for (const std::string_view part : parts) {
    const std::string folded = FoldWord(part);
    if (IsPlainPart(folded) || IsPeriodCode(folded)) return false;
    digits = digits || HasDigit(part);
    letters = letters || HasLetter(part);
    const bool shouted = part.empty() || std::none_of(part.begin(), part.end(),
                                                      [](char c) { return c >= 'a' && c <= 'z'; });
    // A long plain word beside a code stays a word: "b2b-orders".
    if (!HasDigit(part) && part.size() > 5 && !shouted) return false;
  }
  return parts.size() > 1 && digits && letters;
}

std::string QuestionText::NextWord(size_t end, size_t* after) const {
  if (At(end) != ' ') return {};
  *after = RunEnd(end + 1);
  return FoldWord(text_.substr(end + 1, *after - end - 1));
}

bool QuestionText::LeadsNumber(size_t index) const {
  if (At(index) == '.') ++index;
  while (At(index) == ' ') ++index;
  return IsDigit(At(index));
}

size_t QuestionText::QuoteEnd(size_t begin, std::string_view close) const {
  if (begin >= text_.size() || IsBlank(At(begin))) return std::string_view::npos;
  size_t end = begin;
  while (true) {
    end = text_.find(close, end);
    if (end == std::string_view::npos || end - begin > kMaxQuoted) return std::string_view::npos;
    const bool letter_follows = WordCharacter(end + close.size()) > 0;
    if (end > begin && !letter_follows && !IsBlank(text_[end - 1])) return end;
    end += close.size();
  }
}

size_t QuestionText::CharacterLength(size_t index) const {
  utf8proc_int32_t code = 0;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text_.data()) + index;
  const auto length =
      utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text_.size() - index), &code);
  return length > 0 ? static_cast<size_t>(length) : 1;
}

}  // namespace aisle::language
