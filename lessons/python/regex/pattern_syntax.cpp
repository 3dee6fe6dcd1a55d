#include "lessons/python/regex/pattern_syntax.h"

#include <algorithm>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "lessons/python/syntax/unicode_names.h"
#include "lessons/python/text/str_repr.h"
#include "lessons/python/text/unicode.h"

namespace loopscope::python {

namespace {

constexpr std::size_t endless = std::numeric_limits<std::uint32_t>::max();
/// Above this PCRE2 takes no number of repetitions.
constexpr std::size_t most_repetitions = 65535;
constexpr std::size_t most_groups = 1'000'000;

/// How many characters something matches.
struct Width {
  std::size_t low = 0;
  std::size_t high = 0;
};

bool is_digit_char(char32_t c) {
  return c >= U'0' && c <= U'9';
}
bool is_octal(char32_t c) {
  return c >= U'0' && c <= U'7';
}
int hex_value(char32_t c) {
  if (is_digit_char(c)) return static_cast<int>(c - U'0');
  if (c >= U'a' && c <= U'f') return static_cast<int>(c - U'a') + 10;
  if (c >= U'A' && c <= U'F') return static_cast<int>(c - U'A') + 10;
  return -1;
}
bool is_letter(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}

/// One piece of a character class or one escape: a character, or a category such as \d.
struct Unit {
  char32_t character = 0;
  char category = 0;  ///< 0: none
};

class Translator {
 public:
  Translator(const std::u32string& pattern, std::uint32_t flags, bool is_bytes)
      : pattern_(pattern), flags_(flags), is_bytes_(is_bytes) {
    out_.flags = flags;
    out_.parents.push_back(0);
  }

  PatternTranslation run() {
    parse_alternatives();
    if (!at_end()) throw PatternError("unbalanced parenthesis", at_);
    out_.flags = global_flags();
    return std::move(out_);
  }

 private:
  // Reading.

  bool at_end() const { return at_ >= pattern_.size(); }
  char32_t peek(std::size_t ahead = 0) const {
    return at_ + ahead < pattern_.size() ? pattern_[at_ + ahead] : U'\0';
  }
  bool take(char32_t c) {
    if (at_end() || pattern_[at_] != c) return false;
    ++at_;
    return true;
  }
  std::string slice(std::size_t begin, std::size_t end) const {
    return to_utf8(std::u32string_view(pattern_).substr(begin, end - begin));
  }
  [[noreturn]] static void fail(const std::string& message, std::size_t place) {
    throw PatternError(message, place);
  }
  /// The text up to `end`, which is passed.
  std::string until(char32_t end, const char* what) {
    const std::size_t begin = at_;
    while (!at_end() && pattern_[at_] != end) ++at_;
    if (at_end()) {
      if (at_ == begin) fail(std::string("missing ") + what, begin);
      fail(fmt::format("missing {}, unterminated name", to_utf8(end)), begin);
    }
    if (at_ == begin) fail(std::string("missing ") + what, begin);
    std::string text = slice(begin, at_);
    ++at_;
    return text;
  }

  // Writing.

  std::string& out() { return out_.text; }
  void emit_character(char32_t c) { out() += character_text(c); }
  static std::string character_text(char32_t c) {
    if (is_digit_char(c) || is_letter(c) || c == U'_') return {static_cast<char>(c)};
    return fmt::format("\\x{{{:x}}}", static_cast<std::uint32_t>(c));
  }

  // Alternatives, sequences.

  bool is_verbose() const { return (flags_ & pattern_verbose) != 0; }

  Width parse_alternatives() {
    Width width = parse_sequence();
    while (take(U'|')) {
      out() += '|';
      const Width other = parse_sequence();
      width = {std::min(width.low, other.low), std::max(width.high, other.high)};
    }
    return width;
  }

  void skip_verbose() {
    while (is_verbose() && !at_end()) {
      const char32_t c = peek();
      if (c == U'#') {
        while (!at_end() && pattern_[at_++] != U'\n') {
        }
      } else if (c == U' ' || (c >= U'\t' && c <= U'\r')) {
        ++at_;
      } else {
        return;
      }
    }
  }

  enum class Last : std::uint8_t { nothing, anchor, item, repeated };

  Width parse_sequence() {
    Width sum;
    Last last = Last::nothing;
    for (;;) {
      skip_verbose();
      if (at_end() || peek() == U'|' || peek() == U')') return sum;
      const char32_t c = peek();
      const bool repeats = c == U'*' || c == U'+' || c == U'?' || c == U'{';
      std::size_t low = 0;
      std::size_t high = 0;
      if (repeats && read_repeat(low, high)) {
        emit_repeat(low, high, last);
        const Width item = item_;
        sum.low += item.low * low - item.low;
        sum.high = high >= endless && item.high > 0
                       ? endless
                       : std::min(endless, sum.high + item.high * high - item.high);
        last = Last::repeated;
        continue;
      }
      item_ = {};
      const Last kind = parse_item();
      if (kind == Last::nothing) continue;
      last = kind;
      sum.low = std::min(endless, sum.low + item_.low);
      sum.high = std::min(endless, sum.high + item_.high);
    }
  }

  std::size_t repeat_at_ = 0;

  std::size_t read_number(bool& given) {
    std::size_t number = 0;
    given = false;
    while (is_digit_char(peek())) {
      number = std::min(endless, number * 10 + static_cast<std::size_t>(peek() - U'0'));
      given = true;
      ++at_;
    }
    return number;
  }

  /// The numbers of a quantifier; false (and nothing is read) if `{` stands for itself.
  bool read_repeat(std::size_t& low, std::size_t& high) {
    repeat_at_ = at_;
    const char32_t c = pattern_[at_++];
    low = c == U'+' ? 1 : 0;
    high = c == U'?' ? 1 : endless;
    if (c != U'{') return true;
    const std::size_t begin = at_;
    bool has_low = false;
    bool has_high = false;
    if (peek() != U'}') {
      low = read_number(has_low);
      high = low;
      if (take(U',')) {
        high = read_number(has_high);
        if (!has_high) high = endless;
      }
      if (take(U'}')) {
        if (low >= endless) throw PatternError("the repetition number is too large", begin);
        if (high < low) fail("min repeat greater than max repeat", begin);
        return true;
      }
    }
    at_ = begin - 1;
    return false;
  }

  void emit_repeat(std::size_t low, std::size_t high, Last last) {
    if (last == Last::nothing || last == Last::anchor) fail("nothing to repeat", repeat_at_);
    if (last == Last::repeated) fail("multiple repeat", repeat_at_);
    if (low > most_repetitions) fail("the repetition number is too large", repeat_at_);
    if (high > most_repetitions) {
      out() += low == 0 ? "*" : low == 1 ? "+" : fmt::format("{{{},}}", low);
    } else {
      out() += fmt::format("{{{},{}}}", low, high);
    }
    if (take(U'?'))
      out() += '?';
    else if (take(U'+'))
      out() += '+';
  }

  Last parse_item() {
    const char32_t c = pattern_[at_];
    switch (c) {
      case U'[':
        parse_class();
        return Last::item;
      case U'(':
        return parse_group();
      case U'.':
        ++at_;
        out() += '.';
        item_ = {1, 1};
        return Last::item;
      case U'^':
      case U'$':
        ++at_;
        out() += static_cast<char>(c);
        return Last::anchor;
      case U'\\':
        return parse_escape();
      default:
        ++at_;
        emit_character(c);
        item_ = {1, 1};
        return Last::item;
    }
  }

  // Escapes.

  [[noreturn]] void bad_escape(std::size_t begin) {
    fail("bad escape " + slice(begin, at_), begin);
  }

  char32_t read_hex(std::size_t begin, std::size_t digits) {
    std::uint64_t number = 0;
    std::size_t count = 0;
    while (count < digits && hex_value(peek()) >= 0 && !at_end()) {
      number = number * 16 + static_cast<std::uint64_t>(hex_value(peek()));
      ++at_;
      ++count;
    }
    if (count != digits) fail("incomplete escape " + slice(begin, at_), begin);
    if (number > max_character) bad_escape(begin);
    return static_cast<char32_t>(number);
  }

  char32_t read_name(std::size_t begin) {
    if (!take(U'{')) fail("missing {", at_);
    const std::string name = until(U'}', "character name");
    const std::optional<char32_t> found = character_named(name);
    if (!found) fail(fmt::format("undefined character name {}", quoted_text(name)), begin);
    return *found;
  }

  /// repr() of a text in a message.
  static std::string quoted_text(const std::string& text) {
    return (text.find('\'') != std::string::npos && text.find('"') == std::string::npos)
               ? "\"" + text + "\""
               : "'" + text + "'";
  }

  /// Escapes that a class has as well; `at_` is behind the backslash and the character `c`.
  std::optional<Unit> common_escape(std::size_t begin, char32_t c) {
    switch (c) {
      case U'a':
        return Unit{U'\a'};
      case U'f':
        return Unit{U'\f'};
      case U'n':
        return Unit{U'\n'};
      case U'r':
        return Unit{U'\r'};
      case U't':
        return Unit{U'\t'};
      case U'v':
        return Unit{U'\v'};
      case U'\\':
        return Unit{U'\\'};
      case U'd':
      case U'D':
      case U's':
      case U'S':
      case U'w':
      case U'W':
        return Unit{0, static_cast<char>(c)};
      case U'x':
        return Unit{read_hex(begin, 2)};
      case U'u':
        if (is_bytes_) return std::nullopt;
        return Unit{read_hex(begin, 4)};
      case U'U':
        if (is_bytes_) return std::nullopt;
        return Unit{read_hex(begin, 8)};
      case U'N':
        if (is_bytes_) return std::nullopt;
        return Unit{read_name(begin)};
      default:
        return std::nullopt;
    }
  }

  char32_t read_octal(std::size_t begin, std::size_t most) {
    std::uint32_t number = 0;
    at_ = begin + 1;
    for (std::size_t i = 0; i < most && is_octal(peek()) && !at_end(); ++i)
      number = number * 8 + static_cast<std::uint32_t>(pattern_[at_++] - U'0');
    if (number > 0377)
      fail(fmt::format("octal escape value {} outside of range 0-0o377", slice(begin, at_)), begin);
    return number;
  }

  Last parse_escape() {
    const std::size_t begin = at_++;
    if (at_end()) fail("bad escape (end of pattern)", begin);
    const char32_t c = pattern_[at_++];
    if (c == U'A' || c == U'b' || c == U'B' || c == U'Z') {
      out() += c == U'Z' ? "\\z" : std::string{'\\', static_cast<char>(c)};
      return Last::anchor;
    }
    if (is_digit_char(c)) {
      parse_number_escape(begin, c);
      return Last::item;
    }
    item_ = {1, 1};
    if (const std::optional<Unit> unit = common_escape(begin, c)) {
      if (unit->category != 0)
        out() += std::string{'\\', unit->category};
      else
        emit_character(unit->character);
      return Last::item;
    }
    if (is_letter(c)) bad_escape(begin);
    emit_character(c);
    return Last::item;
  }

  void parse_number_escape(std::size_t begin, char32_t c) {
    item_ = {1, 1};
    if (c == U'0') {
      emit_character(read_octal(begin, 3));
      return;
    }
    std::size_t group = static_cast<std::size_t>(c - U'0');
    if (is_digit_char(peek())) {
      if (is_octal(c) && is_octal(peek()) && is_octal(peek(1)) && at_ + 1 < pattern_.size()) {
        emit_character(read_octal(begin, 3));
        return;
      }
      group = group * 10 + static_cast<std::size_t>(pattern_[at_++] - U'0');
    }
    refer(group, begin, begin + 1);
  }

  void refer(std::size_t group, std::size_t begin, std::size_t number_at) {
    if (group > out_.groups) fail(fmt::format("invalid group reference {}", group), number_at);
    if (std::find(open_.begin(), open_.end(), group) != open_.end())
      fail("cannot refer to an open group", begin);
    out() += fmt::format("\\g{{{}}}", group);
    item_ = group < widths_.size() ? widths_[group] : Width{0, endless};
  }

  // Classes.

  Unit class_unit(std::size_t begin) {
    const char32_t c = pattern_[at_++];
    if (c != U'\\') return {c};
    if (at_end()) fail("bad escape (end of pattern)", at_ - 1);
    const std::size_t escape = at_ - 1;
    const char32_t next = pattern_[at_++];
    if (next == U'b') return {U'\b'};
    if (is_octal(next)) return {read_octal(escape, 3)};
    if (is_digit_char(next)) bad_escape(escape);
    if (const std::optional<Unit> unit = common_escape(escape, next)) return *unit;
    if (is_letter(next)) bad_escape(escape);
    static_cast<void>(begin);
    return {next};
  }

  static std::string unit_text(const Unit& unit) {
    if (unit.category != 0) return {'\\', unit.category};
    return character_text(unit.character);
  }

  void parse_class() {
    const std::size_t begin = at_++;
    out() += '[';
    if (take(U'^')) out() += '^';
    const std::size_t first = at_;
    for (;;) {
      if (at_end()) fail("unterminated character set", begin);
      if (peek() == U']' && at_ != first) break;
      const std::size_t unit_at = at_;
      const Unit low = class_unit(begin);
      if (peek() != U'-' || at_end()) {
        out() += unit_text(low);
        continue;
      }
      ++at_;
      if (at_end()) fail("unterminated character set", begin);
      if (peek() == U']') {
        out() += unit_text(low) + "\\-";
        break;
      }
      const Unit high = class_unit(begin);
      if (low.category != 0 || high.category != 0 || high.character < low.character)
        fail("bad character range " + slice(unit_at, at_), unit_at);
      out() += unit_text(low) + "-" + unit_text(high);
    }
    ++at_;
    out() += ']';
    item_ = {1, 1};
  }

  // Groups.

  void check_name(const std::string& name, std::size_t place) {
    if (!is_identifier(name) || (is_bytes_ && !is_ascii(name)))
      fail("bad character in group name " + quoted_text(name), place);
  }

  std::optional<std::size_t> group_named(const std::string& name) const {
    for (const auto& [known, number] : out_.names)
      if (known == name) return number;
    return std::nullopt;
  }

  Last parse_group() {
    const std::size_t begin = at_++;
    if (!take(U'?')) {
      parse_capture(begin, "");
      return Last::item;
    }
    if (at_end()) fail("unexpected end of pattern", at_);
    const char32_t c = pattern_[at_++];
    switch (c) {
      case U'P':
        return parse_named(begin);
      case U':':
        parse_plain(begin, "(?:");
        return Last::item;
      case U'>':
        parse_plain(begin, "(?>");
        return Last::item;
      case U'#':
        while (!at_end() && peek() != U')') ++at_;
        if (!take(U')')) fail("missing ), unterminated comment", begin);
        return Last::nothing;
      case U'=':
      case U'!':
        parse_look(begin, c == U'=' ? "(?=" : "(?!", false);
        return Last::item;
      case U'<': {
        if (at_end()) fail("unexpected end of pattern", at_);
        const char32_t next = pattern_[at_++];
        if (next != U'=' && next != U'!') fail("unknown extension ?<" + to_utf8(next), begin + 1);
        parse_look(begin, next == U'=' ? "(?<=" : "(?<!", true);
        return Last::item;
      }
      case U'(':
        parse_conditional(begin);
        return Last::item;
      default:
        if (c == U'-' || std::u32string_view(U"aiLmsux").find(c) != std::u32string_view::npos)
          return parse_flags(begin, c);
        fail("unknown extension ?" + to_utf8(c), begin + 1);
    }
  }

  void close(std::size_t begin) {
    if (!take(U')')) fail("missing ), unterminated subpattern", begin);
    out() += ')';
  }

  void parse_capture(std::size_t begin, const std::string& name) {
    const std::size_t number = ++out_.groups;
    if (number > most_groups) fail("too many groups", begin);
    out_.parents.push_back(open_.empty() ? 0 : open_.back());
    if (!name.empty()) {
      if (const auto known = group_named(name))
        fail(fmt::format("redefinition of group name {} as group {}; was group {}",
                         quoted_text(name), number, *known),
             begin + 4);
      out_.names.emplace_back(name, number);
    }
    out() += '(';
    open_.push_back(number);
    const Width width = parse_nested();
    close(begin);
    open_.pop_back();
    widths_.resize(std::max(widths_.size(), number + 1));
    widths_[number] = width;
    item_ = width;
  }

  /// What is in a group: its flags end with it.
  Width parse_nested() {
    if (++depth_ > deepest) fail("too many nested groups", at_);
    const std::uint32_t before = flags_;
    const Width width = parse_alternatives();
    flags_ = before;
    --depth_;
    return width;
  }

  void parse_plain(std::size_t begin, const char* opening) {
    out() += opening;
    const Width width = parse_nested();
    close(begin);
    item_ = width;
  }

  void parse_look(std::size_t begin, const char* opening, bool behind) {
    out() += opening;
    const Width width = parse_nested();
    close(begin);
    if (behind && width.low != width.high)
      fail("look-behind requires fixed-width pattern", PatternError::no_place);
    item_ = {};
  }

  Last parse_named(std::size_t begin) {
    if (take(U'<')) {
      const std::size_t place = at_;
      const std::string name = until(U'>', "group name");
      check_name(name, place);
      parse_capture(begin, name);
      return Last::item;
    }
    if (take(U'=')) {
      const std::size_t place = at_;
      const std::string name = until(U')', "group name");
      check_name(name, place);
      const auto group = group_named(name);
      if (!group) fail("unknown group name " + quoted_text(name), place);
      refer(*group, place, place);
      return Last::item;
    }
    if (at_end()) fail("unexpected end of pattern", at_);
    fail("unknown extension ?P" + to_utf8(pattern_[at_]), begin + 1);
  }

  void parse_conditional(std::size_t begin) {
    const std::size_t place = at_;
    const std::string name = until(U')', "group name");
    std::size_t group = 0;
    if (is_identifier(name)) {
      const auto known = group_named(name);
      if (!known) fail("unknown group name " + quoted_text(name), place);
      group = *known;
    } else {
      if (name.size() > 9 ||
          !std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; }))
        fail("bad character in group name " + quoted_text(name), place);
      group = static_cast<std::size_t>(std::stoul(name));
      if (group == 0) fail("bad group number", place);
    }
    // It may be a group that is still to come.
    if (group > most_groups) fail(fmt::format("invalid group reference {}", group), place);
    conditions_.emplace_back(group, place);
    out() += fmt::format("(?({})", group);
    const Width yes = parse_branch();
    Width no;
    if (take(U'|')) {
      out() += '|';
      no = parse_branch();
      if (peek() == U'|' && !at_end()) fail("conditional backref with more than two branches", at_);
    }
    close(begin);
    item_ = {std::min(yes.low, no.low), std::max(yes.high, no.high)};
  }

  Width parse_branch() {
    if (++depth_ > deepest) fail("too many nested groups", at_);
    const Width width = parse_sequence();
    --depth_;
    return width;
  }

  // Flags.

  static std::uint32_t flag_of(char32_t c) {
    switch (c) {
      case U'a':
        return pattern_ascii;
      case U'i':
        return pattern_ignore_case;
      case U'L':
        return pattern_locale;
      case U'm':
        return pattern_multi_line;
      case U's':
        return pattern_dot_all;
      case U'u':
        return pattern_unicode;
      case U'x':
        return pattern_verbose;
      default:
        return 0;
    }
  }

  void check_type_flag(std::uint32_t flag) {
    if (is_bytes_ && flag == pattern_unicode)
      fail("bad inline flags: cannot use 'u' flag with a bytes pattern", at_);
    if (!is_bytes_ && flag == pattern_locale)
      fail("bad inline flags: cannot use 'L' flag with a str pattern", at_);
  }

  Last parse_flags(std::size_t begin, char32_t c) {
    std::uint32_t added = 0;
    std::uint32_t removed = 0;
    if (c != U'-') {
      for (;;) {
        check_type_flag(flag_of(c));
        added |= flag_of(c);
        if (at_end()) fail("missing -, : or )", at_);
        c = pattern_[at_++];
        if (c == U')' || c == U'-' || c == U':') break;
        if (flag_of(c) == 0) fail(is_letter(c) ? "unknown flag" : "missing -, : or )", at_ - 1);
      }
    }
    if (c == U')') {
      if (begin != 0) fail("global flags not at the start of the expression", begin);
      global_ |= added;
      flags_ |= added;
      return Last::nothing;
    }
    if (c == U'-') removed = read_removed_flags();
    if ((added & removed) != 0) fail("bad inline flags: flag turned on and off", at_);
    parse_scoped(begin, added, removed);
    return Last::item;
  }

  std::uint32_t read_removed_flags() {
    std::uint32_t removed = 0;
    if (at_end()) fail("missing flag", at_);
    char32_t c = pattern_[at_++];
    if (flag_of(c) == 0) fail(is_letter(c) ? "unknown flag" : "missing flag", at_ - 1);
    for (;;) {
      if ((flag_of(c) & (pattern_ascii | pattern_locale | pattern_unicode)) != 0)
        fail("bad inline flags: cannot turn off flags 'a', 'u' and 'L'", at_);
      removed |= flag_of(c);
      if (at_end()) fail("missing :", at_);
      c = pattern_[at_++];
      if (c == U':') return removed;
      if (flag_of(c) == 0) fail(is_letter(c) ? "unknown flag" : "missing :", at_ - 1);
    }
  }

  void parse_scoped(std::size_t begin, std::uint32_t added, std::uint32_t removed) {
    const auto letters = [](std::uint32_t flags) {
      std::string text;
      if ((flags & pattern_ignore_case) != 0) text += 'i';
      if ((flags & pattern_multi_line) != 0) text += 'm';
      if ((flags & pattern_dot_all) != 0) text += 's';
      return text;
    };
    std::string opening = "(?" + letters(added);
    if (!letters(removed).empty()) opening += "-" + letters(removed);
    out() += opening + ":";
    const std::uint32_t before = flags_;
    flags_ = (flags_ | added) & ~removed;
    const Width width = parse_nested();
    flags_ = before;
    close(begin);
    item_ = width;
  }

  std::uint32_t global_flags() {
    for (const auto& [group, place] : conditions_)
      if (group > out_.groups) fail(fmt::format("invalid group reference {}", group), place);
    std::uint32_t flags = out_.flags | global_;
    if (!is_bytes_ && (flags & pattern_ascii) == 0) flags |= pattern_unicode;
    return flags;
  }

  static constexpr int deepest = 200;

  const std::u32string& pattern_;
  std::size_t at_ = 0;
  std::uint32_t flags_;
  bool is_bytes_;
  std::uint32_t global_ = 0;
  PatternTranslation out_;
  Width item_;  ///< of the item read last
  std::vector<std::size_t> open_;
  std::vector<Width> widths_;  ///< of closed groups
  std::vector<std::pair<std::size_t, std::size_t>> conditions_;
  int depth_ = 0;
};

}  // namespace

PatternTranslation translate_pattern(const std::u32string& pattern, std::uint32_t flags,
                                     bool is_bytes) {
  return Translator(pattern, flags, is_bytes).run();
}

}  // namespace loopscope::python
