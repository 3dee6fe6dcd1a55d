#pragma once

#include <filesystem>
#include <iosfwd>

#include "engine/trace/trace.h"

namespace loopscope {

/// Writes a trace in Chrome's trace format as JSON, which ui.perfetto.dev and chrome://tracing open
/// (docs/trace-format.md): a process a loop with its iterations and handles, a track a task with
/// its states, arrows from causes to effects, counters for the ready queue and the timers. Under
/// the virtual clock no time passes while code runs: there every event takes a microsecond of its
/// own, so that it can be seen; the exact loop time stands in its arguments.
void write_perfetto(const Trace& trace, std::ostream& out);

/// The same into a file, which is replaced. Throws FileError if it can't be written.
void write_perfetto(const Trace& trace, const std::filesystem::path& file);

}  // namespace loopscope
