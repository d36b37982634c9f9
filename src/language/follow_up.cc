#include "language/follow_up.h"

#include <algorithm>

#include "base/text.h"
#include "language/follow_up_editor.h"
#include "language/query_edits.h"
#include "language/without_context.h"

namespace aisle::language {

using semantic::QueryKind;

bool Explains(const Reading& reading) {
  if (!reading.unexplained.empty()) return false;
  if (reading.outcome == Outcome::kQuery) return true;
  return reading.message.empty() && (reading.query.where || !reading.query.groups.empty());
}

bool NamesMeasure(const Reading& reading) {
  return std::any_of(reading.pieces.begin(), reading.pieces.end(), [&](const Piece& piece) {
    const Role role = piece.Main();
    return role == Role::kMetric || role == Role::kCount || role == Role::kFold ||
           (role == Role::kField && reading.query.kind == QueryKind::kAggregate &&
            !reading.query.measures.empty() && reading.query.groups.empty());
  });
}

FollowUpEditor::FollowUpEditor(std::string_view question, const FollowUpContext& context)
    : context_(context), question_(question), words_(question), query_(context.before.query) {}

void FollowUpEditor::Touch(Cue cue) {
  touched_ = true;
  Hint(cue);
}

void FollowUpEditor::Fail(std::string message, std::vector<std::string> choices) {
  Understanding back;
  back.outcome = Outcome::kClarify;
  back.reason = "unclear";
  back.message = std::move(message);
  back.choices = std::move(choices);
  failure_ = std::move(back);
}

std::optional<Understanding> FollowUpEditor::Edit() {
  ReadPoliteness();
  ReadCorrection();
  if (AsksForOne()) return Edited();
  DropNounOne();
  if (ReadThings()) return failure_ ? failure_ : Edited();
  ReadThatOne();
  ReadOnIt();
  ReadBoth();
  ReadThoseOthers();
  ReadPointer();
  ReadRate();
  ReadWhichThing();
  ReadManner();
  ReadCompare();
  ReadShare();
  ReadOrder();
  ReadNumber();
  ReadDrops();
  if (!failure_ && (KeepsSome() || RanksAnew(context_.read(question_)))) return Edited();
  if (!failure_ && RatesCounted(context_.read(question_))) return Edited();
  if (IsFresh()) return std::nullopt;
  if (failure_) return failure_;
  if (!words_.empty() && !ReadNames()) return failure_;
  if (failure_) return failure_;
  if (!touched_) return std::nullopt;
  Finish();
  return Edited();
}

Understanding FollowUpEditor::Edited() {
  Understanding edited;
  edited.outcome = Outcome::kQuery;
  edited.query = std::move(query_);
  edited.assumptions = std::move(assumptions_);
  return edited;
}

// Whether a column of numbers is named, which may be what is asked for.
bool FollowUpEditor::NamesNumber(const Reading& reading) const {
  return std::any_of(reading.pieces.begin(), reading.pieces.end(), [&](const Piece& piece) {
    const Sense* field = piece.Main() == Role::kField ? piece.Find(Role::kField) : nullptr;
    const auto* known = field == nullptr ? nullptr : context_.model.FindDimension(field->ref);
    return known != nullptr && known->kind == semantic::DimensionKind::kNumber;
  });
}

// "margin %?": nothing but a figure, beside filters or a split that were asked for before.
bool FollowUpEditor::IsBareFigure(const Reading& whole) const {
  const bool framed = query_.where || !query_.groups.empty();
  const bool divides = whole.query.groups.empty() && whole.query.measures.size() == 1;
  return framed && whole.unexplained.empty() && whole.scope == Previous().fact &&
         Tokenize(question_).size() <= 4 &&
         std::all_of(whole.pieces.begin(), whole.pieces.end(), [&](const Piece& piece) {
           const Role role = piece.Main();
           const bool ratio = role == Role::kGroup || role == Role::kEntity;  // "amount per box"
           return role == Role::kMetric || role == Role::kFold || role == Role::kSymbol ||
                  (role == Role::kField && piece.used) || (ratio && divides);
         });
}

// A question that names its own figure and does not point at what was said. Without any opening
// word, only names of values and times continue.
bool FollowUpEditor::IsFresh() const {
  if (cue_ == Cue::kStrong || excludes_) return false;
  const FollowUpWords said(question_);  // "by customer" splits, though customers can be counted
  const bool splits = !said.empty() && said.size() <= 3 &&
                      (said.at(0).folded == "by" || said.at(0).folded == "per");
  if (splits) return false;
  const Reading whole = context_.read(question_);
  const bool long_one = Tokenize(question_).size() > 5;
  if (NamesMeasure(whole) || (long_one && NamesNumber(whole)))
    return !(only_ && Tokenize(question_).size() <= 5) && !IsBareFigure(whole);
  const auto asks = [](const Piece& piece) {
    return piece.Main() == Role::kWhich || piece.Main() == Role::kList;
  };
  const bool question = std::any_of(whole.pieces.begin(), whole.pieces.end(), asks);
  if (cue_ == Cue::kWeak) return question && !touched_;
  return !std::all_of(whole.pieces.begin(), whole.pieces.end(), [](const Piece& piece) {
    const Role role = piece.Main();
    return role == Role::kValue || role == Role::kTime || role == Role::kAnd || role == Role::kOr ||
           role == Role::kStop || role == Role::kNot || role == Role::kSymbol ||
           role == Role::kVersus;
  });
}

// The order and the number of rows, once groups and figures are known.
void FollowUpEditor::Finish() {
  if ((regrouped_ || remeasured_) && !ordered_) OrderAgain(&query_);
  if (number_) {
    query_.limit = *number_;
    query_.offset = 0;
    query_.ties = false;
  }
  if (descending_) OrderBy(*descending_);
  const bool unsorted = number_ && query_.order.empty() && !query_.measures.empty();
  if (unsorted) query_.order = {{query_.measures.front().expr, true}};
}

namespace {

// A part that is an edit of its own: it opens with what is done, not with another name for a list.
bool OpensEdit(std::string_view part) {
  FollowUpWords words(part);
  words.TakeFirst({"and then", "and", "then", "but"});
  return words.TakeFirst({"drop",
                          "remove",
                          "clear",
                          "top",
                          "bottom",
                          "sort",
                          "sorted",
                          "order by",
                          "by",
                          "per",
                          "split",
                          "only",
                          "without",
                          "worst first",
                          "best first",
                          "lowest first",
                          "highest first",
                          "busiest first",
                          "biggest first",
                          "largest first",
                          "smallest first",
                          "descending",
                          "ascending",
                          "newest first",
                          "oldest first",
                          "compare",
                          "compared",
                          "do",
                          "show",
                          "make it",
                          "as a share",
                          "as share",
                          "monthly",
                          "weekly",
                          "daily",
                          "yearly",
                          "quarterly",
                          "what do they",
                          "what did they",
                          "what does it",
                          "what did it"});
}

// "b2b only, drop the category filter": what is said one after the other.
std::vector<std::string> SplitEdits(std::string_view question) {
  std::vector<std::string> parts;
  for (const std::string& part : Split(question, ',')) {
    const bool apart = !parts.empty() && OpensEdit(part);
    if (parts.empty() || apart) {
      parts.push_back(part);
    } else {
      parts.back() += "," + part;
    }
  }
  return parts;
}

// "spend per head": each head is a customer.
std::string HeadsCounted(std::string_view question) {
  constexpr std::string_view kHead = " per head";
  std::string counted(question);
  const std::string folded = FoldCase(question);
  const size_t at = folded.find(kHead);
  if (at == std::string::npos || folded.size() != counted.size()) return counted;
  const size_t end = at + kHead.size();
  const bool whole = end == counted.size() || counted[end] == ' ' || counted[end] == '?';
  return whole ? counted.replace(at, kHead.size(), " per customer") : counted;
}

// "who sold to them", where nothing was made of it: the same rows again are no answer to a
// question.
std::optional<Understanding> NotRepeated(std::string_view question, const Turn& before,
                                         std::optional<Understanding> edited) {
  if (!edited || edited->outcome != Outcome::kQuery) return edited;
  const bool same = semantic::Canonical(edited->query) == semantic::Canonical(before.query);
  const FollowUpWords words(question);
  const bool asks =
      words.Has({"who", "what", "where", "when", "how", "which", "they", "them", "their", "each"});
  const bool period = words.Has({"month", "quarter", "week"});  // "vs same month last year"
  if (!same || (!asks && !period)) return edited;
  return AskBack("What is asked of the last answer is not clear; it would only be repeated.");
}

}  // namespace

std::optional<Understanding> EditPrevious(std::string_view said, const FollowUpContext& context) {
  const std::string question = HeadsCounted(said);
  const std::vector<std::string> parts = SplitEdits(question);
  Turn turn = context.before;
  std::optional<Understanding> edited;
  std::vector<std::string> assumptions;
  for (const std::string& part : parts) {
    edited = FollowUpEditor(part, {context.model, turn, context.read, context.newest}).Edit();
    if (!edited || edited->outcome != Outcome::kQuery) break;
    assumptions.insert(assumptions.end(), edited->assumptions.begin(), edited->assumptions.end());
    turn = {edited->query, {}};
  }
  const bool whole = edited && edited->outcome == Outcome::kQuery;
  if (parts.size() > 1 && !whole)
    return NotRepeated(question, context.before, FollowUpEditor(question, context).Edit());
  if (whole) edited->assumptions = std::move(assumptions);
  return NotRepeated(question, context.before, std::move(edited));
}

}  // namespace aisle::language
