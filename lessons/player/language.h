#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace loopscope::player {

/// The languages of the lessons and of the interface.
enum class Language { english, japanese };

inline constexpr std::array all_languages = {Language::english, Language::japanese};

/// "en" or "ja", as file names, `--lang` and the lessons have it.
std::string_view code_of(Language language);

/// The language of that code; nothing if there is none.
std::optional<Language> language_named(std::string_view code);

/// The language that the person's environment asks for (LC_ALL, LC_MESSAGES, LANG), else English.
Language preferred_language();

}  // namespace loopscope::player
