// Finding and destroying cycles of objects.

#include "lessons/python/machine/collector.h"

#include <cassert>
#include <unordered_map>
#include <utility>
#include <vector>

#include "lessons/python/machine/attributes.h"
#include "lessons/python/machine/interpreter_state.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/function_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/weak_reference.h"

namespace loopscope::python {

namespace {

void set_mark(Object* object, bool marked) {
  object->flags = static_cast<std::uint8_t>(marked ? object->flags | Object::marked
                                                   : object->flags & ~Object::marked);
}

/// Objects that can be part of a cycle, with how many of their references come from each other.
class Graph {
 public:
  /// `held` of the references to each of the objects are the caller's.
  Graph(std::vector<Object*> objects, std::uint32_t held) : objects_(std::move(objects)) {
    inner_.reserve(objects_.size() * 2);
    for (Object* object : objects_) inner_.emplace(object, held);
    count_inner_references();
    mark_reached();
  }
  ~Graph() {
    for (Object* object : objects_) set_mark(object, false);
  }
  Graph(const Graph&) = delete;
  Graph& operator=(const Graph&) = delete;

  /// Those that nothing outside leads to, in the order given, then what is between them.
  std::vector<Object*> unreached() const {
    std::vector<Object*> found;
    for (Object* object : objects_)
      if ((object->flags & Object::marked) == 0) found.push_back(object);
    return found;
  }

 private:
  class Counter final : public Visitor {
   public:
    explicit Counter(Graph& graph) : graph_(graph) {}

   private:
    void visit(Object* object) override { graph_.refer(object); }
    Graph& graph_;
  };

  class Marker final : public Visitor {
   public:
    Marker(const Graph& graph, std::vector<Object*>& waiting) : graph_(graph), waiting_(waiting) {}

   private:
    void visit(Object* object) override {
      if ((object->flags & Object::marked) != 0 || !graph_.inner_.contains(object)) return;
      set_mark(object, true);
      waiting_.push_back(object);
    }
    const Graph& graph_;
    std::vector<Object*>& waiting_;
  };

  /// Tuples, bound methods and frames are no containers, but cycles go through them.
  static bool leads_on(const Object* object) {
    return object->kind == Kind::tuple || object->kind == Kind::bound_method ||
           object->kind == Kind::frame;
  }

  void refer(Object* object) {
    auto found = inner_.find(object);
    if (found == inner_.end()) {
      if (!leads_on(object)) return;
      found = inner_.emplace(object, 0).first;
      objects_.push_back(object);
    }
    ++found->second;
  }

  void count_inner_references() {
    Counter counter(*this);
    for (std::size_t i = 0; i < objects_.size(); ++i) show_references(objects_[i], counter);
  }

  void mark_reached() {
    std::vector<Object*> waiting;
    for (Object* object : objects_) {
      const std::uint32_t inner = inner_.at(object);
      assert(inner <= object->references);
      if (object->references != inner || stays(*object->type)) {
        set_mark(object, true);
        waiting.push_back(object);
      }
    }
    Marker marker(*this, waiting);
    while (!waiting.empty()) {
      Object* const object = waiting.back();
      waiting.pop_back();
      show_references(object, marker);
    }
  }

  static bool stays(const Type& type) {
    for (const Type* at = &type; at != nullptr; at = at->base)
      if ((at->flags & Type::owns_unseen) != 0) return true;
    return false;
  }

  std::vector<Object*> objects_;
  std::unordered_map<Object*, std::uint32_t> inner_;
};

std::vector<Object*> containers(Interpreter& interpreter) {
  std::vector<Object*> all;
  Container& ring = interpreter.ring();
  for (Container* at = ring.next; at != &ring; at = at->next)
    if (at->kind != Kind::type || static_cast<Type*>(at)->is_heap()) all.push_back(at);
  return all;
}

void finalize_first(Interpreter& interpreter, const Value& value) {
  Object* object = value.object();
  if ((object->type->flags & Type::has_finalizer) == 0 || (object->flags & Object::finalized) != 0)
    return;
  object->flags = static_cast<std::uint8_t>(object->flags | Object::finalized);
  object->type->slots.finalize(interpreter, value);
  if (interpreter.raised()) interpreter.report_unraisable("", value);
}

void clear_object(Interpreter& interpreter, Object* object) {
  if (object->type->slots.clear != nullptr) object->type->slots.clear(object);
  if (attributes_of(object) != nullptr) own_dict(interpreter, object).clear();
  for (const Type* type = object->type; type != nullptr && type->slot_count != 0;
       type = type->base) {
    auto* slots = reinterpret_cast<Value*>(reinterpret_cast<char*>(object) + type->slots_offset);
    for (std::size_t i = 0; i < type->own_slot_count; ++i) slots[i].reset();
  }
}

std::vector<Value> shared(const std::vector<Object*>& objects) {
  std::vector<Value> values;
  values.reserve(objects.size());
  for (Object* object : objects) values.push_back(Value::share(object));
  return values;
}

}  // namespace

void show_references(Object* object, Visitor& visit) {
  const Type& type = *object->type;
  if (type.is_heap()) visit(object->type);
  if (type.slots.traverse != nullptr) {
    type.slots.traverse(object, visit);
  } else if (object->kind == Kind::tuple) {
    for (const Value& item : as<TupleObject>(object)->span()) visit(item);
  } else if (object->kind == Kind::bound_method) {
    visit(as<BoundMethodObject>(object)->function);
    visit(as<BoundMethodObject>(object)->self);
  }
  if (const Attributes* attributes = attributes_of(object)) {
    if (attributes->shape != nullptr)
      for (std::uint32_t i = 0; i < attributes->shape->count; ++i) visit(attributes->values[i]);
    visit(static_cast<Object*>(attributes->dict));
  }
  for (const Type* at = &type; at != nullptr && at->slot_count != 0; at = at->base) {
    const auto* slots =
        reinterpret_cast<const Value*>(reinterpret_cast<char*>(object) + at->slots_offset);
    for (std::size_t i = 0; i < at->own_slot_count; ++i) visit(slots[i]);
  }
}

std::size_t collect_cycles(Interpreter& interpreter) {
  std::vector<Value> garbage = shared(Graph(containers(interpreter), 0).unreached());
  if (garbage.empty()) return 0;
  const std::size_t count = garbage.size();
  for (const Value& value : garbage)
    if (value.is(Kind::weak_reference)) clear_object(interpreter, value.object());
  for (const Value& value : garbage)
    if ((value.object()->flags & Object::referenced) != 0)
      clear_weak_references(interpreter, value.object());
  for (const Value& value : garbage) finalize_first(interpreter, value);
  // A finalizer may have kept some of them, or let others go.
  std::vector<Object*> left;
  for (const Value& value : garbage) left.push_back(value.object());
  const std::vector<Value> dead = shared(Graph(std::move(left), 1).unreached());
  garbage.clear();
  for (const Value& value : dead) clear_object(interpreter, value.object());
  return count;
}

}  // namespace loopscope::python
