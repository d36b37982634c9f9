// Work in a child process, so that what it leaves behind can be removed when it ends in any way:
// done, interrupted, killed for memory.
#pragma once

#include <functional>

namespace aisle::cli {

// Runs `work` in a child and gives its exit code, or 128 plus the signal that ended it. Ctrl-C and
// SIGTERM are passed on to the child. Called before any thread is started.
int RunSupervised(const std::function<int()>& work);

}  // namespace aisle::cli
