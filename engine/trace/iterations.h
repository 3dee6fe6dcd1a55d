#pragma once

#include <iosfwd>
#include <string>

#include "engine/trace/trace.h"

namespace loopscope {

/// What each loop iteration ran and left behind, one JSON object a line: the format by which
/// Loopscope is compared with CPython (tests/fidelity/README.md). A function of the trace alone.
void write_iterations(const Trace& trace, std::ostream& out);

/// The same as one text.
std::string iterations_text(const Trace& trace);

}  // namespace loopscope
