// The versions of a lake, for people: their history, going back to one, removing old ones, their
// files put in order. What is done is ingest's; front ends find it here.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "ingest/lake_versions.h"
#include "ingest/optimize.h"
#include "ingest/restore.h"
#include "ingest/table_history.h"
#include "ingest/vacuum.h"

namespace aisle::assistant {

// The lake's versions, oldest first.
Result<std::vector<ingest::LakeVersion>> History(const std::string& lake);
// Versions of the Delta table of one of its tables, oldest first.
Result<std::vector<ingest::TableVersion>> HistoryOfTable(const std::string& lake,
                                                         const std::string& table);

Result<ingest::Restored> Restore(const std::string& lake, const ingest::Moment& moment,
                                 const ingest::Teller& tell);
Result<ingest::OptimizeReport> Optimize(const std::string& lake,
                                        const ingest::OptimizeOptions& options,
                                        const ingest::Teller& tell);
Result<ingest::VacuumReport> Vacuum(const std::string& lake, const ingest::VacuumOptions& options,
                                    const ingest::Teller& tell);

}  // namespace aisle::assistant
