#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "engine/base/pool.h"
#include "lessons/python/machine/native.h"
#include "lessons/python/objects/exception_types.h"
#include "lessons/python/objects/names.h"
#include "lessons/python/objects/object.h"
#include "lessons/python/objects/type.h"
#include "lessons/python/objects/types.h"
#include "lessons/python/run.h"

namespace loopscope {
class Platform;
class Recorder;
}  // namespace loopscope

namespace loopscope::python {

struct CodeObject;
struct DictObject;
struct FrameObject;
struct ModuleObject;
class Interpreter;

/// Thrown (in C++) when a limit was exceeded or should_stop said so: passes through everything, the
/// machine's frames included, and ends the run. Never caught by a program.
class ProgramStopped final : public std::exception {
 public:
  explicit ProgramStopped(std::string message) : message_(std::move(message)) {}
  const char* what() const noexcept override { return message_.c_str(); }

 private:
  std::string message_;
};

/// The exception that is being handled (sys.exc_info), one item for the thread and one for every
/// generator that runs.
struct HandledException {
  Value exception;  ///< null or None: none
  HandledException* previous = nullptr;
};

/// Everything a native module wants to keep with the interpreter (its types, its running loop):
/// derive from it, see Interpreter::extension. Destroyed before the types and objects are.
class Extension {
 public:
  virtual ~Extension() = default;
  /// Drops all references to Python objects: called first at the interpreter's end, when objects
  /// and types still live.
  virtual void clear() {}
};

/// Fills a new module's dict; false if it has raised.
using ModuleMaker = bool (*)(Interpreter&, ModuleObject& module);

/// One Python program and all it owns: types, modules, objects, the error that is being raised. It
/// belongs to one thread; several interpreters are independent of each other.
class Interpreter {
 public:
  /// `platform` gives clock, randomness and the recorder (null: nothing is traced); it outlives the
  /// interpreter. All builtins are ready afterwards.
  Interpreter(Platform& platform, const RunOptions& options);
  ~Interpreter();
  Interpreter(const Interpreter&) = delete;
  Interpreter& operator=(const Interpreter&) = delete;

  BuiltinTypes types;
  ExceptionTypes exceptions;
  CommonNames names;

  Platform& platform() const { return *platform_; }
  Recorder* recorder() const { return recorder_; }
  const RunOptions& options() const { return *options_; }

  // Raising. All return Raised, which becomes a null Value or false: `return
  // interpreter.raise_type_error("…{}", x)`. They set __context__ from what is being handled.

  /// Raises an exception object.
  Raised raise(Value exception);
  /// Raises type(message).
  Raised raise(Type& type, std::string_view message);
  /// Raises type(argument): KeyError(key), StopIteration(value); type() for null.
  Raised raise_with(Type& type, Value argument);
  template <class... A>
  Raised raise_type_error(fmt::format_string<A...> format, A&&... arguments) {
    return raise(*exceptions.type_error, fmt::format(format, std::forward<A>(arguments)...));
  }
  template <class... A>
  Raised raise_value_error(fmt::format_string<A...> format, A&&... arguments) {
    return raise(*exceptions.value_error, fmt::format(format, std::forward<A>(arguments)...));
  }
  template <class... A>
  Raised raise_runtime_error(fmt::format_string<A...> format, A&&... arguments) {
    return raise(*exceptions.runtime_error, fmt::format(format, std::forward<A>(arguments)...));
  }
  /// An exception is on its way.
  bool raised() const { return static_cast<bool>(error_); }
  /// The exception that is on its way; null if none is.
  const Value& error() const { return error_; }
  /// Takes it off its way.
  Value take_error() { return std::exchange(error_, Value()); }
  /// Puts a taken exception back, unchanged (no context is added).
  Raised restore_error(Value exception) {
    error_ = std::move(exception);
    return {};
  }
  void clear_error() { error_.reset(); }
  /// An exception is on its way, and it is of this type (or a subclass).
  bool raised(const Type& type) const;

  /// Reports the exception that is on its way as CPython's "Exception ignored in: …" does; clears
  /// it.
  void report_unraisable(std::string_view where, const Value& object);

  // Texts.

  /// The one str of that text; it lives as long as the interpreter. Borrowed.
  StrObject* intern(std::string_view text);
  Value make_string(std::string_view text);

  // Memory.

  /// `size` bytes for an object of `type`, header filled, one reference; Containers are put into
  /// the ring. The rest is not initialised: construct T's own members, then call
  /// prepare_attributes().
  Object* allocate(Type& type, std::size_t size);
  /// Gives an object just constructed its Attributes and the places of its __slots__, if its type
  /// has any.
  void prepare_attributes(Object* object, std::size_t size) {
    if (object->type->attributes_offset != 0 || object->type->slot_count != 0)
      place_attributes(object, size);
  }
  /// Makes a T (a struct derived from Object or Container) whose constructor takes `arguments`; the
  /// header is filled in. The type's destroy slot must be destroy_with<T> or call free_object.
  template <class T, class... A>
  T* make(Type& type, A&&... arguments);
  /// The last step of a destroy slot; `size` is what allocated_size() said before.
  void free_object(void* memory, Type& type, std::size_t size) noexcept;
  /// Bytes of the object, if it was allocated with `size` (attributes in place are added).
  static std::size_t allocated_size(Object* object, std::size_t size);
  std::size_t memory_used() const { return memory_used_; }
  void account(std::size_t bytes) {
    memory_used_ += bytes;
    if (memory_used_ > memory_limit_) [[unlikely]]
      memory_exceeded();
  }
  void unaccount(std::size_t bytes) noexcept { memory_used_ -= bytes; }
  /// True if `bytes` more are within the limit; otherwise raises MemoryError. For operations whose
  /// result may be huge ("x" * n, 1 << n).
  bool check_memory(std::size_t bytes);

  // Modules.

  /// Makes `name` importable; its dict is filled at the first import.
  void register_module(std::string_view name, ModuleMaker maker);
  bool knows_module(std::string_view name) const;
  /// import a.b.c: the module a.b.c, imported at need; raises ModuleNotFoundError.
  Value import_module(std::string_view name);
  /// sys.modules
  DictObject& modules() const { return *modules_; }
  /// The dict of module builtins.
  DictObject& builtins() const { return *builtins_; }
  Value make_module(std::string_view name);

  /// The extension of class T, made (with `T(Interpreter&)`) at the first call.
  template <class T>
  T& extension();

  // Output.

  /// Writes to standard output (1) or standard error (2): RunOptions::on_output and the trace.
  void write(int stream, std::string_view text);
  const std::string& written(int stream) const { return stream == 1 ? output_ : errors_; }
  /// Text of line `line` (1-based) of the program or of code compiled under `file`; empty if it
  /// isn't known.
  std::string_view source_line(std::string_view file, int line) const;
  void add_source(const std::string& file, std::string text);

  // The machine.

  FrameObject* frame = nullptr;         ///< the frame that runs; borrowed
  HandledException* handled = nullptr;  ///< innermost exception being handled
  int depth = 0;                        ///< frames and native recursion, see enter()
  int recursion_limit = 1000;
  bool ending = false;  ///< the program is over, objects are being destroyed

  /// Enters one more level of recursion; raises RecursionError when there are too many (then
  /// leave() must not be called). `where` is like " while calling a Python object".
  bool enter(const char* where = "") {
    if (++depth > recursion_limit) [[unlikely]]
      return recursion_exceeded(where);
    return true;
  }
  void leave() { --depth; }
  /// Counts executed instructions and looks at the stop flag now and then; throws ProgramStopped.
  void count_steps(std::uint32_t steps) {
    if (steps >= steps_left_) [[unlikely]]
      steps_exhausted(steps);
    else
      steps_left_ -= steps;
  }

  /// ProgramStopped(message) is thrown by the next count_steps().
  void stop_soon(std::string message);

  /// Hooks of sys.set_asyncgen_hooks(); null: none.
  Value async_generator_first;
  Value async_generator_finalizer;

  /// Unique numbers for Type::version and dict versions.
  std::uint32_t next_version() { return ++last_version_; }
  /// Numbers for id(): stable for the life of an object, small and equal in every run.
  std::uint64_t identity(const Value& value);

  struct State;
  State& state() { return *state_; }
  /// The ring of all Containers.
  Container& ring() { return ring_; }

 private:
  friend struct Life;
  void place_attributes(Object* object, std::size_t size);
  bool recursion_exceeded(const char* where);
  [[noreturn]] void stop(std::string message);
  void memory_exceeded();
  void steps_exhausted(std::uint32_t steps);
  Extension& extension(const void* key, std::unique_ptr<Extension> (*maker)(Interpreter&));

  Platform* platform_;
  Recorder* recorder_;
  const RunOptions* options_;
  Value error_;
  std::size_t memory_used_ = 0;
  std::size_t memory_limit_;
  std::uint64_t steps_left_ = 0;
  std::uint64_t steps_total_ = 0;
  std::uint32_t last_version_ = 0;
  Container ring_{};  ///< all Containers
  DictObject* modules_ = nullptr;
  DictObject* builtins_ = nullptr;
  std::string output_;
  std::string errors_;
  std::unique_ptr<State> state_;  ///< tables that nobody else sees
};

/// Balances Interpreter::enter: `Recursion guard(interpreter, " in comparison"); if (!guard) …`.
class Recursion {
 public:
  explicit Recursion(Interpreter& interpreter, const char* where = "")
      : interpreter_(interpreter), entered_(interpreter.enter(where)) {}
  ~Recursion() { interpreter_.leave(); }
  Recursion(const Recursion&) = delete;
  Recursion& operator=(const Recursion&) = delete;
  explicit operator bool() const { return entered_; }

 private:
  Interpreter& interpreter_;
  bool entered_;
};

template <class T, class... A>
T* Interpreter::make(Type& type, A&&... arguments) {
  Object* memory = allocate(type, type.size);
  const Object header = *memory;
  Container* previous = nullptr;
  Container* next = nullptr;
  if constexpr (std::is_base_of_v<Container, T>) {
    previous = static_cast<Container*>(memory)->previous;
    next = static_cast<Container*>(memory)->next;
  }
  T* object = new (memory) T(std::forward<A>(arguments)...);
  static_cast<Object&>(*object) = header;
  if constexpr (std::is_base_of_v<Container, T>) {
    static_cast<Container&>(*object).previous = previous;
    static_cast<Container&>(*object).next = next;
  }
  prepare_attributes(object, type.size);
  return object;
}

/// Puts a Container that was left out of the ring into it (frames, once somebody keeps them).
void track(Interpreter& interpreter, Container* object);

/// Destroy slot of a T without inline extras: runs ~T (members that are Values drop their
/// references) and frees it.
template <class T>
void destroy_with(Object* object) noexcept {
  Type& type = *object->type;
  Interpreter& interpreter = *type.interpreter;
  const std::size_t size = Interpreter::allocated_size(object, type.size);
  static_cast<T*>(object)->~T();
  interpreter.free_object(object, type, size);
}

template <class T>
T& Interpreter::extension() {
  static constexpr char key = 0;
  return static_cast<T&>(extension(&key, [](Interpreter& interpreter) {
    return std::unique_ptr<Extension>(std::make_unique<T>(interpreter));
  }));
}

}  // namespace loopscope::python
