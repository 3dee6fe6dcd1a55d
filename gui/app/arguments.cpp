#include "gui/app/arguments.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cstdio>

namespace loopscope::gui {

namespace {

/// Where the text is wrong: what it has to be. CLI11 puts the option's name before it.
std::string wrong(const std::string& wanted, const std::string& text) {
  return fmt::format("must be {}, not \"{}\"", wanted, text);
}

/// Accepts whole numbers from `least` on.
CLI::Validator whole_number(std::uint32_t least, const std::string& wanted) {
  const auto check = [least, wanted](const std::string& text) {
    std::uint32_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    const bool right = error == std::errc() && stop == end && number >= least;
    return right ? std::string() : wrong(wanted, text);
  };
  return {check, "NUMBER"};
}

CLI::Validator one_of(const std::vector<std::string>& words) {
  std::string list = words.front();
  for (std::size_t i = 1; i < words.size(); ++i) {
    list += (i + 1 == words.size() ? " or " : ", ") + words[i];
  }
  const auto check = [words, list](const std::string& text) {
    const bool known = std::find(words.begin(), words.end(), text) != words.end();
    return known ? std::string() : wrong(list, text);
  };
  return {check, list};
}

CLI::Validator scale_in_range() {
  const auto check = [](const std::string& text) {
    float scale = 0.0F;
    int used = 0;
    const bool number = std::sscanf(text.c_str(), "%f%n", &scale, &used) == 1 &&
                        used == static_cast<int>(text.size());
    return number && scale >= 1.0F && scale <= 4.0F ? std::string()
                                                    : wrong("a number from 1 to 4", text);
  };
  return {check, "FACTOR"};
}

/// "1600x1000" to numbers.
CLI::Validator window_size(StartOptions& options) {
  const auto read = [&options](const std::string& text) {
    int used = 0;
    int width = 0;
    int height = 0;
    const int found = std::sscanf(text.c_str(), "%dx%d%n", &width, &height, &used);
    if (found != 2 || used != static_cast<int>(text.size()) || width < 640 || height < 400 ||
        width > 7680 || height > 4320) {
      return wrong("WIDTHxHEIGHT from 640x400 to 7680x4320, e.g. 1600x1000", text);
    }
    options.width = width;
    options.height = height;
    return std::string();
  };
  return {read, "WIDTHxHEIGHT"};
}

}  // namespace

std::optional<StartOptions> read_arguments(const std::vector<std::string>& arguments,
                                           std::string& help) {
  StartOptions options;
  std::string size;
  CLI::App app{"Loopscope: see an event loop", "loopscope-gui"};
  app.add_option("what", options.what,
                 "A lesson (number, id or folder), a FILE.py or a trace (*.jsonl)");
  app.add_option("--lesson", options.what, "A lesson, by number, id or folder");
  app.add_option("--step", options.step, "The lesson's step, from 1")
      ->check(whole_number(1, "a step's number, from 1 on"));
  app.add_option("--event", options.event, "The position in the trace to stand at")
      ->check(whole_number(0, "a number of events, from 0 on"));
  app.add_option("--lang", options.language, "Language of the interface and of the lesson")
      ->check(one_of({"en", "ja"}));
  app.add_option("--theme", options.theme, "Colours")->check(one_of({"dark", "light", "contrast"}));
  app.add_option("--size", size, "Size of the window")->check(window_size(options));
  app.add_option("--scale", options.scale, "Scale of texts and distances; default: the monitor's")
      ->check(scale_in_range());
  app.add_option("--open-share", options.share,
                 "Open a shared run: the text that it was copied as");
  app.add_option("--lessons", options.lessons,
                 "The folder that the lessons are in, from now on; \"\": those that came with it")
      ->each([&options](const std::string&) { options.chooses_lessons = true; });
  app.add_option("--shot", options.shot, "Write a picture of the window to this PNG file and end")
      ->check(CLI::Validator(
          [](const std::string& file) {
            return file.empty() ? wrong("a file's name, e.g. window.png", file) : std::string();
          },
          "FILE.png"));
  app.add_option(
         "--press", options.keys,
         "Before the picture: a key (\"F1\", \"Ctrl+K\") or a text to type; may be repeated")
      ->allow_extra_args(false);
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());  // as CLI11 wants them
  try {
    app.parse(std::move(reversed));
  } catch (const CLI::Success&) {
    help = app.help();
    return std::nullopt;
  } catch (const CLI::ParseError& error) {
    throw UsageError(std::string(error.what()) + " (loopscope-gui --help lists the options)");
  }
  return options;
}

}  // namespace loopscope::gui
