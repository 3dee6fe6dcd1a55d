#include "gui/app/commands.h"

#include "gui/app/fork.h"
#include "gui/panels/view.h"

namespace loopscope::gui {

namespace {

using Name = Key::Name;

bool always(const View&) {
  return true;
}
bool can_go_on(const View& view) {
  return view.session.position() < view.session.end();
}
bool can_go_back(const View& view) {
  return view.session.position() > 0;
}
bool has_next_step(const View& view) {
  const auto& lesson = view.session.lesson();
  return lesson && view.session.step() + 1 < lesson->steps.size();
}
bool has_previous_step(const View& view) {
  return view.session.lesson() && view.session.step() > 0;
}
bool can_go_faster(const View& view) {
  return view.playing.speed < fastest;
}
bool can_go_slower(const View& view) {
  return view.playing.speed > slowest;
}
bool has_lessons(const View& view) {
  return !view.lessons.empty();
}
bool has_next_lesson(const View& view) {
  return view.lesson_index && *view.lesson_index + 1 < view.lessons.size();
}
bool has_previous_lesson(const View& view) {
  return view.lesson_index && *view.lesson_index > 0;
}

bool has_program(const View& view) {
  return view.has_program;
}
bool is_edited(const View& view) {
  return view.editor != nullptr;
}
bool has_line(const View& view) {
  return view.state().current_line() != 0;
}
bool has_next_bookmark(const View& view) {
  return next_bookmark(view.stops, view.session.position()).has_value();
}
bool has_previous_bookmark(const View& view) {
  return previous_bookmark(view.stops, view.session.position()).has_value();
}
bool has_tasks(const View& view) {
  return view.state().task_count() > 0;
}

/// The program can run again just as it did.
bool can_run_again(const View& view) {
  return has_program(view) && view.trace().description().virtual_clock;
}
bool can_try(const View& view) {
  return can_run_again(view) && !view.keeps_secret();
}
bool is_forked(const View& view) {
  return view.fork != nullptr;
}
bool has_difference(const View& view) {
  return view.fork != nullptr && view.fork->first_difference != 0;
}
bool has_events(const View& view) {
  return view.session.end() > 0;
}
bool can_undo_layout(const View& view) {
  return view.can_undo_layout;
}
bool can_redo_layout(const View& view) {
  return view.can_redo_layout;
}
bool is_presenting(const View& view) {
  return view.presenting.on;
}

constexpr Key none{};

constexpr std::array<CommandInfo, static_cast<std::size_t>(Command::count_)> table = {{
    {Command::step_forward, "command.step_forward", "group.move", Key::named(Name::right), none,
     can_go_on},
    {Command::step_back, "command.step_back", "group.move", Key::named(Name::left), none,
     can_go_back},
    {Command::play_pause, "command.play_pause", "group.move", Key::named(Name::space), none,
     can_go_on},
    {Command::to_start, "command.to_start", "group.move", Key::named(Name::home), none,
     can_go_back},
    {Command::to_end, "command.to_end", "group.move", Key::named(Name::end), none, can_go_on},
    {Command::faster, "command.faster", "group.move", Key::of(U'+'), Key::named(Name::up),
     can_go_faster},
    {Command::slower, "command.slower", "group.move", Key::of(U'-'), Key::named(Name::down),
     can_go_slower},
    {Command::clock, "command.clock", "group.move", Key::of(U'y'), none, has_program},
    {Command::sockets, "command.sockets", "group.move", Key::of(U'a'), none, always},
    {Command::run_to_stop, "command.run_to_stop", "group.move", Key::of(U'.'), none, can_go_on},
    {Command::run_back_to_stop, "command.run_back_to_stop", "group.move", Key::of(U','), none,
     can_go_back},
    {Command::run_to, "command.run_to", "group.move", Key::of(U'g'), none, can_go_on},
    {Command::toggle_breakpoint, "command.toggle_breakpoint", "group.move", Key::of(U'b'), none,
     has_line},
    {Command::toggle_bookmark, "command.toggle_bookmark", "group.move", Key::of(U'k'), none,
     always},
    {Command::next_bookmark, "command.next_bookmark", "group.move", Key::of(U'}'), none,
     has_next_bookmark},
    {Command::previous_bookmark, "command.previous_bookmark", "group.move", Key::of(U'{'), none,
     has_previous_bookmark},
    {Command::unit_event, "command.unit_event", "group.unit", Key::of(U'1'), none, always},
    {Command::unit_line, "command.unit_line", "group.unit", Key::of(U'2'), none, always},
    {Command::unit_callback, "command.unit_callback", "group.unit", Key::of(U'3'), none, always},
    {Command::unit_iteration, "command.unit_iteration", "group.unit", Key::of(U'4'), none, always},
    {Command::what_if, "command.what_if", "group.what_if", Key::of(U'w'), none, can_try},
    {Command::send_signal, "command.send_signal", "group.what_if", Key::of(U'r'), none, can_try},
    {Command::other_run, "command.other_run", "group.what_if", Key::of(U'x'), none, is_forked},
    {Command::first_difference, "command.first_difference", "group.what_if", Key::of(U'd'), none,
     has_difference},
    {Command::end_what_if, "command.end_what_if", "group.what_if", Key::of(U'w', true, true), none,
     is_forked},
    {Command::next_step, "command.next_step", "group.lesson", Key::named(Name::page_down),
     Key::of(U'n'), has_next_step},
    {Command::previous_step, "command.previous_step", "group.lesson", Key::named(Name::page_up),
     Key::of(U'p'), has_previous_step},
    {Command::lessons, "command.lessons", "group.lesson", Key::of(U'o'), none, has_lessons},
    {Command::next_lesson, "command.next_lesson", "group.lesson", Key::of(U']'), none,
     has_next_lesson},
    {Command::previous_lesson, "command.previous_lesson", "group.lesson", Key::of(U'['), none,
     has_previous_lesson},
    {Command::edit, "command.edit", "group.program", Key::of(U'e'), none, has_program},
    {Command::revert, "command.revert", "group.program", Key::of(U'r', true, true), none,
     is_edited},
    {Command::open_file, "command.open_file", "group.program", Key::of(U'o', true), none, always},
    {Command::save, "command.save", "group.program", Key::of(U's', true), none, has_program},
    {Command::save_as, "command.save_as", "group.program", Key::of(U's', true, true), none,
     has_program},
    {Command::share, "command.share", "group.share", Key::of(U's'), none, can_run_again},
    {Command::open_share, "command.open_share", "group.share", Key::of(U'v'), none, always},
    {Command::export_picture, "command.export_picture", "group.share", Key::of(U'p', true), none,
     always},
    {Command::export_frames, "command.export_frames", "group.share", Key::of(U'p', true, true),
     none, has_events},
    {Command::export_animation, "command.export_animation", "group.share", Key::of(U'g', true),
     none, has_events},
    {Command::export_trace, "command.export_trace", "group.share", Key::of(U't', true), none,
     has_events},
    {Command::export_perfetto, "command.export_perfetto", "group.share", Key::of(U't', true, true),
     none, has_events},
    {Command::palette, "command.palette", "group.window", Key::of(U'k', true), none, always},
    {Command::find_task, "command.find_task", "group.window", Key::of(U'f'), Key::of(U'f', true),
     has_tasks},
    {Command::language, "command.language", "group.window", Key::of(U'l'), none, always},
    {Command::theme, "command.theme", "group.window", Key::of(U't'), none, always},
    {Command::contrast, "command.contrast", "group.window", Key::of(U'c'), none, always},
    {Command::larger, "command.larger", "group.window", Key::of(U'i'), none, always},
    {Command::smaller, "command.smaller", "group.window", Key::of(U'u'), none, always},
    {Command::motion, "command.motion", "group.window", Key::of(U'm'), none, always},
    {Command::tour, "command.tour", "group.window", Key::of(U'h'), none, always},
    {Command::help, "command.help", "group.window", Key::of(U'?'), Key::named(Name::f1), always},
    {Command::dismiss, "command.dismiss", "group.window", Key::named(Name::escape), none, always},
    {Command::quit, "command.quit", "group.window", Key::of(U'q', true), none, always},
    {Command::undo_layout, "command.undo_layout", "group.layout", Key::of(U'z', true), none,
     can_undo_layout},
    {Command::redo_layout, "command.redo_layout", "group.layout", Key::of(U'z', true, true), none,
     can_redo_layout},
    {Command::reset_layout, "command.reset_layout", "group.layout", Key::of(U'0', true), none,
     always},
    {Command::present, "command.present", "group.layout", Key::named(Name::f11), none, always},
    {Command::show_lesson, "command.show_lesson", "group.layout", Key::of(U'1', true), none,
     is_presenting},
    {Command::show_program, "command.show_program", "group.layout", Key::of(U'2', true), none,
     is_presenting},
    {Command::show_loop, "command.show_loop", "group.layout", Key::of(U'3', true), none,
     is_presenting},
    {Command::show_tasks, "command.show_tasks", "group.layout", Key::of(U'4', true), none,
     is_presenting},
    {Command::show_graph, "command.show_graph", "group.layout", Key::of(U'5', true), none,
     is_presenting},
    {Command::show_timeline, "command.show_timeline", "group.layout", Key::of(U'6', true), none,
     is_presenting},
    {Command::show_output, "command.show_output", "group.layout", Key::of(U'7', true), none,
     is_presenting},
}};

}  // namespace

std::span<const CommandInfo> commands() {
  return table;
}

const CommandInfo& info_of(Command command) {
  for (const CommandInfo& info : table) {
    if (info.command == command) return info;
  }
  return table.back();  // not reached: a test finds every command in the table
}

const CommandInfo* command_for(const Key& key) {
  if (key.name == Name::none) return nullptr;
  for (const CommandInfo& info : table) {
    if (info.key == key || info.other_key == key) return &info;
  }
  return nullptr;
}

}  // namespace loopscope::gui
