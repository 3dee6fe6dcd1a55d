#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/loop/handle.h"
#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// A line of asyncio's own source in CPython, for what is written in C++ here.
struct LibraryPlace {
  const char* file;
  int line;
  const char* function;
  const char* text;
};

class PythonExceptions;
struct Contexts;
struct LoopObject;

/// What module asyncio keeps with its interpreter: its types, the loop that was set, labels.
class AsyncioState final : public Extension {
 public:
  explicit AsyncioState(Interpreter& interpreter);
  ~AsyncioState() override;
  /// The program is over: reports the tasks that are pending, closes what is open.
  void clear() override;

  Interpreter& interpreter() const { return *interpreter_; }

  // Types; borrowed.
  Type* future = nullptr;
  Type* future_iterator = nullptr;
  Type* task = nullptr;
  Type* gathering_future = nullptr;
  Type* handle = nullptr;
  Type* timer_handle = nullptr;
  Type* abstract_event_loop = nullptr;
  Type* base_event_loop = nullptr;
  Type* selector_event_loop = nullptr;
  Type* runner = nullptr;
  Type* interrupt = nullptr;  ///< what Runner sets as handler of SIGINT
  Type* invalid_state_error = nullptr;

  /// What _enter_task() and _register_task() were told of tasks that are not asyncio's own: a dict
  /// of those that run by loop, and a list of weak references. Null: nothing yet.
  Value entered_tasks;
  Value registered_tasks;

  /// The policy's loop (set_event_loop); null: none.
  Value current_loop;
  bool loop_was_set = false;
  /// What set_event_loop_policy() was given, or get_event_loop_policy() has made; null: the default
  /// one, which these two stand for.
  Value policy;

  /// Where asyncio's own code is, innermost last: kept in debug mode.
  std::vector<const LibraryPlace*>& places() { return places_; }
  /// Of contextvars.
  Contexts& contexts() { return *contexts_; }
  /// Makes the exceptions that the engine raises.
  const PythonExceptions& exceptions() const { return *exceptions_; }
  /// The label of that name; it lives as long as the interpreter.
  const CallbackLabel& label(std::string_view qualname);
  /// The loops that live, in order of creation; borrowed.
  std::vector<LoopObject*>& loops() { return loops_; }

 private:
  struct Label {
    explicit Label(std::string_view name) : text(name), label{text} {}
    std::string text;
    CallbackLabel label;
  };

  Interpreter* interpreter_;
  Contexts* contexts_;
  std::unique_ptr<PythonExceptions> exceptions_;
  std::unordered_map<std::string, std::unique_ptr<Label>> labels_;
  std::vector<LoopObject*> loops_;
  std::vector<const LibraryPlace*> places_;
};

inline AsyncioState& asyncio_of(Interpreter& interpreter) {
  return interpreter.extension<AsyncioState>();
}

/// While it lives, what debug mode notes as the place of creation is in asyncio's own code.
class InLibrary {
 public:
  InLibrary(Interpreter& interpreter, const LibraryPlace& place)
      : places_(asyncio_of(interpreter).places()) {
    places_.push_back(&place);
  }
  ~InLibrary() { places_.pop_back(); }
  InLibrary(const InLibrary&) = delete;
  InLibrary& operator=(const InLibrary&) = delete;

 private:
  std::vector<const LibraryPlace*>& places_;
};

}  // namespace loopscope::python
