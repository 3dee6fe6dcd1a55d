#include <gtest/gtest.h>

#include <array>
#include <ostream>

#include "gui/app/commands.h"
#include "tests/gui/support/desk.h"

namespace loopscope::gui {
namespace {

using testing::Desk;

struct Case {
  std::size_t lesson;
  player::Language language;
};

void PrintTo(const Case& each, std::ostream* out) {
  *out << "lesson " << each.lesson + 1 << " in " << player::code_of(each.language);
}

std::vector<Case> all_cases() {
  std::vector<Case> cases;
  const std::size_t count = testing::all_lessons().size();
  for (std::size_t lesson = 0; lesson < count; ++lesson) {
    for (const player::Language language : player::all_languages)
      cases.push_back({lesson, language});
  }
  return cases;
}

/// Every lesson in every language, as a person would go through it.
class Lessons : public ::testing::TestWithParam<Case> {
 protected:
  testing::DeskOptions options() const {
    testing::DeskOptions result;
    result.settings.language = GetParam().language;
    return result;
  }
  void open(Desk& desk) const {
    open_lesson(desk.model(), GetParam().lesson);
    desk.settle();
    ASSERT_EQ(desk.model().lesson_index, GetParam().lesson);
  }
  static void expect_good(Desk& desk, const std::string& where) {
    for (const std::string& complaint : desk.complaints()) {
      ADD_FAILURE() << where << ": " << complaint;
    }
  }
  /// Every handle in the heap, in the queue and running is a token with its name.
  static void expect_loop_shown(Desk& desk) {
    const LoopState& state = desk.session().state();
    const LoopView* const loop = state.current_loop();
    if (loop == nullptr) return;
    std::vector<ObjectId> handles(loop->heap.begin(), loop->heap.end());
    for (const ObjectId id : loop->ready) handles.push_back(id);
    if (loop->running_handle != 0) handles.push_back(loop->running_handle);
    for (const ObjectId id : handles) {
      const Element* const token = desk.seen().find("loop/handle-" + std::to_string(id));
      ASSERT_NE(token, nullptr) << place_of(desk) << ", handle " << id;
      EXPECT_EQ(token->text, label_of(*state.handle(id), state, desk.session().trace()));
    }
    for (std::size_t index = 0; index < loop->heap.size(); ++index) {
      EXPECT_NE(desk.seen().find("loop/timers/cell-" + std::to_string(index)), nullptr);
    }
  }

  /// Whether a line is in sight, and has a chip for each of its tasks.
  static bool has_room_for_chip(Desk& desk, std::uint32_t line) {
    const std::string number = std::to_string(line);
    const Element* const row = desk.seen().find("program/number-" + number);
    return row != nullptr && row->clip.contains(row->rect, 1.0F) &&
           desk.seen().find("program/more-" + number) == nullptr;
  }

  /// Whether the elements `prefix`N leave no room for one more: the others have to be scrolled to.
  static bool fill_their_place(Desk& desk, std::string_view prefix) {
    float top = 0.0F;
    float bottom = 0.0F;
    float height = 0.0F;
    Rect clip;
    for (const Element& element : desk.seen().elements()) {
      const std::string_view id = element.id;
      if (!id.starts_with(prefix) || id.find('/', prefix.size()) != std::string_view::npos)
        continue;
      if (clip.empty()) top = element.rect.top;
      clip = element.clip;
      height = element.rect.height();
      top = std::min(top, element.rect.top);
      bottom = std::max(bottom, element.rect.bottom);
    }
    return !clip.empty() && bottom - top > clip.height() - height;
  }

  /// Every task in sight has its name; every unfinished one that stands at a line in sight, a chip.
  static void expect_tasks_shown(Desk& desk) {
    const LoopState& state = desk.session().state();
    for (std::size_t index = 0; index < state.task_count(); ++index) {
      const TaskState& task = state.task_at(index);
      const std::string row = "tasks/row-" + std::to_string(task.number);
      const Element* const name = desk.seen().find(row + "/name");
      if (name == nullptr) {
        EXPECT_TRUE(fill_their_place(desk, "tasks/row-")) << place_of(desk) << ", " << row;
      } else {
        EXPECT_EQ(name->text, desk.session().trace().text(task.name));
        EXPECT_NE(desk.seen().find(row + "/state"), nullptr);
      }
      if (desk.seen().find("timeline/lane-" + std::to_string(task.number)) == nullptr) {
        EXPECT_TRUE(fill_their_place(desk, "timeline/lane-")) << place_of(desk);
      }
      if (task.finished || task.line == 0) continue;
      if (!has_room_for_chip(desk, task.line)) continue;
      const Element* const chip = desk.seen().find("program/task-" + std::to_string(task.number));
      ASSERT_NE(chip, nullptr) << place_of(desk) << ", task " << task.number;
      EXPECT_TRUE(chip->clip.contains(chip->rect, 1.0F)) << place_of(desk);
    }
  }

  static void expect_running_line_shown(Desk& desk) {
    const std::uint32_t line = desk.session().state().current_line();
    if (line == 0) return;
    const Element& number = desk.find("program/number-" + std::to_string(line));
    EXPECT_TRUE(number.clip.contains(number.rect, 1.0F)) << place_of(desk);
  }

  /// Forwards, where every step shows its words and what the loop holds, and back.
  static void click_through(Desk& desk) {
    const std::size_t steps = desk.session().lesson()->steps.size();
    for (std::size_t step = 0; step < steps; ++step) {
      if (step > 0) desk.click("lesson/next");
      ASSERT_EQ(desk.session().step(), step);
      expect_good(desk, place_of(desk));
      EXPECT_TRUE(desk.shows(desk.session().lesson()->steps[step].title)) << place_of(desk);
      EXPECT_EQ(desk.model().notice, "") << place_of(desk);
      expect_loop_shown(desk);
      expect_tasks_shown(desk);
      expect_running_line_shown(desk);
    }
    for (std::size_t step = steps - 1; step-- > 0;) {
      desk.click("lesson/previous");
      ASSERT_EQ(desk.session().step(), step);
      expect_good(desk, place_of(desk));
    }
  }

  static void click_in_lesson(Desk& desk, const std::string& id) {
    desk.model().scrolls["lesson"].offset.y = 10000.0F;
    desk.settle();
    desk.click("lesson/" + id);
    expect_good(desk, place_of(desk));
  }

  /// Every prediction tells right from wrong, and decisions in the loop's place are counted.
  static void answer_all(Desk& desk) {
    const std::size_t steps = desk.session().lesson()->steps.size();
    for (std::size_t step = 0; step < steps; ++step) {
      if (step > 0) desk.click("lesson/next");
      if (desk.session().lesson()->steps[step].prediction) answer_prediction(desk, step);
      if (HasFatalFailure()) return;
      make_decisions(desk, step);
      if (HasFatalFailure()) return;
    }
  }

  static void answer_prediction(Desk& desk, std::size_t step) {
    ASSERT_TRUE(desk.model().choices) << place_of(desk);
    const std::size_t choice = step % desk.model().choices->texts.size();
    click_in_lesson(desk, "choice-" + std::to_string(choice));
    ASSERT_TRUE(desk.model().answers.contains(step)) << place_of(desk);
    EXPECT_EQ(desk.model().answers.at(step).right, choice == desk.model().choices->right);
    EXPECT_NE(desk.seen().find("lesson/verdict"), nullptr);
    click_in_lesson(desk, "see");
    EXPECT_EQ(desk.session().position(), desk.model().choices->answered_at);
  }

  static void make_decisions(Desk& desk, std::size_t step) {
    const std::size_t count = desk.model().turns.turns.size();
    ASSERT_EQ(count, desk.session().lesson()->steps[step].turns) << place_of(desk);
    std::size_t right = 0;
    for (std::size_t turn = 0; turn < count; ++turn) {
      const player::Choices choices = desk.model().turns.turns[turn].choices;
      const std::size_t choice = turn % choices.texts.size();
      right += static_cast<std::size_t>(choice == choices.right);
      click_in_lesson(desk, "choice-" + std::to_string(choice));
      ASSERT_TRUE(desk.model().turns.answer) << place_of(desk);
      click_in_lesson(desk, "see");
    }
    EXPECT_EQ(desk.model().turns.at, count);
    EXPECT_EQ(desk.model().turns.right, right);
  }

  /// Back to the virtual clock.
  static void end_live_run(Desk& desk) {
    if (desk.model().live) desk.press(Command::clock);
    while (desk.model().live) desk.frame();
    desk.settle();  // characters that it was the first to show come a frame later
    expect_good(desk, "after a live run");
    // A run that had just ended by itself was not there to be stopped: the clock was changed back.
    if (!desk.session().trace().description().virtual_clock) desk.press(Command::clock);
    EXPECT_TRUE(desk.session().trace().description().virtual_clock);
  }

  static void run_all_commands(Desk& desk) {
    desk.press(Command::next_step);
    for (const CommandInfo& info : commands()) {
      if (info.command == Command::quit) continue;
      desk.press(info.command);
      if (info.command == Command::play_pause) desk.press(info.command);
      if (info.command == Command::clock) end_live_run(desk);
      expect_good(desk, std::string(info.text));
      desk.press(Command::dismiss);
    }
    desk.press(Command::quit);
    EXPECT_TRUE(desk.model().quit);
  }

  static std::string place_of(const Desk& desk) {
    return "step " + std::to_string(desk.session().step() + 1) + ", event " +
           std::to_string(desk.session().position());
  }
};

/// One window is used for all of it, as opening one costs more than most of what is done in it.
TEST_P(Lessons, AreGoneThroughByTheirStepsQuestionsAndDecisions) {
  Desk desk(testing::all_lessons(), options());
  open(desk);
  click_through(desk);
  open(desk);
  answer_all(desk);
}

TEST_P(Lessons, AreSteppedThroughForwardsAndBackwardsByTheToolbar) {
  Desk desk(testing::all_lessons(), options());
  open(desk);
  desk.press(Command::to_start);
  std::vector<Position> positions;
  while (desk.find("toolbar/step_forward").enabled) {
    desk.click("toolbar/step_forward");
    positions.push_back(desk.session().position());
    expect_good(desk, place_of(desk));
    if (HasFailure()) return;
  }
  EXPECT_EQ(desk.session().position(), desk.session().end());
  for (std::size_t index = positions.size() - 1; index-- > 0;) {
    desk.click("toolbar/step_back");
    EXPECT_EQ(desk.session().position(), positions[index]);
    expect_good(desk, place_of(desk));
    if (HasFailure()) return;
  }
}

struct Size {
  Vec size;
  float scale;
};

TEST_P(Lessons, FitEveryWindow) {
  Desk desk(testing::all_lessons(), options());
  open(desk);
  const std::size_t last = desk.session().lesson()->steps.size() - 1;
  for (const Size& each :
       {Size{{1024, 640}, 1.0F}, Size{{1366, 768}, 1.0F}, Size{{1920, 1200}, 1.25F},
        Size{{2560, 1600}, 2.5F}, Size{{3840, 2160}, 2.0F}, Size{{3840, 2160}, 1.0F}}) {
    desk.resize(each.size, each.scale);
    for (const std::size_t step : {std::size_t{0}, last / 2, last}) {
      desk.click("lesson/step-" + std::to_string(step));
      expect_good(desk, std::to_string(each.size.x) + " at " + std::to_string(each.scale) + ", " +
                            place_of(desk));
    }
  }
}

TEST_P(Lessons, AreLeftInAGoodWindowByEveryCommand) {
  constexpr std::array sizes = {Size{{1600, 1000}, 1.0F}, Size{{1024, 640}, 1.0F},
                                Size{{2560, 1600}, 1.5F}};
  for (std::size_t i = 0; i < sizes.size(); ++i) {
#ifdef __SANITIZE_ADDRESS__
    if (i != GetParam().lesson % sizes.size()) continue;  // they take turns over the lessons
#endif
    Desk desk(testing::all_lessons(), options());
    open(desk);
    desk.resize(sizes[i].size, sizes[i].scale);
    run_all_commands(desk);
  }
}

std::string name_of_case(const ::testing::TestParamInfo<Case>& info) {
  return std::to_string(info.param.lesson + 1) + std::string("_") +
         std::string(player::code_of(info.param.language));
}

INSTANTIATE_TEST_SUITE_P(All, Lessons, ::testing::ValuesIn(all_cases()), name_of_case);

}  // namespace
}  // namespace loopscope::gui
