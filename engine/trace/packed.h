#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "engine/trace/event.h"

/// How events lie in a trace's memory: as records of one to four words of 64 bits. What the loop
/// tells at every turn comes in groups that are always the same, and a group is one record, which
/// stands for several events; reading makes the events of it again.
namespace loopscope::packed {

using Word = std::uint64_t;

/// The first byte of a record. Below `brief`: one event of the kind of that number, in full.
enum class Shape : std::uint8_t {
  brief = 128,      ///< one event without object and detail
  time,             ///< no event: the time of those that follow
  iteration,        ///< iteration_begin without waiting, select_end of nothing, timers_end
  next_iteration,   ///< iteration_end, and the three of `iteration`
  run_step,         ///< handle_run_begin, task_step_begin
  step_yielded,     ///< task_yielded, handle_enqueued (its step), task_step_end, handle_run_end
  step_waits,       ///< task_waits_for, task_step_end, handle_run_end
  step_ended,       ///< task_step_end, handle_run_end
  task_created,     ///< task_created, handle_enqueued (its step)
  done_wakes,       ///< future_done, handle_enqueued (the wakeup of the task that waits)
  timer_scheduled,  ///< timer_created, timer_scheduled
  turn,             ///< handle_run_end, handle_run_begin (of the next)
  next_turn,        ///< handle_run_end, the four of `next_iteration`, handle_run_begin
  next_step,        ///< the four of `next_iteration`, the two of `run_step`
  whole_yield,      ///< a step that tells of nothing else: run_step, step_yielded
  next_yield,       ///< next_step, step_yielded
  end_
};
static_assert(static_cast<unsigned>(EventKind::count_) <= static_cast<unsigned>(Shape::brief));

struct Size {
  std::uint8_t words = 3;
  std::uint8_t events = 1;
};
/// Indexed by the first byte of a record.
inline constexpr std::array<Size, 256> sizes = [] {
  std::array<Size, 256> all{};
  const auto set = [&](Shape shape, std::uint8_t words, std::uint8_t events) {
    all[static_cast<std::size_t>(shape)] = {words, events};
  };
  set(Shape::brief, 2, 1);
  set(Shape::time, 2, 0);
  set(Shape::iteration, 1, 3);
  set(Shape::next_iteration, 1, 4);
  set(Shape::run_step, 2, 2);
  set(Shape::step_yielded, 3, 4);
  set(Shape::step_waits, 3, 3);
  set(Shape::step_ended, 3, 2);
  set(Shape::task_created, 4, 2);
  set(Shape::done_wakes, 4, 2);
  set(Shape::timer_scheduled, 4, 2);
  set(Shape::turn, 3, 2);
  set(Shape::next_turn, 3, 6);
  set(Shape::next_step, 3, 6);
  set(Shape::whole_yield, 3, 6);
  set(Shape::next_yield, 4, 10);
  return all;
}();
/// Words of the longest record.
inline constexpr std::size_t longest = 4;

inline Size size_of(Word head) {
  return sizes[head & 0xff];
}

constexpr Word joined(std::uint32_t low, std::uint32_t high) {
  return low | (static_cast<Word>(high) << 32);
}
constexpr std::uint32_t low_half(Word word) {
  return static_cast<std::uint32_t>(word);
}
constexpr std::uint32_t high_half(Word word) {
  return static_cast<std::uint32_t>(word >> 32);
}

/// A record's first word. (Numbers of 32 bits: a half word that goes through memory would be loaded
/// before it has arrived.)
constexpr Word head(std::uint32_t first_byte, std::uint32_t loop, std::uint32_t flags,
                    std::uint32_t subject) {
  return joined(first_byte | (loop << 8) | (flags << 16), subject);
}
constexpr Word head(Shape shape, std::uint32_t loop, std::uint32_t flags, std::uint32_t subject) {
  return head(static_cast<std::uint32_t>(shape), loop, flags, subject);
}

/// The second word of Shape::brief; the line is below 2^24.
constexpr Word brief_rest(EventKind kind, EventId cause, std::uint32_t line) {
  return joined(cause, (line << 8) | static_cast<std::uint32_t>(kind));
}
inline constexpr std::uint32_t brief_lines = std::uint32_t{1} << 24;

/// The event at `index` of the record at `record`, whose first event has the number `first`.
Event unpack(const Word* record, std::uint32_t index, EventId first, double time);

}  // namespace loopscope::packed
