// The Completer gathers what may come next, by the place where it would stand and by what is half
// typed there, and keeps what a reading confirms. Immutable once made. Internal to language/.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalog/catalog.h"
#include "language/completion.h"
#include "language/completion_names.h"
#include "language/language.h"
#include "language/value_index.h"
#include "semantic/model.h"

namespace aisle::language {

class Completer {
 public:
  using Read = std::function<Understanding(const std::string& question)>;

  Completer(const semantic::Model& model, const catalog::Catalog& catalog,
            const ValueIndex& values);

  Completions Complete(std::string_view text, size_t limit, const Read& read) const;

 private:
  friend class Completing;

  const semantic::Model& model_;
  const ValueIndex& values_;
  std::vector<Name> names_;
  std::vector<std::string> questions_;  // good first ones
  // By table: the tables that its rows reach, with the joins between.
  std::unordered_map<std::string, std::unordered_map<std::string, size_t>> reach_;
};

}  // namespace aisle::language
