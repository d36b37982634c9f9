#include "ingest/workers.h"

#include <algorithm>
#include <atomic>
#include <thread>

namespace aisle::ingest {

Result<Workers> Workers::Open(engine::Engine& engine, int count) {
  Workers workers;
  for (int i = 0; i < std::max(1, count); ++i) {
    auto session = engine.Connect();
    if (!session) return session.error();
    workers.sessions_.push_back(*std::move(session));
  }
  return workers;
}

void Workers::Share(const std::function<void(std::size_t, engine::Session&)>& work, int most) {
  const auto used = static_cast<std::size_t>(std::clamp(most, 1, count()));
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < used; ++i) {
    threads.emplace_back([&, i] { work(i, *sessions_[i]); });
  }
  work(0, first());
  for (std::thread& thread : threads) thread.join();
}

Status Workers::Run(const std::vector<Task>& tasks, int most) {
  std::vector<Status> outcomes(tasks.size(), Done{});
  std::atomic<std::size_t> next = 0;
  std::atomic<bool> failed = false;
  const auto work = [&](std::size_t, engine::Session& session) {
    for (std::size_t i = next++; i < tasks.size() && !failed; i = next++) {
      outcomes[i] = tasks[i](session);
      if (!outcomes[i]) failed = true;
    }
  };
  Share(work, std::min<int>(most, static_cast<int>(tasks.size())));
  for (Status& outcome : outcomes) {
    if (!outcome) return std::move(outcome);
  }
  return Done{};
}

}  // namespace aisle::ingest
