#include "lessons/player/text_width.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>

namespace loopscope::player {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// East Asian Wide and Fullwidth (Unicode's EastAsianWidth), in whole blocks.
constexpr std::array wide_ranges = {
    Range{0x1100, 0x115F},   Range{0x231A, 0x231B},   Range{0x2329, 0x232A},
    Range{0x23E9, 0x23EC},   Range{0x2E80, 0x303E},   Range{0x3041, 0x33FF},
    Range{0x3400, 0x4DBF},   Range{0x4E00, 0x9FFF},   Range{0xA000, 0xA4CF},
    Range{0xA960, 0xA97F},   Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},
    Range{0xFE10, 0xFE19},   Range{0xFE30, 0xFE6F},   Range{0xFF01, 0xFF60},
    Range{0xFFE0, 0xFFE6},   Range{0x1B000, 0x1B2FF}, Range{0x1F300, 0x1F64F},
    Range{0x1F680, 0x1F6FF}, Range{0x1F900, 0x1F9FF}, Range{0x20000, 0x3FFFD},
};
constexpr std::array narrowless_ranges = {
    Range{0x0300, 0x036F}, Range{0x200B, 0x200F}, Range{0x3099, 0x309A},
    Range{0xFE00, 0xFE0F}, Range{0x20D0, 0x20FF},
};
constexpr std::u32string_view never_first =
    U"、。，．・：；？！」』）】〉》〕］｝ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々…%";
constexpr std::u32string_view never_last = U"「『（【〈《〔［｛";

template <std::size_t N>
bool is_in(char32_t c, const std::array<Range, N>& ranges) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [c](Range range) { return c >= range.first && c <= range.last; });
}

std::size_t width_of(char32_t c) {
  if (c < 0x300) return c >= 0x20 ? 1 : 0;
  if (is_in(c, narrowless_ranges)) return 0;
  return is_in(c, wide_ranges) ? 2 : 1;
}

struct Character {
  char32_t code = 0;
  std::string_view bytes;
};

/// Length of the UTF-8 sequence at the front of a text; 1 for a byte that begins none.
std::size_t sequence_length(std::string_view utf8) {
  const auto lead = static_cast<unsigned char>(utf8[0]);
  const std::size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (length > utf8.size()) return 1;
  for (std::size_t i = 1; i < length; ++i) {
    if ((static_cast<unsigned char>(utf8[i]) & 0xC0) != 0x80) return 1;
  }
  return length;
}

/// Splits into characters; bytes that are no UTF-8 count one each.
std::vector<Character> characters(std::string_view utf8) {
  std::vector<Character> result;
  while (!utf8.empty()) {
    const auto lead = static_cast<unsigned char>(utf8[0]);
    const std::size_t length = sequence_length(utf8);
    char32_t code = length > 1 ? lead & (0xFFU >> (length + 1)) : lead < 0x80 ? lead : 0xFFFD;
    for (std::size_t i = 1; i < length; ++i) {
      code = (code << 6) | (static_cast<unsigned char>(utf8[i]) & 0x3FU);
    }
    result.push_back({code, utf8.substr(0, length)});
    utf8.remove_prefix(length);
  }
  return result;
}

/// What wrapping never divides, and the blanks after it.
struct Piece {
  std::string text;
  std::size_t width = 0;
  bool blank_after = false;
};

bool may_break_between(char32_t before, char32_t after) {
  if (never_first.find(after) != std::u32string_view::npos) return false;
  if (never_last.find(before) != std::u32string_view::npos) return false;
  return width_of(before) == 2 || width_of(after) == 2;
}

std::vector<Piece> pieces_of(std::string_view utf8) {
  std::vector<Piece> pieces;
  char32_t before = U' ';
  for (const Character& c : characters(utf8)) {
    const bool blank = c.code == U' ' || c.code == U'\n' || c.code == U'\t';
    if (blank) {
      if (!pieces.empty()) pieces.back().blank_after = true;
    } else {
      if (before == U' ' || may_break_between(before, c.code)) pieces.emplace_back();
      pieces.back().text += c.bytes;
      pieces.back().width += width_of(c.code);
    }
    before = blank ? U' ' : c.code;
  }
  return pieces;
}

/// A piece that fits no line, in parts that do.
std::vector<Piece> divided(const Piece& piece, std::size_t width) {
  std::vector<Piece> parts(1);
  for (const Character& c : characters(piece.text)) {
    if (parts.back().width + width_of(c.code) > width && parts.back().width > 0) {
      parts.emplace_back();
    }
    parts.back().text += c.bytes;
    parts.back().width += width_of(c.code);
  }
  parts.back().blank_after = piece.blank_after;
  return parts;
}

class LineFiller {
 public:
  LineFiller(std::size_t width, std::string_view indent) : width_(width), indent_(indent) {}

  void add(const Piece& piece) {
    const std::size_t gap = blank_pending_ ? 1 : 0;
    if (!empty_ && used_ + gap + piece.width > width_) {
      next_line();
    } else if (blank_pending_) {
      line_ += ' ';
      ++used_;
    }
    line_ += piece.text;
    used_ += piece.width;
    empty_ = false;
    blank_pending_ = piece.blank_after;
  }
  std::vector<std::string> finish() {
    lines_.push_back(line_);
    return std::move(lines_);
  }
  std::size_t room() const { return width_ - text_width(indent_); }

 private:
  void next_line() {
    lines_.push_back(line_);
    line_ = indent_;
    used_ = text_width(indent_);
    empty_ = true;
  }

  std::size_t width_;
  std::string_view indent_;
  std::vector<std::string> lines_;
  std::string line_;
  std::size_t used_ = 0;
  bool empty_ = true;
  bool blank_pending_ = false;
};

/// A line of Markdown without emphasis, backquotes and link targets.
std::string without_marks(std::string_view text) {
  std::string plain;
  bool in_code = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '`') {
      in_code = !in_code;
    } else if (!in_code && c == '\\' && i + 1 < text.size() &&
               std::ispunct(static_cast<unsigned char>(text[i + 1])) != 0) {
      plain += text[++i];
    } else if (!in_code && c == '[') {
      const std::size_t close = text.find("](", i);
      const std::size_t end = close == std::string_view::npos ? close : text.find(')', close);
      if (end == std::string_view::npos) {
        plain += c;
        continue;
      }
      plain += without_marks(text.substr(i + 1, close - i - 1));
      i = end;
    } else if (in_code || c != '*') {
      plain += c;
    }
  }
  return plain;
}

/// Length of a list item's or quotation's mark at the front of a line ("- ", "12. ", "> ").
std::size_t mark_length(std::string_view line) {
  if (line.starts_with("- ") || line.starts_with("* ") || line.starts_with("> ")) return 2;
  std::size_t digits = 0;
  while (digits < line.size() && std::isdigit(static_cast<unsigned char>(line[digits])) != 0) {
    ++digits;
  }
  return digits > 0 && line.substr(digits).starts_with(". ") ? digits + 2 : 0;
}

class MarkdownLines {
 public:
  explicit MarkdownLines(std::size_t width) : width_(width) {}

  void take(std::string_view line) {
    if (line.starts_with("```")) {
      flush();
      in_code_ = !in_code_;
    } else if (in_code_) {
      lines_.push_back("    " + std::string(line));
    } else if (line.find_first_not_of(' ') == std::string_view::npos) {
      flush();
      if (!lines_.empty() && !lines_.back().empty()) lines_.emplace_back();
    } else if (line.front() == '|') {
      flush();
      lines_.push_back(without_marks(line));
    } else {
      take_text(line);
    }
  }

  std::vector<std::string> finish() {
    flush();
    while (!lines_.empty() && lines_.back().empty()) lines_.pop_back();
    return std::move(lines_);
  }

 private:
  void take_text(std::string_view line) {
    const std::size_t blanks = std::min(line.find_first_not_of(' '), line.size());
    if (const std::size_t mark = mark_length(line.substr(blanks));
        mark > 0 && may_begin_item(line.substr(blanks))) {
      flush();
      indent_ = std::string(blanks + mark, ' ');
      paragraph_ = std::string(line);
      return;
    }
    line.remove_prefix(blanks);
    // Japanese is written without blanks: joining two of its lines must not make one.
    if (!paragraph_.empty() && !joins_without_blank(line)) paragraph_ += ' ';
    paragraph_ += line;
  }

  /// A paragraph's line that happens to begin with "15. " is no list, as in CommonMark.
  bool may_begin_item(std::string_view line) const {
    const bool numbered = std::isdigit(static_cast<unsigned char>(line.front())) != 0;
    return paragraph_.empty() || !indent_.empty() || !numbered || line.starts_with("1. ");
  }

  bool joins_without_blank(std::string_view next) const {
    const char32_t before = characters(paragraph_).back().code;
    const bool closes = before == U'、' || before == U'。';
    return closes || (width_of(before) == 2 && width_of(characters(next).front().code) == 2);
  }

  void flush() {
    if (paragraph_.empty()) return;
    const std::size_t blanks = paragraph_.find_first_not_of(' ');
    const std::size_t room = width_ > blanks + 10 ? width_ - blanks : width_;
    const std::string_view hanging =
        std::string_view(indent_).substr(std::min(blanks, indent_.size()));
    for (const std::string& line :
         wrapped(without_marks(std::string_view(paragraph_).substr(blanks)), room, hanging)) {
      lines_.push_back(std::string(blanks, ' ') + line);
    }
    paragraph_.clear();
    indent_.clear();
  }

  std::size_t width_;
  std::vector<std::string> lines_;
  std::string paragraph_;
  std::string indent_;
  bool in_code_ = false;
};

}  // namespace

std::size_t text_width(std::string_view utf8) {
  std::size_t width = 0;
  for (const Character& c : characters(utf8)) width += width_of(c.code);
  return width;
}

std::string fitted(std::string_view utf8, std::size_t width) {
  std::size_t used = text_width(utf8);
  if (used <= width) return std::string(utf8) + std::string(width - used, ' ');
  if (width == 0) return {};
  std::string text;
  used = 0;
  for (const Character& c : characters(utf8)) {
    if (used + width_of(c.code) > width - 1) break;
    text += c.bytes;
    used += width_of(c.code);
  }
  return text + "…" + std::string(width - 1 - used, ' ');
}

std::vector<std::string> wrapped(std::string_view utf8, std::size_t width,
                                 std::string_view indent) {
  LineFiller filler(std::max<std::size_t>(width, 10), indent);
  for (const Piece& piece : pieces_of(utf8)) {
    if (piece.width <= filler.room()) {
      filler.add(piece);
    } else {
      for (const Piece& part : divided(piece, filler.room())) filler.add(part);
    }
  }
  return filler.finish();
}

std::vector<std::string> plain_markdown(std::string_view markdown, std::size_t width) {
  MarkdownLines lines(std::max<std::size_t>(width, 10));
  while (!markdown.empty()) {
    const std::size_t end = std::min(markdown.find('\n'), markdown.size());
    lines.take(markdown.substr(0, end));
    markdown.remove_prefix(std::min(end + 1, markdown.size()));
  }
  return lines.finish();
}

}  // namespace loopscope::player
