#include "language/stop_words.h"

#include <string_view>
#include <vector>

#include "base/text.h"
#include "language/piece.h"

namespace aisle::language {
namespace {

constexpr std::string_view kStopWords =
    "individual specific successfully contained actually completely globally worldwide "
    "platform ok okay hmm alright instead using something lifetime menu else amount "
    "historical single dynamics period anything yet again still system grouped teh the a an "
    "few recent of for in on at to from into is are was were be been being do does did we our "
    "us you your me my i please pls plz thx thanks sorry can could would have has there their "
    "its it this these those them they he she his her any all some data dataset database just "
    "only so then than as both either if let want like d s ll ve re am way over during "
    "through via up out off much many more how when also within among overall entire whole "
    "ever currently available exist exists existing results result value values amounts level "
    "levels wise respectively information info associated given applied involved based "
    "particular respective basis regarding about terms company anyone anybody far coming "
    "listed cafe restaurant bakery supermarket firm organization organisation companies "
    "business store's help know need will provided present appearing appear appears called "
    "named name names marked labeled labelled each other such well now own ours one ones "
    "thing things kind kinds type types differ vary varies methods what which who whose that "
    "with by per and or made tend analysis analytics chart graph plot table tables report "
    "trend trended trends distribution breakdown split mix break down comparison performance "
    "display column list include including considering where across pattern patterns "
    "calculation corresponding throughout current entered come comes go goes took taken "
    "handle handles handled responsible segmented broken sorted ordered shown e g eg ie etc "
    "versus but while rounded decimal places place figure figures combination sized "
    "combinations pair pairs proxy charges because since full complete different various "
    "certain every found purpose answer question query say";

}  // namespace

const std::unordered_set<std::string>& StopWords() {
  static const std::unordered_set<std::string> words = [] {
    const std::vector<std::string> all = Split(kStopWords, ' ');
    return std::unordered_set<std::string>(all.begin(), all.end());
  }();
  return words;
}

bool IsStopWord(std::string_view folded) { return StopWords().contains(std::string(folded)); }

}  // namespace aisle::language
