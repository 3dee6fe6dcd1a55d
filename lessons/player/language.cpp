#include "lessons/player/language.h"

#include <cstdlib>

namespace loopscope::player {

std::string_view code_of(Language language) {
  return language == Language::japanese ? "ja" : "en";
}

std::optional<Language> language_named(std::string_view code) {
  for (const Language language : all_languages) {
    if (code_of(language) == code) return language;
  }
  return std::nullopt;
}

Language preferred_language() {
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* const value = std::getenv(variable);
    if (value == nullptr || *value == '\0') continue;
    return language_named(std::string_view(value).substr(0, 2)).value_or(Language::english);
  }
  return Language::english;
}

}  // namespace loopscope::player
