#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <system_error>

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
  try {
    if (const auto folder = player::lesson_folder_at(which)) return *folder;
    return player::find_lesson(catalog, which);
  } catch (const FileError&) {
    throw;
  } catch (const Error& error) {
    throw UsageError(error.what());
  }
}

std::unique_ptr<std::ofstream> open_output(const std::string& file,
                                           const std::vector<std::string>& others) {
  if (file.empty()) return nullptr;
  for (const std::string& other : others) {
    // Streams such as /dev/stdout keep what was written to them before.
    std::error_code none;
    if (fs::is_regular_file(file, none) && fs::equivalent(file, other, none)) {
      throw UsageError("can't write " + file + ": it is " + other +
                       ", which would be lost; name another file");
    }
  }
  auto out = std::make_unique<std::ofstream>(file, std::ios::binary);
  if (!*out) {
    throw UsageError("can't write " + file +
                     (fs::is_directory(file)
                          ? ": it is a folder; name a file"
                          : ": check that its folder exists and may be written to"));
  }
  return out;
}

void finish(std::ofstream& out, const std::string& file) {
  if (!out.flush()) throw FileError(file, 0, "it can't be written: is there space left?");
}

CLI::Option* add_number(CLI::App& command, const std::string& name, std::uint64_t& number,
                        const std::string& description) {
  return command
      .add_option_function<std::string>(
          name,
          [&number, name](const std::string& text) {
            const char* const end = text.data() + text.size();
            const auto [rest, error] = std::from_chars(text.data(), end, number);
            if (error == std::errc() && rest == end) return;
            throw CLI::ValidationError(name, "must be a whole number from 0 to " +
                                                 std::to_string(UINT64_MAX) + ", not \"" + text +
                                                 "\"");
          },
          description)
      ->type_name("NUMBER");
}

CLI::Option* add_choice(CLI::App& command, const std::string& name, std::string& chosen,
                        const std::string& one, const std::string& other,
                        const std::string& description) {
  return command.add_option(name, chosen, description)
      ->check(CLI::Validator(
          [one, other](const std::string& text) {
            return text == one || text == other
                       ? std::string()
                       : "must be " + one + " or " + other + ", not \"" + text + "\"";
          },
          ""))
      ->type_name(one + "|" + other);
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
          ""))
      ->type_name("en|ja");
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
