// Module _asyncio_support: what the parts of asyncio that are written in Python need of the
// machine.

#include <string>

#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/asyncio/loop.h"
#include "lessons/python/modules/asyncio/state.h"
#include "lessons/python/modules/asyncio/text.h"
#include "lessons/python/modules/modules.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/list_object.h"

namespace loopscope::python {

namespace {

/// The policy; None while there is only the default one, which nobody has asked for.
Value get_policy(Interpreter& interpreter, const Value&, Arguments) {
  const Value& policy = asyncio_of(interpreter).policy;
  return policy ? policy : Value::none();
}

Value set_policy(Interpreter& interpreter, const Value&, Arguments arguments) {
  AsyncioState& state = asyncio_of(interpreter);
  state.policy = arguments[0].is_none() ? Value() : arguments[0];
  state.current_loop.reset();
  state.loop_was_set = false;
  return Value::none();
}

/// (loop, whether one was set): what the default policy has been told so far.
Value get_policy_loop(Interpreter& interpreter, const Value&, Arguments) {
  const AsyncioState& state = asyncio_of(interpreter);
  return make_tuple(interpreter, {state.current_loop ? state.current_loop : Value::none(),
                                  Value::boolean(state.loop_was_set)});
}

/// The dict of tasks that were entered, by loop.
Value get_entered_tasks(Interpreter& interpreter, const Value&, Arguments) {
  Value& tasks = asyncio_of(interpreter).entered_tasks;
  if (!tasks) tasks = make_dict(interpreter);
  return tasks;
}

/// The list of weak references to tasks that were registered.
Value get_registered_tasks(Interpreter& interpreter, const Value&, Arguments) {
  Value& tasks = asyncio_of(interpreter).registered_tasks;
  if (!tasks) tasks = make_list(interpreter);
  return tasks;
}

/// What a coroutine, or what is like one, is called in reprs of tasks.
Value format_coroutine(Interpreter& interpreter, const Value&, Arguments arguments) {
  std::string text;
  if (!coroutine_text(interpreter, arguments[0], false, text)) return {};
  return interpreter.make_string(text);
}

Value is_debug(Interpreter& interpreter, const Value&, Arguments) {
  return Value::boolean(interpreter.options().debug);
}

constexpr NativeDefinition functions[] = {
    {"get_entered_tasks", get_entered_tasks, Signature::none},
    {"get_registered_tasks", get_registered_tasks, Signature::none},
    {"format_coroutine", format_coroutine, Signature::one},
    {"is_debug", is_debug, Signature::none},
    {"get_policy", get_policy, Signature::none},
    {"set_policy", set_policy, Signature::one},
    {"get_policy_loop", get_policy_loop, Signature::none},
};

}  // namespace

bool make_asyncio_support_module(Interpreter& interpreter, ModuleObject& module) {
  set_functions(interpreter, module, functions);
  return true;
}

}  // namespace loopscope::python
