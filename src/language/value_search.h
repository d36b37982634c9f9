// One search of a question's tokens among the values; see ValueIndex::Find.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "language/tokens.h"
#include "language/value_index.h"
#include "language/value_tables.h"
#include "language/word_table.h"

namespace aisle::language {

// What stands for a word that is looked for: its letters, its stem, whether it is a common word.
using SoughtWord = std::tuple<std::string, std::string, bool>;
using NearWords = std::map<SoughtWord, std::vector<WordTable::Near>>;

// Words are looked up in `remembered` first where it is given, and kept there.
std::vector<ValueHit> SearchValues(const ValueTables& tables, const std::vector<Token>& tokens,
                                   NearWords* remembered = nullptr);

}  // namespace aisle::language
