#include "ingest/assembly.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "ingest/currency.h"

namespace aisle::ingest {
namespace {

using engine::QuoteIdentifier;
using engine::QuoteLiteral;

bool SameHeader(const std::vector<catalog::Column>& a, const std::vector<catalog::Column>& b) {
  return std::equal(
      a.begin(), a.end(), b.begin(), b.end(),
      [](const catalog::Column& x, const catalog::Column& y) { return x.name == y.name; });
}

// The type that holds the values of both; text when nothing else does. A part that was loaded
// before may have its unit from a currency column: the new table's will give it again.
void Widen(const catalog::Column& other, bool currency_column, catalog::Column* column) {
  column->identifier = column->identifier || other.identifier;
  column->row_number = column->row_number && other.row_number;
  if (currency_column && (column->unit.empty() || other.unit.empty())) {
    column->unit.clear();
  } else if (column->unit != other.unit) {
    // Amounts in two units must not be added up; text cannot be.
    column->type = Type::kText;
    column->unit.clear();
    return;
  }
  if (column->type == other.type) {
    column->scale = std::max(column->scale, other.scale);
    return;
  }
  if (IsNumeric(column->type) && IsNumeric(other.type)) {
    const bool floating = column->type == Type::kDouble || other.type == Type::kDouble;
    column->type = floating ? Type::kDouble : Type::kDecimal;
    column->scale = floating ? 0 : std::max(column->scale, other.scale);
  } else if (IsTemporal(column->type) && IsTemporal(other.type)) {
    column->type = Type::kTimestamp;
  } else {
    column->type = Type::kText;
  }
}

// A column without a value in a part has no type to widen.
std::vector<catalog::Column> WidenedColumns(const std::vector<TablePart>& parts) {
  std::vector<catalog::Column> columns = parts[0].columns;
  const bool currency = std::any_of(columns.begin(), columns.end(), IsCurrencyColumn);
  for (std::size_t p = 1; p < parts.size(); ++p) {
    for (std::size_t i = 0; i < columns.size(); ++i)
      Widen(parts[p].columns[i], currency, &columns[i]);
  }
  return columns;
}

std::string SqlType(const catalog::Column& column) {
  switch (column.type) {
    case Type::kBoolean:
      return "BOOLEAN";
    case Type::kInteger:
      return "BIGINT";
    case Type::kDecimal:
      return "DECIMAL(18," + std::to_string(column.scale) + ")";
    case Type::kDouble:
      return "DOUBLE";
    case Type::kText:
      return "VARCHAR";
    case Type::kDate:
      return "DATE";
    case Type::kTimestamp:
      return "TIMESTAMP";
    case Type::kTime:
      return "TIME";
  }
  return "VARCHAR";
}

// Levels of paths and dates of their parts are made anew for every table that changes.
std::vector<catalog::Column> ReadColumns(std::vector<catalog::Column> columns) {
  std::erase_if(columns, [](const catalog::Column& column) { return column.IsMade(); });
  return columns;
}

class Assembler {
 public:
  Assembler(const Manifest& before, const catalog::Catalog& catalog, const std::string& root,
            const std::vector<LoadedFile>& loaded)
      : before_(before), catalog_(catalog), root_(root), loaded_(loaded) {}

  std::vector<LakeTable> Run() {
    KeepOldTables();
    for (const LoadedFile& file : loaded_) AddFile(file);
    for (LakeTable& table : tables_) {
      if (table.changed) table.columns = WidenedColumns(table.parts);
    }
    return std::move(tables_);
  }

 private:
  bool IsReplaced(const std::string& source) const {
    return std::any_of(loaded_.begin(), loaded_.end(),
                       [&](const LoadedFile& file) { return file.absolute == source; });
  }

  void KeepOldTables() {
    for (const catalog::Table& old : catalog_.tables) {
      LakeTable table{old.name, old.label, {}, old.columns, old.part_of, old.repeats, old.note};
      for (const ManifestSource& source : before_.sources) {
        for (const ManifestPart& part : source.parts) {
          if (part.table != old.name) continue;
          if (IsReplaced(source.path)) {
            table.changed = true;
            continue;
          }
          table.parts.push_back({source.path, source.report.path, PartSql(root_, part), part.file,
                                 ReadColumns(old.columns), part.rows, 0, part.first});
        }
      }
      if (!table.parts.empty()) tables_.push_back(std::move(table));
    }
  }

  LakeTable* Find(const std::string& name) {
    for (LakeTable& table : tables_) {
      if (table.name == name) return &table;
    }
    return nullptr;
  }

  // A table of a file of the same kind: one block, the same header, a name that differs in
  // numbers and dates alone.
  LakeTable* FindKin(const ReadTable& read) {
    for (LakeTable& table : tables_) {
      if (table.part_of.empty() && Stem(table.name) == Stem(read.name) &&
          SameHeader(ReadColumns(table.columns), read.columns)) {
        return &table;
      }
    }
    return nullptr;
  }

  void AddFile(const LoadedFile& file) {
    std::vector<ReadTable>& reads = *file.tables;
    std::string main_name;
    for (ReadTable& read : reads) {
      TablePart part{file.absolute, file.given, QuoteIdentifier(read.engine_table), {},
                     read.columns,  read.rows};
      LakeTable* kin = reads.size() == 1 ? FindKin(read) : nullptr;
      if (kin != nullptr) {
        Join(kin, std::move(part));
        read.name = kin->name;
        continue;
      }
      LakeTable table{FreeName(read.name), read.label, {std::move(part)}, read.columns};
      table.part_of = read.part_of.empty() ? std::string() : main_name;
      table.repeats = read.repeats;
      table.note = read.note;
      table.changed = true;
      read.name = table.name;
      if (main_name.empty()) main_name = table.name;
      tables_.push_back(std::move(table));
    }
  }

  // The second file of a kind gives the table the name that both share.
  void Join(LakeTable* table, TablePart part) {
    const bool read_now = table->parts.size() == 1 && table->parts[0].file.empty();
    table->parts.push_back(std::move(part));
    table->changed = true;
    const std::string stem = Stem(table->name);
    if (!read_now || stem.empty() || Find(stem) != nullptr) return;
    for (const LoadedFile& file : loaded_) {
      for (ReadTable& read : *file.tables) {
        if (file.absolute == table->parts[0].source && read.name == table->name) read.name = stem;
      }
    }
    table->name = stem;
    table->label = ReplaceAll(stem, "_", " ");
  }

  std::string FreeName(const std::string& wanted) {
    std::string name = wanted;
    for (int n = 2; Find(name) != nullptr; ++n) name = wanted + "_" + std::to_string(n);
    return name;
  }

  const Manifest& before_;
  const catalog::Catalog& catalog_;
  const std::string& root_;
  const std::vector<LoadedFile>& loaded_;
  std::vector<LakeTable> tables_;
};

std::string PartSelect(const LakeTable& table, std::size_t p) {
  std::vector<std::string> items;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const catalog::Column& column = table.columns[i];
    const std::string name = QuoteIdentifier(column.name);
    items.push_back("CAST(" + name + " AS " + SqlType(column) + ") AS " + name);
  }
  return "SELECT " + Join(items, ", ") + ", " + std::to_string(p) + " AS " + kPartColumn +
         " FROM " + table.parts[p].relation;
}

// A column whose values are unique within each part proves that an equal row elsewhere is the
// same row, exported twice.
Result<bool> HasProof(engine::Session& session, const std::string& engine_table,
                      const LakeTable& table) {
  for (const catalog::Column& column : table.columns) {
    if (column.row_number || column.type == Type::kDouble || column.type == Type::kDecimal) {
      continue;
    }
    const std::string name = QuoteIdentifier(column.name);
    const auto unique = session.Query(
        "SELECT coalesce(bool_and(n = d), false) FROM (SELECT count(*) AS n, count(DISTINCT " +
        name + ") AS d FROM " + QuoteIdentifier(engine_table) + " GROUP BY " + kPartColumn + ")");
    if (!unique) return unique.error();
    if (unique->rows[0][0] == Value(true)) return true;
  }
  return false;
}

Status DropCopies(engine::Session& session, const std::string& engine_table, LakeTable* table) {
  const auto proof = HasProof(session, engine_table, *table);
  if (!proof) return proof.error();
  if (!*proof) return Done{};
  std::vector<std::string> names;
  for (const catalog::Column& column : table->columns) {
    if (!column.row_number) names.push_back(QuoteIdentifier(column.name));
  }
  const std::string t = QuoteIdentifier(engine_table);
  const auto dropped =
      session.Execute("DELETE FROM " + t + " WHERE rowid IN (SELECT rowid FROM " + t +
                      " QUALIFY row_number() OVER (PARTITION BY " + Join(names, ", ") +
                      " ORDER BY " + kPartColumn + ", rowid) > 1)");
  if (!dropped) return dropped;
  const auto left =
      session.Query("SELECT " + std::string(kPartColumn) + ", count(*) FROM " + t + " GROUP BY 1");
  if (!left) return left.error();
  for (TablePart& part : table->parts) {
    part.merged = part.rows;
    part.rows = 0;
  }
  for (const auto& row : left->rows) {
    double number = 0;
    AsNumber(row[0], &number);
    TablePart& part = table->parts[static_cast<std::size_t>(number)];
    part.rows = std::get<int64_t>(row[1]);
    part.merged -= part.rows;
  }
  return Done{};
}

bool IsMonthWord(const std::string& word) {
  static const std::set<std::string> kWords = {
      "jan",   "feb",   "mar",  "apr",    "may",       "jun",     "jul",      "aug",
      "sep",   "sept",  "oct",  "nov",    "dec",       "january", "february", "march",
      "april", "june",  "july", "august", "september", "october", "november", "december",
      "part",  "chunk", "file", "q",      "h",         "fy",      "w",        "copy"};
  return kWords.contains(word);
}

}  // namespace

std::string Stem(const std::string& table_name) {
  std::string letters;
  for (const char c : table_name) letters += c >= '0' && c <= '9' ? '_' : c;
  std::vector<std::string> words;
  for (const std::string& word : Split(letters, '_')) {
    if (!word.empty() && !IsMonthWord(word)) words.push_back(word);
  }
  return Join(words, "_");
}

std::string PartSql(const std::string& root, const ManifestPart& part) {
  const std::string file = QuoteLiteral(root + "/" + part.file);
  if (part.first < 0) return "read_parquet(" + file + ")";
  return "(SELECT * EXCLUDE (file_row_number) FROM read_parquet(" + file +
         ", file_row_number = true) WHERE file_row_number BETWEEN " + std::to_string(part.first) +
         " AND " + std::to_string(part.first + part.rows - 1) + ")";
}

std::vector<LakeTable> Assemble(const Manifest& before, const catalog::Catalog& catalog,
                                const std::string& root, const std::vector<LoadedFile>& loaded) {
  return Assembler(before, catalog, root, loaded).Run();
}

Status Materialize(engine::Session& session, const std::string& engine_table, LakeTable* table) {
  std::vector<std::string> selects;
  for (std::size_t p = 0; p < table->parts.size(); ++p) selects.push_back(PartSelect(*table, p));
  const auto created = session.Execute("CREATE OR REPLACE TABLE " + QuoteIdentifier(engine_table) +
                                       " AS " + Join(selects, " UNION ALL "));
  if (!created) return created;
  table->engine_table = engine_table;
  return DropCopies(session, engine_table, table);
}

}  // namespace aisle::ingest
