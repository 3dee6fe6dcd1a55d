#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>

#include "gui/app/start.h"

namespace {

using loopscope::gui::StartOptions;

/// "1600x1000" to numbers; an empty text if it is right, else what is wrong.
std::string read_size(const std::string& text, StartOptions& options) {
  int used = 0;
  int width = 0;
  int height = 0;
  const int found = std::sscanf(text.c_str(), "%dx%d%n", &width, &height, &used);
  if (found != 2 || used != static_cast<int>(text.size()) || width < 640 || height < 400 ||
      width > 7680 || height > 4320) {
    return "must be WIDTHxHEIGHT, from 640x400 to 7680x4320";
  }
  options.width = width;
  options.height = height;
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  StartOptions options;
  std::string size;
  CLI::App app{"Loopscope: see an event loop"};
  app.add_option("what", options.what, "A lesson (number or id), a FILE.py or a trace (*.jsonl)");
  app.add_option("--lesson", options.what, "A lesson, by number or id");
  app.add_option("--step", options.step, "The lesson's step, from 1")->check(CLI::PositiveNumber);
  app.add_option("--event", options.event, "The position in the trace to stand at");
  app.add_option("--lang", options.language, "Language of the interface and of the lesson")
      ->check(CLI::IsMember({"en", "ja"}));
  app.add_option("--theme", options.theme, "Colours")->check(CLI::IsMember({"dark", "light"}));
  app.add_option("--size", size, "Size of the window, e.g. 1600x1000")
      ->check([&options](const std::string& text) { return read_size(text, options); });
  app.add_option("--scale", options.scale, "Scale of texts and distances; default: the monitor's")
      ->check(CLI::Range(1.0F, 4.0F));
  app.add_option("--shot", options.shot, "Write a picture of the window to this PNG file and end");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int status = app.exit(error);
    return status == 0 ? 0 : 2;
  }
  return loopscope::gui::start(options);
}
