#include "language/topics.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>

namespace aisle::language {

namespace {

std::string Sentence(const std::vector<Token>& tokens) {
  std::string text = " ";
  for (const Token& token : tokens) {
    if (token.kind != Token::Kind::kSymbol) text += token.folded + " ";
  }
  return text;
}

bool ContainsAny(const std::string& sentence, std::initializer_list<std::string_view> phrases) {
  return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) {
    return sentence.find(" " + std::string(phrase) + " ") != std::string::npos;
  });
}

Understanding About(std::string topic) {
  Understanding understanding;
  understanding.outcome = Outcome::kAbout;
  understanding.topic = std::move(topic);
  return understanding;
}

}  // namespace

std::optional<Understanding> ReadTopic(const std::vector<Token>& tokens) {
  const std::string sentence = Sentence(tokens);
  if (tokens.empty()) {
    Understanding nothing;
    nothing.reason = "unclear";
    nothing.outcome = Outcome::kClarify;
    nothing.message = "Ask something about the data, for instance its total sales by month.";
    return nothing;
  }
  if (ContainsAny(sentence, {"what can you do", "help me", "who are you", "how do you work"}) ||
      (tokens.size() <= 3 && ContainsAny(sentence, {"hello", "hi", "hey", "help", "thanks",
                                                    "thank you", "good morning"}))) {
    return About("help");
  }
  if (ContainsAny(sentence, {"what tables", "which tables", "list tables", "list the tables",
                             "rows in each table", "list all tables", "tables are there",
                             "show tables", "records in each table", "what data do you have",
                             "what data is available", "what is in the data", "describe the data",
                             "describe the dataset", "what does the data contain"})) {
    return About("tables");
  }
  if (ContainsAny(sentence, {"what columns", "which columns", "list columns", "list the columns",
                             "what fields", "which fields", "list all columns", "column names",
                             "show columns", "what dimensions", "what metrics"})) {
    return About("columns");
  }
  return std::nullopt;
}

bool AsksForSummary(const std::vector<Token>& tokens) {
  return ContainsAny(Sentence(tokens), {"summary", "summarize", "summarise", "overview", "insights",
                                        "kpis", "kpi", "dashboard", "at a glance", "key metrics",
                                        "headline figures", "key figures", "snapshot"});
}

bool AsksForPeriod(const std::vector<Token>& tokens) {
  // "how many orders were made within this date range" asks for orders.
  if (ContainsAny(Sentence(tokens), {"how many", "how much", "within this", "in this"}))
    return false;
  return ContainsAny(
      Sentence(tokens),
      {"time range", "data range", "transaction period", "sales period", "date range", "time span",
       "period covered", "time period covered", "how far back", "what period", "which period",
       "dates covered", "date coverage", "time frame", "timeframe"});
}

}  // namespace aisle::language
