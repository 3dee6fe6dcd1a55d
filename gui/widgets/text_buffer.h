#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace loopscope::gui {

/// A text that is being edited: UTF-8, a cursor, a selection, and what can be undone. Offsets are
/// bytes and stand between characters. Knows no keys and no pictures.
class TextBuffer {
 public:
  enum class Move {
    left,
    right,
    up,
    down,
    page_up,
    page_down,
    word_left,
    word_right,
    line_start,  ///< the first character that is no space, or before it
    line_end,
    start,
    end
  };

  explicit TextBuffer(std::string text = {});

  const std::string& text() const { return text_; }
  std::size_t cursor() const { return cursor_; }
  /// The selection's ends, the lesser first; equal: nothing is selected.
  std::pair<std::size_t, std::size_t> selection() const;
  std::string selected() const;
  /// Grows with every change of the text, undoing included.
  std::size_t version() const { return version_; }

  /// Line of an offset, from 0, and where that line begins.
  std::size_t line_of(std::size_t offset) const;
  std::size_t line_start(std::size_t line) const;

  /// Puts text in the place of the selection.
  void type(std::string_view text);
  /// A new line, indented as Python code goes on: deeper after a colon.
  void new_line();
  /// Moves the selected lines by one level, or goes to the next level.
  void indent();
  void unindent();
  void backspace();
  void erase();
  void move(Move move, bool select);
  /// Puts the cursor there; `select`: the selection reaches to it.
  void place(std::size_t offset, bool select);
  void select_all();
  bool undo();
  bool redo();

 private:
  struct Change {
    std::size_t at = 0;
    std::string removed;
    std::string inserted;
    std::size_t cursor_before = 0;
    std::size_t anchor_before = 0;
    bool joins = false;  ///< one typed character: the next belongs to the same change
  };

  void replace(std::size_t from, std::size_t to, std::string_view by, bool joins = false);
  void shift_lines(bool deeper);
  std::size_t before(std::size_t offset) const;
  std::size_t after(std::size_t offset) const;
  std::size_t target_of(Move move);
  std::size_t by_lines(std::ptrdiff_t lines);
  std::size_t by_word(bool right) const;
  std::size_t first_in_line() const;
  std::size_t end_of_line(std::size_t offset) const;

  std::string text_;
  std::size_t cursor_ = 0;
  std::size_t anchor_ = 0;
  std::size_t wanted_column_ = std::string::npos;  ///< of moves up and down, in characters
  std::size_t version_ = 0;
  std::vector<Change> done_;
  std::vector<Change> undone_;
};

}  // namespace loopscope::gui
