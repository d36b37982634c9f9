// The facade: everything a front end can do, and all that it sees. One Assistant serves one
// lake (or loose files); a Conversation belongs to one person. Calls may come from any thread,
// one at a time per Conversation.
//
//   auto assistant = Assistant::Open({.lake = "lake"});
//   Conversation conversation;
//   answer::Answer answer = (*assistant)->Ask("revenue by state", &conversation);
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "answer/answer.h"
#include "base/result.h"
#include "catalog/catalog.h"
#include "ingest/lake_versions.h"
#include "ingest/load.h"
#include "language/language.h"
#include "semantic/model.h"
#include "semantic/model_yaml.h"

namespace aisle::assistant {

struct Settings {
  std::string lake = "lake";
  std::string memory = "1GB";
  int threads = 0;
  int64_t max_rows = 10000;   // rows kept of an answer
  std::optional<Date> as_of;  // what "today" is; else the newest date in the data
  ingest::Moment moment;      // which version of the lake to read; else the one in force
};

// Words of a question that was asked back, and those that were chosen in their place.
struct Chosen {
  std::string words;
  std::string meant;
};

// What one person asked, answer by answer: follow-ups edit the last, "undo" drops it.
struct Conversation {
  std::vector<language::Turn> turns;
  // What was asked back last, and what was chosen of such questions: it is not asked again.
  std::string asked;
  std::vector<std::string> choices;
  std::vector<Chosen> chosen;

  const language::Turn* Last() const { return turns.empty() ? nullptr : &turns.back(); }
};

// One headline figure, with the last complete period beside the one before it.
struct Card {
  answer::AnswerColumn column;  // name, unit and format of the figures
  Value total;                  // over all the data
  Value current;                // over the last complete period; null: there is none
  Value before;                 // over the period before
  std::string current_period;   // "May 2022"
  std::string before_period;
};

struct Overview {
  std::string title;  // "Amazon Sale Report, 31 Mar – 29 Jun 2022"
  std::vector<Card> cards;
  std::vector<answer::Answer> tables;  // categories, regions, status mix, trend
  std::vector<std::string> findings;   // computed, then worded; the strongest first
  std::string freshness;
  std::string error;  // not empty: there is nothing to sum up, and why
};
std::string ToJson(const Overview& overview);  // one line

// How a question was understood and would be computed, without running it.
struct Explanation {
  language::Understanding understanding;
  answer::Answer answer;  // everything but rows
};

class Assistant {
 public:
  // Opens a version of the lake. Fails with a hint to run `aisle load` when there is none, and with
  // those that there are when it is not one of them.
  static Result<std::unique_ptr<Assistant>> Open(const Settings& settings);
  virtual ~Assistant() = default;

  virtual answer::Answer Ask(std::string_view question, Conversation* conversation) = 0;
  virtual language::Understanding Understand(std::string_view question,
                                             const Conversation* conversation) const = 0;
  // What may come next after `text`, and how its words were read.
  virtual language::Completions Complete(std::string_view text, size_t limit) const = 0;
  virtual Explanation Explain(std::string_view question, const Conversation* conversation) = 0;
  virtual answer::Answer Run(const semantic::Query& query) = 0;  // a query made elsewhere
  virtual answer::Answer Sql(std::string_view sql) = 0;          // guarded: one read-only statement
  virtual Overview Summary() = 0;  // cards, trend, categories, findings

  virtual const catalog::Catalog& Data() const = 0;
  virtual const semantic::Model& Meaning() const = 0;
  virtual void Interrupt() = 0;  // ends the running statement; any thread
};

}  // namespace aisle::assistant
