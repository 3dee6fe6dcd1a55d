#include <array>
#include <cmath>
#include <fstream>
#include <istream>
#include <limits>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/error.h"
#include "engine/trace/event_fields.h"
#include "engine/trace/jsonl.h"

namespace loopscope {
namespace {

using Value = std::variant<std::uint64_t, double, bool, std::string>;

constexpr std::string_view make_again =
    "make the trace again with `loopscope run FILE.py --trace OUT.jsonl`";

/// Takes one flat JSON object apart. Nothing inside may be an array or another object.
class FlatObject : public nlohmann::json_sax<nlohmann::json> {
 public:
  /// Parses; an empty result means success, otherwise it says what is wrong.
  std::string parse(const std::string& line) {
    fields_.clear();
    problem_.clear();
    depth_ = 0;
    if (!nlohmann::json::sax_parse(line, this) && problem_.empty()) problem_ = "it is no JSON";
    return problem_;
  }
  const std::vector<std::pair<std::string, Value>>& fields() const { return fields_; }

  bool null() override { return fail("null is not used"); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(number_integer_t value) override { return add(static_cast<double>(value)); }
  bool number_unsigned(number_unsigned_t value) override { return add(std::uint64_t{value}); }
  bool number_float(number_float_t value, const string_t&) override { return add(value); }
  bool string(string_t& value) override { return add(std::move(value)); }
  bool binary(binary_t&) override { return fail("binary is not used"); }
  bool start_object(std::size_t) override {
    return depth_++ == 0 || fail("a field holds an object");
  }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return fail("an array is not used"); }
  bool end_array() override { return true; }
  bool key(string_t& name) override {
    fields_.emplace_back(std::move(name), Value{});
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) override {
    return fail("it is no JSON object");
  }

 private:
  bool add(Value value) {
    if (depth_ == 0) return fail("it is no JSON object");
    fields_.back().second = std::move(value);
    return true;
  }
  bool fail(const char* problem) {
    problem_ = problem;
    return false;
  }

  std::vector<std::pair<std::string, Value>> fields_;
  std::string problem_;
  int depth_ = 0;
};

class Reader {
 public:
  Reader(std::istream& in, std::string name) : in_(in), name_(std::move(name)) {}

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
      const EventKind kind = name != nullptr ? event_kind_named(*name) : EventKind::count_;
      if (kind == EventKind::count_) damaged("it has an unknown kind of event");
      return kind;
    }
    damaged("an event has no \"kind\"");
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
  FlatObject object_;
  std::shared_ptr<Trace> trace_ = std::make_shared<Trace>();
};

}  // namespace

std::shared_ptr<Trace> read_jsonl(std::istream& in, const std::string& name) {
  return Reader(in, name).read();
}

std::shared_ptr<Trace> read_jsonl(const std::filesystem::path& file) {
  if (std::filesystem::is_directory(file)) {
    throw FileError(file.string(), 0, "this is a folder; give the trace's file");
  }
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    throw FileError(file.string(), 0, "the file can't be read: check its name and permissions");
  }
  return read_jsonl(in, file.string());
}

}  // namespace loopscope
