#include "sql/guard.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/json.h"
#include "base/text.h"

namespace aisle::sql {
namespace {

constexpr std::array<std::string_view, 5> kNodes = {
    "SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE", "STATEMENT_NODE"};
constexpr std::array<std::string_view, 8> kSources = {
    "BASE_TABLE", "TABLE_FUNCTION",  "JOIN",  "SUBQUERY",
    "EMPTY",      "EXPRESSION_LIST", "PIVOT", "SHOW_REF"};
constexpr std::array<std::string_view, 15> kExpressions = {
    "COLUMN_REF",  "CONSTANT", "FUNCTION", "OPERATOR", "COMPARISON",
    "CONJUNCTION", "CASE",     "CAST",     "SUBQUERY", "WINDOW",
    "STAR",        "BETWEEN",  "COLLATE",  "LAMBDA",   "POSITIONAL_REFERENCE"};

template <size_t N>
bool IsOneOf(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string TextOf(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  const json::string* text = value == nullptr ? nullptr : value->if_string();
  return text == nullptr ? "" : std::string(*text);
}

Error Denied(std::string message, std::string hint = {}) {
  return Error{ErrorCode::kDenied, std::move(message), std::move(hint)};
}

// Names of common table expressions that may be read where we are.
using Names = std::set<std::string>;

class Guard {
 public:
  explicit Guard(const std::vector<std::string>& tables) : tables_(tables) {
    for (const std::string& table : tables) allowed_.insert(FoldCase(table));
  }

  Status Check(const json::value& value, const Names& names) const {
    if (const json::array* array = value.if_array()) {
      for (const json::value& each : *array) {
        if (const Status status = Check(each, names); !status) return status;
      }
      return Done{};
    }
    const json::object* object = value.if_object();
    return object == nullptr ? Status(Done{}) : CheckObject(*object, names);
  }

 private:
  Status CheckObject(const json::object& object, const Names& names) const {
    if (const Status kind = CheckKind(object); !kind) return kind;
    if (const Status source = CheckSource(object, names); !source) return source;
    if (object.contains("function_name")) {
      if (const Status function = CheckFunction(object); !function) return function;
    }
    Names inner = names;
    if (const Status defined = DefineNames(object, &inner); !defined) return defined;
    for (const auto& member : object) {
      if (member.key() == "cte_map") continue;
      if (const Status status = CheckMember(object, member, inner); !status) return status;
    }
    return Done{};
  }

  // A table function's own call is judged as one; what it is called with, as any expression.
  Status CheckMember(const json::object& object, const json::key_value_pair& member,
                     const Names& names) const {
    const bool call = TextOf(object, "type") == "TABLE_FUNCTION" && member.key() == "function";
    const json::object* function = call ? member.value().if_object() : nullptr;
    if (function == nullptr) return Check(member.value(), names);
    const std::string name = FoldCase(TextOf(*function, "function_name"));
    if (!IsAllowedTableFunction(name) || !TextOf(*function, "schema").empty() ||
        !TextOf(*function, "catalog").empty()) {
      return Denied("`" + name + "` is not a table of the lake.", TablesHint(name));
    }
    const json::value* children = function->if_contains("children");
    return children == nullptr ? Status(Done{}) : Check(*children, names);
  }

  static Status CheckKind(const json::object& object) {
    const std::string type = TextOf(object, "type");
    if (object.contains("class")) {
      const std::string kind = TextOf(object, "class");
      if (!IsOneOf(kind, kExpressions)) return Denied("`" + kind + "` is not allowed here.");
      return Done{};
    }
    if (EndsWith(type, "_NODE") && !IsOneOf(type, kNodes)) {
      return Denied("`" + type + "` is not allowed here.");
    }
    return Done{};
  }

  Status CheckSource(const json::object& object, const Names& names) const {
    const std::string type = TextOf(object, "type");
    const bool source = object.contains("sample") && object.contains("alias");
    if (!source && type != "BASE_TABLE" && type != "TABLE_FUNCTION") return Done{};
    if (!IsOneOf(type, kSources)) return Denied("reading from `" + type + "` is not allowed.");
    if (type == "SHOW_REF") {
      const json::value* query = object.if_contains("query");
      if (query != nullptr && query->is_object() && TextOf(object, "table_name").empty()) {
        return Done{};
      }
      return Denied("this lists what the engine holds; it is not allowed here.",
                    "Ask for a table's columns with `describe <table>`.");
    }
    return type == "BASE_TABLE" ? CheckTable(object, names) : Status(Done{});
  }

  Status CheckTable(const json::object& object, const Names& names) const {
    const std::string table = TextOf(object, "table_name");
    const std::string schema = FoldCase(TextOf(object, "schema_name"));
    const std::string catalog = TextOf(object, "catalog_name");
    const std::string folded = FoldCase(table);
    if (catalog.empty() && schema.empty() && names.count(folded) > 0) return Done{};
    const json::value* at = object.if_contains("at_clause");
    if (at != nullptr && !at->is_null()) return Denied("a table's past cannot be read here.");
    const bool here = catalog.empty() && (schema.empty() || schema == "main");
    if (here && allowed_.count(folded) > 0) return Done{};
    return Denied("`" + table + "` is not a table of the lake.", TablesHint(table));
  }

  static Status CheckFunction(const json::object& object) {
    const std::string name = FoldCase(TextOf(object, "function_name"));
    const std::string schema = TextOf(object, "schema");
    const bool plain = schema.empty() || schema == "main";
    if (plain && TextOf(object, "catalog").empty() && IsAllowedFunction(name)) return Done{};
    return Denied("the function `" + name + "` is not allowed here.",
                  "Functions that compute from their arguments are; those that read files, "
                  "settings or the system are not.");
  }

  // Each definition sees those before it, and itself only if it is recursive: otherwise a name
  // could be used inside its own definition to reach what it hides.
  Status DefineNames(const json::object& object, Names* names) const {
    const json::value* ctes = object.if_contains("cte_map");
    if (ctes == nullptr || !ctes->is_object()) return Done{};
    const json::value* map = ctes->as_object().if_contains("map");
    if (map == nullptr || !map->is_array()) return Done{};
    for (const json::value& entry : map->as_array()) {
      if (!entry.is_object()) return Denied("the statement has an unknown shape.");
      const std::string name = FoldCase(TextOf(entry.as_object(), "key"));
      Names visible = *names;
      if (IsRecursive(entry.as_object())) visible.insert(name);
      if (const Status status = Check(entry, visible); !status) return status;
      names->insert(name);
    }
    return Done{};
  }

  static bool IsRecursive(const json::object& entry) {
    json::error_code failed;
    const json::value whole = entry;
    const json::value* type = whole.find_pointer("/value/query/node/type", failed);
    return type != nullptr && type->is_string() && type->as_string() == "RECURSIVE_CTE_NODE";
  }

  std::string TablesHint(const std::string& name) const {
    const std::string nearest = Nearest(name, tables_);
    if (!nearest.empty()) return "Did you mean `" + nearest + "`?";
    return tables_.empty() ? "" : "There are: " + Join(tables_, ", ") + ".";
  }

  const std::vector<std::string>& tables_;
  Names allowed_;
};

Error FromEngine(const json::object& answer) {
  const std::string words = TextOf(answer, "error_message");
  if (TextOf(answer, "error_type") == "not implemented") {
    return Denied("only a statement that reads is allowed: SELECT, with or without WITH.");
  }
  return Invalid(words.empty() ? "the statement could not be read" : words);
}

}  // namespace

Status CheckReadOnly(std::string_view serialized_json, const std::vector<std::string>& tables) {
  json::parse_options options;
  options.max_depth = 1000;
  json::error_code failed;
  const json::value tree = json::parse({serialized_json.data(), serialized_json.size()}, failed,
                                       json::storage_ptr(), options);
  if (failed || !tree.is_object()) return Denied("the statement is nested too deeply to check.");
  const json::object& answer = tree.as_object();
  const json::value* error = answer.if_contains("error");
  if (error == nullptr || !error->is_bool() || error->as_bool()) return FromEngine(answer);
  const json::value* statements = answer.if_contains("statements");
  if (statements == nullptr || !statements->is_array() || statements->as_array().size() != 1) {
    return Denied("exactly one statement is allowed.");
  }
  return Guard(tables).Check(statements->as_array()[0], {});
}

}  // namespace aisle::sql
