#include "semantic/model_reader.h"

#include <algorithm>
#include <charconv>
#include <functional>

#include "base/text.h"
#include "semantic/model_names.h"
#include "semantic/yaml_node.h"

namespace aisle::semantic {
namespace {

std::string OneOf(const std::vector<std::string>& names) { return aisle::Join(names, ", "); }

// Reads the members of one mapping; Done reports those that nobody asked for.
class Entry {
 public:
  Entry(const YamlNode& node, std::string path, LocatedModel* out)
      : node_(node), path_(std::move(path)), out_(*out) {
    Place(path_, node);
    if (node.kind != YamlNode::Kind::kMapping)
      Problem(node,
              "expected " + Subject() + " as a mapping (key: value), found " + Describe(node));
  }

  void Text(const char* key, std::string* text, bool required = false) {
    const YamlNode* value = Member(key, required);
    if (!value || value->kind == YamlNode::Kind::kNull) return;
    if (value->kind == YamlNode::Kind::kScalar)
      *text = value->text;
    else
      Problem(*value, Expected(key, "text", *value));
  }

  void Flag(const char* key, bool* flag) {
    const YamlNode* value = Member(key, false);
    if (!value) return;
    const bool plain = value->kind == YamlNode::Kind::kScalar && !value->quoted;
    if (plain && (value->text == "true" || value->text == "false"))
      *flag = value->text == "true";
    else
      Problem(*value, Expected(key, "true or false", *value));
  }

  template <typename Number>
  void Whole(const char* key, Number* number) {
    const YamlNode* value = Member(key, false);
    if (!value) return;
    const std::string& text = value->text;
    const bool octal = text.size() > 1 && text[0] == '0';
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, *number);
    const bool plain = value->kind == YamlNode::Kind::kScalar && !value->quoted;
    if (!plain || octal || read.ec != std::errc() || read.ptr != end)
      Problem(*value, Expected(key, "a whole number", *value));
  }

  // A list of texts; one text alone counts as a list of one.
  void Texts(const char* key, std::vector<std::string>* texts, bool required = false) {
    const YamlNode* value = Member(key, required);
    if (!value || value->kind == YamlNode::Kind::kNull) return;
    if (value->kind == YamlNode::Kind::kScalar) return texts->push_back(value->text);
    if (value->kind != YamlNode::Kind::kSequence)
      return Problem(*value, Expected(key, "a list of texts", *value));
    for (size_t i = 0; i < value->items.size(); ++i) {
      const YamlNode& item = value->items[i];
      Place(path_ + "." + key + "[" + std::to_string(i) + "]", item);
      if (item.kind == YamlNode::Kind::kScalar)
        texts->push_back(item.text);
      else
        Problem(item, Expected(key, "texts in the list", item));
    }
  }

  void Choice(const char* key, const std::vector<std::string>& choices, bool required,
              const std::function<void(const std::string&)>& take) {
    std::string text;
    Text(key, &text, required);
    if (text.empty()) return;
    for (const std::string& choice : choices)
      if (choice == text) return take(text);
    const std::string nearest = Nearest(text, choices);
    Problem(*node_.Find(key), "`" + std::string(key) + "`: expected one of " + OneOf(choices) +
                                  "; found `" + text + "`" +
                                  (nearest.empty() ? "" : "; did you mean `" + nearest + "`?"));
  }

  void Expression(const char* key, Expr* expr) { Parsed(key, ParseExpr, expr); }
  void WholeQuery(const char* key, Query* query) { Parsed(key, ParseQuery, query); }

  // A text that has a grammar of its own; its mistakes are placed within it.
  template <typename T>
  void Parsed(const char* key, Result<T> (*parse)(std::string_view), T* taken) {
    std::string text;
    Text(key, &text, true);
    if (text.empty()) return;
    const Result<T> read = parse(text);
    if (read.ok()) {
      *taken = *read;
      return;
    }
    const YamlNode& value = *node_.Find(key);
    YamlNode at = value;
    const bool one_line = text.find('\n') == std::string::npos;
    if (one_line && read.error().at != Error::kNowhere)
      at.column += static_cast<int>(read.error().at) + (value.quoted ? 1 : 0);
    Problem(at, "`" + std::string(key) + "`: " + read.error().message);
  }

  // "table.column", or a list of them in one table.
  void FieldList(const char* key, std::string* table, std::vector<std::string>* columns) {
    std::vector<std::string> fields;
    Texts(key, &fields, true);
    for (const std::string& field : fields) {
      const size_t dot = field.find('.');
      const std::string its_table = field.substr(0, dot == std::string::npos ? 0 : dot);
      if (its_table.empty() || dot + 1 == field.size())
        return Problem(*node_.Find(key), Expected(key, "table.column", *node_.Find(key)));
      if (!table->empty() && *table != its_table)
        return Problem(*node_.Find(key), "`" + std::string(key) +
                                             "`: all columns must be of one "
                                             "table; found `" +
                                             *table + "` and `" + its_table + "`");
      *table = its_table;
      columns->push_back(field.substr(dot + 1));
    }
  }

  void Complain(const char* key, const std::string& message) {
    Problem(*node_.Find(key), "`" + std::string(key) + "`: " + message);
  }

  void Done() {
    for (const YamlNode& key : node_.keys) {
      bool known = false;
      for (const std::string& asked : asked_) known = known || asked == key.text;
      if (known || key.kind != YamlNode::Kind::kScalar) continue;
      const std::string nearest = Nearest(key.text, asked_);
      Problem(key, "unknown field `" + key.text + "`" +
                       (nearest.empty() ? "; expected one of " + OneOf(asked_)
                                        : "; did you mean `" + nearest + "`?"));
    }
  }

 private:
  std::string Subject() const { return path_.empty() ? "the model" : "`" + path_ + "`"; }

  static std::string Expected(const char* key, const char* what, const YamlNode& found) {
    return "`" + std::string(key) + "`: expected " + what + ", found " + Describe(found);
  }

  const YamlNode* Member(const char* key, bool required) {
    asked_.emplace_back(key);
    const YamlNode* value = node_.Find(key);
    if (value) Place(path_ + "." + key, *value);
    const bool missing = !value || value->kind == YamlNode::Kind::kNull;
    if (required && missing && node_.kind == YamlNode::Kind::kMapping)
      Problem(value ? *value : node_, "`" + std::string(key) + "` is missing from " + Subject());
    return value;
  }

  void Place(const std::string& path, const YamlNode& node) {
    out_.places[path] = {node.line, node.column};
  }
  void Problem(const YamlNode& node, std::string message) {
    out_.problems.push_back({node.line, node.column, std::move(message)});
  }

  const YamlNode& node_;
  std::string path_;
  LocatedModel& out_;
  std::vector<std::string> asked_;
};

void Read(Entry* entry, TableMeaning* table) {
  entry->Text("name", &table->name, true);
  entry->Text("label", &table->label);
  entry->Texts("synonyms", &table->synonyms);
  entry->Text("entity", &table->entity);
  entry->Text("time", &table->time);
  entry->Whole("priority", &table->priority);
  entry->Flag("fact", &table->fact);
  entry->Flag("snapshot", &table->snapshot);
  entry->Flag("hidden", &table->hidden);
}

void Read(Entry* entry, Dimension* dimension) {
  std::vector<std::string> columns;
  entry->FieldList("field", &dimension->table, &columns);
  if (!columns.empty()) dimension->column = columns[0];
  if (columns.size() > 1) entry->Complain("field", "expected one table.column");
  entry->Text("label", &dimension->label);
  entry->Choice("kind", KindNames(), true,
                [&](const std::string& name) { ParseKind(name, &dimension->kind); });
  entry->Choice("type", TypeNames(), false,
                [&](const std::string& name) { ParseType(name, &dimension->type); });
  entry->Text("unit", &dimension->unit);
  entry->Texts("synonyms", &dimension->synonyms);
  entry->Text("description", &dimension->description);
  entry->Flag("additive", &dimension->additive);
  entry->Flag("hidden", &dimension->hidden);
}

void Read(Entry* entry, Entity* entity) {
  entry->Text("name", &entity->name, true);
  entry->Text("plural", &entity->plural);
  if (entity->plural.empty() && !entity->name.empty()) entity->plural = Plural(entity->name);
  entry->Text("table", &entity->table, true);
  entry->Texts("key", &entity->key);
  entry->Text("display", &entity->display);
  entry->Texts("synonyms", &entity->synonyms);
  entry->Flag("row", &entity->row);
  entry->Texts("dimensions", &entity->dimensions);
}

void Read(Entry* entry, Join* join) {
  entry->FieldList("from", &join->from_table, &join->from_columns);
  entry->FieldList("to", &join->to_table, &join->to_columns);
  entry->Choice("cardinality", {"many_to_one", "one_to_one"}, false,
                [&](const std::string& name) { join->one_to_one = name == "one_to_one"; });
  entry->Whole("orphans", &join->orphans);
  entry->Text("role", &join->role);
}

void Read(Entry* entry, Metric* metric) {
  entry->Text("name", &metric->name, true);
  entry->Text("label", &metric->label);
  entry->Expression("expr", &metric->expr);
  entry->Text("unit", &metric->unit);
  entry->Text("description", &metric->description);
  entry->Texts("synonyms", &metric->synonyms);
  entry->Text("table", &metric->table);
  entry->Whole("priority", &metric->priority);
  entry->Flag("lower_is_better", &metric->lower_is_better);
}

void Read(Entry* entry, Hierarchy* hierarchy) {
  entry->Text("name", &hierarchy->name, true);
  entry->Texts("levels", &hierarchy->levels, true);
}

void Read(Entry* entry, Convention* convention) {
  entry->Text("name", &convention->name, true);
  entry->Text("value", &convention->value, true);
  entry->Texts("choices", &convention->choices);
  entry->Text("sentence", &convention->sentence);
  entry->Text("field", &convention->field);
  entry->Texts("values", &convention->values);
  entry->Texts("metrics", &convention->metrics);
}

int IndexOf(const std::vector<std::string>& names, const std::string& name) {
  return static_cast<int>(std::find(names.begin(), names.end(), name) - names.begin());
}

void Read(Entry* entry, Calendar* calendar) {
  entry->Choice("fiscal_year_starts", MonthNames(), false, [&](const std::string& name) {
    calendar->fiscal_year_starts = IndexOf(MonthNames(), name) + 1;
  });
  entry->Choice("week_starts", WeekdayNames(), false, [&](const std::string& name) {
    calendar->week_starts = IndexOf(WeekdayNames(), name) + 1;
  });
  entry->Choice("retail", RetailPatternNames(), false,
                [&](const std::string& name) { calendar->retail = RetailPatternOf(name); });
  entry->Choice("seasons", {"northern", "southern"}, false,
                [&](const std::string& name) { calendar->southern = name == "southern"; });
  entry->Text("holidays", &calendar->holidays);
}

void Read(Entry* entry, Verified* verified) {
  entry->Text("question", &verified->question, true);
  entry->WholeQuery("query", &verified->query);
}

void ReadCalendar(const YamlNode& root, LocatedModel* out) {
  const YamlNode* node = root.Find("calendar");
  if (!node || node->kind == YamlNode::Kind::kNull) return;
  Entry entry(*node, "calendar", out);
  Read(&entry, &out->model.calendar);
  entry.Done();
}

template <typename T>
void ReadSection(const YamlNode& root, const char* name, LocatedModel* out, std::vector<T>* all) {
  const YamlNode* section = root.Find(name);
  if (!section || section->kind == YamlNode::Kind::kNull) return;
  if (section->kind != YamlNode::Kind::kSequence) {
    out->problems.push_back(
        {section->line, section->column,
         "`" + std::string(name) + "`: expected a list, found " + Describe(*section)});
    return;
  }
  for (size_t i = 0; i < section->items.size(); ++i) {
    Entry entry(section->items[i], std::string(name) + "[" + std::to_string(i) + "]", out);
    Read(&entry, &all->emplace_back());
    entry.Done();
  }
}

void ReportUnknownSections(const YamlNode& root, LocatedModel* out) {
  const std::vector<std::string> sections = {"name",        "currency", "tables",  "dimensions",
                                             "entities",    "joins",    "metrics", "hierarchies",
                                             "conventions", "calendar", "verified"};
  for (const YamlNode& key : root.keys) {
    bool known = false;
    for (const std::string& section : sections) known = known || section == key.text;
    if (known) continue;
    const std::string nearest = Nearest(key.text, sections);
    out->problems.push_back({key.line, key.column,
                             "unknown section `" + key.text + "`" +
                                 (nearest.empty() ? "; expected one of " + OneOf(sections)
                                                  : "; did you mean `" + nearest + "`?")});
  }
}

void ReadRoot(const YamlNode& root, LocatedModel* out) {
  Model& model = out->model;
  Entry entry(root, "", out);
  entry.Text("name", &model.name);
  entry.Text("currency", &model.currency);
  ReadSection(root, "tables", out, &model.tables);
  ReadSection(root, "dimensions", out, &model.dimensions);
  ReadSection(root, "entities", out, &model.entities);
  ReadSection(root, "joins", out, &model.joins);
  ReadSection(root, "metrics", out, &model.metrics);
  ReadSection(root, "hierarchies", out, &model.hierarchies);
  ReadSection(root, "conventions", out, &model.conventions);
  ReadSection(root, "verified", out, &model.verified);
  ReadCalendar(root, out);
  ReportUnknownSections(root, out);
}

}  // namespace

void LocatedModel::Add(const std::string& path, std::string message) {
  const auto place = places.find(path);
  const size_t dot = path.rfind('.');
  if (place == places.end() && dot != std::string::npos)
    return Add(path.substr(0, dot), std::move(message));
  const auto [line, column] = place == places.end() ? std::pair<int, int>(1, 1) : place->second;
  problems.push_back({line, column, std::move(message)});
}

LocatedModel LocateIn(const YamlNode& root) {
  LocatedModel out;
  ReadRoot(root, &out);
  return out;
}

LocatedModel ReadLocated(std::string_view text) {
  LocatedModel out;
  YamlNode root = ReadYaml(text, &out.problems);
  if (root.kind == YamlNode::Kind::kNull) {
    if (!out.problems.empty()) return out;
    root.kind = YamlNode::Kind::kMapping;  // nothing but comments: an empty model
  }
  ReadRoot(root, &out);
  return out;
}

}  // namespace aisle::semantic
