#include "language/value_tables.h"

#include <algorithm>

#include "language/value_keys.h"

namespace aisle::language {
namespace {

constexpr size_t kLongestValue = 160;        // bytes; what is longer is prose
constexpr uint32_t kInitialsOfAtMost = 120;  // values of a column, or initials say nothing
constexpr size_t kSquashedFrom = 5;          // letters of a single word that blanks may part

bool HoldsDigit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "SET389-KR-NP-S": found only as it is; its parts are no words.
bool IsCode(std::string_view text) {
  return HoldsDigit(text) && text.find(' ') == std::string_view::npos;
}

}  // namespace

void KeyTable::Reserve(size_t keys) {
  size_t size = 64;
  while (size < keys * 2) size *= 2;
  slots_.assign(size, {});
}

void KeyTable::Add(std::string_view key, uint32_t entry) {
  const uint32_t hash = Hash(key);
  size_t slot = hash & (slots_.size() - 1);
  while (slots_[slot].entry != 0) slot = (slot + 1) & (slots_.size() - 1);
  slots_[slot] = {hash, entry + 1};
}

std::string InitialsOf(std::string_view key) {
  std::string initials;
  EachWord(key, [&](std::string_view word) {
    if (word != "of" && word != "and" && word != "the") initials += word[0];
  });
  return initials;
}

ValueTables::ValueTables(const catalog::Values& values) {
  size_t size = 0;
  size_t bytes = 0;
  for (const catalog::ColumnValues& column : values) {
    size += column.values.size();
    for (const std::string& value : column.values) bytes += value.size();
  }
  entries.reserve(size);
  texts.reserve(bytes);
  keys.reserve(bytes);
  for (const catalog::ColumnValues& column : values) {
    const auto field = static_cast<uint32_t>(fields.size());
    fields.push_back(column.table + "." + column.column);
    field_sizes.push_back(static_cast<uint32_t>(column.values.size()));
    field_begins.push_back(static_cast<uint32_t>(entries.size()));
    for (size_t i = 0; i < column.values.size(); ++i) {
      Add(field, column.values[i], i < column.counts.size() ? column.counts[i] : 0);
    }
  }
  exact.Reserve(entries.size());
  for (uint32_t entry = 0; entry < entries.size(); ++entry) exact.Add(Key(entry), entry);
}

void ValueTables::Add(uint32_t field, std::string_view text, int64_t count) {
  if (text.size() > kLongestValue) return;
  const std::string key = ValueKey(text);
  if (key.empty()) return;
  Entry entry;
  entry.field = field;
  entry.text_begin = static_cast<uint32_t>(texts.size());
  entry.text_size = static_cast<uint32_t>(text.size());
  entry.key_begin = static_cast<uint32_t>(keys.size());
  entry.key_size = static_cast<uint32_t>(key.size());
  entry.count = count;
  texts += text;
  keys += key;
  entries.push_back(entry);
}

const ValueTables::Guesses& ValueTables::guesses() const {
  std::call_once(guesses_once_, [this] { MakeGuesses(); });
  return guesses_;
}

void ValueTables::MakeGuesses() const {
  std::vector<std::pair<uint32_t, uint32_t>> pairs;  // word, entry
  pairs.reserve(entries.size() * 2);
  guesses_.squashed.Reserve(entries.size());
  guesses_.initials.Reserve(CountWithInitials());
  for (uint32_t entry = 0; entry < entries.size(); ++entry) {
    const std::string_view key = Key(entry);
    if (!HoldsLetter(key) || IsCode(Text(entry))) {
      guesses_.wordless.push_back(entry);
      continue;
    }
    EachWord(key, [&](std::string_view word) {
      pairs.emplace_back(guesses_.words.Intern(word), entry);
    });
    if (key.find_first_of(" .") == std::string_view::npos) {
      if (key.size() >= kSquashedFrom) guesses_.squashed.Add(key, entry);
      continue;
    }
    guesses_.squashed.Add(Squash(key), entry);
    const bool few = field_sizes[entries[entry].field] <= kInitialsOfAtMost;
    const std::string initials = InitialsOf(key);
    if (few && !HoldsDigit(key) && initials.size() >= 2 && initials.size() <= 4) {
      guesses_.initials.Add(initials, entry);
    }
  }
  guesses_.words.Finish();
  GroupByWord(pairs);
  std::sort(guesses_.wordless.begin(), guesses_.wordless.end(),
            [this](uint32_t a, uint32_t b) { return Key(a) < Key(b); });
}

size_t ValueTables::CountWithInitials() const {
  size_t count = 0;
  for (const uint32_t size : field_sizes) count += size <= kInitialsOfAtMost ? size : 0;
  return count;
}

void ValueTables::GroupByWord(const std::vector<std::pair<uint32_t, uint32_t>>& pairs) const {
  std::vector<uint32_t>& begins = guesses_.word_begin;
  begins.assign(guesses_.words.size() + 1, 0);
  for (const auto& [word, entry] : pairs) ++begins[word + 1];
  for (size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
  guesses_.word_entries.resize(pairs.size());
  std::vector<uint32_t> next(begins.begin(), begins.end() - 1);
  for (const auto& [word, entry] : pairs) guesses_.word_entries[next[word]++] = entry;
}

}  // namespace aisle::language
