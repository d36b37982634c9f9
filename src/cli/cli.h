// The command line: `aisle load|ask|explain|complete|summary|sql|model|verify|quarantine|history|
// restore|optimize|vacuum|eval|sample`, and alone a conversation. Parses arguments, calls
// assistant/, prints. docs/cli.md lists every option.
#pragma once

namespace aisle::cli {

// What a process ends with.
enum ExitCode : int {
  kAnswered = 0,
  kFailed = 1,  // the machine, the files or the engine said no
  kUsage = 2,   // the command line was not understood
  kAskedBack = 3,
  kRefused = 4,  // it cannot be answered from this data, and the message says why
};

int Main(int argc, char** argv);

}  // namespace aisle::cli
