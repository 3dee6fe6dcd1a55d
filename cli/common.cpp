#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "cli/commands.h"
#include "lessons/player/lesson.h"

namespace loopscope::cli {

namespace fs = std::filesystem;

std::string read_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in || fs::is_directory(file)) {
    throw UsageError("can't open " + file.string() +
                     (fs::is_directory(file) ? ": it is a folder; name a file"
                      : fs::exists(file)     ? ": it may not be read; check its permissions"
                                             : ": there is no such file; check the name"));
  }
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

fs::path lesson_folder(const fs::path& catalog, const std::string& which) {
  if (which.find('/') != std::string::npos || which == ".") {
    const fs::path folder = fs::absolute(which).lexically_normal();
    if (!fs::is_directory(folder)) {
      throw UsageError("there is no lesson's folder " + which + ": check the path");
    }
    return folder.has_filename() ? folder : folder.parent_path();
  }
  try {
    return player::find_lesson(catalog, which);
  } catch (const FileError&) {
    throw;
  } catch (const Error& error) {
    throw UsageError(error.what());
  }
}

void add_language(CLI::App& command, player::Language& language) {
  language = player::preferred_language();
  command
      .add_option_function<std::string>(
          "--lang",
          [&language](const std::string& code) {
            language = player::language_named(code).value_or(language);
          },
          "Language: en or ja (default: the environment's)")
      ->check(CLI::Validator(
          [](const std::string& code) {
            return player::language_named(code) ? std::string()
                                                : "must be en or ja, not \"" + code + "\"";
          },
          "en|ja"));
}

std::size_t terminal_width() {
  constexpr std::size_t usual = 80;
  constexpr std::size_t least = 40;
  constexpr std::size_t most = 110;
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return usual;
  return std::clamp<std::size_t>(size.ws_col, least, most);
}

}  // namespace loopscope::cli
