#include "lessons/python/interpreter.h"

#include <algorithm>

#include "engine/platform/platform.h"
#include "engine/trace/recorder.h"
#include "lessons/python/builtins/builtins.h"
#include "lessons/python/compiler/code.h"
#include "lessons/python/machine/frame.h"
#include "lessons/python/machine/interpreter_state.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/machine/tracing.h"
#include "lessons/python/objects/core_types.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/exception_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/module_object.h"
#include "lessons/python/objects/str_object.h"

namespace loopscope::python {
namespace {

/// Instructions between two looks at should_stop.
constexpr std::uint64_t steps_slice = 200'000;
/// Bytes that a program may print.
constexpr std::size_t most_output = std::size_t{64} << 20;

}  // namespace

Interpreter::Interpreter(Platform& platform, const RunOptions& options)
    : platform_(&platform),
      recorder_(platform.recorder()),
      options_(&options),
      memory_limit_(options.limits.memory),
      state_(std::make_unique<State>()) {
  ring_.previous = ring_.next = &ring_;
  recursion_limit = options.limits.recursion;
  steps_left_ = std::min(steps_slice, options.limits.steps);
  steps_total_ = steps_left_;
  handled = &state_->base_handled;
  define_core_types(*this);
  modules_ = as<DictObject>(make_dict(*this).detach());
  const Value builtins = make_module("builtins");
  builtins_ = &as<ModuleObject>(builtins)->names();
  Value::share(builtins_).detach();
  modules_->set("builtins", builtins);
  fill_builtins(*this);
  add_builtin_methods(*this);
  add_builtin_functions(*this);
  register_modules(*this);
}

Interpreter::~Interpreter() {
  tear_down(*this);
}

Raised Interpreter::raise(Value exception) {
  if (exception.is(Kind::exception)) {
    Value context;
    for (const HandledException* item = handled; item != nullptr; item = item->previous) {
      if (item->exception.is_object()) {
        context = item->exception;
        break;
      }
    }
    if (context && !context.same(exception)) {
      // A cycle is broken where the new exception is in the chain already.
      for (Value at = context; at.is(Kind::exception);) {
        Value next = exception_of(at)->context;
        if (next.same(exception)) {
          exception_of(at)->context.reset();
          break;
        }
        at = std::move(next);
      }
      exception_of(exception)->context = std::move(context);
    }
    // What a library raises and handles itself is no business of the program's.
    const bool in_library = frame != nullptr && frame->code->is_library;
    if (recorder_ != nullptr && !in_library) trace_exception(*this, exception);
  }
  error_ = std::move(exception);
  return {};
}

Raised Interpreter::raise(Type& type, std::string_view message) {
  return raise_with(type, make_string(message));
}

Raised Interpreter::raise_with(Type& type, Value argument) {
  Value exception = make_exception(*this, type, Arguments(&argument, argument ? 1 : 0));
  if (!exception) return {};
  return raise(std::move(exception));
}

bool Interpreter::raised(const Type& type) const {
  return error_.is_object() && error_.object()->type->is_subtype(type);
}

void Interpreter::report_unraisable(std::string_view where, const Value& object) {
  const Value exception = take_error();
  if (!exception) return;
  std::string text = where.empty() ? "Exception ignored in: " : std::string(where) + ": ";
  std::string shown;
  if (object && !repr_text(*this, object, shown)) {
    clear_error();
    shown = "<object repr() failed>";
  }
  text += shown + "\n";
  if (exception.is(Kind::exception)) {
    const Value& traceback = exception_of(exception)->traceback;
    if (traceback) text += format_traceback(*this, traceback);
    text += format_exception_only(*this, exception);
  }
  write(2, text);
}

StrObject* Interpreter::intern(std::string_view text) {
  const auto found = state_->interned.find(text);
  if (found != state_->interned.end()) return *found;
  auto* string = as<StrObject>(make_string(text).detach());
  string->extra |= StrObject::interned;
  state_->interned.insert(string);
  return string;
}

Value Interpreter::make_string(std::string_view text) {
  return python::make_string(*this, text);
}

bool Interpreter::check_memory(std::size_t bytes) {
  const std::size_t limit = options_->limits.memory;
  if (bytes <= limit && memory_used_ <= limit - bytes) return true;
  return raise_with(*exceptions.memory_error, Value());
}

void Interpreter::stop(std::string message) {
  ending = true;  // no more of the program runs, destructors included
  throw ProgramStopped(std::move(message));
}

// Objects are made everywhere, and not everywhere can fail: so MemoryError comes at the next call
// or turn of a loop. What goes on without one, or in spite of it, is stopped for good, but not for
// a container that has doubled once more.
void Interpreter::memory_exceeded() {
  if (ending) return;  // no limit for what cleans up
  const std::size_t limit = options_->limits.memory;
  const std::size_t end = limit * 3;
  if (memory_used_ > end) {
    stop("the program uses more than its limit of " + std::to_string(limit >> 20) +
         " MiB of memory");
  }
  memory_limit_ = std::min(end, memory_used_ + limit / 32);
  // What is left of the slice is counted again.
  steps_total_ -= std::min(steps_left_, steps_total_);
  steps_left_ = 0;
}

void Interpreter::steps_exhausted(std::uint32_t steps) {
  if (ending) return;
  if (!state_->stop_message.empty()) stop(state_->stop_message);
  const std::uint64_t limit = options_->limits.steps;
  // They may be more than what was left of the last slice, or than a whole one.
  steps_total_ += steps - std::min<std::uint64_t>(steps, steps_left_);
  if (steps_total_ >= limit)
    stop("the program exceeds its limit of " + std::to_string(limit) + " steps");
  if (options_->should_stop && options_->should_stop()) stop("stopped");
  if (recorder_ != nullptr && recorder_->trace().size() > options_->limits.events)
    stop("the trace exceeds its limit of " + std::to_string(options_->limits.events) + " events");
  steps_left_ = steps_total_ < limit ? std::min(steps_slice, limit - steps_total_) : 0;
  steps_total_ += steps_left_;
  if (memory_used_ <= options_->limits.memory) {
    memory_limit_ = options_->limits.memory;
  } else if (!raised()) {
    raise_with(*exceptions.memory_error, Value());
  }
}

void Interpreter::stop_soon(std::string message) {
  state_->stop_message = std::move(message);
  ending = false;  // not yet: the limits hold until then
  steps_left_ = 0;
}

bool Interpreter::recursion_exceeded(const char* where) {
  // Room for those who handle the error, as CPython gives.
  if (depth > recursion_limit + 50) return raise(*exceptions.recursion_error, "");
  return raise(*exceptions.recursion_error,
               std::string("maximum recursion depth exceeded") + where);
}

void Interpreter::register_module(std::string_view name, ModuleMaker maker) {
  state_->makers.insert_or_assign(std::string(name), maker);
}

bool Interpreter::knows_module(std::string_view name) const {
  return name == "builtins" || name == "__main__" || state_->makers.count(std::string(name)) != 0;
}

Value Interpreter::make_module(std::string_view name) {
  auto* module = make<ModuleObject>(*types.module);
  Value result = Value::adopt(module);
  module->dict = make_dict(*this);
  module->name = make_string(name);
  module->set("__name__", module->name);
  module->set("__doc__", Value::none());
  module->set("__package__", Value::none());
  module->set("__loader__", Value::none());
  module->set("__spec__", Value::none());
  return result;
}

Value Interpreter::import_module(std::string_view name) {
  if (const Value* there = modules_->find(name)) return *there;
  const std::size_t dot = name.rfind('.');
  Value parent;
  if (dot != std::string_view::npos) {
    parent = import_module(name.substr(0, dot));
    if (!parent) return {};
    if (const Value* there = modules_->find(name)) return *there;
  }
  const auto maker = state_->makers.find(name);
  if (maker == state_->makers.end()) {
    Value error = make_exception(*this, *exceptions.module_not_found_error,
                                 "No module named '" + std::string(name) + "'");
    if (!error) return {};
    exception_of(error)->extra[1] = make_string(name);
    return raise(std::move(error));
  }
  Value module = make_module(name);
  modules_->set(name, module);
  if (!maker->second(*this, *as<ModuleObject>(module))) {
    modules_->erase(intern(name));
    return {};
  }
  if (parent && parent.is(Kind::module))
    as<ModuleObject>(parent)->set(name.substr(dot + 1), module);
  return module;
}

Extension& Interpreter::extension(const void* key,
                                  std::unique_ptr<Extension> (*maker)(Interpreter&)) {
  for (auto& [known, extension] : state_->extensions)
    if (known == key) return *extension;
  auto made = maker(*this);
  state_->extensions.emplace_back(key, std::move(made));
  return *state_->extensions.back().second;
}

void Interpreter::write(int stream, std::string_view text) {
  if (text.empty()) return;
  if (output_.size() + errors_.size() + text.size() > most_output && !ending) {
    // Not at once: what writes may be a destructor.
    stop_soon("the program prints more than its limit of " + std::to_string(most_output >> 20) +
              " MiB");
    return;
  }
  (stream == 1 ? output_ : errors_).append(text);
  if (recorder_ != nullptr) trace_output(*this, stream, text);
  if (options_->on_output) options_->on_output(stream, text);
}

std::string_view Interpreter::source_line(std::string_view file, int line) const {
  const auto found = state_->sources.find(file);
  if (found == state_->sources.end()) return {};
  const State::Source& source = found->second;
  if (line < 1 || static_cast<std::size_t>(line) > source.lines.size()) return {};
  const std::size_t begin = source.lines[static_cast<std::size_t>(line) - 1];
  const std::size_t end = std::min(source.text.find('\n', begin), source.text.size());
  return std::string_view(source.text).substr(begin, end - begin);
}

void Interpreter::add_source(const std::string& file, std::string text) {
  State::Source source{std::move(text), {0}};
  for (std::size_t i = 0; i < source.text.size(); ++i)
    if (source.text[i] == '\n' && i + 1 < source.text.size()) source.lines.push_back(i + 1);
  state_->sources.insert_or_assign(file, std::move(source));
}

std::uint64_t Interpreter::identity(const Value& value) {
  if (value.is_small()) return 0x100000 + static_cast<std::uint64_t>(value.bits()) * 16;
  if (!value.is_object()) return 0x1000 + value.bits() * 16;
  Object* object = value.object();
  const auto [at, added] = state_->identities.try_emplace(object, 0);
  if (added) {
    object->flags |= Object::identified;
    at->second = 0x7f0000000000 + ++state_->last_identity * 48;
  }
  return at->second;
}

}  // namespace loopscope::python
