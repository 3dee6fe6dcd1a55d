#pragma once

#include "lessons/python/objects/type.h"
#include "lessons/python/objects/value.h"

namespace loopscope::python {

/// The truth of `left op right`, where `order` is below, equal to or above 0 as left stands to
/// right.
template <class Order>
Value comparison_result(Comparison op, Order order) {
  switch (op) {
    case Comparison::less:
      return Value::boolean(order < 0);
    case Comparison::less_equal:
      return Value::boolean(order <= 0);
    case Comparison::equal:
      return Value::boolean(order == 0);
    case Comparison::not_equal:
      return Value::boolean(order != 0);
    case Comparison::greater:
      return Value::boolean(order > 0);
    case Comparison::greater_equal:
      break;
  }
  return Value::boolean(order >= 0);
}

}  // namespace loopscope::python
