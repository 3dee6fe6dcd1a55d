#pragma once

#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// object.__new__ and object.__init__.
Value make_object(Interpreter& interpreter, Type& type, Arguments arguments);
bool init_object(Interpreter& interpreter, const Value& self, Arguments arguments);
/// cls(…): __new__, then __init__.
Value construct(Interpreter& interpreter, Type& type, Arguments arguments);

struct NativePropertyObject : Object {
  static constexpr Kind object_kind = Kind::native_property;
  NativePropertyObject(const NativeProperty& d, Type& o) : definition(&d), owner(&o) {}
  const NativeProperty* definition;
  Type* owner;
};
constexpr std::size_t native_property_size = sizeof(NativePropertyObject);
void destroy_native_property(Object* object) noexcept;

/// One name of __slots__.
struct MemberObject : Object {
  static constexpr Kind object_kind = Kind::member;
  MemberObject(Value n, Type& o, std::size_t at) : name(std::move(n)), owner(&o), offset(at) {}
  Value name;
  Type* owner;
  std::size_t offset;
};

/// The properties `__dict__` and `__weakref__` of classes.
extern const NativeProperty dict_property;
extern const NativeProperty weakref_property;
/// __build_class__(body, name, *bases, metaclass=…, **keywords).
Value build_class(Interpreter& interpreter, Arguments arguments);

}  // namespace loopscope::python
