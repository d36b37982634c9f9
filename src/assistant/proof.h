// What stands behind a number besides the SQL: which fields it read, what is known to be wrong
// with them, how fresh they are, and whether the period asked for lies in the data at all.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "answer/answer.h"
#include "catalog/catalog.h"
#include "plan/plan.h"
#include "semantic/model.h"
#include "semantic/query.h"

namespace aisle::assistant {

// Tables and fields that a plan reads.
struct Reads {
  std::set<std::string> tables;
  std::set<std::string> fields;
};
Reads ReadsOf(const plan::Plan& plan);

// The catalog's quality warnings that touch what is read, in the catalog's order.
std::vector<std::string> WarningsFor(const catalog::Catalog& data, const Reads& reads);
// "data to 2022-06-29": the newest day of the fact tables read; empty when they have no time.
std::string FreshnessOf(const catalog::Catalog& data, const semantic::Model& model,
                        const Reads& reads);
// Sentences of the conventions that touch the metrics named.
std::vector<std::string> ConventionsFor(const semantic::Model& model, const semantic::Query& query);

// How the days that a filter allows lie to the days that its field has.
struct Coverage {
  bool outside = false;  // no day in common: nothing can match
  std::string sentence;  // for people: what was asked for and what there is; empty: all inside
};
// `where` of the query and the filters of its measures; the first problem found.
std::optional<Coverage> FindUncovered(const catalog::Catalog& data, const semantic::Model& model,
                                      const semantic::Query& query);
// "Mar 2022 and Jun 2022 are covered only in part": the first and last period of a series that the
// data does not fill. Empty when there is none, or the answer is no series.
std::string PartPeriods(const catalog::Catalog& data, const semantic::Query& query,
                        const answer::Answer& answer);
// "sales run from 31 Mar 2022 to 29 Jun 2022", of the tables read; empty when they have no time.
std::string RangeSentence(const catalog::Catalog& data, const semantic::Model& model,
                          const Reads& reads);

}  // namespace aisle::assistant
