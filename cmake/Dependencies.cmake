# Libraries from Debian packages, and libduckdb from third_party/ (tools/install.sh puts it there).
find_package(Boost 1.81 REQUIRED COMPONENTS json)
find_package(fmt REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(GTest REQUIRED)
find_package(ZLIB REQUIRED)
find_package(CLI11 REQUIRED)
find_package(Threads REQUIRED)
find_package(Python3 REQUIRED COMPONENTS Interpreter)
find_package(PkgConfig REQUIRED)
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(EDIT REQUIRED IMPORTED_TARGET libedit)
find_library(STEMMER_LIBRARY stemmer REQUIRED)

set(AISLE_DUCKDB_DIR ${CMAKE_SOURCE_DIR}/third_party/duckdb)
if(NOT EXISTS ${AISLE_DUCKDB_DIR}/libduckdb.so)
  message(FATAL_ERROR "third_party/duckdb/libduckdb.so is missing: run tools/install.sh first")
endif()
add_library(duckdb SHARED IMPORTED)
set_target_properties(duckdb PROPERTIES
  IMPORTED_LOCATION ${AISLE_DUCKDB_DIR}/libduckdb.so
  INTERFACE_SYSTEM_INCLUDE_DIRECTORIES ${AISLE_DUCKDB_DIR}
  INTERFACE_INCLUDE_DIRECTORIES ${AISLE_DUCKDB_DIR})

# What each layer uses besides the layers below it.
set(AISLE_USES_base fmt::fmt Boost::json PkgConfig::UTF8PROC)
set(AISLE_USES_engine duckdb)
set(AISLE_USES_ingest yaml-cpp ZLIB::ZLIB PkgConfig::ZSTD)
set(AISLE_USES_semantic yaml-cpp ${STEMMER_LIBRARY})
set(AISLE_USES_language ${STEMMER_LIBRARY})
set(AISLE_USES_cli CLI11::CLI11 PkgConfig::EDIT)
