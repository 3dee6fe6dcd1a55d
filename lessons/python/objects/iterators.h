#pragma once

#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// Walks a container by index: iterators of list, tuple, str, bytes, and of anything with
/// __getitem__.
struct IndexIterator : Container {
  static constexpr Kind object_kind = Kind::native;
  static constexpr char tag = 0;
  IndexIterator(Value of, std::size_t begin) : container(std::move(of)), index(begin) {}
  Value container;    ///< null: at its end
  std::size_t index;  ///< of the next item (str: its byte)
};

Value make_index_iterator(Interpreter& interpreter, Type& type, const Value& container,
                          std::size_t begin = 0);

/// enumerate, zip, map, filter, reversed, iter(callable, sentinel).
struct IteratorObject : Container {
  static constexpr Kind object_kind = Kind::native;
  static constexpr char tag = 0;
  Value function;  ///< or what the type keeps in its place
  Value source;
};
/// iter(callable, sentinel).
Value make_callable_iterator(Interpreter& interpreter, const Value& callable,
                             const Value& sentinel);

}  // namespace loopscope::python
