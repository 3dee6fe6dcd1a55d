#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>

#include "cli/commands.h"

namespace loopscope::cli {
namespace {

bool is_set(const char* variable) {
  const char* const value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

std::filesystem::path app_path() {
  std::error_code error;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
  std::filesystem::path app = self.parent_path() / "loopscope-gui";
  if (error || !std::filesystem::exists(app)) {
    throw Error(
        "the desktop app loopscope-gui is not beside this program: build it with `./dev "
        "build`, or play a lesson here with `loopscope play 1`");
  }
  return app;
}

}  // namespace

void open_app(const std::vector<std::string>& arguments) {
  if (!is_set("DISPLAY") && !is_set("WAYLAND_DISPLAY")) {
    throw Error(
        "there is no display to open the app on (DISPLAY and WAYLAND_DISPLAY are not set): "
        "play a lesson in the terminal with `loopscope play 1`");
  }
  const std::filesystem::path app = app_path();
  std::vector<std::string> copies = arguments;
  std::string name = app.string();
  std::vector<char*> argv{name.data()};
  for (std::string& argument : copies) argv.push_back(argument.data());
  argv.push_back(nullptr);
  execv(app.c_str(), argv.data());
  throw Error("can't start " + app.string() + ": " + std::strerror(errno));
}

void add_gui(CLI::App& app, int&) {
  CLI::App* const command = app.add_subcommand(
      "gui", "Open the app on a LESSON, FILE.py or TRACE.jsonl; the app's own options may follow");
  command->prefix_command();
  command->callback([command] { open_app(command->remaining()); });
}

}  // namespace loopscope::cli
