#include "gui/app/text_keys.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "gui/widgets/utf8.h"

namespace loopscope::gui {

namespace {

using Move = TextBuffer::Move;
using Name = Key::Name;

std::optional<Move> move_of(const Key& key) {
  switch (key.name) {
    case Name::left:
      return key.control ? Move::word_left : Move::left;
    case Name::right:
      return key.control ? Move::word_right : Move::right;
    case Name::up:
      return Move::up;
    case Name::down:
      return Move::down;
    case Name::page_up:
      return Move::page_up;
    case Name::page_down:
      return Move::page_down;
    case Name::home:
      return key.control ? Move::start : Move::line_start;
    case Name::end:
      return key.control ? Move::end : Move::line_end;
    default:
      return std::nullopt;
  }
}

bool goes_over_lines(const Key& key) {
  return key.name == Name::up || key.name == Name::down || key.name == Name::page_up ||
         key.name == Name::page_down;
}

constexpr std::u32string_view controls = U"acvxyz";

std::string without_line_ends(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

void apply_control(TextBuffer& buffer, char32_t character, const Clipboard& clipboard,
                   bool one_line) {
  switch (character) {
    case U'a':
      buffer.select_all();
      break;
    case U'c':
    case U'x':
      if (buffer.selected().empty()) break;
      clipboard.set(buffer.selected());
      if (character == U'x') buffer.erase();
      break;
    case U'v': {
      std::string text = clipboard.get();
      std::erase(text, '\r');
      buffer.type(one_line ? without_line_ends(std::move(text)) : text);
      break;
    }
    case U'y':
      buffer.redo();
      break;
    case U'z':
      buffer.undo();
      break;
    default:
      break;
  }
}

}  // namespace

Clipboard private_clipboard() {
  const auto kept = std::make_shared<std::string>();
  return {[kept] { return *kept; }, [kept](const std::string& text) { *kept = text; }};
}

bool is_text_key(const Key& key) {
  if (key.name == Name::character) {
    return !key.control || (!key.shift && controls.find(key.character) != controls.npos);
  }
  return move_of(key) || key.name == Name::space || key.name == Name::enter ||
         key.name == Name::tab || key.name == Name::backspace || key.name == Name::erase;
}

void apply_text_key(TextBuffer& buffer, const Key& key, const Clipboard& clipboard, bool one_line) {
  if (const auto move = move_of(key)) {
    if (!one_line || !goes_over_lines(key)) buffer.move(*move, key.shift);
    return;
  }
  switch (key.name) {
    case Name::character:
      if (key.control) {
        apply_control(buffer, key.character, clipboard, one_line);
      } else {
        buffer.type(to_utf8(key.typed != 0 ? key.typed : key.character));
      }
      break;
    case Name::space:
      buffer.type(" ");
      break;
    case Name::backspace:
      buffer.backspace();
      break;
    case Name::erase:
      buffer.erase();
      break;
    case Name::enter:
      if (!one_line) buffer.new_line();
      break;
    case Name::tab:
      if (!one_line) key.shift ? buffer.unindent() : buffer.indent();
      break;
    default:
      break;
  }
}

}  // namespace loopscope::gui
