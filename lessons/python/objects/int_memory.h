#pragma once

#include <cstddef>

#include "lessons/python/objects/int_object.h"

namespace loopscope::python {

/// Bytes of a number's digits that don't fit into its object: they count as the program's memory.
inline std::size_t bytes_beside(const BigInteger& number) {
  const std::size_t bytes = number.backend().size() * sizeof(boost::multiprecision::limb_type);
  return bytes > sizeof(BigInteger) ? bytes : 0;
}

}  // namespace loopscope::python
