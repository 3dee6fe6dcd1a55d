#include "gui/app/settings.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "engine/base/error.h"

namespace loopscope::gui {

namespace {

namespace fs = std::filesystem;

constexpr std::array<const char*, splitter_count> split_names = {
    "left_column", "right_column", "left_rows", "right_rows", "bottom", "bottom_columns"};
constexpr std::array<const char*, 3> socket_names = {"ask", "simulated", "loopback"};
constexpr std::array<const char*, 4> unit_names = {"event", "line", "callback", "iteration"};

void read_window(const toml::table& table, Settings& settings) {
  const auto size = [&](const char* name, int least, int value) {
    const auto found = table["window"][name].value<int>();
    return found && *found >= least && *found <= 16384 ? *found : value;
  };
  settings.width = size("width", 640, settings.width);
  settings.height = size("height", 400, settings.height);
  for (std::size_t index = 0; index < splitter_count; ++index) {
    const auto share = table["splits"][split_names[index]].value<float>();
    if (share && *share > 0.0F && *share < 1.0F) settings.splits[index] = *share;
  }
}

void read_look(const toml::table& table, Settings& settings) {
  const auto language = player::language_named(table["language"].value_or(std::string()));
  if (language) settings.language = *language;
  settings.dark = table["theme"].value_or(std::string(settings.dark ? "dark" : "light")) != "light";
  settings.high_contrast = table["high_contrast"].value_or(settings.high_contrast);
  settings.scale = std::clamp(table["scale"].value_or(settings.scale), least_scale, greatest_scale);
  settings.reduced_motion = table["reduced_motion"].value_or(settings.reduced_motion);
}

void read_place(const toml::table& table, Settings& settings) {
  settings.lesson = table["lesson"].value_or(settings.lesson);
  settings.lessons = table["lessons"].value_or(settings.lessons);
  settings.toured = table["toured"].value_or(settings.toured);
  const auto sockets = table["sockets"].value_or(std::string());
  for (std::size_t index = 0; index < socket_names.size(); ++index) {
    if (sockets == socket_names[index]) settings.sockets = static_cast<Sockets>(index);
  }
  settings.step =
      static_cast<std::size_t>(std::max<std::int64_t>(0, table["step"].value_or(std::int64_t{0})));
  const double speed = table["speed"].value_or(settings.speed);
  if (std::find(speeds.begin(), speeds.end(), speed) != speeds.end()) settings.speed = speed;
  const auto unit = table["unit"].value_or(std::string());
  for (std::size_t index = 0; index < unit_names.size(); ++index) {
    if (unit == unit_names[index]) settings.unit = static_cast<StepUnit>(index);
  }
}

toml::table table_of(const Settings& settings) {
  toml::table splits;
  for (std::size_t index = 0; index < splitter_count; ++index) {
    splits.insert(split_names[index], static_cast<double>(settings.splits[index]));
  }
  return toml::table{
      {"version", settings_version},
      {"language", std::string(player::code_of(settings.language))},
      {"theme", settings.dark ? "dark" : "light"},
      {"high_contrast", settings.high_contrast},
      {"scale", static_cast<double>(settings.scale)},
      {"reduced_motion", settings.reduced_motion},
      {"lesson", settings.lesson},
      {"lessons", settings.lessons},
      {"toured", settings.toured},
      {"sockets", socket_names[static_cast<std::size_t>(settings.sockets)]},
      {"step", static_cast<std::int64_t>(settings.step)},
      {"speed", settings.speed},
      {"unit", unit_names[static_cast<std::size_t>(settings.unit)]},
      {"window", toml::table{{"width", settings.width}, {"height", settings.height}}},
      {"splits", std::move(splits)},
  };
}

}  // namespace

fs::path settings_file() {
  const char* config = std::getenv("XDG_CONFIG_HOME");
  const char* home = std::getenv("HOME");
  fs::path root;
  if (home != nullptr && *home != '\0') root = fs::path(home) / ".config";
  // The specification has relative paths ignored.
  if (config != nullptr && fs::path(config).is_absolute()) root = config;
  if (root.empty()) return {};
  return root / "loopscope" / "settings.toml";
}

LoadedSettings load_settings(const fs::path& file, const Settings& defaults) {
  LoadedSettings loaded;
  loaded.settings = defaults;
  std::error_code unknown;
  const bool is_folder = fs::is_directory(file, unknown);
  std::ifstream stream(file);
  if (!stream && !is_folder) return loaded;
  std::ostringstream text;
  if (!is_folder) text << stream.rdbuf();
  const auto set_aside = [&](const std::string& damage) {
    loaded.settings = defaults;
    loaded.damage = damage;
    loaded.set_aside = file;
    loaded.set_aside += ".damaged";
    std::error_code ignored;  // if it can't be renamed, saving replaces it
    fs::rename(file, loaded.set_aside, ignored);
  };
  if (is_folder) {
    set_aside(fmt::format("{} is a folder", file.filename().string()));
    return loaded;
  }
  try {
    const toml::table table = toml::parse(text.str());
    const auto version = table["version"].value_or(settings_version);
    if (version > settings_version) {
      set_aside(
          fmt::format("{}: version {} is of a newer Loopscope", file.filename().string(), version));
      return loaded;
    }
    read_window(table, loaded.settings);
    read_look(table, loaded.settings);
    read_place(table, loaded.settings);
    loaded.found = true;
  } catch (const toml::parse_error& error) {
    set_aside(fmt::format("{}:{}: {}", file.filename().string(), error.source().begin.line,
                          error.description()));
  }
  return loaded;
}

void save_settings(const fs::path& file, const Settings& settings) {
  if (file.empty()) return;
  std::error_code problem;
  fs::create_directories(file.parent_path(), problem);
  fs::path temporary = file;
  temporary += ".new";
  bool written = false;
  {
    std::ofstream stream(temporary);
    stream << "# What Loopscope's window remembers.\n" << table_of(settings) << "\n";
    written = static_cast<bool>(stream.flush());
  }
  if (written) fs::rename(temporary, file, problem);
  if (written && !problem) return;
  const std::string reason = written ? " (" + problem.message() + ")" : std::string();
  fs::remove(temporary, problem);
  throw FileError(file.string(), 0,
                  "the settings can't be written" + reason +
                      ": check that the folder may be written to and has space left");
}

}  // namespace loopscope::gui
