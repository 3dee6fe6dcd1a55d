#include "engine/trace/perfetto_rows.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <ostream>

#include "engine/base/float_text.h"
#include "engine/trace/json_text.h"

namespace loopscope {

void PerfettoArguments::add_key(std::string_view key) {
  if (!json_.empty()) json_ += ", ";
  append_json_text(json_, key);
  json_ += ": ";
}

PerfettoArguments& PerfettoArguments::add(std::string_view key, std::string_view text) {
  add_key(key);
  append_json_text(json_, text);
  return *this;
}

PerfettoArguments& PerfettoArguments::add(std::string_view key, std::uint64_t number) {
  add_key(key);
  json_ += std::to_string(number);
  return *this;
}

PerfettoArguments& PerfettoArguments::add_seconds(std::string_view key, double seconds) {
  if (!std::isfinite(seconds)) return add(key, float_repr(seconds));
  add_key(key);
  json_ += float_repr(seconds);
  return *this;
}

void PerfettoRows::start(char phase, PerfettoTrack track, std::int64_t time,
                         std::string_view name) {
  row_ = first_ ? "" : ",\n";
  first_ = false;
  fmt::format_to(std::back_inserter(row_),
                 "{{\"ph\": \"{}\", \"pid\": {}, \"tid\": {}, \"ts\": {}.{:03}", phase,
                 track.process, track.thread, time / 1000, time % 1000);
  if (name.empty()) return;
  row_ += ", \"name\": ";
  append_json_text(row_, name);
}

void PerfettoRows::finish() {
  row_ += '}';
  out_ << row_;
}

void PerfettoRows::finish(const PerfettoArguments& arguments) {
  if (!arguments.json().empty()) {
    row_ += ", \"args\": {";
    row_ += arguments.json();
    row_ += '}';
  }
  finish();
}

void PerfettoRows::begin_slice(PerfettoTrack track, std::int64_t time, std::string_view name,
                               const PerfettoArguments& arguments) {
  start('B', track, time, name);
  finish(arguments);
}

void PerfettoRows::end_slice(PerfettoTrack track, std::int64_t time) {
  start('E', track, time, {});
  finish();
}

void PerfettoRows::instant(PerfettoTrack track, std::int64_t time, std::string_view name,
                           std::string_view category, const PerfettoArguments& arguments) {
  start('i', track, time, name);
  row_ += ", \"s\": \"t\", \"cat\": ";
  append_json_text(row_, category);
  finish(arguments);
}

void PerfettoRows::flow_start(PerfettoTrack track, std::int64_t time, std::uint32_t id) {
  start('s', track, time, "cause");
  fmt::format_to(std::back_inserter(row_), ", \"cat\": \"cause\", \"id\": {}", id);
  finish();
}

void PerfettoRows::flow_end(PerfettoTrack track, std::int64_t time, std::uint32_t id) {
  start('f', track, time, "cause");
  fmt::format_to(std::back_inserter(row_), ", \"cat\": \"cause\", \"bp\": \"e\", \"id\": {}", id);
  finish();
}

void PerfettoRows::counter(PerfettoTrack track, std::int64_t time, std::string_view name,
                           std::uint64_t value) {
  start('C', track, time, name);
  finish(PerfettoArguments().add("count", value));
}

void PerfettoRows::metadata(PerfettoTrack track, std::string_view what,
                            const PerfettoArguments& arguments) {
  start('M', track, 0, what);
  finish(arguments);
}

}  // namespace loopscope
