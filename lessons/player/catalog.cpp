#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <system_error>

#include "engine/base/error.h"
#include "lessons/player/lesson.h"

namespace loopscope::player {
namespace {

namespace fs = std::filesystem;

/// The order that a lesson's file gives. A lesson that can't be read comes last, so that a list
/// shows it and opening it tells what is wrong.
int order_of(const fs::path& folder) {
  try {
    return read_lesson(folder, Language::english).order;
  } catch (const Error&) {
    return 1'000'000;
  }
}

/// "3" and "03" both mean "03-the-timer-heap".
bool has_number(const std::string& id, const std::string& which) {
  const auto is_digit = [](unsigned char c) { return std::isdigit(c) != 0; };
  if (which.empty() || !std::all_of(which.begin(), which.end(), is_digit)) return false;
  const auto without_zeros = [](std::string digits) {
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
    return digits;
  };
  const std::string number = id.substr(0, id.find('-'));
  return !number.empty() && std::all_of(number.begin(), number.end(), is_digit) &&
         without_zeros(number) == without_zeros(which);
}

std::string list_of(const std::vector<fs::path>& folders) {
  std::string list;
  for (const fs::path& folder : folders) list += "\n  " + folder.filename().string();
  return list;
}

}  // namespace

std::vector<fs::path> find_lessons(const fs::path& catalog) {
  std::error_code error;
  fs::directory_iterator entries(catalog, error);
  if (error) {
    throw FileError(catalog.string(), 0,
                    "the lessons' folder can't be read: set LOOPSCOPE_LESSONS to the folder that "
                    "holds them");
  }
  std::vector<std::pair<int, fs::path>> found;
  for (const fs::directory_entry& entry : entries) {
    if (fs::exists(entry.path() / lesson_file_name(Language::english))) {
      found.emplace_back(order_of(entry.path()), entry.path());
    }
  }
  std::sort(found.begin(), found.end());
  std::vector<fs::path> folders;
  folders.reserve(found.size());
  for (auto& [order, folder] : found) folders.push_back(std::move(folder));
  return folders;
}

fs::path default_catalog() {
  if (const char* const chosen = std::getenv("LOOPSCOPE_LESSONS")) {
    if (*chosen != '\0') return chosen;
  }
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (!error) {
    fs::path installed = program.parent_path().parent_path() / "share/loopscope/lessons";
    if (fs::is_directory(installed, error)) return installed;
  }
  return LOOPSCOPE_SOURCE_CATALOG;
}

fs::path find_lesson(const fs::path& catalog, const std::string& which) {
  const std::vector<fs::path> folders = find_lessons(catalog);
  std::vector<fs::path> partial;
  for (const fs::path& folder : folders) {
    const std::string id = folder.filename().string();
    if (id == which || has_number(id, which)) return folder;
    if (!which.empty() && id.find(which) != std::string::npos) partial.push_back(folder);
  }
  if (partial.size() == 1) return partial.front();
  if (folders.empty()) {
    throw Error("there is no lesson in " + catalog.string() +
                ": a lesson is a folder in it with a lesson.en.md");
  }
  if (partial.empty()) {
    throw Error("there is no lesson \"" + which + "\"; there are:" + list_of(folders));
  }
  throw Error("\"" + which + "\" can be any of these lessons; say which:" + list_of(partial));
}

std::optional<fs::path> lesson_folder_at(const std::string& path) {
  if (path.find('/') == std::string::npos && path != ".") return std::nullopt;
  const fs::path folder = fs::absolute(path).lexically_normal();
  if (!fs::is_directory(folder)) {
    throw Error("there is no lesson's folder " + path + ": check the path");
  }
  return folder.has_filename() ? folder : folder.parent_path();
}

}  // namespace loopscope::player
