// Ctrl-C and SIGTERM as a call on a thread of its own, where locks may be taken and files removed.
#pragma once

#include <csignal>
#include <functional>
#include <thread>

namespace aisle::cli {

class Interrupts {
 public:
  // From now until destruction both signals run `on_signal` instead of ending the process. Made
  // before other threads start, which inherit the blocked signals.
  explicit Interrupts(std::function<void(int signal)> on_signal);
  ~Interrupts();
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;

 private:
  sigset_t watched_{};
  sigset_t before_{};
  std::thread thread_;
};

}  // namespace aisle::cli
