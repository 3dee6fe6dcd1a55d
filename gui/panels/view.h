#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "gui/app/commands.h"
#include "gui/app/editor.h"
#include "gui/app/palette.h"
#include "gui/app/stops.h"
#include "gui/panels/highlight.h"
#include "gui/widgets/ui.h"
#include "lessons/player/session.h"
#include "lessons/player/texts.h"
#include "lessons/player/turns.h"

namespace loopscope::gui {

namespace stage {
class Motion;  // gui/stage/motion.h: default-constructible; where tokens were, for tweening
}

/// What is selected or under the pointer, in whichever panel it was met: lit everywhere at once.
struct Selection {
  enum class Kind : std::uint8_t { none, task, future, handle };
  Kind kind = Kind::none;
  ObjectId id = 0;

  bool is_task(ObjectId task) const { return kind == Kind::task && id == task; }
  explicit operator bool() const { return kind != Kind::none; }
  friend bool operator==(const Selection&, const Selection&) = default;
};

struct Fork;  // gui/app/fork.h

/// Where each region of the window is; empty: it is not shown.
struct Areas {
  Rect toolbar, lesson, program, loop, tasks, graph, timeline, output;
};

/// The regions that can be shown or left out.
enum class Region : std::uint8_t { lesson, program, loop, tasks, graph, timeline, output };
inline constexpr std::size_t region_count = 7;

/// Showing to others: large type, and the regions that are wanted.
struct Presenting {
  bool on = false;
  std::uint8_t hidden = 0;  ///< a bit a Region

  bool hides(Region region) const {
    return on && (hidden >> static_cast<unsigned>(region) & 1U) != 0;
  }
  friend bool operator==(const Presenting&, const Presenting&) = default;
};

/// The bars between the regions that can be dragged.
enum class Splitter : std::uint8_t {
  left_column,    ///< between lesson/program and the loop
  right_column,   ///< between the loop and tasks/graph
  left_rows,      ///< between lesson and program
  right_rows,     ///< between tasks and graph
  bottom,         ///< above timeline and output
  bottom_columns  ///< between timeline and output
};
inline constexpr std::size_t splitter_count = 6;

/// Where typed characters go; without a focus every key is a command's.
enum class Focus : std::uint8_t { none, program, tasks, palette };

/// A column that the tasks can be sorted by.
enum class TaskColumn : std::uint8_t { number, name, coroutine, state };

/// Which tasks the table shows, and in which order.
struct TaskTable {
  std::string search;       ///< part of a task's name or coroutine; empty: all
  std::uint8_t hidden = 0;  ///< a bit a TaskStatus
  TaskColumn sort = TaskColumn::number;
  bool descending = false;

  bool hides(TaskStatus status) const {
    return (hidden >> static_cast<unsigned>(status) & 1U) != 0;
  }
  bool is_plain() const {
    return search.empty() && hidden == 0 && sort == TaskColumn::number && !descending;
  }
  friend bool operator==(const TaskTable&, const TaskTable&) = default;
};

enum class Menu : std::uint8_t { none, lessons, speed, unit, glossary };

/// One lesson of the catalog, as the chooser shows it.
struct LessonEntry {
  std::string id;
  std::string title;  ///< in the interface's language
  int level = 1;
};

/// The speeds that one can play at; steps a second are twice the speed.
inline constexpr std::array speeds = {0.25, 0.5, 1.0, 2.0, 4.0, 8.0};
inline constexpr double slowest = speeds.front();
inline constexpr double fastest = speeds.back();

/// What a person answered to a step's prediction.
struct Answer {
  std::size_t choice = 0;
  bool right = false;
};

/// The decisions that a learner makes in the loop's place, of a step that asks for them.
struct TurnPlay {
  std::vector<player::Turn> turns;  ///< empty: the step asks for none
  std::size_t at = 0;               ///< the decision at hand; turns.size(): all are made
  std::size_t right = 0;            ///< how many were right so far
  std::optional<Answer> answer;     ///< to the decision at hand
};

/// Where a region that scrolls stands, and what it follows.
struct Scroll {
  Vec offset;
  std::uint32_t followed = 0;
};

/// One line that the program wrote.
struct OutputLine {
  std::string text;
  bool error = false;  ///< on standard error
  EventId event = 0;   ///< that wrote its first character: where it appears
};

/// The part of the run that the timeline shows, each end 0 … 1, and what its axis goes by.
struct TimeWindow {
  double from = 0.0;
  double to = 1.0;
  bool by_event = false;

  friend bool operator==(const TimeWindow&, const TimeWindow&) = default;
};

struct Playing {
  bool on = false;
  double speed = 1.0;  ///< one of `speeds`
  StepUnit unit = StepUnit::callback;
};

/// All that a panel may read: the session, how it is looked at, and the layer to draw with. A panel
/// changes nothing: what the person did goes into Actions.
struct View {
  Ui& ui;
  std::uint32_t run = 0;  ///< tells the runs that were shown one after the other apart
  const player::Session& session;
  const player::Texts& texts;
  stage::Motion& motion;
  const Areas& areas;

  Selection selection;
  Selection hover;  ///< of the frame before
  Playing playing;
  Menu menu = Menu::none;
  bool help = false;
  bool reduced_motion = false;
  Focus focus = Focus::none;

  const std::vector<LessonEntry>& lessons;
  std::optional<std::size_t> lesson_index;  ///< in `lessons`; none: another program
  /// Choices of the current step's prediction; none: it asks nothing (or the trace has no answer).
  const std::optional<player::Prediction::Choices>& choices;
  const std::map<std::size_t, Answer>& answers;  ///< by step of the lesson
  const TurnPlay& turns;
  const std::map<std::string, Scroll>& scrolls;  ///< by region
  const std::string& program;                    ///< as it is shown, edited or not
  const SyntaxLines& program_lines;              ///< of that
  bool has_program = true;                       ///< false: a trace made without a program's text
  const Editor* editor;                          ///< null: the program is not being edited
  const Palette* palette;                        ///< null: it is closed
  const Stops& stops;
  const TaskTable& task_table;
  const TextBuffer& task_search;
  const std::vector<OutputLine>& output;  ///< of the whole run
  TimeWindow time_window;
  const std::string& notice;  ///< a message for the person (a damaged settings file …), or empty
  std::uint8_t shown_loop = 0;  ///< its picture is shown; 0: of the one that runs
  const Fork* fork = nullptr;   ///< null: the run was not forked
  bool live = false;            ///< the program runs right now, on the real clock
  bool asks_sockets = false;    ///< whether programs may open sockets on this machine
  Presenting presenting;
  bool can_undo_layout = false;
  bool can_redo_layout = false;
  std::optional<std::size_t> tour;  ///< the stop of the tour that is shown
  const std::string& glossary;      ///< its text, for Menu::glossary

  const LoopState& state() const { return session.state(); }
  const Trace& trace() const { return session.trace(); }
  const Timeline& timeline() const { return session.timeline(); }
  const Theme& theme() const { return ui.theme(); }
  const Metrics& metrics() const { return ui.metrics(); }
  /// True if the task is selected / under the pointer anywhere.
  bool selected(ObjectId task) const { return selection.is_task(task); }
  bool lit(ObjectId task) const { return hover.is_task(task); }
  /// True while a question stands unanswered, or a decision in the loop's place is still to be
  /// made, whose answer lies ahead: what is still to come must not be shown then.
  bool keeps_secret() const {
    if (turns.at < turns.turns.size()) {
      return session.position() < turns.turns.back().choices.answered_at;
    }
    return choices && !answers.contains(session.step()) &&
           session.position() < choices->answered_at;
  }
  /// The loop whose picture is shown: the one that was chosen while it is there, else the one that
  /// runs or ran last; null if there is none.
  const LoopView* loop() const {
    for (const LoopView& each : state().loops()) {
      if (each.number == shown_loop && shown_loop != 0) return &each;
    }
    return state().current_loop();
  }
  /// Where a region that scrolls stands.
  Vec scroll(const std::string& region) const {
    const auto found = scrolls.find(region);
    return found == scrolls.end() ? Vec{} : found->second.offset;
  }
  /// What a region last moved for, so that it moves by itself only when that changes.
  std::uint32_t followed(const std::string& region) const {
    const auto found = scrolls.find(region);
    return found == scrolls.end() ? 0 : found->second.followed;
  }
};

// What panels report. The reducer (gui/app/reducer.h) applies them to the model, in order.
struct RunCommand {
  Command command;
};
struct SeekTo {
  Position position = 0;
};
struct Select {
  Selection selection;
};  ///< Kind::none: clear
struct Hover {
  Selection selection;
};  ///< holds for one frame
struct ScrollTo {
  std::string region;
  Vec offset;
  /// What the region now follows (a line, a row); 0: as before. See View::followed.
  std::uint32_t followed = 0;
};
struct GoToStep {
  std::size_t step = 0;
};
struct AnswerPrediction {
  std::size_t step = 0;
  Answer answer;
};
struct AnswerTurn {
  Answer answer;
};
struct NextTurn {};  ///< after an answer
struct OpenLesson {
  std::size_t index = 0;
};
struct OpenMenu {
  Menu menu = Menu::none;
};  ///< Menu::none: close
struct SetSpeed {
  double speed = 1.0;
};
struct SetUnit {
  StepUnit unit = StepUnit::callback;
};
struct MoveSplitter {
  Splitter splitter;
  float to = 0.0F;
};  ///< share of the window, 0 … 1
struct DismissNotice {};
struct ShowTime {
  TimeWindow window;
};
/// A key for the field that has the focus.
struct TypeKey {
  Key key;
};
/// Where typed characters go from now on.
struct SetFocus {
  Focus focus = Focus::none;
};
/// Starts editing, or moves the cursor.
struct PlaceCursor {
  std::size_t offset = 0;
  bool select = false;
};
struct ToggleBreakpoint {
  std::uint32_t line = 0;
};
struct ShowTasks {
  TaskTable table;
};
struct ChooseRow {
  std::size_t row = 0;
};  ///< of the palette
struct ClosePalette {};
/// 0: the loop that runs.
struct ShowLoop {
  std::uint8_t number = 0;
};
/// A link of the lesson's text.
struct FollowLink {
  std::string target;
};
/// Whether programs on the real clock may open sockets on this machine.
struct AnswerSockets {
  bool allowed = false;
};
/// A stop of the tour; none: it ends.
struct ShowTourStop {
  std::optional<std::size_t> stop;
};

using Action = std::variant<RunCommand, SeekTo, Select, Hover, ScrollTo, GoToStep, AnswerPrediction,
                            AnswerTurn, NextTurn, OpenLesson, OpenMenu, SetSpeed, SetUnit,
                            MoveSplitter, DismissNotice, ShowTime, TypeKey, SetFocus, PlaceCursor,
                            ToggleBreakpoint, ShowTasks, ChooseRow, ClosePalette, ShowLoop,
                            FollowLink, AnswerSockets, ShowTourStop>;

/// Gathers what the person did in one frame.
class Actions {
 public:
  void add(Action action) { list_.push_back(std::move(action)); }
  const std::vector<Action>& list() const { return list_; }

 private:
  std::vector<Action> list_;
};

}  // namespace loopscope::gui
