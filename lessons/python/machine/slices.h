#pragma once

#include <cstdint>

#include "lessons/python/interpreter.h"

namespace loopscope::python {

struct SliceObject : Object {
  static constexpr Kind object_kind = Kind::slice;
  SliceObject(Value a, Value b, Value c)
      : start(std::move(a)), stop(std::move(b)), step(std::move(c)) {}
  Value start;
  Value stop;
  Value step;
};

/// range of integers that fit into 64 bits, or (any bound larger) of any size.
struct RangeObject : Object {
  static constexpr Kind object_kind = Kind::range;
  std::int64_t start = 0;
  std::int64_t stop = 0;
  std::int64_t step = 1;
  std::int64_t length = 0;
};

struct RangeIterator : Object {
  static constexpr Kind object_kind = Kind::native;
  static constexpr char tag = 0;
  std::int64_t next = 0;
  std::int64_t step = 1;
  std::int64_t left = 0;
};

/// A slice applied to a sequence of `size` items: `count` of them, beginning at `start`.
struct SliceBounds {
  std::int64_t start = 0;
  std::int64_t stop = 0;
  std::int64_t step = 1;
  std::int64_t count = 0;
};
/// False if it has raised ("slice step cannot be zero").
bool slice_bounds(Interpreter& interpreter, const Value& slice, std::int64_t size,
                  SliceBounds& bounds);
/// An index into a sequence of `size` items; negative ones count from the end. Raises
/// IndexError("`what` index out of range") or TypeError("`what` indices must be integers…").
bool sequence_index(Interpreter& interpreter, const Value& key, std::int64_t size, const char* what,
                    std::int64_t& index);

Value make_slice(Interpreter& interpreter, Value start, Value stop, Value step);
Value make_range(Interpreter& interpreter, std::int64_t start, std::int64_t stop,
                 std::int64_t step);

}  // namespace loopscope::python
