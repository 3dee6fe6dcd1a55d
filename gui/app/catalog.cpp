#include "gui/app/catalog.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "engine/base/error.h"

namespace loopscope::gui {

Catalog::Catalog(const std::filesystem::path& root)
    : root_(root), folders_(player::find_lessons(root)) {}

std::string Catalog::glossary(player::Language language) const {
  const std::filesystem::path file =
      root_ / fmt::format("glossary.{}.md", player::code_of(language));
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  if (stream) text << stream.rdbuf();
  if (!stream) throw FileError(file.string(), 0, "can't be read: these lessons have no glossary");
  return text.str();
}

std::vector<LessonEntry> Catalog::entries(player::Language language) const {
  std::vector<LessonEntry> result;
  for (const std::filesystem::path& folder : folders_) {
    LessonEntry entry{folder.filename().string(), folder.filename().string(), 1};
    try {
      const player::Lesson lesson = player::read_lesson(folder, language);
      entry.title = lesson.title;
      entry.level = lesson.level;
    } catch (const Error&) {
      // It stands in the list by its folder's name; opening it tells what is wrong.
    }
    result.push_back(std::move(entry));
  }
  return result;
}

player::Lesson Catalog::read(std::size_t index, player::Language language) const {
  return player::read_lesson(folders_.at(index), language);
}

std::size_t Catalog::find(const std::string& which) const {
  return index_of(player::find_lesson(root_, which).filename().string()).value();
}

std::optional<std::size_t> Catalog::index_of(const std::string& id) const {
  for (std::size_t index = 0; index < folders_.size(); ++index) {
    if (folders_[index].filename() == id) return index;
  }
  return std::nullopt;
}

}  // namespace loopscope::gui
