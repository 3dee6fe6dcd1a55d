// Module _gc: what module gc, which is written in Python, is made of.

#include "lessons/python/machine/collector.h"
#include "lessons/python/modules/modules.h"
#include "lessons/python/objects/list_object.h"

namespace loopscope::python {

namespace {

Value collect(Interpreter& interpreter, const Value&, Arguments) {
  return Value::small(static_cast<std::int64_t>(collect_cycles(interpreter)));
}

Value get_objects(Interpreter& interpreter, const Value&, Arguments) {
  Value result = make_list(interpreter);
  auto& items = as<ListObject>(result)->items;
  Container& ring = interpreter.ring();
  for (Container* at = ring.next; at != &ring; at = at->next)
    if (at != result.object()) items.push_back(Value::share(at));
  return result;
}

class Keeper final : public Visitor {
 public:
  explicit Keeper(ValueVector& items) : items_(items) {}

 private:
  void visit(Object* object) override { items_.push_back(Value::share(object)); }
  ValueVector& items_;
};

Value get_referents(Interpreter& interpreter, const Value&, Arguments arguments) {
  Value result = make_list(interpreter);
  Keeper keeper(as<ListObject>(result)->items);
  for (std::size_t i = 0; i < arguments.count; ++i)
    if (arguments[i].is_object()) show_references(arguments[i].object(), keeper);
  return result;
}

Value is_tracked(Interpreter&, const Value&, Arguments arguments) {
  return Value::boolean(arguments[0].is_object() &&
                        (arguments[0].object()->flags & Object::tracked) != 0);
}

Value is_finalized(Interpreter&, const Value&, Arguments arguments) {
  return Value::boolean(arguments[0].is_object() &&
                        (arguments[0].object()->flags & Object::finalized) != 0);
}

constexpr NativeDefinition functions[] = {
    {"collect", collect, Signature::none},
    {"get_objects", get_objects, Signature::none},
    {"get_referents", get_referents, Signature::positional, 0, unlimited},
    {"is_tracked", is_tracked, Signature::one},
    {"is_finalized", is_finalized, Signature::one},
};

}  // namespace

bool make_gc_module(Interpreter& interpreter, ModuleObject& module) {
  set_functions(interpreter, module, functions);
  return true;
}

}  // namespace loopscope::python
