#pragma once

#include <CLI/CLI.hpp>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "lessons/player/language.h"

namespace loopscope::cli {

/// Something wrong with how the command was called: status 2.
class UsageError : public Error {
 public:
  using Error::Error;
};

// Each adds one subcommand, which stores the process's exit status in `status` when it has run.
void add_gui(CLI::App& app, int& status);
/// `after_dashes`: what stood behind `--`, for the program.
void add_run(CLI::App& app, int& status, const std::vector<std::string>& after_dashes);
void add_play(CLI::App& app, int& status);
void add_lessons(CLI::App& app, int& status);
void add_check(CLI::App& app, int& status);
void add_new_lesson(CLI::App& app, int& status);
void add_export(CLI::App& app, int& status);
void add_show(CLI::App& app, int& status);

/// Replaces this process by the desktop app, which stands beside it. Returns only by an exception.
[[noreturn]] void open_app(const std::vector<std::string>& arguments);

/// Reads a whole file that the user named. Throws UsageError.
std::string read_file(const std::filesystem::path& file);

/// The folder of a lesson that the user named: a path, or an id, a number or a part of an id in
/// `catalog`. Throws UsageError.
std::filesystem::path lesson_folder(const std::filesystem::path& catalog, const std::string& which);

/// A file that a command writes, none if its name is empty. Opened before the work begins, so that
/// a long run isn't lost. Throws UsageError, also where it is one of `others`, which would be lost.
std::unique_ptr<std::ofstream> open_output(const std::string& file,
                                           const std::vector<std::string>& others);

/// Writes out what is left of it. Throws FileError.
void finish(std::ofstream& out, const std::string& file);

/// Adds an option that takes a whole number from 0, as large as 64 bits hold.
CLI::Option* add_number(CLI::App& command, const std::string& name, std::uint64_t& number,
                        const std::string& description);

/// Adds an option that takes one of two words.
CLI::Option* add_choice(CLI::App& command, const std::string& name, std::string& chosen,
                        const std::string& one, const std::string& other,
                        const std::string& description);

/// Adds `--lang en|ja`; without it the language is that of the environment.
void add_language(CLI::App& command, player::Language& language);

/// Columns of the terminal that standard output is, within reason; 80 if it is none.
std::size_t terminal_width();

}  // namespace loopscope::cli
