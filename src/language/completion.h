// What may come next while a question is typed, and how what stands there was read. Every
// completion works: the question that it makes, or begins, was read and understood.
//
//   language.Complete("top 5 ca")  →  "categories" in place of the bytes from 6
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace aisle::language {

struct Completion {
  std::string text;      // to stand in place of everything from byte `from` on
  size_t from = 0;       // byte of the typed text; its end when nothing is replaced
  std::string kind;      // "metric", "dimension", "value", "time", "word" or "question"
  std::string meaning;   // "Revenue", "products.category", `stores.region = "West"`
  std::string question;  // a whole question that begins so and is understood

  bool operator==(const Completion&) const = default;
};

// How one stretch of the typed text was read.
struct WordSpan {
  size_t begin = 0;  // bytes
  size_t end = 0;
  std::string kind;     // as in Mention: "metric", "dimension", "value", "time", "stop" …
  std::string meaning;  // what it stands for
  std::string state;    // "understood"; "guessed": misspelt, half typed or taken for something
                        // near; "unknown"

  bool operator==(const WordSpan&) const = default;
};

struct Completions {
  bool understood = false;  // the text is a question as it stands
  std::vector<WordSpan> words;
  std::vector<Completion> items;  // the likeliest first
};

}  // namespace aisle::language
