// The facade: everything a front end can do, and all that it sees. One Assistant serves one
// lake (or loose files); a Conversation belongs to one person. Calls may come from any thread,
// one at a time per Conversation.
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
#include "ingest/load.h"
#include "language/language.h"
#include "semantic/model.h"
#include "semantic/model_yaml.h"

namespace aisle::assistant {

struct Settings {
  std::string lake = "lake";
  std::string memory = "1GB";
  int threads = 0;
  int64_t max_rows = 10000;  // rows kept of an answer
};

struct Conversation {
  std::optional<semantic::Query> last;
};

class Assistant {
 public:
  // Opens the lake's current version. Fails with a hint to run `aisle load` when there is none.
  static Result<std::unique_ptr<Assistant>> Open(const Settings& settings);
  virtual ~Assistant() = default;

  virtual answer::Answer Ask(std::string_view question, Conversation* conversation) = 0;
  virtual language::Understanding Understand(std::string_view question,
                                             const Conversation* conversation) const = 0;
  virtual answer::Answer Sql(std::string_view sql) = 0;  // guarded: one read-only statement
  virtual std::vector<answer::Answer> Summary() = 0;     // cards, trend, categories, findings

  virtual const catalog::Catalog& Data() const = 0;
  virtual const semantic::Model& Meaning() const = 0;
  virtual void Interrupt() = 0;  // ends the running statement; any thread
};

}  // namespace aisle::assistant
