#include "tests/support/source_dir.h"

namespace loopscope::test {

std::filesystem::path source_dir() {
  return LOOPSCOPE_SOURCE_DIR;
}

}  // namespace loopscope::test
