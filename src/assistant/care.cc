#include "assistant/care.h"

namespace aisle::assistant {

Result<std::vector<ingest::LakeVersion>> History(const std::string& lake) {
  const auto opened = ingest::Lake::Open(lake, false);
  if (!opened) return opened.error();
  return ingest::ListVersions(*opened);
}

Result<std::vector<ingest::TableVersion>> HistoryOfTable(const std::string& lake,
                                                         const std::string& table) {
  return ingest::ReadTableHistory(lake, table);
}

Result<ingest::Restored> Restore(const std::string& lake, const ingest::Moment& moment,
                                 const ingest::Teller& tell) {
  return ingest::RestoreVersion(lake, moment, tell);
}

Result<ingest::OptimizeReport> Optimize(const std::string& lake,
                                        const ingest::OptimizeOptions& options,
                                        const ingest::Teller& tell) {
  return ingest::OptimizeLake(lake, options, tell);
}

Result<ingest::VacuumReport> Vacuum(const std::string& lake, const ingest::VacuumOptions& options,
                                    const ingest::Teller& tell) {
  return ingest::VacuumLake(lake, options, tell);
}

}  // namespace aisle::assistant
