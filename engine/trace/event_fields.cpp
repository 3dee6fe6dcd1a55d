#include "engine/trace/event_fields.h"

#include <array>
#include <cstddef>

namespace loopscope {
namespace {

constexpr auto kind_count = static_cast<std::size_t>(EventKind::count_);

constexpr std::array<FieldNames, kind_count> make_names() {
  std::array<FieldNames, kind_count> names{};
  const auto of = [&](EventKind kind) -> FieldNames& {
    return names[static_cast<std::size_t>(kind)];
  };
  using enum EventKind;
  of(loop_deadlock) = {"", "", "text", "", ""};
  of(iteration_begin) = {"", "", "", "timeout", ""};
  of(select_end) = {"", "descriptors", "", "", ""};
  of(timers_end) = {"", "handles", "", "", ""};
  of(handle_enqueued) = {"handle", "owner", "label", "", "role"};
  of(handle_run_begin) = of(handle_run_end) = of(handle_cancelled) = {"handle", "", "", "", ""};
  of(timer_created) = {"handle", "owner", "label", "", "role"};
  of(timer_scheduled) = {"handle", "", "", "when", ""};
  of(timer_due) = of(timer_dropped) = {"handle", "", "", "", ""};
  of(future_created) = {"future", "", "label", "", ""};
  of(task_created) = {"task", "name", "coroutine", "", ""};
  of(task_step_begin) = {"task", "", "", "", "enters"};
  of(task_step_end) = of(task_yielded) = {"task", "", "", "", ""};
  of(task_waits_for) = {"task", "future", "", "", ""};
  of(future_done) = {"future", "", "text", "", "outcome"};
  of(future_awaits) = {"future", "child", "", "", ""};
  of(task_renamed) = {"task", "name", "", "", ""};
  of(cancel_requested) = {"target", "by", "message", "", ""};
  of(cancel_passed_on) = {"task", "future", "", "", ""};
  of(cancel_delivered) = of(cancel_caught) = of(cancel_suppressed) =
      of(cancel_withdrawn) = {"task", "", "", "", ""};
  of(line_reached) = {"task", "function", "", "", ""};
  of(output) = {"task", "", "text", "", "stream"};
  of(log) = of(exception) = {"task", "", "text", "", ""};
  of(program_end) = {"", "status", "text", "", ""};
  return names;
}

constexpr std::array<FieldNames, kind_count> names = make_names();

struct Word {
  EventKind kind;
  std::uint16_t flags;
  std::string_view word;
};

constexpr std::array words = {
    Word{EventKind::handle_enqueued, 0, "call"},
    Word{EventKind::handle_enqueued, 1, "step"},
    Word{EventKind::handle_enqueued, 2, "wakeup"},
    Word{EventKind::timer_created, 0, "call"},
    Word{EventKind::timer_created, 1, "step"},
    Word{EventKind::timer_created, 2, "wakeup"},
    Word{EventKind::future_done, 0, "result"},
    Word{EventKind::future_done, 1, "exception"},
    Word{EventKind::future_done, 2, "cancelled"},
    Word{EventKind::task_step_begin, 0, "value"},
    Word{EventKind::task_step_begin, 1, "exception"},
    Word{EventKind::output, 1, "stdout"},
    Word{EventKind::output, 2, "stderr"},
};

}  // namespace

const FieldNames& field_names(EventKind kind) {
  static constexpr FieldNames none;
  const auto index = static_cast<std::size_t>(kind);
  return index < kind_count ? names[index] : none;
}

std::string_view flag_word(EventKind kind, std::uint16_t flags) {
  for (const Word& word : words) {
    if (word.kind == kind && word.flags == flags) return word.word;
  }
  return {};
}

std::optional<std::uint16_t> flag_of_word(EventKind kind, std::string_view word) {
  for (const Word& candidate : words) {
    if (candidate.kind == kind && candidate.word == word) return candidate.flags;
  }
  return std::nullopt;
}

}  // namespace loopscope
