// Writes CSV rows to a file through a buffer. Cells that need quotes get them.
#pragma once

#include <charconv>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace aisle::sample {

class Writer {
 public:
  static Result<Writer> Open(const std::string& path);

  Writer& Cell(std::string_view text);
  Writer& Cell(int64_t number);
  // Hundredths as a data frame prints them: 406.0, 647.62.
  Writer& Hundredths(int64_t hundredths);
  Writer& Blanks(int count);  // empty cells
  void EndRow();
  // Flushes; fails when the disk is full or the file was lost.
  Status Close();

 private:
  struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  Writer(std::string path, std::FILE* file) : path_(std::move(path)), file_(file) {}
  void Separate();
  void Flush();

  std::string path_;
  std::unique_ptr<std::FILE, Closer> file_;
  std::string buffer_;
  bool row_started_ = false;
  bool failed_ = false;
};

}  // namespace aisle::sample
