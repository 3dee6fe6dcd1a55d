#include "lessons/python/builtins/scope.h"

#include <cstddef>

#include "lessons/python/machine/frame.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/str_object.h"

namespace loopscope::python {

Value current_globals(Interpreter& interpreter) {
  if (interpreter.frame == nullptr) return make_dict(interpreter);
  return Value::share(interpreter.frame->globals);
}

Value current_locals(Interpreter& interpreter) {
  FrameObject* frame = interpreter.frame;
  if (frame == nullptr) return make_dict(interpreter);
  if (frame->locals) return frame->locals;
  Value dict = make_dict(interpreter);
  const CodeObject& code = *frame->code;
  const Value* slot = frame->slots();
  const auto add = [&](const Value& name, const Value& value) {
    if (value) dict_of(dict).set(as<StrObject>(name), value);
  };
  for (const Value& name : code.local_names) add(name, *slot++);
  for (const auto* names : {&code.cell_names, &code.free_names}) {
    for (const Value& name : *names) {
      if (const auto* cell = try_as<CellObject>(*slot)) add(name, cell->value);
      ++slot;
    }
  }
  return dict;
}

}  // namespace loopscope::python
