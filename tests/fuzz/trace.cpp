// Any file is a trace that can be shown, or an Error says what is wrong with it.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <sstream>
#include <string>

#include "engine/base/error.h"
#include "engine/trace/iterations.h"
#include "engine/trace/jsonl.h"
#include "engine/trace/perfetto.h"
#include "engine/trace/timeline.h"

namespace {

using namespace loopscope;

void show(const std::shared_ptr<const Trace>& trace) {
  const Timeline timeline(trace);
  static_cast<void>(timeline.seek(timeline.end() / 2));
  static_cast<void>(iterations_text(*trace));
  std::ostringstream out;
  write_jsonl(*trace, out);
  write_perfetto(*trace, out);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  try {
    std::istringstream in(text);
    show(read_jsonl(in, "trace.jsonl"));
  } catch (const Error&) {
  }
  try {
    std::istringstream in(text);
    show(read_whole_part_of_jsonl(in, "trace.jsonl").trace);
  } catch (const Error&) {
  }
  return 0;
}
