#include "gui/widgets/text_buffer.h"

#include <algorithm>

namespace loopscope::gui {

namespace {

constexpr std::size_t level = 4;  // columns of one indentation
constexpr std::ptrdiff_t page = 20;

bool continues(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

bool is_word(char byte) {
  const auto code = static_cast<unsigned char>(byte);
  return code >= 0x80U || (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') ||
         (code >= '0' && code <= '9') || code == '_';
}

}  // namespace

TextBuffer::TextBuffer(std::string text) : text_(std::move(text)) {}

std::pair<std::size_t, std::size_t> TextBuffer::selection() const {
  return std::minmax(cursor_, anchor_);
}

std::string TextBuffer::selected() const {
  const auto [from, to] = selection();
  return text_.substr(from, to - from);
}

std::size_t TextBuffer::line_of(std::size_t offset) const {
  const auto end = text_.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text_.size()));
  return static_cast<std::size_t>(std::count(text_.begin(), end, '\n'));
}

std::size_t TextBuffer::line_start(std::size_t line) const {
  std::size_t start = 0;
  for (; line > 0; --line) {
    const std::size_t end = text_.find('\n', start);
    if (end == std::string::npos) return text_.size();
    start = end + 1;
  }
  return start;
}

// Changing.

void TextBuffer::replace(std::size_t from, std::size_t to, std::string_view by, bool joins) {
  Change change{from, text_.substr(from, to - from), std::string(by), cursor_, anchor_, joins};
  text_.replace(from, to - from, by);
  cursor_ = anchor_ = from + by.size();
  wanted_column_ = std::string::npos;
  ++version_;
  undone_.clear();
  if (joins && change.removed.empty() && !done_.empty() && done_.back().joins &&
      done_.back().at + done_.back().inserted.size() == from) {
    done_.back().inserted += change.inserted;
  } else {
    done_.push_back(std::move(change));
  }
}

void TextBuffer::type(std::string_view text) {
  const auto [from, to] = selection();
  if (text.empty() && from == to) return;
  const bool one =
      !text.empty() && text.find('\n') == text.npos &&
      std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); }) == 1;
  replace(from, to, text, one && text != " ");
}

void TextBuffer::new_line() {
  const std::size_t from = selection().first;
  const std::size_t newline = from == 0 ? std::string::npos : text_.rfind('\n', from - 1);
  const std::size_t start = newline == std::string::npos ? 0 : newline + 1;
  std::size_t spaces = 0;
  while (start + spaces < from && text_[start + spaces] == ' ') ++spaces;
  std::size_t last = from;
  while (last > start && text_[last - 1] == ' ') --last;
  if (last > start && text_[last - 1] == ':') spaces += level;
  type("\n" + std::string(spaces, ' '));
}

void TextBuffer::indent() {
  const auto [from, to] = selection();
  if (text_.find('\n', from) < to) {
    shift_lines(true);
    return;
  }
  const std::size_t column = from - line_start(line_of(from));
  type(std::string(level - column % level, ' '));
}

void TextBuffer::unindent() {
  shift_lines(false);
}

/// Every line that the selection touches, as one change.
void TextBuffer::shift_lines(bool deeper) {
  const auto [from, to] = selection();
  const std::size_t begin = line_start(line_of(from));
  const std::size_t end = end_of_line(to > from && text_[to - 1] == '\n' ? to - 1 : to);
  std::string lines;
  for (std::size_t at = begin; at <= end;) {
    const std::size_t stop = std::min(end_of_line(at), end);
    std::string line = text_.substr(at, stop - at);
    if (deeper && !line.empty()) line.insert(0, level, ' ');
    if (!deeper) line.erase(0, std::min(level, std::min(line.find_first_not_of(' '), line.size())));
    lines += line;
    if (stop < end) lines += '\n';
    at = stop + 1;
  }
  if (lines == text_.substr(begin, end - begin)) return;
  const bool some = from != to;
  replace(begin, end, lines);
  if (some) anchor_ = begin;
}

void TextBuffer::backspace() {
  auto [from, to] = selection();
  if (from == to) {
    if (from == 0) return;
    const std::size_t start = line_start(line_of(from));
    const bool in_margin =
        from > start && text_.find_first_not_of(' ', start) >= from && (from - start) % level == 0;
    from = in_margin ? from - level : before(from);
  }
  replace(from, to, {});
}

void TextBuffer::erase() {
  auto [from, to] = selection();
  if (from == to) to = after(to);
  if (from != to) replace(from, to, {});
}

bool TextBuffer::undo() {
  if (done_.empty()) return false;
  Change change = std::move(done_.back());
  done_.pop_back();
  text_.replace(change.at, change.inserted.size(), change.removed);
  cursor_ = change.cursor_before;
  anchor_ = change.anchor_before;
  change.joins = false;
  undone_.push_back(std::move(change));
  wanted_column_ = std::string::npos;
  ++version_;
  return true;
}

bool TextBuffer::redo() {
  if (undone_.empty()) return false;
  Change change = std::move(undone_.back());
  undone_.pop_back();
  text_.replace(change.at, change.removed.size(), change.inserted);
  cursor_ = anchor_ = change.at + change.inserted.size();
  done_.push_back(std::move(change));
  wanted_column_ = std::string::npos;
  ++version_;
  return true;
}

// Moving.

std::size_t TextBuffer::before(std::size_t offset) const {
  if (offset == 0) return 0;
  do {
    --offset;
  } while (offset > 0 && continues(text_[offset]));
  return offset;
}

std::size_t TextBuffer::after(std::size_t offset) const {
  if (offset >= text_.size()) return text_.size();
  do {
    ++offset;
  } while (offset < text_.size() && continues(text_[offset]));
  return offset;
}

std::size_t TextBuffer::end_of_line(std::size_t offset) const {
  const std::size_t end = text_.find('\n', offset);
  return end == std::string::npos ? text_.size() : end;
}

std::size_t TextBuffer::first_in_line() const {
  const std::size_t start = line_start(line_of(cursor_));
  std::size_t first = start;
  while (first < text_.size() && text_[first] == ' ') ++first;
  return cursor_ == first ? start : first;
}

std::size_t TextBuffer::by_word(bool right) const {
  std::size_t at = cursor_;
  if (right) {
    while (at < text_.size() && !is_word(text_[at])) ++at;
    while (at < text_.size() && is_word(text_[at])) ++at;
  } else {
    while (at > 0 && !is_word(text_[at - 1])) --at;
    while (at > 0 && is_word(text_[at - 1])) --at;
  }
  return at;
}

std::size_t TextBuffer::by_lines(std::ptrdiff_t lines) {
  const std::size_t line = line_of(cursor_);
  if (wanted_column_ == std::string::npos) {
    const auto begin = text_.begin() + static_cast<std::ptrdiff_t>(line_start(line));
    const auto end = text_.begin() + static_cast<std::ptrdiff_t>(cursor_);
    wanted_column_ = static_cast<std::size_t>(
        std::count_if(begin, end, [](char byte) { return !continues(byte); }));
  }
  const auto target = static_cast<std::ptrdiff_t>(line) + lines;
  if (target < 0) return 0;
  if (static_cast<std::size_t>(target) > line_of(text_.size())) return text_.size();
  std::size_t at = line_start(static_cast<std::size_t>(target));
  const std::size_t end = end_of_line(at);
  for (std::size_t column = 0; column < wanted_column_ && at < end; ++column) at = after(at);
  return at;
}

std::size_t TextBuffer::target_of(Move move) {
  switch (move) {
    case Move::left:
      return before(cursor_);
    case Move::right:
      return after(cursor_);
    case Move::up:
      return by_lines(-1);
    case Move::down:
      return by_lines(1);
    case Move::page_up:
      return by_lines(-page);
    case Move::page_down:
      return by_lines(page);
    case Move::word_left:
      return by_word(false);
    case Move::word_right:
      return by_word(true);
    case Move::line_start:
      return first_in_line();
    case Move::line_end:
      return end_of_line(cursor_);
    case Move::start:
      return 0;
    case Move::end:
      break;
  }
  return text_.size();
}

void TextBuffer::move(Move move, bool select) {
  const auto [from, to] = selection();
  const bool vertical =
      move == Move::up || move == Move::down || move == Move::page_up || move == Move::page_down;
  const bool leaves = !select && from != to && (move == Move::left || move == Move::right);
  std::size_t target = move == Move::left ? from : to;  // a selection is left at its end
  if (!leaves) target = target_of(move);
  const std::size_t column = wanted_column_;
  place(target, select);
  if (vertical) wanted_column_ = column;
}

void TextBuffer::place(std::size_t offset, bool select) {
  cursor_ = std::min(offset, text_.size());
  while (cursor_ > 0 && cursor_ < text_.size() && continues(text_[cursor_])) --cursor_;
  if (!select) anchor_ = cursor_;
  wanted_column_ = std::string::npos;
  if (!done_.empty()) done_.back().joins = false;
}

void TextBuffer::select_all() {
  anchor_ = 0;
  cursor_ = text_.size();
}

}  // namespace loopscope::gui
