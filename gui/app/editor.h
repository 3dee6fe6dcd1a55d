#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gui/widgets/text_buffer.h"
#include "lessons/player/session.h"

namespace loopscope::gui {

struct Model;
struct Key;

/// A program that is being edited. What is shown of the run is the last run that could start.
struct Editor {
  TextBuffer buffer;
  std::optional<double> rerun_at;  ///< when typing has rested: seconds of the frames' clock
  python::RunResult::Problem
      problem;                      ///< why the text at hand can't be started; no message: it can
  std::vector<python::Hint> hints;  ///< beside the problem, or of the run
  std::size_t saved_version = 0;    ///< of the buffer, when it was opened or saved
  bool modified() const { return buffer.version() != saved_version; }
};

/// Starts editing the program that is shown, or goes on with it.
void begin_editing(Model& model);

/// Applies a key to the program.
void edit(Model& model, const Key& key, double now);

/// Puts the cursor at an offset of the program; `select`: the selection reaches to it.
void place_cursor(Model& model, std::size_t offset, bool select);

/// Runs the edited program if typing has rested; true if it did. A program that can't start leaves
/// the last run, and its problem in the editor.
bool rerun_if_due(Model& model, double now);

/// Throws away what was edited and shows the program as it was opened.
void revert(Model& model);

/// A run of `program` for the place of the one that is shown: with the lesson's steps where there
/// is a lesson.
std::unique_ptr<player::Session> run_in_place(const Model& model, const std::string& program,
                                              const std::vector<Intervention>& interventions = {});

/// Bounds for programs that run while somebody waits.
python::RunOptions options_for_programs();

}  // namespace loopscope::gui
