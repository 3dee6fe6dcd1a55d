// Any text can be run.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tests/fuzz/bounded_run.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  loopscope::fuzz::bounded_run({reinterpret_cast<const char*>(data), size});
  return 0;
}
