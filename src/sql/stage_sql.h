// One stage of a plan as one SELECT.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "plan/plan.h"
#include "semantic/model.h"
#include "sql/dialect.h"
#include "sql/sql.h"

namespace aisle::sql {

class StageSql {
 public:
  // All must outlive the writer.
  StageSql(const Dialect& dialect, const semantic::Model& model, const plan::Plan& plan,
           const TableSource& source)
      : dialect_(dialect), model_(model), plan_(plan), source_(source) {}

  std::string Write(const plan::Stage& stage) const;

  // A select right over a scan that nothing else reads is written as one SELECT.
  bool Merges(const plan::Stage& select) const;

 private:
  std::string Grouped(const plan::Stage& stage) const;
  std::string JoinOf(const plan::Stage& stage) const;
  std::string Computed(const plan::Stage& stage) const;
  std::string Selected(const plan::Stage& stage) const;
  std::string Merged(const plan::Stage& select, const plan::Stage& scan) const;

  std::string From(const plan::Stage& scan) const;
  std::string Attributes(const plan::PlannedAttribute& attribute) const;
  std::string Where(const plan::Stage& stage) const;
  std::string Conditions(const char* word, const semantic::Expr& condition,
                         const std::string& relation = {}) const;
  std::string Ranked(const plan::Stage& select) const;
  std::string OrderBy(const plan::Stage& select, const plan::Stage* scan,
                      const std::string& relation) const;
  std::string Tail(const plan::Stage& select) const;
  std::string As(const std::string& sql, const std::string& name) const;
  std::string Columns(const std::vector<std::string>& columns, bool distinct) const;

  const Dialect& dialect_;
  const semantic::Model& model_;
  const plan::Plan& plan_;
  const TableSource& source_;
};

}  // namespace aisle::sql
