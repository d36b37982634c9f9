# aisle_warnings: what every target of ours is compiled with.
add_library(aisle_warnings INTERFACE)
target_compile_options(aisle_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor
  -Woverloaded-virtual -Wimplicit-fallthrough)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(aisle_warnings INTERFACE -Werror)  # clang builds only the fuzzers
  # gcc 12 reports these falsely inside std::variant and std::string at -O2 (GCC bugs 105562, 105329).
  target_compile_options(aisle_warnings INTERFACE -Wno-maybe-uninitialized -Wno-restrict)
endif()
if(AISLE_SANITIZE)
  string(REPLACE ";" "," sanitizers "${AISLE_SANITIZE}")
  add_compile_options(-fsanitize=${sanitizers} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${sanitizers})
endif()
if(AISLE_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(AISLE_COVERAGE)
  add_compile_options(--coverage)
  add_link_options(--coverage)
endif()
