#include <histedit.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>

#include "base/text.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "cli/explain.h"
#include "cli/interrupts.h"
#include "cli/options.h"
#include "cli/overview.h"

namespace aisle::cli {
namespace {

constexpr const char* kHelp =
    "Ask in plain words; a short follow-up changes the last question (“by month”, “only Goa”,\n"
    "“top 10 instead”, “the second one”); “undo” takes it back, “start over” forgets all.\n"
    "  :sql          the SQL of the last answer      :sql SELECT …   run a statement\n"
    "  :explain      how the last question was read  :explain …      how this one would be\n"
    "  :summary      figures, mix, trend, findings   :new            forget the last question\n"
    "  :help         this                            :quit           leave (or Ctrl-D)\n"
    "Ctrl-C stops the running query.\n";

// Lines from a terminal, with editing and a history that is kept between conversations.
class EditedLines {
 public:
  EditedLines() : history_(history_init()), edit_(el_init("aisle", stdin, stdout, stderr)) {
    HistEvent event;
    history(history_, &event, H_SETSIZE, 1000);
    history(history_, &event, H_SETUNIQUE, 1);
    if (!Path().empty()) history(history_, &event, H_LOAD, Path().c_str());
    el_set(
        edit_, EL_PROMPT, +[](EditLine*) { return const_cast<char*>("aisle> "); });
    el_set(edit_, EL_EDITOR, "emacs");
    el_set(edit_, EL_HIST, history, history_);
    el_source(edit_, nullptr);
  }
  ~EditedLines() {
    HistEvent event;
    if (!Path().empty()) history(history_, &event, H_SAVE, Path().c_str());
    el_end(edit_);
    history_end(history_);
  }
  EditedLines(const EditedLines&) = delete;
  EditedLines& operator=(const EditedLines&) = delete;

  std::optional<std::string> Next() {
    int length = 0;
    const char* line = el_gets(edit_, &length);
    if (line == nullptr || length <= 0) return std::nullopt;
    std::string text(Trim(std::string_view(line, static_cast<size_t>(length))));
    HistEvent event;
    if (!text.empty()) history(history_, &event, H_ENTER, text.c_str());
    return text;
  }

 private:
  static std::string Path() {
    const char* home = std::getenv("HOME");
    return home == nullptr ? "" : (std::filesystem::path(home) / ".aisle_history").string();
  }

  History* history_;
  EditLine* edit_;
};

std::optional<std::string> NextPlainLine() {
  std::string line;
  if (!std::getline(std::cin, line)) return std::nullopt;
  return std::string(Trim(line));
}

// One person's talk with one lake.
class Talk {
 public:
  Talk(assistant::Assistant* assistant, bool json) : assistant_(assistant), json_(json) {}

  // False when it is over.
  bool Take(const std::string& line) {
    if (line.empty()) return true;
    if (line[0] == ':') return Obey(line);
    if (line == "quit" || line == "exit") return false;
    Ask(Choice(line));
    return true;
  }

 private:
  // "2" after a question back means the second choice.
  std::string Choice(const std::string& line) const {
    const bool digit = line.size() == 1 && line[0] >= '1' && line[0] <= '9';
    const auto index = static_cast<size_t>(line[0] - '1');
    return digit && index < choices_.size() ? choices_[index] : line;
  }

  void Ask(const std::string& question) {
    const auto before = conversation_;
    const answer::Answer answer = assistant_->Ask(question, &conversation_);
    before_ = before;
    question_ = question;
    choices_ = answer.choices;
    if (!answer.sql.empty()) sql_ = answer.sql;
    if (json_) return PrintLine(answer::ToJson(answer));
    Print(answer::ToTerminal(answer, StandardOutput()));
    if (!answer.chips.empty() && answer.status == "answered")
      PrintLine(answer::ChipLine(answer.chips));
  }

  bool Obey(const std::string& line) {
    const size_t blank = line.find(' ');
    const std::string command = line.substr(0, blank);
    const std::string rest =
        blank == std::string::npos ? "" : std::string(Trim(line.substr(blank)));
    if (command == ":quit" || command == ":q" || command == ":exit") return false;
    if (command == ":sql") {
      rest.empty() ? PrintLine(sql_.empty() ? "No answer yet." : sql_) : Sql(rest);
    } else if (command == ":explain") {
      Explain(rest);
    } else if (command == ":summary") {
      Print(OverviewText(assistant_->Summary(), StandardOutput()));
    } else if (command == ":new") {
      conversation_ = {};
    } else {
      if (command != ":help") PrintLine("There is no " + command + ".");
      Print(kHelp);
    }
    return true;
  }

  void Sql(const std::string& sql) {
    const answer::Answer answer = assistant_->Sql(sql);
    if (answer.status != "answered") return PrintError(answer.message);
    Print(answer::TableOf(answer, StandardOutput()));
  }

  void Explain(const std::string& rest) {
    const std::string& question = rest.empty() ? question_ : rest;
    if (question.empty()) return PrintLine("No question yet.");
    const auto& context = rest.empty() ? before_ : conversation_;
    Print(ExplanationText(assistant_->Explain(question, &context), StandardOutput()));
  }

  assistant::Assistant* assistant_;
  bool json_;
  assistant::Conversation conversation_;
  assistant::Conversation before_;  // as it was when the last question came
  std::string question_;
  std::string sql_;
  std::vector<std::string> choices_;
};

void Greet(const assistant::Assistant& assistant) {
  int64_t rows = 0;
  for (const auto& table : assistant.Data().tables) rows += table.repeats ? 0 : table.rows;
  PrintLine(std::to_string(assistant.Data().tables.size()) + " tables, " + Thousands(rows) +
            " rows. Ask a question, or :help. Ctrl-D leaves.");
}

}  // namespace

int Converse(const Common& common) {
  std::unique_ptr<assistant::Assistant> assistant;
  // The signals are taken before the engine starts its threads.
  const Interrupts interrupts([&](int signal) {
    if (signal == SIGTERM) _exit(128 + signal);
    if (assistant != nullptr) assistant->Interrupt();
  });
  auto opened = assistant::Assistant::Open(common.settings);
  if (!opened) {
    PrintError(opened.error());
    return kFailed;
  }
  assistant = std::move(*opened);
  Talk talk(assistant.get(), common.json);
  if (!IsTerminal(STDIN_FILENO)) {
    for (auto line = NextPlainLine(); line && talk.Take(*line); line = NextPlainLine()) continue;
    return kAnswered;
  }
  Greet(*assistant);
  EditedLines lines;
  for (auto line = lines.Next(); line && talk.Take(*line); line = lines.Next()) continue;
  PrintLine("");
  return kAnswered;
}

}  // namespace aisle::cli
