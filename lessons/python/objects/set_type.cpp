// The slots of set and frozenset.

#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/core_types.h"
#include "lessons/python/objects/dict_views.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/set_object.h"
#include "lessons/python/objects/showing.h"
#include "lessons/python/objects/type_internals.h"

namespace loopscope::python {
namespace {

struct SetIterator : Container {
  static constexpr char tag = 0;
  explicit SetIterator(Value of) : set(std::move(of)), size(set_of(set).size()) {}
  Value set;
  std::size_t at = 0;
  std::size_t size;
};

bool is_set(const Value& value) {
  return value.is(Kind::set);
}

bool is_frozen(const Value& value) {
  return value.object()->type->is_subtype(*value.object()->type->interpreter->types.frozenset);
}

Value empty_like(Interpreter& interpreter, const Value& model) {
  return is_frozen(model) ? make_frozenset(interpreter) : make_set(interpreter);
}

bool update(Interpreter& interpreter, SetObject& set, const Value& iterable) {
  if (is_set(iterable)) return set.copy_from(set_of(iterable));
  return for_each(interpreter, iterable, [&](const Value& item) { return set.add(item); });
}

Value repr_slot(Interpreter& interpreter, const Value& self) {
  std::string name(type_name(interpreter, self));
  if (set_of(self).size() == 0) return interpreter.make_string(name + "()");
  const Showing guard(interpreter, self);
  if (guard.again()) return interpreter.make_string(name + "(...)");
  if (!guard) return {};
  const Value list = to_list(interpreter, self);
  std::string text = "{";
  if (!list || !show_items(interpreter, as<ListObject>(list)->items, text)) return {};
  text += "}";
  if (self.object()->type != interpreter.types.set) text = name + "(" + text + ")";
  return interpreter.make_string(text);
}

bool hash_slot(Interpreter&, const Value& self, std::int64_t& hash) {
  const SetObject& set = set_of(self);
  if (set.own_hash == -1) {
    const auto shuffle = [](std::uint64_t h) {
      return ((h ^ 89869747U) ^ (h << 16)) * 3644798167U;
    };
    std::uint64_t mixed = 0;
    std::size_t at = 0;
    while (const SetObject::Entry* entry = set.next(at))
      mixed ^= shuffle(static_cast<std::uint64_t>(entry->hash));
    mixed ^= (set.size() + 1) * 1927868237U;
    mixed ^= (mixed >> 11) ^ (mixed >> 25);
    mixed = mixed * 69069U + 907133923U;
    set.own_hash = static_cast<std::int64_t>(mixed);
    if (set.own_hash == -1) set.own_hash = 590923713;
  }
  hash = set.own_hash;
  return true;
}

bool is_subset(const Value& left, const Value& right, bool& result) {
  result = set_of(left).size() <= set_of(right).size();
  std::size_t at = 0;
  while (result) {
    const SetObject::Entry* entry = set_of(left).next(at);
    if (entry == nullptr) break;
    const Value key = entry->key;
    if (!set_of(right).contains_hashed(key, entry->hash, result)) return false;
  }
  return true;
}

Value compare_slot(Interpreter&, const Value& left, const Value& right, Comparison op) {
  if (!is_set(left) || !is_set(right)) return Value::not_implemented();
  const std::size_t a = set_of(left).size();
  const std::size_t b = set_of(right).size();
  bool result = false;
  switch (op) {
    case Comparison::equal:
    case Comparison::not_equal:
      if (a == b && !is_subset(left, right, result)) return {};
      return Value::boolean(result == (op == Comparison::equal));
    case Comparison::less_equal:
      if (!is_subset(left, right, result)) return {};
      break;
    case Comparison::less:
      if (a < b && !is_subset(left, right, result)) return {};
      break;
    case Comparison::greater_equal:
      if (!is_subset(right, left, result)) return {};
      break;
    default:
      if (a > b && !is_subset(right, left, result)) return {};
  }
  return Value::boolean(result);
}

bool length_slot(Interpreter&, const Value& self, std::int64_t& length) {
  length = static_cast<std::int64_t>(set_of(self).size());
  return true;
}

bool contains_slot(Interpreter& interpreter, const Value& self, const Value& item, bool& found) {
  if (set_of(self).contains(item, found)) return true;
  if (!is_set(item) || !interpreter.raised(*interpreter.exceptions.type_error)) return false;
  interpreter.clear_error();  // a set is looked for as a frozenset
  const Value frozen = make_frozenset(interpreter);
  return set_of(frozen).copy_from(set_of(item)) && set_of(self).contains(frozen, found);
}

/// Adds those of `from` that are (or are not) in `other`.
bool filter(SetObject& to, const Value& from, const Value& other, bool wanted) {
  std::size_t at = 0;
  while (const SetObject::Entry* entry = set_of(from).next(at)) {
    const Value key = entry->key;
    const std::int64_t hash = entry->hash;
    bool found = false;
    if (!set_of(other).contains_hashed(key, hash, found)) return false;
    if (found == wanted && !to.add_hashed(key, hash)) return false;
  }
  return true;
}

Value combine(Interpreter& interpreter, BinaryOperator op, const Value& left, const Value& right) {
  Value result = empty_like(interpreter, left);
  SetObject& set = set_of(result);
  bool done = false;
  switch (op) {
    case BinaryOperator::bit_and:
      done = set_of(right).size() > set_of(left).size() ? filter(set, left, right, true)
                                                        : filter(set, right, left, true);
      break;
    case BinaryOperator::bit_or:
      done = set.copy_from(set_of(left)) && set.copy_from(set_of(right));
      break;
    case BinaryOperator::subtract:
      done = filter(set, left, right, false);
      break;
    default:
      done = filter(set, right, left, false) && filter(set, left, right, false);
  }
  return done ? result : Value();
}

template <BinaryOperator Op>
Value binary_slot(Interpreter& interpreter, const Value& left, const Value& right) {
  if (!is_set(left) || !is_set(right)) return Value::not_implemented();
  return combine(interpreter, Op, left, right);
}

template <BinaryOperator Op>
Value in_place_slot(Interpreter& interpreter, const Value& left, const Value& right) {
  if (!is_set(right)) return Value::not_implemented();
  if (Op == BinaryOperator::bit_or) return set_of(left).copy_from(set_of(right)) ? left : Value();
  const Value result = combine(interpreter, Op, left, right);
  if (!result) return {};
  set_of(left).clear();
  return set_of(left).copy_from(set_of(result)) ? left : Value();
}

Value iter_slot(Interpreter& interpreter, const Value& self) {
  return Value::adopt(interpreter.make<SetIterator>(*interpreter.types.set_iterator, self));
}

Value next_slot(Interpreter& interpreter, const Value& self) {
  auto* iterator = as<SetIterator>(self);
  if (!iterator->set) return {};
  if (set_of(iterator->set).size() != iterator->size) {
    iterator->size = ~std::size_t{0};
    return interpreter.raise_runtime_error("Set changed size during iteration");
  }
  if (const SetObject::Entry* entry = set_of(iterator->set).next(iterator->at)) return entry->key;
  iterator->set.reset();
  return {};
}

Value make_slot(Interpreter& interpreter, Type& type, Arguments) {
  return Value::adopt(interpreter.make<SetObject>(type, interpreter));
}

bool init_slot(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!no_keywords(interpreter, "set", arguments) ||
      !check_count(interpreter, "set", arguments.count, 0, 1))
    return false;
  set_of(self).clear();
  return arguments.count == 0 || update(interpreter, set_of(self), arguments[0]);
}

Value make_frozen(Interpreter& interpreter, Type& type, Arguments arguments) {
  if (&type == interpreter.types.frozenset && !no_keywords(interpreter, "frozenset", arguments))
    return {};
  if (!check_count(interpreter, "frozenset", arguments.count, 0, 1)) return {};
  if (arguments.count == 1 && &type == interpreter.types.frozenset && is_set(arguments[0]) &&
      arguments[0].object()->type == &type)
    return arguments[0];
  Value set = Value::adopt(interpreter.make<SetObject>(type, interpreter));
  if (arguments.count == 1 && !update(interpreter, set_of(set), arguments[0])) return {};
  return set;
}

}  // namespace

void define_sets(Interpreter& interpreter) {
  Slots slots;
  slots.destroy = &destroy_with<SetObject>;
  slots.traverse = [](Object* self, Visitor& visit) {
    static_cast<SetObject*>(self)->visit(visit);
  };
  slots.clear = [](Object* self) { static_cast<SetObject*>(self)->clear(); };
  slots.make = &make_frozen;
  slots.repr = &repr_slot;
  slots.hash = &hash_slot;
  slots.compare = &compare_slot;
  slots.length = &length_slot;
  slots.contains = &contains_slot;
  slots.iter = &iter_slot;
  const auto at = [](auto& array, BinaryOperator op) -> auto& {
    return array[static_cast<std::size_t>(op)];
  };
  at(slots.binary, BinaryOperator::bit_and) = &binary_slot<BinaryOperator::bit_and>;
  at(slots.binary, BinaryOperator::bit_or) = &binary_slot<BinaryOperator::bit_or>;
  at(slots.binary, BinaryOperator::bit_xor) = &binary_slot<BinaryOperator::bit_xor>;
  at(slots.binary, BinaryOperator::subtract) = &binary_slot<BinaryOperator::subtract>;
  interpreter.types.frozenset =
      &define_type(interpreter, {.name = "frozenset",
                                 .kind = Kind::set,
                                 .size = sizeof(SetObject),
                                 .flags = Type::base_allowed | Type::container | Type::self_match,
                                 .slots = slots});
  slots.make = &make_slot;
  slots.init = &init_slot;
  slots.hash = &unhashable;
  at(slots.in_place, BinaryOperator::bit_and) = &in_place_slot<BinaryOperator::bit_and>;
  at(slots.in_place, BinaryOperator::bit_or) = &in_place_slot<BinaryOperator::bit_or>;
  at(slots.in_place, BinaryOperator::bit_xor) = &in_place_slot<BinaryOperator::bit_xor>;
  at(slots.in_place, BinaryOperator::subtract) = &in_place_slot<BinaryOperator::subtract>;
  interpreter.types.set =
      &define_type(interpreter, {.name = "set",
                                 .kind = Kind::set,
                                 .size = sizeof(SetObject),
                                 .flags = Type::base_allowed | Type::container | Type::self_match,
                                 .slots = slots});
  Slots iterator;
  iterator.destroy = &destroy_with<SetIterator>;
  iterator.traverse = [](Object* self, Visitor& visit) {
    visit(static_cast<SetIterator*>(self)->set);
  };
  iterator.clear = [](Object* self) { static_cast<SetIterator*>(self)->set.reset(); };
  iterator.iter = [](Interpreter&, const Value& self) { return self; };
  iterator.next = &next_slot;
  interpreter.types.set_iterator = &define_type(interpreter, {.name = "set_iterator",
                                                              .size = sizeof(SetIterator),
                                                              .flags = Type::container,
                                                              .tag = &SetIterator::tag,
                                                              .slots = iterator});
}

}  // namespace loopscope::python
