#include "lessons/python/objects/weak_reference.h"

#include <algorithm>

#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/interpreter_state.h"
#include "lessons/python/machine/operations.h"

namespace loopscope::python {
namespace {

WeakReferenceObject* reference_of(const Value& self) {
  return as<WeakReferenceObject>(self);
}

bool may_be_referenced(const Value& object) {
  if (!object.is_object()) return false;
  switch (object.object()->kind) {
    case Kind::instance:
      return object.object()->type->is_heap() &&
             (object.object()->type->Type::flags & Type::has_slots) == 0;
    case Kind::function:
    case Kind::bound_method:
    case Kind::native_function:
    case Kind::type:
    case Kind::generator:
    case Kind::native_coroutine:
    case Kind::module:
    case Kind::set:
    case Kind::native:
      return true;
    case Kind::exception:
      return true;
    default:
      return object.object()->type->is_heap();
  }
}

void forget(WeakReferenceObject* reference) {
  if (reference->target == nullptr) return;
  auto& table = reference->type->interpreter->state().weak_references;
  const auto found = table.find(reference->target);
  if (found != table.end()) {
    std::erase(found->second, reference);
    if (found->second.empty()) {
      reference->target->flags =
          static_cast<std::uint8_t>(reference->target->flags & ~Object::referenced);
      table.erase(found);
    }
  }
  reference->target = nullptr;
}

void destroy_reference(Object* self) noexcept {
  forget(static_cast<WeakReferenceObject*>(self));
  destroy_with<WeakReferenceObject>(self);
}

Value make_slot(Interpreter& interpreter, Type& type, Arguments arguments) {
  if (!check_count(interpreter, "__new__", arguments.count, 1, 2)) return {};
  const Value& object = arguments[0];
  Value callback;
  if (arguments.count == 2 && !arguments[1].is_none()) callback = arguments[1];
  if (!may_be_referenced(object))
    return interpreter.raise_type_error("cannot create weak reference to '{}' object",
                                        type_name(interpreter, object));
  std::vector<Object*>& all = interpreter.state().weak_references[object.object()];
  if (!callback && &type == interpreter.types.weak_reference) {
    for (Object* one : all)
      if (one->type == &type && !static_cast<WeakReferenceObject*>(one)->callback)
        return Value::share(one);
  }
  auto* reference = interpreter.make<WeakReferenceObject>(type);
  reference->target = object.object();
  reference->callback = std::move(callback);
  object.object()->flags |= Object::referenced;
  all.push_back(reference);
  return Value::adopt(reference);
}

bool init_slot(Interpreter&, const Value&, Arguments) {
  return true;
}

Value call_slot(Interpreter&, const Value& self, Arguments) {
  return weak_target(self);
}

Value repr_slot(Interpreter& interpreter, const Value& self) {
  const Value target = weak_target(self);
  if (target.is_none())
    return interpreter.make_string(
        fmt::format("<weakref at {:#014x}; dead>", interpreter.identity(self)));
  return interpreter.make_string(
      fmt::format("<weakref at {:#014x}; to '{}' at {:#014x}>", interpreter.identity(self),
                  type_name(interpreter, target), interpreter.identity(target)));
}

bool hash_slot(Interpreter& interpreter, const Value& self, std::int64_t& hash) {
  WeakReferenceObject* reference = reference_of(self);
  if (reference->hash == -1) {
    const Value target = weak_target(self);
    if (target.is_none()) return interpreter.raise_type_error("weak object has gone away");
    if (!python::hash(interpreter, target, reference->hash)) return false;
  }
  hash = reference->hash;
  return true;
}

Value compare_slot(Interpreter& interpreter, const Value& left, const Value& right, Comparison op) {
  if (!right.is(Kind::weak_reference) || (op != Comparison::equal && op != Comparison::not_equal))
    return Value::not_implemented();
  const Value a = weak_target(left);
  const Value b = weak_target(right);
  if (a.is_none() || b.is_none())
    return Value::boolean(left.same(right) == (op == Comparison::equal));
  return compare(interpreter, a, b, op);
}

Value get_callback(Interpreter&, const Value& self) {
  const Value& callback = reference_of(self)->callback;
  return callback ? callback : Value::none();
}

constexpr NativeProperty properties[] = {{"__callback__", &get_callback}};

}  // namespace

Value make_weak_reference(Interpreter& interpreter, const Value& object, Value callback) {
  const Value arguments[] = {object, callback ? std::move(callback) : Value::none()};
  return make_slot(interpreter, *interpreter.types.weak_reference, Arguments(arguments, 2));
}

Value weak_target(const Value& reference) {
  Object* target = reference_of(reference)->target;
  return target == nullptr || target->references == 0 ? Value::none() : Value::share(target);
}

void clear_weak_references(Interpreter& interpreter, Object* object) {
  auto& table = interpreter.state().weak_references;
  const auto found = table.find(object);
  if (found == table.end()) return;
  std::vector<Object*> all = std::move(found->second);
  table.erase(found);
  std::vector<Value> kept;
  for (Object* one : all) {
    static_cast<WeakReferenceObject*>(one)->target = nullptr;
    if (static_cast<WeakReferenceObject*>(one)->callback) kept.push_back(Value::share(one));
  }
  Value pending = interpreter.take_error();
  for (std::size_t i = kept.size(); i-- > 0;) {
    const Value callback = reference_of(kept[i])->callback;
    if (interpreter.ending) continue;
    try {
      if (!call(interpreter, callback, Arguments(&kept[i], 1)))
        interpreter.report_unraisable("", callback);
    } catch (const ProgramStopped& stopped) {  // in the middle of a destruction: later
      interpreter.stop_soon(stopped.what());
    }
  }
  if (pending) interpreter.restore_error(std::move(pending));
}

void define_weak_reference(Interpreter& interpreter) {
  Slots slots;
  slots.destroy = &destroy_reference;
  slots.traverse = [](Object* self, Visitor& visit) {
    visit(static_cast<WeakReferenceObject*>(self)->callback);
  };
  slots.clear = [](Object* self) { static_cast<WeakReferenceObject*>(self)->callback.reset(); };
  slots.make = &make_slot;
  slots.init = &init_slot;
  slots.call = &call_slot;
  slots.repr = &repr_slot;
  slots.hash = &hash_slot;
  slots.compare = &compare_slot;
  interpreter.types.weak_reference =
      &define_type(interpreter, {.name = "ReferenceType",
                                 .module = "weakref",
                                 .kind = Kind::weak_reference,
                                 .size = sizeof(WeakReferenceObject),
                                 .flags = Type::base_allowed | Type::container,
                                 .slots = slots,
                                 .properties = properties});
}

}  // namespace loopscope::python
