// Where output goes: whether a stream is a terminal, how wide it is, whether colours are wanted
// (NO_COLOR is honoured), errors in one form.
#pragma once

#include <string>

#include "assistant/present.h"
#include "base/result.h"

namespace aisle::cli {

bool IsTerminal(int descriptor);
answer::Terminal StandardOutput();  // width and colour of stdout
void PrintError(const Error& error);
void PrintError(const std::string& message);
void Print(const std::string& text);      // to stdout, as it is
void PrintLine(const std::string& text);  // with a line end, flushed

}  // namespace aisle::cli
