// BaseExceptionGroup, ExceptionGroup and what except* does with them. `message` and `exceptions` (a
// tuple) are extra[0] and extra[1].

#include <algorithm>
#include <functional>

#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/machine/stack_room.h"
#include "lessons/python/objects/exceptions.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/str_object.h"
#include "lessons/python/objects/type_internals.h"

namespace loopscope::python {

const Value& group_exceptions(const Value& group) {
  return exception_of(group)->extra[1];
}

namespace {

bool is_group(const Interpreter& interpreter, const Value& value) {
  return exception_matches(value, *interpreter.exceptions.base_exception_group);
}

std::span<const Value> members(const Value& group) {
  return as<TupleObject>(group_exceptions(group))->span();
}

Value make_slot(Interpreter& interpreter, Type& type, Arguments arguments) {
  if (arguments.count != 2 || arguments.keyword_count() != 0)
    return interpreter.raise_type_error(
        "BaseExceptionGroup.__new__() takes exactly 2 arguments ({} given)", arguments.count);
  if (!is_string(arguments[0]))
    return interpreter.raise_type_error("argument 1 must be str, not {}",
                                        type_name(interpreter, arguments[0]));
  const Slots& slots = type_of(interpreter, arguments[1]).slots;
  if (slots.get_item == nullptr || arguments[1].is(Kind::dict) || arguments[1].is(Kind::set))
    return interpreter.raise_type_error("second argument (exceptions) must be a sequence");
  Value list = to_tuple(interpreter, arguments[1]);
  if (!list) return {};
  const auto& exceptions = *as<TupleObject>(list);
  if (exceptions.size == 0)
    return interpreter.raise_value_error(
        "second argument (exceptions) must be a non-empty sequence");
  bool nested_base = false;
  for (std::size_t i = 0; i < exceptions.size; ++i) {
    if (!exceptions[i].is(Kind::exception))
      return interpreter.raise_value_error(
          "Item {} of second argument (exceptions) is not an exception", i);
    if (!exception_matches(exceptions[i], *interpreter.exceptions.exception)) nested_base = true;
  }
  Type* real = &type;
  const ExceptionTypes& types = interpreter.exceptions;
  if (&type == types.base_exception_group) {
    if (!nested_base) real = types.exception_group;
  } else if (nested_base && type.is_subtype(*types.exception)) {
    if (&type == types.exception_group)
      return interpreter.raise_type_error("Cannot nest BaseExceptions in an ExceptionGroup");
    return interpreter.raise_type_error("Cannot nest BaseExceptions in '{}'", type.name);
  }
  Value group = make_base_exception(interpreter, *real, arguments);
  exception_of(group)->extra[0] = arguments[0];
  exception_of(group)->extra[1] = std::move(list);
  return group;
}

Value str_slot(Interpreter& interpreter, const Value& self) {
  const std::size_t count = members(self).size();
  return interpreter.make_string(fmt::format("{} ({} sub-exception{})",
                                             text_of(exception_of(self)->extra[0]), count,
                                             count == 1 ? "" : "s"));
}

Value get_message(Interpreter&, const Value& self) {
  return exception_of(self)->extra[0];
}
Value get_exceptions(Interpreter&, const Value& self) {
  return exception_of(self)->extra[1];
}

Value derive_method(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const Value group[] = {exception_of(self)->extra[0], arguments[0]};
  return call(interpreter, Value::share(interpreter.exceptions.base_exception_group),
              Arguments(group, 2));
}

/// A group like `self` of other exceptions; null without an error for none.
Value derive(Interpreter& interpreter, const Value& self, const std::vector<Value>& exceptions) {
  if (exceptions.empty()) return {};
  const Value list = make_list(interpreter, exceptions);
  Value group = call_method(interpreter, self, "derive", Arguments(&list, 1));
  if (!group) return {};
  if (!is_group(interpreter, group))
    return interpreter.raise_type_error("derive must return an instance of BaseExceptionGroup");
  ExceptionObject* fresh = exception_of(group);
  const ExceptionObject* old = exception_of(self);
  fresh->traceback = old->traceback;
  fresh->context = old->context;
  fresh->cause = old->cause;
  fresh->suppress_context = old->suppress_context;
  if (old->notes && old->notes.is(Kind::list))
    fresh->notes = make_list(interpreter, as<ListObject>(old->notes)->items);
  return group;
}

/// False: raised.
using Matches = std::function<bool(const Value& exception, bool& matches)>;

bool split(Interpreter& interpreter, const Value& exception, const Matches& matches, Value& match,
           Value& rest) {
  bool all = false;
  if (!matches(exception, all)) return false;
  if (all) {
    match = exception;
    return true;
  }
  if (!is_group(interpreter, exception)) {
    rest = exception;
    return true;
  }
  const NativeRecursion guard(interpreter, " in exceptiongroup_split_recursive");
  if (!guard) return false;
  std::vector<Value> matching;
  std::vector<Value> others;
  for (const Value& member : members(exception)) {
    Value in;
    Value out;
    if (!split(interpreter, member, matches, in, out)) return false;
    if (in) matching.push_back(std::move(in));
    if (out) others.push_back(std::move(out));
  }
  match = derive(interpreter, exception, matching);
  if (!match && interpreter.raised()) return false;
  rest = derive(interpreter, exception, others);
  return rest || !interpreter.raised();
}

bool is_condition_type(const Value& condition) {
  if (condition.is(Kind::type)) return true;
  if (!condition.is(Kind::tuple)) return false;
  for (const Value& one : *as<TupleObject>(condition))
    if (!one.is(Kind::type)) return false;
  return true;
}

bool split_by(Interpreter& interpreter, const Value& self, const Value& condition, Value& match,
              Value& rest) {
  if (is_condition_type(condition))
    return split_exception(interpreter, self, condition, match, rest);
  if (!is_callable(interpreter, condition))
    return interpreter.raise_type_error(
        "expected a function, exception type or tuple of exception types");
  return split(
      interpreter, self,
      [&](const Value& exception, bool& matches) {
        const Value answer = call(interpreter, condition, Arguments(&exception, 1));
        return answer && truth(interpreter, answer, matches);
      },
      match, rest);
}

Value or_none(Value value) {
  return value ? std::move(value) : Value::none();
}

Value split_method(Interpreter& interpreter, const Value& self, Arguments arguments) {
  Value match;
  Value rest;
  if (!split_by(interpreter, self, arguments[0], match, rest)) return {};
  return make_tuple(interpreter, {or_none(match), or_none(rest)});
}

Value subgroup_method(Interpreter& interpreter, const Value& self, Arguments arguments) {
  Value match;
  Value rest;
  if (!split_by(interpreter, self, arguments[0], match, rest)) return {};
  return or_none(match);
}

Value class_getitem(Interpreter&, const Value& self, Arguments) {
  return self;
}

constexpr NativeDefinition methods[] = {
    {"derive", &derive_method, Signature::one},
    {"split", &split_method, Signature::one},
    {"subgroup", &subgroup_method, Signature::one},
    {"__class_getitem__", &class_getitem, Signature::one, 0, unlimited,
     NativeDefinition::class_method},
};
constexpr NativeProperty properties[] = {{"message", &get_message},
                                         {"exceptions", &get_exceptions}};

}  // namespace

bool split_exception(Interpreter& interpreter, const Value& exception, const Value& type,
                     Value& match, Value& rest) {
  return split(
      interpreter, exception,
      [&](const Value& one, bool& matches) {
        if (type.is(Kind::tuple)) {
          matches = false;
          for (const Value& each : *as<TupleObject>(type))
            if (exception_matches(one, *as<Type>(each))) matches = true;
        } else {
          matches = exception_matches(one, *as<Type>(type));
        }
        return true;
      },
      match, rest);
}

namespace {

bool same_metadata(const Value& a, const Value& b) {
  const ExceptionObject* x = exception_of(a);
  const ExceptionObject* y = exception_of(b);
  return x->notes.same(y->notes) && x->traceback.same(y->traceback) && x->cause.same(y->cause) &&
         x->context.same(y->context);
}

void collect_leaves(const Interpreter& interpreter, const Value& exception,
                    std::vector<const Object*>& leaves) {
  if (!is_group(interpreter, exception)) {
    leaves.push_back(exception.object());
    return;
  }
  for (const Value& member : members(exception)) collect_leaves(interpreter, member, leaves);
}

/// `original` without the leaves that are not in `kept`.
Value project(Interpreter& interpreter, const Value& original, const std::vector<Value>& kept) {
  std::vector<const Object*> leaves;
  for (const Value& one : kept) collect_leaves(interpreter, one, leaves);
  Value match;
  Value rest;
  const bool done = split(
      interpreter, original,
      [&](const Value& exception, bool& matches) {
        matches = !is_group(interpreter, exception) &&
                  std::find(leaves.begin(), leaves.end(), exception.object()) != leaves.end();
        return true;
      },
      match, rest);
  return done ? match : Value();
}

}  // namespace

Value combine_exceptions(Interpreter& interpreter, const Value& original, const Value& raised) {
  const ValueVector& list = as<ListObject>(raised)->items;
  if (list.empty()) return Value::none();
  if (!is_group(interpreter, original)) return list[0];
  std::vector<Value> fresh;
  std::vector<Value> reraised;
  for (const Value& exception : list) {
    if (exception.is_none()) continue;
    (same_metadata(exception, original) ? reraised : fresh).push_back(exception);
  }
  Value projected = Value::none();
  if (!reraised.empty()) {
    projected = project(interpreter, original, reraised);
    if (!projected && interpreter.raised()) return {};
    if (!projected) projected = Value::none();
  }
  if (fresh.empty()) return projected;
  if (!projected.is_none()) fresh.push_back(projected);
  if (fresh.size() == 1) return fresh[0];
  const Value arguments[] = {interpreter.make_string({}), make_list(interpreter, fresh)};
  return call(interpreter, Value::share(interpreter.exceptions.base_exception_group),
              Arguments(arguments, 2));
}

void define_exception_groups(Interpreter& interpreter) {
  ExceptionTypes& types = interpreter.exceptions;
  Type& base = *types.base_exception_group;
  Slots own;
  own.make = base.slots.make = &make_slot;
  own.str = base.slots.str = &str_slot;
  add_slot_wrappers(base, own);
  add_methods(base, methods);
  add_properties(base, properties);
  // ExceptionGroup(BaseExceptionGroup, Exception), as a class statement would make it.
  Type& group = define_type(interpreter, {.name = "ExceptionGroup",
                                          .base = &base,
                                          .kind = Kind::exception,
                                          .size = sizeof(ExceptionObject),
                                          .flags = Type::base_allowed | Type::container});
  types.exception_group = &group;
  group.bases.push_back(types.exception);
  ++types.exception->references;
  types.exception->subclasses.push_back(&group);
  group.mro = {&group, &base, types.exception, types.base_exception, interpreter.types.object};
}

}  // namespace loopscope::python
