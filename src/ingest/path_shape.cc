#include "ingest/path_shape.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "base/text.h"
#include "engine/engine.h"

namespace aisle::ingest {
namespace {

using Parts = std::vector<std::string>;

// Of two that part equally many values the first is meant: ">" parts "A >> B" as well.
constexpr std::string_view kSeparators[] = {">>", "->", "=>", ">", "||", "|", "\\",
                                            "::", "»",  "›",  "→", "/",  "."};
constexpr std::string_view kListSeparators[] = {"\", \"", "\",\"", "', '", "','"};
constexpr std::string_view kListSigns = "[]\"' ";
constexpr std::string_view kBlanks = " \t\n\v\f\r\u00a0";  // what Trim takes off

constexpr std::size_t kGlimpse = 16;     // frequent values looked at before all are
constexpr std::size_t kFewestPaths = 6;  // fewer prove nothing,
constexpr std::size_t kFewestNamed = 4;  // unless the heading speaks of levels
constexpr double kParted = 0.7;          // of the rows have two parts at least
constexpr double kProper = 0.9;          // of the paths are words throughout
constexpr double kDeep = 0.3;            // of the paths have three parts; else they are pairs
constexpr double kWords = 0.8;           // of the names have three letters
constexpr std::size_t kLongPart = 60;    // bytes

// How far names may stray in a tree: among pairs less, which sets and products of two lists are.
struct Limits {
  double firsts_inside;  // share of the first parts that stand deeper as well
  double parents;        // first parts that a second one stands below, on average
};
constexpr Limits kDeepLimits = {0.5, 6};
constexpr Limits kPairLimits = {0.34, 1.5};

// ---- the heading -------------------------------------------------------------------------------

bool HasWord(const std::string& label, std::initializer_list<std::string_view> wanted) {
  const std::vector<std::string> words = Split(SnakeCase(label), '_');
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::find(wanted.begin(), wanted.end(), Singular(word)) != wanted.end();
  });
}

bool SpeaksOfLevels(const std::string& label) {
  return HasWord(label, {"category", "cat", "department", "dept", "path", "tree", "hierarchy",
                         "breadcrumb", "taxonomy", "classification", "catalog", "catalogue",
                         "level", "section", "type", "class", "group"});
}

bool NamesThings(const std::string& label) {
  return HasWord(
      label, {"name",  "title",   "description", "product", "item",  "address", "url",  "link",
              "email", "comment", "review",      "note",    "text",  "image",   "file", "keyword",
              "tag",   "genre",   "feature",     "size",    "color", "colour"});
}

// ---- one value ---------------------------------------------------------------------------------

bool IsList(std::string_view value) {
  return value.size() > 2 && value.front() == '[' && value.back() == ']';
}

std::string_view WithoutListSigns(std::string_view value) {
  const std::size_t first = value.find_first_not_of(kListSigns);
  if (first == std::string_view::npos) return {};
  return value.substr(first, value.find_last_not_of(kListSigns) - first + 1);
}

// Trimmed parts; nothing stands behind the last separator of "A/B/".
Parts SplitAt(std::string_view value, std::string_view separator, bool list) {
  if (list) value = WithoutListSigns(value);
  Parts parts;
  for (std::size_t from = 0; from <= value.size();) {
    const std::size_t end = std::min(value.find(separator, from), value.size());
    parts.emplace_back(Trim(value.substr(from, end - from)));
    from = end + separator.size();
  }
  while (!parts.empty() && parts.back().empty()) parts.pop_back();
  return parts;
}

bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

// "example.com", "shoe.jpg".
bool HasInnerDot(const std::string& part) {
  for (std::size_t i = 1; i + 1 < part.size(); ++i) {
    if (part[i] == '.' && IsLetter(part[i - 1]) && IsLetter(part[i + 1])) return true;
  }
  return false;
}

// Words, not codes, numbers, addresses or sentences.
bool IsWording(const std::string& part) {
  const auto letters = static_cast<std::size_t>(std::count_if(part.begin(), part.end(), IsLetter));
  return letters >= 2 && letters * 2 >= part.size() && part.size() <= kLongPart &&
         part.find_first_of("@:=?") == std::string::npos && !HasInnerDot(part);
}

// Names written with dots have no blanks: "home.kitchen.oven" is one, "Soap. Mild. Clean" is not.
bool AreWordings(const Parts& parts, std::string_view separator) {
  return std::all_of(parts.begin(), parts.end(), [&](const std::string& part) {
    return IsWording(part) && (separator != "." || part.find(' ') == std::string::npos);
  });
}

// ---- all values together -----------------------------------------------------------------------

class Evidence {
 public:
  Evidence(std::string separator, bool list) : separator_(std::move(separator)), list_(list) {}

  void Add(const TextCount& count) {
    Parts parts = SplitAt(count.value, separator_, list_);
    if (parts.size() > 1) parted_rows_ += count.rows;
    rows_ += count.rows;
    if (AreWordings(parts, separator_)) ++proper_;
    paths_.push_back(std::move(parts));
  }

  bool IsTree(const std::string& label) {
    const bool named = SpeaksOfLevels(label);
    if (paths_.size() < (named ? kFewestNamed : kFewestPaths)) return false;
    if (Share(parted_rows_, rows_) < kParted || Share(proper_, paths_.size()) < kProper) {
      return false;
    }
    FindRoot();
    const bool deep = IsDeep();
    return (named || deep) && HasWords() && Branches(named) &&
           KeepsNamesApart(deep ? kDeepLimits : kPairLimits);
  }

  PathShape Shape() const {
    std::size_t deepest = 0;
    for (const Parts& parts : paths_) deepest = std::max(deepest, parts.size());
    return {separator_, list_, root_, std::min(deepest - root_, PathShape::kMostLevels)};
  }

 private:
  template <typename Number>
  static double Share(Number part, Number whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
  }

  void FindRoot() {
    const auto shares = [&](std::size_t level) {
      return std::all_of(paths_.begin(), paths_.end(), [&](const Parts& parts) {
        return parts.size() > level + 1 && parts[level] == paths_[0][level];
      });
    };
    while (shares(root_)) ++root_;
  }

  // Sizes are short: S/M, XL/XXL.
  bool HasWords() const {
    std::set<std::string_view> names, words;
    for (const Parts& parts : paths_) {
      for (const std::string& part : parts) {
        names.insert(part);
        if (std::count_if(part.begin(), part.end(), IsLetter) > 2) words.insert(part);
      }
    }
    return Share(words.size(), names.size()) >= kWords;
  }

  bool IsDeep() const {
    const auto deep = std::count_if(paths_.begin(), paths_.end(),
                                    [&](const Parts& parts) { return parts.size() > root_ + 2; });
    return Share(static_cast<std::size_t>(deep), paths_.size()) >= kDeep;
  }

  // Values that hardly repeat are paths only where the heading says so: the list of all categories.
  bool Branches(bool named) const {
    std::set<std::string_view> firsts;
    for (const Parts& parts : paths_) {
      if (parts.size() > root_) firsts.insert(parts[root_]);
    }
    const bool repeats = paths_.size() * 2 <= static_cast<std::size_t>(rows_);
    return (repeats || named) && firsts.size() > 1 && firsts.size() * 2 <= paths_.size();
  }

  // In a set the same names come first, second and below each other.
  bool KeepsNamesApart(const Limits& limits) const {
    std::set<std::string_view> firsts, seconds, inside;
    std::set<std::pair<std::string_view, std::string_view>> pairs;
    for (const Parts& parts : paths_) {
      if (parts.size() > root_) firsts.insert(parts[root_]);
      for (std::size_t i = root_ + 1; i < parts.size(); ++i) inside.insert(parts[i]);
      if (parts.size() <= root_ + 1) continue;
      seconds.insert(parts[root_ + 1]);
      pairs.emplace(parts[root_], parts[root_ + 1]);
    }
    const auto both = std::count_if(firsts.begin(), firsts.end(),
                                    [&](const auto& first) { return inside.contains(first); });
    return Share(static_cast<std::size_t>(both), firsts.size()) <= limits.firsts_inside &&
           Share(pairs.size(), seconds.size()) <= limits.parents;
  }

  std::string separator_;
  bool list_;
  std::vector<Parts> paths_;
  std::size_t proper_ = 0;
  std::size_t root_ = 0;
  int64_t rows_ = 0;
  int64_t parted_rows_ = 0;
};

// The separator that parts the most of the frequent values into words; none when it parts less
// than half. What this costs is all that most columns cost.
std::string LikelySeparator(const std::vector<TextCount>& values, bool list) {
  const auto end = values.begin() + static_cast<std::ptrdiff_t>(std::min(values.size(), kGlimpse));
  std::string best;
  std::ptrdiff_t most = (end - values.begin()) / 2;
  const auto consider = [&](std::string_view separator) {
    const auto parted = std::count_if(values.begin(), end, [&](const TextCount& count) {
      if (count.value.find(separator) == std::string::npos) return false;
      const Parts parts = SplitAt(count.value, separator, list);
      return parts.size() > 1 && AreWordings(parts, separator);
    });
    if (parted <= most) return;
    most = parted;
    best = separator;
  };
  for (const std::string_view separator : kSeparators) consider(separator);
  for (const std::string_view separator : kListSeparators) {
    if (list && best.empty()) consider(separator);
  }
  return best;
}

}  // namespace

std::optional<PathShape> FindPathShape(const std::string& label, const TextCounts& counts) {
  const std::vector<TextCount>& values = counts.values;
  if (values.size() < kFewestNamed || !counts.complete()) return std::nullopt;
  const bool list = IsList(values[0].value);
  const std::string separator = LikelySeparator(values, list);
  if (separator.empty() || (NamesThings(label) && !SpeaksOfLevels(label))) return std::nullopt;
  Evidence evidence(separator, list);
  for (const TextCount& count : values) evidence.Add(count);
  if (!evidence.IsTree(label)) return std::nullopt;
  return evidence.Shape();
}

std::vector<std::string> LevelsOf(const PathShape& shape, const std::string& path) {
  Parts parts = SplitAt(path, shape.separator, shape.list);
  const auto begin =
      parts.begin() + static_cast<std::ptrdiff_t>(std::min(shape.root, parts.size()));
  parts.erase(parts.begin(), begin);
  if (parts.size() > shape.levels) parts.resize(shape.levels);
  return parts;
}

std::string LevelSql(const PathShape& shape, const std::string& column, std::size_t level) {
  const std::string name = engine::QuoteIdentifier(column);
  const std::string path =
      shape.list ? "trim(" + name + ", " + engine::QuoteLiteral(std::string(kListSigns)) + ")"
                 : name;
  return "nullif(trim(split_part(" + path + ", " + engine::QuoteLiteral(shape.separator) + ", " +
         std::to_string(shape.root + level + 1) + "), " +
         engine::QuoteLiteral(std::string(kBlanks)) + "), '')";
}

}  // namespace aisle::ingest
