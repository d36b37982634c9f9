// How far a load is, told from any thread.
#pragma once

#include <mutex>
#include <string>

#include "ingest/load.h"

namespace aisle::ingest {

class Meter {
 public:
  explicit Meter(const ProgressSink& sink) : sink_(sink) {}

  void Expect(int64_t bytes) {
    const std::lock_guard lock(mutex_);
    total_ += bytes;
  }
  void Pass(int64_t bytes) {
    const std::lock_guard lock(mutex_);
    done_ += bytes;
  }
  void Tell(const std::string& stage) {
    const std::lock_guard lock(mutex_);
    if (sink_) sink_(Progress{stage, done_, total_});
  }

 private:
  const ProgressSink& sink_;
  std::mutex mutex_;
  int64_t done_ = 0;
  int64_t total_ = 0;
};

}  // namespace aisle::ingest
