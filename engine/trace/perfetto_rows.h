#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>

namespace loopscope {

/// Where a row of a Chrome trace belongs: a process and one of its threads.
struct PerfettoTrack {
  std::uint32_t process = 0;
  std::uint32_t thread = 0;
};

/// Additional fields of a row, put together as JSON.
class PerfettoArguments {
 public:
  PerfettoArguments& add(std::string_view key, std::string_view text);
  PerfettoArguments& add(std::string_view key, std::uint64_t number);
  PerfettoArguments& add_seconds(std::string_view key, double seconds);
  const std::string& json() const { return json_; }

 private:
  void add_key(std::string_view key);
  std::string json_;
};

/// Writes the rows of Chrome's trace format, in the order in which they are given. Times are in
/// nanoseconds.
class PerfettoRows {
 public:
  explicit PerfettoRows(std::ostream& out) : out_(out) {}

  void begin_slice(PerfettoTrack track, std::int64_t time, std::string_view name,
                   const PerfettoArguments& arguments);
  void end_slice(PerfettoTrack track, std::int64_t time);
  void instant(PerfettoTrack track, std::int64_t time, std::string_view name,
               std::string_view category, const PerfettoArguments& arguments);
  /// An arrow from the slice that is open at the one to the slice that is open at the other.
  void flow_start(PerfettoTrack track, std::int64_t time, std::uint32_t id);
  void flow_end(PerfettoTrack track, std::int64_t time, std::uint32_t id);
  void counter(PerfettoTrack track, std::int64_t time, std::string_view name, std::uint64_t value);
  /// A name or a place in the order: "process_name", "thread_sort_index" …
  void metadata(PerfettoTrack track, std::string_view what, const PerfettoArguments& arguments);

 private:
  void start(char phase, PerfettoTrack track, std::int64_t time, std::string_view name);
  void finish(const PerfettoArguments& arguments);
  void finish();

  std::ostream& out_;
  std::string row_;
  bool first_ = true;
};

}  // namespace loopscope
