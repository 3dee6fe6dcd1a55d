#pragma once

#include <cstdint>
#include <string_view>

namespace loopscope::python {

// Every operation of the machine. The comment gives what it takes from the stack and leaves there
// (the top on the right), `a` is Instruction::argument, `e` is Instruction::extra. Slots are the
// frame's: locals, then cells, then free variables. Exceptions unwind as CPython 3.11's: to the
// handler's depth, then (push_instruction) the raising instruction's index, then the exception.
#define LOOPSCOPE_OPERATIONS(X)                                                                   \
  X(nop)                                                                                          \
  X(resume)           /* e: 0 start of a code; after 1 yield, 2 yield from, 3 await */            \
  X(return_generator) /* first of a generator's code: makes it from the frame and returns it */   \
  X(pop)              /* x -> */                                                                  \
  X(copy)             /* … -> … x: the value that is a-th from the top (1: the top) */        \
  X(swap)             /* swaps the top with the value that is a-th from the top */                \
  X(push_null)        /* -> null */                                                               \
  X(load_constant)    /* -> constants[a] */                                                       \
  X(load_local)       /* -> slot a; UnboundLocalError */                                          \
  X(store_local)      /* x -> */                                                                  \
  X(delete_local)     /* UnboundLocalError */                                                     \
  X(load_cell)        /* -> the value in the cell of slot a; NameError */                         \
  X(store_cell)       /* x -> */                                                                  \
  X(delete_cell)                                                                                  \
  X(load_closure)    /* -> the cell itself of slot a */                                           \
  X(load_class_cell) /* -> locals[names[e]] or the value in the cell of slot a */                 \
  X(load_name)       /* -> locals, globals or builtins [names[a]] */                              \
  X(store_name)      /* x -> into locals */                                                       \
  X(delete_name)                                                                                  \
  X(load_global)  /* -> globals or builtins [caches[a].name] */                                   \
  X(store_global) /* x -> globals[names[a]] */                                                    \
  X(delete_global)                                                                                \
  X(load_attribute)       /* x -> x.name; caches[a] */                                            \
  X(store_attribute)      /* value x -> ; x.name = value; caches[a] */                            \
  X(delete_attribute)     /* x -> ; names[a] */                                                   \
  X(load_method)          /* x -> function self, or null callable; caches[a] */                   \
  X(load_subscript)       /* x key -> x[key] */                                                   \
  X(store_subscript)      /* value x key -> */                                                    \
  X(delete_subscript)     /* x key -> */                                                          \
  X(unary)                /* x -> op x; a: UnaryKind */                                           \
  X(binary)               /* x y -> x op y; a: BinaryKind */                                      \
  X(inplace)              /* x y -> x op= y; a: BinaryKind */                                     \
  X(compare)              /* x y -> x op y; a: CompareKind (lt … ge) */                         \
  X(is)                   /* x y -> x is y; a: 1 inverts */                                       \
  X(contains)             /* x y -> x in y; a: 1 inverts */                                       \
  X(jump)                 /* to instruction a, forwards */                                        \
  X(jump_back)            /* to instruction a, backwards: limits, stop flag */                    \
  X(jump_if_false)        /* x -> ; jumps if not x */                                             \
  X(jump_if_true)         /* x -> */                                                              \
  X(jump_if_none)         /* x -> */                                                              \
  X(jump_if_not_none)     /* x -> */                                                              \
  X(jump_if_false_or_pop) /* x -> x with the jump, -> without */                                  \
  X(jump_if_true_or_pop)                                                                          \
  X(get_iterator) /* x -> iter(x) */                                                              \
  X(for_next)     /* it -> it next(it), or -> and jumps to a at the end */                        \
  X(build_tuple)  /* a values -> tuple */                                                         \
  X(build_list)                                                                                   \
  X(build_set)                                                                                    \
  X(build_dict)           /* a pairs key value -> dict */                                         \
  X(build_const_key_dict) /* a values, tuple of keys -> dict */                                   \
  X(build_string)         /* a texts -> their concatenation */                                    \
  X(build_slice)          /* a (2 or 3) values -> slice */                                        \
  X(list_append)          /* x -> ; to the list that is a-th from the top after the pop */        \
  X(list_extend)   /* iterable -> ; likewise; e: 1 if it is all arguments of a call (message) */  \
  X(list_to_tuple) /* list -> tuple */                                                            \
  X(set_add)                                                                                      \
  X(set_update)                                                                                   \
  X(dict_add)         /* key value -> ; to the dict that is a-th from the top after the pops */   \
  X(dict_update)      /* mapping -> ; TypeError "'int' object is not a mapping" */                \
  X(dict_merge)       /* mapping -> ; of a call: refuses repeated keywords (callee under it) */   \
  X(unpack)           /* x -> a values, the first on top */                                       \
  X(unpack_star)      /* x -> a values before, a list, e values after; the first on top */        \
  X(format_value)     /* x [spec] -> text; a: conversion ('s' 'r' 'a' or 0); e: 1 with spec */    \
  X(make_function)    /* [defaults] [kwdefaults] [annotations] [closure] code -> function */      \
                      /* e: FunctionParts */                                                      \
  X(load_build_class) /* -> __build_class__ */                                                    \
  X(call)             /* callable-or-null self-or-callable a args -> result (see load_method) */  \
  X(call_keywords)    /* the same; then a tuple of names (the last ones of the a arguments) */    \
  X(call_unpacked)    /* null callable tuple [dict] -> result; e: 1 with dict */                  \
  X(return_value)     /* x -> returns x */                                                        \
  X(yield_value) /* x -> sent; under await and yield from (iterator x -> iterator sent) a is */   \
                 /* where `send` goes when the iterator has returned (e: 1; else 0) */            \
  X(get_yield_from_iterator) /* x -> iterator; a coroutine only in coroutines */                  \
  X(get_awaitable)           /* x -> iterator; a: 1 for __aenter__, 2 for __aexit__ (messages) */ \
  X(send)                    /* iterator sent -> iterator yielded, or value and jumps to a */     \
  X(async_generator_wrap)    /* x -> what an async generator's yield hands to its driver */       \
  X(get_async_iterator)      /* x -> x.__aiter__() */                                             \
  X(get_async_next)          /* it -> it awaitable of it.__anext__() */                           \
  X(end_async_for)     /* it exception -> ; StopAsyncIteration ends the loop, others go on */     \
  X(before_with)       /* manager -> exit value-of-enter */                                       \
  X(before_async_with) /* manager -> aexit awaitable-of-aenter */                                 \
  X(with_exit)         /* exit index previous exception -> … result: exit(type, value, tb) */   \
  X(push_exception)    /* exception -> previous exception: it is being handled now */             \
  X(pop_exception)     /* previous -> ; it is being handled again */                              \
  X(match_exception)   /* exception type -> exception bool; TypeError for what is no exception */ \
  X(check_group_type)  /* exception type -> exception type; TypeError of except* */               \
  X(match_group)       /* exception type -> rest match (match None: nothing matched) */           \
  X(combine_group)     /* original list -> exception to raise, or None */                         \
  X(raise)             /* a: 0 -> re-raises what is handled; 1: x ->; 2: x cause -> */            \
  X(reraise) /* … exception -> raises it as it was; the index of the instruction that */        \
             /* raised first is a values under it (a = 0: none) */                                \
  X(load_assertion_error)                                                                         \
  X(import_name)       /* level fromlist -> module; names[a] */                                   \
  X(import_from)       /* module -> module attribute; names[a] */                                 \
  X(import_star)       /* module -> */                                                            \
  X(get_length)        /* x -> x len(x) */                                                        \
  X(match_mapping)     /* x -> x bool */                                                          \
  X(match_sequence)    /* x -> x bool */                                                          \
  X(match_keys)        /* x keys -> x keys values-or-None */                                      \
  X(match_class)       /* x class names -> tuple-or-None; a: number of positional patterns */     \
  X(copy_without_keys) /* x keys -> dict: a copy of x less keys */                                \
  X(setup_annotations) /* makes __annotations__ in locals if it is not there */

/// Operations, numbered from 0.
enum class Operation : std::uint16_t {
#define LOOPSCOPE_NAME(name) name##_,
  LOOPSCOPE_OPERATIONS(LOOPSCOPE_NAME)
#undef LOOPSCOPE_NAME
      count_
};

enum class UnaryKind : std::uint8_t { invert, not_, plus, minus };
enum class BinaryKind : std::uint8_t {
  add,
  subtract,
  multiply,
  matrix_multiply,
  divide,
  modulo,
  power,
  shift_left,
  shift_right,
  bit_or,
  bit_xor,
  bit_and,
  floor_divide
};
enum class CompareKind : std::uint8_t {
  less,
  less_equal,
  equal,
  not_equal,
  greater,
  greater_equal
};

/// Which parts make_function takes from the stack.
struct FunctionParts {
  static constexpr std::uint16_t defaults = 1;     ///< a tuple
  static constexpr std::uint16_t kw_defaults = 2;  ///< a dict
  static constexpr std::uint16_t annotations = 4;  ///< a dict
  static constexpr std::uint16_t closure = 8;      ///< a tuple of cells
};

/// "load_local", for messages and disassembly.
std::string_view name_of(Operation operation);

}  // namespace loopscope::python
