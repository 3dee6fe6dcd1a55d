#include "lessons/player/prediction.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "tests/lessons/player/sample_run.h"

namespace loopscope::player {
namespace {

using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

class PredictionInARun : public ::testing::Test {
 protected:
  Position at(const char* cue) const { return Cue::parse(cue).find(timeline, 0).value(); }
  Prediction::Choices ask(const char* question, const char* cue,
                          Language language = Language::english) const {
    return Prediction::parse(question).choices(timeline, at(cue), language);
  }
  static std::string right(const Prediction::Choices& choices) {
    return choices.texts.at(choices.right);
  }

  const Timeline timeline{testing::sample_run()};
};

TEST_F(PredictionInARun, WhatRunsNextIsTheHandleThatDoes) {
  const auto choices = ask("runs_next", "handle_run_begin label=_set_result_unless_cancelled");
  EXPECT_EQ(right(choices), "wakeup Task-4");
  EXPECT_THAT(choices.texts, AllOf(Contains("_set_result_unless_cancelled"),
                                   Contains("wakeup Task-1"), Contains("wakeup Task-2")));
  EXPECT_EQ(timeline.trace().event(choices.answered_at).kind, EventKind::handle_run_begin);
}

TEST_F(PredictionInARun, WhatIsPrintedNextIsAWholeLine) {
  const auto choices = ask("prints_next", "task_status task=Task-1 status=waiting");
  EXPECT_EQ(right(choices), "one starts");
  EXPECT_THAT(choices.texts,
              UnorderedElementsAre("one starts", "two starts", "three starts", "three ends"));
}

TEST_F(PredictionInARun, TheTimeOfTheNextHandleComesWithOtherTimesOfTheHeap) {
  const auto choices = ask("at_what_time", "task_done task=Task-4");
  EXPECT_EQ(right(choices), "2.0 s");
  EXPECT_THAT(choices.texts, UnorderedElementsAre("2.0 s", "3.0 s", "5.0 s", "1.0 s"));
}

TEST_F(PredictionInARun, TheTimeOfAnyMomentCanBeAsked) {
  EXPECT_EQ(right(ask("at_what_time of='task_done task=Task-3'", "line 10")), "3.0 s");
}

TEST_F(PredictionInARun, AStatusIsThatAtTheEndOfTheCallback) {
  EXPECT_EQ(right(ask("task_status task=Task-4", "handle_run_begin label=step:Task-4")),
            "sleeping");
  EXPECT_EQ(right(ask("task_status task=Task-4", "timer_due when=1.0")), "ready");
  EXPECT_EQ(right(ask("task_status task=Task-1 of=end", "start")), "done");
  EXPECT_EQ(right(ask("task_status task=Task-4", "timer_due when=1.0", Language::japanese)),
            texts_of(Language::japanese)["status.ready"]);
}

TEST_F(PredictionInARun, OfATaskThatHasEndedTheWrongStatusesAreOtherEnds) {
  EXPECT_THAT(ask("task_status task=Task-1 of=end", "start").texts,
              UnorderedElementsAre("done", "cancelled", "failed", "cancelling"));
  EXPECT_THAT(ask("task_status task=Task-4", "handle_run_begin label=step:Task-4").texts,
              UnorderedElementsAre("sleeping", "cancelled", "waiting", "ready"));
}

TEST_F(PredictionInARun, ChoicesAreDistinctAndAlwaysTheSame) {
  for (const char* question : {"runs_next", "prints_next", "at_what_time"}) {
    const Prediction prediction = Prediction::parse(question);
    for (Position position = 0; position <= timeline.end(); ++position) {
      try {
        const auto choices = prediction.choices(timeline, position);
        EXPECT_GE(choices.texts.size(), 2U);
        EXPECT_LE(choices.texts.size(), 4U);
        EXPECT_LT(choices.right, choices.texts.size());
        EXPECT_GT(choices.answered_at, position);
        const std::set<std::string> distinct(choices.texts.begin(), choices.texts.end());
        EXPECT_EQ(distinct.size(), choices.texts.size());
        EXPECT_EQ(prediction.choices(timeline, position).texts, choices.texts);
        EXPECT_EQ(prediction.choices(timeline, position, Language::japanese).right, choices.right);
      } catch (const Error& error) {
        EXPECT_THAT(error.what(), AnyOf(HasSubstr("any more"), HasSubstr("no wrong choice")));
      }
    }
  }
}

TEST_F(PredictionInARun, WithoutAnAnswerIsAnError) {
  EXPECT_THROW(ask("runs_next", "end"), Error);
  EXPECT_THROW(ask("prints_next", "end"), Error);
  EXPECT_THROW(ask("at_what_time", "end"), Error);
  EXPECT_THROW(ask("task_status task=Task-1", "end"), Error);
  EXPECT_THROW(ask("task_status task=Task-77", "line 10"), Error);
  EXPECT_THROW(ask("at_what_time of='output never'", "line 10"), Error);
}

TEST_F(PredictionInARun, TheAuthorsWrongChoicesReplaceTheGeneratedOnes) {
  Prediction prediction = Prediction::parse("prints_next");
  prediction.wrong = {"nothing", "one starts", "an error"};
  const auto choices = prediction.choices(timeline, at("line 10"));
  EXPECT_EQ(right(choices), "one starts");
  EXPECT_THAT(choices.texts, UnorderedElementsAre("nothing", "one starts", "an error"));
}

TEST(PredictionText, SaysWhatIsWrong) {
  const auto problem = [](const char* text) -> std::string {
    try {
      Prediction::parse(text);
    } catch (const Error& error) {
      return error.what();
    }
    return "no error";
  };
  EXPECT_THAT(problem("what"), HasSubstr("unknown question"));
  EXPECT_THAT(problem("task_status"), HasSubstr("needs the task's name"));
  EXPECT_THAT(problem("runs_next task=Task-1"), HasSubstr("no field \"task\""));
  EXPECT_THAT(problem("at_what_time of='lime 3'"), HasSubstr("unknown cue"));
  EXPECT_THAT(problem("prints_next now"), HasSubstr("out of place"));
}

TEST(PredictionText, IsTheAuthorsOrTheInterfaces) {
  Prediction prediction = Prediction::parse("task_status task=\"Task-9\"");
  EXPECT_THAT(prediction.question_text(texts_of(Language::english)), HasSubstr("Task-9"));
  prediction.prompt = "How is it?";
  EXPECT_EQ(prediction.question_text(texts_of(Language::english)), "How is it?");
}

}  // namespace
}  // namespace loopscope::player
