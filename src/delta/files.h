// Small files and durability: what a commit stands on. A failure of the disk or of a permission
// is kUnavailable, a file that is not there kNotFound. All functions may be called by any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace aisle::delta {

Result<std::string> ReadFile(const std::string& path);

// After these return the file's bytes, or the folder's names, survive a loss of power.
Status SyncFile(const std::string& path);
Status SyncFolder(const std::string& path);
// The same for all that was written to the file system that the path is on: for many files at once.
// Linux reports failures of it since 5.8.
Status SyncFileSystem(const std::string& path);

// How an attempt to make a file of a name ended.
enum class Put {
  kMade,
  kExists,    // there was one already, and it was left alone
  kUnsynced,  // made, but whether it survives a loss of power is not known
};

// Makes folder/name with these bytes if nothing of that name is there, all at once: a reader
// sees no file or the whole one, whatever happens. An error says that it was not made.
// By link(2) of a synced temporary file, or renameat2(2) with RENAME_NOREPLACE where the file
// system has no links; kUnavailable where it has neither.
Result<Put> PutIfAbsent(const std::string& folder, const std::string& name, std::string_view bytes);

// Makes or replaces folder/name at once, durably.
Status ReplaceFile(const std::string& folder, const std::string& name, std::string_view bytes);

// Removes the file if it is there; a failure to do so is of no interest.
void RemoveQuietly(const std::string& path);

int64_t NowMillis();  // since 1970
std::string NewId();  // a random UUID, version 4
Result<int64_t> ModifiedMillis(const std::string& path);

}  // namespace aisle::delta
