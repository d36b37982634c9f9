// Verified questions kept honest: the queries of model.yaml are run, and what comes out is held
// against what was accepted last, in `verified.jsonl` beside the model. Shows what an edit of the
// model changed.
#pragma once

#include <string>
#include <vector>

#include "assistant/assistant.h"
#include "base/result.h"

namespace aisle::assistant {

struct VerifiedState {
  enum class Kind {
    kSame,
    kNew,      // nothing was accepted for it yet
    kChanged,  // other rows, columns or query
    kBroken,   // no longer parses, plans or runs: `message`
    kGone,     // was accepted, and is no longer in the model
  };
  Kind kind = Kind::kSame;
  std::string question;
  std::string query;                 // canonical
  std::string message;               // why it is broken, or what changed besides rows
  std::vector<std::string> removed;  // rows as JSON, at most kMostRows
  std::vector<std::string> added;
  int64_t rows = 0;
};

struct Verification {
  std::vector<VerifiedState> questions;
  std::string data_version;
  std::string accepted_version;  // of the data at the last acceptance; empty: there was none
  bool Clean() const;            // nothing changed
};
std::string ToJson(const Verification& verification);  // one line
std::string_view NameOf(VerifiedState::Kind kind);     // "same" "new" "changed" "broken" "gone"

// Runs every verified question of the assistant's model. Fails when the file of accepted results
// cannot be read.
Result<Verification> Verify(Assistant* assistant, const std::string& lake);
// Runs them and keeps what comes out as accepted; refuses when a query is broken, naming it.
Result<Verification> Accept(Assistant* assistant, const std::string& lake);

}  // namespace aisle::assistant
