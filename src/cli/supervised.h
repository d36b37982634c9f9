// Work in a child process, so that what it leaves behind can be removed when it ends in any way:
// done, interrupted, killed for memory.
#pragma once

#include <csignal>
#include <functional>

namespace aisle::cli {

// Ctrl-C, SIGTERM and SIGCHLD wait while it lives: for what is to be removed in any case, from the
// moment that it is made.
class SignalsHeld {
 public:
  SignalsHeld();
  ~SignalsHeld();
  SignalsHeld(const SignalsHeld&) = delete;
  SignalsHeld& operator=(const SignalsHeld&) = delete;
  const sigset_t& Held() const { return held_; }

 private:
  sigset_t held_{};
  sigset_t before_{};
};

// Runs `work` in a child and gives its exit code, or 128 plus the signal that ended it. Ctrl-C and
// SIGTERM are passed on to the child. Called before any thread is started.
int RunSupervised(const std::function<int()>& work);

}  // namespace aisle::cli
