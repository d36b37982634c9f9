#include "delta/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <random>

namespace aisle::delta {
namespace {

Error Failed(std::string_view what, const std::string& path, int reason) {
  const ErrorCode code = reason == ENOENT ? ErrorCode::kNotFound : ErrorCode::kUnavailable;
  return Error{code, fmt::format("cannot {} {}: {}", what, path, std::strerror(reason))};
}

class Descriptor {
 public:
  Descriptor(const std::string& path, int flags, mode_t mode = 0)
      : number_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  bool ok() const { return number_ >= 0; }
  int get() const { return number_; }

 private:
  int number_;
};

Status Sync(const std::string& path, int flags) {
  const Descriptor descriptor(path, flags);
  if (!descriptor.ok()) return Failed("open", path, errno);
  if (::fsync(descriptor.get()) != 0) return Failed("make durable", path, errno);
  return Done{};
}

Status WriteAll(int descriptor, const std::string& path, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return Failed("write", path, errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fsync(descriptor) != 0) return Failed("make durable", path, errno);
  return Done{};
}

// A file of its own name, which readers of the log pass over; removed unless it was moved away.
class Temporary {
 public:
  explicit Temporary(const std::string& folder) : path_(folder + "/_tmp." + NewId()) {}
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  ~Temporary() { ::unlink(path_.c_str()); }

  Status Write(std::string_view bytes) const {
    const Descriptor descriptor(path_, O_CREAT | O_EXCL | O_WRONLY, 0666);
    if (!descriptor.ok()) return Failed("make", path_, errno);
    return WriteAll(descriptor.get(), path_, bytes);
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

bool HasNoLinks(int reason) {
  return reason == EPERM || reason == EOPNOTSUPP || reason == ENOSYS || reason == EMLINK;
}

// Over a network a link may be made and its answer lost: then the file has two names.
bool HasTwoNames(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && status.st_nlink == 2;
}

// 0, or the reason as errno has it.
int MoveIntoPlace(const std::string& from, const std::string& to) {
  if (::link(from.c_str(), to.c_str()) == 0) return 0;
  const int reason = errno;
  if (HasTwoNames(from)) return 0;
  if (!HasNoLinks(reason)) return reason;
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
  return errno;
}

}  // namespace

Result<std::string> ReadFile(const std::string& path) {
  const Descriptor descriptor(path, O_RDONLY);
  if (!descriptor.ok()) return Failed("open", path, errno);
  std::string bytes;
  char block[1 << 16];
  while (true) {
    const ssize_t count = ::read(descriptor.get(), block, sizeof block);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return Failed("read", path, errno);
    if (count == 0) return bytes;
    bytes.append(block, static_cast<std::size_t>(count));
  }
}

Status SyncFile(const std::string& path) { return Sync(path, O_RDONLY); }
Status SyncFileSystem(const std::string& path) {
  const Descriptor descriptor(path, O_RDONLY);
  if (!descriptor.ok()) return Failed("open", path, errno);
  if (::syncfs(descriptor.get()) != 0) return Failed("make durable", path, errno);
  return Done{};
}

Status SyncFolder(const std::string& path) { return Sync(path, O_RDONLY | O_DIRECTORY); }

Result<Put> PutIfAbsent(const std::string& folder, const std::string& name,
                        std::string_view bytes) {
  const Temporary temporary(folder);
  if (const auto written = temporary.Write(bytes); !written) return written.error();
  const std::string target = folder + "/" + name;
  const int reason = MoveIntoPlace(temporary.path(), target);
  if (reason == EEXIST) return Put::kExists;
  if (reason != 0) return Failed("make", target, reason);
  return SyncFolder(folder) ? Put::kMade : Put::kUnsynced;
}

Status ReplaceFile(const std::string& folder, const std::string& name, std::string_view bytes) {
  const Temporary temporary(folder);
  if (const auto written = temporary.Write(bytes); !written) return written.error();
  const std::string target = folder + "/" + name;
  if (std::rename(temporary.path().c_str(), target.c_str()) != 0) {
    return Failed("replace", target, errno);
  }
  return SyncFolder(folder);
}

void RemoveQuietly(const std::string& path) { ::unlink(path.c_str()); }

int64_t NowMillis() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

std::string NewId() {
  // From the system each time: a forked process must not repeat its parent's ids.
  std::random_device random;
  uint32_t words[4];
  for (uint32_t& word : words) word = random();
  return fmt::format("{:08x}-{:04x}-4{:03x}-{:04x}-{:04x}{:08x}", words[0], words[1] >> 16,
                     words[1] & 0xfff, (words[2] >> 16 & 0x3fff) | 0x8000, words[2] & 0xffff,
                     words[3]);
}

Result<int64_t> ModifiedMillis(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return Failed("find", path, errno);
  return int64_t{status.st_mtim.tv_sec} * 1000 + status.st_mtim.tv_nsec / 1'000'000;
}

}  // namespace aisle::delta
