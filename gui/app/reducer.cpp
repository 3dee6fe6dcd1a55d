#include "gui/app/reducer.h"

#include <algorithm>

#include "engine/base/error.h"

namespace loopscope::gui {

namespace {

using player::Language;
using player::Session;

/// One step lasts half a second at normal speed.
double step_seconds(const Model& model) {
  return 0.5 / model.settings.speed;
}

void go_to_step(Model& model, std::size_t step) {
  model.playing = false;
  model.session->go_to_step(step);
  model.settings.step = model.session->step();
  model.scrolls.erase("lesson");
  start_turns(model);
}

void set_language(Model& model, Language language) {
  model.settings.language = language;
  model.texts = player::Texts(language);
  model.lessons = model.catalog.entries(language);
  if (model.lesson_index) {
    model.session->set_lesson_text(model.catalog.read(*model.lesson_index, language));
    refresh_choices(model);
  }
}

void change_speed(Model& model, int by) {
  const auto found = std::find(speeds.begin(), speeds.end(), model.settings.speed);
  const auto index = std::distance(speeds.begin(), found) + by;
  const auto last = static_cast<std::ptrdiff_t>(speeds.size()) - 1;
  model.settings.speed =
      speeds[static_cast<std::size_t>(std::clamp(index, std::ptrdiff_t{0}, last))];
}

void toggle_playing(Model& model, double now) {
  model.playing = !model.playing;
  model.next_step_at = now + step_seconds(model);
}

/// Closes what lies on top: help, a menu, the notice, the selection, in this order.
void dismiss(Model& model) {
  if (model.help) {
    model.help = false;
  } else if (model.menu != Menu::none) {
    model.menu = Menu::none;
  } else if (!model.notice.empty()) {
    model.notice.clear();
  } else {
    model.selection = {};
  }
}

void open_near(Model& model, int by) {
  if (!model.lesson_index) return;
  const auto index = static_cast<std::ptrdiff_t>(*model.lesson_index) + by;
  if (index < 0 || index >= static_cast<std::ptrdiff_t>(model.lessons.size())) return;
  open_lesson(model, static_cast<std::size_t>(index));
}

/// Steps taken by hand end playing.
void move(Model& model, Command command) {
  Session& session = *model.session;
  model.playing = false;
  switch (command) {
    case Command::step_forward:
      session.step_forward(model.settings.unit);
      break;
    case Command::step_back:
      session.step_back(model.settings.unit);
      break;
    case Command::to_start:
      session.seek(0);
      break;
    default:
      session.seek(session.end());
      break;
  }
}

void go_near(Model& model, int by) {
  const auto& lesson = model.session->lesson();
  if (!lesson || lesson->steps.empty()) return;
  const auto last = static_cast<std::ptrdiff_t>(lesson->steps.size()) - 1;
  const auto step = static_cast<std::ptrdiff_t>(model.session->step()) + by;
  if (step >= 0 && step <= last) go_to_step(model, static_cast<std::size_t>(step));
}

void run(Model& model, Command command, double now) {
  Settings& settings = model.settings;
  switch (command) {
    case Command::step_forward:
    case Command::step_back:
    case Command::to_start:
    case Command::to_end:
      move(model, command);
      break;
    case Command::play_pause:
      toggle_playing(model, now);
      break;
    case Command::next_step:
      go_near(model, 1);
      break;
    case Command::previous_step:
      go_near(model, -1);
      break;
    case Command::faster:
      change_speed(model, 1);
      break;
    case Command::slower:
      change_speed(model, -1);
      break;
    case Command::unit_event:
      settings.unit = StepUnit::event;
      break;
    case Command::unit_line:
      settings.unit = StepUnit::line;
      break;
    case Command::unit_callback:
      settings.unit = StepUnit::callback;
      break;
    case Command::unit_iteration:
      settings.unit = StepUnit::iteration;
      break;
    case Command::lessons:
      model.menu = model.menu == Menu::lessons ? Menu::none : Menu::lessons;
      break;
    case Command::next_lesson:
      open_near(model, 1);
      break;
    case Command::previous_lesson:
      open_near(model, -1);
      break;
    case Command::language:
      set_language(model,
                   settings.language == Language::english ? Language::japanese : Language::english);
      break;
    case Command::theme:
      settings.dark = !settings.dark;
      break;
    case Command::motion:
      settings.reduced_motion = !settings.reduced_motion;
      break;
    case Command::help:
      model.help = !model.help;
      break;
    case Command::dismiss:
      dismiss(model);
      break;
    case Command::quit:
      model.quit = true;
      break;
    case Command::count_:
      break;
  }
}

void answer_turn(Model& model, const Answer& answer) {
  TurnPlay& play = model.turns;
  if (play.at >= play.turns.size() || play.answer) return;
  play.answer = answer;
  play.right += static_cast<std::size_t>(answer.right);
}

/// What was decided happens, and the loop goes on to the next decision.
void next_turn(Model& model) {
  TurnPlay& play = model.turns;
  if (!play.answer) return;
  model.playing = false;
  const Position happened = play.turns[play.at].choices.answered_at;
  play.answer.reset();
  ++play.at;
  const bool more = play.at < play.turns.size();
  model.session->seek(more ? play.turns[play.at].asked_at : happened);
}

/// Applies one action.
struct Apply {
  Model& model;
  double now;

  void operator()(const RunCommand& action) const { run(model, action.command, now); }
  void operator()(const SeekTo& action) const {
    model.playing = false;
    model.session->seek(std::min(action.position, model.session->end()));
  }
  void operator()(const Select& action) const {
    const bool again = model.selection == action.selection;
    model.selection = again ? Selection{} : action.selection;
  }
  void operator()(const Hover& action) const { model.hover = action.selection; }
  void operator()(const ScrollTo& action) const {
    Scroll& scroll = model.scrolls[action.region];
    scroll.offset = action.offset;
    if (action.followed != 0) scroll.followed = action.followed;
  }
  void operator()(const GoToStep& action) const { go_to_step(model, action.step); }
  void operator()(const AnswerPrediction& action) const {
    model.answers.emplace(action.step, action.answer);
  }
  void operator()(const AnswerTurn& action) const { answer_turn(model, action.answer); }
  void operator()(const NextTurn&) const { next_turn(model); }
  void operator()(const OpenLesson& action) const {
    model.menu = Menu::none;
    open_lesson(model, action.index);
  }
  void operator()(const OpenMenu& action) const {
    model.menu = model.menu == action.menu ? Menu::none : action.menu;
  }
  void operator()(const SetSpeed& action) const {
    model.settings.speed = action.speed;
    model.menu = Menu::none;
  }
  void operator()(const SetUnit& action) const {
    model.settings.unit = action.unit;
    model.menu = Menu::none;
  }
  void operator()(const MoveSplitter& action) const {
    model.settings.splits[static_cast<std::size_t>(action.splitter)] =
        std::clamp(action.to, 0.05F, 0.95F);
  }
  void operator()(const DismissNotice&) const { model.notice.clear(); }
  void operator()(const ShowTime& action) const { model.time_window = action.window; }
};

}  // namespace

void reduce(Model& model, const Actions& actions, double now) {
  model.hover = {};
  for (const Action& action : actions.list()) {
    try {
      std::visit(Apply{model, now}, action);
    } catch (const Error& error) {
      model.notice = error.what();
    }
  }
}

bool play_on(Model& model, double now) {
  bool moved = false;
  while (model.playing && now >= model.next_step_at) {
    if (!model.session->step_forward(model.settings.unit)) {
      model.playing = false;
      break;
    }
    moved = true;
    model.next_step_at += step_seconds(model);
    // After a pause of the machine, go on from now instead of rushing through what was missed.
    if (now - model.next_step_at > 1.0) model.next_step_at = now + step_seconds(model);
  }
  if (model.session->position() >= model.session->end()) model.playing = false;
  return moved;
}

std::optional<double> next_step_time(const Model& model) {
  if (!model.playing) return std::nullopt;
  return model.next_step_at;
}

}  // namespace loopscope::gui
