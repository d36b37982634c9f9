// Writing model.yaml. Fields with their usual value are left out, so that what is there says
// something; the order is the model's own and does not change.
#include "semantic/model_yaml.h"

#include <set>

#include "base/text.h"
#include "semantic/conventions.h"
#include "semantic/model_names.h"
#include "semantic/model_reader.h"
#include "semantic/text_form.h"

namespace aisle::semantic {
namespace {

bool IsPlainStart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

// Whether the text reads back as itself without quotes.
bool IsPlain(const std::string& text, bool in_list) {
  static const std::set<std::string> kWords = {"true", "false", "yes", "no", "on",  "off",
                                               "null", "y",     "n",   "~",  "nan", "inf"};
  if (text.empty() || !IsPlainStart(text[0]) || kWords.contains(FoldCase(text))) return false;
  if (text.back() == ' ' || text.find(": ") != std::string::npos || text.back() == ':')
    return false;
  if (text.find(" #") != std::string::npos || !IsValidUtf8(text)) return false;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '"' || c == '\\') return false;
    if (in_list && std::string_view(",?[]{}").find(c) != std::string_view::npos) return false;
  }
  return true;
}

std::string Escaped(unsigned char c) {
  constexpr char kHex[] = "0123456789abcdef";
  return std::string("\\x") + kHex[c >> 4] + kHex[c & 15];
}

std::string Quoted(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      quoted += std::string("\\") + c;
    else if (c == '\n')
      quoted += "\\n";
    else if (c == '\t')
      quoted += "\\t";
    else if (c == '\r')
      quoted += "\\r";
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
      quoted += Escaped(static_cast<unsigned char>(c));
    else
      quoted += c;
  }
  return quoted + "\"";
}

std::string Scalar(const std::string& text, bool in_list = false) {
  return IsPlain(text, in_list) ? text : Quoted(text);
}

class Writer {
 public:
  explicit Writer(std::string text) : text_(std::move(text)) {}

  void Section(const std::string& name, const std::string& comment) {
    text_ += "\n";
    for (const std::string& line : Split(comment, '\n')) text_ += "# " + line + "\n";
    text_ += name + ":\n";
  }
  void Begin() { first_ = true; }
  void Text(const char* key, const std::string& value) {
    if (!value.empty()) Line(key, Scalar(value));
  }
  void Flag(const char* key, bool value) {
    if (value) Line(key, "true");
  }
  void Number(const char* key, int64_t value) { Line(key, std::to_string(value)); }
  void Texts(const char* key, const std::vector<std::string>& values) {
    if (values.empty()) return;
    std::vector<std::string> scalars;
    for (const std::string& value : values) scalars.push_back(Scalar(value, true));
    Line(key, "[" + Wrapped(scalars) + "]");
  }
  // One column as text, several as a list.
  void Fields(const char* key, const std::string& table, const std::vector<std::string>& columns) {
    std::vector<std::string> fields;
    for (const std::string& column : columns) fields.push_back(table + "." + column);
    if (fields.size() == 1)
      Text(key, fields[0]);
    else
      Texts(key, fields);
  }
  std::string Take() { return std::move(text_); }

 private:
  static constexpr size_t kWidth = 96;

  void Line(const std::string& key, const std::string& value) {
    text_ += (first_ ? "  - " : "    ") + key + ": " + value + "\n";
    first_ = false;
  }

  static std::string Wrapped(const std::vector<std::string>& scalars) {
    std::string all;
    size_t column = 16;
    for (size_t i = 0; i < scalars.size(); ++i) {
      if (i > 0 && column + scalars[i].size() > kWidth) {
        all += ",\n      ";
        column = 6;
      } else if (i > 0) {
        all += ", ";
      }
      all += scalars[i];
      column += scalars[i].size() + 2;
    }
    return all;
  }

  std::string text_;
  bool first_ = false;
};

void Write(const TableMeaning& table, Writer* out) {
  out->Text("name", table.name);
  out->Text("label", table.label);
  out->Texts("synonyms", table.synonyms);
  out->Text("entity", table.entity);
  out->Text("time", table.time);
  out->Number("priority", table.priority);
  out->Flag("fact", table.fact);
  out->Flag("snapshot", table.snapshot);
  out->Flag("hidden", table.hidden);
}

void Write(const Dimension& dimension, Writer* out) {
  out->Text("field", dimension.Field());
  out->Text("label", dimension.label);
  out->Text("kind", std::string(KindName(dimension.kind)));
  out->Text("type", ToString(dimension.type));
  out->Text("unit", dimension.unit);
  out->Texts("synonyms", dimension.synonyms);
  out->Text("description", dimension.description);
  out->Flag("additive", dimension.additive);
  out->Flag("hidden", dimension.hidden);
}

void Write(const Entity& entity, Writer* out) {
  out->Text("name", entity.name);
  out->Text("plural", entity.plural);
  out->Text("table", entity.table);
  out->Texts("key", entity.key);
  out->Text("display", entity.display);
  out->Texts("synonyms", entity.synonyms);
  out->Flag("row", entity.row);
  out->Texts("dimensions", entity.dimensions);
}

void Write(const Join& join, Writer* out) {
  out->Fields("from", join.from_table, join.from_columns);
  out->Fields("to", join.to_table, join.to_columns);
  out->Text("cardinality", join.one_to_one ? "one_to_one" : "many_to_one");
  if (join.orphans != 0) out->Number("orphans", join.orphans);
  out->Text("role", join.role);
}

void Write(const Metric& metric, Writer* out) {
  out->Text("name", metric.name);
  out->Text("label", metric.label);
  out->Text("expr", ToString(metric.expr));
  out->Text("unit", metric.unit);
  out->Text("description", metric.description);
  out->Texts("synonyms", metric.synonyms);
  out->Text("table", metric.table);
  out->Number("priority", metric.priority);
  out->Flag("lower_is_better", metric.lower_is_better);
}

void Write(const Hierarchy& hierarchy, Writer* out) {
  out->Text("name", hierarchy.name);
  out->Texts("levels", hierarchy.levels);
}

void Write(const Convention& convention, Writer* out) {
  out->Text("name", convention.name);
  out->Text("value", convention.value);
  out->Texts("choices", convention.choices);
  out->Text("sentence", convention.sentence);
  out->Text("field", convention.field);
  out->Texts("values", convention.values);
  out->Texts("metrics", convention.metrics);
}

void Write(const Verified& verified, Writer* out) {
  out->Text("question", verified.question);
  out->Text("query", QueryText(verified.query, " "));
}

// `calendar: {…}` on one line; nothing where it is the calendar on the wall.
std::string CalendarLine(const Calendar& calendar) {
  std::vector<std::string> members;
  const auto name = [](const std::vector<std::string>& names, int number) {
    return names.at(static_cast<size_t>(number - 1));
  };
  if (calendar.fiscal_year_starts != 0) {
    members.push_back("fiscal_year_starts: " + name(MonthNames(), calendar.fiscal_year_starts));
  }
  if (calendar.week_starts != 1) {
    members.push_back("week_starts: " + name(WeekdayNames(), calendar.week_starts));
  }
  if (calendar.retail != RetailPattern::kNone) {
    members.push_back("retail: " + std::string(NameOf(calendar.retail)));
  }
  if (calendar.southern) members.push_back("seasons: southern");
  if (!calendar.holidays.empty()) members.push_back("holidays: " + Scalar(calendar.holidays, true));
  return members.empty() ? "" : "calendar: {" + aisle::Join(members, ", ") + "}\n";
}

template <typename T>
void WriteSection(const std::string& name, const std::string& comment, const std::vector<T>& all,
                  Writer* out) {
  if (all.empty()) return;
  out->Section(name, comment);
  for (const T& each : all) {
    out->Begin();
    Write(each, out);
  }
}

}  // namespace

std::string WriteModelYaml(const Model& model) {
  std::string head =
      "# yaml-language-server: $schema=model.schema.json\n"
      "# What the data means. Written once from the data, then yours: a reload never overwrites "
      "it.\n"
      "# `aisle model check` says what is wrong, line by line; docs/model.md explains each "
      "field.\n";
  if (!model.name.empty()) head += "name: " + Scalar(model.name) + "\n";
  if (!model.currency.empty()) head += "currency: " + Scalar(model.currency) + "\n";
  head += CalendarLine(model.calendar);
  Writer out(std::move(head));
  WriteSection(
      "conventions",
      "Choices that words leave open. Change `value` to another of `choices`; answers that\n"
      "depend on one say so.",
      model.conventions, &out);
  WriteSection(
      "metrics",
      "What people measure. `expr` names fields as table.column and other metrics by name.\n"
      "The lower its priority, the more a metric is meant by a word that several share.",
      model.metrics, &out);
  WriteSection("tables",
               "Tables, the most important first. `time` is the date meant when none is named.",
               model.tables, &out);
  WriteSection("entities",
               "Things people count and rank, by `key` in `table`. `row: true`: each row is one.",
               model.entities, &out);
  WriteSection("joins", "How tables connect: every `from` row finds at most one `to` row.",
               model.joins, &out);
  WriteSection("hierarchies", "Levels to drill through, widest first.", model.hierarchies, &out);
  WriteSection("dimensions",
               "Columns with their meaning. `additive: true`: a number that may be summed.",
               model.dimensions, &out);
  WriteSection("verified",
               "Questions with the query that answers them, agreed on; `aisle verify` runs them.",
               model.verified, &out);
  return out.Take();
}

ModelRead ReadModelYaml(std::string_view text) {
  LocatedModel located = ReadLocated(text);
  return ModelRead{ApplyConventions(located.model), std::move(located.problems)};
}

}  // namespace aisle::semantic
