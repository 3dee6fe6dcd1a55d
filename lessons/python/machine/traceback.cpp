// Exceptions as CPython prints them.

#include <algorithm>
#include <set>

#include "lessons/python/machine/frame.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/machine/suggestions.h"
#include "lessons/python/objects/exceptions.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/str_object.h"
#include "lessons/python/syntax/parser.h"
#include "lessons/python/text/unicode.h"

namespace loopscope::python {
namespace {

constexpr std::size_t repeated_lines_shown = 3;
constexpr std::size_t most_entries = 1000;
constexpr std::size_t widest_group = 15;
constexpr std::size_t deepest_group = 10;

constexpr const char* cause_message =
    "The above exception was the direct cause of the following exception:";
constexpr const char* context_message =
    "During handling of the above exception, another exception occurred:";

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\f';
}

/// The part of an expression that is at fault: the operator, the subscript. In bytes of the
/// segment.
struct Anchor {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The first byte from `at` on that is not passed over.
template <class F>
std::size_t pass_over(std::string_view segment, std::size_t at, F passed) {
  while (at < segment.size() && (is_blank(segment[at]) || passed(segment[at]))) ++at;
  return at;
}

Anchor anchor_of_subscript(std::string_view segment, const ast::Subscript& subscript) {
  Anchor anchor;
  anchor.begin = pass_over(segment, static_cast<std::size_t>(subscript.value->at.end_column),
                           [](char c) { return c != '['; });
  anchor.end = pass_over(segment, static_cast<std::size_t>(subscript.slice->at.end_column) + 1,
                         [](char c) { return c != ']'; });
  if (anchor.end < segment.size()) ++anchor.end;
  return anchor;
}

Anchor anchor_of_operator(std::string_view segment, const ast::BinOp& operation) {
  const auto left = static_cast<std::size_t>(operation.left->at.end_column);
  const auto right = static_cast<std::size_t>(operation.right->at.column);
  Anchor anchor;
  anchor.begin = pass_over(segment, left, [](char) { return false; });
  const bool two = anchor.begin + 1 < right && !is_blank(segment[anchor.begin + 1]);
  const std::size_t begin =
      pass_over(segment, anchor.begin, [](char c) { return c == ')' || c == '#'; });
  anchor.end = begin + (two ? 2 : 1);
  anchor.begin = begin;
  return anchor;
}

bool find_anchor(std::string_view segment, Anchor& anchor) {
  try {
    const ast::Module module = parse_module(segment, "");
    if (module.body.size() != 1 || module.body[0]->kind != ast::StmtKind::expr) return false;
    const ast::Expr& expression = *ast::as<ast::ExprStmt>(*module.body[0]).value;
    if (expression.kind == ast::ExprKind::subscript) {
      anchor = anchor_of_subscript(segment, ast::as<ast::Subscript>(expression));
      return true;
    }
    if (expression.kind != ast::ExprKind::bin_op) return false;
    anchor = anchor_of_operator(segment, ast::as<ast::BinOp>(expression));
    return true;
  } catch (const Error&) {
    return false;  // no expression by itself
  }
}

/// Columns of the text where CPython counts those of combining characters as well.
std::size_t columns(std::string_view text) {
  std::size_t sum = 0;
  for (std::size_t at = 0; at < text.size();) {
    sum += display_width(next_character(text, at)) == 2 ? 2 : 1;
  }
  return sum;
}

/// The line of carets under a source line (without its indentation); empty: none.
std::string carets(std::string_view line, const Location& at) {
  if (at.line == 0) return {};
  const std::size_t indent = std::min(line.find_first_not_of(" \t\f"), line.size());
  const std::size_t text_end = line.find_last_not_of(" \t\f") + 1;
  const std::size_t start = std::min<std::size_t>(at.column, line.size());
  std::size_t end = std::min<std::size_t>(at.end_column, line.size());
  if (at.end_line != at.line) end = text_end;
  if (end <= start || start < indent) return {};
  Anchor anchor;
  const bool special =
      at.end_line == at.line && find_anchor(line.substr(start, end - start), anchor);
  if (!special && start == indent && end == text_end) return {};
  const auto width = [&](std::size_t from, std::size_t to) {
    return columns(line.substr(from, to > from ? to - from : 0));
  };
  std::string marks(width(indent, start), ' ');
  if (!special) return marks + std::string(width(start, end), '^');
  const std::size_t left = std::min(start + anchor.begin, end);
  const std::size_t right = std::min(start + anchor.end, end);
  marks += std::string(width(start, left), '~');
  marks += std::string(width(left, right), '^');
  return marks + std::string(width(right, end), '~');
}

class Printer {
 public:
  explicit Printer(Interpreter& interpreter) : interpreter_(interpreter) {}

  void print(const Value& exception) {
    if (!seen_.insert(exception.object()).second) return;
    const ExceptionObject& error = *exception_of(exception);
    if (error.cause) {
      print_chained(error.cause, cause_message);
    } else if (error.context && !error.suppress_context) {
      print_chained(error.context, context_message);
    }
    if (!is_group(exception)) {
      print_one(exception);
    } else if (depth_ > deepest_group) {
      line("... (max_group_depth is " + std::to_string(deepest_group) + ")");
    } else {
      print_group(exception);
    }
  }

  void print_traceback(const Value& traceback) {
    std::size_t count = 0;
    for (Value at = traceback; at; ++count) {
      Value next = as<TracebackObject>(at)->next;
      at = std::move(next);
    }
    Value entry = traceback;
    for (; count > most_entries; --count) {
      Value next = as<TracebackObject>(entry)->next;
      entry = std::move(next);
    }
    print_entries(entry);
  }

  /// With a suggestion ("Did you mean …?") where CPython's interpreter gives one; its module
  /// traceback has none.
  void print_last(const Value& exception, bool suggest = true) {
    const ExceptionObject& error = *exception_of(exception);
    const bool is_syntax = exception_matches(exception, *interpreter_.exceptions.syntax_error) &&
                           error.extra[0] && error.extra[1] && error.extra[2];
    if (is_syntax) print_place(error);
    std::string text = qualified_name(*exception.object()->type);
    const std::string message = is_syntax ? text_or(error.extra[0], "<no detail available>")
                                          : exception_text(interpreter_, exception);
    if (!message.empty()) text += ": " + message;
    const std::string meant = suggest ? suggestion_for(interpreter_, exception) : std::string();
    if (!meant.empty()) text += ". Did you mean: '" + meant + "'?";
    lines(text);
    print_notes(error);
  }

  std::string text() const { return text_; }

 private:
  bool is_group(const Value& exception) const {
    return exception_matches(exception, *interpreter_.exceptions.base_exception_group);
  }

  void line(std::string_view content, const char* margin = nullptr) {
    text_.append(2 * depth_, ' ');
    if (margin != nullptr)
      text_ += margin;
    else if (depth_ > 0)
      text_ += "| ";
    text_ += content;
    text_ += '\n';
  }

  /// A text of one or more lines.
  void lines(std::string_view content) {
    for (std::size_t at = 0; at <= content.size();) {
      const std::size_t end = std::min(content.find('\n', at), content.size());
      line(content.substr(at, end - at));
      at = end + 1;
    }
  }

  void print_chained(const Value& exception, const char* message) {
    if (seen_.count(exception.object()) != 0) return;
    print(exception);
    line("");
    line(message);
    line("");
  }

  void print_one(const Value& exception) {
    const Value& traceback = exception_of(exception)->traceback;
    if (traceback) {
      const bool group = is_group(exception);
      line(group ? "Exception Group Traceback (most recent call last):"
                 : "Traceback (most recent call last):",
           group && depth_ == 1 ? "+ " : nullptr);
      print_traceback(traceback);
    }
    print_last(exception);
  }

  void print_group(const Value& exception) {
    if (depth_ == 0) ++depth_;
    print_one(exception);
    const auto members = as<TupleObject>(group_exceptions(exception))->span();
    const std::size_t count = std::min(members.size(), widest_group + 1);
    need_close_ = false;
    for (std::size_t i = 0; i < count; ++i) {
      const bool last = i + 1 == count;
      if (last) need_close_ = true;
      const bool truncated = i >= widest_group;
      const std::string label = truncated ? "..." : std::to_string(i + 1);
      line("+---------------- " + label + " ----------------", i == 0 ? "+-" : "  ");
      ++depth_;
      if (truncated) {
        const std::size_t rest = members.size() - widest_group;
        line("and " + std::to_string(rest) + " more exception" + (rest == 1 ? "" : "s"));
      } else {
        print(members[i]);
      }
      if (last && need_close_) {
        line("+------------------------------------", "");
        need_close_ = false;
      }
      --depth_;
    }
    if (depth_ == 1) --depth_;
  }

  void print_entries(const Value& first) {
    const CodeObject* last_code = nullptr;
    int last_line = -1;
    std::size_t count = 0;
    const auto close = [&] {
      if (count <= repeated_lines_shown) return;
      const std::size_t more = count - repeated_lines_shown;
      line(fmt::format("  [Previous line repeated {} more time{}]", more, more == 1 ? "" : "s"));
    };
    for (Value at = first; at;) {
      const auto& entry = *as<TracebackObject>(at);
      const CodeObject* code = as<FrameObject>(entry.frame)->code;
      const bool same = last_code != nullptr && last_code->filename.same(code->filename) &&
                        last_code->name.same(code->name) && last_line == entry.line;
      if (!same) {
        close();
        count = 0;
        last_code = code;
        last_line = entry.line;
      }
      if (++count <= repeated_lines_shown) print_entry(entry, *code);
      Value next = entry.next;
      at = std::move(next);
    }
    close();
  }

  void print_entry(const TracebackObject& entry, const CodeObject& code) {
    const std::string_view file = text_of(code.filename);
    line(fmt::format("  File \"{}\", line {}, in {}", file, entry.line, text_of(code.name)));
    std::string_view source = interpreter_.source_line(file, entry.line);
    if (source.ends_with('\r')) source.remove_suffix(1);
    const std::size_t indent = std::min(source.find_first_not_of(" \t\f"), source.size());
    if (indent == source.size()) return;
    line("    " + std::string(source.substr(indent)));
    if (entry.instruction >= code.locations.size()) return;
    const Location& at = code.locations[entry.instruction];
    if (static_cast<int>(at.line) != entry.line) return;
    const std::string marks = carets(source, at);
    if (!marks.empty()) line("    " + marks);
  }

  std::string qualified_name(const Type& type) {
    std::string module = type.module;
    if (type.is_heap()) {
      const Value* found = lookup(const_cast<Type&>(type), interpreter_.names.module);
      module = found != nullptr && is_string(*found) ? std::string(text_of(*found)) : "<unknown>";
    }
    if (module.empty() || module == "builtins" || module == "__main__") return type.qualname;
    return module + "." + type.qualname;
  }

  std::string text_or(const Value& value, const char* otherwise) {
    return value && is_string(value) ? std::string(text_of(value)) : otherwise;
  }

  /// Where a SyntaxError is.
  void print_place(const ExceptionObject& error) {
    std::int64_t number = 0;
    std::int64_t offset = 0;
    std::int64_t end_offset = 0;
    if (!is_integer(error.extra[2]) || !to_int64(error.extra[2], number)) return;
    line(fmt::format("  File \"{}\", line {}", text_or(error.extra[1], "<string>"), number));
    if (!error.extra[4] || !is_string(error.extra[4])) return;
    std::string source(text_of(error.extra[4]));
    while (!source.empty() && (source.back() == '\n' || source.back() == '\r')) source.pop_back();
    const std::size_t indent = std::min(source.find_first_not_of(" \t\f"), source.size());
    line("    " + source.substr(indent));
    if (!error.extra[3] || !is_integer(error.extra[3]) || !to_int64(error.extra[3], offset)) return;
    if (!error.extra[6] || !is_integer(error.extra[6]) || !to_int64(error.extra[6], end_offset) ||
        end_offset <= offset)
      end_offset = offset + 1;
    const std::int64_t start = offset - 1 - static_cast<std::int64_t>(indent);
    if (start < 0) return;
    line("    " + std::string(static_cast<std::size_t>(start), ' ') +
         std::string(static_cast<std::size_t>(end_offset - offset), '^'));
  }

  void print_notes(const ExceptionObject& error) {
    if (!error.notes || error.notes.is_none()) return;
    std::span<const Value> notes;
    std::string shown;
    if (!sequence_items(error.notes, notes)) {
      if (!repr_text(interpreter_, error.notes, shown)) interpreter_.clear_error();
      lines(shown);
      return;
    }
    for (const Value& note : notes) {
      shown.clear();
      if (!str_text(interpreter_, note, shown)) {
        interpreter_.clear_error();
        shown = "<note str() failed>";
      }
      lines(shown);
    }
  }

  Interpreter& interpreter_;
  std::string text_;
  std::set<const Object*> seen_;
  std::size_t depth_ = 0;
  bool need_close_ = false;
};

}  // namespace

std::string caret_line(std::string_view line, const Location& at) {
  return carets(line, at);
}

std::string format_exception(Interpreter& interpreter, const Value& exception) {
  Printer printer(interpreter);
  printer.print(exception);
  return printer.text();
}

std::string format_exception_only(Interpreter& interpreter, const Value& exception) {
  Printer printer(interpreter);
  printer.print_last(exception, false);
  return printer.text();
}

std::string format_traceback(Interpreter& interpreter, const Value& traceback) {
  Printer printer(interpreter);
  printer.print_traceback(traceback);
  return "Traceback (most recent call last):\n" + printer.text();
}

}  // namespace loopscope::python
