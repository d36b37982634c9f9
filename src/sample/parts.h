// The files of a sample, one function each. Each writes its file as it goes and says what is
// truly in it.
#pragma once

#include <string>

#include "sample/goods.h"
#include "sample/sample.h"

namespace aisle::sample {

Result<OrdersTruth> WriteOrders(const std::string& path, const Goods& goods,
                                const SampleOptions& options);
Result<InternationalTruth> WriteInternational(const std::string& path, const Goods& goods,
                                              const SampleOptions& options);
Result<StockTruth> WriteStock(const std::string& path, const Goods& goods,
                              const SampleOptions& options);
Result<PriceTruth> WritePrices(const std::string& path, const Goods& goods,
                               const SampleOptions& options);

}  // namespace aisle::sample
