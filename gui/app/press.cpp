#include "gui/app/press.h"

#include <array>
#include <optional>
#include <string>

#include "gui/widgets/utf8.h"

namespace loopscope::gui {

namespace {

using Name = Key::Name;

constexpr std::array names = {Name::space,     Name::left,  Name::right,  Name::up,
                              Name::down,      Name::home,  Name::end,    Name::page_up,
                              Name::page_down, Name::enter, Name::escape, Name::tab,
                              Name::backspace, Name::erase, Name::f1,     Name::f11};

bool cut_off(std::string_view& text, std::string_view start) {
  if (!text.starts_with(start) || text.size() == start.size()) return false;
  text.remove_prefix(start.size());
  return true;
}

/// A character as the keyboard gives it.
Key typed(char32_t character) {
  if (character == U' ') return Key::named(Name::space);
  if (character == U'\n') return Key::named(Name::enter);
  const bool capital = character >= U'A' && character <= U'Z';
  Key key = Key::of(capital ? character - U'A' + U'a' : character);
  key.typed = character;
  return key;
}

std::optional<Key> one_key(std::string_view text) {
  const bool control = cut_off(text, "Ctrl+");
  const bool shift = cut_off(text, "Shift+");
  for (const Name name : names) {
    Key key = Key::named(name, shift);
    key.control = control;
    if (text == text_of(Key::named(name))) return key;
  }
  if (!control) return std::nullopt;
  std::size_t at = 0;
  Key key = typed(next_code_point(text, at));
  key.typed = 0;
  key.control = true;
  key.shift = shift;
  return at == text.size() ? std::optional(key) : std::nullopt;
}

}  // namespace

std::vector<Key> keys_named(std::string_view text) {
  if (const std::optional<Key> key = one_key(text)) return {*key};
  std::vector<Key> keys;
  for (std::size_t at = 0; at < text.size();) keys.push_back(typed(next_code_point(text, at)));
  return keys;
}

}  // namespace loopscope::gui
