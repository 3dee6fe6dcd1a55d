#include "gui/app/reducer.h"

#include <algorithm>
#include <cstdlib>

#include "engine/base/error.h"
#include "gui/app/export.h"
#include "gui/app/files.h"
#include "gui/app/fork.h"
#include "gui/app/live.h"
#include "gui/app/text_keys.h"
#include "gui/panels/panels.h"

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

/// Closes what lies on top: the palette, a question, help, a menu, the notice, a field's focus, the
/// selection, in this order.
void dismiss(Model& model) {
  if (model.palette) {
    close_palette(model);
  } else if (model.asks_sockets) {
    model.asks_sockets = false;
  } else if (model.tour) {
    model.tour.reset();
  } else if (model.help) {
    model.help = false;
  } else if (model.menu != Menu::none) {
    model.menu = Menu::none;
  } else if (!model.notice.empty()) {
    model.notice.clear();
  } else if (model.focus != Focus::none) {
    model.focus = Focus::none;
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

/// From the virtual clock to a live run on the real one, that is stopped, and back.
void switch_clock(Model& model) {
  if (model.live) {
    stop_live(model);
  } else if (model.session->trace().description().virtual_clock) {
    ask_and_start_live(model);
  } else {
    run_on_virtual_clock(model);
  }
}

void go_near(Model& model, int by) {
  const auto& lesson = model.session->lesson();
  if (!lesson || lesson->steps.empty()) return;
  const auto last = static_cast<std::ptrdiff_t>(lesson->steps.size()) - 1;
  const auto step = static_cast<std::ptrdiff_t>(model.session->step()) + by;
  if (step >= 0 && step <= last) go_to_step(model, static_cast<std::size_t>(step));
}

/// The interface's scale goes in steps.
void change_scale(Model& model, int by) {
  const float scale = model.settings.scale + 0.125F * static_cast<float>(by);
  model.settings.scale = std::clamp(scale, least_scale, greatest_scale);
}

void run_file_command(Model& model, Command command) {
  switch (command) {
    case Command::edit:
      begin_editing(model);
      break;
    case Command::revert:
      revert(model);
      break;
    case Command::save:
      if (model.file.extension() == ".py") {
        save_program(model, model.file);
        break;
      }
      [[fallthrough]];
    case Command::save_as:
      open_palette(model, Palette::Kind::save_as);
      break;
    default:
      open_palette(model, Palette::Kind::open_file);
      break;
  }
}

void toggle_line(Model& model, std::uint32_t line) {
  if (line == 0) return;
  if (model.stops.lines.erase(line) == 0) model.stops.lines.insert(line);
}

void toggle_bookmark(Model& model) {
  const Position position = model.session->position();
  if (model.stops.bookmarks.erase(position) == 0) model.stops.bookmarks.insert(position);
}

/// Where nothing stops the run it goes to its end, or back to its start.
void run_to(Model& model, bool forwards) {
  player::Session& session = *model.session;
  model.playing = false;
  if (!model.stops.any()) {
    open_palette(model, Palette::Kind::condition);
    return;
  }
  const auto found = forwards ? next_stop(model.stops, session.timeline(), session.position())
                              : previous_stop(model.stops, session.timeline(), session.position());
  if (!found) model.notice = model.texts[forwards ? "notice.no_stop" : "notice.no_stop_before"];
  if (found) session.seek(*found);
}

void run_stop_command(Model& model, Command command) {
  player::Session& session = *model.session;
  const auto go = [&session](std::optional<Position> position) {
    if (position) session.seek(*position);
  };
  switch (command) {
    case Command::toggle_breakpoint:
      toggle_line(model, session.state().current_line());
      break;
    case Command::run_to_stop:
      run_to(model, true);
      break;
    case Command::run_back_to_stop:
      run_to(model, false);
      break;
    case Command::run_to:
      open_palette(model, Palette::Kind::condition);
      break;
    case Command::toggle_bookmark:
      toggle_bookmark(model);
      break;
    case Command::next_bookmark:
      go(next_bookmark(model.stops, session.position()));
      break;
    default:
      go(previous_bookmark(model.stops, session.position()));
      break;
  }
}

void run_fork_command(Model& model, Command command) {
  switch (command) {
    case Command::what_if:
    case Command::send_signal:
      open_palette(model, Palette::Kind::what_if, command);
      break;
    case Command::other_run:
      swap_runs(model);
      break;
    case Command::first_difference:
      model.playing = false;
      if (model.fork) {
        model.session->seek(std::min(model.fork->first_difference, model.session->end()));
      }
      break;
    default:
      end_fork(model);
      break;
  }
}

void run_share_command(Model& model, Command command) {
  if (command == Command::share) {
    model.clipboard.set(share_of(model));
    model.notice = model.texts["notice.shared"];
  } else if (command == Command::open_share) {
    open_palette(model, Palette::Kind::open_share);
  } else {
    open_palette(model, Palette::Kind::export_to, command);
  }
}

/// Shows or hides one of the regions that are presented.
void toggle_region(Model& model, Command command) {
  const auto region = static_cast<unsigned>(command) - static_cast<unsigned>(Command::show_lesson);
  Presenting& presenting = model.presenting;
  presenting.hidden = static_cast<std::uint8_t>(presenting.hidden ^ (1U << region));
}

void run_layout_command(Model& model, Command command) {
  if (command == Command::undo_layout) {
    arrange(model, model.layout_history.undo());
  } else if (command == Command::redo_layout) {
    arrange(model, model.layout_history.redo());
  } else {
    Arrangement arrangement;
    arrangement.splits = Settings::default_splits;
    arrangement.scale = model.settings.scale;
    arrange(model, arrangement);
  }
}

void go_on_with_tour(Model& model) {
  const std::size_t next = model.tour ? *model.tour + 1 : 0;
  model.tour.reset();
  if (next < tour_length) model.tour = next;
  model.help = false;
  model.menu = Menu::none;
}

/// A link goes to a lesson ("../03-the-timer-heap"), to a step ("#3") or to the glossary. Any other
/// address is shown: there is no browser here.
void follow_link(Model& model, const std::string& target) {
  const auto lesson = model.catalog.index_of(target.substr(target.rfind('/') + 1));
  if (lesson) {
    open_lesson(model, *lesson);
    return;
  }
  if (target.starts_with("#")) {
    const std::size_t step = std::strtoul(target.c_str() + 1, nullptr, 10);
    if (step > 0) go_to_step(model, step - 1);
  } else if (target.find("glossary") != std::string::npos) {
    model.glossary = model.catalog.glossary(model.settings.language);
    model.menu = Menu::glossary;
    model.scrolls.erase("glossary");
  } else {
    model.notice = target;
  }
}

/// A key for the palette: the list's own keys, or the field's.
void type_in_palette(Model& model, const Key& key, double now) {
  Palette& palette = *model.palette;
  const std::size_t last = palette.rows.empty() ? 0 : palette.rows.size() - 1;
  if (key.name == Key::Name::up) {
    palette.chosen -= palette.chosen > 0 ? 1 : 0;
  } else if (key.name == Key::Name::down) {
    palette.chosen = std::min(palette.chosen + 1, last);
  } else if (key.name == Key::Name::enter) {
    choose_in_palette(model, palette.chosen, now);
  } else if (key.name == Key::Name::tab && palette.kind == Palette::Kind::open_file &&
             !palette.rows.empty()) {
    palette.query = TextBuffer(palette.rows[palette.chosen].text);
    palette.query.move(TextBuffer::Move::end, false);
    refresh_palette(model);
  } else {
    const std::size_t before = palette.query.version();
    apply_text_key(palette.query, key, model.clipboard, true);
    if (palette.query.version() != before) refresh_palette(model);
  }
}

void type_in_tasks(Model& model, const Key& key) {
  if (key.name == Key::Name::enter) {
    model.focus = Focus::none;
    return;
  }
  apply_text_key(model.task_search, key, model.clipboard, true);
  model.task_table.search = model.task_search.text();
  model.scrolls.erase("tasks");
}

}  // namespace

void run_command(Model& model, Command command, double now) {
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
    case Command::clock:
      switch_clock(model);
      break;
    case Command::sockets:
      answer_sockets(model, model.settings.sockets != Sockets::loopback);
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
    case Command::contrast:
      settings.high_contrast = !settings.high_contrast;
      break;
    case Command::larger:
      change_scale(model, 1);
      break;
    case Command::smaller:
      change_scale(model, -1);
      break;
    case Command::edit:
    case Command::revert:
    case Command::save:
    case Command::save_as:
    case Command::open_file:
      run_file_command(model, command);
      break;
    case Command::toggle_breakpoint:
    case Command::run_to_stop:
    case Command::run_back_to_stop:
    case Command::run_to:
    case Command::toggle_bookmark:
    case Command::next_bookmark:
    case Command::previous_bookmark:
      run_stop_command(model, command);
      break;
    case Command::what_if:
    case Command::send_signal:
    case Command::other_run:
    case Command::first_difference:
    case Command::end_what_if:
      run_fork_command(model, command);
      break;
    case Command::share:
    case Command::open_share:
    case Command::export_picture:
    case Command::export_frames:
    case Command::export_animation:
    case Command::export_trace:
    case Command::export_perfetto:
      run_share_command(model, command);
      break;
    case Command::undo_layout:
    case Command::redo_layout:
    case Command::reset_layout:
      run_layout_command(model, command);
      break;
    case Command::present:
      model.presenting.on = !model.presenting.on;
      break;
    case Command::show_lesson:
    case Command::show_program:
    case Command::show_loop:
    case Command::show_tasks:
    case Command::show_graph:
    case Command::show_timeline:
    case Command::show_output:
      toggle_region(model, command);
      break;
    case Command::tour:
      go_on_with_tour(model);
      break;
    case Command::find_task:
      model.focus = Focus::tasks;
      break;
    case Command::palette:
      open_palette(model, Palette::Kind::commands);
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

namespace {

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

  void operator()(const RunCommand& action) const { run_command(model, action.command, now); }
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
  void operator()(const TypeKey& action) const {
    if (model.focus == Focus::palette && model.palette) {
      type_in_palette(model, action.key, now);
    } else if (model.focus == Focus::program && model.editor) {
      edit(model, action.key, now);
    } else if (model.focus == Focus::tasks) {
      type_in_tasks(model, action.key);
    }
  }
  void operator()(const SetFocus& action) const { model.focus = action.focus; }
  void operator()(const PlaceCursor& action) const {
    place_cursor(model, action.offset, action.select);
  }
  void operator()(const ToggleBreakpoint& action) const { toggle_line(model, action.line); }
  void operator()(const ShowTasks& action) const { model.task_table = action.table; }
  void operator()(const ChooseRow& action) const {
    if (model.palette) choose_in_palette(model, action.row, now);
  }
  void operator()(const ClosePalette&) const { close_palette(model); }
  void operator()(const ShowLoop& action) const {
    model.shown_loop = model.shown_loop == action.number ? std::uint8_t{0} : action.number;
  }
  void operator()(const FollowLink& action) const { follow_link(model, action.target); }
  void operator()(const AnswerSockets& action) const { answer_sockets(model, action.allowed); }
  void operator()(const ShowTourStop& action) const { model.tour = action.stop; }
};

}  // namespace

void reduce(Model& model, const Actions& actions, double now, bool held) {
  model.hover = {};
  for (const Action& action : actions.list()) {
    try {
      std::visit(Apply{model, now}, action);
    } catch (const Error& error) {
      model.notice = error.what();
    }
  }
  model.layout_history.note(arrangement_of(model), now, held);
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

std::optional<double> next_due_time(const Model& model) {
  const auto step = next_step_time(model);
  const auto run = model.editor ? model.editor->rerun_at : std::nullopt;
  if (!step) return run;
  return run ? std::min(*step, *run) : *step;
}

}  // namespace loopscope::gui
