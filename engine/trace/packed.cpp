#include "engine/trace/packed.h"

#include "engine/trace/trace.h"

namespace loopscope::packed {
namespace {

constexpr auto step_flags = static_cast<std::uint16_t>(HandleRole::step);
constexpr auto wakeup_flags = static_cast<std::uint16_t>(HandleRole::wakeup);

/// Puts one event of a record together.
struct Unpacking {
  const Word* record;
  std::uint32_t index;
  EventId first;
  Event event;

  std::uint32_t subject() const { return high_half(record[0]); }
  std::uint32_t low(int word) const { return low_half(record[word]); }
  std::uint32_t high(int word) const { return high_half(record[word]); }
  std::uint16_t flags() const { return static_cast<std::uint16_t>(record[0] >> 16); }

  void set(EventKind kind, ObjectId subject = 0, EventId cause = 0, std::uint32_t line = 0) {
    event.kind = kind;
    event.subject = subject;
    event.cause = cause;
    event.line = line;
  }
  void set_enqueued(ObjectId handle, ObjectId owner, TextId label, EventId cause,
                    std::uint32_t line, std::uint16_t role) {
    set(EventKind::handle_enqueued, handle, cause, line);
    event.object = owner;
    event.detail = label;
    event.flags = role;
  }

  void full() {
    set(static_cast<EventKind>(record[0] & 0xff), subject(), low(2), high(2));
    event.object = low(1);
    event.detail = high(1);
    event.flags = flags();
  }
  void brief() {
    set(static_cast<EventKind>(high(1) & 0xff), subject(), low(1), high(1) >> 8);
    event.flags = flags();
  }
  /// `step`: 0 for iteration_end, 1 for iteration_begin and so on.
  void iteration(std::uint32_t step, std::uint32_t count) {
    static constexpr EventKind kinds[] = {EventKind::iteration_end, EventKind::iteration_begin,
                                          EventKind::select_end, EventKind::timers_end};
    set(kinds[step]);
    if (kinds[step] == EventKind::timers_end) event.object = count;
  }
  /// `begin`: the number of handle_run_begin.
  void run_step(bool step, EventId begin) {
    if (step) {
      set(EventKind::task_step_begin, high(1), begin);
    } else {
      set(EventKind::handle_run_begin, subject(), low(1));
    }
  }
  void next_step() {
    constexpr std::uint32_t iteration_events = 4;
    if (index < iteration_events) {
      iteration(index, low(2));
    } else {
      run_step(index > iteration_events, first + iteration_events);
    }
  }
  /// `last`: the index of its handle_run_begin.
  void turn(std::uint32_t last) {
    if (index == 0) {
      set(EventKind::handle_run_end, low(2), high(2));
    } else if (index == last) {
      set(EventKind::handle_run_begin, low(1), high(1));
    } else {
      iteration(index - 1, subject());
    }
  }
  /// The last two events of the records that end a step, which began right after its handle.
  void end_of_step(bool run, ObjectId task, ObjectId handle, EventId begin, std::uint32_t line) {
    if (run) {
      set(EventKind::handle_run_end, handle, begin - 1);
    } else {
      set(EventKind::task_step_end, task, begin, line);
    }
  }
  void step_yielded() {
    const ObjectId task = low(1);
    const EventId begin = low(2);
    const std::uint32_t line = high(2);
    if (index == 0) {
      set(EventKind::task_yielded, task, begin, line);
    } else if (index == 1) {
      set_enqueued(subject(), task, TextTable::step_label, begin, line, step_flags);
    } else {
      end_of_step(index == 3, task, high(1), begin, line);
    }
  }
  /// `begin`: the index of its handle_run_begin.
  void whole_yield(std::uint32_t begin) {
    const EventId run = first + begin;
    const ObjectId task = high(1);
    const std::uint32_t line = high(2);
    if (index < begin) return iteration(index, low(3));
    switch (index - begin) {
      case 0:
        return run_step(false, run);
      case 1:
        return run_step(true, run);
      case 2:
        return set(EventKind::task_yielded, task, run + 1, line);
      case 3:
        return set_enqueued(low(2), task, TextTable::step_label, run + 1, line, step_flags);
      default:
        return end_of_step(index - begin == 5, task, subject(), run + 1, line);
    }
  }
  void step_waits() {
    const std::uint32_t line = high(2);
    if (index == 0) {
      set(EventKind::task_waits_for, subject(), high(1), line);
      event.object = low(1);
    } else {
      end_of_step(index == 2, subject(), low(2), high(1), line);
    }
  }
  void task_created() {
    if (index == 0) {
      set(EventKind::task_created, subject(), low(2), high(2));
      event.object = low(1);
      event.detail = high(1);
    } else {
      set_enqueued(low(3), subject(), TextTable::step_label, first, high(2), step_flags);
    }
  }
  void done_wakes() {
    if (index == 0) {
      set(EventKind::future_done, subject(), low(2), high(2));
      event.detail = low(1);
      event.flags = flags();
    } else {
      set_enqueued(low(3), high(1), TextTable::wakeup_label, first, high(2), wakeup_flags);
    }
  }
  void timer_scheduled() {
    const std::uint32_t line = high(2);
    if (index == 0) {
      set(EventKind::timer_created, subject(), low(2), line);
      event.object = low(1);
      event.detail = high(1);
      event.flags = flags();
    } else {
      set(EventKind::timer_scheduled, subject(), first, line);
      event.set_value(std::bit_cast<double>(record[3]));
    }
  }
};

}  // namespace

Event unpack(const Word* record, std::uint32_t index, EventId first, double time) {
  Unpacking made{record, index, first, {}};
  made.event.time = time;
  made.event.loop = static_cast<std::uint8_t>(record[0] >> 8);
  switch (static_cast<Shape>(record[0] & 0xff)) {
    case Shape::brief:
      made.brief();
      break;
    case Shape::iteration:
      made.iteration(index + 1, made.subject());
      break;
    case Shape::next_iteration:
      made.iteration(index, made.subject());
      break;
    case Shape::run_step:
      made.run_step(index == 1, first);
      break;
    case Shape::step_yielded:
      made.step_yielded();
      break;
    case Shape::step_waits:
      made.step_waits();
      break;
    case Shape::step_ended:
      made.end_of_step(index == 1, made.subject(), made.low(1), made.high(1), made.low(2));
      break;
    case Shape::task_created:
      made.task_created();
      break;
    case Shape::done_wakes:
      made.done_wakes();
      break;
    case Shape::timer_scheduled:
      made.timer_scheduled();
      break;
    case Shape::turn:
      made.turn(1);
      break;
    case Shape::next_turn:
      made.turn(5);
      break;
    case Shape::next_step:
      made.next_step();
      break;
    case Shape::whole_yield:
      made.whole_yield(0);
      break;
    case Shape::next_yield:
      made.whole_yield(4);
      break;
    case Shape::time:  // stands for no event
    case Shape::end_:
      break;
    default:
      made.full();
      break;
  }
  return made.event;
}

}  // namespace loopscope::packed
