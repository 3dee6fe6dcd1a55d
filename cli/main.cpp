#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.h"

namespace loopscope::cli {
namespace {

/// Takes `--` and what follows it off a `run` command: the parser knows no positional arguments
/// that only a command's program understands.
std::vector<std::string> take_after_dashes(int& argc, char** argv) {
  if (argc < 2 || std::string_view(argv[1]) != "run") return {};
  char** const end = argv + argc;
  char** const dashes =
      std::find_if(argv + 2, end, [](std::string_view word) { return word == "--"; });
  if (dashes == end) return {};
  argc = static_cast<int>(dashes - argv);
  return {dashes + 1, end};
}

/// A standard stream that is closed would give its number to the next file that is opened, and what
/// the program prints would end in a trace.
void hold_standard_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(stream, F_GETFD) >= 0 || errno != EBADF) continue;
    [[maybe_unused]] const int opened = open("/dev/null", O_RDWR);
  }
}

/// Throws Error if something that was printed did not arrive: nothing may be lost silently.
void finish_standard_output() {
  const bool printed = std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
  if (!std::cout.flush() || !printed) {
    throw Error("standard output can't be written: is there space left?");
  }
}

int run(int argc, char** argv) {
  hold_standard_streams();
  int status = 0;
  const std::vector<std::string> after_dashes = take_after_dashes(argc, argv);
  CLI::App app{
      "See an asyncio event loop at work.\n"
      "Without a command, loopscope opens the app."};
  app.name("loopscope");
  app.set_version_flag("--version", "loopscope " LOOPSCOPE_VERSION);
  app.require_subcommand(0, 1);
  app.failure_message(CLI::FailureMessage::help);
  app.add_option_function<std::string>(
         "--lessons",
         [](const std::string& folder) {
           // The window, which takes this process's place, looks there too.
           setenv("LOOPSCOPE_LESSONS", std::filesystem::absolute(folder).c_str(), 1);
         },
         "Folder of lessons to use instead of those that come with Loopscope")
      ->check(CLI::ExistingDirectory)
      ->trigger_on_parse();
  add_gui(app, status);
  add_run(app, status, after_dashes);
  add_play(app, status);
  add_lessons(app, status);
  add_check(app, status);
  add_new_lesson(app, status);
  add_export(app, status);
  add_show(app, status);
  try {
    app.parse(argc, argv);
    if (app.get_subcommands().empty()) open_app({});
  } catch (const CLI::Success& success) {
    const int exit_status = app.exit(success);
    finish_standard_output();
    return exit_status;
  } catch (const CLI::ParseError& error) {
    const auto chosen = app.get_subcommands();
    std::cerr << "loopscope: " << error.what() << "\n\n"
              << (chosen.empty() ? app.help() : chosen.front()->help(app.get_name()));
    return 2;
  }
  finish_standard_output();
  return status;
}

}  // namespace
}  // namespace loopscope::cli

int main(int argc, char** argv) {
  try {
    return loopscope::cli::run(argc, argv);
  } catch (const loopscope::cli::UsageError& error) {
    std::cerr << "loopscope: " << error.what() << '\n';
    return 2;
  } catch (const std::bad_alloc&) {
    std::cerr << "loopscope: the machine has not enough memory for this\n";
    return 1;
  } catch (const std::exception& error) {
    std::cerr << "loopscope: " << error.what() << '\n';
    return 1;
  }
}
