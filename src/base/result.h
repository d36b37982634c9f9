// Result<T> is a value, or the Error that says why there is none.
//
// A function that can fail for a reason outside the program returns one. What a library
// throws is caught where the library is called; nothing is thrown across a module boundary.
// A broken invariant is a CHECK (base/check.h) and ends the process.
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "base/check.h"

namespace aisle {

// kConflict: somebody else changed the same thing first; trying again from its new state may do.
enum class ErrorCode {
  kInvalid,
  kNotFound,
  kAmbiguous,
  kDenied,
  kUnavailable,
  kCancelled,
  kConflict
};

// `code` is for callers, `message` for the person who asked (what was expected, what was
// found), `hint` for whoever can repair it. `at` is the byte offset at fault in the text being
// read, if any.
struct Error {
  static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

  ErrorCode code = ErrorCode::kInvalid;
  std::string message;
  std::string hint = {};
  std::size_t at = kNowhere;

  bool operator==(const Error&) const = default;
};

inline Error Invalid(std::string message, std::string hint = {}) {
  return Error{ErrorCode::kInvalid, std::move(message), std::move(hint)};
}

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}      // NOLINT: a value is a Result
  Result(Error error) : state_(std::move(error)) {}  // NOLINT: so is an error

  bool ok() const { return std::holds_alternative<T>(state_); }
  explicit operator bool() const { return ok(); }

  // Asking for the side that is not there is a bug in the caller.
  const T& operator*() const& {
    CHECK(ok());
    return *std::get_if<T>(&state_);
  }
  T& operator*() & {
    CHECK(ok());
    return *std::get_if<T>(&state_);
  }
  T&& operator*() && {
    CHECK(ok());
    return std::move(*std::get_if<T>(&state_));
  }
  const T* operator->() const { return &**this; }
  T* operator->() { return &**this; }
  const Error& error() const {
    CHECK(!ok());
    return *std::get_if<Error>(&state_);
  }

  bool operator==(const Result&) const = default;

 private:
  std::variant<T, Error> state_;
};

// The value of a function that only succeeds or fails.
struct Done {
  bool operator==(const Done&) const = default;
};
using Status = Result<Done>;

}  // namespace aisle
