#include "engine/trace/event.h"

#include <array>
#include <cstddef>

namespace loopscope {
namespace {

constexpr auto kind_count = static_cast<std::size_t>(EventKind::count_);

constexpr std::array<std::string_view, kind_count> kind_names = {
    "loop_created",
    "loop_run_begin",
    "loop_run_end",
    "loop_stop_requested",
    "loop_closed",
    "loop_deadlock",
    "iteration_begin",
    "select_end",
    "timers_end",
    "iteration_end",
    "handle_enqueued",
    "handle_run_begin",
    "handle_run_end",
    "handle_cancelled",
    "timer_created",
    "timer_scheduled",
    "timer_due",
    "timer_dropped",
    "heap_rebuilt",
    "future_created",
    "task_created",
    "task_step_begin",
    "task_step_end",
    "task_waits_for",
    "task_yielded",
    "future_done",
    "future_awaits",
    "task_renamed",
    "cancel_requested",
    "cancel_passed_on",
    "cancel_delivered",
    "cancel_caught",
    "cancel_suppressed",
    "cancel_withdrawn",
    "line_reached",
    "output",
    "log",
    "exception",
    "program_end",
    "descriptor_opened",
    "descriptor_described",
    "descriptor_closed",
    "io_registered",
    "io_ready",
    "io_removed",
    "data_sent",
    "data_received",
    "packet_sent",
    "packet_arrived",
    "packet_lost",
    "packet_delayed",
    "connection_refused",
    "connection_reset",
    "lookup_begin",
    "lookup_end",
    "file_read",
    "file_written",
    "intervention",
    "sync_created",
    "sync_limited",
    "sync_changed",
    "sync_waits",
    "sync_left_line",
    "sync_destroyed",
    "timeout_entered",
    "timeout_scheduled",
    "timeout_expired",
    "timeout_left",
    "group_entered",
    "group_task_added",
    "group_task_done",
    "group_aborting",
    "group_left",
    "unknown",
    "call_threadsafe",
    "pool_created",
    "pool_shut_down",
    "worker_started",
    "worker_idle",
    "worker_ended",
    "job_submitted",
    "job_awaited",
    "job_begin",
    "job_end",
    "signal_arrived",
};
static_assert(!kind_names.back().empty(), "every kind has a name");

}  // namespace

std::string_view name_of(EventKind kind) {
  const auto index = static_cast<std::size_t>(kind);
  return index < kind_count ? kind_names[index] : std::string_view{};
}

EventKind event_kind_named(std::string_view name) {
  for (std::size_t i = 0; i < kind_count; ++i) {
    if (kind_names[i] == name) return static_cast<EventKind>(i);
  }
  return EventKind::count_;
}

bool carries_value(EventKind kind) {
  return kind == EventKind::iteration_begin || kind == EventKind::timer_scheduled ||
         kind == EventKind::packet_delayed || kind == EventKind::timeout_scheduled;
}

bool object_is_text(EventKind kind) {
  return kind == EventKind::task_created || kind == EventKind::task_renamed ||
         kind == EventKind::line_reached || kind == EventKind::unknown;
}

}  // namespace loopscope
