#include <unistd.h>

#include <iostream>
#include <memory>

#include "cli/commands.h"
#include "lessons/player/play.h"

namespace loopscope::cli {
namespace {

struct PlayArguments {
  std::string lesson;
  player::Language language = player::Language::english;
  bool plain = false;
};

int play(const PlayArguments& arguments) {
  const auto folder = lesson_folder(player::default_catalog(), arguments.lesson);
  player::Session session(player::read_lesson(folder, arguments.language));
  if (!session.result().started()) {
    std::cerr << session.result().errors;
    return 1;
  }
  player::PlayOptions options;
  options.interactive = !arguments.plain && isatty(STDIN_FILENO) != 0;
  options.width = terminal_width();
  player::play_lesson(session, std::cin, std::cout, options);
  return 0;
}

}  // namespace

void add_play(CLI::App& app, int& status) {
  const auto arguments = std::make_shared<PlayArguments>();
  CLI::App* const command = app.add_subcommand("play", "Step a lesson in the terminal");
  command
      ->add_option("LESSON", arguments->lesson, "Its number, name, part of its name, or its folder")
      ->required();
  add_language(*command, arguments->language);
  command->add_flag("--plain", arguments->plain, "Show all steps at once and ask nothing");
  command->callback([arguments, &status] { status = play(*arguments); });
}

}  // namespace loopscope::cli
