#include "lessons/python/objects/dict_views.h"

#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/core_types.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/set_object.h"
#include "lessons/python/objects/showing.h"
#include "lessons/python/objects/type_internals.h"

namespace loopscope::python {

Value make_dict_view(Interpreter& interpreter, Type& type, const Value& dict) {
  return Value::adopt(interpreter.make<DictView>(type, dict));
}

Value make_dict_iterator(Interpreter& interpreter, const Value& dict, DictIterator::Gives what,
                         bool backwards) {
  Type* const types[] = {interpreter.types.dict_key_iterator, interpreter.types.dict_value_iterator,
                         interpreter.types.dict_item_iterator};
  return Value::adopt(interpreter.make<DictIterator>(*types[static_cast<std::size_t>(what)], dict,
                                                     what, backwards));
}

namespace {

using Gives = DictIterator::Gives;

const Value& dict_in(const Value& self) {
  return as<DictView>(self)->dict;
}

Gives gives(const Interpreter& interpreter, const Value& self) {
  const Type* type = self.object()->type;
  if (type == interpreter.types.dict_values) return Gives::values;
  return type == interpreter.types.dict_items ? Gives::items : Gives::keys;
}

Value item_of(Interpreter& interpreter, const DictObject::Entry& entry, Gives what) {
  if (what == Gives::keys) return entry.key;
  if (what == Gives::values) return entry.value;
  return make_tuple(interpreter, {entry.key, entry.value});
}

Value next_slot(Interpreter& interpreter, const Value& self) {
  auto* iterator = as<DictIterator>(self);
  if (!iterator->dict) return {};
  const DictObject& dict = dict_of(iterator->dict);
  if (dict.size() != iterator->size) {
    iterator->size = ~std::size_t{0};
    return interpreter.raise_runtime_error("dictionary changed size during iteration");
  }
  if (iterator->backwards) {
    while (iterator->at > 0) {
      const DictObject::Entry& entry = dict.entry(--iterator->at);
      if (entry.key) return item_of(interpreter, entry, iterator->gives);
    }
  } else if (const DictObject::Entry* entry = dict.next(iterator->at)) {
    return item_of(interpreter, *entry, iterator->gives);
  }
  iterator->dict.reset();
  return {};
}

Value iter_slot(Interpreter& interpreter, const Value& self) {
  return make_dict_iterator(interpreter, dict_in(self), gives(interpreter, self));
}

Value reversed(Interpreter& interpreter, const Value& self, Arguments) {
  return make_dict_iterator(interpreter, dict_in(self), gives(interpreter, self), true);
}

bool length_slot(Interpreter&, const Value& self, std::int64_t& length) {
  length = static_cast<std::int64_t>(dict_of(dict_in(self)).size());
  return true;
}

Value repr_slot(Interpreter& interpreter, const Value& self) {
  const Showing guard(interpreter, self);
  if (guard.again()) return interpreter.make_string("...");
  if (!guard) return {};
  const Value list = to_list(interpreter, self);
  std::string shown;
  if (!list || !repr_text(interpreter, list, shown)) return {};
  return interpreter.make_string(std::string(type_name(interpreter, self)) + "(" + shown + ")");
}

bool contains_slot(Interpreter& interpreter, const Value& self, const Value& item, bool& found) {
  const DictObject& dict = dict_of(dict_in(self));
  const Value* value = nullptr;
  found = false;
  if (gives(interpreter, self) == Gives::keys) {
    if (!dict.find(item, value)) return false;
    found = value != nullptr;
    return true;
  }
  if (!item.is(Kind::tuple) || as<TupleObject>(item)->size != 2) return true;
  if (!dict.find((*as<TupleObject>(item))[0], value)) return false;
  if (value == nullptr) return true;
  const Value theirs = *value;
  return equal(interpreter, theirs, (*as<TupleObject>(item))[1], found);
}

Value to_set(Interpreter& interpreter, const Value& iterable) {
  Value set = make_set(interpreter);
  if (!for_each(interpreter, iterable, [&](const Value& item) { return set_of(set).add(item); }))
    return {};
  return set;
}

bool is_view(const Value& value) {
  return native_cast<DictView>(value) != nullptr;
}

template <BinaryOperator Op>
Value set_operation(Interpreter& interpreter, const Value& left, const Value& right) {
  if (!is_view(left) && !is_view(right)) return Value::not_implemented();
  const Value a = to_set(interpreter, left);
  if (!a) return {};
  const Value b = to_set(interpreter, right);
  if (!b) return {};
  return binary(interpreter, Op, a, b);
}

Value compare_slot(Interpreter& interpreter, const Value& left, const Value& right, Comparison op) {
  if (!is_view(right) && !right.is(Kind::set)) return Value::not_implemented();
  const Value a = to_set(interpreter, left);
  if (!a) return {};
  const Value b = to_set(interpreter, right);
  if (!b) return {};
  return compare(interpreter, a, b, op);
}

Value proxy_repr(Interpreter& interpreter, const Value& self) {
  std::string shown;
  if (!repr_text(interpreter, dict_in(self), shown)) return {};
  return interpreter.make_string("mappingproxy(" + shown + ")");
}

Value proxy_str(Interpreter& interpreter, const Value& self) {
  return to_str(interpreter, dict_in(self));
}

Value proxy_get(Interpreter& interpreter, const Value& self, const Value& key) {
  return get_item(interpreter, dict_in(self), key);
}

bool proxy_contains(Interpreter& interpreter, const Value& self, const Value& item, bool& found) {
  return contains(interpreter, dict_in(self), item, found);
}

Value proxy_iter(Interpreter& interpreter, const Value& self) {
  return iterate(interpreter, dict_in(self));
}

Value proxy_make(Interpreter& interpreter, Type& type, Arguments arguments) {
  if (!check_count(interpreter, "mappingproxy", arguments.count, 1, 1)) return {};
  const Value& mapping = arguments[0];
  if (!mapping.is(Kind::dict))
    return interpreter.raise_type_error("mappingproxy() argument must be a mapping, not {}",
                                        type_name(interpreter, mapping));
  return make_dict_view(interpreter, type, mapping);
}

Value proxy_compare(Interpreter& interpreter, const Value& self, const Value& other,
                    Comparison op) {
  const bool proxy = other.is_object() && other.object()->type == interpreter.types.mapping_proxy;
  return compare(interpreter, dict_in(self), proxy ? dict_in(other) : other, op);
}

Value proxy_union(Interpreter& interpreter, const Value& left, const Value& right) {
  const auto content = [&](const Value& value) {
    const bool proxy = value.is_object() && value.object()->type == interpreter.types.mapping_proxy;
    return proxy ? dict_in(value) : value;
  };
  return binary(interpreter, BinaryOperator::bit_or, content(left), content(right));
}

template <const char* Name>
Value proxy_method(Interpreter& interpreter, const Value& self, Arguments arguments) {
  return call_method(interpreter, dict_in(self), Name, arguments);
}

constexpr char keys_name[] = "keys";
constexpr char values_name[] = "values";
constexpr char items_name[] = "items";
constexpr char get_name[] = "get";
constexpr char copy_name[] = "copy";
constexpr char reversed_name[] = "__reversed__";

/// isdisjoint() of keys and items
Value isdisjoint(Interpreter& interpreter, const Value& self, Arguments arguments) {
  bool apart = true;
  const bool fine = for_each(interpreter, arguments[0], [&](const Value& item) -> bool {
    bool found = false;
    if (!contains_slot(interpreter, self, item, found)) return false;
    apart = apart && !found;
    return true;
  });
  return fine ? Value::boolean(apart) : Value();
}

constexpr NativeDefinition view_methods[] = {{"__reversed__", &reversed, Signature::none},
                                             {"isdisjoint", &isdisjoint, Signature::one}};
constexpr std::span<const NativeDefinition> values_methods(view_methods, 1);
constexpr NativeDefinition proxy_methods[] = {
    {keys_name, &proxy_method<keys_name>},   {values_name, &proxy_method<values_name>},
    {items_name, &proxy_method<items_name>}, {get_name, &proxy_method<get_name>},
    {copy_name, &proxy_method<copy_name>},   {reversed_name, &proxy_method<reversed_name>},
};

Type& define_view(Interpreter& interpreter, const char* name, const Slots& slots,
                  std::span<const NativeDefinition> methods) {
  return define_type(interpreter, {.name = name,
                                   .size = sizeof(DictView),
                                   .flags = Type::container,
                                   .tag = &DictView::tag,
                                   .slots = slots,
                                   .methods = methods});
}

Type& define_iterator(Interpreter& interpreter, const char* name) {
  Slots slots;
  slots.destroy = &destroy_with<DictIterator>;
  slots.traverse = [](Object* self, Visitor& visit) {
    visit(static_cast<DictIterator*>(self)->dict);
  };
  slots.clear = [](Object* self) { static_cast<DictIterator*>(self)->dict.reset(); };
  slots.iter = [](Interpreter&, const Value& self) { return self; };
  slots.next = &next_slot;
  return define_type(interpreter, {.name = name,
                                   .size = sizeof(DictIterator),
                                   .flags = Type::container,
                                   .tag = &DictIterator::tag,
                                   .slots = slots});
}

}  // namespace

void define_dict_views(Interpreter& interpreter) {
  Slots slots;
  slots.destroy = &destroy_with<DictView>;
  slots.traverse = [](Object* self, Visitor& visit) { visit(static_cast<DictView*>(self)->dict); };
  slots.clear = [](Object*) {};
  slots.repr = &repr_slot;
  slots.length = &length_slot;
  slots.iter = &iter_slot;
  interpreter.types.dict_values = &define_view(interpreter, "dict_values", slots, values_methods);
  slots.hash = &unhashable;
  slots.compare = &compare_slot;
  slots.contains = &contains_slot;
  const auto binary = [&slots](BinaryOperator op) -> auto& {
    return slots.binary[static_cast<std::size_t>(op)];
  };
  binary(BinaryOperator::bit_and) = &set_operation<BinaryOperator::bit_and>;
  binary(BinaryOperator::bit_or) = &set_operation<BinaryOperator::bit_or>;
  binary(BinaryOperator::bit_xor) = &set_operation<BinaryOperator::bit_xor>;
  binary(BinaryOperator::subtract) = &set_operation<BinaryOperator::subtract>;
  interpreter.types.dict_keys = &define_view(interpreter, "dict_keys", slots, view_methods);
  interpreter.types.dict_items = &define_view(interpreter, "dict_items", slots, view_methods);
  interpreter.types.dict_key_iterator = &define_iterator(interpreter, "dict_keyiterator");
  interpreter.types.dict_value_iterator = &define_iterator(interpreter, "dict_valueiterator");
  interpreter.types.dict_item_iterator = &define_iterator(interpreter, "dict_itemiterator");
  Slots proxy;
  proxy.destroy = slots.destroy;
  proxy.traverse = slots.traverse;
  proxy.clear = slots.clear;
  proxy.repr = &proxy_repr;
  proxy.str = &proxy_str;
  proxy.length = &length_slot;
  proxy.get_item = &proxy_get;
  proxy.contains = &proxy_contains;
  proxy.iter = &proxy_iter;
  proxy.make = &proxy_make;
  proxy.compare = &proxy_compare;
  proxy.hash = &unhashable;
  proxy.binary[static_cast<std::size_t>(BinaryOperator::bit_or)] = &proxy_union;
  interpreter.types.mapping_proxy =
      &define_type(interpreter, {.name = "mappingproxy",
                                 .size = sizeof(DictView),
                                 .flags = Type::container | Type::mapping_pattern,
                                 .tag = &DictView::tag,
                                 .slots = proxy,
                                 .methods = proxy_methods});
}

}  // namespace loopscope::python
