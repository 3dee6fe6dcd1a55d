#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "gui/panels/view.h"

namespace loopscope::gui {

/// The lessons that can be chosen.
class Catalog {
 public:
  /// No lessons: only programs and traces can be opened.
  Catalog() = default;
  /// The lessons below that folder. Throws FileError if the folder can't be read.
  explicit Catalog(const std::filesystem::path& root);

  /// The glossary's Markdown in that language. Throws FileError.
  std::string glossary(player::Language language) const;
  std::size_t size() const { return folders_.size(); }
  /// Their titles in that language.
  std::vector<LessonEntry> entries(player::Language language) const;
  player::Lesson read(std::size_t index, player::Language language) const;
  /// The lesson that a person names: by number, id or a part of it. Throws Error that lists what
  /// there is.
  std::size_t find(const std::string& which) const;
  /// The lesson of that folder name.
  std::optional<std::size_t> index_of(const std::string& id) const;

 private:
  std::filesystem::path root_;
  std::vector<std::filesystem::path> folders_;
};

}  // namespace loopscope::gui
