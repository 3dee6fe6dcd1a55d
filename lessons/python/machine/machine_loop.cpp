// The loop that runs bytecode.

#include "engine/trace/recorder.h"
#include "lessons/python/machine/generator_object.h"
#include "lessons/python/machine/machine.h"
#include "lessons/python/machine/machine_calls.h"
#include "lessons/python/machine/machine_internal.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/machine/slices.h"
#include "lessons/python/machine/stack_room.h"
#include "lessons/python/machine/tracing.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/exception_object.h"
#include "lessons/python/objects/float_object.h"
#include "lessons/python/objects/iterators.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/module_object.h"
#include "lessons/python/objects/str_object.h"

#pragma GCC diagnostic ignored "-Wpedantic"  // labels as values: the dispatch costs half

namespace loopscope::python {
namespace {

/// A frame goes on after a call: what happens now is at its line. Lines of the library are no lines
/// of the program, which stays where it called.
inline void trace_return(Interpreter& interpreter, const FrameObject& frame) {
  if (frame.code->is_library) return;
  interpreter.recorder()->set_line(static_cast<std::uint32_t>(frame.line));
}

constexpr std::uint32_t steps_of_a_call = 8;

bool both_small(const Value& a, const Value& b) {
  return (a.bits() & b.bits() & 1) != 0;
}

bool exact_float(const Value& value) {
  return value.is(Kind::floating) && value.object()->is_exact();
}

/// The result of a float operation goes into an operand that nobody else has.
void put_float(Interpreter& interpreter, Value* left, Value* right, double number) {
  auto* a = as<FloatObject>(*left);
  if (a->references == 1) {
    a->value = number;
    Value::drop(right->bits());
    return;
  }
  auto* b = as<FloatObject>(*right);
  --a->references;
  if (b->references == 1) {
    b->value = number;
    put(left, take(right));
    return;
  }
  --b->references;
  put(left, make_float(interpreter, number));
}

bool compare_numbers(std::int64_t a, std::int64_t b, CompareKind kind) {
  switch (kind) {
    case CompareKind::less:
      return a < b;
    case CompareKind::less_equal:
      return a <= b;
    case CompareKind::equal:
      return a == b;
    case CompareKind::not_equal:
      return a != b;
    case CompareKind::greater:
      return a > b;
    default:
      return a >= b;
  }
}

constexpr BinaryOperator binary_operators[] = {
    BinaryOperator::add,         BinaryOperator::subtract,
    BinaryOperator::multiply,    BinaryOperator::matrix_multiply,
    BinaryOperator::true_divide, BinaryOperator::remainder,
    BinaryOperator::power,       BinaryOperator::left_shift,
    BinaryOperator::right_shift, BinaryOperator::bit_or,
    BinaryOperator::bit_xor,     BinaryOperator::bit_and,
    BinaryOperator::floor_divide};

/// Everything about one entry into the loop that a C++ exception has to clean up.
void abandon_frames(Interpreter& interpreter, FrameObject* innermost, const FrameObject* entry,
                    FrameObject* outside, int depth) {
  interpreter.ending = true;
  for (FrameObject* frame = innermost;;) {
    FrameObject* const back = frame->back;
    const bool last = frame == entry;
    frame->finished = true;
    frame->back = nullptr;
    clear_frame(frame);
    if (frame->generator != nullptr) {
      finish_generator(interpreter, *frame->generator);
    } else if (!last) {
      release_frame(frame);
    }
    if (last) break;
    frame = back;
  }
  interpreter.frame = outside;
  interpreter.depth = depth;
}

template <bool Traced>
Value run(Interpreter& interpreter, FrameObject* const entry) {
  static const void* const labels[] = {
#define LOOPSCOPE_LABEL(name) &&op_##name,
      LOOPSCOPE_OPERATIONS(LOOPSCOPE_LABEL) LOOPSCOPE_FAST_OPERATIONS(LOOPSCOPE_LABEL)
#undef LOOPSCOPE_LABEL
  };
  FrameObject* const outside = interpreter.frame;
  const int depth_outside = interpreter.depth - 1;
  FrameObject* frame = entry;
  frame->back = outside;
  frame->on_return = FrameObject::Return::leave;
  interpreter.frame = frame;
  const Instruction* ip = frame->next;
  Value* sp = frame->top;
  Value* slots = frame->slots();
  Instruction instruction;
  Value result;

#define DISPATCH()                                                        \
  do {                                                                    \
    instruction = *ip++;                                                  \
    if constexpr (Traced) trace_instruction(interpreter, *frame, ip - 1); \
    goto* labels[instruction.operation];                                  \
  } while (false)
// Clang lets no computed goto leave the scope of a variable with a destructor, so with it there is
// one place that dispatches.
#ifdef __clang__
#define NEXT() goto next_instruction
#else
#define NEXT() DISPATCH()
#endif
#define LOAD_FRAME()                                         \
  do {                                                       \
    ip = frame->next;                                        \
    sp = frame->top;                                         \
    slots = frame->slots();                                  \
    if constexpr (Traced) trace_return(interpreter, *frame); \
  } while (false)
#define A instruction.argument
#define CACHE frame->code->caches[A]
#define THIS_INSTRUCTION const_cast<Instruction&>(ip[-1])
#define JUMP(target) ip = frame->code->instructions.data() + (target)

  try {
    if (interpreter.raised()) goto error;  // thrown into a generator
#ifdef __clang__
  next_instruction:
#endif
    DISPATCH();

  op_nop:
  op_resume:
    NEXT();
  op_pop:
    --sp;
    if (sp->is_object()) {
      frame->next = ip;  // a destructor may ask for the line
      Value::drop(sp->bits());
    }
    NEXT();
  op_copy : {
    put(sp, sp[-static_cast<std::ptrdiff_t>(A)]);
    ++sp;
    NEXT();
  }
  op_swap : {
    sp[-1].swap(sp[-static_cast<std::ptrdiff_t>(A)]);
    NEXT();
  }
  op_push_null:
    put(sp++, Value());
    NEXT();
  op_load_constant:
    put(sp++, frame->code->constants[A]);
    NEXT();
  op_load_local:
    if (!slots[A]) goto unbound_local;
    put(sp++, slots[A]);
    NEXT();
  op_load_local_load_local:
    if (!slots[A]) goto unbound_local;
    put(sp++, slots[A]);
    instruction = *ip++;
    if (!slots[A]) goto unbound_local;
    put(sp++, slots[A]);
    NEXT();
  op_load_local_load_constant:
    if (!slots[A]) goto unbound_local;
    put(sp++, slots[A]);
    instruction = *ip++;
    put(sp++, frame->code->constants[A]);
    NEXT();
  op_store_local:
    --sp;
    frame->next = ip;
    slots[A] = take(sp);
    NEXT();
  op_store_local_load_local:
    --sp;
    slots[A] = take(sp);
    instruction = *ip++;
    if (!slots[A]) goto unbound_local;
    put(sp++, slots[A]);
    NEXT();
  op_load_cell : {
    const Value& content = as<CellObject>(slots[A])->value;
    if (!content) goto cold;
    put(sp++, content);
    NEXT();
  }
  op_store_cell:
    --sp;
    as<CellObject>(slots[A])->value = take(sp);
    NEXT();
  op_load_closure:
    put(sp++, slots[A]);
    NEXT();

  op_load_global : {
    Cache& cache = CACHE;
    Value found = load_global(interpreter, *frame, cache.name);
    if (!found) goto error;
    specialize_load_global(*frame, cache, THIS_INSTRUCTION);
    put(sp++, std::move(found));
    NEXT();
  }
  op_load_global_module : {
    const Cache& cache = CACHE;
    if (frame->globals->layout_version() != cache.version) goto op_load_global;
    put(sp++, frame->globals->value_at(cache.index));
    NEXT();
  }
  op_load_global_builtin : {
    const Cache& cache = CACHE;
    if (frame->globals->layout_version() != cache.version ||
        frame->builtins->layout_version() != cache.other_version)
      goto op_load_global;
    put(sp++, frame->builtins->value_at(cache.index));
    NEXT();
  }

  op_load_attribute : {
    Cache& cache = CACHE;
    frame->next = ip;
    specialize_load_attribute(interpreter, sp[-1], cache, THIS_INSTRUCTION);
    Value found = get_attribute(interpreter, sp[-1], cache.name);
    if (!found) goto error;
    sp[-1] = std::move(found);
    NEXT();
  }
#define CHECK_INSTANCE(generic)           \
  const Cache& cache = CACHE;             \
  if (!sp[-1].is_object()) goto generic;  \
  Object* const object = sp[-1].object(); \
  if (object->type->version != cache.version) goto generic;
#define CHECK_SHAPE(generic)                                                                \
  Attributes& attributes = *reinterpret_cast<Attributes*>(reinterpret_cast<char*>(object) + \
                                                          object->type->attributes_offset); \
  if (attributes.shape != cache.shape) goto generic;
  op_load_attribute_slot : {
    CHECK_INSTANCE(op_load_attribute)
    CHECK_SHAPE(op_load_attribute)
    Value found = attributes.values[cache.index];
    sp[-1] = std::move(found);
    NEXT();
  }
  op_load_attribute_class : {
    CHECK_INSTANCE(op_load_attribute)
    if (cache.shape != nullptr) {
      CHECK_SHAPE(op_load_attribute)
    }
    sp[-1] = cached_value(cache);
    NEXT();
  }
  op_load_attribute_member : {
    CHECK_INSTANCE(op_load_attribute)
    Value found = *reinterpret_cast<Value*>(reinterpret_cast<char*>(object) + cache.index);
    if (!found) goto op_load_attribute;
    sp[-1] = std::move(found);
    NEXT();
  }
  op_load_attribute_module : {
    const Cache& cache = CACHE;
    if (!sp[-1].is(Kind::module)) goto op_load_attribute;
    DictObject& names = as<ModuleObject>(sp[-1])->names();
    if (names.layout_version() != cache.version) goto op_load_attribute;
    Value found = names.value_at(cache.index);
    sp[-1] = std::move(found);
    NEXT();
  }
  op_load_attribute_type : {
    const Cache& cache = CACHE;
    if (!sp[-1].is(Kind::type) || as<Type>(sp[-1])->version != cache.version)
      goto op_load_attribute;
    sp[-1] = cached_value(cache);
    NEXT();
  }

  op_load_method : {
    Cache& cache = CACHE;
    frame->next = ip;
    specialize_load_method(interpreter, sp[-1], cache, THIS_INSTRUCTION);
    Value function;
    Value self;
    if (!load_method(interpreter, sp[-1], cache.name, function, self)) goto error;
    sp[-1] = std::move(function);
    put(sp++, std::move(self));
    NEXT();
  }
  op_load_method_cached : {
    CHECK_INSTANCE(op_load_method)
    CHECK_SHAPE(op_load_method)
    put(sp, take(sp - 1));
    put(sp - 1, Value::share(cache.target));
    ++sp;
    NEXT();
  }
  op_load_method_native : {
    CHECK_INSTANCE(op_load_method)
    put(sp, take(sp - 1));
    put(sp - 1, Value::share(cache.target));
    ++sp;
    NEXT();
  }
  op_load_method_module : {
    const Cache& cache = CACHE;
    if (!sp[-1].is(Kind::module)) goto op_load_method;
    DictObject& names = as<ModuleObject>(sp[-1])->names();
    if (names.layout_version() != cache.version) goto op_load_method;
    Value found = names.value_at(cache.index);
    sp[-1].reset();
    put(sp++, std::move(found));
    NEXT();
  }
  op_load_method_type : {
    const Cache& cache = CACHE;
    if (!sp[-1].is(Kind::type) || as<Type>(sp[-1])->version != cache.version) goto op_load_method;
    Value found = Value::share(cache.target);
    sp[-1].reset();
    put(sp++, std::move(found));
    NEXT();
  }

  op_store_attribute : {
    Cache& cache = CACHE;
    frame->next = ip;
    specialize_store_attribute(interpreter, sp[-1], cache, THIS_INSTRUCTION);
    if (!set_attribute(interpreter, sp[-1], cache.name, sp[-2])) goto error;
    Value::drop((--sp)->bits());
    Value::drop((--sp)->bits());
    NEXT();
  }
  op_store_attribute_slot : {
    CHECK_INSTANCE(op_store_attribute)
    CHECK_SHAPE(op_store_attribute)
    sp -= 2;
    attributes.values[cache.index] = take(sp);
    Value::drop(sp[1].bits());
    NEXT();
  }
  op_store_attribute_new : {
    CHECK_INSTANCE(op_store_attribute)
    CHECK_SHAPE(op_store_attribute)
    if (cache.index >= attributes.room) goto op_store_attribute;
    put(attributes.values + cache.index, take(sp - 2));
    attributes.shape = cache.next_shape;
    Value::drop(sp[-1].bits());
    sp -= 2;
    NEXT();
  }

  op_load_subscript : {
    const Value& container = sp[-2];
    const Value& key = sp[-1];
    if (key.is_small() && container.is(Kind::list) && container.object()->is_exact()) {
      const ValueVector& items = as<ListObject>(container)->items;
      std::int64_t index = key.small();
      if (index < 0) index += static_cast<std::int64_t>(items.size());
      if (static_cast<std::uint64_t>(index) < items.size()) {
        Value item = items[static_cast<std::size_t>(index)];
        --sp;
        sp[-1] = std::move(item);
        NEXT();
      }
    } else if (container.is(Kind::dict) && container.object()->is_exact()) {
      const Value* found = nullptr;
      if (key.is(Kind::string) && key.object()->is_exact())
        found = dict_of(container).find(as<StrObject>(key));
      else if (!dict_of(container).find(key, found))
        goto error;
      if (found != nullptr) {
        Value item = *found;
        Value::drop((--sp)->bits());
        sp[-1] = std::move(item);
        NEXT();
      }
    }
    frame->next = ip;
    Value item = get_item(interpreter, container, key);
    if (!item) goto error;
    Value::drop((--sp)->bits());
    sp[-1] = std::move(item);
    NEXT();
  }
  op_store_subscript : {  // value container key
    const Value& container = sp[-2];
    const Value& key = sp[-1];
    if (key.is_small() && container.is(Kind::list) && container.object()->is_exact()) {
      ValueVector& items = as<ListObject>(container)->items;
      const std::int64_t index = key.small();
      if (static_cast<std::uint64_t>(index) < items.size()) {
        Value old = std::exchange(items[static_cast<std::size_t>(index)], take(sp - 3));
        Value::drop(sp[-2].bits());
        sp -= 3;
        old.reset();
        NEXT();
      }
    }
    frame->next = ip;
    if (!set_item(interpreter, container, key, sp[-3])) goto error;
    for (int i = 0; i < 3; ++i) Value::drop((--sp)->bits());
    NEXT();
  }

  op_add : {
    Value* const left = sp - 2;
    if (both_small(left[0], left[1])) {
      std::int64_t sum = 0;
      if (!__builtin_add_overflow(static_cast<std::int64_t>(left[0].bits()),
                                  static_cast<std::int64_t>(left[1].bits() - 1), &sum)) {
        put(left, Value::from_bits(static_cast<std::uintptr_t>(sum)));
        --sp;
        NEXT();
      }
    } else if (exact_float(left[0]) && exact_float(left[1])) {
      put_float(interpreter, left, left + 1, float_value(left[0]) + float_value(left[1]));
      --sp;
      NEXT();
    }
    if (left[0].is(Kind::string) && left[0].object()->is_exact()) goto inplace;
    goto op_binary;
  }
  op_subtract : {
    Value* const left = sp - 2;
    if (both_small(left[0], left[1])) {
      std::int64_t difference = 0;
      if (!__builtin_sub_overflow(static_cast<std::int64_t>(left[0].bits()),
                                  static_cast<std::int64_t>(left[1].bits()), &difference)) {
        put(left, Value::from_bits(static_cast<std::uintptr_t>(difference) | 1));
        --sp;
        NEXT();
      }
    } else if (exact_float(left[0]) && exact_float(left[1])) {
      put_float(interpreter, left, left + 1, float_value(left[0]) - float_value(left[1]));
      --sp;
      NEXT();
    }
    goto op_binary;
  }
  op_multiply : {
    Value* const left = sp - 2;
    if (both_small(left[0], left[1])) {
      std::int64_t product = 0;
      if (!__builtin_mul_overflow(left[0].small(), static_cast<std::int64_t>(left[1].bits() - 1),
                                  &product)) {
        put(left, Value::from_bits(static_cast<std::uintptr_t>(product) | 1));
        --sp;
        NEXT();
      }
    } else if (exact_float(left[0]) && exact_float(left[1])) {
      put_float(interpreter, left, left + 1, float_value(left[0]) * float_value(left[1]));
      --sp;
      NEXT();
    }
    goto op_binary;
  }
  op_binary : {
    frame->next = ip;
    Value value = binary(interpreter, binary_operators[A], sp[-2], sp[-1]);
    if (!value) goto error;
    Value::drop((--sp)->bits());
    sp[-1] = std::move(value);
    NEXT();
  }
  op_inplace_add : {
    Value* const left = sp - 2;
    std::int64_t sum = 0;
    if (both_small(left[0], left[1]) &&
        !__builtin_add_overflow(static_cast<std::int64_t>(left[0].bits()),
                                static_cast<std::int64_t>(left[1].bits() - 1), &sum)) {
      put(left, Value::from_bits(static_cast<std::uintptr_t>(sum)));
      --sp;
      NEXT();
    }
    goto op_inplace;
  }
  op_inplace_subtract : {
    Value* const left = sp - 2;
    std::int64_t difference = 0;
    if (both_small(left[0], left[1]) &&
        !__builtin_sub_overflow(static_cast<std::int64_t>(left[0].bits()),
                                static_cast<std::int64_t>(left[1].bits()), &difference)) {
      put(left, Value::from_bits(static_cast<std::uintptr_t>(difference) | 1));
      --sp;
      NEXT();
    }
    goto op_inplace;
  }
  op_inplace:
    if (sp[-2].is(Kind::floating) && exact_float(sp[-1]) && sp[-2].object()->is_exact()) {
      // In place makes no difference for numbers.
      if (A == static_cast<std::uint32_t>(BinaryKind::add)) {
        put_float(interpreter, sp - 2, sp - 1, float_value(sp[-2]) + float_value(sp[-1]));
        --sp;
        NEXT();
      }
    }
  inplace : {
    // s += t: what is about to be stored over lets go first, so that s can grow where it is.
    if (sp[-2].is(Kind::string) &&
        ip->operation == static_cast<std::uint16_t>(Operation::store_local_) &&
        slots[ip->argument].same(sp[-2]) && sp[-1].is(Kind::string))
      slots[ip->argument].reset();
    frame->next = ip;
    Value value = instruction.operation == static_cast<std::uint16_t>(FastOperation::add_) &&
                          !(sp[-1].is(Kind::string) && sp[-1].object()->is_exact())
                      ? binary(interpreter, BinaryOperator::add, sp[-2], sp[-1])
                      : in_place(interpreter, binary_operators[A], std::move(sp[-2]), sp[-1]);
    if (!value) goto error;
    Value::drop((--sp)->bits());
    sp[-1] = std::move(value);
    NEXT();
  }
  op_compare : {
    frame->next = ip;
    Value value = compare(interpreter, sp[-2], sp[-1], static_cast<Comparison>(A));
    if (!value) goto error;
    Value::drop((--sp)->bits());
    sp[-1] = std::move(value);
    NEXT();
  }
  op_compare_jump : {  // and the jump_if_… behind it
    bool truth_value = false;
    if (both_small(sp[-2], sp[-1])) {
      truth_value = compare_numbers(sp[-2].small(), sp[-1].small(), static_cast<CompareKind>(A));
    } else {
      frame->next = ip;
      Value value = compare(interpreter, sp[-2], sp[-1], static_cast<Comparison>(A));
      if (!value || !truth(interpreter, value, truth_value)) goto error;
      Value::drop(sp[-1].bits());
      Value::drop(sp[-2].bits());
    }
    sp -= 2;
    instruction = *ip++;
    const bool wanted =
        instruction.operation == static_cast<std::uint16_t>(Operation::jump_if_true_);
    if (truth_value == wanted) JUMP(A);
    NEXT();
  }
  op_is : {
    const bool same = sp[-2].same(sp[-1]) != (A != 0);
    Value::drop((--sp)->bits());
    sp[-1] = Value::boolean(same);
    NEXT();
  }
  op_contains : {
    bool found = false;
    frame->next = ip;
    if (!contains(interpreter, sp[-1], sp[-2], found)) goto error;
    Value::drop((--sp)->bits());
    sp[-1] = Value::boolean(found != (A != 0));
    NEXT();
  }

  op_jump:
    JUMP(A);
    NEXT();
  op_jump_back : {
    const Instruction* const target = frame->code->instructions.data() + A;
    interpreter.count_steps(static_cast<std::uint32_t>(ip - target));
    if (interpreter.raised()) [[unlikely]] {
      frame->next = ip;
      goto error;
    }
    ip = target;
    if constexpr (Traced) frame->line = -1;
    NEXT();
  }
  op_jump_if_false : {
    if (sp[-1].is_boolean()) {
      --sp;
      if (sp->is_false()) JUMP(A);
      NEXT();
    }
    bool truth_value = false;
    if (!truth(interpreter, sp[-1], truth_value)) goto error;
    Value::drop((--sp)->bits());
    if (!truth_value) JUMP(A);
    NEXT();
  }
  op_jump_if_true : {
    bool truth_value = false;
    if (!truth(interpreter, sp[-1], truth_value)) goto error;
    Value::drop((--sp)->bits());
    if (truth_value) JUMP(A);
    NEXT();
  }
  op_jump_if_none : {
    --sp;
    if (sp->is_none())
      JUMP(A);
    else
      Value::drop(sp->bits());
    NEXT();
  }
  op_jump_if_not_none : {
    --sp;
    if (!sp->is_none()) {
      Value::drop(sp->bits());
      JUMP(A);
    }
    NEXT();
  }
  op_jump_if_false_or_pop : {
    bool truth_value = false;
    if (!truth(interpreter, sp[-1], truth_value)) goto error;
    if (!truth_value)
      JUMP(A);
    else
      Value::drop((--sp)->bits());
    NEXT();
  }
  op_jump_if_true_or_pop : {
    bool truth_value = false;
    if (!truth(interpreter, sp[-1], truth_value)) goto error;
    if (truth_value)
      JUMP(A);
    else
      Value::drop((--sp)->bits());
    NEXT();
  }

  op_get_iterator : {
    frame->next = ip;
    Value iterator = iterate(interpreter, sp[-1]);
    if (!iterator) goto error;
    sp[-1] = std::move(iterator);
    NEXT();
  }
  op_for_next : {
    Object* const iterator = sp[-1].object();
    const Type* const type = iterator->type;
    if (type == interpreter.types.range_iterator) {
      auto* range = static_cast<RangeIterator*>(iterator);
      if (range->left > 0 && Value::fits(range->next)) {
        --range->left;
        put(sp++, Value::small(range->next));
        range->next = static_cast<std::int64_t>(static_cast<std::uint64_t>(range->next) +
                                                static_cast<std::uint64_t>(range->step));
        NEXT();
      }
    } else if (type == interpreter.types.list_iterator) {
      auto* list = static_cast<IndexIterator*>(iterator);
      if (list->container) {
        const ValueVector& items = as<ListObject>(list->container)->items;
        if (list->index < items.size()) {
          put(sp++, items[list->index++]);
          NEXT();
        }
      }
    } else if (type == interpreter.types.generator) {
      auto* generator = static_cast<GeneratorObject*>(iterator);
      if (generator->frame != nullptr && !generator->running) {
        frame->next = ip;
        frame->top = sp;
        if (!enter_generator(interpreter, *generator, Value::none(), FrameObject::Return::iterate))
          goto error;
        frame = interpreter.frame;
        LOAD_FRAME();
        NEXT();
      }
    }
    frame->next = ip;
    Value item = next_item(interpreter, sp[-1]);
    if (item) {
      put(sp++, std::move(item));
      NEXT();
    }
    if (interpreter.raised()) goto error;
    Value::drop((--sp)->bits());
    JUMP(A);
    NEXT();
  }
  op_unpack : {
    const Value& source = sp[-1];
    if (source.is(Kind::tuple) && as<TupleObject>(source)->size == A) {
      TupleObject* const tuple = as<TupleObject>(*--sp);
      for (std::size_t i = A; i-- > 0;) put(sp++, tuple->items()[i]);
      Value::drop(reinterpret_cast<std::uintptr_t>(tuple));
      NEXT();
    }
    goto cold;
  }
  op_build_tuple : {
    TupleObject* tuple = make_tuple_room(interpreter, A);
    sp -= A;
    for (std::size_t i = 0; i < A; ++i) put(tuple->items() + i, take(sp + i));
    put(sp++, Value::adopt(tuple));
    NEXT();
  }
  op_build_list : {
    Value list = make_list(interpreter);
    ValueVector& items = as<ListObject>(list)->items;
    items.reserve(A);
    sp -= A;
    for (std::size_t i = 0; i < A; ++i) items.push_back(take(sp + i));
    put(sp++, std::move(list));
    NEXT();
  }
  op_list_append : {
    Value item = take(--sp);
    as<ListObject>(sp[-static_cast<std::ptrdiff_t>(A)])->items.push_back(std::move(item));
    NEXT();
  }

  op_call : {
    Value* base = sp - A - 2;
    std::size_t count = A + std::size_t{1};
    frame->next = ip;
    if (!base[0]) {
      if (base[1].is(Kind::bound_method)) {
        const Value method = take(base + 1);
        const auto* bound = as<BoundMethodObject>(method);
        put(base, bound->function);
        put(base + 1, bound->self);
      } else {
        put(base, take(base + 1));  // the callable; its arguments begin behind a hole
        put(base + 1, Value());
        --count;
      }
    }
    Value* const arguments = sp - count;
    switch (base[0].kind()) {
      case Kind::function: {
        interpreter.count_steps(steps_of_a_call);
        if (interpreter.raised()) [[unlikely]]
          goto error;
        frame->top = base;
        FrameObject* const callee = push_function(interpreter, base, arguments, count);
        if (callee == nullptr) {  // raised, or a generator was made
          if (interpreter.raised()) {
            sp = base;
            goto error;
          }
          sp = base + 1;
          NEXT();
        }
        callee->back = frame;
        callee->on_return = FrameObject::Return::push;
        interpreter.frame = frame = callee;
        if constexpr (Traced) frame->line = 0;
        ip = frame->next;
        sp = frame->top;
        slots = frame->slots();
        NEXT();
      }
      case Kind::native_method:
      case Kind::native_function:
        result = call_native_value(interpreter, base[0], arguments, count);
        break;
      case Kind::type: {
        interpreter.count_steps(steps_of_a_call);
        if (interpreter.raised()) [[unlikely]]
          goto error;
        frame->top = base;
        FrameObject* const callee = push_constructor(interpreter, base, arguments, count);
        if (callee == nullptr) {
          result = call(interpreter, base[0], Arguments(arguments, count));
          break;
        }
        frame->top = base + 1;
        callee->back = frame;
        callee->on_return = FrameObject::Return::construct;
        interpreter.frame = frame = callee;
        ip = frame->next;
        sp = frame->top;
        slots = frame->slots();
        NEXT();
      }
      default:
        result = call(interpreter, base[0], Arguments(arguments, count));
    }
    while (sp > arguments) Value::drop((--sp)->bits());
    sp = base;
    Value::drop(base[0].bits());
    if (!result) goto error;
    put(sp++, std::move(result));
    NEXT();
  }
  op_call_keywords : {
    frame->next = ip;
    frame->top = sp;
    FrameObject* const callee = push_keyword_call(interpreter, sp, A, result);
    if (callee == nullptr) {
      if (!result) goto error;
      put(sp++, std::move(result));
      NEXT();
    }
    frame->top = sp;
    callee->back = frame;
    callee->on_return = FrameObject::Return::push;
    interpreter.frame = frame = callee;
    ip = frame->next;
    sp = frame->top;
    slots = frame->slots();
    NEXT();
  }

  op_return_value : {
    result = take(--sp);
    FrameObject* const done = frame;
    const FrameObject::Return on_return = done->on_return;
    frame = done->back;
    interpreter.frame = frame;
    --interpreter.depth;
    done->back = nullptr;
    done->top = sp;
    done->finished = true;
    if (done->generator != nullptr) {
      finish_generator(interpreter, *done->generator);
    } else if (done != entry) {
      leave_frame(interpreter, done);
    }
    switch (on_return) {
      case FrameObject::Return::leave:
        return result;
      case FrameObject::Return::push:
        LOAD_FRAME();
        put(sp++, std::move(result));
        NEXT();
      case FrameObject::Return::construct:
        LOAD_FRAME();
        if (!result.is_none()) {
          interpreter.raise_type_error("__init__() should return None, not '{}'",
                                       type_name(interpreter, result));
          result.reset();
          goto error;
        }
        NEXT();
      case FrameObject::Return::iterate:
        LOAD_FRAME();
        result.reset();
        Value::drop((--sp)->bits());
        JUMP(ip[-1].argument);
        NEXT();
      case FrameObject::Return::send:
        LOAD_FRAME();
        Value::drop((--sp)->bits());
        put(sp++, std::move(result));
        JUMP(ip[-1].argument);
        NEXT();
    }
    __builtin_unreachable();
  }
  op_yield_value : {
    result = take(--sp);
    FrameObject* const parked = frame;
    const FrameObject::Return on_return = parked->on_return;
    parked->next = ip;
    parked->top = sp;
    frame = parked->back;
    park_generator(interpreter, *parked);
    if (on_return == FrameObject::Return::leave) return result;
    LOAD_FRAME();
    put(sp++, std::move(result));
    NEXT();
  }
  op_send : {  // iterator sent
    frame->next = ip;
    Object* const iterator = sp[-2].object();
    if (sp[-2].is(Kind::generator) && iterator->type != interpreter.types.async_generator) {
      auto* generator = static_cast<GeneratorObject*>(iterator);
      if (generator->frame != nullptr && !generator->running &&
          (generator->started || sp[-1].is_none())) {
        Value sent = take(--sp);
        frame->top = sp;
        if (!enter_generator(interpreter, *generator, std::move(sent), FrameObject::Return::send))
          goto error;
        frame = interpreter.frame;
        LOAD_FRAME();
        NEXT();
      }
    }
    SendResult how = SendResult::raised;
    {
      const Value sent = take(--sp);
      how = send_to(interpreter, sp[-1], sent, result);
    }
    if (how == SendResult::raised) goto error;
    if (how == SendResult::yielded) {
      put(sp++, std::move(result));
    } else {
      sp[-1] = std::move(result);
      JUMP(A);
    }
    NEXT();
  }

  unbound_local:
    frame->next = ip;
    raise_unbound_local(interpreter, *frame, A);
    goto error;

    // Everything else is called.
#define COLD(name) op_##name:
    // clang-format off
    COLD(return_generator) COLD(delete_local) COLD(delete_cell) COLD(load_class_cell)
    COLD(load_name) COLD(store_name) COLD(delete_name) COLD(store_global) COLD(delete_global)
    COLD(delete_attribute) COLD(delete_subscript) COLD(unary) COLD(build_set) COLD(build_dict)
    COLD(build_const_key_dict) COLD(build_string) COLD(build_slice) COLD(list_extend)
    COLD(list_to_tuple) COLD(set_add) COLD(set_update) COLD(dict_add) COLD(dict_update)
    COLD(dict_merge) COLD(unpack_star) COLD(format_value) COLD(make_function)
    COLD(load_build_class) COLD(call_unpacked) COLD(get_yield_from_iterator) COLD(get_awaitable)
    COLD(async_generator_wrap) COLD(get_async_iterator) COLD(get_async_next) COLD(end_async_for)
    COLD(before_with) COLD(before_async_with) COLD(with_exit) COLD(push_exception)
    COLD(pop_exception) COLD(match_exception) COLD(check_group_type) COLD(match_group)
    COLD(combine_group) COLD(raise) COLD(load_assertion_error) COLD(import_name) COLD(import_from)
    COLD(import_star) COLD(get_length) COLD(match_mapping) COLD(match_sequence) COLD(match_keys)
    COLD(match_class) COLD(copy_without_keys) COLD(setup_annotations)
        // clang-format on
        cold : {
      frame->next = ip;
      frame->top = sp;
      Value* top = sp;
      bool fine = false;
      try {
        fine = cold_operation(static_cast<Operation>(instruction.operation))(interpreter, *frame,
                                                                             top, instruction);
      } catch (...) {
        sp = top;  // what it has taken from the stack is its own to let go
        throw;
      }
      sp = top;
      if (fine) NEXT();
      // What is raised again has this frame in its traceback already.
      if ((instruction.operation == static_cast<std::uint16_t>(Operation::end_async_for_) ||
           (instruction.operation == static_cast<std::uint16_t>(Operation::raise_) && A == 0)) &&
          exception_of(interpreter.error())->traceback)
        goto unwinding;
      goto error;
    }

  op_reraise : {
    // The traceback has this frame already; only its line is put right.
    Value error = take(--sp);
    frame->next = ip;
    std::uint32_t at = frame->instruction();
    if (A != 0) {
      const std::int64_t first = sp[-static_cast<std::ptrdiff_t>(A)].small();
      frame->next = frame->code->instructions.data() + first + 1;
    }
    interpreter.restore_error(std::move(error));
    if (const Handler* handler = find_handler(*frame->code, at)) {
      unwind(interpreter, *frame, sp, *handler, at);
      ip = frame->next;
      NEXT();
    }
    goto leave_raising;
  }

  error : {
    frame->next = ip;
    add_traceback(interpreter, frame);
  }
  unwinding : {
    frame->next = ip;
    const std::uint32_t at = frame->instruction();
    if (const Handler* handler = find_handler(*frame->code, at)) {
      unwind(interpreter, *frame, sp, *handler, at);
      ip = frame->next;
      NEXT();
    }
  }
  leave_raising : {
    FrameObject* const done = frame;
    const FrameObject::Return on_return = done->on_return;
    done->top = sp;
    while (done->top > done->stack()) {
      --done->top;
      Value::drop(done->top->bits());
    }
    frame = done->back;
    interpreter.frame = frame;
    --interpreter.depth;
    done->back = nullptr;
    done->finished = true;
    if (done->generator != nullptr) {
      convert_stop_iteration(interpreter, *done->generator);
      finish_generator(interpreter, *done->generator);
    } else if (done != entry) {
      leave_frame(interpreter, done);
    }
    if (on_return == FrameObject::Return::leave) return {};
    LOAD_FRAME();
    goto error;
  }
  } catch (...) {
    frame->top = sp;
    abandon_frames(interpreter, frame, entry, outside, depth_outside);
    throw;
  }
}

}  // namespace

Value run_frame(Interpreter& interpreter, FrameObject* frame) {
  if (!interpreter.enter() || StackRoom::used_up()) {
    interpreter.leave();
    frame->finished = true;
    if (interpreter.raised()) return {};
    return interpreter.raise(*interpreter.exceptions.recursion_error,
                             "maximum recursion depth exceeded");
  }
  return interpreter.recorder() != nullptr ? run<true>(interpreter, frame)
                                           : run<false>(interpreter, frame);
}

}  // namespace loopscope::python
