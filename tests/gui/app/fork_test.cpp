#include "gui/app/fork.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "gui/app/export.h"
#include "gui/app/reducer.h"
#include "gui/app/share.h"
#include "tests/gui/support/programs.h"

namespace loopscope::gui {
namespace {

class WhatIfs : public ::testing::Test {
 protected:
  WhatIfs() : model(Catalog(), Settings()) {
    open_session(model, testing::three_sleepers());
    // All three sleep.
    model.session->seek(model.session->timeline().events_of(EventKind::iteration_begin).at(2));
  }

  void run(Command command) { run_command(model, command, 0.0); }
  WhatIf named(const std::string& words) {
    const std::vector<WhatIf> all = what_ifs(model);
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const WhatIf& each) { return each.words == words; });
    if (found != all.end()) return *found;
    ADD_FAILURE() << "not offered: " << words;
    return {};
  }
  const std::string& output() const { return model.session->result().output; }

  Model model;
};

TEST_F(WhatIfs, UnfinishedTasksCanBeCancelledTheSelectedOneFirst) {
  const TaskState& last = model.session->state().task_at(model.session->state().task_count() - 1);
  model.selection = {Selection::Kind::task, last.id};
  const std::vector<WhatIf> all = what_ifs(model);
  ASSERT_GE(all.size(), 2U);
  EXPECT_EQ(all[0].words, "Cancel " + std::string(model.session->trace().text(last.name)));
}

TEST_F(WhatIfs, TheForkedRunIsTheSameUpToTheCursorAndNotAfterIt) {
  const std::string before = output();
  const Position at = model.session->position();
  try_what_if(model, named("Cancel Task-3"));
  ASSERT_TRUE(model.fork);
  EXPECT_EQ(model.session->position(), at);
  EXPECT_NE(output(), before);
  EXPECT_GT(model.fork->first_difference, at);
  EXPECT_EQ(model.fork->words, "Cancel Task-3");
  run(Command::first_difference);
  EXPECT_EQ(model.session->position(), model.fork->first_difference);
}

TEST_F(WhatIfs, ASignalIsSentAtTheCursor) {
  const Position at = model.session->position();
  run(Command::send_signal);
  ASSERT_TRUE(model.palette);
  ASSERT_FALSE(model.palette->rows.empty());
  EXPECT_EQ(model.palette->rows[0].text, "Send the signal SIGINT");
  for (const Palette::Row& row : model.palette->rows) {
    EXPECT_EQ(row.text.rfind("Send the signal SIG", 0), 0U) << row.text;
  }
  choose_in_palette(model, 0, 0.0);
  ASSERT_TRUE(model.fork);
  EXPECT_EQ(model.fork->words, "Send the signal SIGINT");
  EXPECT_EQ(model.session->position(), at);
  EXPECT_GT(model.fork->first_difference, at);
  EXPECT_NE(model.session->result().errors.find("KeyboardInterrupt"), std::string::npos)
      << model.session->result().errors;
  EXPECT_EQ(model.fork->other->result().errors, "");
}

TEST_F(WhatIfs, AHandledSignalGoesToItsHandler) {
  open_session(model, testing::run(R"(
import asyncio, signal

async def main():
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, print, "told to end")
    await asyncio.sleep(1)
    print("slept")

asyncio.run(main())
)"));
  model.session->seek(model.session->timeline().events_of(EventKind::iteration_begin).at(1));
  try_what_if(model, named("Send the signal SIGTERM"));
  EXPECT_EQ(output(), "told to end\nslept\n") << model.session->result().errors;
}

TEST_F(WhatIfs, BothRunsCanBeLookedAtInTurnAndTheForkThrownAway) {
  const std::string before = output();
  try_what_if(model, named("Cancel Task-3"));
  const std::string after = output();
  run(Command::other_run);
  EXPECT_EQ(output(), before);
  EXPECT_TRUE(model.fork->shows_original);
  run(Command::other_run);
  EXPECT_EQ(output(), after);
  run(Command::end_what_if);
  EXPECT_FALSE(model.fork);
  EXPECT_EQ(output(), before);
}

TEST_F(WhatIfs, OneAddsToTheOther) {
  try_what_if(model, named("Cancel Task-3"));
  const std::string first = output();
  try_what_if(model, named("Cancel Task-2"));
  EXPECT_NE(output(), first);
  EXPECT_EQ(model.fork->interventions.size(), 2U);
  EXPECT_EQ(model.fork->words, "Cancel Task-3 · Cancel Task-2");
  EXPECT_TRUE(model.fork->other->result().output.find("完了") != std::string::npos);
}

TEST_F(WhatIfs, AForkedRunIsSharedWithWhatWasDoneToIt) {
  try_what_if(model, named("Cancel Task-3"));
  const std::string after = output();
  const Position at = model.session->position();
  const std::string text = share_of(model);
  Model other{Catalog(), Settings()};
  open_session(other, testing::run("print(1)"));
  open_share(other, text);
  EXPECT_EQ(other.session->result().output, after);
  EXPECT_EQ(other.session->position(), at);
  EXPECT_EQ(first_difference(other.session->trace(), model.session->trace()), 0U);
}

TEST_F(WhatIfs, ThePaletteOffersThemAndTriesTheChosenOne) {
  run(Command::what_if);
  ASSERT_TRUE(model.palette);
  ASSERT_FALSE(model.palette->rows.empty());
  const std::string words = model.palette->rows[0].text;
  choose_in_palette(model, 0, 0.0);
  EXPECT_FALSE(model.palette);
  ASSERT_TRUE(model.fork);
  EXPECT_EQ(model.fork->words, words);
}

TEST_F(WhatIfs, EditingTheProgramEndsThem) {
  try_what_if(model, named("Cancel Task-3"));
  run(Command::edit);
  Actions actions;
  actions.add(TypeKey{Key::of(U'#')});
  reduce(model, actions, 1.0);
  rerun_if_due(model, 10.0);
  EXPECT_FALSE(model.fork);
}

TEST(FirstDifference, IsNothingBetweenTwoRunsOfTheSame) {
  const auto one = testing::three_sleepers();
  const auto two = testing::three_sleepers();
  EXPECT_EQ(first_difference(one->trace(), two->trace()), 0U);
}

}  // namespace
}  // namespace loopscope::gui
