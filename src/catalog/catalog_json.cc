// catalog.json. Keys are the names of the fields in catalog.h. Cell values (min, max) carry their
// type in the column, so they are read back as what they were: a date is ISO text.
#include <algorithm>
#include <functional>

#include "base/json.h"
#include "base/text.h"
#include "catalog/catalog.h"

namespace aisle::catalog {
namespace {

constexpr int64_t kDayMicros = 86'400'000'000;

// Numbers, texts and flags are JSON's own; times are tagged, because their column's type does not
// always say which of them a minimum is.
json::value CellJson(const Value& value) {
  if (const auto* date = std::get_if<Date>(&value)) return json::object{{"date", date->days}};
  if (const auto* time = std::get_if<Timestamp>(&value))
    return json::object{{"timestamp", time->micros}};
  if (const auto* time = std::get_if<TimeOfDay>(&value))
    return json::object{{"time", time->micros}};
  if (const auto* flag = std::get_if<bool>(&value)) return *flag;
  if (const auto* integer = std::get_if<int64_t>(&value)) return *integer;
  if (const auto* number = std::get_if<double>(&value)) return *number;
  if (const auto* text = std::get_if<std::string>(&value)) return json::value(*text);
  return nullptr;
}

json::array StringsJson(const std::vector<std::string>& strings) {
  return json::array(strings.begin(), strings.end());
}

json::object ColumnJson(const Column& column) {
  json::array top;
  for (const auto& [value, count] : column.top) top.push_back(json::array{value, count});
  json::object object{{"name", column.name},
                      {"label", column.label},
                      {"type", ToString(column.type)},
                      {"scale", column.scale},
                      {"unit", column.unit},
                      {"identifier", column.identifier},
                      {"row_number", column.row_number},
                      {"rows", column.rows},
                      {"nulls", column.nulls},
                      {"distinct", column.distinct},
                      {"min", CellJson(column.min)},
                      {"max", CellJson(column.max)},
                      {"top", std::move(top)}};
  if (!column.same_within.empty()) object["same_within"] = column.same_within;
  if (!column.made_of.empty()) object["made_of"] = column.made_of;
  if (!column.grain.empty()) object["grain"] = column.grain;
  if (column.level == 0) return object;
  object["level_of"] = column.level_of;
  object["level"] = column.level;
  return object;
}

const std::vector<std::pair<FormulaKind, std::string_view>> kFormulaKinds = {
    {FormulaKind::kProduct, "product"},
    {FormulaKind::kDiscounted, "discounted"},
    {FormulaKind::kDifference, "difference"}};

json::object FormulaJson(const Formula& formula) {
  const auto kind = std::find_if(kFormulaKinds.begin(), kFormulaKinds.end(),
                                 [&](const auto& each) { return each.first == formula.kind; });
  return json::object{{"kind", kind->second},
                      {"result", formula.result},
                      {"of", StringsJson(formula.of)},
                      {"rows", formula.rows},
                      {"exceptions", formula.exceptions}};
}

json::object TableJson(const Table& table) {
  json::array columns, keys, negatives, formulas;
  for (const Column& column : table.columns) columns.push_back(ColumnJson(column));
  for (const auto& key : table.keys) keys.push_back(StringsJson(key));
  for (const Negatives& each : table.negatives)
    negatives.push_back(json::object{{"column", each.column},
                                     {"rows", each.rows},
                                     {"marked", each.marked},
                                     {"mark", each.mark}});
  for (const Formula& each : table.formulas) formulas.push_back(FormulaJson(each));
  return json::object{{"name", table.name},
                      {"label", table.label},
                      {"sources", StringsJson(table.sources)},
                      {"files", StringsJson(table.files)},
                      {"rows", table.rows},
                      {"columns", std::move(columns)},
                      {"keys", std::move(keys)},
                      {"part_of", table.part_of},
                      {"repeats", table.repeats},
                      {"note", table.note},
                      {"negatives", std::move(negatives)},
                      {"formulas", std::move(formulas)}};
}

json::object RelationJson(const Relation& relation) {
  return json::object{
      {"from_table", relation.from_table},
      {"from_columns", StringsJson(relation.from_columns)},
      {"to_table", relation.to_table},
      {"to_columns", StringsJson(relation.to_columns)},
      {"cardinality",
       relation.cardinality == Cardinality::kOneToOne ? "one_to_one" : "many_to_one"},
      {"orphans", relation.orphans},
      {"matched", relation.matched}};
}

json::object WarningJson(const QualityWarning& warning) {
  return json::object{{"table", warning.table},
                      {"column", warning.column},
                      {"kind", warning.kind},
                      {"text", warning.text},
                      {"rows", warning.rows}};
}

// Reads members of known kinds and keeps the first that is missing or of another kind.
class Reader {
 public:
  Result<Catalog> Read(const json::value& root) {
    Catalog catalog;
    Object("catalog", root, [&](const json::object& object) {
      catalog.version = Text(object, "version");
      catalog.loaded_at = Text(object, "loaded_at");
      Each(object, "tables", [&](const json::object& o) { catalog.tables.push_back(OneTable(o)); });
      Each(object, "relations",
           [&](const json::object& o) { catalog.relations.push_back(OneRelation(o)); });
      Each(object, "warnings",
           [&](const json::object& o) { catalog.warnings.push_back(OneWarning(o)); });
    });
    if (failed_) return error_;
    return catalog;
  }

 private:
  void Fail(std::string_view name, std::string_view expected) {
    if (!failed_)
      error_ =
          Invalid("catalog.json: \"" + std::string(name) + "\": expected " + std::string(expected),
                  "load the files again");
    failed_ = true;
  }

  const json::value& Member(const json::object& object, std::string_view name) {
    static const json::value kNone;
    const json::value* member = object.if_contains(name);
    if (!member) Fail(name, "to be there");
    return member ? *member : kNone;
  }

  std::string Text(const json::object& object, std::string_view name) {
    const json::value& value = Member(object, name);
    if (value.is_string()) return std::string(value.as_string());
    Fail(name, "text");
    return {};
  }

  int64_t Number(const json::object& object, std::string_view name) {
    const json::value& value = Member(object, name);
    if (value.is_int64()) return value.as_int64();
    Fail(name, "a whole number");
    return 0;
  }

  bool Flag(const json::object& object, std::string_view name) {
    const json::value& value = Member(object, name);
    if (value.is_bool()) return value.as_bool();
    Fail(name, "true or false");
    return false;
  }

  std::vector<std::string> Texts(std::string_view name, const json::value& value) {
    std::vector<std::string> texts;
    if (!value.is_array()) {
      Fail(name, "a list of texts");
      return texts;
    }
    for (const json::value& each : value.as_array()) {
      if (each.is_string())
        texts.emplace_back(each.as_string());
      else
        Fail(name, "a list of texts");
    }
    return texts;
  }

  void Object(std::string_view name, const json::value& value,
              const std::function<void(const json::object&)>& read) {
    if (!value.is_object()) return Fail(name, "an object");
    read(value.as_object());
  }

  void Each(const json::object& object, std::string_view name,
            const std::function<void(const json::object&)>& read) {
    const json::value& value = Member(object, name);
    if (!value.is_array()) return Fail(name, "a list");
    for (const json::value& each : value.as_array()) Object(name, each, read);
  }

  Value Cell(std::string_view name, const json::value& value) {
    if (value.is_null()) return {};
    if (value.is_bool()) return value.as_bool();
    if (value.is_int64()) return value.as_int64();
    if (value.is_double()) return value.as_double();
    if (value.is_string()) return std::string(value.as_string());
    if (value.is_object() && value.as_object().size() == 1) return Time(name, value.as_object());
    Fail(name, "a cell's value");
    return {};
  }

  Value Time(std::string_view name, const json::object& object) {
    const json::value& count = object.begin()->value();
    const std::string_view kind = object.begin()->key();
    if (!count.is_int64()) {
      Fail(name, "a time");
      return {};
    }
    if (kind == "date" && std::abs(count.as_int64()) < 3'000'000)
      return Date{static_cast<int32_t>(count.as_int64())};
    if (kind == "timestamp" && std::abs(count.as_int64() / kDayMicros) < 3'000'000)
      return Timestamp{count.as_int64()};
    if (kind == "time") return TimeOfDay{count.as_int64()};
    Fail(name, "a time");
    return {};
  }

  Column OneColumn(const json::object& object) {
    Column column;
    column.name = Text(object, "name");
    column.label = Text(object, "label");
    if (!ParseType(Text(object, "type"), &column.type)) Fail("type", "integer, text, date …");
    column.scale = static_cast<int>(Number(object, "scale"));
    column.unit = Text(object, "unit");
    column.identifier = Flag(object, "identifier");
    column.row_number = Flag(object, "row_number");
    column.rows = Number(object, "rows");
    column.nulls = Number(object, "nulls");
    column.distinct = Number(object, "distinct");
    column.min = Cell("min", Member(object, "min"));
    column.max = Cell("max", Member(object, "max"));
    ReadTop(Member(object, "top"), &column);
    if (object.contains("same_within")) column.same_within = Text(object, "same_within");
    if (object.contains("made_of")) column.made_of = Text(object, "made_of");
    if (object.contains("grain")) column.grain = Text(object, "grain");
    if (!object.contains("level")) return column;
    column.level_of = Text(object, "level_of");
    column.level = static_cast<int>(Number(object, "level"));
    return column;
  }

  void ReadTop(const json::value& value, Column* column) {
    if (!value.is_array()) return Fail("top", "a list");
    for (const json::value& each : value.as_array()) {
      const json::array* pair = each.if_array();
      if (!pair || pair->size() != 2 || !(*pair)[0].is_string() || !(*pair)[1].is_int64())
        return Fail("top", "pairs of a text and a count");
      column->top.emplace_back((*pair)[0].as_string(), (*pair)[1].as_int64());
    }
  }

  Table OneTable(const json::object& object) {
    Table table;
    table.name = Text(object, "name");
    table.label = Text(object, "label");
    table.sources = Texts("sources", Member(object, "sources"));
    table.files = Texts("files", Member(object, "files"));
    table.rows = Number(object, "rows");
    Each(object, "columns", [&](const json::object& o) { table.columns.push_back(OneColumn(o)); });
    const json::value& keys = Member(object, "keys");
    if (!keys.is_array())
      Fail("keys", "a list");
    else
      for (const json::value& key : keys.as_array()) table.keys.push_back(Texts("keys", key));
    table.part_of = Text(object, "part_of");
    table.repeats = Flag(object, "repeats");
    table.note = Text(object, "note");
    if (object.contains("negatives"))  // lakes of earlier versions have none
      Each(object, "negatives", [&](const json::object& o) {
        table.negatives.push_back(
            {Text(o, "column"), Number(o, "rows"), Text(o, "marked"), Text(o, "mark")});
      });
    if (object.contains("formulas"))  // nor these
      Each(object, "formulas",
           [&](const json::object& o) { table.formulas.push_back(OneFormula(o)); });
    return table;
  }

  Formula OneFormula(const json::object& object) {
    Formula formula;
    const std::string named = Text(object, "kind");
    const auto kind = std::find_if(kFormulaKinds.begin(), kFormulaKinds.end(),
                                   [&](const auto& each) { return each.second == named; });
    if (kind == kFormulaKinds.end())
      Fail("kind", "product, discounted or difference");
    else
      formula.kind = kind->first;
    formula.result = Text(object, "result");
    formula.of = Texts("of", Member(object, "of"));
    formula.rows = Number(object, "rows");
    formula.exceptions = Number(object, "exceptions");
    return formula;
  }

  Relation OneRelation(const json::object& object) {
    Relation relation;
    relation.from_table = Text(object, "from_table");
    relation.from_columns = Texts("from_columns", Member(object, "from_columns"));
    relation.to_table = Text(object, "to_table");
    relation.to_columns = Texts("to_columns", Member(object, "to_columns"));
    const std::string cardinality = Text(object, "cardinality");
    if (cardinality != "one_to_one" && cardinality != "many_to_one")
      Fail("cardinality", "one_to_one or many_to_one");
    if (cardinality == "one_to_one") relation.cardinality = Cardinality::kOneToOne;
    relation.orphans = Number(object, "orphans");
    relation.matched = Number(object, "matched");
    return relation;
  }

  QualityWarning OneWarning(const json::object& object) {
    return QualityWarning{Text(object, "table"), Text(object, "column"), Text(object, "kind"),
                          Text(object, "text"), Number(object, "rows")};
  }

  bool failed_ = false;
  Error error_;
};

}  // namespace

Result<Catalog> ParseCatalog(std::string_view text) {
  const Result<json::value> value = ParseJson(text);
  if (!value.ok()) return value.error();
  return Reader().Read(*value);
}

std::string ToJson(const Catalog& catalog) {
  json::array tables, relations, warnings;
  for (const Table& table : catalog.tables) tables.push_back(TableJson(table));
  for (const Relation& relation : catalog.relations) relations.push_back(RelationJson(relation));
  for (const QualityWarning& warning : catalog.warnings) warnings.push_back(WarningJson(warning));
  return json::serialize(json::object{{"version", catalog.version},
                                      {"loaded_at", catalog.loaded_at},
                                      {"tables", std::move(tables)},
                                      {"relations", std::move(relations)},
                                      {"warnings", std::move(warnings)}});
}

}  // namespace aisle::catalog
