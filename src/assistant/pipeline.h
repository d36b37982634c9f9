// From a Query to an Answer: plan → SQL → engine → checked rows → sentence, chart and proof. Each
// way it can end is one status; nothing is guessed on the way.
#pragma once

#include "answer/answer.h"
#include "assistant/runner.h"
#include "catalog/catalog.h"
#include "semantic/model.h"
#include "semantic/query.h"

namespace aisle::assistant {

class Pipeline {
 public:
  // All three outlive the Pipeline.
  Pipeline(const catalog::Catalog& data, const semantic::Model& model, Runner* runner)
      : data_(data), model_(model), runner_(runner) {}

  // Fills everything but question, tier and the times of understanding.
  void Answer(const semantic::Query& query, int64_t max_rows, answer::Answer* answer) const;
  // Only restatement, canonical query, plan and SQL.
  void Explain(const semantic::Query& query, answer::Answer* answer) const;

 private:
  const catalog::Catalog& data_;
  const semantic::Model& model_;
  Runner* runner_;
};

}  // namespace aisle::assistant
