#pragma once

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

}  // namespace loopscope
