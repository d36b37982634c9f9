// Expressions of a plan as SQL. Parentheses where the tree needs them.
#pragma once

#include <string>
#include <vector>

#include "plan/plan.h"
#include "semantic/model.h"
#include "sql/dialect.h"

namespace aisle::sql {

class ExprSql {
 public:
  // All must outlive the writer.
  ExprSql(const Dialect& dialect, const semantic::Model& model, const plan::Plan& plan)
      : dialect_(dialect), model_(model), plan_(plan) {}

  std::string Write(const semantic::Expr& expr) const { return At(expr, kLoosest); }
  // As an operand of `and`.
  std::string Condition(const semantic::Expr& expr) const { return At(expr, kAndLevel); }
  // Columns of the stage that is read are written with this name before them; empty: bare.
  void QualifyBy(std::string relation) { relation_ = std::move(relation); }
  // A number that stands for a band, as the band's words.
  std::string BandLabel(const semantic::Expr& band) const;

 private:
  enum Level { kLoosest, kOrLevel, kAndLevel, kNotLevel, kTest, kSum, kProduct, kTight };

  std::string At(const semantic::Expr& expr, int level) const;
  std::string Infix(const semantic::Expr& expr, const char* word, int own, int level) const;
  std::string Call(const semantic::Expr& expr) const;
  std::string Field(const std::string& name) const;
  std::string Case(const semantic::Expr& expr) const;
  std::string BandIndex(const semantic::Expr& band) const;
  std::string Aggregate(const semantic::Expr& expr) const;

  std::string Compare(const semantic::Expr& expr, int level) const;
  std::string CompareDay(const std::string& x, semantic::Op op, Date day) const;
  std::string In(const semantic::Expr& expr) const;
  std::string Between(const semantic::Expr& expr) const;
  std::string MatchText(const semantic::Expr& expr) const;
  std::string AsText(const semantic::Expr& expr) const;
  std::string LiteralFor(const semantic::Expr& field, const semantic::Expr& literal) const;
  semantic::Expr SourceOf(const semantic::Expr& attribute) const;
  bool IsTimestamp(const semantic::Expr& expr) const;
  bool IsText(const semantic::Expr& expr) const;

  std::string InStage(const semantic::Expr& expr) const;
  std::string TotalOfStage(const semantic::Expr& expr) const;
  std::string OfStage(const semantic::Expr& attribute, int level) const;

  std::string Window(const semantic::Expr& expr) const;
  std::string Placed(const semantic::Expr& expr) const;
  std::string Against(const semantic::Expr& expr) const;
  std::string AgainstYear(const semantic::Expr& expr) const;
  std::string MovingAverage(const semantic::Expr& expr) const;
  std::string Over(const std::vector<semantic::Expr>& args, size_t parting,
                   const std::string& order) const;

  const Dialect& dialect_;
  const semantic::Model& model_;
  const plan::Plan& plan_;
  std::string relation_;
};

}  // namespace aisle::sql
