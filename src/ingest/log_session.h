// A session for the logs of Delta tables: checkpoints and footers are read by it, few rows.
#pragma once

#include <memory>
#include <utility>

#include "base/result.h"
#include "engine/engine.h"

namespace aisle::ingest {

class LogSession {
 public:
  static Result<LogSession> Open();
  engine::Session* get() const { return session_.get(); }

 private:
  LogSession(std::unique_ptr<engine::Engine> engine, std::unique_ptr<engine::Session> session)
      : engine_(std::move(engine)), session_(std::move(session)) {}

  std::unique_ptr<engine::Engine> engine_;
  std::unique_ptr<engine::Session> session_;
};

}  // namespace aisle::ingest
