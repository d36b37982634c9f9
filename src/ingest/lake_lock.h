// LakeLock is held by whoever makes a version of a lake, so that there is one at a time. Readers do
// not ask for it, nor do other programs that write the Delta tables: commits stand by themselves.
#pragma once

#include <utility>

#include "base/result.h"
#include "ingest/lake.h"

namespace aisle::ingest {

class LakeLock {
 public:
  // Waits while another process has it, and says so once. The system takes the lock from a process
  // that ends, however it ends.
  static Result<LakeLock> Take(const Lake& lake, const Teller& tell);

  LakeLock(LakeLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  LakeLock& operator=(LakeLock&&) = delete;
  LakeLock(const LakeLock&) = delete;
  LakeLock& operator=(const LakeLock&) = delete;
  ~LakeLock();

 private:
  explicit LakeLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace aisle::ingest
