#pragma once

#include <fmt/format.h>

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lessons/player/language.h"

namespace loopscope::player {

/// The words of the interface in one language: id → text. They come from assets/texts/LANG.toml,
/// which is built into the program. An id is the path in that file, e.g. "status.sleeping". The
/// same ids exist in every language, with the same `{}` in the texts (a test sees to both).
class Texts {
 public:
  explicit Texts(Language language);

  /// Reads the text of such a file. `name` is for messages. Throws FileError.
  static Texts parse(std::string_view toml, const std::string& name, Language language);

  Language language() const { return language_; }
  bool has(std::string_view id) const { return texts_.find(id) != texts_.end(); }

  /// The text of that id; throws std::out_of_range that names a missing id.
  const std::string& operator[](std::string_view id) const;

  /// The text of that id with its `{}` replaced, as fmt::format does.
  template <typename... Arguments>
  std::string format(std::string_view id, Arguments&&... arguments) const {
    return fmt::format(fmt::runtime((*this)[id]), std::forward<Arguments>(arguments)...);
  }

  /// All ids, ascending.
  std::vector<std::string> ids() const;

 private:
  Texts() = default;

  Language language_ = Language::english;
  std::map<std::string, std::string, std::less<>> texts_;
};

/// The texts of a language, read once.
const Texts& texts_of(Language language);

}  // namespace loopscope::player
