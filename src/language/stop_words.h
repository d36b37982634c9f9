// Words that say nothing about what is asked: articles, courtesies, "data", "info". What is not in
// this list, not in the grammar and not in the data is reported, never dropped. Internal to
// language/.
#pragma once

#include <string>
#include <unordered_set>

namespace aisle::language {

// Folded. Lives as long as the program; safe from any thread.
const std::unordered_set<std::string>& StopWords();

}  // namespace aisle::language
