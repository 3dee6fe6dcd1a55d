#include "lessons/player/turns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lessons/player/texts.h"
#include "tests/lessons/player/sample_run.h"

namespace loopscope::player {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class TurnsOfARun : public ::testing::Test {
 protected:
  std::vector<Turn> turns(std::size_t count, Position from = 0,
                          Language language = Language::english) const {
    return turns_after(timeline, from, count, language);
  }
  static std::string right(const Turn& turn) { return turn.choices.texts.at(turn.choices.right); }

  const Timeline timeline{testing::sample_run()};
};

TEST_F(TurnsOfARun, SelectDoesNotWaitWhileAHandleIsReady) {
  const std::vector<Turn> all = turns(1);
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_EQ(all[0].decision, Decision::select_timeout);
  EXPECT_EQ(right(all[0]), "not at all");
  EXPECT_THAT(all[0].choices.texts, Contains("without a limit"));
}

TEST_F(TurnsOfARun, SelectWaitsForTheRootOfTheHeap) {
  for (const Turn& turn : turns(50)) {
    const LoopState state = timeline.seek(turn.asked_at);
    const LoopView& loop = state.loops().front();
    if (turn.decision != Decision::select_timeout || !loop.ready.empty()) continue;
    ASSERT_FALSE(loop.heap_when.empty());
    EXPECT_EQ(right(turn), "1.0 s");
    EXPECT_THAT(turn.choices.texts, Contains("not at all"));
    return;
  }
  FAIL() << "the sample's loop waits for a timer";
}

TEST_F(TurnsOfARun, TheHandleThatRunsIsTheFrontOfTheQueue) {
  std::size_t handles = 0;
  for (const Turn& turn : turns(50)) {
    if (turn.decision != Decision::next_handle) continue;
    ++handles;
    EXPECT_GT(turn.choices.texts.size(), 1U);
  }
  EXPECT_GT(handles, 0U);
}

TEST_F(TurnsOfARun, OfSelectsThatDoNotWaitOnlyTheFirstIsAskedAbout) {
  bool looked = false;
  for (const Turn& turn : turns(50)) {
    if (turn.decision != Decision::select_timeout) continue;
    const bool looks = right(turn) == "not at all";
    EXPECT_FALSE(looks && looked);
    looked = looks;
  }
}

TEST_F(TurnsOfARun, AreAskedBeforeTheyAreAnsweredAndInOrder) {
  Position last = 0;
  for (const Turn& turn : turns(50)) {
    EXPECT_LT(turn.asked_at, turn.choices.answered_at);
    EXPECT_LE(last, turn.asked_at);
    last = turn.choices.answered_at;
  }
}

TEST_F(TurnsOfARun, HaveTheSamePlacesInEveryLanguage) {
  const std::vector<Turn> english = turns(50);
  const std::vector<Turn> japanese = turns(50, 0, Language::japanese);
  ASSERT_EQ(english.size(), japanese.size());
  for (std::size_t i = 0; i < english.size(); ++i) {
    EXPECT_EQ(english[i].choices.right, japanese[i].choices.right);
    EXPECT_EQ(english[i].choices.texts.size(), japanese[i].choices.texts.size());
  }
}

TEST_F(TurnsOfARun, EndWithTheRun) {
  EXPECT_THAT(turns(5, timeline.end()), IsEmpty());
  EXPECT_LT(turns(1000).size(), 1000U);
}

TEST(Decisions, HaveAQuestionAndARuleInEveryLanguage) {
  for (const Language language : all_languages) {
    for (const Decision decision :
         {Decision::select_timeout, Decision::next_timer, Decision::next_handle}) {
      EXPECT_FALSE(texts_of(language)[question_id(decision)].empty());
      EXPECT_FALSE(texts_of(language)[rule_id(decision)].empty());
    }
  }
}

}  // namespace
}  // namespace loopscope::player
