// Module _re: patterns compiled and matched by PCRE2, for module re, which is written in Python.

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>
#include <memory>
#include <string>

#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/modules.h"
#include "lessons/python/objects/bytes_object.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/regex/pattern_syntax.h"
#include "lessons/python/text/unicode.h"

namespace loopscope::python {

namespace {

/// Bounds of one match, so that no pattern holds the program up.
constexpr std::uint32_t most_steps = 20'000'000;
constexpr std::uint32_t most_kibibytes = 64 * 1024;

template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* pointer) const {
    Free(pointer);
  }
};
using Code = std::unique_ptr<pcre2_code, Freed<&pcre2_code_free>>;
using MatchData = std::unique_ptr<pcre2_match_data, Freed<&pcre2_match_data_free>>;
using MatchContext = std::unique_ptr<pcre2_match_context, Freed<&pcre2_match_context_free>>;
using CompileContext = std::unique_ptr<pcre2_compile_context, Freed<&pcre2_compile_context_free>>;

/// A compiled pattern.
struct RegexObject : Object {
  static constexpr char tag = 0;
  Code code;
  MatchData data;
  MatchContext context;
  std::vector<std::size_t> parents;
  std::size_t groups = 0;
  bool is_bytes = false;
};

class RegexTypes final : public Extension {
 public:
  explicit RegexTypes(Interpreter& interpreter) {
    TypeDefinition definition;
    definition.name = "code";
    definition.module = "_re";
    definition.size = sizeof(RegexObject);
    definition.tag = &RegexObject::tag;
    definition.slots.destroy = destroy_with<RegexObject>;
    regex = &define_type(interpreter, definition);
  }
  Type* regex;
};

std::uint32_t compile_options(std::uint32_t flags, bool is_bytes) {
  std::uint32_t options = PCRE2_ALT_CIRCUMFLEX | PCRE2_NEVER_BACKSLASH_C;
  if (!is_bytes) options |= PCRE2_UTF | PCRE2_MATCH_INVALID_UTF;
  if ((flags & pattern_unicode) != 0) options |= PCRE2_UCP;
  if ((flags & pattern_ignore_case) != 0) options |= PCRE2_CASELESS;
  if ((flags & pattern_multi_line) != 0) options |= PCRE2_MULTILINE;
  if ((flags & pattern_dot_all) != 0) options |= PCRE2_DOTALL;
  return options;
}

/// What re.error is made of: its message and place.
Value complaint(Interpreter& interpreter, std::string_view message, std::size_t place) {
  return make_tuple(interpreter, {interpreter.make_string(message),
                                  place == PatternError::no_place
                                      ? Value::none()
                                      : Value::small(static_cast<std::int64_t>(place))});
}

Value compile_translated(Interpreter& interpreter, const PatternTranslation& translated,
                         bool is_bytes) {
  const CompileContext context(pcre2_compile_context_create(nullptr));
  pcre2_set_newline(context.get(), PCRE2_NEWLINE_LF);
  int error = 0;
  PCRE2_SIZE place = 0;
  Code code(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(translated.text.data()),
                          translated.text.size(), compile_options(translated.flags, is_bytes),
                          &error, &place, context.get()));
  if (!code) {
    PCRE2_UCHAR text[256] = {};
    pcre2_get_error_message(error, text, sizeof text);
    return complaint(interpreter, reinterpret_cast<const char*>(text), PatternError::no_place);
  }
  auto* regex = interpreter.make<RegexObject>(*interpreter.extension<RegexTypes>().regex);
  Value result = Value::adopt(regex);
  regex->data.reset(pcre2_match_data_create_from_pattern(code.get(), nullptr));
  regex->context.reset(pcre2_match_context_create(nullptr));
  pcre2_set_match_limit(regex->context.get(), most_steps);
  pcre2_set_heap_limit(regex->context.get(), most_kibibytes);
  regex->code = std::move(code);
  regex->parents = translated.parents;
  regex->groups = translated.groups;
  regex->is_bytes = is_bytes;
  const Value names = make_dict(interpreter);
  for (const auto& [name, number] : translated.names)
    dict_of(names).set(name, Value::small(static_cast<std::int64_t>(number)));
  return make_tuple(interpreter,
                    {result, Value::small(translated.flags),
                     Value::small(static_cast<std::int64_t>(translated.groups)), names});
}

/// compile(pattern, flags): (code, flags, groups, groupindex), or (message, place) of an error.
Value compile(Interpreter& interpreter, const Value&, Arguments arguments) {
  std::int64_t flags = 0;
  if (!index_number(interpreter, arguments[1], flags)) return {};
  std::u32string pattern;
  std::string_view bytes;
  const bool is_bytes = !is_string(arguments[0]);
  if (!is_bytes) {
    pattern = to_characters(text_of(arguments[0]));
  } else if (bytes_view(arguments[0], bytes)) {
    for (const char c : bytes) pattern += static_cast<unsigned char>(c);
  } else {
    return interpreter.raise_type_error("first argument must be string or compiled pattern");
  }
  try {
    return compile_translated(
        interpreter, translate_pattern(pattern, static_cast<std::uint32_t>(flags), is_bytes),
        is_bytes);
  } catch (const PatternError& error) {
    return complaint(interpreter, error.what(), error.place());
  }
}

/// The text that is searched, and its places in characters.
class Subject {
 public:
  bool read(Interpreter& interpreter, const RegexObject& regex, const Value& value) {
    if (is_string(value)) {
      if (regex.is_bytes)
        return interpreter.raise_type_error("cannot use a bytes pattern on a string-like object");
      text_ = text_of(value);
      length_ = as<StrObject>(value)->length;
      plain_ = as<StrObject>(value)->is_ascii();
      return true;
    }
    if (!bytes_view(value, text_))
      return interpreter.raise_type_error("expected string or bytes-like object, got '{}'",
                                          type_name(interpreter, value));
    if (!regex.is_bytes)
      return interpreter.raise_type_error("cannot use a string pattern on a bytes-like object");
    length_ = text_.size();
    plain_ = true;
    return true;
  }
  std::string_view text() const { return text_; }
  std::size_t clamp(std::int64_t index) const {
    return static_cast<std::size_t>(
        std::clamp<std::int64_t>(index, 0, static_cast<std::int64_t>(length_)));
  }
  std::size_t byte_of(std::size_t character) const {
    return plain_ ? character : byte_of_character(text_, character);
  }
  /// The character that begins at a byte; asked for in rising order mostly.
  std::size_t character_of(std::size_t byte) {
    if (plain_) return byte;
    if (byte < byte_) byte_ = character_ = 0;
    character_ += character_count(text_.substr(byte_, byte - byte_));
    byte_ = byte;
    return character_;
  }

 private:
  std::string_view text_;
  std::size_t length_ = 0;
  bool plain_ = true;
  std::size_t byte_ = 0;
  std::size_t character_ = 0;
};

class Matcher {
 public:
  Matcher(Interpreter& interpreter, RegexObject& regex, Subject& subject)
      : interpreter_(interpreter), regex_(regex), subject_(subject) {}

  /// 1: found; 0: not; -1: raised.
  int run(std::size_t begin, std::size_t end, std::uint32_t options) {
    const int count =
        pcre2_match(regex_.code.get(), reinterpret_cast<PCRE2_SPTR>(subject_.text().data()), end,
                    begin, options, regex_.data.get(), regex_.context.get());
    interpreter_.count_steps(1 + static_cast<std::uint32_t>((end - begin) / 64));
    if (count >= 0) return 1;
    if (count == PCRE2_ERROR_NOMATCH) return 0;
    interpreter_.raise_runtime_error(
        "the regular expression takes too many steps on this text; make it more definite");
    return -1;
  }

  PCRE2_SIZE begin(std::size_t group) const { return spans()[2 * group]; }
  PCRE2_SIZE end(std::size_t group) const { return spans()[2 * group + 1]; }

  /// (spans of all groups, lastindex)
  Value result() {
    std::vector<Value> places;
    for (std::size_t i = 0; i <= regex_.groups; ++i) {
      const bool unset = begin(i) == PCRE2_UNSET;
      for (const PCRE2_SIZE place : {begin(i), end(i)})
        places.push_back(
            unset ? Value::small(-1)
                  : Value::small(static_cast<std::int64_t>(subject_.character_of(place))));
    }
    const std::size_t last = last_closed();
    return make_tuple(interpreter_,
                      {make_tuple(interpreter_, places),
                       last == 0 ? Value::none() : Value::small(static_cast<std::int64_t>(last))});
  }

 private:
  const PCRE2_SIZE* spans() const { return pcre2_get_ovector_pointer(regex_.data.get()); }

  bool is_inside(std::size_t group, std::size_t other) const {
    for (std::size_t at = regex_.parents[group]; at != 0; at = regex_.parents[at])
      if (at == other) return true;
    return false;
  }

  /// The group that was closed last; 0: none.
  std::size_t last_closed() const {
    std::size_t last = 0;
    for (std::size_t i = 1; i <= regex_.groups; ++i) {
      if (begin(i) == PCRE2_UNSET) continue;
      if (last == 0 || end(i) > end(last) || (end(i) == end(last) && !is_inside(i, last))) last = i;
    }
    return last;
  }

  Interpreter& interpreter_;
  RegexObject& regex_;
  Subject& subject_;
};

struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

bool read_range(Interpreter& interpreter, Arguments arguments, RegexObject*& regex,
                Subject& subject, Range& range) {
  regex = native_cast<RegexObject>(arguments[0]);
  if (regex == nullptr) return interpreter.raise_type_error("expected a compiled pattern");
  if (!subject.read(interpreter, *regex, arguments[1])) return false;
  std::int64_t begin = 0;
  std::int64_t end = 0;
  if (!index_number(interpreter, arguments[2], begin) ||
      !index_number(interpreter, arguments[3], end))
    return false;
  range.end = subject.byte_of(subject.clamp(end));
  range.begin = subject.byte_of(subject.clamp(begin));
  return true;
}

/// match(code, string, pos, endpos, mode): mode 0: at pos; 1: from pos on; 2: all of it.
Value match(Interpreter& interpreter, const Value&, Arguments arguments) {
  RegexObject* regex = nullptr;
  Subject subject;
  Range range;
  if (!read_range(interpreter, arguments, regex, subject, range)) return {};
  if (range.begin > range.end) return Value::none();
  const std::int64_t mode = arguments[4].is_small() ? arguments[4].small() : 1;
  std::uint32_t options = 0;
  if (mode != 1) options |= PCRE2_ANCHORED;
  if (mode == 2) options |= PCRE2_ENDANCHORED;
  Matcher matcher(interpreter, *regex, subject);
  const int found = matcher.run(range.begin, range.end, options);
  if (found < 0) return {};
  return found == 0 ? Value::none() : matcher.result();
}

/// scan(code, string, pos, endpos, limit): the matches that don't overlap; limit 0: all.
Value scan(Interpreter& interpreter, const Value&, Arguments arguments) {
  RegexObject* regex = nullptr;
  Subject subject;
  Range range;
  if (!read_range(interpreter, arguments, regex, subject, range)) return {};
  const std::int64_t limit = arguments[4].is_small() ? arguments[4].small() : 0;
  Value result = make_list(interpreter);
  Matcher matcher(interpreter, *regex, subject);
  std::uint32_t options = 0;
  while (range.begin <= range.end) {
    const int found = matcher.run(range.begin, range.end, options);
    if (found < 0) return {};
    if (found == 0) break;
    const std::size_t end = matcher.end(0);
    options = end == matcher.begin(0) ? PCRE2_NOTEMPTY_ATSTART : 0;
    range.begin = end;
    as<ListObject>(result)->items.push_back(matcher.result());
    if (limit > 0 && as<ListObject>(result)->items.size() == static_cast<std::size_t>(limit)) break;
  }
  return result;
}

constexpr NativeDefinition functions[] = {
    {"compile", compile, Signature::positional, 2, 2},
    {"match", match, Signature::positional, 5, 5},
    {"scan", scan, Signature::positional, 5, 5},
};

}  // namespace

bool make_re_module(Interpreter& interpreter, ModuleObject& module) {
  set_functions(interpreter, module, functions);
  return true;
}

}  // namespace loopscope::python
