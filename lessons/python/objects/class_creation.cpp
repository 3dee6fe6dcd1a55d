// Classes: from a class statement's body to a Type.

#include <algorithm>

#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/attributes.h"
#include "lessons/python/machine/frame.h"
#include "lessons/python/machine/machine.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/exception_object.h"
#include "lessons/python/objects/function_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/object_type.h"
#include "lessons/python/objects/str_object.h"
#include "lessons/python/objects/type_internals.h"

namespace loopscope::python {
namespace {

/// ValueError and its like: native, and in all but the name what their base is.
bool is_plain_exception(const Type& type) {
  return type.instance_kind == Kind::exception && type.base != nullptr &&
         type.base->instance_kind == Kind::exception && type.slots.init == type.base->slots.init &&
         type.slots.make == type.base->slots.make;
}

/// The class that decides the layout of a class's instances.
Type* solid(Type* type) {
  while ((type->is_heap() && type->own_slot_count == 0) ||
         (!type->is_heap() && is_plain_exception(*type)))
    type = type->base;
  return type;
}

Type* best_base(Interpreter& interpreter, const TupleObject& bases) {
  Type* winner = nullptr;
  Type* base = nullptr;
  for (const Value& value : bases) {
    if (!value.is(Kind::type)) {
      interpreter.raise_type_error("bases must be types");
      return nullptr;
    }
    Type* candidate_base = as<Type>(value);
    if ((candidate_base->Type::flags & Type::base_allowed) == 0) {
      interpreter.raise_type_error("type '{}' is not an acceptable base type",
                                   candidate_base->name);
      return nullptr;
    }
    Type* candidate = solid(candidate_base);
    if (winner == nullptr || (candidate != winner && candidate->is_subtype(*winner))) {
      winner = candidate;
      base = candidate_base;
    } else if (!winner->is_subtype(*candidate)) {
      interpreter.raise_type_error("multiple bases have instance lay-out conflict");
      return nullptr;
    }
  }
  return base;
}

/// C3; false if it has raised.
bool linearize(Interpreter& interpreter, Type& type) {
  std::vector<std::vector<Type*>> lists;
  for (Type* base : type.bases) lists.push_back(base->mro);
  lists.push_back(type.bases);
  type.mro = {&type};
  for (;;) {
    std::erase_if(lists, [](const auto& list) { return list.empty(); });
    if (lists.empty()) return true;
    Type* next = nullptr;
    for (const auto& list : lists) {
      const bool behind = std::any_of(lists.begin(), lists.end(), [&](const auto& other) {
        return std::find(other.begin() + 1, other.end(), list.front()) != other.end();
      });
      if (!behind) {
        next = list.front();
        break;
      }
    }
    if (next == nullptr) {
      std::vector<Type*> names;
      for (const auto& list : lists)
        if (std::find(names.begin(), names.end(), list.front()) == names.end())
          names.push_back(list.front());
      std::string text;
      for (Type* one : names) text += (text.empty() ? "" : ", ") + one->name;
      return interpreter.raise_type_error(
          "Cannot create a consistent method resolution\norder (MRO) for bases {}", text);
    }
    type.mro.push_back(next);
    for (auto& list : lists)
      if (list.front() == next) list.erase(list.begin());
  }
}

std::string mangled(const std::string& class_name, std::string_view name) {
  if (!name.starts_with("__") || name.ends_with("__")) return std::string(name);
  const std::size_t begin = class_name.find_first_not_of('_');
  if (begin == std::string::npos) return std::string(name);
  return "_" + class_name.substr(begin) + std::string(name);
}

struct OwnSlots {
  std::vector<std::string> names;
  bool has_dict = false;
  bool has_weak_references = false;
  bool given = false;
};

bool read_slots(Interpreter& interpreter, Type& type, DictObject& dict, OwnSlots& slots) {
  const Value* found = dict.find(interpreter.names.slots);
  if (found == nullptr) return true;
  const Value given = *found;
  slots.given = true;
  const Value names =
      is_string(given) ? make_tuple(interpreter, {given}) : to_tuple(interpreter, given);
  if (!names) return false;
  for (const Value& name : *as<TupleObject>(names)) {
    if (!is_string(name))
      return interpreter.raise_type_error("__slots__ items must be strings, not '{}'",
                                          type_name(interpreter, name));
    if (text_of(name) == "__dict__") {
      slots.has_dict = true;
      continue;
    }
    if (text_of(name) == "__weakref__") {
      slots.has_weak_references = true;
      continue;
    }
    std::string own = mangled(type.name, text_of(name));
    if (dict.find(own) != nullptr)
      return interpreter.raise_value_error("'{}' in __slots__ conflicts with class variable",
                                           text_of(name));
    slots.names.push_back(std::move(own));
  }
  return true;
}

void lay_out(Interpreter& interpreter, Type& type, const Type& base, const OwnSlots& slots) {
  type.instance_kind = base.instance_kind;
  type.tag = base.tag;
  type.size = base.size;
  type.attributes_offset = base.attributes_offset;
  type.expected_attributes = base.is_heap() ? base.expected_attributes : 0;
  type.Type::flags =
      Type::heap | Type::base_allowed |
      (base.Type::flags & (Type::container | Type::has_finalizer | Type::sequence_pattern |
                           Type::mapping_pattern | Type::self_match));
  type.slot_count = base.slot_count;
  const bool variable = base.instance_kind == Kind::string || base.instance_kind == Kind::tuple;
  if (!slots.names.empty() && !variable) {
    type.slots_offset = (type.size + 7) / 8 * 8;
    type.own_slot_count = slots.names.size();
    type.slot_count += slots.names.size();
    type.size = type.slots_offset + slots.names.size() * sizeof(Value);
    for (std::size_t i = 0; i < slots.names.size(); ++i) {
      Value member = Value::adopt(interpreter.make<MemberObject>(
          *interpreter.types.member, interpreter.make_string(slots.names[i]), type,
          type.slots_offset + i * sizeof(Value)));
      type.dict->set(slots.names[i], std::move(member));
    }
  }
  // Classes, the objects of a metaclass, have their own kind of __dict__.
  const bool has_own_dict = base.instance_kind == Kind::type;
  if (type.attributes_offset == 0 && !has_own_dict && (!slots.given || slots.has_dict)) {
    if (variable) {
      type.attributes_offset = attributes_at_end;
    } else {
      type.attributes_offset = (type.size + 7) / 8 * 8;
      type.size = type.attributes_offset + sizeof(Attributes);
    }
    type.dict->set(interpreter.names.dict, make_native_property(type, dict_property));
  }
  if (lookup(const_cast<Type&>(base), interpreter.names.weakref) != nullptr) return;
  if (!slots.given || slots.has_weak_references) {
    type.dict->set(interpreter.names.weakref, make_native_property(type, weakref_property));
  } else if (!has_own_dict) {
    type.Type::flags |= Type::has_slots;
  }
}

void wrap(Interpreter& interpreter, DictObject& dict, StrObject* name, Type& type) {
  const Value* found = dict.find(name);
  if (found == nullptr || !found->is(Kind::function)) return;
  auto* wrapped = interpreter.make<MethodWrapObject>(type);
  wrapped->function = *found;
  dict.set(name, Value::adopt(wrapped));
}

bool fill_dict(Interpreter& interpreter, Type& type) {
  DictObject& dict = *type.dict;
  const CommonNames& names = interpreter.names;
  // Classes of the library that are native in CPython go by their module's name as well.
  if (const Value* dotted = dict.find("__dotted__"); dotted != nullptr && is_string(*dotted))
    type.dotted = text_of(*dotted);
  if (dict.find(names.module) == nullptr && interpreter.frame != nullptr) {
    if (const Value* module = interpreter.frame->globals->find(names.name))
      dict.set(names.module, Value(*module));
  }
  if (const Value* qualname = dict.find(names.qualname)) {
    if (!is_string(*qualname))
      return interpreter.raise_type_error("type __qualname__ must be a str, not {}",
                                          type_name(interpreter, *qualname));
    type.qualname = text_of(*qualname);
    dict.erase(names.qualname);
  }
  if (dict.find(names.doc) == nullptr) dict.set(names.doc, Value::none());
  wrap(interpreter, dict, names.new_, *interpreter.types.static_method);
  wrap(interpreter, dict, names.init_subclass, *interpreter.types.class_method);
  wrap(interpreter, dict, names.class_getitem, *interpreter.types.class_method);
  if (dict.find(names.eq) != nullptr && dict.find(names.hash) == nullptr)
    dict.set(names.hash, Value::none());
  if (const Value* cell = dict.find(names.classcell)) {
    if (!cell->is(Kind::cell))
      return interpreter.raise_type_error("__classcell__ must be a nonlocal cell, not <class '{}'>",
                                          type_name(interpreter, *cell));
    as<CellObject>(*cell)->value = Value::share(&type);
    dict.erase(names.classcell);
  }
  return true;
}

bool tell_names(Interpreter& interpreter, Type& type) {
  const Value copy = type.dict->copy();
  std::size_t at = 0;
  while (const DictObject::Entry* entry = dict_of(copy).next(at)) {
    bool found = false;
    const Value value = entry->value;
    if (!value.is_object()) continue;
    const Value result = call_special_if(interpreter, value, interpreter.names.set_name,
                                         {Value::share(&type), entry->key}, found);
    if (found && !result) {
      const Value error = interpreter.take_error();
      std::string shown;
      repr_text(interpreter, entry->key, shown);
      interpreter.raise_runtime_error("Error calling __set_name__ on '{}' instance {} in '{}'",
                                      type_name(interpreter, value), shown, type.name);
      set_cause(interpreter, interpreter.error(), error);
      return false;
    }
  }
  return true;
}

bool tell_parent(Interpreter& interpreter, Type& type, const Arguments& keywords) {
  const Value self = Value::share(&type);
  for (std::size_t i = 1; i < type.mro.size(); ++i) {
    const Value* found = type.mro[i]->dict->find(interpreter.names.init_subclass);
    if (found == nullptr) continue;
    const Value method = *found;
    const auto get = type_of(interpreter, method).slots.descriptor_get;
    const Value bound = get == nullptr ? method : get(interpreter, method, Value(), self);
    if (!bound) return false;
    return static_cast<bool>(
        call(interpreter, bound, Arguments(keywords.values, 0, keywords.names)));
  }
  return true;
}

}  // namespace

Type* best_metatype(Interpreter& interpreter, Type* metatype, const Value& bases) {
  Type* winner = metatype;
  for (const Value& base : *as<TupleObject>(bases)) {
    Type& candidate = type_of(interpreter, base);
    if (winner->is_subtype(candidate)) continue;
    if (candidate.is_subtype(*winner)) {
      winner = &candidate;
      continue;
    }
    interpreter.raise_type_error(
        "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of "
        "the metaclasses of all its bases");
    return nullptr;
  }
  return winner;
}

Value make_class(Interpreter& interpreter, Type& metatype, const Value& name, const Value& bases,
                 const Value& dict, Arguments keywords) {
  const Value parents = as<TupleObject>(bases)->size != 0
                            ? bases
                            : make_tuple(interpreter, {Value::share(interpreter.types.object)});
  Type* base = best_base(interpreter, *as<TupleObject>(parents));
  if (base == nullptr) return {};
  Type* type = allocate_type(interpreter, &metatype);
  Value result = Value::adopt(type);
  type->name = type->qualname = text_of(name);
  type->dict = as<DictObject>(dict_of(dict).copy().detach());
  type->slots.destroy = base->slots.destroy;
  for (const Value& parent : *as<TupleObject>(parents)) {
    Type* one = as<Type>(parent);
    if (std::find(type->bases.begin(), type->bases.end(), one) != type->bases.end())
      return interpreter.raise_type_error("duplicate base class {}", one->name);
    type->bases.push_back(one);
    ++one->references;
    one->subclasses.push_back(type);
  }
  type->base = base;
  OwnSlots slots;
  if (!linearize(interpreter, *type) || !read_slots(interpreter, *type, *type->dict, slots))
    return {};
  lay_out(interpreter, *type, *base, slots);
  if (type->attributes_offset != 0) type->root_shape = new Shape(type, nullptr, nullptr);
  if (!fill_dict(interpreter, *type)) return {};
  type->slots = base->slots;
  type->version = 0;
  update_slots(*type, nullptr);
  if (type->slots.finalize != nullptr) type->Type::flags |= Type::has_finalizer;
  if (!tell_names(interpreter, *type) || !tell_parent(interpreter, *type, keywords)) return {};
  return result;
}

namespace {

/// The bases of a class statement, with those replaced that have __mro_entries__.
Value resolve_bases(Interpreter& interpreter, std::span<const Value> given, bool& changed) {
  std::vector<Value> bases;
  changed = false;
  const Value original = make_tuple(interpreter, given);
  for (const Value& base : given) {
    if (base.is(Kind::type)) {
      bases.push_back(base);
      continue;
    }
    Value method;
    if (!find_attribute(interpreter, base, interpreter.names.mro_entries, method)) return {};
    if (!method) {
      bases.push_back(base);
      continue;
    }
    const Value entries = call(interpreter, method, Arguments(&original, 1));
    if (!entries) return {};
    if (!entries.is(Kind::tuple))
      return interpreter.raise_type_error("__mro_entries__ must return a tuple");
    changed = true;
    for (const Value& entry : *as<TupleObject>(entries)) bases.push_back(entry);
  }
  return make_tuple(interpreter, bases);
}

Value prepare_namespace(Interpreter& interpreter, const Value& metaclass, const Value& name,
                        const Value& bases, const Arguments& keywords) {
  Value prepare;
  if (!find_attribute(interpreter, metaclass, interpreter.names.prepare, prepare)) return {};
  if (!prepare || metaclass.object() == interpreter.types.type) return make_dict(interpreter);
  std::vector<Value> values{name, bases};
  values.insert(values.end(), keywords.values, keywords.values + keywords.keyword_count());
  return call(interpreter, prepare, Arguments(values.data(), 2, keywords.names));
}

}  // namespace

Value build_class(Interpreter& interpreter, Arguments arguments) {
  const Value& body = arguments[0];
  const Value& name = arguments[1];
  bool changed = false;
  const Value bases =
      resolve_bases(interpreter, std::span(arguments.values + 2, arguments.count - 2), changed);
  if (!bases) return {};
  Value metaclass;
  std::vector<Value> values;
  std::vector<Value> names;
  for (std::size_t i = 0; i < arguments.keyword_count(); ++i) {
    if (arguments.keyword(i) == "metaclass") {
      metaclass = arguments.keyword_value(i);
    } else {
      names.push_back((*arguments.names)[i]);
      values.push_back(arguments.keyword_value(i));
    }
  }
  const Value keyword_names = make_tuple(interpreter, names);
  const Arguments keywords(values.data(), 0, as<TupleObject>(keyword_names));
  if (!metaclass) {
    const auto& tuple = *as<TupleObject>(bases);
    metaclass =
        Value::share(tuple.size == 0 ? interpreter.types.type : &type_of(interpreter, tuple[0]));
  }
  if (metaclass.is(Kind::type)) {
    Type* best = best_metatype(interpreter, as<Type>(metaclass), bases);
    if (best == nullptr) return {};
    metaclass = Value::share(best);
  }
  const Value space = prepare_namespace(interpreter, metaclass, name, bases, keywords);
  if (!space) return {};
  const Value cell = run_class_body(interpreter, body, space);
  if (!cell) return {};
  if (changed) {
    const Value original =
        make_tuple(interpreter, std::span(arguments.values + 2, arguments.count - 2));
    if (!set_item(interpreter, space, Value::share(interpreter.names.orig_bases), original))
      return {};
  }
  std::vector<Value> call_values{name, bases, space};
  call_values.insert(call_values.end(), values.begin(), values.end());
  Value made = call(interpreter, metaclass,
                    Arguments(call_values.data(), 3, as<TupleObject>(keyword_names)));
  if (!made) return {};
  if (cell.is(Kind::cell) && made.is(Kind::type)) {
    const Value& content = as<CellObject>(cell)->value;
    if (!content)
      return interpreter.raise_runtime_error(
          "__class__ not set defining '{}' as <class '{}'>. Was __classcell__ propagated to "
          "type.__new__?",
          text_of(name), as<Type>(made)->name);
  }
  return made;
}

}  // namespace loopscope::python
