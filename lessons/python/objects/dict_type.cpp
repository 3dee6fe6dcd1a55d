// The slots of dict.

#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/core_types.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/dict_views.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/showing.h"
#include "lessons/python/objects/type_internals.h"

namespace loopscope::python {

bool merge_into_dict(Interpreter& interpreter, DictObject& dict, const Value& source) {
  if (source.is(Kind::dict)) {
    Type& type = *source.object()->type;
    if (type.slots.iter == interpreter.types.dict->slots.iter) return dict.update(dict_of(source));
  }
  Value keys;
  if (!find_attribute(interpreter, source, interpreter.names.keys, keys)) return false;
  if (keys) {
    const Value names = call(interpreter, keys);
    if (!names) return false;
    return for_each(interpreter, names, [&](const Value& key) {
      Value value = get_item(interpreter, source, key);
      return value && dict.set(key, std::move(value));
    });
  }
  std::size_t index = 0;
  return for_each(interpreter, source, [&](const Value& item) {
    const Value pair = to_tuple(interpreter, item);
    if (!pair) {
      if (interpreter.raised(*interpreter.exceptions.type_error)) {
        interpreter.clear_error();
        interpreter.raise_type_error(
            "cannot convert dictionary update sequence element #{} to a sequence", index);
      }
      return false;
    }
    const auto& items = *as<TupleObject>(pair);
    if (items.size != 2) {
      interpreter.raise_value_error(
          "dictionary update sequence element #{} has length {}; 2 is required", index, items.size);
      return false;
    }
    ++index;
    return dict.set(items[0], items[1]);
  });
}

namespace {

Value repr_slot(Interpreter& interpreter, const Value& self) {
  if (dict_of(self).size() == 0) return interpreter.make_string("{}");
  const Showing guard(interpreter, self);
  if (guard.again()) return interpreter.make_string("{...}");
  if (!guard) return {};
  std::string text = "{";
  std::size_t at = 0;
  while (const DictObject::Entry* entry = dict_of(self).next(at)) {
    const Value key = entry->key;
    const Value value = entry->value;
    if (text.size() > 1) text += ", ";
    if (!repr_text(interpreter, key, text)) return {};
    text += ": ";
    if (!repr_text(interpreter, value, text)) return {};
  }
  return interpreter.make_string(text + "}");
}

Value compare_slot(Interpreter& interpreter, const Value& left, const Value& right, Comparison op) {
  if (!left.is(Kind::dict) || !right.is(Kind::dict) ||
      (op != Comparison::equal && op != Comparison::not_equal))
    return Value::not_implemented();
  bool same = dict_of(left).size() == dict_of(right).size();
  std::size_t at = 0;
  while (same) {
    const DictObject::Entry* entry = dict_of(left).next(at);
    if (entry == nullptr) break;
    const Value mine = entry->value;
    const Value* found = nullptr;
    if (!dict_of(right).find(Value(entry->key), found)) return {};
    same = found != nullptr;
    if (found == nullptr) break;
    const Value theirs = *found;
    if (!equal(interpreter, mine, theirs, same)) return {};
  }
  return Value::boolean(same == (op == Comparison::equal));
}

bool length_slot(Interpreter&, const Value& self, std::int64_t& length) {
  length = static_cast<std::int64_t>(dict_of(self).size());
  return true;
}

Value get_item_slot(Interpreter& interpreter, const Value& self, const Value& key) {
  const Value* found = nullptr;
  if (!dict_of(self).find(key, found)) return {};
  if (found != nullptr) return *found;
  if (!self.object()->is_exact()) {
    bool has = false;
    Value value =
        call_special_if(interpreter, self, interpreter.names.missing, Arguments(&key, 1), has);
    if (has) return value;
  }
  return interpreter.raise_with(*interpreter.exceptions.key_error, key);
}

bool set_item_slot(Interpreter& interpreter, const Value& self, const Value& key,
                   const Value& value) {
  if (value) return dict_of(self).set(key, value);
  Value erased;
  if (!dict_of(self).erase(key, erased)) return false;
  if (erased) return true;
  return interpreter.raise_with(*interpreter.exceptions.key_error, key);
}

bool contains_slot(Interpreter&, const Value& self, const Value& item, bool& found) {
  const Value* value = nullptr;
  if (!dict_of(self).find(item, value)) return false;
  found = value != nullptr;
  return true;
}

Value or_slot(Interpreter&, const Value& left, const Value& right) {
  if (!left.is(Kind::dict) || !right.is(Kind::dict)) return Value::not_implemented();
  Value dict = dict_of(left).copy();
  if (!dict_of(dict).update(dict_of(right))) return {};
  return dict;
}

Value or_in_place(Interpreter& interpreter, const Value& left, const Value& right) {
  if (!merge_into_dict(interpreter, dict_of(left), right)) return {};
  return left;
}

Value iter_slot(Interpreter& interpreter, const Value& self) {
  return make_dict_iterator(interpreter, self, DictIterator::Gives::keys);
}

Value make_slot(Interpreter& interpreter, Type& type, Arguments) {
  return Value::adopt(interpreter.make<DictObject>(type, interpreter));
}

bool init_slot(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!check_count(interpreter, "dict", arguments.count, 0, 1)) return false;
  if (arguments.count == 1 && !merge_into_dict(interpreter, dict_of(self), arguments[0]))
    return false;
  for (std::size_t i = 0; i < arguments.keyword_count(); ++i)
    if (!dict_of(self).set((*arguments.names)[i], arguments.keyword_value(i))) return false;
  return true;
}

Value reversed(Interpreter& interpreter, const Value& self, Arguments) {
  return make_dict_iterator(interpreter, self, DictIterator::Gives::keys, true);
}

Value keys(Interpreter& interpreter, const Value& self, Arguments) {
  return make_dict_view(interpreter, *interpreter.types.dict_keys, self);
}

Value values(Interpreter& interpreter, const Value& self, Arguments) {
  return make_dict_view(interpreter, *interpreter.types.dict_values, self);
}

Value items(Interpreter& interpreter, const Value& self, Arguments) {
  return make_dict_view(interpreter, *interpreter.types.dict_items, self);
}

constexpr NativeDefinition methods[] = {{"__reversed__", &reversed, Signature::none},
                                        {"keys", &keys, Signature::none},
                                        {"values", &values, Signature::none},
                                        {"items", &items, Signature::none}};

}  // namespace

void define_dicts(Interpreter& interpreter) {
  Slots slots;
  slots.destroy = &destroy_with<DictObject>;
  slots.traverse = [](Object* self, Visitor& visit) {
    static_cast<DictObject*>(self)->visit(visit);
  };
  slots.clear = [](Object* self) { static_cast<DictObject*>(self)->clear(); };
  slots.make = &make_slot;
  slots.init = &init_slot;
  slots.repr = &repr_slot;
  slots.hash = &unhashable;
  slots.compare = &compare_slot;
  slots.length = &length_slot;
  slots.get_item = &get_item_slot;
  slots.set_item = &set_item_slot;
  slots.contains = &contains_slot;
  slots.binary[static_cast<std::size_t>(BinaryOperator::bit_or)] = &or_slot;
  slots.in_place[static_cast<std::size_t>(BinaryOperator::bit_or)] = &or_in_place;
  slots.iter = &iter_slot;
  // The type itself was made with the first ones, whose attributes are in dicts.
  Type& type = *interpreter.types.dict;
  const Slots own = slots;
  inherit_slots(slots, interpreter.types.object->slots);
  type.slots = slots;
  add_slot_wrappers(type, own);
  add_methods(type, methods);
  define_dict_views(interpreter);
}

}  // namespace loopscope::python
