#include "ingest/take_back.h"

#include "delta/adopt.h"
#include "delta/snapshot.h"
#include "delta/uri.h"
#include "ingest/commit_version.h"

namespace aisle::ingest {
namespace {

constexpr char kUndoName[] = "aisle-load-undo";

// The change the other way round.
Result<delta::Adoption> Inverse(engine::Session* session, const std::string& root,
                                const TableChange& change) {
  delta::Adoption inverse{"RESTORE", {}, change.schema};
  for (const delta::Add& add : change.adds) {
    const auto path = delta::DecodePath(add.path);
    if (!path) return path.error();
    inverse.removes.push_back(*path);
  }
  if (change.base < 0) return inverse;
  const auto before = delta::LoadSnapshot({delta::CleanRoot(root), session}, change.base);
  if (!before) return before.error();
  inverse.schema = before->schema;
  for (const std::string& path : change.removes) {
    const auto found = before->files.find(path);
    if (found != before->files.end()) inverse.adds.push_back(found->second);
  }
  return inverse;
}

Status TakeBackOne(engine::Session* session, const Lake& lake, int64_t step,
                   const TableChange& change) {
  const std::string root = lake.Path(change.folder);
  if (!delta::VersionOfStep(root, kStepName, step)) return Done{};
  const auto inverse = Inverse(session, root, change);
  if (!inverse) return inverse.error();
  delta::CommitOptions once;
  once.transaction = delta::Transaction{kUndoName, step};
  const auto undone = delta::Adopt(session, root, *inverse, once);
  if (!undone && undone.error().code != ErrorCode::kConflict) return undone.error();
  return Done{};
}

}  // namespace

Status TakeBack(engine::Session* session, const Lake& lake, const std::string& version,
                const Prepared& prepared) {
  for (const TableChange& change : prepared.changes) {
    const auto done = TakeBackOne(session, lake, VersionNumber(version), change);
    if (!done) return done;
  }
  return Done{};
}

}  // namespace aisle::ingest
