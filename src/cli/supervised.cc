#include "cli/supervised.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace aisle::cli {

SignalsHeld::SignalsHeld() {
  sigemptyset(&held_);
  for (const int signal : {SIGINT, SIGTERM, SIGCHLD}) sigaddset(&held_, signal);
  sigprocmask(SIG_BLOCK, &held_, &before_);
}

SignalsHeld::~SignalsHeld() { sigprocmask(SIG_SETMASK, &before_, nullptr); }

int RunSupervised(const std::function<int()>& work) {
  const SignalsHeld signals;
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child <= 0) sigprocmask(SIG_UNBLOCK, &signals.Held(), nullptr);
  if (child < 0) return work();
  if (child == 0) std::exit(work());
  int status = 0;
  while (waitpid(child, &status, WNOHANG) == 0) {
    int signal = 0;
    if (sigwait(&signals.Held(), &signal) == 0 && signal != SIGCHLD) kill(child, signal);
  }
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace aisle::cli
