// What could come next, ranked before anything is read: by what fits the letters typed, by what
// the place asks for, by how near it is. Internal to language/.
#pragma once

#include <cstddef>
#include <deque>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "language/completion.h"
#include "language/completion_head.h"
#include "language/completion_sources.h"
#include "language/value_index.h"

namespace aisle::language {

// The end of the text, taken as the beginning of what comes next.
struct Stub {
  size_t from = 0;     // byte of the text
  size_t words = 0;    // 0: nothing of it is typed yet
  std::string typed;   // folded, with a blank where one was typed after it
  bool glued = false;  // a blank must come first
  bool first = false;  // nothing stands before it
};

// What of the model and the data begins as a stub does.
struct Beginners {
  Beginners(const Stub& stub, const Sources& sources);
  bool empty() const { return names.empty() && values.empty(); }

  std::vector<std::pair<const Name*, double>> names;  // with the cost of the fit
  std::vector<ValueHit> values;
};

struct Offer {
  Completion item;
  std::vector<std::string> tails;  // what makes it a whole question, the likeliest first
};

class Offers {
 public:
  explicit Offers(const Sources& sources) : sources_(sources) {}

  // Ranks what may follow the head in place of the stub.
  void Add(const Stub& stub, Head head, Beginners beginners);

  bool empty() const { return ranked_.empty(); }
  Offer TakeBest();

 private:
  struct Context {
    Stub stub;
    Head head;
    std::deque<ValueHit> values;  // stay where they are
  };
  // An offer before anything is written down of it, for of thousands a dozen are looked at.
  struct Ranked {
    double cost = 0;
    const std::string* text = nullptr;
    const Name* name = nullptr;       // null where it is none
    const ValueHit* value = nullptr;  // null where it is none
    const Context* context = nullptr;
    size_t order = 0;  // of two that cost the same, the first added is better
  };
  static bool IsWorse(const Ranked& a, const Ranked& b);
  static Offer Written(const Ranked& ranked);

  void AddNames(const Beginners& beginners);
  void AddName(const Name& name, double fit);
  void AddFrequentValues();
  bool MayOfferValuesOf(const Name& name) const;
  void AddValue(ValueHit hit, double position);
  void AddQuestions();
  void Push(Ranked ranked);

  const Sources& sources_;
  std::deque<Context> contexts_;  // the last is being added
  std::vector<Ranked> ranked_;    // a heap
  size_t added_ = 0;
};

}  // namespace aisle::language
