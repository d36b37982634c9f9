#include "sql/keywords.h"

#include <algorithm>

namespace aisle::sql {
namespace {

// DuckDB's keywords that are reserved anywhere, and words that other engines reserve. Sorted.
constexpr std::string_view kKeywords[] = {
    // clang-format off
    "all", "alter", "analyse", "analyze", "and", "anti", "any", "array", "as", "asc", "asof",
    "asymmetric", "at", "authorization", "between", "bigint", "binary", "bit", "boolean", "both",
    "by", "case", "cast", "char", "character", "check", "coalesce", "collate", "collation",
    "column", "columns", "concurrently", "constraint", "create", "cross", "current_catalog",
    "current_date", "current_role", "current_schema", "current_time", "current_timestamp",
    "current_user", "database", "date", "day", "dec", "decimal", "default", "deferrable",
    "delete", "desc", "describe", "distinct", "do", "drop", "else", "end", "except", "exclude",
    "exists", "extract", "false", "fetch", "filter", "float", "for", "foreign", "freeze", "from",
    "full", "generated", "glob", "group", "grouping", "grouping_id", "having", "hour", "ilike",
    "in", "index", "initially", "inner", "inout", "insert", "int", "integer", "intersect",
    "interval", "into", "is", "isnull", "join", "lambda", "lateral", "leading", "left", "like",
    "limit", "localtime", "localtimestamp", "map", "merge", "minute", "month", "national",
    "natural", "nchar", "none", "not", "notnull", "null", "nullif", "numeric", "offset", "on",
    "only", "or", "order", "out", "outer", "over", "overlaps", "overlay", "partition", "pivot",
    "pivot_longer", "pivot_wider", "placing", "position", "positional", "precision", "primary",
    "qualify", "quarter", "range", "rank", "real", "references", "replace", "returning", "right",
    "row", "rowid", "rows", "schema", "second", "select", "semi", "session_user", "set", "setof",
    "show", "similar", "smallint", "some", "struct", "substring", "summarize", "symmetric",
    "table", "tablesample", "then", "time", "timestamp", "to", "trailing", "treat", "trigger",
    "trim", "true", "truncate", "try_cast", "union", "unique", "unpack", "unpivot", "update",
    "use", "user", "using", "values", "varchar", "variadic", "verbose", "view", "week", "when",
    "where", "window", "with", "xmlattributes", "xmlconcat", "xmlelement", "xmlexists",
    "xmlforest", "xmlnamespaces", "xmlparse", "xmlpi", "xmlroot", "xmlserialize", "xmltable",
    "year",
    // clang-format on
};

}  // namespace

bool IsKeyword(std::string_view word) {
  return std::binary_search(std::begin(kKeywords), std::end(kKeywords), word);
}

}  // namespace aisle::sql
