// Verified questions: wordings that people agreed on, each with its query (model.yaml). A question
// that means the same as one is answered with that query: when its words come to the same meanings
// in the same order, whatever the synonyms and small words; or when it reads to the same Query.
#pragma once

#include <string>
#include <vector>

#include "language/language.h"
#include "semantic/model.h"

namespace aisle::language {

// What the words of a question come to, small words left out: "metric:revenue group:by …".
std::string WordingOf(const Understanding& understanding);

class VerifiedQuestions {
 public:
  // Reads each question once. `verified` is copied.
  VerifiedQuestions(const std::vector<semantic::Verified>& verified, const Language& language);

  // Makes `understanding` that of the verified question which means the same, and says whether
  // there is one.
  bool Apply(Understanding* understanding) const;

 private:
  struct Known {
    semantic::Query query;
    std::string wording;  // empty: words that count from the newest date do not stay the same
    std::string meant;    // canonical text of `query`
    std::string read;     // canonical text of what the question itself reads to; may be empty
  };
  const Known* Find(const Understanding& understanding) const;

  std::vector<Known> known_;
};

}  // namespace aisle::language
