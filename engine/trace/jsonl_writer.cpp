#include <cmath>
#include <fstream>
#include <ostream>
#include <string_view>

#include "engine/base/error.h"
#include "engine/base/float_text.h"
#include "engine/trace/event_fields.h"
#include "engine/trace/json_text.h"
#include "engine/trace/jsonl.h"

namespace loopscope {
namespace {

/// One line: an object with its fields in the order in which they are added.
class Line {
 public:
  void start() { text_ = "{"; }

  void add_number(std::string_view key, std::uint64_t value) {
    add_key(key);
    text_ += std::to_string(value);
  }
  void add_text(std::string_view key, std::string_view value) {
    add_key(key);
    append_json_text(text_, value);
  }
  /// JSON knows no infinity: what isn't finite is written as a text.
  void add_double(std::string_view key, double value) {
    add_key(key);
    const std::string_view quote = std::isfinite(value) ? "" : "\"";
    text_ += quote;
    text_ += float_repr(value);
    text_ += quote;
  }
  /// Fields as they stood in a file.
  void add_fields_as_written(std::string_view fields) {
    if (fields.empty()) return;
    if (text_.size() > 1) text_ += ", ";
    text_ += fields;
  }
  void add_bool(std::string_view key, bool value) {
    add_key(key);
    text_ += value ? "true" : "false";
  }
  const std::string& finish() { return text_ += "}\n"; }

 private:
  void add_key(std::string_view key) {
    if (text_.size() > 1) text_ += ", ";
    text_ += '"';
    text_ += key;
    text_ += "\": ";
  }
  std::string text_;
};

void add_id(Line& line, std::string_view name, std::string_view fallback, std::uint32_t id) {
  if (id != 0) line.add_number(name.empty() ? fallback : name, id);
}

void add_flags(Line& line, const Event& event) {
  const FieldNames& names = field_names(event.kind);
  const std::string_view word = flag_word(event.kind, event.flags);
  if (!names.flags.empty() && !word.empty()) {
    line.add_text(names.flags, word);
  } else if (event.flags != 0) {
    line.add_number("flags", event.flags);
  }
}

void add_fields(Line& line, const Event& event, const Trace& trace) {
  const FieldNames& names = field_names(event.kind);
  add_id(line, names.subject, "subject", event.subject);
  if (carries_value(event.kind)) {
    line.add_double(names.value, event.value());
  } else {
    if (object_is_text(event.kind)) {
      if (event.object != 0) line.add_text(names.object, trace.text(event.object));
    } else {
      add_id(line, names.object, "object", event.object);
    }
    if (event.detail != 0) {
      line.add_text(names.detail.empty() ? "detail" : names.detail, trace.text(event.detail));
    }
  }
  add_flags(line, event);
}

}  // namespace

void write_jsonl(const Trace& trace, std::ostream& out) {
  const RunDescription& run = trace.description();
  Line line;
  line.start();
  line.add_text("format", "loopscope-trace");
  line.add_number("version", jsonl_version);
  line.add_number("events", trace.size());
  line.add_text("program", run.program_name);
  line.add_text("source", run.program_source);
  line.add_number("seed", run.seed);
  line.add_text("clock", run.virtual_clock ? "virtual" : "real");
  line.add_bool("debug", run.debug);
  out << line.finish();
  TraceReader reader(trace);
  for (EventId id = 1; id <= trace.size(); ++id) {
    const Event& event = reader.event(id);
    line.start();
    line.add_number("e", id);
    line.add_double("t", event.time);
    const bool known = event.kind != EventKind::unknown;
    line.add_text("kind", known ? name_of(event.kind) : trace.text(event.object));
    if (event.loop != 0) line.add_number("loop", event.loop);
    if (known) {
      add_fields(line, event, trace);
    } else {
      line.add_fields_as_written(trace.text(event.detail));
    }
    if (event.line != 0) line.add_number("line", event.line);
    if (event.cause != 0) line.add_number("cause", event.cause);
    out << line.finish();
  }
}

void write_jsonl(const Trace& trace, const std::filesystem::path& file) {
  std::ofstream out(file, std::ios::binary);
  if (out) write_jsonl(trace, out);
  if (!out.flush()) {
    throw FileError(file.string(), 0,
                    "the trace can't be written: check that the folder exists, may be written to "
                    "and has space left");
  }
}

}  // namespace loopscope
