#pragma once

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <memory>
#include <string>

#include "engine/trace/trace.h"

namespace loopscope {

/// Version of the JSON Lines format that is written, and the newest that is read.
inline constexpr int jsonl_version = 1;

/// Writes a trace as JSON Lines: a header line, then one object an event (docs/trace-format.md).
void write_jsonl(const Trace& trace, std::ostream& out);

/// The same into a file, which is replaced. Throws FileError if it can't be written.
void write_jsonl(const Trace& trace, const std::filesystem::path& file);

/// Reads what write_jsonl wrote: the same events, texts and description (texts may get other
/// numbers). `name` is for messages. Throws FileError with the line for what is no trace, damaged,
/// cut off or newer than this program.
std::shared_ptr<Trace> read_jsonl(std::istream& in, const std::string& name);

/// The same from a file.
std::shared_ptr<Trace> read_jsonl(const std::filesystem::path& file);

/// What a reader that takes what it can get has to say of a file.
struct TraceRemarks {
  std::uint64_t expected = 0;        ///< how many events the header promises
  bool cut = false;                  ///< the file ends before them
  int line = 0;                      ///< of the file, where what is whole ends; 0: it is all whole
  std::string problem;               ///< the strict reader's words on that line, if it is damaged
  std::uint32_t unknown_events = 0;  ///< kept as events of kind `unknown`
  std::uint32_t unknown_fields = 0;  ///< of known kinds: left out

  bool whole() const { return line == 0; }
  bool empty() const { return whole() && unknown_events == 0 && unknown_fields == 0; }
};

struct PartialTrace {
  std::shared_ptr<Trace> trace;
  TraceRemarks remarks;
};

/// Reads as much of a trace as is whole: up to where it was cut off or damaged. Events of unknown
/// kinds are kept (and written again as they were), unknown fields are counted. Throws FileError
/// only where there is no good header, or one of a newer version.
PartialTrace read_whole_part_of_jsonl(std::istream& in, const std::string& name);

/// The same from a file.
PartialTrace read_whole_part_of_jsonl(const std::filesystem::path& file);

}  // namespace loopscope
