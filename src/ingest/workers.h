// A few sessions of one engine that share out independent statements: one thread each, and whoever
// is free takes the next task. Small statements run faster so than with many threads inside one.
//
//   auto workers = Workers::Open(engine, 2);
//   workers->Run({[&](engine::Session& session) { return CountValues(session, a); }, …});
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "base/result.h"
#include "engine/engine.h"

namespace aisle::ingest {

class Workers {
 public:
  using Task = std::function<Status(engine::Session&)>;

  // At least one. Fails when the engine takes no more connections.
  static Result<Workers> Open(engine::Engine& engine, int count);

  int count() const { return static_cast<int>(sessions_.size()); }
  engine::Session& first() { return *sessions_.front(); }

  // Runs all tasks, begun in the order given, on at most `most` sessions, the calling thread's
  // among them. After a failure no other task begins; the failure of the earliest is returned.
  Status Run(const std::vector<Task>& tasks, int most);

  // Calls `work` once for each session, side by side.
  void Share(const std::function<void(std::size_t worker, engine::Session&)>& work, int most);

 private:
  std::vector<std::unique_ptr<engine::Session>> sessions_;
};

}  // namespace aisle::ingest
