// One line on stderr that shows how far a load is, with its rate and the time that is left. Shown
// only on a terminal and only when the work takes longer than half a second.
#pragma once

#include <chrono>
#include <string>

#include "assistant/loading.h"

namespace aisle::cli {

class ProgressLine {
 public:
  explicit ProgressLine(bool wanted);
  ~ProgressLine();  // clears the line
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void Show(const ingest::Progress& progress);

 private:
  using Clock = std::chrono::steady_clock;
  bool wanted_;
  bool shown_ = false;
  Clock::time_point start_ = Clock::now();
  Clock::time_point last_ = start_;
};

// "reading sales.csv  42 %  85 MB/s  3 s left"
std::string ProgressText(const ingest::Progress& progress, double seconds);

}  // namespace aisle::cli
