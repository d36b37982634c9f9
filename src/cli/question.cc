#include "cli/question.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "base/text.h"

namespace aisle::cli {
namespace {

// Words with blanks are questions, whatever they end with.
bool LooksLikeFile(const std::string& word) {
  constexpr std::array<std::string_view, 10> kEndings = {
      ".csv", ".tsv", ".txt", ".psv", ".parquet", ".json", ".jsonl", ".ndjson", ".gz", ".zst"};
  const bool path = word.find('/') != std::string::npos && word.find(' ') == std::string::npos;
  const std::string lower = FoldCase(word);
  return path || std::any_of(kEndings.begin(), kEndings.end(),
                             [&](std::string_view ending) { return EndsWith(lower, ending); });
}

bool IsGlob(const std::string& word) {
  return word.find('*') != std::string::npos && LooksLikeFile(word);
}

bool Exists(const std::string& word) {
  std::error_code ignored;
  return std::filesystem::exists(word, ignored);
}

}  // namespace

Result<Question> SplitQuestion(const std::vector<std::string>& words) {
  Question question;
  size_t at = 0;
  // The last word is the question, even where a file has that name.
  for (; at + 1 < words.size(); ++at) {
    if (!Exists(words[at]) && !IsGlob(words[at])) break;
    question.files.push_back(words[at]);
  }
  if (at + 1 < words.size() && LooksLikeFile(words[at])) {
    return Error{ErrorCode::kNotFound, "no such file: " + words[at]};
  }
  question.text = Join({words.begin() + static_cast<std::ptrdiff_t>(at), words.end()}, " ");
  return question;
}

}  // namespace aisle::cli
