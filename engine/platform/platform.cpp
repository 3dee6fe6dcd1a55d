#include "engine/platform/platform.h"

#include "engine/base/error.h"

namespace loopscope {

Network& Platform::network() {
  throw Error("This platform has no network");
}

}  // namespace loopscope
