// What a summary is about: the main fact table of a model, its headline metrics, its time, and the
// dimensions that people cut it by.
#pragma once

#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "semantic/model.h"

namespace aisle::assistant {

struct Subject {
  const semantic::TableMeaning* table = nullptr;
  std::vector<const semantic::Metric*> metrics;  // headline first
  std::string time;                              // field, or empty
  Date first;                                    // days of `time`
  Date last;
  std::string category;  // fields, or empty
  std::string region;
  std::string status;
  std::string name;  // of products or customers: many values
};

// `fact` chooses the table when it is not empty. A Subject without a table: nothing to sum up.
Subject FindSubject(const catalog::Catalog& data, const semantic::Model& model,
                    const std::string& fact);

// The last complete period of the data and the one before it: years when there are two, else
// months, else weeks. `grain` is empty when there are not two.
struct Periods {
  std::string grain;
  Date current;
  Date current_end;  // last day
  Date before;
  Date before_end;
};
Periods LastPeriods(Date first, Date last);

}  // namespace aisle::assistant
