// Module _weakref: what module weakref, which is written in Python, is made of.

#include "lessons/python/machine/interpreter_state.h"
#include "lessons/python/modules/modules.h"
#include "lessons/python/objects/list_object.h"

namespace loopscope::python {

namespace {

/// The weak references to an object; they live.
const std::vector<Object*>* references_to(Interpreter& interpreter, const Value& object) {
  if (!object.is_object()) return nullptr;
  const auto& table = interpreter.state().weak_references;
  const auto found = table.find(object.object());
  return found == table.end() ? nullptr : &found->second;
}

Value getweakrefcount(Interpreter& interpreter, const Value&, Arguments arguments) {
  const auto* all = references_to(interpreter, arguments[0]);
  return Value::small(all == nullptr ? 0 : static_cast<std::int64_t>(all->size()));
}

Value getweakrefs(Interpreter& interpreter, const Value&, Arguments arguments) {
  Value result = make_list(interpreter);
  if (const auto* all = references_to(interpreter, arguments[0])) {
    for (Object* one : *all) as<ListObject>(result)->items.push_back(Value::share(one));
  }
  return result;
}

constexpr NativeDefinition functions[] = {
    {"getweakrefcount", getweakrefcount, Signature::one},
    {"getweakrefs", getweakrefs, Signature::one},
};

}  // namespace

bool make_weakref_module(Interpreter& interpreter, ModuleObject& module) {
  set_functions(interpreter, module, functions);
  module.set("ref", Value::share(interpreter.types.weak_reference));
  return true;
}

}  // namespace loopscope::python
