// Stands in for libFuzzer where the compiler has none: runs the target once over every file of
// the folders named, and over a few inputs that break parsers often.
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace {

void Run(std::string_view bytes) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
}

std::string Slurp(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

int RunFolder(const std::filesystem::path& folder) {
  int count = 0;
  if (!std::filesystem::is_directory(folder)) return count;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    Run(Slurp(entry.path()));
    ++count;
  }
  return count;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace std::string_view_literals;
  for (std::string_view bytes :
       {""sv, "\0"sv, "\xff\xfe"sv, "\n\n\n"sv, "\"\"\"\""sv, ",,,\n,"sv}) {
    Run(bytes);
  }
  int count = 0;
  for (int i = 1; i < argc; ++i) count += RunFolder(argv[i]);
  std::cout << count << " files replayed\n";
  return 0;
}
