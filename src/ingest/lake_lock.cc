#include "ingest/lake_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace aisle::ingest {
namespace {

int Lock(int descriptor, int how) {
  int failed = 0;
  do {
    failed = ::flock(descriptor, how);
  } while (failed != 0 && errno == EINTR);
  return failed == 0 ? 0 : errno;
}

}  // namespace

Result<LakeLock> LakeLock::Take(const Lake& lake, const Teller& tell) {
  const std::string path = lake.Path(".lock");
  LakeLock lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
  const auto failed = [&](int reason) {
    return Error{ErrorCode::kUnavailable,
                 "cannot lock the lake by " + path + ": " + std::strerror(reason)};
  };
  if (lock.descriptor_ < 0) return failed(errno);
  int reason = Lock(lock.descriptor_, LOCK_EX | LOCK_NB);
  if (reason == EWOULDBLOCK) {
    if (tell) tell("waiting for another load of this lake");
    reason = Lock(lock.descriptor_, LOCK_EX);
  }
  if (reason != 0) return failed(reason);
  return lock;
}

LakeLock::~LakeLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace aisle::ingest
