#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "gui/app/model.h"

namespace loopscope::gui {

/// Shows a program (FILE.py) or a trace (FILE.jsonl). Of a trace that is not whole the whole part
/// is shown, and the notice says so. Throws FileError.
void open_path(Model& model, const std::filesystem::path& file);

/// Writes the program that is shown or edited into that file: a temporary file beside it is
/// renamed, so that the file is whole at any moment. Throws FileError.
void save_program(Model& model, const std::filesystem::path& file);

/// "~" and "~/…" as the person's own folder.
std::filesystem::path expanded(const std::string& typed);

/// What can be opened where the person is typing: folders (with a "/" at their end), programs and
/// traces whose names go on from there, in alphabetical order, at most `most`.
std::vector<std::string> completions(const std::string& typed, std::size_t most);

}  // namespace loopscope::gui
