#include "gui/app/key.h"

#include "gui/widgets/utf8.h"

namespace loopscope::gui {

namespace {

const char* name_of(Key::Name name) {
  switch (name) {
    case Key::Name::none:
    case Key::Name::character:
      return "";
    case Key::Name::space:
      return "Space";
    case Key::Name::left:
      return "←";
    case Key::Name::right:
      return "→";
    case Key::Name::up:
      return "↑";
    case Key::Name::down:
      return "↓";
    case Key::Name::home:
      return "Home";
    case Key::Name::end:
      return "End";
    case Key::Name::page_up:
      return "Page Up";
    case Key::Name::page_down:
      return "Page Down";
    case Key::Name::enter:
      return "Enter";
    case Key::Name::escape:
      return "Esc";
    case Key::Name::tab:
      return "Tab";
    case Key::Name::backspace:
      return "Backspace";
    case Key::Name::erase:
      return "Delete";
    case Key::Name::f1:
      return "F1";
    case Key::Name::f11:
      return "F11";
  }
  return "";
}

}  // namespace

std::string text_of(const Key& key) {
  std::string result;
  if (key.control) result += "Ctrl+";
  if (key.shift) result += "Shift+";
  if (key.name != Key::Name::character) return result + name_of(key.name);
  char32_t shown = key.character;
  if (shown >= U'a' && shown <= U'z') shown = shown - U'a' + U'A';
  return result + to_utf8(shown);
}

}  // namespace loopscope::gui
