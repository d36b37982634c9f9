#include "language/word_forms.h"

#include <libstemmer.h>
#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <utility>

#include "language/tokens.h"

namespace aisle::language {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool HasDigit(std::string_view text) { return std::any_of(text.begin(), text.end(), IsDigit); }
bool AllDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), IsDigit);
}

template <size_t n>
bool IsOneOf(std::string_view word, const std::string_view (&words)[n]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

std::string FoldUnicode(std::string_view text) {
  utf8proc_uint8_t* folded = nullptr;
  const auto options =
      static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD);
  const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                   static_cast<utf8proc_ssize_t>(text.size()), &folded, options);
  if (length < 0) return std::string(text);
  std::string result;
  const std::string_view bytes(reinterpret_cast<const char*>(folded), static_cast<size_t>(length));
  for (size_t i = 0; i < bytes.size(); ++i) {
    const auto c = static_cast<unsigned char>(bytes[i]);
    const auto next = i + 1 < bytes.size() ? static_cast<unsigned char>(bytes[i + 1]) : 0;
    // Combining accents, U+0300 to U+036F. Other marks are vowels of their scripts.
    if (c == 0xCC || (c == 0xCD && next < 0xB0)) {
      ++i;
    } else {
      result += bytes[i];
    }
  }
  std::free(folded);
  return result;
}

}  // namespace

bool IsMonthWord(std::string_view folded) {
  static constexpr std::string_view kMonths[] = {
      "jan",   "feb",  "mar",  "apr",    "may",       "jun",     "jul",      "aug",
      "sep",   "oct",  "nov",  "dec",    "sept",      "january", "february", "march",
      "april", "june", "july", "august", "september", "october", "november", "december"};
  return IsOneOf(folded, kMonths);
}

bool IsDayWord(std::string_view folded) {
  static constexpr std::string_view kDays[] = {
      "mon", "tue",    "tues",    "wed",       "thu",      "thur",   "thurs",    "fri",   "sat",
      "sun", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
  return IsOneOf(folded, kDays);
}

bool IsPlainPart(std::string_view folded) {
  static constexpr std::string_view kPlain[] = {
      "top",   "bottom", "first", "last",  "past",   "next",    "previous", "non",      "pre",
      "post",  "mid",    "under", "over",  "than",   "year",    "years",    "month",    "months",
      "week",  "weeks",  "day",   "days",  "hour",   "hours",   "quarter",  "quarters", "to",
      "star",  "digit",  "fold",  "item",  "person", "percent", "by",       "vs",       "and",
      "or",    "in",     "of",    "for",   "yr",     "min",     "minute",   "size",     "based",
      "order", "orders", "sale",  "sales", "best",   "worst",   "period",   "point",    "rolling"};
  return IsOneOf(folded, kPlain) || IsMonthWord(folded);
}

bool IsPeriodCode(std::string_view folded) {
  if (folded == "fy" || folded == "cy") return true;
  if (folded.size() == 2 && (folded[0] == 'q' || folded[0] == 'h')) return IsDigit(folded[1]);
  return folded.size() >= 4 && (folded.substr(0, 2) == "fy" || folded.substr(0, 2) == "cy") &&
         AllDigits(folded.substr(2));
}

bool IsDomainEnding(std::string_view text) {
  static constexpr std::string_view kEndings[] = {"com", "in", "org", "net", "co", "uk",
                                                  "de",  "fr", "io",  "us",  "ca", "au"};
  return IsOneOf(text, kEndings);
}

bool IsAbbreviation(std::string_view folded) {
  static constexpr std::string_view kShort[] = {"vs",  "eg",  "ie",  "etc", "no",  "rs",
                                                "mr",  "mrs", "ms",  "dr",  "st",  "approx",
                                                "avg", "qty", "amt", "max", "min", "incl"};
  return IsOneOf(folded, kShort) || (IsMonthWord(folded) && folded.size() <= 4 && folded != "may");
}

std::string_view SpeltOut(std::string_view folded) {
  static constexpr std::pair<std::string_view, std::string_view> kShort[] = {
      {"yr", "year"},        {"yrs", "years"},       {"mth", "month"},      {"mths", "months"},
      {"wk", "week"},        {"wks", "weeks"},       {"qtr", "quarter"},    {"qtrs", "quarters"},
      {"abt", "about"},      {"hw", "how"},          {"hwo", "how"},        {"mnay", "many"},
      {"diff", "different"}, {"wich", "which"},      {"whcih", "which"},    {"wat", "what"},
      {"wht", "what"},       {"n", "and"},           {"grp", "group"},      {"ppl", "people"},
      {"rev", "revenue"},    {"mkt", "market"},      {"mkts", "markets"},   {"prev", "previous"},
      {"cust", "customer"},  {"custs", "customers"}, {"prods", "products"}, {"pymt", "payment"},
      {"dept", "department"}};
  for (const auto& [from, to] : kShort) {
    if (folded == from) return to;
  }
  return folded;
}

bool LooksPlural(std::string_view folded) {
  static constexpr std::string_view kIrregular[] = {"people",   "men",  "women",
                                                    "children", "skus", "ids"};
  static constexpr std::string_view kSingular[] = {
      "gross", "sales", "is",     "this",   "was",    "has",  "does", "vs",
      "less",  "plus",  "always", "series", "status", "news", "yes",  "us"};
  if (IsOneOf(folded, kIrregular)) return true;
  if (folded.size() < 4 || folded.back() != 's' || HasDigit(folded)) return false;
  const char before = folded[folded.size() - 2];
  return before != 's' && before != 'u' && before != 'i' && before != '\'' &&
         (folded == "sales" || !IsOneOf(folded, kSingular));
}

Contraction CutContraction(std::string_view folded) {
  static constexpr std::pair<std::string_view, std::string_view> kNegated[] = {
      {"can't", "can"}, {"won't", "will"}, {"shan't", "shall"}};
  for (const auto& [from, to] : kNegated) {
    if (folded == from) return {to, true};
  }
  static constexpr std::string_view kEndings[] = {"'s", "'d", "'ve", "'re", "'ll", "'m", "'"};
  if (folded.size() > 3 && folded.substr(folded.size() - 3) == "n't") {
    return {folded.substr(0, folded.size() - 3), true};
  }
  for (const std::string_view ending : kEndings) {
    if (folded.size() > ending.size() && folded.substr(folded.size() - ending.size()) == ending) {
      return {folded.substr(0, folded.size() - ending.size()), false};
    }
  }
  return {folded, false};
}

std::string FoldWord(std::string_view text) {
  std::string folded(text);
  bool ascii = true;
  for (char& c : folded) {
    if (IsUpper(c)) c = static_cast<char>(c + ('a' - 'A'));
    ascii = ascii && static_cast<unsigned char>(c) < 0x80;
  }
  if (ascii) return folded;
  folded = FoldUnicode(folded);
  for (const std::string_view quote : {"’", "‘"}) {
    for (size_t at = folded.find(quote); at != std::string::npos; at = folded.find(quote, at)) {
      folded.replace(at, quote.size(), "'");
    }
  }
  return folded;
}

std::string Stem(std::string_view folded) {
  // Nouns that are not the deed: a rating is no rate, marketing no market.
  if (folded == "rating" || folded == "marketing") return std::string(folded);
  if (folded == "ratings" || folded == "rated") return "rating";
  struct Deleter {
    void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
  };
  // A stemmer holds a buffer, so each thread has its own.
  thread_local const std::unique_ptr<sb_stemmer, Deleter> stemmer(
      sb_stemmer_new("english", "UTF_8"));
  const bool plain = std::all_of(folded.begin(), folded.end(),
                                 [](char c) { return (c >= 'a' && c <= 'z') || c == '\''; });
  if (!plain || folded.size() < 3 || folded.size() > 64 || !stemmer) return std::string(folded);
  const auto* bytes = reinterpret_cast<const sb_symbol*>(folded.data());
  const sb_symbol* stem = sb_stemmer_stem(stemmer.get(), bytes, static_cast<int>(folded.size()));
  return {reinterpret_cast<const char*>(stem),
          static_cast<size_t>(sb_stemmer_length(stemmer.get()))};
}

}  // namespace aisle::language
