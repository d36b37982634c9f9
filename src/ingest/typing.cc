#include "ingest/typing.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "engine/engine.h"

namespace aisle::ingest {
namespace {

std::set<std::string> WordsOf(const std::string& label) {
  const auto words = Split(SnakeCase(label), '_');
  return {words.begin(), words.end()};
}

bool HasAny(const std::set<std::string>& words, std::initializer_list<const char*> wanted) {
  return std::any_of(wanted.begin(), wanted.end(),
                     [&](const char* word) { return words.contains(word); });
}

constexpr const char* kBlanks =
    "' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(160)";

// ---- the decisions -------------------------------------------------------------------------

int64_t NullsIn(const ColumnFacts& facts, bool only_unmistakable) {
  int64_t count = 0;
  for (int i = 0; i < kNullSpellingCount; ++i) {
    if (kNullSpellings[i].unmistakable || !only_unmistakable) count += facts.nulls[i];
  }
  return count;
}

void TakeNulls(const ColumnFacts& facts, bool only_unmistakable, ColumnType* type) {
  for (int i = 0; i < kNullSpellingCount; ++i) {
    if (facts.nulls[i] == 0 || (only_unmistakable && !kNullSpellings[i].unmistakable)) continue;
    type->nulls.emplace_back(kNullSpellings[i].folded);
  }
}

ColumnType TextColumn(const ColumnFacts& facts, const std::string& label) {
  ColumnType type;
  type.trim = facts.outer_blanks > 0;
  type.squeeze = facts.inner_blanks > 0;
  TakeNulls(facts, true, &type);
  type.values = facts.rows - facts.Count(CellKind::kEmpty) - NullsIn(facts, true);
  type.native = !type.trim && !type.squeeze && type.nulls.empty();
  type.identifier = NamesIdentifier(label);
  return type;
}

std::string DominantCurrency(const NumberFacts& numbers, bool* mixed) {
  int best = 0;
  for (int i = 1; i < kCurrencyCount; ++i) {
    if (numbers.currencies[i] == 0) continue;
    *mixed = *mixed || best != 0;
    if (best == 0 || numbers.currencies[i] > numbers.currencies[best]) best = i;
  }
  return kCurrencies[best].code;
}

// Decimal commas when some number can be read no other way and none contradicts.
bool UsesDecimalComma(const NumberFacts& n) {
  return n.comma_decimal > 0 && n.dot_decimal == 0 && n.comma_groups == 0;
}

bool IsContradictory(const NumberFacts& n) {
  const bool comma = n.comma_decimal > 0;
  const bool dot = n.dot_decimal > 0 || n.comma_groups > 0;
  return (comma && dot) || (n.dot_groups > 0 && !comma && (n.dot_decimal > 0 || n.open_dot > 0));
}

void SetNumberStorage(const ColumnFacts& facts, const std::string& label, ColumnType* type) {
  const NumberFacts& n = facts.numbers;
  type->comma_decimal = UsesDecimalComma(n) || (n.dot_groups > 0 && n.dot_decimal == 0);
  // Groups alone ("1,234") have no decimals, and 1.234 has them unless commas are the decimals.
  const bool has_fraction = type->comma_decimal
                                ? n.comma_decimal > 0 || n.open_comma > 0
                                : n.dot_decimal > 0 || n.open_dot > 0 || n.comma_groups > 0;
  int fraction = has_fraction ? n.fraction : 0;
  bool whole = !has_fraction || (n.broken == 0 && (n.single_zero > 0 || !NamesMoney(label)));
  if (!type->comma_decimal && n.open_comma > 0 && n.dot_decimal + n.open_dot == 0 &&
      n.comma_groups == 0) {
    whole = true;  // every comma separates thousands
  }
  const bool money = !type->unit.empty() || NamesMoney(label);
  const int digits = n.whole + (n.open_comma > 0 ? 3 : 0);
  if (type->percent) {
    fraction += 2;
    whole = false;
  }
  if (n.exponent > 0 ||
      (!whole && (fraction > (type->percent ? 6 : 4) || digits + fraction > 17))) {
    type->type = Type::kDouble;
    type->sql_type = "DOUBLE";
    return;
  }
  if (whole && !(money && n.fraction > 0 && type->unit != "%" && n.single_zero == 0)) {
    type->type = Type::kInteger;
    type->sql_type = "BIGINT";
    return;
  }
  type->type = Type::kDecimal;
  type->scale = std::max(fraction, money && !type->percent ? 2 : 1);
  type->sql_type = "DECIMAL(18," + std::to_string(type->scale) + ")";
}

ColumnType NumberColumn(const ColumnFacts& facts, const std::string& label) {
  const NumberFacts& n = facts.numbers;
  ColumnType type;
  bool mixed = false;
  type.unit = DominantCurrency(n, &mixed);
  type.percent = n.percent > 0;
  if (type.percent) type.unit = "%";
  type.exponent = n.exponent > 0;
  type.parentheses = n.parentheses > 0;
  type.decorated = n.decorated > 0;
  SetNumberStorage(facts, label, &type);
  TakeNulls(facts, false, &type);
  type.trim = facts.outer_blanks > 0;
  type.values = facts.Count(CellKind::kNumber);
  const bool plain = !type.trim && type.nulls.empty() && !type.decorated;
  type.native = plain;
  // 400081.0 is whole, but no integer to the engine; doubles hold 15 digits exactly.
  type.pointed = type.type == Type::kInteger && n.dot_decimal + n.open_dot > 0;
  if (type.pointed && n.whole > 15) type.native = false;
  if (type.pointed) type.read_as = "DOUBLE";
  type.identifier = type.type == Type::kInteger && NamesIdentifier(label);
  return type;
}

// "order date" with 41245 in every cell: what spreadsheets keep for 2 December 2012.
bool AreSerialDates(const NumberFacts& n, const std::string& label) {
  const bool plain = n.currencies[0] > 0 && n.percent + n.exponent + n.decorated + n.broken == 0;
  return plain && !NamesIdentifier(label) && n.whole == 5 && n.least_whole == 5 &&
         HasAny(WordsOf(label), {"date", "dt"});
}

ColumnType SerialDateColumn(const ColumnFacts& facts, const std::string& label) {
  ColumnType type;
  type.type = Type::kDate;
  type.sql_type = "DATE";
  type.serial = true;
  type.trim = facts.outer_blanks > 0;
  type.note = label + ": its numbers are read as days, as spreadsheets count dates";
  TakeNulls(facts, false, &type);
  type.values = facts.Count(CellKind::kNumber);
  return type;
}

bool NumbersAreNames(const ColumnFacts& facts) {
  const NumberFacts& n = facts.numbers;
  return n.leading_zero > 0 || n.whole > 17;
}

bool IsCurrencyMixed(const NumberFacts& numbers) {
  bool mixed = false;
  DominantCurrency(numbers, &mixed);
  // Percent and plain numbers in one column would have to be guessed at.
  const int64_t all = numbers.currencies[0];
  const bool some_percent = numbers.percent > 0 && numbers.percent < all;
  return mixed || some_percent;
}

// 15% beside 0: the zero is a percent too.
ColumnType Numeric(const ColumnFacts& facts, const std::string& label) {
  if (AreSerialDates(facts.numbers, label)) return SerialDateColumn(facts, label);
  if (NumbersAreNames(facts)) {
    ColumnType type = TextColumn(facts, label);
    type.identifier = true;
    return type;
  }
  if (IsContradictory(facts.numbers)) {
    ColumnType type = TextColumn(facts, label);
    type.note = label +
                ": kept as text, because commas stand for decimals in some cells and for "
                "thousands in others";
    return type;
  }
  if (IsCurrencyMixed(facts.numbers)) {
    ColumnType type = TextColumn(facts, label);
    type.note = label + ": kept as text, because its numbers are in different units";
    return type;
  }
  return NumberColumn(facts, label);
}

std::optional<DayOrder> OrderOf(const DateWriting& writing) {
  if (writing.first_over_12 > 0 && writing.second_over_12 > 0) return std::nullopt;
  if (writing.first_over_12 > 0) return DayOrder::kDayFirst;
  if (writing.second_over_12 > 0) return DayOrder::kMonthFirst;
  return std::nullopt;
}

std::string NameOf(DayOrder order) {
  return order == DayOrder::kDayFirst ? "day before month" : "month before day";
}

// The order for a writing that no number settles, and why.
DayOrder GuessOrder(const DateWriting& writing, const DateEvidence& evidence, std::string* why) {
  if (evidence.order) {
    *why = "as in " + evidence.from;
    return *evidence.order;
  }
  const int64_t day = writing.backwards_day_first;
  const int64_t month = writing.backwards_month_first;
  if (std::max(day, month) >= 3 && std::min(day, month) * 2 <= std::max(day, month)) {
    *why = "the rows are then nearly in order of time";
    return day < month ? DayOrder::kDayFirst : DayOrder::kMonthFirst;
  }
  *why = "no date settles it; this is the usual reading of '" +
         std::string(1, writing.shape.separator) + "'";
  return writing.shape.separator == '/' ? DayOrder::kMonthFirst : DayOrder::kDayFirst;
}

struct DateReading {
  std::vector<std::string> formats;
  std::string note;
  bool possible = true;
};

DateReading ReadingOf(const ColumnFacts& facts, const std::string& label,
                      const DateEvidence& evidence) {
  DateReading reading;
  std::optional<DayOrder> proven = ProvenOrder(facts);
  DateEvidence known = evidence;
  if (proven) known = {proven, "the other dates of the column"};
  for (const DateWriting& writing : facts.dates) {
    DayOrder order = DayOrder::kMonthFirst;
    if (writing.shape.layout == DateLayout::kOpen) {
      if (writing.first_over_12 > 0 && writing.second_over_12 > 0) {
        reading.possible = false;  // one column, both orders: half of it would be guessed
        reading.note = label +
                       ": kept as text, because some dates have the day first and some "
                       "the month, in the same writing";
        return reading;
      }
      std::string why = "a number above 12 settles it";
      const auto settled = OrderOf(writing);
      order = settled ? *settled : GuessOrder(writing, known, &why);
      reading.note += (reading.note.empty() ? label + ": " : "; ") +
                      Describe(writing.shape, order) + ", " + NameOf(order) + ": " + why;
    }
    reading.formats.push_back(FormatOf(writing.shape, order));
  }
  // A long year accepts a short one's digits, so the short one is tried first.
  std::stable_sort(reading.formats.begin(), reading.formats.end(),
                   [](const std::string& a, const std::string& b) {
                     return (a.find("%y") != a.npos) > (b.find("%y") != b.npos);
                   });
  return reading;
}

// Midnight written with every date says nothing: 2013-07-04 00:00:00.000 is a date.
ColumnType DateColumn(const ColumnFacts& facts, const std::string& label,
                      const DateEvidence& evidence) {
  const DateReading reading = ReadingOf(facts, label, evidence);
  if (!reading.possible || facts.many_writings) {
    ColumnType type = TextColumn(facts, label);
    type.note = reading.note;
    return type;
  }
  ColumnType type;
  const bool timed = std::any_of(facts.dates.begin(), facts.dates.end(),
                                 [](const DateWriting& w) { return w.timed > 0; });
  const bool dated = std::any_of(facts.dates.begin(), facts.dates.end(), [](const DateWriting& w) {
    return w.shape.layout != DateLayout::kNone;
  });
  type.type = !dated ? Type::kTime : timed ? Type::kTimestamp : Type::kDate;
  type.sql_type = !dated ? "TIME" : timed ? "TIMESTAMP" : "DATE";
  type.formats = reading.formats;
  type.note = reading.note;
  type.trim = facts.outer_blanks > 0;
  TakeNulls(facts, false, &type);
  type.values = facts.Count(CellKind::kDate) + facts.Count(CellKind::kTime);
  const bool iso = facts.dates.size() == 1 &&
                   (type.formats[0] == "%Y-%m-%d" || type.formats[0] == "%Y-%m-%d %H:%M:%S" ||
                    type.formats[0] == "%H:%M:%S");
  type.native = iso && !type.trim && type.nulls.empty();
  return type;
}

ColumnType BooleanColumn(const ColumnFacts& facts) {
  ColumnType type;
  type.type = Type::kBoolean;
  type.sql_type = "BOOLEAN";
  type.trim = facts.outer_blanks > 0;
  TakeNulls(facts, false, &type);
  type.values = facts.Count(CellKind::kBoolean);
  type.native = !type.trim && type.nulls.empty() && facts.booleans[1] + facts.booleans[2] == 0;
  return type;
}

// A handful of words among numbers are slips; codes like C536379 say that all are names.
bool AreSlips(const ColumnFacts& facts, const std::string& label, int64_t typed, int64_t values) {
  const int64_t misfits = values - typed;
  if (misfits == 0) return true;
  if (misfits * 200 > values || NamesIdentifier(label)) return false;
  return facts.with_digit == 0 && facts.Count(CellKind::kMonth) == 0;
}

}  // namespace

bool NamesIdentifier(const std::string& label) {
  const std::string name = SnakeCase(label);
  const auto words = WordsOf(label);
  if (HasAny(words,
             {"id",        "ids",       "zip",     "zipcode",  "postal", "postcode", "pincode",
              "pin",       "phone",     "mobile",  "fax",      "code",   "sku",      "asin",
              "ean",       "upc",       "gtin",    "barcode",  "isbn",   "ssn",      "gstin",
              "hsn",       "number",    "no",      "num",      "nr",     "nbr",      "invoice",
              "invoiceno", "stockcode", "account", "tracking", "awb"})) {
    // "number of items" and "no of units" count.
    return !words.contains("of") && !HasAny(words, {"qty", "quantity", "units", "items"});
  }
  return EndsWith(name, "_id") || EndsWith(name, "id_") || name == "key" || EndsWith(name, "_key");
}

bool NamesMoney(const std::string& label) {
  return HasAny(
      WordsOf(label),
      {"price",  "prices", "amount", "amt",      "cost",    "costs",   "total",   "revenue",
       "sales",  "fee",    "fees",   "charge",   "charges", "freight", "mrp",     "rate",
       "value",  "profit", "tax",    "discount", "payment", "salary",  "budget",  "spend",
       "income", "gross",  "net",    "cogs",     "margin",  "refund",  "balance", "tp"});
}

std::optional<DayOrder> ProvenOrder(const ColumnFacts& facts) {
  std::optional<DayOrder> order;
  for (const DateWriting& writing : facts.dates) {
    if (writing.shape.layout != DateLayout::kOpen) continue;
    const auto settled = OrderOf(writing);
    if (!settled) continue;
    if (order && *order != *settled) return std::nullopt;
    order = settled;
  }
  return order;
}

ColumnType TypeOf(const ColumnFacts& facts, const std::string& label,
                  const DateEvidence& evidence) {
  const int64_t values = facts.Values();
  const int64_t numbers = facts.Count(CellKind::kNumber);
  const int64_t spelled = facts.Count(CellKind::kNumberWord);
  const int64_t dates = facts.Count(CellKind::kDate);
  const int64_t times = facts.Count(CellKind::kTime);
  const int64_t booleans = facts.Count(CellKind::kBoolean);
  ColumnType type;
  if (values == 0) {
    type = TextColumn(facts, label);
  } else if (numbers * 2 > values && AreSlips(facts, label, numbers + spelled, values)) {
    type = Numeric(facts, label);
    if (type.type != Type::kText) {
      type.misfits = values - numbers - (type.serial ? 0 : spelled);
      if (!type.serial) type.ReadWords(label, spelled);
    }
  } else if (dates * 2 > values && AreSlips(facts, label, dates, values)) {
    type = DateColumn(facts, label, evidence);
    if (type.type != Type::kText) type.misfits = values - dates;
  } else if (times == values) {
    type = DateColumn(facts, label, evidence);
  } else if (booleans == values) {
    type = BooleanColumn(facts);
  } else {
    type = TextColumn(facts, label);
  }
  return type;
}

ColumnType TypeAsText(const ColumnFacts& facts, const std::string& label) {
  return TextColumn(facts, label);
}

bool ColumnType::Fits(CellKind kind) const {
  if (kind == CellKind::kEmpty || kind == CellKind::kNull || type == Type::kText) return true;
  if (IsNumeric(type)) {
    return kind == CellKind::kNumber || (spelled && kind == CellKind::kNumberWord);
  }
  if (type == Type::kBoolean) return kind == CellKind::kBoolean;
  if (type == Type::kTime) return kind == CellKind::kTime;
  if (serial) return kind == CellKind::kNumber;
  return kind == CellKind::kDate;
}

std::string ColumnType::Expected() const {
  if (IsNumeric(type)) return "a number";
  if (type == Type::kTime) return "a time";
  if (type == Type::kBoolean) return "yes or no";
  return type == Type::kText ? "text" : "a date";
}

namespace {

std::string NumberSql(const ColumnType& type, const std::string& text) {
  std::string digits = text;
  if (type.decorated) {
    // Everything that is not part of the number goes; a minus may stand on either side.
    const std::string keep = type.comma_decimal ? "[^0-9,eE]" : "[^0-9.eE]";
    const std::string cleaned =
        type.exponent ? "regexp_replace(" + text + ", '[^0-9.eE+-]', '', 'g')"
                      : "regexp_replace(regexp_replace(" + text +
                            ", '^\\(?\\s*[-+]?\\s*(?i:rs\\.?)', ''), '" + keep + "', '', 'g')";
    digits = type.comma_decimal ? "replace(" + cleaned + ", ',', '.')" : cleaned;
    if (!type.exponent) {
      digits = "(CASE WHEN contains(" + text + ", '-') AND NOT ends_with(" + text +
               ", '/-') OR starts_with(" + text + ", '(') OR starts_with(" + text +
               ", '-') THEN '-' ELSE '' END || regexp_replace(" + digits + ", '[eE]', '', 'g'))";
    }
  }
  if (type.percent) {
    const std::string share = "CAST(" + digits + " AS DECIMAL(18,6)) / 100";
    return "CAST(" + share + " AS " + type.sql_type + ")";
  }
  if (type.type == Type::kInteger) {
    return "CAST(" + (type.pointed ? "split_part(" + digits + ", '.', 1)" : digits) + " AS BIGINT)";
  }
  return "CAST(" + digits + " AS " + type.sql_type + ")";
}

// "Two" as 2.
std::string DigitsSql(const std::string& text) {
  std::string sql = "(CASE lower(" + text + ")";
  for (std::size_t i = 0; i < std::size(kNumberWords); ++i) {
    sql += " WHEN '" + std::string(kNumberWords[i]) + "' THEN '" + std::to_string(i) + "'";
  }
  return sql + " ELSE " + text + " END)";
}

std::string DateSql(const ColumnType& type, const std::string& text) {
  if (type.serial) return "(DATE '1899-12-30' + CAST(CAST(" + text + " AS DOUBLE) AS INTEGER))";
  std::vector<std::string> quoted;
  for (const std::string& format : type.formats) quoted.push_back(engine::QuoteLiteral(format));
  const std::string formats = quoted.size() == 1 ? quoted[0] : "[" + Join(quoted, ", ") + "]";
  return "CAST(strptime(" + text + ", " + formats + ") AS " + type.sql_type + ")";
}

std::string BooleanSql(const std::string& text) {
  return "(lower(" + text + ") IN ('true', 'yes', 'y'))";
}

}  // namespace

void ColumnType::ReadWords(const std::string& label, int64_t cells) {
  if (cells == 0) return;
  spelled = true;
  native = false;
  values += cells;
  note = label + ": numbers in words (“one”, “two”) are read as digits in " +
         std::to_string(cells) + (cells == 1 ? " row" : " rows");
}

void ColumnType::TakeNull(std::string_view spelling, int64_t cells) {
  nulls.emplace_back(spelling);
  values -= cells;
  native = false;
}

std::string ColumnType::Expression(const std::string& text) const {
  std::string cleaned = text;
  if (trim) cleaned = "nullif(trim(" + cleaned + ", " + kBlanks + "), '')";
  if (squeeze) cleaned = "regexp_replace(" + cleaned + ", '\\s+', ' ', 'g')";
  std::string value = cleaned;
  if (spelled) cleaned = DigitsSql(cleaned);
  if (IsNumeric(type)) value = NumberSql(*this, cleaned);
  if (type == Type::kDate || type == Type::kTimestamp || type == Type::kTime) {
    value = DateSql(*this, cleaned);
  }
  if (type == Type::kBoolean)
    value = "CASE WHEN " + cleaned + " IS NOT NULL THEN " + BooleanSql(cleaned) + " END";
  if (nulls.empty()) return value;
  std::vector<std::string> quoted;
  for (const std::string& spelling : nulls) quoted.push_back(engine::QuoteLiteral(spelling));
  return "CASE WHEN lower(" + cleaned + ") IN (" + Join(quoted, ", ") + ") THEN NULL ELSE " +
         value + " END";
}

}  // namespace aisle::ingest
