#include "cli/supervised.h"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace aisle::cli {

int RunSupervised(const std::function<int()>& work) {
  sigset_t watched{};
  sigset_t before{};
  sigemptyset(&watched);
  for (const int signal : {SIGINT, SIGTERM, SIGCHLD}) sigaddset(&watched, signal);
  sigprocmask(SIG_BLOCK, &watched, &before);
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child <= 0) sigprocmask(SIG_SETMASK, &before, nullptr);
  if (child < 0) return work();
  if (child == 0) std::exit(work());
  int status = 0;
  while (waitpid(child, &status, WNOHANG) == 0) {
    int signal = 0;
    if (sigwait(&watched, &signal) == 0 && signal != SIGCHLD) kill(child, signal);
  }
  sigprocmask(SIG_SETMASK, &before, nullptr);
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace aisle::cli
