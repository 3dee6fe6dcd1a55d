#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "gui/app/commands.h"
#include "gui/widgets/text_buffer.h"

namespace loopscope::gui {

struct Model;

/// The field over everything, with a list below: one types, and chooses.
struct Palette {
  enum class Kind : std::uint8_t {
    commands,   ///< every command by its name
    open_file,  ///< a file's path
    save_as,
    condition,   ///< where to run to
    what_if,     ///< what to do to the run
    open_share,  ///< a shared run's text
    export_to    ///< where `purpose` writes to
  };
  struct Row {
    std::string text;
    std::string note;                   ///< a command's key
    Command command = Command::count_;  ///< for commands
  };

  Kind kind = Kind::commands;
  Command purpose = Command::count_;  ///< of export_to
  TextBuffer query;
  std::vector<Row> rows;
  std::size_t chosen = 0;  ///< in `rows`
};

/// Opens it for that purpose.
void open_palette(Model& model, Palette::Kind kind, Command purpose = Command::count_);

/// Fits the rows to what is typed.
void refresh_palette(Model& model);

/// Does what the palette is for with that row: runs the command, opens the file … A folder is gone
/// into instead. `now`: seconds of the frames' clock. Throws Error.
void choose_in_palette(Model& model, std::size_t row, double now);

}  // namespace loopscope::gui
