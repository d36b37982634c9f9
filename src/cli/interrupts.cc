#include "cli/interrupts.h"

#include <pthread.h>

#include <utility>

namespace aisle::cli {

Interrupts::Interrupts(std::function<void(int signal)> on_signal) {
  sigemptyset(&watched_);
  sigaddset(&watched_, SIGINT);
  sigaddset(&watched_, SIGTERM);
  sigaddset(&watched_, SIGUSR2);  // ours: ends the thread
  pthread_sigmask(SIG_BLOCK, &watched_, &before_);
  thread_ = std::thread([this, act = std::move(on_signal)] {
    int signal = 0;
    while (sigwait(&watched_, &signal) == 0 && signal != SIGUSR2) act(signal);
  });
}

Interrupts::~Interrupts() {
  pthread_kill(thread_.native_handle(), SIGUSR2);
  thread_.join();
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace aisle::cli
