// The Completer gathers what may come next, by the place where it would stand and by what is half
// typed there, and keeps what a reading confirms. Immutable once made. Internal to language/.
#pragma once

#include <cstddef>
#include <string_view>

#include "catalog/catalog.h"
#include "language/completion.h"
#include "language/completion_check.h"
#include "language/completion_sources.h"
#include "language/value_index.h"
#include "semantic/model.h"

namespace aisle::language {

class Completer {
 public:
  Completer(const semantic::Model& model, const catalog::Catalog& catalog, const ValueIndex& values)
      : sources_(model, catalog, values) {}

  Completions Complete(std::string_view text, size_t limit, const Read& read) const;

 private:
  const Sources sources_;
};

}  // namespace aisle::language
