#include "language/verified.h"

#include <algorithm>

#include "language/tokens.h"

namespace aisle::language {
namespace {

std::string CanonicalText(const Understanding& understanding) {
  if (understanding.outcome != Outcome::kQuery) return {};
  return semantic::ToString(semantic::Canonical(understanding.query));
}

std::string StemsOf(const std::string& text) {
  std::string stems;
  for (const Token& token : Tokenize(text)) stems += (stems.empty() ? "" : " ") + token.stem;
  return stems;
}

// Small words and the sign that ends a question say nothing.
bool IsSilent(const Mention& mention) {
  return mention.kind == "stop" || mention.text == "?" || mention.text == "." ||
         mention.text == "!" || mention.text == ",";
}

bool SaysRelativeTime(const Understanding& understanding) {
  return std::any_of(understanding.mentions.begin(), understanding.mentions.end(),
                     [](const Mention& mention) { return mention.relative; });
}

}  // namespace

std::string WordingOf(const Understanding& understanding) {
  std::string wording;
  for (const Mention& mention : understanding.mentions) {
    if (IsSilent(mention)) continue;
    if (!wording.empty()) wording += ' ';
    const bool named = !mention.meaning.empty() && mention.kind != "number";
    wording += mention.kind + ":" + (named ? mention.meaning : StemsOf(mention.text));
  }
  return wording;
}

VerifiedQuestions::VerifiedQuestions(const std::vector<semantic::Verified>& verified,
                                     const Language& language) {
  for (const semantic::Verified& each : verified) {
    const Understanding understood = language.Understand(each.question);
    Known known;
    known.query = each.query;
    known.meant = semantic::ToString(semantic::Canonical(each.query));
    known.read = CanonicalText(understood);
    if (!SaysRelativeTime(understood)) known.wording = WordingOf(understood);
    if (SaysRelativeTime(understood)) known.read.clear();
    known_.push_back(std::move(known));
  }
}

const VerifiedQuestions::Known* VerifiedQuestions::Find(const Understanding& understanding) const {
  const std::string wording = WordingOf(understanding);
  const std::string read = CanonicalText(understanding);
  for (const Known& known : known_) {
    if (!wording.empty() && wording == known.wording) return &known;
  }
  for (const Known& known : known_) {
    if (!read.empty() && (read == known.meant || read == known.read)) return &known;
  }
  return nullptr;
}

bool VerifiedQuestions::Apply(Understanding* understanding) const {
  const Known* known = Find(*understanding);
  if (known == nullptr) return false;
  understanding->outcome = Outcome::kQuery;
  understanding->query = known->query;
  understanding->verified = true;
  understanding->assumptions.clear();
  understanding->choices.clear();
  understanding->message.clear();
  understanding->reason.clear();
  return true;
}

}  // namespace aisle::language
