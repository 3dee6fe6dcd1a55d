#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "gui/app/key.h"

namespace loopscope::gui {

struct View;

/// Everything that a person can ask for by a key.
enum class Command : std::uint8_t {
  step_forward,
  step_back,
  play_pause,
  to_start,
  to_end,
  next_step,
  previous_step,
  faster,
  slower,
  clock,
  sockets,
  run_to_stop,
  run_back_to_stop,
  run_to,
  toggle_breakpoint,
  toggle_bookmark,
  next_bookmark,
  previous_bookmark,
  unit_event,
  unit_line,
  unit_callback,
  unit_iteration,
  lessons,
  next_lesson,
  previous_lesson,
  edit,
  revert,
  open_file,
  save,
  save_as,
  palette,
  find_task,
  language,
  theme,
  contrast,
  larger,
  smaller,
  motion,
  undo_layout,
  redo_layout,
  reset_layout,
  present,
  show_lesson,
  show_program,
  show_loop,
  show_tasks,
  show_graph,
  show_timeline,
  show_output,
  what_if,
  send_signal,
  other_run,
  first_difference,
  end_what_if,
  share,
  open_share,
  export_picture,
  export_frames,
  export_animation,
  export_trace,
  export_perfetto,
  tour,
  help,
  dismiss,
  quit,
  count_
};

/// One row of the one table that drives buttons, help and keys.
struct CommandInfo {
  Command command;
  std::string_view text;   ///< id of its name in the texts, e.g. "command.step_forward"
  std::string_view group;  ///< id of the heading that the help shows it under
  Key key;
  Key other_key;  ///< a second key; Name::none where there is none
  bool (*enabled)(const View& view);
};

/// The table, in the order of the help.
std::span<const CommandInfo> commands();
const CommandInfo& info_of(Command command);

/// The command of that key; null if there is none.
const CommandInfo* command_for(const Key& key);

}  // namespace loopscope::gui
