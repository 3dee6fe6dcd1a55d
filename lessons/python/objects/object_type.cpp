// The types object and type.

#include "lessons/python/objects/object_type.h"

#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/attribute_access.h"
#include "lessons/python/machine/attributes.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/core_types.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/dict_views.h"
#include "lessons/python/objects/generic_alias.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/type_internals.h"

namespace loopscope::python {
namespace {

Raised abstract_error(Interpreter& interpreter, Type& type) {
  const Value* names = lookup(type, interpreter.names.abstractmethods);
  const Value sorted = to_list(interpreter, *names);
  if (!sorted || !call_method(interpreter, sorted, "sort")) return {};
  std::string list;
  const ValueVector& items = as<ListObject>(sorted)->items;
  for (const Value& item : items) {
    if (!list.empty()) list += ", ";
    list += text_of(item);
  }
  return interpreter.raise_type_error(
      "Can't instantiate abstract class {} with abstract method{} {}", type.name,
      items.size() == 1 ? "" : "s", list);
}

bool has_arguments(const Arguments& arguments) {
  return arguments.count != 0 || arguments.keyword_count() != 0;
}

}  // namespace

Value make_object(Interpreter& interpreter, Type& type, Arguments arguments) {
  if (has_arguments(arguments)) {
    if (type.slots.make != &make_object)
      return interpreter.raise_type_error(
          "object.__new__() takes exactly one argument (the type to instantiate)");
    if (type.slots.init == &init_object)
      return interpreter.raise_type_error("{}() takes no arguments", type.name);
  }
  if ((type.Type::flags & Type::abstract) != 0) return abstract_error(interpreter, type);
  Object* object = interpreter.allocate(type, type.size);
  interpreter.prepare_attributes(object, type.size);
  return Value::adopt(object);
}

bool identity_hash(Interpreter& interpreter, const Value& self, std::int64_t& hash) {
  hash = static_cast<std::int64_t>(interpreter.identity(self) >> 4);
  return true;
}

bool init_object(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!has_arguments(arguments)) return true;
  const Type& type = type_of(interpreter, self);
  if (type.slots.init != &init_object)
    return interpreter.raise_type_error(
        "object.__init__() takes exactly one argument (the instance to initialize)");
  if (type.slots.make == &make_object)
    return interpreter.raise_type_error("{}() takes no arguments", type.name);
  return true;
}

Value construct(Interpreter& interpreter, Type& type, Arguments arguments) {
  if (&type == interpreter.types.type && arguments.count == 1 && arguments.keyword_count() == 0)
    return Value::share(&type_of(interpreter, arguments[0]));
  if (type.slots.make == nullptr)
    return interpreter.raise_type_error("cannot create '{}{}' instances",
                                        type.module == "builtins" ? "" : type.module + ".",
                                        type.name);
  Value object = type.slots.make(interpreter, type, arguments);
  if (!object) return {};
  Type& made = type_of(interpreter, object);
  if (!made.is_subtype(type)) return object;
  if (made.slots.init != nullptr && made.slots.init != &init_object) {
    if (!made.slots.init(interpreter, object, arguments)) return {};
  } else if (made.slots.make == &make_object && !init_object(interpreter, object, arguments)) {
    return {};
  }
  return object;
}

namespace {

std::string qualified_name(Interpreter& interpreter, Type& type) {
  std::string module = type.module;
  if (type.is_heap()) {
    module.clear();
    const Value* found = lookup(type, interpreter.names.module);
    if (found != nullptr && is_string(*found)) module = text_of(*found);
  }
  if (module.empty() || module == "builtins") return type.qualname;
  return module + "." + type.qualname;
}

Value object_repr(Interpreter& interpreter, const Value& self) {
  return interpreter.make_string(fmt::format(
      "<{} object at {:#014x}>", qualified_name(interpreter, type_of(interpreter, self)),
      interpreter.identity(self)));
}

Value object_str(Interpreter& interpreter, const Value& self) {
  return repr(interpreter, self);
}

Value object_compare(Interpreter& interpreter, const Value& self, const Value& other,
                     Comparison op) {
  if (op == Comparison::equal)
    return self.same(other) ? Value::boolean(true) : Value::not_implemented();
  if (op != Comparison::not_equal) return Value::not_implemented();
  const auto slot = type_of(interpreter, self).slots.compare;
  if (slot == nullptr) return Value::not_implemented();
  const Value result = slot(interpreter, self, other, Comparison::equal);
  if (!result || result.is_not_implemented()) return result;
  bool same = false;
  if (!truth(interpreter, result, same)) return {};
  return Value::boolean(!same);
}

Value get_class(Interpreter& interpreter, const Value& self) {
  return Value::share(&type_of(interpreter, self));
}

bool set_class(Interpreter& interpreter, const Value& self, const Value& value) {
  if (!value) return interpreter.raise_type_error("can't delete __class__ attribute");
  if (!value.is(Kind::type))
    return interpreter.raise_type_error("__class__ must be set to a class, not '{}' object",
                                        type_name(interpreter, value));
  Type& old = type_of(interpreter, self);
  Type& fresh = *as<Type>(value);
  if (!self.is_object() || !old.is_heap() || !fresh.is_heap() || old.size != fresh.size ||
      old.attributes_offset != fresh.attributes_offset || old.slot_count != fresh.slot_count ||
      old.instance_kind != fresh.instance_kind)
    return interpreter.raise_type_error(
        "__class__ assignment only supported for heap types or ModuleType subclasses");
  Object* object = self.object();
  if (old.attributes_offset != 0) own_dict(interpreter, object);
  ++fresh.references;
  object->type = &fresh;
  Value::drop(reinterpret_cast<std::uintptr_t>(&old));
  return true;
}

Value object_format(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!is_string(arguments[0]))
    return interpreter.raise_type_error("__format__() argument must be str, not {}",
                                        type_name(interpreter, arguments[0]));
  if (!text_of(arguments[0]).empty())
    return interpreter.raise_type_error("unsupported format string passed to {}.__format__",
                                        type_name(interpreter, self));
  return to_str(interpreter, self);
}

Value not_implemented(Interpreter&, const Value&, Arguments) {
  return Value::not_implemented();
}

Value init_subclass(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (arguments.count != 0 || arguments.keyword_count() != 0)
    return interpreter.raise_type_error("{}.__init_subclass__() takes no keyword arguments",
                                        as<Type>(self)->name);
  return Value::none();
}

Value object_dir(Interpreter& interpreter, const Value& self, Arguments) {
  const Value all = make_dict(interpreter);
  if (self.is_object() && attributes_of(self.object()) != nullptr &&
      !dict_of(all).update(own_dict(interpreter, self.object())))
    return {};
  for (const Type* type : type_of(interpreter, self).mro)
    if (!dict_of(all).update(*type->dict)) return {};
  return to_list(interpreter, all);
}

Value type_dir(Interpreter& interpreter, const Value& self, Arguments) {
  const Value all = make_dict(interpreter);
  for (const Type* type : as<Type>(self)->mro)
    if (!dict_of(all).update(*type->dict)) return {};
  return to_list(interpreter, all);
}

Value object_sizeof(Interpreter& interpreter, const Value& self, Arguments) {
  return make_integer(
      interpreter, static_cast<std::uint64_t>(self.is_object() ? self.object()->type->size : 28));
}

constexpr NativeDefinition object_methods[] = {
    {"__format__", &object_format, Signature::one},
    {"__dir__", &object_dir, Signature::none},
    {"__sizeof__", &object_sizeof, Signature::none},
    {"__init_subclass__", &init_subclass, Signature::any, 0, unlimited,
     NativeDefinition::class_method},
    {"__subclasshook__", &not_implemented, Signature::any, 0, unlimited,
     NativeDefinition::class_method},
};
constexpr NativeProperty object_properties[] = {{"__class__", &get_class, &set_class}};

// type

Type& type_of_self(const Value& self) {
  return *as<Type>(self);
}

Value type_repr(Interpreter& interpreter, const Value& self) {
  return interpreter.make_string("<class '" + qualified_name(interpreter, type_of_self(self)) +
                                 "'>");
}

Value type_call(Interpreter& interpreter, const Value& self, Arguments arguments) {
  return construct(interpreter, type_of_self(self), arguments);
}

Value type_make(Interpreter& interpreter, Type& metatype, Arguments arguments) {
  if (arguments.count != 3) return interpreter.raise_type_error("type() takes 1 or 3 arguments");
  const auto expect = [&](std::size_t index, Kind kind, const char* what) {
    if (arguments[index].is(kind)) return true;
    interpreter.raise_type_error("type.__new__() argument {} must be {}, not {}", index + 1, what,
                                 type_name(interpreter, arguments[index]));
    return false;
  };
  if (!expect(0, Kind::string, "str") || !expect(1, Kind::tuple, "tuple") ||
      !expect(2, Kind::dict, "dict"))
    return {};
  Type* best = best_metatype(interpreter, &metatype, arguments[1]);
  if (best == nullptr) return {};
  if (best != &metatype && best->slots.make != metatype.slots.make)
    return best->slots.make(interpreter, *best, arguments);
  return make_class(interpreter, *best, arguments[0], arguments[1], arguments[2],
                    arguments.skip(3));
}

bool type_init(Interpreter&, const Value&, Arguments) {
  return true;
}

Value get_name(Interpreter& interpreter, const Value& self) {
  return interpreter.make_string(type_of_self(self).name);
}

bool set_name(Interpreter& interpreter, const Value& self, const Value& value) {
  Type& type = type_of_self(self);
  if (!type.is_heap())
    return interpreter.raise_type_error("cannot set '__name__' attribute of immutable type '{}'",
                                        type.name);
  if (!is_string(value))
    return interpreter.raise_type_error("can only assign string to {}.__name__, not '{}'",
                                        type.name, type_name(interpreter, value));
  type.name = text_of(value);
  return true;
}

Value get_qualname(Interpreter& interpreter, const Value& self) {
  return interpreter.make_string(type_of_self(self).qualname);
}

bool set_qualname(Interpreter& interpreter, const Value& self, const Value& value) {
  if (!value || !is_string(value))
    return interpreter.raise_type_error("can only assign string to {}.__qualname__, not '{}'",
                                        type_of_self(self).name, type_name(interpreter, value));
  type_of_self(self).qualname = text_of(value);
  return true;
}

Value get_module(Interpreter& interpreter, const Value& self) {
  Type& type = type_of_self(self);
  if (!type.is_heap()) return interpreter.make_string(type.module);
  const Value* found = type.dict->find(interpreter.names.module);
  return found == nullptr ? interpreter.make_string("builtins") : *found;
}

bool set_module(Interpreter& interpreter, const Value& self, const Value& value) {
  type_of_self(self).dict->set(interpreter.names.module, value);
  return true;
}

Value get_bases(Interpreter& interpreter, const Value& self) {
  std::vector<Value> bases;
  for (Type* base : type_of_self(self).bases) bases.push_back(Value::share(base));
  return make_tuple(interpreter, bases);
}

Value get_base(Interpreter&, const Value& self) {
  Type* base = type_of_self(self).base;
  return base == nullptr ? Value::none() : Value::share(base);
}

Value get_mro(Interpreter& interpreter, const Value& self) {
  std::vector<Value> types;
  for (Type* type : type_of_self(self).mro) types.push_back(Value::share(type));
  return make_tuple(interpreter, types);
}

Value mro_method(Interpreter& interpreter, const Value& self, Arguments) {
  return to_list(interpreter, get_mro(interpreter, self));
}

Value get_dict(Interpreter& interpreter, const Value& self) {
  return make_dict_view(interpreter, *interpreter.types.mapping_proxy,
                        Value::share(type_of_self(self).dict));
}

Value get_doc(Interpreter& interpreter, const Value& self) {
  const Value* found = type_of_self(self).dict->find(interpreter.names.doc);
  return found == nullptr ? Value::none() : *found;
}

bool set_in_dict(Interpreter& interpreter, const Value& self, StrObject* name, const Value& value) {
  Type& type = type_of_self(self);
  if (!type.is_heap())
    return interpreter.raise_type_error("cannot set '{}' attribute of immutable type '{}'",
                                        name->view(), type.name);
  if (value)
    type.dict->set(name, value);
  else
    type.dict->erase(name);
  type_changed(type, name);
  return true;
}

bool set_doc(Interpreter& interpreter, const Value& self, const Value& value) {
  return set_in_dict(interpreter, self, interpreter.names.doc, value);
}

Value get_annotations(Interpreter& interpreter, const Value& self) {
  Type& type = type_of_self(self);
  if (const Value* found = type.dict->find(interpreter.names.annotations)) return *found;
  if (!type.is_heap())
    return raise_attribute_error(
        interpreter, self, interpreter.names.annotations,
        fmt::format("type object '{}' has no attribute '__annotations__'", type.name));
  Value dict = make_dict(interpreter);
  type.dict->set(interpreter.names.annotations, dict);
  return dict;
}

bool set_annotations(Interpreter& interpreter, const Value& self, const Value& value) {
  return set_in_dict(interpreter, self, interpreter.names.annotations, value);
}

Value get_abstract(Interpreter& interpreter, const Value& self) {
  if (const Value* found = type_of_self(self).dict->find(interpreter.names.abstractmethods))
    return *found;
  return raise_attribute_error(interpreter, self, interpreter.names.abstractmethods,
                               "__abstractmethods__");
}

bool set_abstract(Interpreter& interpreter, const Value& self, const Value& value) {
  bool any = false;
  if (value && !truth(interpreter, value, any)) return false;
  Type& type = type_of_self(self);
  type.Type::flags = any ? type.Type::flags | Type::abstract : type.Type::flags & ~Type::abstract;
  return set_in_dict(interpreter, self, interpreter.names.abstractmethods, value);
}

Value subclasses(Interpreter& interpreter, const Value& self, Arguments) {
  Value list = make_list(interpreter);
  for (Type* type : type_of_self(self).subclasses)
    as<ListObject>(list)->items.push_back(Value::share(type));
  return list;
}

Value instance_check(Interpreter& interpreter, const Value& self, Arguments arguments) {
  return Value::boolean(type_of(interpreter, arguments[0]).is_subtype(type_of_self(self)));
}

Value subclass_check(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!arguments[0].is(Kind::type))
    return interpreter.raise_type_error("issubclass() arg 1 must be a class");
  return Value::boolean(type_of_self(arguments[0]).is_subtype(type_of_self(self)));
}

Value prepare(Interpreter& interpreter, const Value&, Arguments) {
  return make_dict(interpreter);
}

Value type_or(Interpreter& interpreter, const Value& left, const Value& right) {
  return make_union(interpreter, left, right);
}

constexpr NativeDefinition type_methods[] = {
    {"mro", &mro_method, Signature::none},
    {"__subclasses__", &subclasses, Signature::none},
    {"__instancecheck__", &instance_check, Signature::one},
    {"__subclasscheck__", &subclass_check, Signature::one},
    {"__dir__", &type_dir, Signature::none},
    {"__prepare__", &prepare, Signature::any, 0, unlimited, NativeDefinition::class_method},
};
constexpr NativeProperty type_properties[] = {
    {"__name__", &get_name, &set_name},
    {"__qualname__", &get_qualname, &set_qualname},
    {"__module__", &get_module, &set_module},
    {"__bases__", &get_bases},
    {"__base__", &get_base},
    {"__mro__", &get_mro},
    {"__dict__", &get_dict},
    {"__doc__", &get_doc, &set_doc},
    {"__annotations__", &get_annotations, &set_annotations},
    {"__abstractmethods__", &get_abstract, &set_abstract},
};

}  // namespace

void define_object_type(Interpreter& interpreter) {
  Type& object = *interpreter.types.object;
  Slots slots;
  slots.destroy = &destroy_with<Container>;
  slots.make = &make_object;
  slots.init = &init_object;
  slots.repr = &object_repr;
  slots.str = &object_str;
  slots.hash = &identity_hash;
  slots.compare = &object_compare;
  slots.get_attribute = &get_attribute_generic;
  slots.set_attribute = &set_attribute_generic;
  object.slots = slots;
  add_slot_wrappers(object, slots);
  add_methods(object, object_methods);
  add_properties(object, object_properties);
  add_attribute(object, "__doc__", Value::none());
  Slots types;
  types.destroy = &destroy_type;
  types.traverse = &traverse_type;
  types.clear = &clear_type;
  types.make = &type_make;
  types.init = &type_init;
  types.call = &type_call;
  types.repr = &type_repr;
  types.get_attribute = &get_type_attribute;
  types.set_attribute = &set_type_attribute;
  types.binary[static_cast<std::size_t>(BinaryOperator::bit_or)] = &type_or;
  Type& type = *interpreter.types.type;
  const Slots own = types;
  inherit_slots(types, slots);
  type.slots = types;
  add_slot_wrappers(type, own);
  add_methods(type, type_methods);
  add_properties(type, type_properties);
}

}  // namespace loopscope::python
