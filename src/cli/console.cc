#include "cli/console.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace aisle::cli {
namespace {

int WidthOf(int descriptor) {
  winsize size{};
  if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 100;
}

bool WantsColour(int descriptor) {
  const char* no_colour = std::getenv("NO_COLOR");
  const char* kind = std::getenv("TERM");
  const bool dumb = kind != nullptr && std::string(kind) == "dumb";
  return IsTerminal(descriptor) && !dumb && (no_colour == nullptr || *no_colour == '\0');
}

}  // namespace

bool IsTerminal(int descriptor) { return isatty(descriptor) == 1; }

answer::Terminal StandardOutput() {
  answer::Terminal terminal;
  terminal.colour = WantsColour(STDOUT_FILENO);
  terminal.width = std::max(40, WidthOf(STDOUT_FILENO));
  return terminal;
}

void PrintError(const Error& error) {
  PrintError(error.message);
  if (!error.hint.empty()) std::fprintf(stderr, "  %s\n", error.hint.c_str());
}

void PrintError(const std::string& message) {
  const bool colour = WantsColour(STDERR_FILENO);
  std::fflush(stdout);
  std::fprintf(stderr, "%saisle:%s %s\n", colour ? "\x1b[31m" : "", colour ? "\x1b[0m" : "",
               message.c_str());
}

void Print(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

void PrintLine(const std::string& text) {
  Print(text);
  std::fputc('\n', stdout);
  std::fflush(stdout);
}

}  // namespace aisle::cli
