// Programs of the grammar: the input's bytes choose among its productions.

#include <cstddef>
#include <cstdint>

#include "tests/fuzz/bounded_run.h"
#include "tests/fuzz/grammar.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  loopscope::fuzz::bounded_run(loopscope::fuzz::Grammar({data, size}).program());
  return 0;
}
