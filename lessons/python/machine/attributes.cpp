#include "lessons/python/machine/attributes.h"

#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/str_object.h"

namespace loopscope::python {
namespace {

/// Beyond this, an instance is used as a dict.
constexpr std::uint32_t most_attributes = 64;
constexpr std::size_t most_branches = 64;
constexpr std::uint32_t most_in_place = 12;

void grow(Interpreter& interpreter, Attributes& attributes) {
  const std::uint32_t count = attributes.shape->count;
  const std::uint32_t room = attributes.room == 0 ? 4 : attributes.room * 2;
  auto* values = static_cast<Value*>(allocate_bytes(interpreter, room * sizeof(Value)));
  for (std::uint32_t i = 0; i < count; ++i) {
    new (values + i) Value(std::move(attributes.values[i]));
    attributes.values[i].~Value();
  }
  if (attributes.room > attributes.in_place)
    free_bytes(interpreter, attributes.values, attributes.room * sizeof(Value));
  attributes.values = values;
  attributes.room = room;
}

}  // namespace

Shape::Shape(Type* of, Shape* before, StrObject* added)
    : type(of), parent(before), name(added), count(before == nullptr ? 0 : before->count + 1) {
  if (before == nullptr) return;
  indices = before->indices;
  indices.emplace(added, count - 1);
}

Shape::~Shape() {
  for (Shape* child : next) delete child;
}

std::int64_t Shape::index_of(const StrObject* attribute) const {
  if (count <= 8) {
    for (const Shape* at = this; at->name != nullptr; at = at->parent)
      if (at->name == attribute) return at->count - 1;
    return -1;
  }
  const auto found = indices.find(attribute);
  return found == indices.end() ? -1 : static_cast<std::int64_t>(found->second);
}

Shape* Shape::with(StrObject* attribute) {
  for (Shape* child : next)
    if (child->name == attribute) return child;
  if (count >= most_attributes || next.size() >= most_branches) return nullptr;
  auto* child = new Shape(type, this, attribute);
  next.push_back(child);
  if (type->expected_attributes < child->count && child->count <= most_in_place && type->is_heap())
    type->expected_attributes = child->count;
  return child;
}

Attributes* attributes_at_end_of(Object* object) {
  std::size_t offset = 0;
  if (object->kind == Kind::tuple) {
    offset = sizeof(TupleObject) + as<TupleObject>(object)->size * sizeof(Value);
  } else {
    offset = (sizeof(StrObject) + as<StrObject>(object)->capacity + 15) / 8 * 8;
  }
  return reinterpret_cast<Attributes*>(reinterpret_cast<char*>(object) + offset);
}

const Value* find_own_attribute(Object* object, const StrObject* name) {
  const Attributes* attributes = attributes_of(object);
  if (attributes == nullptr) return nullptr;
  if (attributes->shape != nullptr) {
    const std::int64_t index = attributes->shape->index_of(name);
    return index < 0 ? nullptr : &attributes->values[index];
  }
  return attributes->dict == nullptr ? nullptr : attributes->dict->find(name);
}

void set_own_attribute(Interpreter& interpreter, Object* object, StrObject* name, Value value) {
  Attributes& attributes = *attributes_of(object);
  if (attributes.shape != nullptr) {
    const std::int64_t index = attributes.shape->index_of(name);
    if (index >= 0) {
      attributes.values[index] = std::move(value);
      return;
    }
    if (Shape* shape = attributes.shape->with(name)) {
      if (shape->count > attributes.room) grow(interpreter, attributes);
      new (attributes.values + shape->count - 1) Value(std::move(value));
      attributes.shape = shape;
      return;
    }
  }
  own_dict(interpreter, object).set(name, std::move(value));
}

bool erase_own_attribute(Interpreter& interpreter, Object* object, StrObject* name) {
  if (find_own_attribute(object, name) == nullptr) return false;
  return own_dict(interpreter, object).erase(name);
}

DictObject& own_dict(Interpreter& interpreter, Object* object) {
  Attributes& attributes = *attributes_of(object);
  if (attributes.dict != nullptr) return *attributes.dict;
  auto* dict = as<DictObject>(make_dict(interpreter).detach());
  attributes.dict = dict;
  if (const Shape* shape = std::exchange(attributes.shape, nullptr)) {
    std::vector<StrObject*> names(shape->count);
    for (const Shape* at = shape; at->name != nullptr; at = at->parent)
      names[at->count - 1] = at->name;
    for (std::uint32_t i = 0; i < shape->count; ++i) {
      dict->set(names[i], std::move(attributes.values[i]));
      attributes.values[i].~Value();
    }
    if (attributes.room > attributes.in_place)
      free_bytes(interpreter, attributes.values, attributes.room * sizeof(Value));
    attributes.room = attributes.in_place;
    attributes.values = nullptr;
  }
  return *dict;
}

}  // namespace loopscope::python
