#include "lessons/python/objects/memory_view.h"

#include <string>

#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/comparison.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/machine/slices.h"
#include "lessons/python/objects/bytes_object.h"
#include "lessons/python/objects/core_types.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/iterators.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/str_hash.h"
#include "lessons/python/objects/type_internals.h"

namespace loopscope::python {

namespace {

MemoryViewObject& view_of(const Value& self) {
  return *as<MemoryViewObject>(self);
}

std::string_view source_of(const MemoryViewObject& view) {
  std::string_view bytes;
  if (view.source) bytes_view(view.source, bytes);
  return bytes;
}

/// False (raised) if the view was released, or its bytearray is shorter than it was.
bool check(Interpreter& interpreter, const MemoryViewObject& view) {
  if (!view.source)
    return interpreter.raise_value_error("operation forbidden on released memoryview object");
  if (view.count == 0) return true;
  const auto last = static_cast<std::ptrdiff_t>(view.start) +
                    static_cast<std::ptrdiff_t>(view.count - 1) * view.step;
  const std::size_t size = source_of(view).size();
  if (view.start >= size || static_cast<std::size_t>(last) >= size)
    return interpreter.raise(*interpreter.exceptions.buffer_error,
                             "the bytearray under this memoryview has been made shorter");
  return true;
}

std::size_t place(const MemoryViewObject& view, std::size_t index) {
  return static_cast<std::size_t>(static_cast<std::ptrdiff_t>(view.start) +
                                  static_cast<std::ptrdiff_t>(index) * view.step);
}

std::string content(const MemoryViewObject& view) {
  const std::string_view bytes = source_of(view);
  if (view.step == 1) return std::string(bytes.substr(view.start, view.count));
  std::string text;
  for (std::size_t i = 0; i < view.count; ++i) text += bytes[place(view, i)];
  return text;
}

Value make_view(Interpreter& interpreter, const Value& source, std::size_t start, std::size_t count,
                std::ptrdiff_t step) {
  auto* view = interpreter.make<MemoryViewObject>(memory_view_type(interpreter));
  view->source = source;
  view->start = start;
  view->count = count;
  view->step = step;
  return Value::adopt(view);
}

Value make_slot(Interpreter& interpreter, Type&, Arguments arguments) {
  static constexpr ParameterList parameters{"memoryview", "object", 1};
  Value value;
  if (!read_arguments(interpreter, parameters, arguments, std::span(&value, 1))) return {};
  if (const auto* other = native_cast<MemoryViewObject>(value)) {
    if (!check(interpreter, *other)) return {};
    return make_view(interpreter, other->source, other->start, other->count, other->step);
  }
  std::string_view bytes;
  if (!bytes_view(value, bytes))
    return interpreter.raise_type_error("memoryview: a bytes-like object is required, not '{}'",
                                        type_name(interpreter, value));
  return make_view(interpreter, value, 0, bytes.size(), 1);
}

Value repr_slot(Interpreter& interpreter, const Value& self) {
  return interpreter.make_string(fmt::format("<{}memory at {:#014x}>",
                                             view_of(self).source ? "" : "released ",
                                             interpreter.identity(self)));
}

bool length_slot(Interpreter& interpreter, const Value& self, std::int64_t& length) {
  if (!check(interpreter, view_of(self))) return false;
  length = static_cast<std::int64_t>(view_of(self).count);
  return true;
}

Value get_item_slot(Interpreter& interpreter, const Value& self, const Value& key) {
  const MemoryViewObject& view = view_of(self);
  if (!check(interpreter, view)) return {};
  const auto size = static_cast<std::int64_t>(view.count);
  if (key.is(Kind::slice)) {
    SliceBounds bounds;
    if (!slice_bounds(interpreter, key, size, bounds)) return {};
    const std::size_t start =
        bounds.count == 0 ? view.start : place(view, static_cast<std::size_t>(bounds.start));
    return make_view(interpreter, view.source, start, static_cast<std::size_t>(bounds.count),
                     view.step * static_cast<std::ptrdiff_t>(bounds.step));
  }
  std::int64_t index = 0;
  if (!is_integer(key) && type_of(interpreter, key).slots.index == nullptr)
    return interpreter.raise_type_error("memoryview: invalid slice key");
  if (!index_number(interpreter, key, index)) return {};
  if (index < 0) index += size;
  if (index < 0 || index >= size)
    return interpreter.raise(*interpreter.exceptions.index_error,
                             "index out of bounds on dimension 1");
  const std::string_view bytes = source_of(view);
  return Value::small(
      static_cast<unsigned char>(bytes[place(view, static_cast<std::size_t>(index))]));
}

bool set_slice(Interpreter& interpreter, const MemoryViewObject& view, const Value& key,
               const Value& value, std::string& data) {
  SliceBounds bounds;
  if (!slice_bounds(interpreter, key, static_cast<std::int64_t>(view.count), bounds)) return false;
  std::string bytes;
  std::string_view given;
  if (const auto* other = native_cast<MemoryViewObject>(value)) {
    if (!check(interpreter, *other)) return false;
    bytes = content(*other);
  } else if (bytes_view(value, given)) {
    bytes = given;
  } else {
    return interpreter.raise_type_error("a bytes-like object is required, not '{}'",
                                        type_name(interpreter, value));
  }
  if (bytes.size() != static_cast<std::size_t>(bounds.count))
    return interpreter.raise_value_error(
        "memoryview assignment: lvalue and rvalue have different structures");
  for (std::size_t i = 0; i < bytes.size(); ++i)
    data[place(view, static_cast<std::size_t>(bounds.start + static_cast<std::int64_t>(i) *
                                                                 bounds.step))] = bytes[i];
  return true;
}

bool set_item_slot(Interpreter& interpreter, const Value& self, const Value& key,
                   const Value& value) {
  const MemoryViewObject& view = view_of(self);
  if (!check(interpreter, view)) return false;
  if (!value) return interpreter.raise_type_error("cannot delete memory");
  if (!view.source.is(Kind::bytearray))
    return interpreter.raise_type_error("cannot modify read-only memory");
  std::string& data = as<ByteArrayObject>(view.source)->data;
  if (key.is(Kind::slice)) return set_slice(interpreter, view, key, value, data);
  std::int64_t index = 0;
  std::int64_t number = 0;
  if (!index_number(interpreter, key, index)) return false;
  const auto size = static_cast<std::int64_t>(view.count);
  if (index < 0) index += size;
  if (index < 0 || index >= size)
    return interpreter.raise(*interpreter.exceptions.index_error,
                             "index out of bounds on dimension 1");
  if (!is_integer(value))
    return interpreter.raise_type_error("memoryview: invalid type for format 'B'");
  if (!to_int64(value, number) || number < 0 || number > 255)
    return interpreter.raise_value_error("memoryview: invalid value for format 'B'");
  data[place(view, static_cast<std::size_t>(index))] = static_cast<char>(number);
  return true;
}

Value compare_slot(Interpreter&, const Value& left, const Value& right, Comparison op) {
  if (op != Comparison::equal && op != Comparison::not_equal) return Value::not_implemented();
  const auto read = [](const Value& value, std::string& bytes) {
    std::string_view given;
    if (const auto* view = native_cast<MemoryViewObject>(value)) {
      bytes = content(*view);
      return true;
    }
    if (!bytes_view(value, given)) return false;
    bytes = given;
    return true;
  };
  std::string a;
  std::string b;
  if (!read(left, a) || !read(right, b)) return Value::not_implemented();
  return comparison_result(op, a.compare(b));
}

bool hash_slot(Interpreter& interpreter, const Value& self, std::int64_t& hash) {
  if (!check(interpreter, view_of(self))) return false;
  if (!view_of(self).source.is(Kind::bytes))
    return interpreter.raise_value_error("cannot hash writable memoryview object");
  hash = hash_bytes(content(view_of(self)));
  return true;
}

// Methods and attributes.

Value tobytes(Interpreter& interpreter, const Value& self, Arguments) {
  if (!check(interpreter, view_of(self))) return {};
  return make_bytes(interpreter, content(view_of(self)));
}

Value tolist(Interpreter& interpreter, const Value& self, Arguments) {
  if (!check(interpreter, view_of(self))) return {};
  Value list = make_list(interpreter);
  for (const char c : content(view_of(self)))
    as<ListObject>(list)->items.push_back(Value::small(static_cast<unsigned char>(c)));
  return list;
}

Value hex(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const Value bytes = tobytes(interpreter, self, {});
  return bytes ? call_method(interpreter, bytes, "hex", arguments) : Value();
}

Value release(Interpreter&, const Value& self, Arguments) {
  view_of(self).source.reset();
  return Value::none();
}

Value toreadonly(Interpreter& interpreter, const Value& self, Arguments) {
  const Value bytes = tobytes(interpreter, self, {});
  return bytes ? make_view(interpreter, bytes, 0, view_of(self).count, 1) : Value();
}

Value cast(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (is_string(arguments[0]) && (text_of(arguments[0]) == "B" || text_of(arguments[0]) == "b" ||
                                  text_of(arguments[0]) == "c"))
    return self;
  return interpreter.raise_value_error("memoryview: only formats of one byte are supported here");
}

Value enter(Interpreter& interpreter, const Value& self, Arguments) {
  return check(interpreter, view_of(self)) ? self : Value();
}

template <class Get>
Value checked(Interpreter& interpreter, const Value& self, Get get) {
  if (!check(interpreter, view_of(self))) return {};
  return get(view_of(self));
}

Value get_count(Interpreter& interpreter, const Value& self) {
  return checked(interpreter, self, [](const MemoryViewObject& view) {
    return Value::small(static_cast<std::int64_t>(view.count));
  });
}
Value get_readonly(Interpreter& interpreter, const Value& self) {
  return checked(interpreter, self, [](const MemoryViewObject& view) {
    return Value::boolean(!view.source.is(Kind::bytearray));
  });
}
Value get_object(Interpreter& interpreter, const Value& self) {
  return checked(interpreter, self, [](const MemoryViewObject& view) { return view.source; });
}
Value get_format(Interpreter& interpreter, const Value&) {
  return interpreter.make_string("B");
}
Value get_one(Interpreter&, const Value&) {
  return Value::small(1);
}
Value get_shape(Interpreter& interpreter, const Value& self) {
  const Value count = get_count(interpreter, self);
  return count ? make_tuple(interpreter, {count}) : Value();
}
Value get_strides(Interpreter& interpreter, const Value& self) {
  return make_tuple(interpreter, {Value::small(view_of(self).step)});
}
Value get_contiguous(Interpreter&, const Value& self) {
  return Value::boolean(view_of(self).step == 1);
}

constexpr NativeDefinition methods[] = {
    {"tobytes", &tobytes},
    {"tolist", &tolist, Signature::none},
    {"hex", &hex},
    {"release", &release, Signature::none},
    {"toreadonly", &toreadonly, Signature::none},
    {"cast", &cast, Signature::positional, 1, 2},
    {"__enter__", &enter, Signature::none},
    {"__exit__", &release},
};
constexpr NativeProperty properties[] = {
    {"nbytes", &get_count},
    {"readonly", &get_readonly},
    {"obj", &get_object},
    {"format", &get_format},
    {"itemsize", &get_one},
    {"ndim", &get_one},
    {"shape", &get_shape},
    {"strides", &get_strides},
    {"contiguous", &get_contiguous},
    {"c_contiguous", &get_contiguous},
};

class MemoryViewType final : public Extension {
 public:
  explicit MemoryViewType(Interpreter& interpreter) {
    Slots slots;
    slots.destroy = &destroy_with<MemoryViewObject>;
    slots.traverse = [](Object* self, Visitor& visit) {
      visit(static_cast<MemoryViewObject*>(self)->source);
    };
    slots.clear = [](Object* self) { static_cast<MemoryViewObject*>(self)->source.reset(); };
    slots.make = &make_slot;
    slots.repr = &repr_slot;
    slots.hash = &hash_slot;
    slots.compare = &compare_slot;
    slots.length = &length_slot;
    slots.get_item = &get_item_slot;
    slots.set_item = &set_item_slot;
    type = &define_type(interpreter, {.name = "memoryview",
                                      .size = sizeof(MemoryViewObject),
                                      .flags = Type::container | Type::sequence_pattern,
                                      .tag = &MemoryViewObject::tag,
                                      .slots = slots,
                                      .methods = methods,
                                      .properties = properties});
  }
  Type* type;
};

}  // namespace

bool memory_view_bytes(const Value& value, std::string_view& bytes) {
  const auto* view = native_cast<MemoryViewObject>(value);
  if (view == nullptr || !view->source || view->step != 1) return false;
  const std::string_view source = source_of(*view);
  if (view->start + view->count > source.size()) return false;
  bytes = source.substr(view->start, view->count);
  return true;
}

Type& memory_view_type(Interpreter& interpreter) {
  return *interpreter.extension<MemoryViewType>().type;
}

}  // namespace loopscope::python
