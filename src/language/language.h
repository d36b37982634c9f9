// From a question to a Query, without a language model: text → tokens → annotations (every
// reading of every span, with a cost) → interpretations → one winner, a question back, or a
// refusal with its reason. Deterministic, about a millisecond, no I/O.
//
// A Language is compiled once from a model and the data's values; it is immutable and shared by
// threads. It never sees plans, SQL or the engine.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"
#include "catalog/values.h"
#include "language/completion.h"
#include "semantic/model.h"
#include "semantic/query.h"

namespace aisle::language {

enum class Outcome {
  kQuery,      // `query` is what is meant
  kSummary,    // the summary of the data (or of `query.where`) is asked for
  kAbout,      // a question about the data or the product itself: `topic`
  kClarify,    // `message` asks back, `choices` are complete questions
  kRefuse,     // `message` says why it cannot be answered from this data, and what can
  kUndo,       // the conversation goes back to the question before the last
  kStartOver,  // the conversation begins anew
};

// How one stretch of the question was read; for `explain` and for marking words.
struct Mention {
  size_t begin = 0;  // bytes of the question
  size_t end = 0;
  std::string text;
  std::string kind;       // "metric", "dimension", "value", "time", "number", "stop", "unknown" …
  std::string meaning;    // "revenue", "superstore.region", `superstore.region = "West"`
  double cost = 0;        // 0: certain; grows with each guess
  bool relative = false;  // a time that counts from the as-of date
};

struct Candidate {    // an interpretation that was considered
  std::string query;  // canonical text
  double cost = 0;
  std::string verdict;  // "chosen", or why it lost
};

struct Understanding {
  Outcome outcome = Outcome::kRefuse;
  semantic::Query query;
  bool verified = false;  // `query` is that of a verified question of the model
  std::string topic;      // kAbout: "tables", "columns", "period", "help", "metric:revenue" …
  std::string message;    // for kClarify and kRefuse
  std::string reason;     // code: "out_of_scope" "advice" "missing" "unclear" "period" …
  std::vector<std::string> assumptions;  // "“sales” is taken as revenue"
  std::vector<std::string> choices;
  std::vector<Mention> mentions;
  std::vector<Candidate> considered;
};

// What was answered before in a conversation: follow-ups edit it.
struct Turn {
  semantic::Query query;
  // Its rows, a value for each group of the query: "the second one", "those". They may be cut.
  std::vector<std::vector<Value>> shown = {};
};

class Language {
 public:
  virtual ~Language() = default;
  // `before` is the last turn of the conversation; null for a fresh question.
  virtual Understanding Understand(std::string_view question,
                                   const Turn* before = nullptr) const = 0;
  // At most `limit` continuations of what was typed so far, each of which works.
  virtual Completions Complete(std::string_view text, size_t limit = 8) const = 0;
};

// `as_of` is what "today" and "last month" count from; without it, the newest date in the data.
std::unique_ptr<Language> MakeLanguage(const semantic::Model& model,
                                       const catalog::Catalog& catalog,
                                       const catalog::Values& values,
                                       const std::optional<Date>& as_of = std::nullopt);

}  // namespace aisle::language
