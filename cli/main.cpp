#include <algorithm>
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

int run(int argc, char** argv) {
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
    return app.exit(success);
  } catch (const CLI::ParseError& error) {
    const auto chosen = app.get_subcommands();
    std::cerr << "loopscope: " << error.what() << "\n\n"
              << (chosen.empty() ? app.help() : chosen.front()->help(app.get_name()));
    return 2;
  }
  std::cout.flush();
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
