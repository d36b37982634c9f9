#include "delta/uri.h"

#include <gtest/gtest.h>

namespace aisle::delta {
namespace {

TEST(Uri, PathsAreEncodedAndDecoded) {
  constexpr struct {
    const char* path;
    const char* encoded;
  } kPaths[] = {
      {"part-1.parquet", "part-1.parquet"},
      {"p=a%20b%2Fc/f.parquet", "p=a%2520b%252Fc/f.parquet"},
      {"p=a b+c/é.parquet", "p=a%20b%2Bc/%C3%A9.parquet"},
      {"p=2024-01-01 10:00:00/f", "p=2024-01-01%2010%3A00%3A00/f"},
  };
  for (const auto& [path, encoded] : kPaths) {
    EXPECT_EQ(EncodePath(path), encoded);
    EXPECT_EQ(*DecodePath(encoded), path);
  }
}

TEST(Uri, WritingsOfOthersAreDecoded) {
  EXPECT_EQ(*DecodePath("a%2fb"), "a/b");
  EXPECT_EQ(*DecodePath("a+b:c"), "a+b:c");
  EXPECT_EQ(*DecodePath("100%"), "100%");
  EXPECT_EQ(*DecodePath("%zz%4"), "%zz%4");
}

TEST(Uri, PathsThatLeadOutAreRefused) {
  for (const char* path : {"/etc/passwd", "file:///x", "s3://b/x", "../x", "a/../../x", "%2Fx",
                           "a/%2e%2e/x", "", "a%00b"}) {
    EXPECT_FALSE(DecodePath(path)) << path;
  }
}

}  // namespace
}  // namespace aisle::delta
