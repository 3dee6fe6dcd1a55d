#include "lessons/player/goal.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "engine/base/error.h"
#include "engine/base/float_text.h"
#include "lessons/player/cue.h"
#include "lessons/player/printed.h"

namespace loopscope::player {
namespace {

double number_of(const std::string& text, const std::string& what) {
  char* end = nullptr;
  const double number = std::strtod(text.c_str(), &end);
  if (text.empty() || *end != '\0' || !(number >= 0)) {
    throw Error("\"" + what + "\" needs a number that is not negative, not \"" + text + "\"");
  }
  return number;
}

std::string take(Directive& directive, const std::string& field) {
  const auto found = directive.fields.find(field);
  if (found == directive.fields.end()) {
    throw Error("\"" + directive.word + "\" needs " + field + "=\"…\"");
  }
  std::string value = found->second;
  directive.fields.erase(found);
  return value;
}

std::string take_value(Directive& directive, const char* example) {
  if (!directive.value) {
    throw Error("\"" + directive.word + "\" needs something behind it: `" + example + "`");
  }
  return *std::exchange(directive.value, std::nullopt);
}

/// No task is unfinished where run_forever was left: at the first time for each loop, since what
/// asyncio.run does then is to cancel the rest.
bool nothing_pending(const Timeline& timeline) {
  const Trace& trace = timeline.trace();
  std::array<bool, 256> seen{};
  TraceReader reader(trace);
  for (EventId id = 1; id <= timeline.end(); ++id) {
    const Event& event = reader.event(id);
    if (event.kind != EventKind::loop_run_end || std::exchange(seen[event.loop], true)) continue;
    const LoopState state = timeline.seek(id);
    for (std::size_t i = 0; i < state.task_count(); ++i) {
      const TaskState& task = state.task_at(i);
      if (task.loop == event.loop && !task.finished) return false;
    }
  }
  return true;
}

bool no_error(const Timeline& timeline) {
  const Trace& trace = timeline.trace();
  if (!timeline.events_of(EventKind::log).empty()) return false;
  for (const EventId id : timeline.events_of(EventKind::output)) {
    if (trace.event(id).flags == 2) return false;
  }
  const auto& ends = timeline.events_of(EventKind::program_end);
  return !ends.empty() && trace.event(ends.back()).object == 0;
}

bool no_blocking(const Timeline& timeline, double limit) {
  TraceReader reader(timeline.trace());
  double began = 0.0;
  for (EventId id = 1; id <= timeline.end(); ++id) {
    const Event& event = reader.event(id);
    if (event.kind == EventKind::handle_run_begin) began = event.time;
    if (event.kind == EventKind::handle_run_end && event.time - began >= limit) return false;
  }
  return true;
}

bool ends_as_cancelled(const Timeline& timeline, const std::string& name) {
  const LoopState state = timeline.seek(timeline.end());
  for (std::size_t i = 0; i < state.task_count(); ++i) {
    const TaskState& task = state.task_at(i);
    if (timeline.trace().text(task.name) == name) return task.status == TaskStatus::cancelled;
  }
  return false;
}

std::string number_text(double number) {
  std::string text = float_repr(number);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text;
}

}  // namespace

Goal Goal::parse(std::string_view text) {
  Directive directive = Directive::parse(text);
  Goal goal;
  goal.text_ = std::string(text);
  goal.number_ = -1.0;
  if (directive.word == "nothing_pending") {
    goal.kind_ = Kind::nothing_pending;
  } else if (directive.word == "ends_by") {
    goal.kind_ = Kind::ends_by;
    goal.number_ = number_of(take_value(directive, "ends_by 3.0"), directive.word);
  } else if (directive.word == "prints") {
    goal.kind_ = Kind::prints;
    goal.first_ = take_value(directive, "prints \"done\" at=2.0");
    if (directive.fields.contains("at")) goal.number_ = number_of(take(directive, "at"), "at");
  } else if (directive.word == "never_prints") {
    goal.kind_ = Kind::never_prints;
    goal.first_ = take_value(directive, "never_prints \"lost\"");
  } else if (directive.word == "at_most") {
    goal.kind_ = Kind::at_most;
    const char* const example = "at_most 5 from=\"begin\" to=\"end\"";
    goal.number_ = number_of(take_value(directive, example), directive.word);
    goal.first_ = take(directive, "from");
    goal.second_ = take(directive, "to");
  } else if (directive.word == "no_error") {
    goal.kind_ = Kind::no_error;
  } else if (directive.word == "no_blocking") {
    goal.kind_ = Kind::no_blocking;
    goal.number_ = number_of(take_value(directive, "no_blocking 0.1"), directive.word);
  } else if (directive.word == "cancelled") {
    goal.kind_ = Kind::cancelled;
    goal.first_ = take(directive, "task");
  } else {
    throw Error("unknown goal \"" + directive.word +
                "\": write nothing_pending, ends_by, prints, never_prints, at_most, no_error, "
                "no_blocking or cancelled");
  }
  if (directive.value) throw Error("\"" + *directive.value + "\" is out of place");
  if (!directive.fields.empty()) {
    throw Error("\"" + directive.word + "\" has no field \"" + directive.fields.begin()->first +
                "\"");
  }
  return goal;
}

bool Goal::met(const Timeline& timeline) const {
  switch (kind_) {
    case Kind::nothing_pending:
      return nothing_pending(timeline);
    case Kind::ends_by:
      return timeline.seek(timeline.end()).time() <= number_ + 1e-9;
    case Kind::prints:
      return prints(timeline);
    case Kind::never_prints:
      return !prints(timeline);
    case Kind::at_most:
      return at_most(timeline);
    case Kind::no_error:
      return no_error(timeline);
    case Kind::no_blocking:
      return no_blocking(timeline, number_);
    case Kind::cancelled:
      return ends_as_cancelled(timeline, first_);
  }
  return false;
}

bool Goal::prints(const Timeline& timeline) const {
  const std::vector<PrintedLine> lines = printed_lines(timeline);
  return std::any_of(lines.begin(), lines.end(), [&](const PrintedLine& line) {
    if (line.text.find(first_) == std::string::npos) return false;
    return number_ < 0 || std::abs(timeline.trace().event(line.at).time - number_) < 1e-6;
  });
}

bool Goal::at_most(const Timeline& timeline) const {
  long now = 0;
  long most = 0;
  bool any = false;
  for (const PrintedLine& line : printed_lines(timeline)) {
    if (line.text.find(first_) != std::string::npos) {
      most = std::max(most, ++now);
      any = true;
    } else if (line.text.find(second_) != std::string::npos) {
      --now;
    }
  }
  return any && static_cast<double>(most) <= number_;
}

std::string Goal::words(const Texts& texts) const {
  switch (kind_) {
    case Kind::nothing_pending:
      return texts["goal.nothing_pending"];
    case Kind::ends_by:
      return texts.format("goal.ends_by", number_text(number_));
    case Kind::prints:
      return number_ < 0 ? texts.format("goal.prints", first_)
                         : texts.format("goal.prints_at", first_, number_text(number_));
    case Kind::never_prints:
      return texts.format("goal.never_prints", first_);
    case Kind::at_most:
      return texts.format("goal.at_most", first_, second_, number_text(number_));
    case Kind::no_error:
      return texts["goal.no_error"];
    case Kind::no_blocking:
      return texts.format("goal.no_blocking", number_text(number_));
    case Kind::cancelled:
      return texts.format("goal.cancelled", first_);
  }
  return {};
}

}  // namespace loopscope::player
