#include <cmath>
#include <fstream>
#include <istream>
#include <limits>
#include <string_view>
#include <utility>

#include "engine/base/error.h"
#include "engine/trace/event_fields.h"
#include "engine/trace/flat_json.h"
#include "engine/trace/jsonl.h"

namespace loopscope {
namespace {

using Value = FlatJson::Value;

constexpr std::string_view make_again =
    "make the trace again with `loopscope run FILE.py --trace OUT.jsonl`";

class Reader {
 public:
  enum class Manner { strict, lenient };

  Reader(std::istream& in, std::string name, Manner manner)
      : in_(in), name_(std::move(name)), lenient_(manner == Manner::lenient) {}

  std::shared_ptr<Trace> read() {
    const std::uint64_t expected = read_header();
    while (next_line()) read_event();
    if (trace_->size() != expected) {
      throw FileError(name_, line_number_,
                      "the trace ends after " + std::to_string(trace_->size()) + " of " +
                          std::to_string(expected) + " events: the file was cut off; " +
                          std::string(make_again));
    }
    return trace_;
  }

  PartialTrace read_what_is_whole() {
    const std::uint64_t expected = read_header();
    try {
      while (next_line()) read_event();
    } catch (const FileError& error) {
      remarks_.cut = in_.eof();  // no line end: the rest of this line is missing
      remarks_.line = line_number_;
      remarks_.problem = error.what();
    }
    remarks_.expected = expected;
    if (remarks_.problem.empty() && trace_->size() < expected) {
      remarks_.cut = true;
      remarks_.line = line_number_;
    }
    return {trace_, remarks_};
  }

 private:
  bool next_line() {
    if (!std::getline(in_, line_)) return false;
    ++line_number_;
    return true;
  }

  [[noreturn]] void damaged(const std::string& problem) const {
    throw FileError(name_, line_number_,
                    "the trace is damaged: " + problem + "; " + std::string(make_again));
  }
  [[noreturn]] void no_trace() const {
    throw FileError(name_, 1,
                    "this is no Loopscope trace: its first line must be a header with \"format\": "
                    "\"loopscope-trace\"; " +
                        std::string(make_again));
  }

  // The header.

  template <typename T>
  T header(std::string_view key) const {
    for (const auto& [name, value] : object_.fields()) {
      if (name != key) continue;
      if (const T* const typed = std::get_if<T>(&value)) return *typed;
    }
    damaged("the header has no good \"" + std::string(key) + "\"");
  }

  std::uint64_t read_header() {
    if (!next_line()) {
      throw FileError(name_, 0, "the file is empty; " + std::string(make_again));
    }
    if (!object_.parse(line_).empty()) no_trace();
    bool is_trace = false;
    for (const auto& [key, value] : object_.fields()) {
      if (key == "format") is_trace = value == Value(std::string("loopscope-trace"));
    }
    if (!is_trace) no_trace();
    const auto version = header<std::uint64_t>("version");
    if (version > jsonl_version) {
      throw FileError(name_, 1,
                      "the trace was made by a newer Loopscope (format version " +
                          std::to_string(version) + ", this one reads up to " +
                          std::to_string(jsonl_version) + "): update Loopscope");
    }
    RunDescription& run = trace_->description();
    run.program_name = header<std::string>("program");
    run.program_source = header<std::string>("source");
    run.seed = header<std::uint64_t>("seed");
    const auto clock = header<std::string>("clock");
    if (clock != "virtual" && clock != "real") damaged("\"clock\" is neither virtual nor real");
    run.virtual_clock = clock == "virtual";
    run.debug = header<bool>("debug");
    return header<std::uint64_t>("events");
  }

  // Events.

  void read_event() {
    if (const std::string problem = object_.parse(line_); !problem.empty()) damaged(problem);
    if (trace_->size() == std::numeric_limits<Position>::max()) damaged("it has too many events");
    Event event;
    event.kind = read_kind();
    if (event.kind == EventKind::unknown) keep_unknown(event);
    bool numbered = false;
    for (const auto& [key, value] : object_.fields()) {
      if (key == "e") {
        numbered = value == Value(std::uint64_t{trace_->size()} + 1);
      } else if (key != "kind") {
        set_field(event, key, value);
      }
    }
    if (!numbered) damaged("event " + std::to_string(trace_->size() + 1) + " is missing");
    if (event.cause > trace_->size()) damaged("an event's cause comes after it");
    trace_->append(event);
  }

  EventKind read_kind() const {
    for (const auto& [key, value] : object_.fields()) {
      if (key != "kind") continue;
      const std::string* const name = std::get_if<std::string>(&value);
      if (name == nullptr) damaged("\"kind\" is no text");
      const EventKind kind = event_kind_named(*name);
      if (kind != EventKind::count_ && kind != EventKind::unknown) return kind;
      if (!lenient_) damaged("it has an unknown kind of event");
      return EventKind::unknown;
    }
    damaged("an event has no \"kind\"");
  }

  /// Fields that every kind may have; the others are the kind's own.
  static bool is_common(const std::string& key) {
    return key == "e" || key == "t" || key == "kind" || key == "loop" || key == "line" ||
           key == "cause";
  }

  void keep_unknown(Event& event) {
    ++remarks_.unknown_events;
    std::string own;
    for (const auto& [key, value] : object_.fields()) {
      if (key == "kind") event.object = trace_->texts().intern(std::get<std::string>(value));
      if (is_common(key)) continue;
      if (!own.empty()) own += ", ";
      append_json_field(own, key, value);
    }
    event.detail = trace_->texts().intern(own);
  }

  template <typename T>
  T small_number(const std::string& key, const Value& value) const {
    const std::uint64_t* const number = std::get_if<std::uint64_t>(&value);
    if (number == nullptr || *number > std::numeric_limits<T>::max()) {
      damaged("\"" + key + "\" is no number that fits");
    }
    return static_cast<T>(*number);
  }

  TextId text(const std::string& key, const Value& value) {
    const std::string* const text = std::get_if<std::string>(&value);
    if (text == nullptr) damaged("\"" + key + "\" is no text");
    return trace_->texts().intern(*text);
  }

  double seconds(const std::string& key, const Value& value) const {
    if (const double* const number = std::get_if<double>(&value)) return *number;
    if (const std::uint64_t* const number = std::get_if<std::uint64_t>(&value)) {
      return static_cast<double>(*number);
    }
    if (const std::int64_t* const number = std::get_if<std::int64_t>(&value)) {
      return static_cast<double>(*number);
    }
    if (value == Value(std::string("inf"))) return std::numeric_limits<double>::infinity();
    if (value == Value(std::string("-inf"))) return -std::numeric_limits<double>::infinity();
    if (value == Value(std::string("nan"))) return std::numeric_limits<double>::quiet_NaN();
    damaged("\"" + key + "\" is no number");
  }

  static bool is(std::string_view key, std::string_view name, std::string_view fallback) {
    return key == (name.empty() ? fallback : name);
  }

  void set_field(Event& event, const std::string& key, const Value& value) {
    const FieldNames& names = field_names(event.kind);
    const bool has_value = carries_value(event.kind);
    if (key == "t") {
      event.time = seconds(key, value);
    } else if (key == "loop") {
      event.loop = small_number<std::uint8_t>(key, value);
    } else if (key == "line") {
      event.line = small_number<std::uint32_t>(key, value);
    } else if (key == "cause") {
      event.cause = small_number<EventId>(key, value);
    } else if (event.kind == EventKind::unknown) {
      return;  // kept as it stands
    } else if (key == "flags") {
      event.flags = small_number<std::uint16_t>(key, value);
    } else if (is(key, names.subject, "subject")) {
      event.subject = small_number<ObjectId>(key, value);
    } else if (has_value && key == names.value) {
      event.set_value(seconds(key, value));
    } else if (!has_value && is(key, names.object, "object")) {
      event.object =
          object_is_text(event.kind) ? text(key, value) : small_number<std::uint32_t>(key, value);
    } else if (!has_value && is(key, names.detail, "detail")) {
      event.detail = text(key, value);
    } else if (!names.flags.empty() && key == names.flags) {
      event.flags = flags(event.kind, key, value);
    } else if (lenient_) {
      ++remarks_.unknown_fields;
    } else {
      damaged("an event has an unknown field \"" + key + "\"");
    }
  }

  std::uint16_t flags(EventKind kind, const std::string& key, const Value& value) const {
    const std::string* const word = std::get_if<std::string>(&value);
    const auto flags = word != nullptr ? flag_of_word(kind, *word) : std::nullopt;
    if (!flags) damaged("\"" + key + "\" has an unknown word");
    return *flags;
  }

  std::istream& in_;
  std::string name_;
  std::string line_;
  int line_number_ = 0;
  bool lenient_;
  TraceRemarks remarks_;
  FlatJson object_;
  std::shared_ptr<Trace> trace_ = std::make_shared<Trace>();
};

}  // namespace

namespace {

std::ifstream open_trace_file(const std::filesystem::path& file) {
  if (std::filesystem::is_directory(file)) {
    throw FileError(file.string(), 0, "this is a folder; give the trace's file");
  }
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    throw FileError(file.string(), 0, "the file can't be read: check its name and permissions");
  }
  return in;
}

}  // namespace

std::shared_ptr<Trace> read_jsonl(std::istream& in, const std::string& name) {
  return Reader(in, name, Reader::Manner::strict).read();
}

std::shared_ptr<Trace> read_jsonl(const std::filesystem::path& file) {
  std::ifstream in = open_trace_file(file);
  return read_jsonl(in, file.string());
}

PartialTrace read_whole_part_of_jsonl(std::istream& in, const std::string& name) {
  return Reader(in, name, Reader::Manner::lenient).read_what_is_whole();
}

PartialTrace read_whole_part_of_jsonl(const std::filesystem::path& file) {
  std::ifstream in = open_trace_file(file);
  return read_whole_part_of_jsonl(in, file.string());
}

}  // namespace loopscope
