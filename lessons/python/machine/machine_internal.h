#pragma once

#include "lessons/python/compiler/bytecode.h"
#include "lessons/python/compiler/code.h"
#include "lessons/python/interpreter.h"
#include "lessons/python/machine/frame.h"

namespace loopscope::python {

struct GeneratorObject;

// What the machine's own files share.

// Operations that the machine itself puts in the place of the compiler's: two instructions in one
// (the second one stays where it is, and is skipped), or what an inline cache makes cheap.
#define LOOPSCOPE_FAST_OPERATIONS(X)                                        \
  X(load_local_load_local)                                                  \
  X(load_local_load_constant)                                               \
  X(store_local_load_local)                                                 \
  X(add)                                                                    \
  X(subtract)                                                               \
  X(multiply)                                                               \
  X(inplace_add)                                                            \
  X(inplace_subtract)                                                       \
  X(compare_jump)                                                           \
  X(load_global_module) /* from the globals of this module */               \
  X(load_global_builtin)                                                    \
  X(load_attribute_slot)   /* of the instance, by its shape */              \
  X(load_attribute_class)  /* found on the class, not on the instance */    \
  X(load_attribute_member) /* of __slots__ */                               \
  X(load_attribute_module)                                                  \
  X(load_attribute_type) /* Class.name */                                   \
  X(load_method_cached)  /* of an instance with a shape */                  \
  X(load_method_native)  /* of a type whose instances have no attributes */ \
  X(load_method_module)                                                     \
  X(load_method_type)                                                       \
  X(store_attribute_slot)                                                   \
  X(store_attribute_new) /* a further attribute: another shape */

enum class FastOperation : std::uint16_t {
  first_ = static_cast<std::uint16_t>(Operation::count_) - 1,
#define LOOPSCOPE_NAME(name) name##_,
  LOOPSCOPE_FAST_OPERATIONS(LOOPSCOPE_NAME)
#undef LOOPSCOPE_NAME
      count_
};

/// Puts fast operations in where the code alone says so.
void prepare_code(CodeObject& code);
/// Try to make an instruction cheaper for the object at hand; the next time it runs.
void specialize_load_attribute(Interpreter& interpreter, const Value& object, Cache& cache,
                               Instruction& instruction);
void specialize_load_method(Interpreter& interpreter, const Value& object, Cache& cache,
                            Instruction& instruction);
void specialize_store_attribute(Interpreter& interpreter, const Value& object, Cache& cache,
                                Instruction& instruction);
void specialize_load_global(FrameObject& frame, Cache& cache, Instruction& instruction);

/// load_method's two values; false if it has raised.
bool load_method(Interpreter& interpreter, const Value& object, StrObject* name, Value& function,
                 Value& self);
Value load_global(Interpreter& interpreter, FrameObject& frame, StrObject* name);

/// An operation that is not in the machine's loop: takes from and leaves on the stack by `top`.
/// False if it has raised.
using ColdOperation = bool (*)(Interpreter&, FrameObject& frame, Value*& top,
                               Instruction instruction);
/// Null for those in the loop.
ColdOperation cold_operation(Operation operation);
ColdOperation cold_name_operation(Operation operation);
ColdOperation cold_container_operation(Operation operation);
ColdOperation cold_exception_operation(Operation operation);
ColdOperation cold_pattern_operation(Operation operation);
ColdOperation cold_coroutine_operation(Operation operation);

/// A frame with empty slots; takes no reference but the function's.
FrameObject* allocate_frame(Interpreter& interpreter, FunctionObject& function);
/// Makes the cells, and takes the closure's.
void fill_cells(Interpreter& interpreter, FrameObject& frame);
/// The generator, coroutine or asynchronous generator of a frame that has not begun; takes the
/// frame over.
Value make_generator(Interpreter& interpreter, FrameObject* frame);
/// The generator's frame has ended.
void finish_generator(Interpreter& interpreter, GeneratorObject& generator);
/// A StopIteration that leaves a generator becomes a RuntimeError.
void convert_stop_iteration(Interpreter& interpreter, const GeneratorObject& generator);
/// The dict that a module's code finds builtins in.
Value builtins_for(Interpreter& interpreter, DictObject& globals);

inline Value take(Value* place) {
  return Value::from_bits(place->bits());
}
inline void put(Value* place, Value value) {
  new (place) Value(std::move(value));
}

}  // namespace loopscope::python
