#pragma once

#include <cstddef>
#include <vector>

#include "engine/trace/event.h"

namespace loopscope {

/// The identities of open descriptors in a trace: numbers are used again, identities are not.
class DescriptorIds {
 public:
  /// 0: not known.
  ObjectId find(int descriptor) const {
    const auto index = static_cast<std::size_t>(descriptor);
    return index < ids_.size() ? ids_[index] : 0;
  }
  void set(int descriptor, ObjectId id) {
    const auto index = static_cast<std::size_t>(descriptor);
    if (index >= ids_.size()) ids_.resize(index + index / 2 + 16);
    ids_[index] = id;
  }

 private:
  std::vector<ObjectId> ids_;  ///< by descriptor
};

}  // namespace loopscope
