#pragma once

#include <utility>
#include <vector>

#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// What a Context refers to: the values of the variables that are set in it, in order of setting.
/// Never changed once a Context has it, so that copies share it.
struct ContextMap : Container {
  static constexpr char tag = 0;
  std::vector<std::pair<Value, Value>> items;  ///< (ContextVar, value)

  /// Null if the variable has no value.
  const Value* find(const Value& variable) const;
};

/// contextvars.Context.
struct ContextObject : Container {
  static constexpr char tag = 0;
  Value map;             ///< ContextMap; null: empty
  bool entered = false;  ///< run() is under way

  const ContextMap* items() const { return static_cast<const ContextMap*>(map.object()); }
};

/// What module contextvars keeps with its interpreter.
struct Contexts final : Extension {
  explicit Contexts(Interpreter& interpreter);
  void clear() override {
    current.reset();
    missing.reset();
  }

  /// The thread's current Context; null: an empty one that was not made yet.
  Value current;
  bool used = false;  ///< as long as nobody has set a variable, there is no Context
  // Types; borrowed.
  Type* map;
  Type* context;
  Type* variable;
  Type* token;
  Value missing;  ///< Token.MISSING
};

/// contextvars.copy_context() for a task or a callback: null where there is nothing to copy yet; an
/// empty Context is made for it when it sets a variable.
Value inherited_context(Interpreter& interpreter, const Contexts& contexts);
/// contextvars.copy_context(): always an object.
Value copy_context(Interpreter& interpreter);
/// Null for None and for nothing, `given` if it is a Context; raises TypeError otherwise (then
/// Interpreter::raised()).
Value checked_context(Interpreter& interpreter, const Value& given);

/// While it lives, the program runs in the context of a task or a callback. `slot` has to outlive
/// it.
class ContextScope {
 public:
  ContextScope(Contexts& contexts, Value& slot)
      : contexts_(contexts), slot_(slot), entered_(contexts.used || slot) {
    if (entered_) [[unlikely]]
      enter();
  }
  ~ContextScope() {
    if (entered_ || contexts_.used) [[unlikely]]
      leave();
  }
  ContextScope(const ContextScope&) = delete;
  ContextScope& operator=(const ContextScope&) = delete;

 private:
  void enter();
  void leave();

  Contexts& contexts_;
  Value& slot_;
  Value outer_;
  bool entered_;
};

}  // namespace loopscope::python
