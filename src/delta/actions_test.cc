#include "delta/actions.h"

#include <gtest/gtest.h>

namespace aisle::delta {
namespace {

// Lines as other writers leave them, and as they are written back.
struct Line {
  const char* read;
  const char* written;  // null: the same
};

constexpr Line kLines[] = {
    {R"({"protocol":{"minReaderVersion":1,"minWriterVersion":2}})", nullptr},
    {R"({"protocol":{"minReaderVersion":3,"minWriterVersion":7,"readerFeatures":["timestampNtz"],"writerFeatures":["timestampNtz","appendOnly"]}})",
     nullptr},
    {R"({"metaData":{"id":"x","name":null,"format":{"provider":"parquet","options":{}},"schemaString":"{}","partitionColumns":["a"],"configuration":{"delta.appendOnly":"true"},"createdTime":5}})",
     R"({"metaData":{"id":"x","format":{"provider":"parquet","options":{}},"schemaString":"{}","partitionColumns":["a"],"configuration":{"delta.appendOnly":"true"},"createdTime":5}})"},
    {R"({"add":{"path":"p=a%2520b/f.parquet","partitionValues":{"p":"a b","q":null},"size":7,"modificationTime":9,"dataChange":false,"stats":"{\"numRecords\":1}","tags":{"k":"v"}}})",
     nullptr},
    {R"({"add":{"path":"f","partitionValues":{},"size":7,"modificationTime":9,"dataChange":true,"tags":null,"baseRowId":null}})",
     R"({"add":{"path":"f","partitionValues":{},"size":7,"modificationTime":9,"dataChange":true}})"},
    {R"({"remove":{"path":"f","dataChange":true,"deletionTimestamp":3,"extendedFileMetadata":true,"partitionValues":{"p":null},"size":4}})",
     nullptr},
    {R"({"remove":{"path":"f","dataChange":true}})",
     R"({"remove":{"path":"f","dataChange":true,"extendedFileMetadata":false}})"},
    {R"({"txn":{"appId":"load","version":12,"lastUpdated":4}})", nullptr},
    {R"({"commitInfo":{"timestamp":1,"operation":"WRITE","operationParameters":{"mode":"Append"}}})",
     nullptr},
    {R"({"domainMetadata":{"domain":"d","configuration":"{}","removed":true}})", nullptr},
};

TEST(Actions, AreReadAndWrittenBack) {
  for (const auto& [read, written] : kLines) {
    SCOPED_TRACE(read);
    const auto action = ParseAction(read);
    ASSERT_TRUE(action) << action.error().message;
    ASSERT_TRUE(action->has_value());
    EXPECT_EQ(ToJson(**action), written != nullptr ? written : read);
    EXPECT_EQ(**ParseAction(ToJson(**action)), **action);
  }
}

TEST(Actions, ADeletionVectorIsNoticed) {
  const auto action = ParseAction(
      R"({"add":{"path":"f","partitionValues":{},"size":7,"modificationTime":9,"dataChange":true,)"
      R"("deletionVector":{"storageType":"u","pathOrInlineDv":"x","sizeInBytes":4,"cardinality":1}}})");
  ASSERT_TRUE(action);
  EXPECT_TRUE(std::get<Add>(**action).deletion_vector);
}

TEST(Actions, LinesThatChangeNothingArePassedOver) {
  for (const char* line : {"", "  ", "{}", R"({"cdc":{"path":"x"}})", R"({"later":{"a":1}})"}) {
    SCOPED_TRACE(line);
    const auto action = ParseAction(line);
    ASSERT_TRUE(action) << action.error().message;
    EXPECT_FALSE(action->has_value());
  }
}

struct Refusal {
  const char* line;
  const char* message;
};

constexpr Refusal kRefused[] = {
    {"{", "JSON"},
    {"[1]", "not a JSON object"},
    {R"({"add":{"partitionValues":{}}})", "`path` of add should be a text, and is missing"},
    {R"({"add":{"path":1,"size":1}})", "`path` of add should be a text"},
    {R"({"add":{"path":"f","size":"1"}})", "`size` of add should be a whole number"},
    {R"({"add":{"path":"f","size":1,"partitionValues":[]}})", "should be an object of texts"},
    {R"({"add":{"path":"f","size":1,"partitionValues":{"p":1}}})", "should be an object of texts"},
    {R"({"protocol":{"minReaderVersion":1}})", "`minWriterVersion` of protocol"},
    {R"({"protocol":{"minReaderVersion":3,"minWriterVersion":7,"readerFeatures":"x"}})",
     "should be a list of texts"},
    {R"({"metaData":{"id":"x"}})", "`schemaString` of metaData"},
    {R"({"remove":{}})", "`path` of remove"},
    {R"({"txn":{"appId":"a"}})", "`version` of txn"},
};

TEST(Actions, WhatIsMissingIsNamed) {
  for (const auto& [line, message] : kRefused) {
    SCOPED_TRACE(line);
    const auto action = ParseAction(line);
    ASSERT_FALSE(action);
    EXPECT_NE(action.error().message.find(message), std::string::npos) << action.error().message;
  }
}

TEST(Actions, ACommitIsItsLinesAndAWrongOneIsNumbered) {
  const std::string text =
      "{\"txn\":{\"appId\":\"a\",\"version\":1}}\n\n{\"remove\":{\"path\":\"f\"}}";
  const auto commit = ParseCommit(text);
  ASSERT_TRUE(commit) << commit.error().message;
  EXPECT_EQ(commit->size(), 2u);
  EXPECT_EQ(*ParseCommit(ToCommit(*commit)), *commit);
  const auto broken = ParseCommit(text.substr(0, text.size() - 3));
  ASSERT_FALSE(broken);
  EXPECT_NE(broken.error().message.find("line 3"), std::string::npos) << broken.error().message;
}

}  // namespace
}  // namespace aisle::delta
