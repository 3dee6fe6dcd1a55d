#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lessons/python/interpreter.h"

namespace loopscope::python {

struct Shape;

/// One instruction: a stack machine's, 8 bytes. `argument` is an index or a count, as bytecode.h
/// says for each operation; `extra` a second, small one.
struct Instruction {
  std::uint16_t operation = 0;
  std::uint16_t extra = 0;
  std::uint32_t argument = 0;
};

/// Place of an instruction in the source: lines and columns 1-based and 0-based as CPython's
/// (columns count bytes of UTF-8); line 0: none.
struct Location {
  std::uint32_t line = 0;
  std::uint32_t end_line = 0;
  std::uint32_t column = 0;
  std::uint32_t end_column = 0;
};

/// Where the machine goes on when an instruction in [begin, end) raises.
struct Handler {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t target = 0;
  std::uint32_t depth = 0;        ///< values that stay on the stack
  bool push_instruction = false;  ///< the raising instruction's index is pushed as well
};

/// What an attribute or global instruction remembers. Pointers are borrowed, and valid as long as
/// the versions agree.
struct Cache {
  StrObject* name = nullptr;
  std::uint32_t version = 0;        ///< Type::version, or a dict's layout_version
  std::uint32_t other_version = 0;  ///< of the builtins' dict
  Shape* shape = nullptr;
  Shape* next_shape = nullptr;  ///< after an attribute was added
  Object* target = nullptr;     ///< what was found on the class
  std::uint32_t index = 0;
  std::uint32_t misses = 0;
};

/// A compiled block: module, function, class body, lambda or comprehension.
struct CodeObject : Object {
  static constexpr Kind object_kind = Kind::code;
  // co_flags, with CPython's numbers.
  static constexpr std::uint32_t optimized = 0x1;
  static constexpr std::uint32_t new_locals = 0x2;
  static constexpr std::uint32_t var_args = 0x4;
  static constexpr std::uint32_t var_keywords = 0x8;
  static constexpr std::uint32_t nested = 0x10;
  static constexpr std::uint32_t generator = 0x20;
  static constexpr std::uint32_t coroutine = 0x80;
  static constexpr std::uint32_t iterable_coroutine = 0x100;
  static constexpr std::uint32_t async_generator = 0x200;
  static constexpr std::uint32_t any_generator = generator | coroutine | async_generator;

  Value filename;
  Value name;
  Value qualname;
  std::uint32_t flags = 0;
  std::uint32_t argument_count = 0;  ///< positional parameters, positional-only included
  std::uint32_t positional_only_count = 0;
  std::uint32_t keyword_only_count = 0;
  std::uint32_t stack_size = 0;
  int first_line = 0;
  std::vector<Value> local_names;  ///< parameters first (*args and **kwargs last), then locals
  std::vector<Value> cell_names;
  std::vector<Value> free_names;
  /// For a cell that is a parameter: the local it takes its value from; -1 otherwise.
  std::vector<std::int32_t> cell_arguments;
  std::vector<Value> constants;
  std::vector<Value> names;
  mutable std::vector<Instruction> instructions;
  std::vector<Location> locations;  ///< one for each instruction
  std::vector<Handler> handlers;    ///< inner ones first
  mutable std::vector<Cache> caches;
  std::uint32_t trace_name = 0;   ///< qualname, interned in the trace; 0: not yet
  bool plain_arguments = false;   ///< positional parameters only: calls need no binding
  mutable bool prepared = false;  ///< the machine has put its fast operations in
  bool is_library = false;        ///< not the program's own: lines aren't traced

  std::size_t local_count() const { return local_names.size(); }
  /// Locals, cells and free variables: the slots in front of the stack.
  std::size_t slot_count() const {
    return local_names.size() + cell_names.size() + free_names.size();
  }
};

}  // namespace loopscope::python
