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
    tab,
    backspace,
    erase,  ///< Delete
    f1,
    f11
  };
  Name name = Name::none;
  char32_t character = 0;  ///< lower case, for Name::character
  bool control = false;
  bool shift = false;     ///< for named keys, and characters with Ctrl
  char32_t typed = 0;     ///< the character as it was typed, for fields with text; 0: as above
  bool repeated = false;  ///< it was held down

  static constexpr Key named(Name name, bool with_shift = false) {
    return {name, 0, false, with_shift, 0, false};
  }
  static constexpr Key of(char32_t character, bool with_control = false, bool with_shift = false) {
    return {Name::character, character, with_control, with_shift, 0, false};
  }

  /// The same key, however long it is held.
  friend constexpr bool operator==(const Key& one, const Key& other) {
    return one.name == other.name && one.character == other.character &&
           one.control == other.control && one.shift == other.shift;
  }
};

/// "Space", "→", "Ctrl+Q", "?": as the help shows it.
std::string text_of(const Key& key);

}  // namespace loopscope::gui
