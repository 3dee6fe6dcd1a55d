// isinstance() and issubclass().

#include "lessons/python/machine/operations.h"
#include "lessons/python/machine/stack_room.h"
#include "lessons/python/objects/generic_alias.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/type_internals.h"

namespace loopscope::python {
namespace {

enum class Answer { no, yes, raised, not_a_class };

/// Asks a class's metatype, if it wants to be asked.
bool ask(Interpreter& interpreter, const Value& classes, StrObject* name, const Value& argument,
         Answer& answer) {
  Type& metatype = type_of(interpreter, classes);
  if (&metatype == interpreter.types.type) return false;
  const Value* found = lookup(metatype, name);
  if (found == nullptr || found->is(Kind::native_method)) return false;
  bool there = false;
  const Value result = call_special_if(interpreter, classes, name, Arguments(&argument, 1), there);
  bool truth_value = false;
  if (!result || !truth(interpreter, result, truth_value))
    answer = Answer::raised;
  else
    answer = truth_value ? Answer::yes : Answer::no;
  return true;
}

Answer instance(Interpreter& interpreter, const Value& value, const Value& classes) {
  if (classes.is(Kind::type)) {
    Type& type = type_of(interpreter, value);
    if (&type == as<Type>(classes)) return Answer::yes;
    Answer answer = Answer::no;
    if (ask(interpreter, classes, interpreter.names.instancecheck, value, answer)) return answer;
    if (type.is_subtype(*as<Type>(classes))) return Answer::yes;
    // A proxy may name another class.
    if (type.is_heap() && type.slots.get_attribute != &get_attribute_generic) {
      Value named;
      if (!find_attribute(interpreter, value, interpreter.names.class_, named))
        return Answer::raised;
      if (named.is(Kind::type) && as<Type>(named)->is_subtype(*as<Type>(classes)))
        return Answer::yes;
    }
    return Answer::no;
  }
  const NativeRecursion guard(interpreter, " in __instancecheck__");
  if (!guard) return Answer::raised;
  if (classes.is(Kind::tuple)) {
    for (const Value& one : *as<TupleObject>(classes)) {
      const Answer answer = instance(interpreter, value, one);
      if (answer != Answer::no) return answer;
    }
    return Answer::no;
  }
  if (const auto* alias = native_cast<GenericAliasObject>(classes); alias && !alias->origin) {
    for (const Value& one : *as<TupleObject>(alias->arguments)) {
      const Answer answer = one.is_none() ? (value.is_none() ? Answer::yes : Answer::no)
                                          : instance(interpreter, value, one);
      if (answer != Answer::no) return answer;
    }
    return Answer::no;
  }
  Answer answer = Answer::not_a_class;
  ask(interpreter, classes, interpreter.names.instancecheck, value, answer);
  return answer;
}

Answer subclass(Interpreter& interpreter, const Value& type, const Value& classes) {
  const NativeRecursion guard(interpreter, " in __subclasscheck__");
  if (!guard) return Answer::raised;
  if (classes.is(Kind::tuple)) {
    for (const Value& one : *as<TupleObject>(classes)) {
      const Answer answer = subclass(interpreter, type, one);
      if (answer != Answer::no) return answer;
    }
    return Answer::no;
  }
  if (const auto* alias = native_cast<GenericAliasObject>(classes); alias && !alias->origin)
    return subclass(interpreter, type, alias->arguments);
  Answer answer = Answer::not_a_class;
  if (ask(interpreter, classes, interpreter.names.subclasscheck, type, answer)) return answer;
  if (!classes.is(Kind::type)) return Answer::not_a_class;
  return as<Type>(type)->is_subtype(*as<Type>(classes)) ? Answer::yes : Answer::no;
}

}  // namespace

bool is_instance(Interpreter& interpreter, const Value& value, const Value& classes, bool& result) {
  const Answer answer = instance(interpreter, value, classes);
  if (answer == Answer::raised) return false;
  if (answer == Answer::not_a_class && classes.is_object() &&
      classes.object()->type == interpreter.types.generic_alias)
    return interpreter.raise_type_error(
        "isinstance() argument 2 cannot be a parameterized generic");
  if (answer == Answer::not_a_class)
    return interpreter.raise_type_error(
        "isinstance() arg 2 must be a type, a tuple of types, or a union");
  result = answer == Answer::yes;
  return true;
}

bool is_subclass(Interpreter& interpreter, const Value& type, const Value& classes, bool& result) {
  if (!type.is(Kind::type))
    return interpreter.raise_type_error("issubclass() arg 1 must be a class");
  const Answer answer = subclass(interpreter, type, classes);
  if (answer == Answer::raised) return false;
  if (answer == Answer::not_a_class)
    return interpreter.raise_type_error(
        "issubclass() arg 2 must be a class, a tuple of classes, or a union");
  result = answer == Answer::yes;
  return true;
}

}  // namespace loopscope::python
