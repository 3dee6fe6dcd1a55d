#pragma once

#include <cstdint>
#include <string>

namespace loopscope::gui {

/// A key as people name it. Characters are what the keyboard's layout makes of a key ("?"), so that
/// a command has the same sign everywhere.
struct Key {
  enum class Name : std::uint8_t {
    none,
    character,
    space,
    left,
    right,
    up,
    down,
    home,
    end,
    page_up,
    page_down,
    enter,
    escape,
    f1,
    f11
  };
  Name name = Name::none;
  char32_t character = 0;  ///< lower case, for Name::character
  bool control = false;
  bool shift = false;  ///< for named keys only

  static constexpr Key named(Name name, bool with_shift = false) {
    return {name, 0, false, with_shift};
  }
  static constexpr Key of(char32_t character, bool with_control = false) {
    return {Name::character, character, with_control, false};
  }

  friend bool operator==(const Key&, const Key&) = default;
};

/// "Space", "→", "Ctrl+Q", "?": as the help shows it.
std::string text_of(const Key& key);

}  // namespace loopscope::gui
