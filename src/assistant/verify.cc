#include "assistant/verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "answer/json_text.h"
#include "assistant/files.h"
#include "base/json.h"
#include "base/text.h"

namespace aisle::assistant {
namespace {

using Kind = VerifiedState::Kind;

constexpr size_t kMostRows = 20;  // shown of a difference

// What a verified query came to.
struct Outcome {
  std::string query;
  std::string error;  // empty: it ran
  std::vector<std::string> columns;
  std::vector<std::string> rows;  // each as JSON
  int64_t total_rows = 0;
  bool ordered = false;  // the order of rows is part of the answer
  std::string data_version;
};

std::string AcceptedPath(const std::string& lake) {
  return (std::filesystem::path(lake) / "verified.jsonl").string();
}

// Sums of floating numbers depend in their last digits on the order of adding.
json::value Rounded(const json::value& cell) {
  if (!cell.is_double()) return cell;
  return json::value(std::stod(fmt::format("{:.12g}", cell.as_double())));
}

std::string RowText(const json::value& row) {
  json::array cells;
  if (row.is_array()) {
    for (const json::value& cell : row.as_array()) cells.push_back(Rounded(cell));
  }
  return json::serialize(cells);
}

Outcome RunOne(Assistant* assistant, const semantic::Verified& verified) {
  const answer::Answer answer = assistant->Run(verified.query);
  Outcome outcome;
  outcome.query = semantic::ToString(semantic::Canonical(verified.query));
  outcome.ordered = !verified.query.order.empty();
  outcome.data_version = answer.data_version;
  outcome.total_rows = answer.total_rows;
  if (answer.status != "answered" && answer.reason != "empty") {
    outcome.error = answer.message.empty() ? answer.status : answer.message;
    return outcome;
  }
  for (const auto& column : answer.columns) outcome.columns.push_back(column.name);
  const auto parsed = ParseJson(answer::ToJson(answer));
  if (!parsed || !parsed->is_object()) return outcome;
  const json::value* rows = parsed->as_object().if_contains("rows");
  if (rows == nullptr || !rows->is_array()) return outcome;
  for (const json::value& row : rows->as_array()) outcome.rows.push_back(RowText(row));
  return outcome;
}

json::array Texts(const std::vector<std::string>& texts) {
  json::array array;
  for (const std::string& text : texts) array.emplace_back(text);
  return array;
}

std::string LineOf(const std::string& question, const Outcome& outcome) {
  return json::serialize(json::object{{"question", question},
                                      {"query", outcome.query},
                                      {"columns", Texts(outcome.columns)},
                                      {"rows", Texts(outcome.rows)},
                                      {"total_rows", outcome.total_rows},
                                      {"ordered", outcome.ordered},
                                      {"data_version", outcome.data_version}});
}

std::string TextAt(const json::object& object, const char* key) {
  const json::value* value = object.if_contains(key);
  return value && value->is_string() ? std::string(value->as_string()) : std::string();
}

std::vector<std::string> TextsAt(const json::object& object, const char* key) {
  std::vector<std::string> texts;
  const json::value* value = object.if_contains(key);
  if (!value || !value->is_array()) return texts;
  for (const json::value& each : value->as_array()) {
    if (each.is_string()) texts.emplace_back(each.as_string());
  }
  return texts;
}

using Accepted = std::vector<std::pair<std::string, Outcome>>;  // in the order of the file

Result<Accepted> ReadAccepted(const std::string& path) {
  Accepted accepted;
  const auto text = ReadFile(path);
  if (!text && text.error().code == ErrorCode::kNotFound) return accepted;
  if (!text) return text.error();
  int number = 0;
  for (const std::string& line : Split(*text, '\n')) {
    ++number;
    if (Trim(line).empty()) continue;
    const auto parsed = ParseJson(line);
    if (!parsed || !parsed->is_object()) {
      return Error{ErrorCode::kInvalid, fmt::format("{}: line {} is no JSON object", path, number),
                   "Write it anew with: aisle verify --accept"};
    }
    const json::object& object = parsed->as_object();
    Outcome outcome;
    outcome.query = TextAt(object, "query");
    outcome.columns = TextsAt(object, "columns");
    outcome.rows = TextsAt(object, "rows");
    outcome.data_version = TextAt(object, "data_version");
    const json::value* total = object.if_contains("total_rows");
    if (total && total->is_int64()) outcome.total_rows = total->as_int64();
    accepted.emplace_back(TextAt(object, "question"), std::move(outcome));
  }
  return accepted;
}

// Rows of `left` that `right` has not, each as often as it is missing.
std::vector<std::string> Missing(std::vector<std::string> left, std::vector<std::string> right) {
  std::sort(left.begin(), left.end());
  std::sort(right.begin(), right.end());
  std::vector<std::string> missing;
  std::set_difference(left.begin(), left.end(), right.begin(), right.end(),
                      std::back_inserter(missing));
  if (missing.size() > kMostRows) missing.resize(kMostRows);
  return missing;
}

void Compare(const Outcome& before, const Outcome& now, VerifiedState* state) {
  state->removed = Missing(before.rows, now.rows);
  state->added = Missing(now.rows, before.rows);
  std::vector<std::string> notes;
  if (before.query != now.query) notes.emplace_back("the query is another");
  if (before.columns != now.columns) {
    notes.push_back("columns were " + Join(before.columns, ", ") + " and are " +
                    Join(now.columns, ", "));
  }
  if (before.total_rows != now.total_rows) {
    notes.push_back(fmt::format("{} rows instead of {}", now.total_rows, before.total_rows));
  }
  const bool rows = state->removed.empty() && state->added.empty();
  if (rows && now.ordered && before.rows != now.rows) notes.emplace_back("rows in another order");
  state->message = Join(notes, "; ");
  state->kind = rows && notes.empty() ? Kind::kSame : Kind::kChanged;
}

VerifiedState StateOf(const std::string& question, const Outcome& now, const Outcome* before) {
  VerifiedState state;
  state.question = question;
  state.query = now.query;
  state.rows = now.total_rows;
  if (!now.error.empty()) {
    state.kind = Kind::kBroken;
    state.message = now.error;
  } else if (before == nullptr) {
    state.kind = Kind::kNew;
  } else {
    Compare(*before, now, &state);
  }
  return state;
}

const Outcome* FindAccepted(const Accepted& accepted, const std::string& question) {
  for (const auto& [asked, outcome] : accepted) {
    if (asked == question) return &outcome;
  }
  return nullptr;
}

void AddGone(const Accepted& accepted, const semantic::Model& model, Verification* verification) {
  for (const auto& [question, outcome] : accepted) {
    const bool kept =
        std::any_of(model.verified.begin(), model.verified.end(),
                    [&, &asked = question](const auto& each) { return each.question == asked; });
    if (kept) continue;
    VerifiedState state;
    state.kind = Kind::kGone;
    state.question = question;
    state.query = outcome.query;
    verification->questions.push_back(std::move(state));
  }
}

}  // namespace

bool Verification::Clean() const {
  return std::all_of(questions.begin(), questions.end(),
                     [](const VerifiedState& state) { return state.kind == Kind::kSame; });
}

std::string_view NameOf(VerifiedState::Kind kind) {
  switch (kind) {
    case Kind::kSame:
      return "same";
    case Kind::kNew:
      return "new";
    case Kind::kChanged:
      return "changed";
    case Kind::kBroken:
      return "broken";
    case Kind::kGone:
      break;
  }
  return "gone";
}

std::string ToJson(const Verification& verification) {
  json::array questions;
  for (const VerifiedState& state : verification.questions) {
    questions.push_back(json::object{{"question", state.question},
                                     {"state", NameOf(state.kind)},
                                     {"query", state.query},
                                     {"message", state.message},
                                     {"removed", Texts(state.removed)},
                                     {"added", Texts(state.added)},
                                     {"total_rows", state.rows}});
  }
  return answer::JsonText(json::object{{"clean", verification.Clean()},
                                       {"data_version", verification.data_version},
                                       {"accepted_version", verification.accepted_version},
                                       {"questions", std::move(questions)}});
}

Result<Verification> Verify(Assistant* assistant, const std::string& lake) {
  const auto accepted = ReadAccepted(AcceptedPath(lake));
  if (!accepted) return accepted.error();
  Verification verification;
  verification.data_version = assistant->Data().version;
  if (!accepted->empty()) verification.accepted_version = accepted->front().second.data_version;
  for (const semantic::Verified& verified : assistant->Meaning().verified) {
    verification.questions.push_back(StateOf(verified.question, RunOne(assistant, verified),
                                             FindAccepted(*accepted, verified.question)));
  }
  AddGone(*accepted, assistant->Meaning(), &verification);
  return verification;
}

Result<Verification> Accept(Assistant* assistant, const std::string& lake) {
  Verification verification;
  verification.data_version = assistant->Data().version;
  verification.accepted_version = verification.data_version;
  std::string lines;
  for (const semantic::Verified& verified : assistant->Meaning().verified) {
    const Outcome outcome = RunOne(assistant, verified);
    if (!outcome.error.empty()) {
      return Error{ErrorCode::kInvalid, "“" + verified.question + "”: " + outcome.error,
                   "Nothing was accepted: mend its query in model.yaml first."};
    }
    lines += LineOf(verified.question, outcome) + "\n";
    verification.questions.push_back(StateOf(verified.question, outcome, &outcome));
  }
  if (const Status written = WriteFile(AcceptedPath(lake), lines); !written) return written.error();
  return verification;
}

}  // namespace aisle::assistant
