#include "assistant/assistant.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <mutex>
#include <utility>

#include "answer/shape.h"
#include "assistant/about.h"
#include "assistant/chosen.h"
#include "assistant/files.h"
#include "assistant/foreign_sql.h"
#include "assistant/holiday_file.h"
#include "assistant/pipeline.h"
#include "assistant/runner.h"
#include "assistant/summary.h"
#include "base/text.h"
#include "catalog/values.h"
#include "ingest/lake.h"
#include "language/verified.h"
#include "semantic/infer.h"

namespace aisle::assistant {
namespace {

using Clock = std::chrono::steady_clock;

double MillisecondsSince(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

constexpr std::string_view kLoadHint = "Load files first: aisle load FILES… --lake DIR";

// The lake's model.yaml, or what the data suggests when nobody has one yet. A model with mistakes
// is refused: an answer by half a model may be wrong.
Result<semantic::Model> ReadModel(const std::string& root, const catalog::Catalog& data) {
  const std::string path = (std::filesystem::path(root) / "model.yaml").string();
  const auto text = ReadFile(path);
  if (!text && text.error().code == ErrorCode::kNotFound) return semantic::InferModel(data);
  if (!text) return text.error();
  auto read = semantic::ReadModelYaml(*text);
  if (read.problems.empty()) return WithHolidays(root, std::move(read.model));
  return Error{ErrorCode::kInvalid, path + ": " + read.problems[0].message,
               "See all mistakes with: aisle model check"};
}

// How much of a conversation is kept: turns, and rows of each to point at.
constexpr size_t kMostTurns = 50;
constexpr size_t kMostShown = 100;

void Remember(const semantic::Query& query, const answer::Answer& answer,
              Conversation* conversation) {
  language::Turn turn{query, {}};
  for (const auto& row : answer.rows) {
    if (turn.shown.size() == kMostShown) break;
    const size_t groups = std::min(row.size(), query.groups.size());
    turn.shown.emplace_back(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(groups));
  }
  auto& turns = conversation->turns;
  turns.push_back(std::move(turn));
  if (turns.size() > kMostTurns) turns.erase(turns.begin());
}

void Say(std::string message, answer::Answer* answer) {
  answer->status = "answered";
  answer->message = std::move(message);
}

// The version to read, and how answers tell of one that was asked for.
Result<std::string> ChooseVersion(const ingest::Lake& lake, const ingest::Moment& moment,
                                  const std::string& current, std::string* origin) {
  if (moment == ingest::Moment{}) return current;
  const auto found = ingest::FindVersion(lake, moment);
  if (!found) return found.error();
  *origin = "read from version " + found->name + " of the lake, committed " +
            ingest::TimeText(found->record.committed);
  return found->name;
}

class LakeAssistant : public Assistant {
 public:
  LakeAssistant(Settings settings, std::string origin, catalog::Catalog data, std::string values,
                semantic::Model model)
      : settings_(std::move(settings)),
        origin_(std::move(origin)),
        data_(std::move(data)),
        values_(std::move(values)),
        model_(std::move(model)),
        runner_(data_, settings_.lake, EngineOptions(settings_), settings_.as_of),
        pipeline_(data_, model_, &runner_) {}

  answer::Answer Ask(std::string_view question, Conversation* conversation) override {
    const auto start = Clock::now();
    if (conversation != nullptr) NoteChoice(question, conversation);
    const language::Understanding understood = AsChosenBefore(question, conversation);
    answer::Answer answer = Begin(question, understood);
    answer.understand_ms = MillisecondsSince(start);
    if (conversation != nullptr && GoesBack(understood, conversation, &answer)) {
      answer.ms = MillisecondsSince(start);
      return answer;
    }
    Act(understood, &answer);
    const bool query = understood.outcome == language::Outcome::kQuery;
    if (query && answer.status == "answered" && conversation != nullptr) {
      Remember(understood.query, answer, conversation);
    }
    if (conversation != nullptr) NoteOffer(answer, conversation);
    answer.ms = MillisecondsSince(start);
    return answer;
  }

  language::Understanding Understand(std::string_view question,
                                     const Conversation* conversation) const override {
    const language::Language& words = Words();
    auto understood =
        words.Understand(question, conversation == nullptr ? nullptr : conversation->Last());
    verified_->Apply(&understood);
    return understood;
  }

  language::Completions Complete(std::string_view text, size_t limit) const override {
    return Words().Complete(text, limit);
  }

  Explanation Explain(std::string_view question, const Conversation* conversation) override {
    const auto start = Clock::now();
    Explanation explanation;
    explanation.understanding = Understand(question, conversation);
    explanation.answer = Begin(question, explanation.understanding);
    explanation.answer.understand_ms = MillisecondsSince(start);
    if (explanation.understanding.outcome == language::Outcome::kQuery) {
      pipeline_.Explain(explanation.understanding.query, &explanation.answer);
    }
    explanation.answer.ms = MillisecondsSince(start);
    return explanation;
  }

  answer::Answer Run(const semantic::Query& query) override {
    const auto start = Clock::now();
    answer::Answer answer = Begin("", {});
    pipeline_.Answer(query, settings_.max_rows, &answer);
    answer.ms = MillisecondsSince(start);
    return answer;
  }

  answer::Answer Sql(std::string_view sql) override {
    const auto start = Clock::now();
    answer::Answer answer = Begin("", {});
    answer.sql = sql;
    answer.tier = "sql";
    RunForeignSql(data_, sql, settings_.max_rows, &runner_, &answer);
    answer.ms = MillisecondsSince(start);
    return answer;
  }

  Overview Summary() override {
    Overview overview = SumUp(data_, model_, pipeline_, settings_.as_of);
    if (origin_.empty()) return overview;
    overview.freshness += (overview.freshness.empty() ? "" : ", ") + origin_;
    return overview;
  }
  const catalog::Catalog& Data() const override { return data_; }
  const semantic::Model& Meaning() const override { return model_; }
  void Interrupt() override { runner_.Interrupt(); }

 private:
  static engine::Options EngineOptions(const Settings& settings) {
    engine::Options options;
    options.memory_limit = settings.memory;
    options.threads = settings.threads;
    options.temp_directory = std::filesystem::temp_directory_path().string();
    return options;
  }

  // The lexicon is compiled when the first question comes: SQL and summaries need none.
  const language::Language& Words() const {
    std::call_once(words_once_, [this] {
      auto values = catalog::ParseValues(values_);
      words_ = language::MakeLanguage(
          model_, data_, values ? std::move(*values) : catalog::Values{}, settings_.as_of);
      verified_ = std::make_unique<language::VerifiedQuestions>(model_.verified, *words_);
      values_.clear();
      values_.shrink_to_fit();
    });
    return *words_;
  }

  answer::Answer Begin(std::string_view question, const language::Understanding& understood) const {
    answer::Answer answer;
    answer.question = question;
    answer.data_version = data_.version;
    answer.assumptions = understood.assumptions;
    if (!origin_.empty()) answer.assumptions.push_back(origin_);
    answer.choices = understood.choices;
    answer.message = understood.message;
    answer.reason = understood.reason;
    answer.verified = understood.verified;
    return answer;
  }

  // A question that would be asked back is read in the words that were chosen before.
  language::Understanding AsChosenBefore(std::string_view question,
                                         const Conversation* conversation) const {
    language::Understanding understood = Understand(question, conversation);
    if (conversation == nullptr || understood.outcome != language::Outcome::kClarify) {
      return understood;
    }
    std::string said;
    const auto chosen = AsChosen(question, *conversation, &said);
    if (!chosen) return understood;
    language::Understanding again = Understand(*chosen, conversation);
    if (again.outcome != language::Outcome::kQuery) return understood;
    again.assumptions.push_back(said);
    return again;
  }

  // "undo" answers the question before the last again; "start over" forgets them all.
  bool GoesBack(const language::Understanding& understood, Conversation* conversation,
                answer::Answer* answer) const {
    if (understood.outcome == language::Outcome::kStartOver) {
      *conversation = {};
      Say("A new conversation: ask anything.", answer);
      return true;
    }
    if (understood.outcome != language::Outcome::kUndo) return false;
    if (!conversation->turns.empty()) conversation->turns.pop_back();
    if (conversation->turns.empty()) {
      Say("This is where the conversation began: nothing is left to undo.", answer);
    } else {
      pipeline_.Answer(conversation->turns.back().query, settings_.max_rows, answer);
    }
    return true;
  }

  void Act(const language::Understanding& understood, answer::Answer* answer) const {
    switch (understood.outcome) {
      case language::Outcome::kQuery:
        return pipeline_.Answer(understood.query, settings_.max_rows, answer);
      case language::Outcome::kSummary: {
        const auto query = HeadlineQuery(data_, model_, understood.query);
        if (query) {
          pipeline_.Answer(*query, settings_.max_rows, answer);
          const auto* table = model_.FindTable(query->fact);
          if (query->groups.empty() && table != nullptr) {
            answer->restatement =
                "Summary of " + (table->label.empty() ? table->name : table->label);
          }
          return;
        }
        answer->status = "refused";
        answer->reason = "missing";
        answer->message = query.error().message;
        return;
      }
      case language::Outcome::kAbout:
        return TellAbout(data_, model_, understood.topic, answer);
      case language::Outcome::kClarify:
        answer->status = "clarify";
        return;
      case language::Outcome::kUndo:
      case language::Outcome::kStartOver:
        return Say("There is no conversation to go back in.", answer);
      case language::Outcome::kRefuse:
        answer->status = "refused";
        return;
    }
  }

  Settings settings_;
  std::string origin_;  // the version that is read, where it is not the newest by default
  catalog::Catalog data_;
  mutable std::string values_;  // bytes of values.bin, until the lexicon is compiled
  semantic::Model model_;
  mutable Runner runner_;
  Pipeline pipeline_;
  mutable std::once_flag words_once_;
  mutable std::unique_ptr<language::Language> words_;
  mutable std::unique_ptr<language::VerifiedQuestions> verified_;
};

}  // namespace

Result<std::unique_ptr<Assistant>> Assistant::Open(const Settings& settings) {
  const auto lake = ingest::Lake::Open(settings.lake, false);
  if (!lake) {
    return Error{lake.error().code, "There is no lake at " + settings.lake + ".",
                 std::string(kLoadHint)};
  }
  const auto current = lake->Current();
  if (!current && current.error().code == ErrorCode::kNotFound) {
    return Error{ErrorCode::kNotFound, "The lake at " + settings.lake + " holds no data yet.",
                 std::string(kLoadHint)};
  }
  if (!current) return current.error();
  std::string origin;
  const auto version = ChooseVersion(*lake, settings.moment, *current, &origin);
  if (!version) return version.error();
  const auto text = lake->Read(*version, "catalog.json");
  if (!text) return text.error();
  auto data = catalog::ParseCatalog(*text);
  if (!data) return data.error();
  auto values = lake->Read(*version, "values.bin");
  auto model = ReadModel(settings.lake, *data);
  if (!model) return model.error();
  return std::unique_ptr<Assistant>(std::make_unique<LakeAssistant>(
      settings, std::move(origin), std::move(*data), values ? std::move(*values) : std::string(),
      std::move(*model)));
}

}  // namespace aisle::assistant
