#include "cli/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "cli/console.h"

namespace aisle::cli {

std::string ProgressText(const ingest::Progress& progress, double seconds) {
  if (progress.bytes_total <= 0 || seconds <= 0) return progress.stage;
  const double share = std::clamp(
      static_cast<double>(progress.bytes_done) / static_cast<double>(progress.bytes_total), 0.0,
      1.0);
  const double rate = static_cast<double>(progress.bytes_done) / 1e6 / seconds;
  std::string text = fmt::format("{}  {:.0f} %  {:.0f} MB/s", progress.stage, 100 * share, rate);
  if (share > 0.01 && share < 1) {
    text += fmt::format("  {:.0f} s left", seconds * (1 - share) / share);
  }
  return text;
}

ProgressLine::ProgressLine(bool wanted) : wanted_(wanted && IsTerminal(2)) {}

ProgressLine::~ProgressLine() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
}

void ProgressLine::Show(const ingest::Progress& progress) {
  const auto now = Clock::now();
  const auto since = [&](Clock::time_point then) {
    return std::chrono::duration<double>(now - then).count();
  };
  if (!wanted_ || since(start_) < 0.5 || (shown_ && since(last_) < 0.1)) return;
  last_ = now;
  shown_ = true;
  std::fprintf(stderr, "\r\x1b[K%s", ProgressText(progress, since(start_)).c_str());
  std::fflush(stderr);
}

}  // namespace aisle::cli
