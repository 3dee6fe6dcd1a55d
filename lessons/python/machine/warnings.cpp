#include "lessons/python/machine/warnings.h"

#include <algorithm>

#include "lessons/python/machine/frame.h"
#include "lessons/python/machine/hint_list.h"
#include "lessons/python/machine/interpreter_state.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/module_object.h"
#include "lessons/python/objects/str_object.h"

namespace loopscope::python {

namespace {

/// Gives it to module warnings, whose filters may hold it back; false if nobody has imported that.
bool tell_module(Interpreter& interpreter, std::string_view file, int line,
                 std::string_view category, std::string_view text, bool has_source) {
  const Value* module = interpreter.modules().find("warnings");
  const Value* type = interpreter.builtins().find(category);
  if (module == nullptr || type == nullptr || !module->is(Kind::module)) return false;
  const Value* function = as<ModuleObject>(*module)->names().find("warn_explicit");
  if (function == nullptr) return false;
  const Value kept = *function;
  Value pending = interpreter.take_error();
  if (!call(interpreter, kept,
            {interpreter.make_string(text), *type, interpreter.make_string(file),
             Value::small(line), Value::none(), Value::none(), Value::none(),
             has_source ? Value::boolean(true) : Value::none()}))
    interpreter.report_unraisable("", Value());
  if (pending) interpreter.restore_error(std::move(pending));
  return true;
}

void show(Interpreter& interpreter, std::string_view file, int line, std::string_view category,
          std::string_view text, bool has_source) {
  if (tell_module(interpreter, file, line, category, text, has_source)) return;
  std::string message = fmt::format("{}:{}: {}: {}\n", file, line, category, text);
  if (!interpreter.state().shown_warnings.insert(message).second) return;
  std::string_view source = interpreter.source_line(file, line);
  source.remove_prefix(std::min(source.find_first_not_of(" \t\f"), source.size()));
  if (!source.empty()) message += fmt::format("  {}\n", source);
  // At the very end CPython can't import tracemalloc any more.
  if (has_source && (interpreter.frame != nullptr || !interpreter.state().ending))
    message +=
        fmt::format("{}: Enable tracemalloc to get the object allocation traceback\n", category);
  interpreter.write(2, message);
}

void show_here(Interpreter& interpreter, std::string_view category, std::string_view text,
               bool has_source) {
  const FrameObject* frame = interpreter.frame;
  if (frame == nullptr) {
    show(interpreter, "sys", 1, category, text, has_source);
  } else {
    show(interpreter, text_of(frame->code->filename), frame->current_line(), category, text,
         has_source);
  }
}

/// Where a coroutine was made, outermost frame first; empty if nobody has kept it.
std::string origin_text(Interpreter& interpreter, const Value& origin) {
  if (!origin.is(Kind::tuple)) return {};
  std::string text = "\nCoroutine created at (most recent call last)";
  const auto frames = as<TupleObject>(origin)->span();
  for (std::size_t i = frames.size(); i-- > 0;) {
    const TupleObject& frame = *as<TupleObject>(frames[i]);
    const int line = static_cast<int>(frame[1].small());
    text +=
        fmt::format("\n  File \"{}\", line {}, in {}", text_of(frame[0]), line, text_of(frame[2]));
    std::string_view source = interpreter.source_line(text_of(frame[0]), line);
    source.remove_prefix(std::min(source.find_first_not_of(" \t\f"), source.size()));
    if (!source.empty()) text += fmt::format("\n    {}", source);
  }
  return text;
}

}  // namespace

void warn(Interpreter& interpreter, std::string_view category, std::string_view text) {
  show_here(interpreter, category, text, false);
}

void warn_never_awaited(Interpreter& interpreter, std::string_view name, std::uint32_t made_at,
                        const Value& origin) {
  add_never_awaited(interpreter, name, made_at);
  const std::string text = fmt::format("coroutine '{}' was never awaited", name);
  show_here(interpreter, "RuntimeWarning", text + origin_text(interpreter, origin), true);
}

void warn_at(Interpreter& interpreter, std::string_view file, int line, std::string_view category,
             std::string_view text) {
  show(interpreter, file, line, category, text, false);
}

}  // namespace loopscope::python
