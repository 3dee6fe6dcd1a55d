#include "lessons/python/objects/generic_alias.h"

#include "lessons/python/machine/attribute_access.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/core_types.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/str_object.h"

namespace loopscope::python {

Value make_generic_alias(Interpreter& interpreter, const Value& origin, const Value& arguments) {
  const Value tuple = arguments.is(Kind::tuple) ? arguments : make_tuple(interpreter, {arguments});
  return Value::adopt(
      interpreter.make<GenericAliasObject>(*interpreter.types.generic_alias, origin, tuple));
}

namespace {

GenericAliasObject* alias_of(const Value& self) {
  return as<GenericAliasObject>(self);
}

bool is_union(const Interpreter& interpreter, const Value& value) {
  return value.is_object() && value.object()->type == interpreter.types.union_type;
}

bool may_unite(const Interpreter& interpreter, const Value& value) {
  return value.is_none() || value.is(Kind::type) ||
         (value.is_object() && (value.object()->type == interpreter.types.generic_alias ||
                                is_union(interpreter, value)));
}

bool show(Interpreter& interpreter, const Value& item, std::string& text) {
  if (item.is_none()) {
    text += "None";
    return true;
  }
  if (item.is_ellipsis()) {
    text += "...";
    return true;
  }
  if (item.is(Kind::type)) {
    const Type& type = *as<Type>(item);
    Value module;
    if (!find_attribute(interpreter, item, interpreter.names.module, module)) return false;
    if (module && is_string(module) && text_of(module) != "builtins")
      text += std::string(text_of(module)) + ".";
    text += type.qualname;
    return true;
  }
  std::string shown;
  if (!repr_text(interpreter, item, shown)) return false;
  text += shown;
  return true;
}

Value alias_repr(Interpreter& interpreter, const Value& self) {
  std::string text;
  if (!show(interpreter, alias_of(self)->origin, text)) return {};
  text += "[";
  bool first = true;
  for (const Value& argument : *as<TupleObject>(alias_of(self)->arguments)) {
    if (!first) text += ", ";
    first = false;
    if (!show(interpreter, argument, text)) return {};
  }
  if (first) text += "()";
  return interpreter.make_string(text + "]");
}

Value union_repr(Interpreter& interpreter, const Value& self) {
  std::string text;
  for (const Value& argument : *as<TupleObject>(alias_of(self)->arguments)) {
    if (!text.empty()) text += " | ";
    if (!show(interpreter, argument, text)) return {};
  }
  return interpreter.make_string(text);
}

Value alias_call(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const Value origin = alias_of(self)->origin;
  return call(interpreter, origin, arguments);
}

Value alias_get_attribute(Interpreter& interpreter, const Value& self, StrObject* name) {
  const std::string_view text = name->view();
  const bool own = text == "__origin__" || text == "__args__" || text == "__class__" ||
                   text == "__mro_entries__" || text == "__parameters__" ||
                   text == "__class_getitem__";
  if (own || text.starts_with("__")) {
    Value value = get_attribute_generic(interpreter, self, name);
    if (value || own) return value;
    interpreter.clear_error();
  }
  return get_attribute(interpreter, alias_of(self)->origin, name);
}

Value compare_slot(Interpreter& interpreter, const Value& left, const Value& right, Comparison op) {
  if (!right.is_object() || right.object()->type != left.object()->type ||
      (op != Comparison::equal && op != Comparison::not_equal))
    return Value::not_implemented();
  bool same = false;
  if (!equal(interpreter, alias_of(left)->arguments, alias_of(right)->arguments, same)) return {};
  same = same && alias_of(left)->origin.same(alias_of(right)->origin);
  return Value::boolean(same == (op == Comparison::equal));
}

bool hash_slot(Interpreter& interpreter, const Value& self, std::int64_t& hash) {
  return python::hash(interpreter, alias_of(self)->arguments, hash);
}

Value or_slot(Interpreter& interpreter, const Value& left, const Value& right) {
  return make_union(interpreter, left, right);
}

Value mro_entries(Interpreter& interpreter, const Value& self, Arguments) {
  return make_tuple(interpreter, {alias_of(self)->origin});
}

Value get_origin(Interpreter&, const Value& self) {
  return alias_of(self)->origin;
}
Value get_arguments(Interpreter&, const Value& self) {
  return alias_of(self)->arguments;
}
Value get_parameters(Interpreter& interpreter, const Value&) {
  return make_tuple(interpreter, std::span<const Value>());
}

constexpr NativeProperty alias_properties[] = {
    {"__origin__", &get_origin}, {"__args__", &get_arguments}, {"__parameters__", &get_parameters}};
constexpr NativeProperty union_properties[] = {{"__args__", &get_arguments},
                                               {"__parameters__", &get_parameters}};
constexpr NativeDefinition alias_methods[] = {{"__mro_entries__", &mro_entries, Signature::one}};

Value make_slot(Interpreter& interpreter, Type&, Arguments arguments) {
  if (arguments.keyword_count() != 0)
    return interpreter.raise_type_error("GenericAlias() takes no keyword arguments");
  if (arguments.count != 2) {
    return interpreter.raise_type_error("GenericAlias expected 2 arguments, got {}",
                                        arguments.count);
  }
  return make_generic_alias(interpreter, arguments[0], arguments[1]);
}

Value class_getitem(Interpreter& interpreter, const Value& self, Arguments arguments) {
  return make_generic_alias(interpreter, self, arguments[0]);
}

constexpr NativeDefinition getitem_methods[] = {{"__class_getitem__", &class_getitem,
                                                 Signature::one, 0, unlimited,
                                                 NativeDefinition::class_method}};

}  // namespace

std::span<const NativeDefinition> class_getitem_method() {
  return getitem_methods;
}

Value make_union(Interpreter& interpreter, const Value& left, const Value& right) {
  if (!may_unite(interpreter, left) || !may_unite(interpreter, right))
    return Value::not_implemented();
  std::vector<Value> items;
  for (const Value* side : {&left, &right}) {
    const auto add = [&](const Value& item) {
      for (const Value& there : items)
        if (there.same(item)) return;
      items.push_back(item);
    };
    if (is_union(interpreter, *side))
      for (const Value& item : *as<TupleObject>(alias_of(*side)->arguments)) add(item);
    else
      add(side->is_none() ? Value::share(interpreter.types.none) : *side);
  }
  if (items.size() == 1) return items[0];
  for (Value& item : items)
    if (item.object() == interpreter.types.none) item = Value::none();
  return Value::adopt(interpreter.make<GenericAliasObject>(*interpreter.types.union_type, Value(),
                                                           make_tuple(interpreter, items)));
}

void define_generic_aliases(Interpreter& interpreter) {
  BuiltinTypes& types = interpreter.types;
  Slots slots;
  slots.destroy = &destroy_with<GenericAliasObject>;
  slots.traverse = [](Object* self, Visitor& visit) {
    visit(static_cast<GenericAliasObject*>(self)->origin);
    visit(static_cast<GenericAliasObject*>(self)->arguments);
  };
  slots.clear = [](Object*) {};
  slots.hash = &hash_slot;
  slots.compare = &compare_slot;
  slots.binary[static_cast<std::size_t>(BinaryOperator::bit_or)] = &or_slot;
  slots.repr = &union_repr;
  types.union_type = &define_type(interpreter, {.name = "UnionType",
                                                .module = "types",
                                                .size = sizeof(GenericAliasObject),
                                                .flags = Type::container,
                                                .tag = &GenericAliasObject::tag,
                                                .slots = slots,
                                                .properties = union_properties});
  slots.repr = &alias_repr;
  slots.make = &make_slot;
  slots.call = &alias_call;
  slots.get_attribute = &alias_get_attribute;
  types.generic_alias = &define_type(interpreter, {.name = "GenericAlias",
                                                   .module = "types",
                                                   .size = sizeof(GenericAliasObject),
                                                   .flags = Type::container,
                                                   .tag = &GenericAliasObject::tag,
                                                   .slots = slots,
                                                   .methods = alias_methods,
                                                   .properties = alias_properties});
  for (Type* type : {types.list, types.tuple, types.dict, types.set, types.frozenset})
    add_methods(*type, getitem_methods);
}

}  // namespace loopscope::python
